"""Numbers and links: the numbers that a table's links mean, those that stand inside titles, what points at nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tpn.problems import CellPlace, Problem
from tpn.recognise.codes import codes_of
from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import FIELDS, title_of
from tpn.recognise.grid import letters
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.left_out import Raw
from tpn.recognise.normalise import clean, fold
from tpn.recognise.records import Reader, as_it_stands
from tpn.recognise.tables import FoundRecord

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(\S.*)", re.DOTALL)
_MOST, _CLEAR = 0.6, 0.5
_PARTS = re.compile(r"\s*[;\n]\s*")
_LINKED = re.compile(r"(\S+)(.*)", re.DOTALL)

Numbers = Mapping[int, str]
"""By row, the number of a record."""


def numbered(records: Sequence[FoundRecord], reader: Reader) -> list[FoundRecord]:
    """The records with the numbers that stand inside their titles, where nearly all titles begin with one."""
    title = title_of(reader.mapped.kind)
    if "id" not in _fields(reader) or not records:
        return list(records)
    if any(record.values.get("id") for record in records):
        return _without_own(records, title)
    titles = [str(record.values.get(title) or "") for record in records]
    found = [_NUMBERED.fullmatch(text) for text in titles]
    numbers = [match[1] for match in found if match]
    outline = any("." in number for number in numbers)
    if not outline or len(numbers) < max(2, _MOST * len(records)):
        found = codes_of(titles, reader.words)
    return [
        replace(record, values={**record.values, "id": match[1], title: match[2]}) if match else record
        for record, match in zip(records, found, strict=True)
    ]


def _without_own(records: Sequence[FoundRecord], title: str) -> list[FoundRecord]:
    """The records without the number in their titles, where it is the one that their own column says."""
    found = [_NUMBERED.fullmatch(str(record.values.get(title) or "")) for record in records]
    said = [bool(m) and m[1] == str(r.values.get("id")) for m, r in zip(found, records, strict=True) if m]
    if not said or sum(said) < max(2, _MOST * len(said)):
        return list(records)
    return [
        replace(one, values={**one.values, title: m[2]}) if m and m[1] == str(one.values.get("id")) else one
        for m, one in zip(found, records, strict=True)
    ]


def _fields(reader: Reader) -> tuple[str, ...]:

    return FIELDS[reader.mapped.kind]


def linked(
    records: Sequence[FoundRecord], raws: Sequence[Raw], reader: Reader, lookup: Lookup
) -> list[FoundRecord]:
    """The records with their links pointing at what they mean: the column of numbers is taken that they resolve in.

    Tried are the numbers as they are, every other column that can hold numbers, the place in the list, the titles.
    """
    column = reader.mapped.of("after")
    if column is None or not any(
        record.values.get("after") or column in raw.spots for record, raw in zip(records, raws, strict=True)
    ):
        return list(records)
    by_title = _by_titles(records, raws, column, reader)
    if by_title is not None:
        return by_title
    wanted = [_target(link) for record in records for link in _links(record)]
    own = {record.row: str(record.values.get("id") or "") for record in records}
    tried: list[tuple[float, RecognisedColumn | None, Numbers]] = [(_share(wanted, own), None, own)]
    tried += [
        (_share(wanted, numbers), other, numbers) for other, numbers in _candidates(raws, reader, lookup)
    ]
    places = {record.row: str(at) for at, record in enumerate(records, 1)}
    tried.append((_share(wanted, places), None, places))
    share, other, numbers = max(tried, key=lambda one: one[0])
    if numbers is own or share <= tried[0][0] or share < _CLEAR:
        return list(records)
    return [_renumbered(record, numbers, own, other, reader) for record in records]


def _links(record: FoundRecord) -> tuple[str, ...]:
    links = record.values.get("after")
    return links if isinstance(links, tuple) else ()


def _target(link: str) -> str:
    return link.split(" ", maxsplit=1)[0]


def _share(wanted: Sequence[str], numbers: Numbers) -> float:
    known = set(numbers.values())
    return sum(one in known for one in wanted) / len(wanted) if wanted else 0.0


def _candidates(
    raws: Sequence[Raw], reader: Reader, lookup: Lookup
) -> Iterator[tuple[RecognisedColumn, Numbers]]:
    for column in reader.mapped.columns:
        can = any(guess.field == "id" for guess in lookup.guesses(column.label.text, reader.mapped.kind))
        if can and column.field != "id":
            yield (
                column,
                {
                    raw.row: clean(str(as_it_stands(raw.spots[column].value)))
                    for raw in raws
                    if column in raw.spots
                },
            )


def _renumbered(
    record: FoundRecord, numbers: Numbers, own: Numbers, column: RecognisedColumn | None, reader: Reader
) -> FoundRecord:
    """The record under the number that links mean; its former number is kept beside."""
    if column is None and record.values.get("id"):
        back = {place: own[row] for row, place in numbers.items()}
        links = tuple(_pointing(link, back) for link in _links(record))
        return replace(record, values={**record.values, "after": links})
    extra = dict(record.extra)
    former = reader.mapped.of("id")
    if column is not None:
        extra.pop(reader.habits.headings[column], None)
    if former is not None and own.get(record.row):
        extra[reader.habits.headings[former]] = own[record.row]
    return replace(record, values={**record.values, "id": numbers.get(record.row)}, extra=extra)


def _pointing(link: str, numbers: Mapping[str, str]) -> str:
    match = _LINKED.fullmatch(link)
    return f"{numbers.get(match[1], match[1])}{match[2]}" if match else link


def _by_titles(
    records: Sequence[FoundRecord], raws: Sequence[Raw], column: RecognisedColumn, reader: Reader
) -> list[FoundRecord] | None:
    """Links that are the titles of other records, as some programs write them; none where they are not."""
    title = title_of(reader.mapped.kind)
    at = {
        fold(str(record.values[title])): number
        for number, record in enumerate(records)
        if record.values.get(title)
    }
    said: dict[int, list[int]] = {}
    cells: set[str] = set()
    for number, raw in enumerate(raws):
        if column in raw.spots:
            spot = raw.spots[column]
            parts = _titles_in(str(spot.value), at)
            if parts is None:
                return None
            said[number] = parts
            cells.add(f"{letters(spot.column)}{spot.row}")
    reader.problems[:] = [
        one for one in reader.problems
        if not (one.slug == "link-unreadable" and isinstance(one.place, CellPlace) and one.place.cell in cells)
    ]  # fmt: skip
    ids = [str(record.values.get("id") or at + 1) for at, record in enumerate(records)]
    return [
        replace(record, values={**record.values, "id": ids[number],
                                "after": tuple(ids[other] for other in said.get(number, ()))})
        for number, record in enumerate(records)
    ]  # fmt: skip


def _titles_in(text: str, at: Mapping[str, int]) -> list[int] | None:
    whole = [text], _PARTS.split(text), re.split(r"\s*[,;\n]\s*", text)
    for parts in whole:
        names = [fold(part) for part in parts if part.strip()]
        if names and all(name in at for name in names):
            return [at[name] for name in names]
    return None


def number_doubts(reader: Reader, records: Sequence[FoundRecord]) -> Iterator[Problem]:
    """Numbers that two records have, and links that point at nothing."""
    numbers = [str(record.values["id"]) for record in records if record.values.get("id")]
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    if twice:
        yield Problem("number-twice", _place(reader, records, "id", twice[0]), {"found": tuple(twice)})
    lost = [link for record in records for link in _links(record) if _target(link) not in numbers]
    if lost:
        targets = tuple(dict.fromkeys(map(_target, lost)))
        yield Problem("link-to-nothing", _place(reader, records, "after", lost[0]), {"found": targets})


def _place(reader: Reader, records: Sequence[FoundRecord], field: str, value: str) -> CellPlace:
    hit = next(
        (
            one
            for one in records
            if value == str(one.values.get(field)) or value in _as_tuple(one.values.get(field))
        ),
        records[0],
    )
    cell = hit.cells.get(field) or hit.cells.get(title_of(reader.mapped.kind)) or f"A{hit.row}"
    return CellPlace(reader.file, reader.region.grid.name, cell)


def _as_tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
