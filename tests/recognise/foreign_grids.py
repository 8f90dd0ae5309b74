"""Small foreign tabs in our own notation, and short ways to read them."""

from collections.abc import Sequence
from functools import cache

from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.recognise import recognise
from tpn.recognise.tables import FoundRecord, FoundTable, Reading
from tpn.recognise.words import HeadingWords, load_words

N = None
Rows = Sequence[Sequence[object]]


@cache
def words() -> HeadingWords:
    return load_words()


def read(rows: Rows, *spans: MergedBlock, name: str = "Ark1", year: int | None = 2026) -> Reading:
    return recognise([Grid.of(name, rows, *spans)], words(), file="plan.xlsx", year=year)


def table(rows: Rows, *spans: MergedBlock, name: str = "Ark1") -> FoundTable:
    """The only table of a tab."""
    (found,) = read(rows, *spans, name=name).tables
    return found


def fields(found: FoundTable) -> dict[str, str | None]:
    return {column.header: column.field for column in found.columns}


def hows(found: FoundTable) -> dict[str, str]:
    return {column.header: column.how for column in found.columns}


def records(found: FoundTable) -> dict[int, FoundRecord]:
    return {record.row: record for record in found.records}


def titles(found: FoundTable) -> list[object]:
    return [record.values.get("title") for record in found.records]


def values(found: FoundTable, row: int, *names: str) -> tuple[object, ...]:
    return tuple(records(found)[row].values.get(name) for name in names)


def left(reading: Reading) -> list[tuple[str, int | None]]:
    return [(one.why, one.row) for one in reading.left_out]


def slugs(reading: Reading) -> list[tuple[str, str | None]]:
    return [(problem.slug, getattr(problem.place, "cell", None)) for problem in reading.problems]
