"""What the eye sees and values do not say: comments, hidden rows, strike-out, colours and their legend, errors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tpn.problems import CellPlace, Problem
from tpn.recognise.cell_kinds import read_status
from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import FIELDS
from tpn.recognise.grid import Grid, letters
from tpn.recognise.left_out import Raw
from tpn.recognise.normalise import clean
from tpn.recognise.records import Reader
from tpn.recognise.regions import Region
from tpn.recognise.row_kinds import Shape
from tpn.recognise.tables import FoundRecord
from tpn.source.clean import MOST_LETTERS

UNCOMPUTED = "#UNCOMPUTED"
_SLUGS = {UNCOMPUTED: "cell-uncomputed", "#TOO-LONG": "cell-too-long"}
_LONGEST_MEANING = 40
_BAND = 0.4


def with_sights(
    records: Sequence[FoundRecord], raws: Sequence[Raw], reader: Reader, shape: Shape
) -> list[FoundRecord]:
    """The records with the comments on their cells, and what the colours of their rows mean where a legend says it."""
    told = (
        reader.mapped.kind != "unknown" and not shape.is_matrix
    )  # there each cell is coloured by its letter
    meanings = colour_meanings(reader.region) if told else {}
    colours = {raw.row: _colour(raw, reader.region.grid, shape) for raw in raws}
    noted = [_noted(record, raw, reader) for record, raw in zip(records, raws, strict=True)]
    if not meanings:
        return noted
    return [
        _coloured(record, meanings.get(colours[raw.row], ""), reader)
        for record, raw in zip(noted, raws, strict=True)
    ]


def _noted(record: FoundRecord, raw: Raw, reader: Reader) -> FoundRecord:
    """Comments become the record's note, each under its heading; where the kind has no note they are kept beside."""
    grid = reader.region.grid
    said = [
        (column, text)
        for column in (reader.mapped.columns if grid.notes else ())
        if (column not in raw.spots or raw.spots[column].row == raw.row)
        and (text := _comment(grid, raw.row, column))
    ]
    if not said:
        return record
    texts = [text if column.field == "note" else f"{column.header}: {text}" for column, text in said]
    if "note" not in FIELDS[reader.mapped.kind]:
        extra = {f"{column.header} (kommentar)": text for column, text in said}
        return replace(record, extra={**record.extra, **extra})
    before = record.values.get("note")
    return replace(
        record, values={**record.values, "note": "\n".join([*([str(before)] if before else []), *texts])}
    )


def _comment(grid: Grid, row: int, column: RecognisedColumn) -> str:
    """What is said on the cells of a column in a row, empty ones too."""
    label = column.label
    found = (clean(grid.notes.get((row, at), "")) for at in range(label.column, label.last + 1))
    return "\n".join(text for text in found if text)


def colour_meanings(region: Region) -> Mapping[str, str]:
    """What colours mean, by cells beside, above or below the table that are coloured and say a word."""
    grid = region.grid
    last = max((label.last for label in region.labels), default=0)
    spots: dict[tuple[int, int], tuple[str, str]] = {}
    for (row, column), colour in grid.colours.items():
        outside = column > last or row < region.header.rows[0] if region.header.rows else column > last
        if not (outside or row > region.last) or (row in region.header.rows and column <= last):
            continue
        text = grid.line(row).get(column) or grid.line(row).get(column + 1)
        label = isinstance(text, str) and clean(text).endswith(
            ":"
        )  # «Project title:» heads what is beside it
        if isinstance(text, str) and not label and 1 < len(clean(text)) <= _LONGEST_MEANING:
            spots[row, column] = (colour, clean(text))
    said: dict[str, set[str]] = {}
    for colour, text in spots.values():
        said.setdefault(colour, set()).add(text.casefold())
    # a colour that stands beside two different words explains neither: it only adorns them
    spots = {at: spot for at, spot in spots.items() if len(said[spot[0]]) == 1}
    listed = [at for at in spots if _beside_another(at, spots)]
    return {spots[at][0]: spots[at][1] for at in reversed(listed)}


def _beside_another(at: tuple[int, int], spots: Mapping[tuple[int, int], tuple[str, str]]) -> bool:
    """A legend is a list: another colour with its word stands right under, over or near beside."""
    row, column = at
    near = [(row - 1, column), (row + 1, column), *((row, column + step) for step in (-3, -2, -1, 1, 2, 3))]
    return any(other in spots and spots[other][0] != spots[at][0] for other in near)


