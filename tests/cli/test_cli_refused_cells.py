"""Refused cells, not refused rows: a wrong cell is named with its place and costs itself alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli.sheets_back import Back, sent, texts
from tests.conftest import Tpn

START, LAUNCH = "Prosjektetablering", "Etablering"


def told(
    tpn: Tpn, *words: object
) -> tuple[int, list[tuple[str, str | None, str | None]], list[tuple[str, str, str]]]:
    """Exit code; each problem with its file and cell; each outcome that is taken or new."""
    result = tpn("import", *words, "--json")
    found = json.loads(result.out)
    problems = [(one["slug"], one["file"], one.get("cell")) for one in found["problems"]]
    taken = [(one["outcome"], one["id"], one["field"] or "") for one in found["outcomes"]]
    return result.code, problems, [one for one in taken if one[0] in {"take", "new"}]


def test_the_wrong_cell_is_named_and_the_others_of_its_row_are_taken(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), LAUNCH)
    back.put("T-27", "Ansvarlig", "Kari")
    cell = back.put("T-27", "Frist", date(2020, 10, 15))
    back.put("T-27", "Merknad", "Viktig merknad")
    code, problems, taken = told(tpn, back.save(), "-p", halden, "--write")
    assert (code, problems) == (1, [("row-refused", "a.xlsx", cell)])
    assert sorted(taken) == [("take", "T-27", "note"), ("take", "T-27", "responsible")]
    assert "Viktig merknad" in texts(halden)["5-launch.yaml"]


def test_of_two_sheets_the_right_one_is_blamed(tpn: Tpn, halden: Path) -> None:
    one, other = Back(sent(halden, "k0.xlsx"), LAUNCH), Back(sent(halden, "k1.xlsx"), LAUNCH)
    cell = one.put("T-27", "Frist", date(2020, 10, 15))
    other.put("T-27", "Ansvarlig", "Kari")
    other.put("T-27", "Merknad", "Fra k1")
    code, problems, taken = told(tpn, other.save(), one.save(), "-p", halden, "--write")
    assert (code, problems) == (1, [("row-refused", "k0.xlsx", cell)])
    assert sorted(taken) == [("take", "T-27", "note"), ("take", "T-27", "responsible")]


def test_what_was_written_in_a_row_that_is_gone_is_listed_cell_by_cell(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    cells = [back.put("K-12", "Frist", date(2026, 10, 20)), back.put("K-12", "Merknad", "Bare her")]
    file = halden / "1-kickoff.yaml"
    file.write_text(file.read_text("utf-8").replace("id: K-12", "id: K-99"), "utf-8")
    code, problems, taken = told(tpn, back.save(), "-p", halden)
    assert (code, taken) == (1, [])
    assert sorted(problems) == sorted(("row-gone", "a.xlsx", cell) for cell in cells)
    result = tpn("import", back.path, "-p", halden)
    assert "Bare her" in result.out
    assert cells[1] in result.out


def test_a_wrong_cell_of_a_new_row_costs_that_cell(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    row = back.add(Aktivitet="Samtale med tillitsvalgte", Start=date(2026, 10, 20), Frist=date(2020, 1, 2))
    code, problems, taken = told(tpn, back.save(), "-p", halden, "--write")
    assert code == 1
    assert [(slug, file) for slug, file, _ in problems] == [("row-refused", "a.xlsx")]
    assert problems[0][2] in {
        f"{START}!{back.sheet.cell(row, back.column(head)).coordinate}" for head in ("Start", "Frist")
    }
    assert taken == [("new", "K-13", "")]
    assert "Samtale med tillitsvalgte" in texts(halden)["1-kickoff.yaml"]


def test_a_wrong_reference_in_a_new_row_concerns_that_row_alone(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    path = tmp_path / "registre.xlsx"
    assert tpn("export", "--style", "registers", "-o", path, "-p", halden).code == 0
    book: Any = openpyxl.load_workbook(path)
    tab = book["Målinger"]
    row = tab.max_row + 1
    header = next(line for line in tab.iter_rows() if any(cell.value == "Gjelder nr" for cell in line))
    at = {str(cell.value): cell.column for cell in header}
    tab.cell(row, at["Gjelder nr"]).value = "Ny rad 228951"
    tab.cell(row, at["Dato"]).value = date(2026, 10, 1)
    tab.cell(row, at["Målt verdi"]).value = 4
    book.save(path)
    good = Back(sent(halden, "a.xlsx"), START)
    good.put("K-12", "Merknad", "Tas med")
    code, problems, taken = told(tpn, path, good.save(), "-p", halden)
    assert code == 1
    assert [(slug, file) for slug, file, _ in problems] == [("row-refused", "registre.xlsx")]
    assert ("take", "K-12", "note") in taken


def test_an_answer_in_a_sheet_has_nothing_of_the_old(tpn: Tpn, halden: Path) -> None:
    path = sent(halden, "a.xlsx", "ola", "responsible")
    book: Any = openpyxl.load_workbook(path)
    tab = next(tab.title for tab in book if any(cell.value == "kickoff/K-C02" for cell in tab["A"]))
    back = Back(path, tab)
    back.put("kickoff/K-C02", "Svar", "Ikke relevant")
    back.put("kickoff/K-C02", "Merknad", "Gjelder ikke oss")
    assert tpn("import", back.save(), "-p", halden, "--write").code == 0
    shown = json.loads(tpn("show", "kickoff/K-C02", "--json", "-p", halden).out)["fields"]
    assert (shown["answer"], shown["date"]) == ("not_relevant", "2026-10-05")
    assert shown.get("evidence") is None


def test_an_answer_without_changes_is_one_and_the_preview_says_that_it_is_not_recorded(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    tpn("export", "--each-responsible", tmp_path / "ut", "-p", halden)
    sheet = tmp_path / "ut" / "nils.xlsx"
    preview = tpn("import", sheet, "-p", halden)
    assert "ikke ført i runden ennå" in preview.err
    assert not any(one["answered"] for one in json.loads(tpn("round", "--json", "-p", halden).out)["people"])
    written = tpn("import", sheet, "-p", halden, "--write")
    assert "ikke ført" not in written.err
    people = json.loads(tpn("round", "--json", "-p", halden).out)["people"]
    assert [one["person"] for one in people if one["answered"]] == ["nils"]
