"""What is laid out: open and locked cells, new rows, the bar of weeks, own columns, text that stays text."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.sheets.laid import DUMPS, laid
from tests.sheets.sent_values import sent_values
from tpn.spreadsheets.book import BarRule, Book, Tab
from tpn.spreadsheets.cell_style import RowDresses


def tab_of(book: Book, name: str) -> Tab:
    return next(tab for tab in book.tabs if tab.name == name)


def columns_of(tab: Tab) -> dict[str, int]:
    header = tab.rows[tab.header or 0]
    return {str(cell.value): at for at, cell in enumerate(header) if isinstance(cell.value, str)}


def test_what_is_worked_out_is_locked_and_what_people_answer_is_open(halden: Path) -> None:
    book, base = laid(halden, "halden")
    tab = tab_of(book, "Krav og anskaffelse")
    worn = RowDresses(tab).of(len(tab.rows) - 1)
    opened = {name for name, at in columns_of(tab).items() if worn[at].editable}
    assert opened == {"Ansvarlig", "Start", "Frist", "Status", "% ferdig", "Ferdig dato", "Merknad"}
    assert tab.protect
    sent = next(table for table in base.tables if table.tab == tab.name)
    assert {column.header for column in sent.columns if column.editable} == opened


def test_a_new_row_may_say_all_but_what_is_worked_out(halden: Path) -> None:
    tab = tab_of(laid(halden, "halden")[0], "Krav og anskaffelse")
    assert tab.spare > 0
    worn = RowDresses(tab).of(len(tab.rows))
    locked = {name for name, at in columns_of(tab).items() if not worn[at].editable}
    assert locked == {"Nr", "Prognose"}


def test_a_new_measurement_says_which_benefit_it_is_of(halden: Path) -> None:
    book, _ = laid(halden, "responsible", person="liv")
    tab = tab_of(book, "Målinger")
    at = columns_of(tab)["Gjelder nr"]
    assert tab.columns[at].fresh
    assert "G-01" in book.choices[tab.columns[at].choices].values


def test_the_spare_rows_are_drawn_with_every_column(halden: Path, tmp_path: Path) -> None:
    path = tmp_path / "ark.xlsx"
    path.write_bytes(DUMPS["xlsx"](laid(halden, "halden")[0]))
    sheet = openpyxl.load_workbook(path)["Risikoer"]
    assert all(cell.border.left.style for cell in sheet[sheet.max_row][:11])


def test_rules_draw_the_bar_over_one_stretch_of_columns_without_a_value(halden: Path) -> None:
    tab = tab_of(laid(halden, "halden")[0], "Etablering")
    bars = [rule for rule in tab.rules if isinstance(rule, BarRule)]
    assert len({rule.columns for rule in bars}) == 1
    first, last = bars[0].columns
    header = tab.rows[tab.header or 0]
    days = [cell.value for cell in header[first : last + 1]]
    # a column for each Monday; this week is marked in another way
    mondays = [day for day in days if isinstance(day, date) and day.weekday() == 0]
    assert len(days) - len(mondays) <= 1
    body = tab.rows[(tab.header or 0) + 1 :]
    assert all(cell.value is None for row in body for cell in row[first:])


def test_a_forecast_after_the_promise_has_a_mark_and_not_a_colour_alone(halden: Path) -> None:
    tab = tab_of(laid(halden, "halden")[0], "Krav og anskaffelse")
    at = columns_of(tab)["Prognose"]
    late = [row[at] for row in tab.rows[(tab.header or 0) + 1 :] if row[at].look]
    assert late
    assert {(cell.look, cell.kind) for cell in late} == {("watch", "late")}


def test_columns_that_a_sheet_has_brought_go_out_again(halden: Path) -> None:
    path = halden / "1-kickoff.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("    - id: K-01\n", "    - id: K-01\n      x: {Avdeling: Stab, Rom: 3}\n", 1), "utf-8"
    )
    book, base = laid(halden, "halden")
    columns = columns_of(tab_of(book, "Prosjektetablering"))
    assert {"Avdeling", "Rom"} <= set(columns)
    assert "Avdeling" not in columns_of(tab_of(book, "eGevinst"))
    sent = {(address, field): cell.value for address, field, cell in sent_values(base)}
    assert (sent["K-01", "x.Avdeling"], sent["K-01", "x.Rom"]) == ("Stab", 3)


@pytest.mark.parametrize("note", ["=1+1", "+47 999 00 101", "-tiltak", "@ola"])
def test_text_that_looks_like_a_formula_is_text(halden: Path, tmp_path: Path, note: str) -> None:
    path = halden / "1-kickoff.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    - id: K-01\n", f'    - id: K-01\n      note: "{note}"\n', 1), "utf-8")
    book, _ = laid(halden, "halden")
    (tmp_path / "ark.xlsx").write_bytes(DUMPS["xlsx"](book))
    sheet = openpyxl.load_workbook(tmp_path / "ark.xlsx")["Prosjektetablering"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == note]
    assert cell.data_type == "s"


@pytest.mark.filterwarnings("error")
def test_a_long_name_of_a_project_is_cut_in_the_footer(halden: Path) -> None:
    path = halden / "project.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Tjenester på nett i Halden\n", f"{'Tjenester & mer ' * 20}\n", 1), "utf-8")
    assert len(DUMPS["xlsx"](laid(halden, "halden")[0])) > 10_000


def test_the_cover_says_in_three_lines_what_to_do(halden: Path) -> None:
    for language, word in (
        ("nb", "Lagre og send filen til Ola Nordmann"),
        ("en", "send the file to Ola Nordmann"),
    ):
        book, _ = laid(halden, "halden", language)
        cells = [cell for row in book.tabs[0].rows for cell in row if cell.look == "cover-line"]
        lines = [str(cell.value) for cell in cells if cell.value]
        assert len(lines) == 3
        assert any(word in line for line in lines)


def test_a_personal_sheet_has_a_cell_that_says_looked_through(halden: Path) -> None:
    book, base = laid(halden, "responsible", person="liv")
    (row,) = [row for row in book.tabs[0].rows if any(cell.value == base.reviewed for cell in row)]
    assert row[-1].editable
    assert book.choices[row[-1].choices or ""].values == ("Ja",)
