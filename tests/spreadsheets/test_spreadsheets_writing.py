"""What the writers put into the file beside the values, seen by another library."""

import csv
import io
import random
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Tpn
from tests.spreadsheets.sheet_books import MONDAY, PEOPLE, follow_up
from tpn.problems import Stop
from tpn.spreadsheets import ods
from tpn.spreadsheets import xlsx_write as xlsx
from tpn.spreadsheets.book import BarRule, Book, Cell, ColumnFormat, Print, Tab, WordRule
from tpn.spreadsheets.cell_style import bar_formula, clean, tab_name
from tpn.spreadsheets.csv_file import dump
from tpn.spreadsheets.csv_file import read as read_csv
from tpn.spreadsheets.ods_conditions import open_formula
from tpn.spreadsheets.writers import files_of


def opened(book: Book) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.dump(book)))


def content(book: Book, part: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(ods.dump(book))) as package:
        return package.read(part).decode("utf-8")


def with_rules() -> Book:
    book = follow_up()
    rules = (WordRule(5, ("Ferdig", "Utgår"), "good", (0, 6)), BarRule((7, 7), 3, 4, only=(5, ("Pågår",))))
    return replace(book, tabs=(replace(book.tabs[0], rules=rules), *book.tabs[1:]))


def test_the_header_stays_in_sight_is_filtered_and_repeated_in_print() -> None:
    sheet = opened(follow_up())["Oppstart"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C3", "A2:H6")
    page = sheet.page_setup
    assert (sheet.print_title_rows, page.orientation, str(page.paperSize)) == ("$2:$2", "landscape", "9")
    assert page.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_text_that_begins_like_a_formula_is_text() -> None:
    cell = opened(follow_up())["Oppstart"]["B3"]
    assert (cell.data_type, cell.value) == ("s", "=Møte")
    assert 'office:value-type="string"><text:p>=Møte</text:p>' in content(follow_up())


def test_dates_and_percents_are_cells_of_their_kind() -> None:
    sheet = opened(follow_up())["Oppstart"]
    assert (sheet["D3"].value, sheet["D3"].number_format) == (
        datetime.fromisoformat("2026-08-03"),
        "dd.mm.yyyy",
    )
    assert (sheet["G3"].value, sheet["G3"].number_format) == (0.42, "0 %")
    assert f'office:date-value="{MONDAY}"' in content(follow_up())


def test_answers_are_open_and_the_rest_is_locked_without_a_password() -> None:
    sheet = opened(follow_up())["Oppstart"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [sheet[name].protection.locked for name in ("A3", "B3")] == [True, True]
    assert [sheet[name].protection.locked for name in ("C3", "G4", "C6")] == [False, False, False]


def test_words_to_choose_from_stand_in_the_rule_or_in_a_hidden_tab() -> None:
    workbook = opened(follow_up())
    rules = {str(rule.sqref): rule.formula1 for rule in workbook["Oppstart"].data_validations.dataValidation}
    assert rules == {"F3:F6": '"Ikke startet,Pågår,Ferdig"', "C3:C6": "'_lists'!$A$1:$A$20"}
    assert workbook["_lists"].sheet_state == "hidden"
    assert [cell.value for cell in workbook["_lists"]["A"]] == list(PEOPLE)


def test_a_bar_follows_the_dates_by_one_rule() -> None:
    formats = opened(with_rules())["Oppstart"].conditional_formatting
    assert {str(found.sqref): [rule.formula for rule in found.rules] for found in formats} == {
        "A3:G6": [['OR($F3="Ferdig",$F3="Utgår")']],
        "H3:H6": [['AND(ISNUMBER($E3),H$2<=$E3,H$2+6>=IF(ISNUMBER($D3),$D3,$E3),$F3="Pågår")']],
    }
    assert "formula-is(AND(ISNUMBER([.$E3]);[.H$2]&lt;=[.$E3];" in content(with_rules())


def test_a_word_in_a_formula_is_left_as_it_is() -> None:
    assert open_formula('OR($A1="A1, B2",B$3="""x""")') == 'OR([.$A1]="A1, B2";[.B$3]="""x""")'


def test_a_bar_rule_names_the_first_of_its_cells() -> None:
    assert bar_formula(BarRule((27, 40), 3, 4, days=5), 1, 9).startswith(
        "AND(ISNUMBER($E10),AB$2<=$E10,AB$2+4>="
    )


def test_the_footer_counts_pages() -> None:
    tab = Tab(
        "Ark", ((Cell("x"),),), print=Print(footer_left="Halden & co", footer_right="Side {page} av {pages}")
    )
    with zipfile.ZipFile(io.BytesIO(xlsx.dump(Book((tab,))))) as package:
        sheet = unescape(package.read("xl/worksheets/sheet1.xml").decode(), {"&quot;": '"'})
    assert '<oddFooter>&L&"Arial"&8 Halden && co&R&"Arial"&8 Side &P av &N</oddFooter>' in sheet
    assert "Side <text:page-number>1</text:page-number> av" in content(Book((tab,)), "styles.xml")


def test_every_part_of_an_ods_is_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(ods.dump(with_rules()))) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for part in package.namelist()[1:]:
            ET.fromstring(package.read(part))  # noqa: S314 - our own


def test_properties_are_kept_in_both_formats() -> None:
    properties = opened(follow_up()).properties
    assert (properties.title, properties.created) == (
        "Oppfølging",
        datetime.fromisoformat("2026-08-03T09:00"),
    )
    assert '<meta:user-defined meta:name="tpn-project">halden</meta:user-defined>' in content(
        follow_up(), "meta.xml"
    )


def test_rows_grow_when_somebody_writes_more_unless_they_are_fixed() -> None:
    tab = Tab("Ark", ((Cell("x" * 100),), (Cell("y"),)), (ColumnFormat(20),), heights={1: 40})
    data = zipfile.ZipFile(io.BytesIO(xlsx.dump(Book((tab,))))).read("xl/worksheets/sheet1.xml").decode()
    first, second = data.split("<row ")[1:]
    assert " ht=" in first
    assert "customHeight" not in first.split(">")[0]
    assert 'customHeight="1"' in second.split(">")[0]


def test_csv_is_what_norwegian_excel_expects(tmp_path: Path) -> None:
    cells = (
        Cell("a;b"),
        Cell(1.5),
        Cell(date(2026, 1, 2)),
        Cell(0.425, "percent"),
        Cell("=1+1"),
        Cell(None),
        Cell(-2),
    )
    data = dump(Tab("Ark", (cells,)))
    assert data == '\ufeff"a;b";1,5;02.01.2026;42,5 %;\'=1+1;;-2\r\n'.encode()
    (tmp_path / "ark.csv").write_bytes(data)
    assert read_csv(tmp_path / "ark.csv").tabs[0].rows == (
        ("a;b", "1,5", "02.01.2026", "42,5 %", "=1+1", None, "-2"),
    )


def test_no_part_of_a_text_in_a_csv_is_a_formula_whatever_splits_it(tmp_path: Path) -> None:
    """Whoever opens it with another delimiter than the semicolon has other cells; and we read back what we wrote."""
    chance = random.Random(1)  # noqa: S311
    drawn = ("".join(chance.choices("a1,;|\t\n\"'=+-@ (.", k=chance.randint(1, 9))) for _ in range(3000))
    texts = ["a,=1+1", "x\n@SUM(1)", 'a,"=1', "a;'=1", *drawn]
    rows = tuple((Cell("Nr"), Cell(text), Cell("Siste")) for text in texts)
    (tmp_path / "ark.csv").write_bytes(dump(Tab("Ark", rows)))
    for split in ";,\t|":
        with (tmp_path / "ark.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = {cell for row in csv.reader(file, delimiter=split) for cell in row}
        assert not [cell for cell in cells if re.match(r"[=@]|[+-]+[\w(@=.]", cell)], split
    assert [row[1] for row in read_csv(tmp_path / "ark.csv").tabs[0].rows] == texts
    assert b"kr 500,-;" in dump(Tab("Ark", ((Cell("kr 500,-"), Cell("x")),)))


def test_csv_has_a_file_for_each_table(tmp_path: Path) -> None:
    tabs = (
        Tab("Les meg", ((Cell("x"),),)),
        *(Tab(name, ((Cell(name),),), header=0) for name in ("En", "To/tre")),
    )
    files = files_of(Book(tabs), tmp_path / "plan.csv")
    assert [file.name for file in files] == ["plan-En.csv", "plan-To tre.csv"]
    assert list(files_of(Book(tabs[:2]), tmp_path / "plan.csv")) == [tmp_path / "plan.csv"]


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        files_of(follow_up(), tmp_path / "plan.doc")
    assert (stop.value.problems[0].slug, stop.value.exit_code) == ("sheet-format-unknown", 2)


def test_the_name_of_a_tab_suits_excel() -> None:
    assert tab_name("Krav/anskaffelse: [2026]") == "Krav anskaffelse   2026"
    assert tab_name("x" * 31, frozenset({"X" * 31})) == "x" * 27 + " (2)"
    assert tab_name("Byggesak – tiltak uten ansvarsrett") == "Byggesak – tiltak uten…"
    assert tab_name("x" * 40) == "x" * 30 + "…"
    assert tab_name("//") == "Ark"


def test_text_loses_only_what_no_sheet_can_hold() -> None:
    assert clean("a\x00b\r\nc\x0bd") == "ab\ncd"
    assert len(clean("x" * 40_000)) == 32_767


def test_text_that_looks_like_the_librarys_markup_stays_text() -> None:
    sheet = opened(Book((Tab("Ark", ((Cell("<r>x</r>"), Cell("")),)),))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["<r>x</r> ", None]


def printed_points(sheet: Worksheet) -> float:
    """How large letters of ten points come out on the paper a tab asks for, counted from the file alone."""
    paper = {"9": (297, 210), "8": (420, 297)}[str(sheet.page_setup.paperSize)]
    page = paper[0 if sheet.page_setup.orientation == "landscape" else 1] - 20
    widths = {n: one.width for one in sheet.column_dimensions.values() if not one.hidden
              for n in range(one.min or 0, (one.max or 0) + 1)}  # fmt: skip
    shown = [(widths.get(n, 8.43) * 7 + 5) / 96 * 25.4 for n in range(1, sheet.max_column + 1)]
    beside = sheet.page_setup.fitToWidth or 1
    kept = re.findall(r"[A-Z]+", sheet.print_title_cols or "")
    again = sum(shown[: column_index_from_string(kept[-1])]) if kept else 0.0
    return min(10.0, 10 * beside * page / (sum(shown) + (beside - 1) * again))


def test_printed_letters_are_never_too_small_to_read() -> None:
    book = follow_up()
    narrow = opened(book)["Oppstart"]
    assert (narrow.page_setup.fitToWidth or 1) == 1
    for wide in (40.0, 60.0, 120.0):
        tab = replace(book.tabs[0], columns=tuple(replace(one, width=wide) for one in book.tabs[0].columns))
        sheet = opened(replace(book, tabs=(tab, *book.tabs[1:])))["Oppstart"]
        assert (sheet.page_setup.fitToWidth or 1) == tab.pages_wide
        assert f'style:scale-to-X="{tab.pages_wide}"' in content(
            replace(book, tabs=(tab, *book.tabs[1:])), "styles.xml"
        )
        if tab.freeze[1] and tab.pages_wide > 1:
            assert sheet.print_title_cols, "what a row is about stands on every page"
            assert printed_points(sheet) >= 6.9


def test_every_tab_of_the_whole_workbook_can_be_read_on_paper(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("export", "--all", "-o", tmp_path / "all.xlsx", "-p", halden).code == 0
    tabs = [one for one in openpyxl.load_workbook(tmp_path / "all.xlsx") if one.sheet_state == "visible"]
    small = {one.title: round(printed_points(one), 1) for one in tabs if printed_points(one) < 6.9}
    assert len(tabs) > 10
    assert not small, small
