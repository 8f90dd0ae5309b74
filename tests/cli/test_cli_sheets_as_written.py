"""Sheets as colleagues fill them in: words for days, comments, grey cells, damaged numbers; nothing lost or twice."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.sheets_back import texts
from tests.conftest import Tpn

SENT, FIRST, LATER = "2026-09-28", "2026-10-05", "2026-10-12"
WORK, ACTIONS, MEASURED = "Aktiviteter", "Tiltak", "Målinger"


class Sheet:
    """The sheet of one person, open before them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)

    def at(self, tab: str, name: str, heading: str) -> Any:
        """A cell by the number of its row and its heading."""
        row = next(cell.row for cell in self.book[tab]["A"] if cell.value == name)
        return self.book[tab].cell(row, self._columns(tab)[heading])

    def new(self, tab: str, values: dict[str, object]) -> int:
        """A row below the last; its number."""
        cells = self.book[tab]
        row = max(cell.row for line in cells.iter_rows(max_col=3) for cell in line if cell.value) + 1
        for heading, value in values.items():
            cells.cell(row, self._columns(tab)[heading]).value = value
        return int(row)

    def _columns(self, tab: str) -> dict[str, int]:
        heads = next(row for row in self.book[tab].iter_rows() if row[0].value == "Nr")
        return {str(cell.value): cell.column for cell in heads}

    def saved(self) -> Path:
        """Saved where it lies."""
        self.book.save(self.path)
        return self.path


@pytest.fixture
def of_ola(tpn: Tpn, halden: Path) -> Callable[[], Sheet]:
    """The sheet that Ola was sent a week ago."""
    path = halden.parent / "ola.xlsx"
    assert tpn("export", "--responsible", "ola", "-o", path, "-p", halden, "--today", SENT).code == 0
    return lambda: Sheet(path)


def brought(
    tpn: Tpn, halden: Path, path: Path, *words: object
) -> tuple[set[tuple[str, str, str | None, Any]], set[tuple[str, str | None]]]:
    """Outcomes with what the sheet says, and problems with their cells."""
    result = json.loads(tpn("import", path, "-p", halden, *words, "--json").out)
    said = {(one["outcome"], one["id"], one["field"], one["sheet"]) for one in result["outcomes"]}
    return said, {(one["slug"], one.get("cell")) for one in result["problems"]}


