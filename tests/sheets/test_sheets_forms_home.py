"""The forms that are no copies of records come home: silent untouched, each white cell an outcome, grey cells said."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.conftest import NOW, ROOT, Tpn
from tests.sheets.laid import TODAY, read_back
from tests.sheets.test_sheets_tender_home import with_cell
from tpn.actions.load_plan import plan_of
from tpn.actions.proposal_sheet import ReturnedProposal, returned
from tpn.actions.reorganise import Reorganised, reorganised
from tpn.actions.session import Session
from tpn.sheets.proposal_sheet import proposal_in
from tpn.sheets.reorganisation import reorganisation_book, reorganisation_in
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.found_book import FoundBook, Value
from tpn.views.reorganisation import organisation

HALDEN = ROOT / "examples" / "halden"


def session_of(folder: Path) -> Session:
    return Session({"project": str(folder), "today": TODAY.isoformat()}, clock=lambda: NOW)


def cells(book: FoundBook, tab: int, wide: int) -> Iterator[tuple[int, int, str]]:
    """Cells under a table's headings, two of each column in different rows, with the heading of each.

    The first column is the hidden one of keys.
    """
    header = next(at for at, row in enumerate(book.tabs[tab].rows) if row and row[0] == "key")
    rows = range(header + 1, len(book.tabs[tab].rows))
    for column in range(1, wide):
        for turn in (column, column + len(rows) // 2):
            yield rows[turn % len(rows)], column, str(book.tabs[tab].value(header, column))


def written(stands: Value, other: str) -> str:
    return other if stands is None else f"{stands}x"


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_sheet_of_a_proposed_plan(form: str, tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{form}"
    made = tpn("replan", "--propose", "-o", path, "-p", halden, "--today", TODAY.isoformat())
    assert made.code == 0, made.err
    session, book = session_of(halden), READERS[form](path)

    def back(some: FoundBook) -> ReturnedProposal:
        sheet = proposal_in(some)
        assert sheet is not None
        return returned(session, sheet, path.name)

    nothing = back(book)
    assert (nothing.changed, nothing.problems) == ((), ())
    for row, column, heading in cells(book, 0, 8):
        if heading == "Forslag":
            found = back(with_cell(book, 0, row, column, date(2028, 3, 1).isoformat()))
            assert [one.now for one in found.changed] == [date(2028, 3, 1)]
            assert found.problems == ()
        else:
            found = back(with_cell(book, 0, row, column, written(book.tabs[0].value(row, column), "noe")))
            assert [(one.slug, one.facts["field"]) for one in found.problems] == [
                ("form-cell-locked", heading)
            ]
            assert found.changed == ()


NEW = {
    "Ny enhet": "Oppvekst 2",
    "Ny leder": "Liv Sand",
    "Nye roller": "Testleder",
    "Arbeidet går til": "Liv Sand",
}


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_sheet_of_a_reorganisation(form: str, tmp_path: Path) -> None:
    session = session_of(HALDEN)
    drawn = datetime.combine(TODAY, datetime.min.time())
    book = read_back(
        reorganisation_book(organisation(plan_of(session)), session.words, drawn), form, tmp_path
    )

    def back(some: FoundBook) -> Reorganised:
        sheet = reorganisation_in(some)
        assert sheet is not None
        return reorganised(session, sheet, "ark")

    nothing = back(book)
    assert (nothing.places, nothing.work, nothing.edits, nothing.problems) == ((), (), (), ())
    for tab, wide in ((0, 6), (1, 8)):
        for row, column, heading in cells(book, tab, wide):
            stands = book.tabs[tab].value(row, column)
            found = back(with_cell(book, tab, row, column, NEW.get(heading) or written(stands, "noe")))
            told = [one.slug for one in found.problems]
            if heading in NEW:
                own = book.tabs[tab].rows[row]
                assert len(told) <= 1, (heading, own)
                assert told or found.places or found.work or "Liv Sand" in str(own), (heading, own)
            else:
                assert told == ["form-cell-locked"], (heading, row)
                assert (found.places, found.work) == ((), ())
