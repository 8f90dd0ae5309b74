"""Dates in sheets: every row that can be dated has its deadline, and comes home as what somebody meant by it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Tpn

SENT = "2027-01-04"


@pytest.fixture
def fresh(tpn: Tpn, tmp_path: Path) -> Path:
    """A project made five minutes ago: two services, nothing dated by hand."""
    folder = tmp_path / "ny"
    services = ("--services", "sfo,barnehageplass")
    assert tpn("init", folder, "--municipality", "Nordvåg", *services, "--start", SENT).code == 0
    return folder


def sheet(tpn: Tpn, folder: Path, today: str = SENT, name: str = "ut.xlsx") -> Path:
    path = folder.parent / name
    assert tpn("export", "-p", folder, "-o", path, "--today", today).code == 0
    return path


def rows(path: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """By id: the tab, and the cells of the row by their headings."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for tab in openpyxl.load_workbook(path):
        heads: dict[int, str] = {}
        for row in tab.iter_rows():
            if row[0].value == "Nr":
                heads = {at: str(cell.value) for at, cell in enumerate(row) if isinstance(cell.value, str)}
            elif heads and row[0].value:
                found[str(row[0].value)] = (tab.title, {head: row[at].value for at, head in heads.items()})
    return found


def changed(path: Path, cells: dict[tuple[str, str], date | None]) -> Path:
    """The workbook with other values in some cells, by (id, heading)."""
    book = openpyxl.load_workbook(path)
    for tab in book:
        heads: dict[str, int] = {}
        for row in tab.iter_rows():
            if row[0].value == "Nr":
                heads = {str(cell.value): at for at, cell in enumerate(row) if isinstance(cell.value, str)}
            for (name, head), value in cells.items():
                if heads and row[0].value == name:
                    row[heads[head]].value = value
    book.save(path)
    return path


def test_every_row_of_a_new_project_has_a_start_and_a_deadline(tpn: Tpn, fresh: Path) -> None:
    found = {name: cells for name, (_, cells) in rows(sheet(tpn, fresh)).items() if "Frist" in cells}
    assert len(found) == 89
    assert [name for name, cells in found.items() if not cells["Frist"] or not cells["Start"]] == []


def test_it_comes_home_untouched_without_an_outcome_however_the_plan_has_moved(tpn: Tpn, fresh: Path) -> None:
    path = sheet(tpn, fresh)
    assert "Ingenting er endret." in tpn("import", path, "-p", fresh, "--today", SENT).err
    assert tpn("set", "project", "start=2027-02-01", "-p", fresh).code == 0
    assert "Ingenting er endret." in tpn("import", path, "-p", fresh, "--today", "2027-03-01").err


def test_a_changed_deadline_moves_the_plan_and_no_other_cell(tpn: Tpn, fresh: Path) -> None:
    path = changed(sheet(tpn, fresh), {("T-11", "Frist"): datetime(2027, 10, 8)})  # noqa: DTZ001 - a cell has no zone
    result = tpn("import", path, "-p", fresh, "--today", "2027-01-11", "--write")
    assert "13.09.2027 → 08.10.2027" in result.out
    assert "1 endring" in result.err
    shown = tpn("show", "T-11", "-p", fresh, "--today", "2027-01-11", "--json").out
    assert '"due": "2027-10-08"' in shown


def test_an_emptied_computed_date_is_said_and_not_taken(tpn: Tpn, fresh: Path) -> None:
    path = changed(sheet(tpn, fresh), {("T-04", "Frist"): None})
    result = tpn("import", path, "-p", fresh, "--today", "2027-01-11", "--json")
    assert "sheet-date-emptied" in result.out
    assert '"take"' not in result.out


def test_a_deadline_typed_since_and_another_in_the_sheet_is_a_conflict(tpn: Tpn, fresh: Path) -> None:
    path = changed(sheet(tpn, fresh), {("T-04", "Frist"): datetime(2027, 9, 1)})  # noqa: DTZ001
    assert tpn("set", "T-04", "frist=03.09.2027", "-p", fresh).code == 0
    assert "1 må avgjøres" in tpn("import", path, "-p", fresh, "--today", "2027-01-11").err


def test_a_text_file_has_no_base_so_a_computed_date_is_never_taken(tpn: Tpn, fresh: Path) -> None:
    sheet(tpn, fresh, name="ut.csv")
    path = fresh.parent / "ut-Etablering.csv"
    assert "begge" not in tpn("import", path, "-p", fresh, "--today", SENT).out
    text = path.read_text("utf-8-sig")
    line = next(line for line in text.splitlines() if line.startswith("T-04;"))
    other = line.replace(";31.08.2027;", ";02.09.2027;", 1)
    assert other != line
    path.write_text(text.replace(line, other), "utf-8-sig")
    result = tpn("import", path, "-p", fresh, "--today", SENT)
    assert "1 må avgjøres" in result.err
    assert "kan skrives" not in result.err


def test_the_week_line_runs_as_far_as_the_plan_and_marks_today(tpn: Tpn, halden: Path) -> None:
    book = openpyxl.load_workbook(sheet(tpn, halden, "2026-10-05"))
    for name in ("Krav og anskaffelse", "Etablering"):
        tab = book[name]
        head = next(row for row in tab.iter_rows() if row[0].value == "Nr")
        weeks = [cell for cell in head if isinstance(cell.value, datetime)]
        due = next(at for at, cell in enumerate(head) if cell.value == "Frist")
        days = [row[due].value for row in tab.iter_rows()]
        last = max(day for day in days if isinstance(day, datetime))
        first = weeks[-1].value
        assert isinstance(first, datetime)
        assert first <= last < first + timedelta(7)
        now = [cell.value for cell in weeks if cell.fill.fgColor.rgb == "FFB45309"]
        assert now == [datetime(2026, 10, 5)]  # noqa: DTZ001


def test_the_preview_says_that_what_was_agreed_stands(tpn: Tpn, fresh: Path) -> None:
    assert tpn("snapshot", "--agreed", "plan", "-p", fresh, "--today", SENT).code == 0
    path = changed(sheet(tpn, fresh), {("T-11", "Frist"): datetime(2027, 10, 8)})  # noqa: DTZ001
    told = tpn("import", path, "-p", fresh, "--today", "2027-01-11").out.replace("Etablering!F14", "")
    out = " ".join(told.split())  # without the cell, which stands beside what is said of it
    assert "avtalt 13.09.2027 står; vedtak trengs" in out
