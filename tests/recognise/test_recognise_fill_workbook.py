"""Filling somebody's own workbook: the cells that were meant, and no other byte that a person could miss."""

import io
import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.recognise.form_books import form, parts
from tpn.recognise.fill_workbook import CannotFill, Put, Workbook, recalculated
from tpn.spreadsheets.formulas import following, read_formula
from tpn.spreadsheets.repack import repacked

# openpyxl, which only reads here, says that it would lose the extended rules
pytestmark = pytest.mark.filterwarnings("ignore:.*not supported:UserWarning")

REAL = Path(
    os.environ.get("TPN_REAL_SHEETS", Path(__file__).resolve().parents[3] / "shared" / "real" / "sheets")
)


def what(puts: list[Put]) -> list[tuple[str, str]]:
    return [(done.what, done.cell) for done in Workbook(form()).filled(puts).done]


def values(data: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    }


def test_only_the_cells_and_the_flag_change_and_every_other_part_is_the_same_byte_for_byte() -> None:
    old = form()
    new = Workbook(old).filled([Put("Forside", "B2", "Halden & omegn"), Put("Nytteplan", "B4", "Eva")]).data
    before, after = parts(old), parts(new)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    changed = {key: value for key, value in values(new).items() if values(old).get(key) != value}
    assert changed == {"Forside!B2": "Halden & omegn", "Nytteplan!B4": "Eva"}


def test_what_lies_packed_in_the_file_is_copied_packed() -> None:
    old = form()
    assert repacked(old, {}) == old


def test_a_workbook_without_anything_to_fill_in_stays_as_it_is() -> None:
    old = form()
    assert Workbook(old).filled([]).data == old


def test_a_date_is_a_date_where_the_cell_shows_dates_and_text_elsewhere() -> None:
    day = date(2026, 10, 5)
    new = values(
        Workbook(form())
        .filled([Put("Forside", "B3", day, "05.10.2026"), Put("Forside", "B4", day, "05.10.2026")])
        .data
    )
    assert str(new["Forside!B3"])[:10] == "2026-10-05"
    assert new["Forside!B4"] == "05.10.2026"


def test_a_merged_cell_gets_its_value_where_it_is_shown() -> None:
    assert what([Put("Nytteplan", "A7", "Tid"), Put("Forside", "C2", "x")]) == [
        ("written", "A6"),
        ("written", "B2"),
    ]


def test_a_formula_is_left_alone_unless_the_profile_says_so() -> None:
    assert what([Put("Forside", "C6", 7)]) == [("formula", "C6")]
    new = Workbook(form()).filled([Put("Forside", "C6", 7, over_formula=True)]).data
    assert values(new)["Forside!C6"] == 7
    assert b'<c r="A6" i="7"/><c r="A1" i="3"/><c r="B11"/>' in parts(new)["xl/calcChain.xml"]


def test_results_that_no_longer_hold_are_forgotten_and_others_stay() -> None:
    new = parts(Workbook(form()).filled([Put("Forside", "B2", "Halden")]).data)
    assert b"<v>Kort for </v>" not in new["xl/worksheets/sheet1.xml"]
    assert b"<v>5</v>" in new["xl/worksheets/sheet1.xml"]
    assert "<v>Plan – </v>".encode() not in new["xl/worksheets/sheet2.xml"]
    assert b"<v>0</v>" in new["xl/worksheets/sheet2.xml"]
    assert b'<calcPr calcId="145621" fullCalcOnLoad="1"/>' in new["xl/workbook.xml"]


def test_an_unknown_tab_is_told() -> None:
    assert what([Put("Forsiden", "A1", 1)]) == [("no-tab", "A1")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(CannotFill):
        Workbook(data)


@pytest.mark.parametrize(
    ("book", "after"),
    [
        (b"<workbook><sheets/></workbook>", b'<workbook><sheets/><calcPr fullCalcOnLoad="1"/></workbook>'),
        (
            b'<x:workbook><x:calcPr a="1"/></x:workbook>',
            b'<x:workbook><x:calcPr a="1" fullCalcOnLoad="1"/></x:workbook>',
        ),
        (b"<workbook><extLst/></workbook>", b'<workbook><calcPr fullCalcOnLoad="1"/><extLst/></workbook>'),
        (
            b'<workbook><calcPr fullCalcOnLoad="0"/></workbook>',
            b'<workbook><calcPr fullCalcOnLoad="1"/></workbook>',
        ),
    ],
)
def test_the_flag_stands_where_the_format_wants_it(book: bytes, after: bytes) -> None:
    assert recalculated(book) == after


@pytest.mark.parametrize(
    ("formula", "follows"),
    [
        ("A1+1", True), ("$A$1", True), ("SUM(A1:B9)", True), ("Ark2!A1", False), ("'Ark'!A1", True), ('"A1"', False),
        ("Navnet&B2", True), ("AA1", False), ("A11", False), ("OFFSET(C1,1,1)", True), ("Tabell[Sum]", True),
        ("A:A", True), ("LOG10(B2)", False), ("B9:A2", False), ("C2", True),
    ],
)  # fmt: skip
def test_what_follows_from_a_cell(formula: str, follows: bool) -> None:
    names = {"Navnet": "Ark!$A$1"}
    formulas = {
        ("Ark", 9, 9): read_formula(formula, "Ark", names),
        ("Ark", 1, 2): read_formula("A1", "Ark", names),
    }
    assert (("Ark", 9, 9) in following(formulas, [("Ark", 0, 0)])) is follows


@pytest.mark.parametrize("name", ["no-kommit-gevinstverktoy.xlsx", "no-interessentregister-bokmal.xlsx"])
def test_real_workbooks_keep_everything_but_their_cells(name: str) -> None:
    if not (REAL / name).exists():
        pytest.skip(f"{name} does not lie in {REAL}; TPN_REAL_SHEETS names the folder")
    old = (REAL / name).read_bytes()
    book = Workbook(old)
    tab = next(iter(book.tabs))
    new = book.filled([Put(tab, "B4", "Halden"), Put(tab, "D12", "Halden")]).data
    before, after = parts(old), parts(new)
    sheets = {*book.tabs.values(), "xl/workbook.xml"}
    assert {part: data for part, data in before.items() if part not in sheets} == {
        part: data for part, data in after.items() if part not in sheets
    }
