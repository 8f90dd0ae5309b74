"""The forms that are no copies of records come home: silent untouched, each white cell an outcome, grey cells said."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from tests.conftest import NOW, ROOT, Tpn
from tests.sheets.laid import TODAY, read_back
from tests.sheets.test_sheets_tender_home import with_cell
from tpn.actions.load_plan import plan_of
from tpn.actions.proposal_sheet import ReturnedProposal, returned
from tpn.actions.reorganise import Reorganised, reorganised
from tpn.actions.session import Session
from tpn.reports.report_form import FORM_TAB, FilledForm, read_book, read_document
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


def changed_by(before: FilledForm, after: FilledForm) -> tuple[set[str], set[str]]:
    """The places that say something else, and what is told as written outside them."""
    keys = {key for key, said in after.said.items() if before.said.get(key) != said}
    return keys, set(after.loose) - set(before.loose)


def cut(book: FoundBook, tab: int, row: int, column: int) -> FoundBook:
    """The book with a row emptied from a column on, as readers give it: shorter."""
    rows = list(book.tabs[tab].rows)
    rows[row] = rows[row][:column]
    changed = replace(book.tabs[tab], rows=tuple(rows))
    return replace(book, tabs=tuple(changed if at == tab else one for at, one in enumerate(book.tabs)))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_workbook_of_a_report(form: str, tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    """Untouched it says nothing; a white cell is its place, and whatever is written in any other cell is told."""
    path = tmp_path / f"oktober.{form}"
    made = tpn("report", "--form", "-o", path, "-p", halden)
    assert made.code == 0, made.err
    book = READERS[form](path)
    before = read_book(book)
    assert before.loose == ()
    assert "ingenting nytt" in tpn("import", path, "-p", halden).out
    white = set()
    for at, tab in enumerate(book.tabs):
        wide = max(map(len, tab.rows), default=0) if tab.name != FORM_TAB else 0
        for row, column in ((row, column) for row in range(len(tab.rows)) for column in range(wide)):
            text = written(tab.value(row, column), "Skrevet her")
            keys, told = changed_by(before, read_book(with_cell(book, at, row, column, text)))
            if told:
                assert keys == set()
                assert text.split("\n")[-1] in told
            else:
                assert len(keys) == 1, (row, column, text)
                emptied = read_book(cut(book, at, row, column))
                assert [emptied.said[key] for key in keys] == [""]
                white |= keys
    assert white == {one["key"] for one in before.base["fields"]}


def test_the_document_of_a_report(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    """The same in Word: all white fields written in at once, then all labels of rows."""
    path, back = tmp_path / "oktober.docx", tmp_path / "svar.docx"
    assert tpn("report", "--form", "-o", path, "-p", halden).code == 0
    before = read_document(path)

    def filled(column: Callable[[int], bool], more: str) -> tuple[set[str], set[str]]:
        document = docx.Document(str(path))
        for cells in (row.cells for table in document.tables for row in table.rows[1:]):
            for at, cell in enumerate(cells):
                if column(at):
                    cell.paragraphs[-1].add_run(more)
        document.save(str(back))
        return changed_by(before, read_document(back))

    assert filled(lambda _: False, "") == (set(), set())
    keys, _ = filled(lambda at: at > 0, " Ny")
    assert keys == {one["key"] for one in before.base["fields"]}
    keys, told = filled(lambda at: at == 0, " endret")
    assert keys == set()
    labels = {
        row.cells[0].paragraphs[-1].text
        for table in docx.Document(str(path)).tables
        for row in table.rows[1:]
    }
    assert {f"{label} endret" for label in labels} <= told
