"""The workbook of a tender comes home: silent untouched, each white cell an answer, a rewritten requirement told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import NOW, ROOT
from tests.sheets.laid import TODAY, read_back
from tpn.actions.procurement import tender_workbook
from tpn.actions.session import Session
from tpn.plan.evaluation import requirements_of
from tpn.sheets.tender_sheet import answers_in
from tpn.spreadsheets.found_book import FoundBook

HALDEN = ROOT / "examples" / "halden"


def with_cell(book: FoundBook, tab: int, row: int, column: int, value: str | int) -> FoundBook:
    """The book with one cell changed; the row is made long enough."""
    rows = [list(one) for one in book.tabs[tab].rows]
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value
    changed = replace(book.tabs[tab], rows=tuple(map(tuple, rows)))
    return replace(book, tabs=tuple(changed if at == tab else one for at, one in enumerate(book.tabs)))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_untouched_it_is_silent_and_every_cell_that_is_changed_is_said_once(
    form: str, tmp_path: Path
) -> None:
    session = Session({"project": str(HALDEN), "today": TODAY.isoformat()}, clock=lambda: NOW)
    deal = next(one for one in session.project.procurement.procurements if one.id == "A-P01")
    asked = requirements_of(deal, session.project.procurement.requirements)
    known = {one.id: one.text for one in asked}
    book = read_back(tender_workbook(session, deal, asked), form, tmp_path)
    nothing = answers_in(book, known)
    assert (nothing.supplier, nothing.price, nothing.answers, nothing.problems, nothing.told) == (
        None,
        None,
        {},
        (),
        (),
    )

    cover = book.tabs[0].rows
    for name, row in zip(("supplier", "contact", "price"), range(len(cover) - 3, len(cover)), strict=True):
        found = answers_in(with_cell(book, 0, row, 1, 780_000 if name == "price" else "Fjord AS"), known)
        said = {"supplier": found.supplier, "price": found.price, "contact": [one.slug for one in found.told]}
        assert said[name] in ("Fjord AS", 780_000, ["tender-contact"])
        assert sum(map(bool, said.values())) == 1

    for row, cells in enumerate(book.tabs[1].rows):
        if cells and cells[0] in known:
            yes = answers_in(with_cell(book, 1, row, 5, "Ja"), known).answers
            text = answers_in(with_cell(book, 1, row, 6, "Slik gjør vi det"), known).answers
            assert [*yes] == [*text] == [cells[0]]
            grey = answers_in(with_cell(book, 1, row, 2, "Noe annet"), known)
            assert [one.slug for one in grey.told] == ["tender-requirement-changed"]
            assert not grey.answers
