"""The grey cells of a form that comes home: what they showed travels along, so that what was changed is said.

A form is one of tpn's own workbooks that is no copy of records: a proposed plan, a reorganisation, a report.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from tpn.problems import CellPlace, Problem
from tpn.spreadsheets.book import Cell, Content, Row
from tpn.spreadsheets.cell_style import clean
from tpn.spreadsheets.found_book import FoundTab, Value


class GreyCell(NamedTuple):
    """Which grey cell it is: the key of its row, and the name of its column."""

    row: str
    name: str


Shown = Mapping[GreyCell, str]
"""What each grey cell showed when the form was made."""


class GreyNow(NamedTuple):
    """What stands in a grey cell that came home, under which heading, and where."""

    value: Value
    heading: str
    place: CellPlace


def as_shown(value: Content | Value) -> str:
    """A value so that it is the same before and after any office program: one space between words, days as ISO."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(clean(str(value)).split())


def shown_rows(cells: Mapping[GreyCell, Content]) -> tuple[Row, ...]:
    """The rows of the hidden tab that keep what grey cells show."""
    return tuple(
        tuple(Cell(text, look="raw") for text in (*cell, said))
        for cell, value in cells.items()
        if (said := as_shown(value))
    )


def shown_in(tab: FoundTab, first: int) -> Shown:
    """What the hidden tab keeps from a row on; nothing in a form that is older than this."""
    rows = (tab.rows[number] for number in range(first, len(tab.rows)))
    return {GreyCell(str(row[0]), str(row[1])): str(row[2]) for row in rows if len(row) > 2}  # noqa: PLR2004


def changed(shown: Shown, now: Mapping[GreyCell, GreyNow]) -> Iterator[Problem]:
    """One thing said for each grey cell that does not say what it said."""
    rows = {cell.row for cell in shown}
    for cell, found in now.items():
        value = as_shown(found.value)
        if cell.row in rows and value != shown.get(cell, ""):
            yield Problem("form-cell-locked", found.place, {"field": found.heading, "value": value or "–"})
