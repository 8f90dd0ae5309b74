"""A mapping that is kept: which tab, header rows, kind and columns a known foreign sheet has.

In YAML (``templates/profiles/NAME.yaml``)::

    tables:
      - sheet: Ark1
        kind: activities
        header_rows: [2]            # [] where there are no headings: columns are then named by their letters
        columns: {Aktivitet: title, Ansvarlig: responsible, Avd: null}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tpn.problems import CellPlace, Problem
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_profile import weigh
from tpn.recognise.fields import BESIDE, FIELDS, KINDS, Kind
from tpn.recognise.grid import Grid, letters, texts
from tpn.recognise.headers import Header, Label
from tpn.recognise.normalise import clean, fold
from tpn.recognise.regions import Region
from tpn.recognise.tables import Reading
from tpn.recognise.words import HeadingWords


@dataclass(frozen=True, slots=True)
class Profiled:
    """One table of a profile; without ``sheet`` it is on every tab that has its headings."""

    kind: Kind
    columns: Mapping[str, str | None]
    header_rows: tuple[int, ...] | None = None
    sheet: str | None = None


def profile_of(reading: Reading) -> dict[str, object]:
    """What to keep of a reading, as plain values for YAML, to be corrected by hand and used again."""
    return {
        "tables": [
            {
                "sheet": table.sheet,
                "kind": table.kind,
                "header_rows": list(table.header_rows),
                "columns": {column.header or column.letter: column.field for column in table.columns},
            }
            for table in reading.tables
        ]
    }


def read_profile(content: object) -> tuple[Profiled, ...]:
    """The tables of a profile; what is not of its shape is passed over (the file's check names it)."""
    listed = content.get("tables") if isinstance(content, Mapping) else None
    return tuple(
        found for table in listed or () if isinstance(table, Mapping) and (found := _profiled(table))
    )


def _profiled(table: Mapping[object, object]) -> Profiled | None:
    kind = next((kind for kind in (*KINDS, "unknown") if kind == table.get("kind")), None)
    columns = table.get("columns")
    if kind is None or not isinstance(columns, Mapping):
        return None
    rows = table.get("header_rows")
    listed = tuple(row for row in rows if isinstance(row, int)) if isinstance(rows, (list, tuple)) else None
    fields = {str(name): str(field) if field is not None else None for name, field in columns.items()}
    sheet = table.get("sheet")
    return Profiled(kind, fields, listed, str(sheet) if sheet is not None else None)


def profiled_region(grid: Grid, profiled: Profiled, words: HeadingWords) -> tuple[Region, Mapped] | None:
    """The table of a profile on a tab; none when the tab has not its headings."""
    header = _header(grid, profiled)
    if header is None:
        return None
    first = header.bottom + 1 if header.rows else min(grid.lines, default=1)
    region = Region(grid, header, first, grid.last_row, (grid.name,))
    named = {fold(name): field for name, field in profiled.columns.items()}
    columns = tuple(_column(label, named, profiled.kind, region, words) for label in header.labels)
    return region, Mapped(profiled.kind, columns)


def missing(profiled: Profiled, region: Region, file: str) -> list[Problem]:
    """Columns of the profile that the sheet has not."""
    there = {_name(label) for label in region.labels} | {
        fold(letters(label.column)) for label in region.labels
    }
    place = CellPlace(file, region.grid.name, f"A{max(1, region.first - 1)}")
    return [
        Problem("profile-column-missing", place, {"value": name})
        for name, field in profiled.columns.items()
        if field and fold(name) not in there
    ]


def _column(
    label: Label, named: Mapping[str, str | None], kind: Kind, region: Region, words: HeadingWords
) -> RecognisedColumn:
    field = named.get(_name(label), named.get(fold(letters(label.column))))
    known = field if field and (field in FIELDS[kind] or field in BESIDE) else None
    return RecognisedColumn(label, known, "profile" if known else "kept", weigh(region.values(label), words))


def _name(label: Label) -> str:
    return fold(clean(label.text))


def _header(grid: Grid, profiled: Profiled) -> Header | None:
    if profiled.header_rows == ():
        columns = sorted({column for line in grid.lines.values() for column in line})
        return Header((), tuple(Label(column, column, "") for column in columns))
    row = _best_row(grid, profiled)
    if row is None:
        return None
    labels = tuple(
        Label(column, grid.width(row, column), text) for column, text in sorted(texts(grid.line(row)))
    )
    named = {label.column for label in labels}
    unnamed = [Label(at, at, "") for at in _lettered(profiled, named)]
    rows = profiled.header_rows if profiled.header_rows and row in profiled.header_rows else (row,)
    return Header(tuple(rows), tuple(sorted([*labels, *unnamed], key=lambda label: label.column)))


def _lettered(profiled: Profiled, named: set[int]) -> list[int]:
    """Columns that the profile names by their letters, having no heading."""
    wanted = {name.strip().upper() for name in profiled.columns}
    return [column for column in range(1, 200) if letters(column) in wanted and column not in named]


def _best_row(grid: Grid, profiled: Profiled) -> int | None:
    """The profile's header row if its headings are there, else the row that has the most of them."""
    wanted = {fold(name) for name in profiled.columns}

    def hits(row: int) -> int:
        return sum(fold(clean(text)) in wanted for _, text in texts(grid.line(row)))

    rows: Sequence[int] = [row for row in profiled.header_rows or () if hits(row)]
    best = max(rows or sorted(grid.lines), key=hits, default=None)
    return best if best is not None and hits(best) else None
