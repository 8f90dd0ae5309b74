"""The common benefits workbook (KommIT's Gevinstverktøy) read for its arithmetic: where each number stands in it."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tpn.plan.workbook_audit import ROOM, CellReading, GainBook, GainRow
from tpn.spreadsheets.found_book import UNCOMPUTED, CellError, FoundBook, FoundTab, Value, spot

CHANGES = "KONSEPT - Endringsanalyse"
BENEFITS = "KONSEPT - Gevinstanalyse"
FOLLOW_UP = "PLANLEGGE - Oppfølgingsplan"
RESULTS = "REALISERE - Resultatoppfølging"
TABS = (CHANGES, BENEFITS, FOLLOW_UP, RESULTS)
_YEARS = "DEFG"
_BEYOND = 40
"""Rows below the last benefit in which somebody may have gone on writing."""
_STEPS = 4
"""How many cells a name is copied through at most."""
_POINTS_AT = re.compile(r"^=?'?([^'!]+)'?!\$?([A-Z]+)\$?(\d+)$|^=?\$?([A-Z]+)\$?(\d+)$")


class CellFormula(NamedTuple):
    """What stands behind a cell; ``worked_out``: its result is kept in the file (it may be an empty text)."""

    text: str
    worked_out: bool


FormulaOf = Callable[[str, str], CellFormula | None]
"""The formula of a cell of a tab, if it has one."""


class _Cell(NamedTuple):
    tab: FoundTab
    name: str
    formula: CellFormula | None = None

    @property
    def value(self) -> Value:
        place = spot(self.name)
        return self.tab.value(*place) if place else None

    @property
    def number(self) -> float | None:
        """A number; a blank cell is none, and 0 is one."""
        value = self.value
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    @property
    def text(self) -> str | None:
        value = self.value
        return str(value).strip() or None if isinstance(value, str | int | float) else None

    @property
    def said(self) -> CellReading:
        value = self.value
        where = f"{self.tab.name}!{self.name}"
        if isinstance(value, CellError) and value.code != UNCOMPUTED:
            return CellReading(where, value.code)
        if self.formula and not self.formula.worked_out:
            return CellReading(where, None, known=False)
        return CellReading(where, value if isinstance(value, int | float | str) else None)


def is_gain_book(book: FoundBook) -> bool:
    """Whether a workbook has the tabs that the audit looks at."""
    return {tab.name for tab in book.tabs} >= set(TABS)


def gain_book(book: FoundBook, formula: FormulaOf) -> GainBook:
    """The numbers of a filled workbook. ``formula`` tells what stands behind a cell that nobody has worked out."""
    sheet = _GainSheets(book, formula)
    costs = [sheet.at(BENEFITS, f"{year}26").number for year in _YEARS]
    return GainBook(
        rows=tuple(sheet.row(number) for number in range(1, ROOM + 1)),
        beyond=tuple(sheet.beyond()),
        investment=sheet.at(BENEFITS, "C26").number,
        running=tuple(costs),
        rate=sheet.at(BENEFITS, "H26").number,
        rate_cell=f"{BENEFITS}!H26",
        present_value=sheet.at(BENEFITS, "C39").said,
        freed=sheet.at(BENEFITS, "C42").said,
    )


class _GainSheets:
    """The four tabs of one workbook."""

    def __init__(self, book: FoundBook, formula: FormulaOf) -> None:
        self.tabs = {tab.name: tab for tab in book.tabs}
        self.formula = formula

    def at(self, tab: str, cell: str) -> _Cell:
        return _Cell(self.tabs[tab], cell, self.formula(tab, cell))

    def name(self, number: int) -> str | None:
        return self.at(CHANGES, f"C{4 + number}").text

    def row(self, number: int) -> GainRow:
        """One benefit: the same line of each tab."""
        plan, result, gain = 4 + number, 13 + number, 6 + number
        return GainRow(
            number=number,
            name=self.name(number),
            kind=self.at(BENEFITS, f"C{gain}").text,
            budget=tuple(self.at(BENEFITS, f"{year}{gain}").number for year in _YEARS),
            kind_cell=f"{BENEFITS}!C{gain}",
            baseline=self.at(FOLLOW_UP, f"D{plan}").number,
            target=self.at(FOLLOW_UP, f"E{plan}").number,
            measured=self.at(RESULTS, f"D{result}").number,
            attainment=self.at(RESULTS, f"E{result}").said,
            names=self.names(f"B{result}", f"B{30 + number}"),
        )

    def names(self, first: str, second: str) -> tuple[CellReading, CellReading]:
        """The two cells of the results that show the name of a benefit; the second copies the first."""
        one, other = self.named(first), self.named(second)
        return one, other if other.known else other._replace(value=one.value, known=True)

    def named(self, cell: str) -> CellReading:
        """The name that a cell shows; where it is not worked out, the one that its formula points at."""
        said = self.at(RESULTS, cell).said
        if said.known:
            return said
        value = self.pointed_at(RESULTS, cell, _STEPS)
        return said if value is None else said._replace(value=value, known=True)

    def pointed_at(self, tab: str, cell: str, steps: int) -> str | None:
        """The text at the end of a chain of formulas that only point at another cell."""
        here = self.at(tab, cell)
        found = _POINTS_AT.match(_bare(here.formula.text)) if here.formula else None
        if found is None or not steps:
            return here.text
        there = found[1] or tab
        name = (found[2] or found[4]) + (found[3] or found[5])
        return self.pointed_at(there, name, steps - 1) if there in self.tabs else None

    def beyond(self) -> Iterator[CellReading]:
        """Benefits below the last row that the other tabs copy from."""
        for number in range(ROOM + 1, ROOM + _BEYOND):
            if self.name(number):
                yield self.at(CHANGES, f"C{4 + number}").said


def _bare(formula: str) -> str:
    """``IF('Tab'!C5=0,"",'Tab'!C5)`` shows what stands in ``'Tab'!C5``."""
    found = re.fullmatch(r'=?IF\((.+?)=0,"",(.+)\)', formula.strip())
    return found[2] if found and found[1] == found[2] else formula.strip()
