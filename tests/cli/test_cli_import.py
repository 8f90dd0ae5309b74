"""``tpn import``: sheets come home; all is taken or asked, nothing is lost, nothing else is touched."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.sheets_back import Back, changed_lines, sent, texts
from tests.conftest import Tpn
from tpn.model import load

START = "Prosjektetablering"


def outcomes(tpn: Tpn, *words: object) -> list[tuple[str, str, str | None]]:
    result = tpn("import", *words, "--json")
    return [(one["outcome"], one["id"], one["field"]) for one in json.loads(result.out)["outcomes"]]


def problems(tpn: Tpn, *words: object) -> list[tuple[str, str | None]]:
    found = json.loads(tpn("import", *words, "--json").out)["problems"]
    return [(one["slug"], one.get("cell")) for one in found]


def test_an_untouched_sheet_changes_nothing(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    result = tpn("import", sent(halden, "a.xlsx"), "-p", halden, "--write")
    assert (result.code, "Ingenting er endret" in result.err) == (0, True), result.out
    assert texts(halden) == before
    assert not (halden / "history" / "journal").exists()


def test_one_cell_is_one_line_and_what_follows_from_it(tpn: Tpn, halden: Path) -> None:
    """What is done is done whole, as ``tpn done`` says it."""
    before = texts(halden)
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    assert tpn("import", back.save(), "-p", halden).code == 0
    assert texts(halden) == before
    assert tpn("import", back.path, "-p", halden, "--write").code == 0
    assert changed_lines(before, texts(halden)) == [
        "-status: in_progress", "+status: done", "-percent: 60", "+percent: 100", "+finished: 2026-10-05",
    ]  # fmt: skip


def test_done_without_a_day_is_done_on_the_day_the_sheet_is_read_and_that_is_said(
    tpn: Tpn, halden: Path
) -> None:
    """Without a day it would be done «today» on every screen, each day anew."""
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    told = "K-12 er ferdig uten at det står når: ferdig dato blir 05.10.2026, dagen arket leses."
    assert told in tpn("import", back.save(), "-p", halden).err
    assert told in tpn("import", back.path, "-p", halden, "--write").err
    assert "ferdig uten at" not in tpn("import", back.path, "-p", halden).err  # said once
    later = tpn("show", "K-12", "-p", halden, "--today", "2026-11-20").out
    assert re.search(r"^Ferdig dato +05\.10\.2026$", later, re.MULTILINE), later


def test_done_and_a_day_of_it_that_cannot_be_are_one_answer_and_both_wait(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    for day in ("10.06.2027", "i overmorgen", "32.09.2026"):
        back = Back(sent(halden, "a.xlsx"), START)
        back.put("K-12", "Status", "Ferdig")
        back.put("K-12", "Ferdig dato", day)
        assert outcomes(tpn, back.save(), "-p", halden, "--write") == []
        slugs = [slug for slug, _ in problems(tpn, back.path, "-p", halden)]
        assert len(slugs) == 2, slugs
        assert "cell-waits-for-day" in slugs
    assert texts(halden) == before


def test_written_twice_the_second_does_nothing(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    back.add(Aktivitet="Samtale med tillitsvalgte", Frist=date(2026, 10, 30), Ansvarlig="Liv")
    assert outcomes(tpn, back.save(), "-p", halden) == [("take", "K-12", "status"), ("new", "K-13", None)]
    tpn("import", back.path, "-p", halden, "--write")
    once = texts(halden)
    assert (
        outcomes(tpn, back.path, "-p", halden, "--write")
        == [
            ("agree", "K-12", "status"),
            ("keep", "K-12", "percent"),
            *(("agree", "K-13", field) for field in ("title", "due", "responsible")),
        ]
        or texts(halden) == once
    )
    assert texts(halden) == once


def test_a_new_row_that_is_changed_in_the_sheet_afterwards_is_the_same_record(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    row = back.add(Aktivitet="Samtale", Frist=date(2026, 10, 30))
    tpn("import", back.save(), "-p", halden, "--write")
    back.sheet.cell(row, back.column("Frist")).value = date(2026, 11, 6)
    assert outcomes(tpn, back.save(), "-p", halden, "--write") == [("take", "K-13", "due")]
    assert "due: 2026-11-06" in texts(halden)["1-kickoff.yaml"]


def test_undo_takes_an_import_back_with_all_that_it_remembered(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    back = Back(sent(halden, "a.xlsx"), START)
    back.add(Aktivitet="Samtale")
    tpn("import", back.save(), "-p", halden, "--write")
    tpn("undo", "-p", halden, "--write")
    assert texts(halden) == before
    # the number was out in the project once: it is not given to anything else
    assert outcomes(tpn, back.path, "-p", halden) == [("new", "K-14", None)]


def test_what_the_project_changed_meanwhile_is_a_question_until_somebody_decides(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "per.xlsx"), START)
    cell = back.put("K-12", "Frist", date(2026, 10, 19))
    tpn("set", "K-12", "frist=26.10.2026", "-p", halden)
    result = tpn("import", back.save(), "-p", halden, "--write")
    assert result.code == 3
    assert cell in result.out
    assert "26.10." in result.out
    assert "prosjektet" in result.out
    assert "due: 2026-10-26" in texts(halden)["1-kickoff.yaml"]
    assert tpn("import", back.path, "-p", halden, "--take", "project", "--write").code == 0
    assert "due: 2026-10-26" in texts(halden)["1-kickoff.yaml"]
    assert tpn("import", back.path, "-p", halden, "--take", "sheet", "--write").code == 0
    assert "due: 2026-10-19" in texts(halden)["1-kickoff.yaml"]


def test_two_answers_to_one_row_name_both_people_and_cells(tpn: Tpn, halden: Path) -> None:
    one, other = (
        Back(sent(halden, name, person), START)
        for name, person in (("ola.xlsx", "ola"), ("kari.xlsx", "kari"))
    )
    cells = [
        back.put("K-01", "Frist", day) for back, day in ((one, date(2026, 6, 8)), (other, date(2026, 6, 9)))
    ]
    one.save(), other.save()
    result = tpn("import", one.path, other.path, "-p", halden, "--take", "sheet", "--write")
    assert result.code == 3
    assert all(word in result.out for word in ("Ola", "Nordmann: 08.06.", "Kari", "09.06."))
    flat = " ".join(result.out.split())
    assert all(f"{name} {cell}" in flat for name, cell in zip(("ola.xlsx", "kari.xlsx"), cells, strict=True))
    other.put("K-01", "Frist", date(2026, 6, 8))
    assert outcomes(tpn, one.path, other.save(), "-p", halden) == [("take", "K-01", "due")]


def test_a_folder_and_a_pattern_are_read_whole(tpn: Tpn, halden: Path) -> None:
    folder = halden.parent / "retur"
    folder.mkdir()
    for name, status in (("K-12", "Ferdig"), ("K-11", "Pågår")):
        back = Back(sent(halden, "a.xlsx"), START)
        back.put(name, "Status", status)
        shutil.move(back.save(), folder / f"{name}.xlsx")
    (folder / "~$K-12.xlsx").write_bytes(b"")
    (folder / "notat.txt").write_text("hei", "utf-8")
    wanted = [("take", "K-11", "status"), ("take", "K-12", "status")]
    assert sorted(outcomes(tpn, folder, "-p", halden)) == wanted
    assert sorted(outcomes(tpn, folder / "*.xlsx", "-p", halden)) == wanted
    assert sorted(outcomes(tpn, folder, folder / "K-1*.xlsx", "-p", halden)) == wanted


def test_one_unreadable_file_stops_them_all(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    bad = halden.parent / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    before = texts(halden)
    result = tpn("import", back.save(), bad, "-p", halden, "--write")
    assert (result.code, "sheet-corrupt" in result.err) == (1, True)
    assert texts(halden) == before


def test_a_sheet_of_another_project_is_refused(tpn: Tpn, halden: Path, sandnes: Path) -> None:
    result = tpn("import", sent(sandnes, "a.xlsx"), "-p", halden, "--write")
    assert (result.code, "import-other-project" in result.err) == (1, True)


def test_a_sheet_that_is_nearly_empty_stops(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    for tab in back.book.sheetnames[2:-1]:
        back.sheet = back.book[tab]
        back.sheet.delete_rows(back.header + 1, 200)
    result = tpn("import", back.save(), "-p", halden, "--write")
    assert (result.code, "import-nearly-empty" in result.err) == (1, True)


def _sorted(back: Back) -> None:
    rows = [
        [cell.value for cell in row] for row in back.sheet.iter_rows(min_row=back.header + 1) if row[0].value
    ]
    for at, values in enumerate(reversed(rows)):
        for column, value in enumerate(values, 1):
            back.sheet.cell(back.header + 1 + at, column).value = value


def _moved_columns(back: Back) -> None:
    back.sheet.move_range(f"G{back.header}:G{back.sheet.max_row}", cols=60)
    back.sheet.delete_cols(3)


def _renamed(back: Back) -> None:
    header = back.header
    for old, new in (("Status", "Hvor langt"), ("Frist", "Når"), ("Merknad", "Kommentar"), ("Nr", "Nummer")):
        back.sheet.cell(header, back.column(old)).value = new


def _renamed_tab(back: Back) -> None:
    back.sheet.title = "Fase 1 (gammel)"


def _inserted(back: Back) -> None:
    back.sheet.insert_rows(1, 3)
    back.sheet.insert_rows(back.header + 2, 2)
    back.sheet.insert_cols(2)
    back.sheet.cell(1, 1).value = "Husk dette, Nils"


def _hidden(back: Back) -> None:
    back.sheet.column_dimensions["D"].hidden = True
    back.sheet.row_dimensions[back.header + 3].hidden = True


def _identical_copy(back: Back) -> None:
    for cell in list(back.sheet[back.row("K-02")]):
        back.sheet.cell(
            back.sheet.max_row + 1 if cell.column == 1 else back.sheet.max_row, cell.column
        ).value = cell.value


@pytest.mark.sampled(every=4)
@pytest.mark.parametrize(
    "change", [_sorted, _moved_columns, _renamed, _renamed_tab, _inserted, _hidden, _identical_copy],
    ids=lambda change: change.__name__.strip("_"),
)  # fmt: skip
def test_what_people_do_to_a_sheet_does_no_harm(tpn: Tpn, halden: Path, change: Any) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    change(back)
    assert outcomes(tpn, back.save(), "-p", halden) == [("take", "K-12", "status")]
    beside = (
        [("sheet-remark", f"{back.sheet.title}!A1")] if change is _inserted else []
    )  # what is written there
    assert problems(tpn, back.path, "-p", halden) == beside


def test_a_copied_row_with_another_title_is_new(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    last = back.row("K-12")
    for cell in list(back.sheet[back.row("K-11")]):
        back.sheet.cell(last + 1, cell.column).value = cell.value
    back.sheet.cell(last + 1, back.column("Aktivitet")).value = "Et annet møte"
    assert outcomes(tpn, back.save(), "-p", halden) == [("new", "K-13", None)]


def test_a_column_of_their_own_is_kept_under_x_and_goes_out_again(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    at = back.sheet.max_column + 2
    back.sheet.cell(back.header, at).value = "Avdeling"
    back.sheet.cell(back.row("K-02"), at).value = "Oppvekst"
    tpn("import", back.save(), "-p", halden, "--write")
    assert "Avdeling: Oppvekst" in texts(halden)["1-kickoff.yaml"]
    again = Back(sent(halden, "b.xlsx"), START)
    assert again.sheet.cell(again.row("K-02"), again.column("Avdeling")).value == "Oppvekst"
    again.put("K-02", "Avdeling", "Kultur")
    assert outcomes(tpn, again.save(), "-p", halden) == [("take", "K-02", "x.Avdeling")]


def test_a_column_of_their_own_is_never_called_as_one_of_ours(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "K-02", "x.Frist=før jul", "-p", halden).code == 0
    back = Back(sent(halden, "a.xlsx"), START)
    heads = [cell.value for cell in back.sheet[back.header]]
    assert (heads.count("Frist"), heads.count("Frist (eget felt)")) == (1, 1)
    back.put("K-02", "Frist (eget felt)", "etter jul")
    assert outcomes(tpn, back.save(), "-p", halden) == [("take", "K-02", "x.Frist")]


def test_a_gone_row_is_told_and_nothing_is_deleted(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    back = Back(sent(halden, "a.xlsx"), START)
    back.sheet.delete_rows(back.row("K-03"))
    assert outcomes(tpn, back.save(), "-p", halden, "--write") == [("gone_there", "K-03", None)]
    assert texts(halden) == before


def test_a_locked_cell_that_was_changed_is_told_with_its_cell(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    back = Back(sent(halden, "a.xlsx"), START)
    cell = back.put("K-12", "Prognose", "i morgen")
    result = tpn("import", back.save(), "-p", halden, "--write")
    assert cell in result.out
    assert outcomes(tpn, back.path, "-p", halden) == [("not_editable", "K-12", "forecast")]
    assert texts(halden) == before


def test_what_cannot_be_read_is_told_with_its_cell_and_the_rest_of_the_row_comes_in(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    cell = back.put("K-12", "Status", "snart klar")
    back.put("K-12", "Merknad", "Referatet mangler")
    result = tpn("import", back.save(), "-p", halden, "--write")
    assert result.code == 1
    assert cell in result.out
    assert "Ikke startet, Pågår, Ferdig" in " ".join(result.out.split())
    assert "note: Referatet mangler" in texts(halden)["1-kickoff.yaml"]


def test_a_new_row_that_lacks_something_says_what_by_the_name_that_people_know(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    row = back.add(Merknad="Husk denne")
    result = tpn("import", back.save(), "-p", halden)
    assert (result.code, f"{START}!" in result.out, str(row) in result.out) == (1, True, True)
    assert "den nye raden mangler Aktivitet" in " ".join(result.out.split())


def test_a_row_that_would_make_the_project_faulty_is_left_and_the_others_are_written(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    cell = back.put("K-04", "Frist", date(2025, 1, 1))
    back.put("K-12", "Status", "Ferdig")
    assert problems(tpn, back.save(), "-p", halden) == [("row-refused", cell)]
    tpn("import", back.path, "-p", halden, "--write")
    after = texts(halden)["1-kickoff.yaml"]
    assert "2025-01-01" not in after
    assert outcomes(tpn, back.path, "-p", halden) == [
        ("agree", "K-12", "status"),
        ("keep", "K-12", "percent"),
        ("keep", "K-12", "finished"),
    ]


def test_dates_that_move_what_binds_are_seen_with_what_they_do_before_they_are_written(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "a.xlsx"), "Prosessanalyse")
    day = ("-p", halden, "--today", "2026-10-06")
    back.put("P-16", "Merknad", "Husk denne")
    assert "Prognosen" not in tpn("import", back.save(), *day).out  # a note moves nothing
    back.put("P-16", "Frist", date(2027, 3, 1))
    seen = " ".join(tpn("import", back.save(), *day).out.split())
    assert "Prognosen for prosjektet: 07.07.2027 → 08.09.2027 Samlet lys: gul → rød" in seen
    assert "Lansering av Leie av kommunale lokaler: 31.05.2027 → 02.08.2027" in seen
    assert "T-48 Prosjektet avsluttet: 07.07.2027 → 08.09.2027 (Kari Holm)" in seen
    assert "T-42" not in seen  # work on the way is not what binds
    assert "Samlet lys" not in tpn("import", back.path, "--write", *day).out


def test_a_sheet_without_its_base_only_asks(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    del back.book["_tpn"]
    result = tpn("import", back.save(), "-p", halden, "--write")
    assert result.code == 3
    assert outcomes(tpn, back.path, "-p", halden) == [("conflict", "K-12", "status")]
    assert outcomes(tpn, back.path, "-p", halden, "--take", "sheet") == [("take", "K-12", "status")]


def test_a_text_file_of_a_tab_only_asks(tpn: Tpn, halden: Path) -> None:
    back = Back(sent(halden, "a.xlsx"), START)
    back.put("K-12", "Status", "Ferdig")
    rows = [
        ["" if cell.value is None else str(cell.value) for cell in row[:11]] for row in back.sheet.iter_rows()
    ]
    path = halden.parent / "start.csv"
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8-sig")
    assert ("conflict", "K-12", "status") in outcomes(tpn, path, "-p", halden)


def test_points_that_nobody_has_answered_can_be_answered_in_a_sheet(tpn: Tpn, halden: Path) -> None:
    style = halden / "templates" / "sheets" / "sjekk.yaml"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text(
        "title: Sjekk\ntabs:\n  - name: Sjekk\n    each: services\n    rows: checklist\n    phase: launch\n"
        "    columns:\n"
        "      - {field: id, header: Nr}\n      - {field: question}\n      - {field: answer, header: Svar}\n"
        "      - {field: note, header: Merknad}\n",
        "utf-8",
    )
    path = sent(halden, "a.xlsx", style="sjekk")
    book = openpyxl.load_workbook(path)
    for tab in book.sheetnames[:-1]:
        sheet = book[tab]
        row = next(cell.row for cell in sheet["A"] if cell.value == "T-C01")
        sheet.cell(row, 3).value = "ok"
        sheet.cell(row + 1, 3).value = "ikke aktuelt"
        sheet.cell(row + 1, 4).value = "Gjelder ikke oss"
    book.save(path)
    result = tpn("import", path, "-p", halden, "--write")
    assert result.code == 0, result.out + result.err
    shown = json.loads(tpn("import", path, "-p", halden, "--json").out)["outcomes"]
    assert {one["outcome"] for one in shown} <= {"agree"}
    assert tpn("check", "-p", halden).code == 0


@pytest.mark.parametrize("words", [["--take", "begge"], ["finnes-ikke/*.xlsx"], []])
def test_wrong_use_is_one_sentence(tpn: Tpn, halden: Path, words: list[str]) -> None:
    result = tpn(
        "import", *(words if words[:1] != ["--take"] else [sent(halden, "a.xlsx"), *words]), "-p", halden
    )
    assert result.code == 2
    assert "Traceback" not in result.err


def test_the_text_files_of_an_export_come_home_without_a_question(tpn: Tpn, halden: Path) -> None:
    folder = halden.parent / "csv"
    folder.mkdir()
    tpn("export", "-o", folder / "a.csv", "-p", halden)
    result = tpn("import", folder, "-p", halden, "--write")
    assert (result.code, "Ingenting er endret" in result.err) == (0, True), result.out + result.err


def test_whom_a_message_is_for_and_who_decides_stand_by_name_and_are_read_by_name(
    tpn: Tpn, halden: Path
) -> None:
    """In a sheet nobody meets the id of a stakeholder or of a body; a name with a comma is one name."""
    tpn("set", "I-02", "navn=Rektorer, avdelingsledere og enhetsledere", "-p", halden)
    tpn("set", "B-04", "besluttes-av=styringsgruppen", "-p", halden)
    path = halden.parent / "alt.xlsx"
    assert tpn("export", "--all", "-o", path, "-p", halden).code == 0
    book = openpyxl.load_workbook(path)
    shown = [
        (tab.title, cell.coordinate, cell.value)
        for tab in book
        if tab.sheet_state == "visible"
        for row in tab.iter_rows()
        for cell in row
        if cell.value == "steering_group"
        or (tab.title == "Kommunikasjon" and str(cell.value).startswith("I-"))
    ]
    assert shown == []
    assert "Ingenting er endret" in tpn("import", path, "-p", halden).err
    sheet = book["Kommunikasjon"]
    heads = {cell.value: at for at, cell in enumerate(sheet[3], 1)}
    row = next(one[0].row for one in sheet.iter_rows() if one[0].value == "C-01")
    known = {one.name: one.id for one in load(halden).sound().benefits.stakeholders}
    other = next(name for name, one in known.items() if one != "I-02")
    sheet.cell(row, heads["Mottakere"]).value = f"Rektorer, avdelingsledere og enhetsledere, {other}"
    book.save(path)
    assert tpn("import", path, "--write", "-p", halden).code == 0
    mine = next(one for one in load(halden).sound().communication if one.id == "C-01")
    assert mine.audience == ("I-02", known[other])