def test_words_that_say_done_are_done_and_the_same_sheet_again_is_the_same_result(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    sheet.at(ACTIONS, "MO-03/14/26/1", "Utført").value = "ja"
    sheet.at(ACTIONS, "R-04/1", "Utført").value = "gjort 22/9"
    sheet.at("Kommunikasjon", "C-03", "Utført").value = "x"
    sheet.at(WORK, "E-15", "Ferdig dato").value = "i går"
    sheet.new(WORK, {"Aktivitet": "Møte med rektorene", "Status": "gjort 22/9", "Frist": "2/10/26"})
    sheet.new(WORK, {"Aktivitet": "Rydde i skjemaer", "% ferdig": 0.4})
    half = sheet.new(WORK, {"Aktivitet": "Vaske lister", "% ferdig": 0.4, "Status": "Ikke startet"})
    path = sheet.saved()
    said, problems = brought(tpn, halden, path, "--write", "--today", FIRST)
    assert {one for one in said if one[0] == "take"} == {
        ("take", "MO-03/minutes/14/26/actions/1", "done", FIRST), ("take", "R-04/actions/1", "done", "2026-09-22"),
        ("take", "C-03", "done", FIRST), ("take", "E-15", "finished", "2026-10-04"), ("take", "E-15", "status", "done"),
    }  # fmt: skip
    assert ("row-refused", f"{WORK}!H{half}") in problems
    once = texts(halden)
    assert "finished: 2026-09-22" in once["5-launch.yaml"]
    assert "due: 2026-10-02" in once["5-launch.yaml"]
    for day in (FIRST, LATER):
        again, still = brought(tpn, halden, path, "--write", "--today", day)
        assert not any(kind in {"take", "new", "conflict"} for kind, *_ in again), again
        assert ("row-refused", f"{WORK}!H{half}") in still
    assert texts(halden) == once


def test_a_comment_on_a_cell_is_in_the_note_of_its_row_once_or_told_with_its_cell(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    sheet.at(WORK, "P-13", "Frist").comment = Comment("Ola Nordmann:\nIkke før KS\ner klare", "Ola Nordmann")
    sheet.at(WORK, "K-12", "Start").comment = Comment("For tidlig", "x")
    row = sheet.new(WORK, {"Aktivitet": "Spørre KS"})
    sheet.book[WORK].cell(row, 2).comment = Comment("Husk dette", "x")
    sheet.at(ACTIONS, "R-04/1", "Frist").comment = Comment("Rekker ikke", "x")
    sheet.book["Start her"]["A1"].comment = Comment("Hei Ola", "x")
    path = sheet.saved()
    said, problems = brought(tpn, halden, path, "--write")
    assert ("take", "P-13", "note", "Ola Nordmann (Frist): Ikke før KS er klare") in said
    cell = sheet.at(ACTIONS, "R-04/1", "Frist").coordinate
    assert problems == {
        ("sheet-comment-left", f"{ACTIONS}!{cell}"),
        ("sheet-comment-left", "Start her!A1"),
        ("sheet-whose-row", f"{WORK}!A{row}"),
    }
    once = texts(halden)
    noted = once["1-kickoff.yaml"]
    assert "Mangler bemanningen" in noted  # what stood there stays
    assert "Ola Nordmann (Start): For tidlig" in noted
    assert "Husk dette" in once["5-launch.yaml"]
    again, _ = brought(tpn, halden, path, "--write")
    assert not any(kind in {"take", "new", "conflict"} for kind, *_ in again), again
    assert texts(halden) == once


def test_a_text_beside_a_row_under_no_heading_is_in_the_note_of_the_row_or_told_with_its_cell(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    beside = sheet.book[WORK].max_column + 2
    known = sheet.at(WORK, "P-13", "Frist")
    sheet.book[WORK].cell(known.row, beside).value = "Her trenger jeg hjelp av Per"
    row = sheet.new(WORK, {"Aktivitet": "Spørre KS"})
    sheet.book[WORK].cell(row, beside).value = "Husk dette"
    action = sheet.at(ACTIONS, "R-04/1", "Frist")
    left = sheet.book[ACTIONS].cell(action.row, sheet.book[ACTIONS].max_column + 1)
    left.value = "hilsen Ola"
    path = sheet.saved()
    said, problems = brought(tpn, halden, path, "--write")
    assert {one for one in said if one[2] == "note"} == {
        ("take", "P-13", "note", "Ola Nordmann: Her trenger jeg hjelp av Per")
    }
    assert problems == {
        ("sheet-comment-left", f"{ACTIONS}!{left.coordinate}"),
        ("sheet-whose-row", f"{WORK}!A{row}"),
    }
    once = texts(halden)
    assert "Husk dette" in once["5-launch.yaml"]
    again, _ = brought(tpn, halden, path, "--write")
    assert not any(kind in {"take", "new", "conflict"} for kind, *_ in again), again


def test_the_day_that_stands_there_typed_anew_is_no_change(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    for name, heading in (("P-13", "Start"), ("P-13", "Frist"), ("T-19", "Frist"), ("E-15", "Start")):
        cell = sheet.at(WORK, name, heading)
        day = cell.value
        assert isinstance(day, datetime)
        cell.value = f"{day.day}/{day.month}/{day.year}" if heading == "Frist" else f"{day:%d-%m-%Y}"
    assert tpn("set", "project", "start=2026-06-15", "-p", halden).code == 0  # the plan may have moved since
    said, problems = brought(tpn, halden, sheet.saved())
    assert (said, problems) == (set(), set())


def test_a_grey_cell_is_said_not_to_be_taken_with_what_changes_it_and_addresses_are_short(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    sheet.at(WORK, "P-13", "Aktivitet").value = "Et annet navn"
    sheet.at(WORK, "P-13", "Prognose").value = "snart"
    sheet.at(ACTIONS, "R-04/1", "Utført").value = "delvis"
    row = sheet.new(MEASURED, {"Gjelder nr": "G-01", "Dato": "20. sept 2026", "Målt verdi": "ca 45"})
    formula = sheet.new(WORK, {"Aktivitet": "Regne", "Merknad": "=1+1"})
    result = tpn("import", sheet.saved(), "-p", halden)
    flat = " ".join(result.out.split())
    assert "Et annet navn – ikke tatt med" in flat
    assert "tpn set P-13 aktivitet=…" in flat
    assert "regnes ut" in flat
    assert "R-04/1" in flat
    assert not [word for word in ("/actions/", "UNCOMPUTED") if word in flat]
    _, problems = brought(tpn, halden, sheet.path)
    assert {cell for _, cell in problems if cell and cell.startswith(MEASURED)} == {f"{MEASURED}!I{row}"}
    assert ("cell-error", f"{WORK}!K{formula}") in problems


def test_a_damaged_number_is_asked_about_and_makes_no_second_row(
    tpn: Tpn, halden: Path, of_ola: Callable[[], Sheet]
) -> None:
    sheet = of_ola()
    number = sheet.at(WORK, "T-19", "Nr")
    number.value = "T-19b"
    said, problems = brought(tpn, halden, sheet.saved())
    assert (said, problems) == (set(), {("sheet-number-damaged", f"{WORK}!{number.coordinate}")})
    assert "Er det T-19" in " ".join(tpn("import", sheet.path, "-p", halden).out.split())
    sheet.at(WORK, "T-19b", "Aktivitet").value = "Noe helt nytt"
    said, _ = brought(tpn, halden, sheet.saved())
    assert {kind for kind, *_ in said} == {"new", "gone_there"}
