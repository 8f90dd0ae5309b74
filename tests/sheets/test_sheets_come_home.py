"""Every workbook that is written comes home: untouched it is silent, a white cell is an outcome, a grey one is said."""

from pathlib import Path

import pytest

from tests.conftest import NOW, ROOT
from tests.sheets.cells_changed import Spot, another, spots, with_cells
from tests.sheets.laid import TODAY, laid, read_back
from tpn.actions.import_result import ImportResult, ReturnedFile
from tpn.actions.import_sheets import SheetImport
from tpn.actions.session import Session
from tpn.library import pieces
from tpn.problems import CellPlace
from tpn.sheets.sent_copy import Base, SentTable
from tpn.spreadsheets.found_book import FoundBook

STYLES = [piece.name for piece in pieces("sheets", None)]
EXAMPLES = ROOT / "examples"


def brought(session: Session, book: FoundBook, base: Base) -> ImportResult:
    return SheetImport(session).bring([ReturnedFile(book.file, book, base)])


def session_of(project: Path) -> Session:
    return Session({"project": str(project), "today": TODAY.isoformat()}, clock=lambda: NOW)


def said_of(made: ImportResult, spot: Spot, tab: str) -> list[str]:
    """Everything that is said of one cell: its outcomes and the problems that name it."""
    named = [
        one.kind.value for one in made.outcomes for some in one.said
        if some.place and (some.place.tab, some.place.cell) == (tab, spot.name)
    ]  # fmt: skip
    return named + [
        problem.slug for problem in made.problems
        if isinstance(problem.place, CellPlace) and (problem.place.tab, problem.place.cell) == (tab, spot.name)
    ]  # fmt: skip


@pytest.mark.sampled("style", "form", "project")
@pytest.mark.parametrize("project", ["halden", "sandnes"])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("style", STYLES)
def test_untouched_nothing_is_said(style: str, form: str, project: str, tmp_path: Path) -> None:
    book, base = laid(EXAMPLES / project, style)
    made = brought(session_of(EXAMPLES / project), read_back(book, form, tmp_path), base)
    assert (made.outcomes, made.problems) == ([], [])


@pytest.mark.sampled(every=9)
@pytest.mark.parametrize("project", ["halden", "sandnes"])
@pytest.mark.parametrize("style", STYLES)
def test_every_cell_that_is_changed_is_said_once(style: str, project: str, tmp_path: Path) -> None:
    """One cell of every column of every shape of table, white and grey, as far as there are in different rows."""
    _is_said_once(style, project, "", tmp_path)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("person", ["nils", "ola", "per"])
def test_every_cell_of_one_persons_sheet_is_said_once(person: str, tmp_path: Path) -> None:
    _is_said_once("responsible", "halden", person, tmp_path)


@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("style", STYLES)
def test_what_is_written_outside_the_rows_is_told_cell_by_cell(style: str, tmp_path: Path) -> None:
    """Every title, heading row's neighbour and line of the cover that is written over, and every empty cell beside."""
    written, base = laid(EXAMPLES / "halden", style)
    book, session = read_back(written, "xlsx", tmp_path), session_of(EXAMPLES / "halden")
    heads = {tab.name: tab.header for tab in written.tabs}
    for at, tab in enumerate(book.tabs):
        if tab.name.startswith("_") or tab.name not in heads:
            continue
        last = heads[tab.name]
        for row in range(len(tab.rows) if last is None else 2):
            if base.reviewed and base.reviewed in tab.rows[row]:
                continue  # there one says that the sheet has been looked through
            spot = Spot("", "", open=False, tab=at, row=row, column=3)
            made = brought(session, with_cells(book, {spot: "Hilsen Kari"}), base)
            assert said_of(made, spot, tab.name) == ["sheet-remark"], (tab.name, row)
            assert (made.outcomes, len(made.problems)) == ([], 1)


def _is_said_once(style: str, project: str, person: str, tmp_path: Path) -> None:
    written, base = laid(EXAMPLES / project, style, person=person)
    book, session = read_back(written, "xlsx", tmp_path), session_of(EXAMPLES / project)
    for table in _shapes(base):
        by_column: dict[str, list[tuple[Spot, object]]] = {}
        for spot in spots(book, table):
            stands = book.tabs[spot.tab].value(spot.row, spot.column)
            if (value := another(session.project, base, spot, table.kind, stands)) is not None:
                by_column.setdefault(spot.field, []).append((spot, value))
        first = dict(some[0] for some in by_column.values())
        if not first:
            continue
        made = brought(session, with_cells(book, first), base)
        assert len(made.outcomes) + len(made.problems) == len(first), (style, table.tab)
        for spot, value in first.items():
            said = said_of(made, spot, table.tab)
            assert len(said) == 1, (table.tab, spot, value, said)
            if said != ["take" if spot.open else "not_editable"]:
                assert said[0] in REASONABLE, (table.tab, spot, value, said)
                if spot.field in BOUND:
                    continue
                assert _is_taken_elsewhere(session, book, base, _spread(by_column[spot.field][1:]), table.tab)


REASONABLE = frozenset({"row-refused", "cell-date-ahead"})
"""A day that another field of the same row forbids is said in its cell, and nothing else of the row is lost."""


BOUND = frozenset({"percent", "duration", "budget", "committed", "spent", "forecast", "cases", "from"})
"""What the examples bind by another field: the share by the status, start and deadline, years of a budget, cases, a
period's end."""


def _shapes(base: Base) -> list[SentTable]:
    """The first table with rows of each shape: same kind, same columns."""
    found: dict[object, SentTable] = {}
    for table in base.tables:
        if table.keys:
            found.setdefault((table.kind, table.columns), table)
    return list(found.values())


def _spread(some: list[tuple[Spot, object]]) -> list[tuple[Spot, object]]:
    """A few, from the first to the last."""
    return some[:: len(some) // 12 + 1]


def _is_taken_elsewhere(
    session: Session, book: FoundBook, base: Base, others: list[tuple[Spot, object]], tab: str
) -> bool:
    """Whether the same is taken in another row of the column; a column of one row has none."""
    return not others or any(
        said_of(brought(session, with_cells(book, {spot: value}), base), spot, tab) == ["take"]
        for spot, value in others
    )