def _colour(raw: Raw, grid: Grid, shape: Shape) -> str:
    """The colour of a row: that of its empty status, else of its title, else of its first coloured cell."""
    status = shape.mapped.of("status")
    columns = [status.label.column] if status and status not in raw.spots else []
    columns += [raw.spots[column].column for column in shape.mapped.titles if column in raw.spots]
    columns += [spot.column for spot in raw.spots.values()]
    columns += [label.column for label in shape.region.labels]  # an empty cell may be nothing but its colour
    return next((colour for column in columns if (colour := grid.colours.get((raw.row, column)))), "")


def _coloured(record: FoundRecord, meaning: str, reader: Reader) -> FoundRecord:
    if not meaning:
        return record
    values = dict(record.values)
    said = re.split(r"\s*[=:–]\s*|\s+-\s+", meaning)[-1]  # «Grønn = ferdig»
    status = read_status(said, reader.words).value if "status" in FIELDS[reader.mapped.kind] else None
    if status and not values.get("status"):
        values["status"] = status
    return replace(record, values=values, extra={**record.extra, "Farge": meaning})


def sight_doubts(reader: Reader, raws: Sequence[Raw], shape: Shape) -> Iterator[Problem]:
    """One thing said for each kind of sight in a table."""
    grid, region = reader.region.grid, reader.region
    yield from _errors(reader)
    rows = {raw.row for raw in raws}
    if hidden := sorted(rows & grid.hidden_rows):
        yield _told("rows-hidden", reader, hidden[0], found=tuple(hidden))
    columns = [label for label in region.labels if label.column in grid.hidden_columns]
    if columns:
        names = tuple(clean(label.text) or letters(label.column) for label in columns)
        yield _told("columns-hidden", reader, max(1, region.header.bottom), columns[0].column, found=names)
    if struck := sorted(raw.row for raw in raws if _is_struck(raw, grid, shape)):
        yield _told("rows-struck", reader, struck[0], found=tuple(struck))
    noted = [spot for spot in grid.notes if spot[0] in rows]
    if noted:
        yield _told("comments-kept", reader, *min(noted), found=len(noted))
    yield from _colours(reader, raws, shape)


def _is_struck(raw: Raw, grid: Grid, shape: Shape) -> bool:
    named = [raw.spots[column] for column in shape.mapped.titles if column in raw.spots]
    return any((spot.row, spot.column) in grid.struck for spot in named or raw.spots.values())


def _colours(reader: Reader, raws: Sequence[Raw], shape: Shape) -> Iterator[Problem]:
    """Colours whose legend was found, or that mean something nobody has written down."""
    if shape.is_matrix:
        return
    meanings = colour_meanings(reader.region)
    coloured = [raw.row for raw in raws if _colour(raw, reader.region.grid, shape)]
    if not coloured or len(coloured) == len(raws):
        return
    if meanings:
        yield _told("colours-read", reader, coloured[0], found=tuple(dict.fromkeys(meanings.values())))
    elif not _is_banded([raw.row for raw in raws], coloured):
        yield _told("colours-unknown", reader, coloured[0], found=tuple(coloured))


def _is_banded(rows: Sequence[int], coloured: Sequence[int]) -> bool:
    """Every second row in a colour is only easier to read."""
    places = {at % 2 for at, row in enumerate(rows) if row in set(coloured)}
    return len(places) == 1 and len(coloured) > _BAND * len(rows)


def _errors(reader: Reader) -> Iterator[Problem]:
    grid = reader.region.grid
    for label in reader.region.labels:
        for column in range(label.column, label.last + 1):
            for row in reader.region.rows:
                code = grid.errors.get((row, column))
                if code:
                    slug, facts = _SLUGS.get(code, "cell-error"), {"value": code, "limit": MOST_LETTERS}
                    yield _told(slug, reader, row, column, field=clean(label.text), **facts)


def _told(slug: str, reader: Reader, row: int, column: int | None = None, **facts: object) -> Problem:
    title = reader.mapped.titles[0].label.column if reader.mapped.titles else 1
    place = CellPlace(reader.file, reader.region.grid.name, f"{letters(column or title)}{row}")
    return Problem(slug, place, facts)
