"""Where the numbers of a filled benefits workbook err. Needs no project."""

import re
from pathlib import Path

from tpn.actions.session import Session
from tpn.plan.workbook_audit import NumberFault, faults
from tpn.problems import Problem, Stop
from tpn.recognise.fill_workbook import CannotFill, Workbook
from tpn.recognise.gain_workbook import TABS, CellFormula, FormulaOf, gain_book, is_gain_book
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook, spot

_FILLED = re.compile(rb">[^<]")
"""An element with something in it."""


def audit(session: Session, path: Path) -> tuple[NumberFault, ...]:
    """What errs in a workbook, with what it says and what is right.

    Raises:
        Stop: the workbook cannot be read (exit code 1), or is another one (exit code 2).
    """
    book = read_guarded(path)
    if isinstance(book, Problem):
        raise Stop([book], 1)
    if not is_gain_book(book):
        session.stop("audit-unknown-workbook", file=str(path), tabs=TABS)
    return faults(gain_book(book, _formulas(path, book)))


def _formulas(path: Path, book: FoundBook) -> FormulaOf:
    """What stands behind a cell; only an .xlsx tells."""
    if book.format != "xlsx":
        return lambda _tab, _cell: None
    try:
        workbook = Workbook(path.read_bytes())
    except (CannotFill, OSError):
        return lambda _tab, _cell: None

    def formula(tab: str, cell: str) -> CellFormula | None:
        place = spot(cell)
        sheet = workbook.sheet(tab) if place and tab in workbook.tabs else None
        there = sheet.cells.get(place) if sheet and place else None
        if sheet is None or there is None or there.formula is None:
            return None
        kept = sheet.data[slice(*there.cached)] if there.cached else b""
        # an empty result is one where it is a text, and none where it is to be a number
        return CellFormula(
            there.formula, worked_out=bool(kept) and (there.kind == "str" or bool(_FILLED.search(kept)))
        )

    return formula
