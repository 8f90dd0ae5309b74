"""The form of a status report: sent out, filled in by hand, by LibreOffice or by a script, and brought home."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.conftest import Tpn
from tpn.model import load

DAY = "05.10.2026"
NEW = {
    "Oppnådd": "To tjenester er på nett.\nFolk søker fra telefonen.",
    "Fremdrift": "Evalueringen er ferdig, kontrakten kommer i uke 44.",
    "B-04": "Leie egen løsning nå.",
    "Skjemaløsning": "555 000",
    "Godkjent dato": "07.10.2026",
    "Godkjent av prosjekteier": "Kari Holm",
}


@pytest.fixture
def form(tpn: Tpn, halden: Path, tmp_path: Path) -> Path:
    file = tmp_path / "oktober.docx"
    made = tpn("report", "-p", halden, "--today", DAY, "--form", "-o", file)
    assert made.code == 0, made.err
    return file


def fill(file: Path, said: dict[str, str] = NEW) -> None:
    """Write as a person does: in the last field of the row that begins with a word."""
    document = docx.Document(str(file))
    for table in document.tables:
        for row in table.rows:
            if text := said.get(row.cells[0].paragraphs[0].text.strip()):
                row.cells[-1].text = text
    document.save(str(file))


def report_of(folder: Path) -> Any:
    return load(folder).sound()


def must_be_home(folder: Path) -> None:
    project = report_of(folder)
    assert project.report.summary.achieved == NEW["Oppnådd"]
    assert project.report.comments["progress"] == NEW["Fremdrift"]
    assert next(one for one in project.decisions if one.id == "B-04").recommendation == NEW["B-04"]
    assert next(one for one in project.economy.lines if one.item == "Skjemaløsning").forecast == 555000
    assert (project.report.approved.by, project.report.approved.date.isoformat()) == ("kari", "2026-10-07")


def test_a_form_left_as_it_was_brings_nothing(tpn: Tpn, halden: Path, form: Path) -> None:
    said = tpn("import", form, "-p", halden, "--today", DAY, "--write")
    assert (said.code, "ingenting nytt" in said.out) == (0, True)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_is_written_outside_the_fields_is_told(
    tpn: Tpn, halden: Path, tmp_path: Path, suffix: str
) -> None:
    file, said = tmp_path / f"oktober{suffix}", "PS: husk budsjettet for 2027. Gunnar"
    assert tpn("report", "-p", halden, "--today", DAY, "--form", "-o", file).code == 0
    if suffix == ".docx":
        document = docx.Document(str(file))
        document.add_paragraph(said)
        document.save(str(file))
    else:
        book = openpyxl.load_workbook(file)
        book.worksheets[0].cell(book.worksheets[0].max_row + 2, 1).value = said
        book.save(file)
    told = tpn("import", file, "-p", halden, "--today", DAY)
    assert f"«{said}» står utenfor feltene og er ikke tatt med" in " ".join(told.out.split())
    found = json.loads(tpn("import", file, "-p", halden, "--today", DAY, "--json").out)
    assert (found["outside"], found["places"]) == ([said], [])


def test_each_light_stands_with_its_reason_and_last_months_words_beside_a_white_field(form: Path) -> None:
    rows = {
        row.cells[0].paragraphs[0].text: [cell.text for cell in row.cells]
        for table in docx.Document(str(form)).tables
        for row in table.rows
    }
    light, last, now = rows["Fremdrift"]
    assert "Leverandør av skjemaløsning valgt (A-11) er 6 arbeidsdager etter avtalt dato" in light
    assert last.startswith("Forsinkelsen kommer av at IT var bundet")
    assert now == ""


def test_what_is_written_in_word_is_seen_first_and_comes_home_when_asked(
    tpn: Tpn, halden: Path, form: Path
) -> None:
    fill(form)
    before = (halden / "logs.yaml").read_bytes()
    seen = tpn("import", form, "-p", halden, "--today", DAY)
    assert seen.code == 0, seen.err
    assert "To tjenester er på nett." in seen.out
    assert "Ingenting er lagret" in seen.err
    assert (halden / "logs.yaml").read_bytes() == before
    assert tpn("import", form, "-p", halden, "--today", "07.10.2026", "--write").code == 0
    must_be_home(halden)
    again = tpn("import", form, "-p", halden, "--today", "07.10.2026", "--write")
    assert (again.code, "står slik allerede" in again.out) == (0, True)


@pytest.mark.wide
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_has_saved_comes_home(
    tpn: Tpn, halden: Path, form: Path, tmp_path: Path
) -> None:
    fill(form)
    out, profile = tmp_path / "lo", tmp_path / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML",  # noqa: S607
         "--outdir", str(out), str(form)],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert tpn("import", out / form.name, "-p", halden, "--today", "07.10.2026", "--write").code == 0
    must_be_home(halden)


def test_a_filled_workbook_comes_home_as_the_document_does(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "oktober.xlsx"
    assert tpn("report", "-p", halden, "--today", DAY, "--form", "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    for row in book.worksheets[0].iter_rows():
        label = str(row[0].value or "").split("\n")[0]
        if label in NEW:
            cells = [cell for cell in row if cell.protection.locked is False]
            cells[-1].value = NEW[label]
    book.save(file)
    assert tpn("import", file, "-p", halden, "--today", "07.10.2026", "--write").code == 0
    must_be_home(halden)


def test_what_two_have_written_differently_is_a_conflict_until_somebody_chooses(
    tpn: Tpn, halden: Path, form: Path
) -> None:
    fill(form, {"Oppnådd": "Fra skjemaet."})
    assert tpn("set", "report", "summary.achieved=Fra prosjektet.", "-p", halden).code == 0
    said = tpn("import", form, "-p", halden, "--today", DAY, "--write")
    assert said.code == 3
    assert "skjemaet sier «Fra skjemaet.», prosjektet sier nå «Fra prosjektet.»" in " ".join(said.out.split())
    assert report_of(halden).report.summary.achieved == "Fra prosjektet."
    assert tpn("import", form, "-p", halden, "--today", DAY, "--write", "--take", "sheet").code == 0
    assert report_of(halden).report.summary.achieved == "Fra skjemaet."


def test_a_decision_is_found_by_its_id_when_others_have_come_before_it(
    tpn: Tpn, halden: Path, form: Path
) -> None:
    fill(form, {"B-05": "Driftsavdelingen."})
    logs = halden / "logs.yaml"
    logs.write_text(
        logs.read_text("utf-8").replace("decisions:\n", "decisions:\n  - {id: B-77, title: Ny}\n", 1), "utf-8"
    )
    assert tpn("import", form, "-p", halden, "--today", DAY, "--write").code == 0
    found = {one.id: one.recommendation for one in report_of(halden).decisions}
    assert (found["B-05"], found["B-77"]) == ("Driftsavdelingen.", None)


def test_a_figure_that_is_none_and_a_file_that_is_no_form_are_told(
    tpn: Tpn, halden: Path, form: Path, tmp_path: Path
) -> None:
    fill(form, {"Skjemaløsning": "omtrent en halv million"})
    said = tpn("import", form, "-p", halden, "--today", DAY, "--write")
    assert (said.code, "kan ikke leses" in said.out) == (1, True)
    other = tmp_path / "notat.docx"
    docx.Document().save(str(other))
    none = tpn("import", other, "-p", halden)
    assert (none.code != 0, "report-no-form" in none.err) == (True, True)


def test_a_form_cannot_write_outside_its_own_places(tpn: Tpn, halden: Path, form: Path) -> None:
    from tpn.reports.report_form import _hidden, read_document  # noqa: PLC0415

    base = dict(read_document(form).base)
    base["fields"] = [{**base["fields"][0], "route": ["project", "name"]}, *base["fields"][1:]]
    document = docx.Document(str(form))
    document.paragraphs[-1].runs[0].text = _hidden(base)
    document.save(str(form))
    fill(form, {"Oppnådd": "Prosjektet heter noe annet"})
    said = json.loads(tpn("import", form, "-p", halden, "--today", DAY, "--write", "--json").out)
    assert [one["outcome"] for one in said["places"]] == ["unread"]
    assert report_of(halden).about.name == "Tjenester på nett i Halden"


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_form_of_one_service_brings_home_what_is_written_of_it_alone(
    tpn: Tpn, halden: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"barnehage.{ending}"
    made = tpn("report", "--form", "--service", "barnehage", "-p", halden, "--today", DAY, "-o", file)
    assert made.code == 0, made.err
    said = {"Oppnådd": "Skjemaet er prøvd med ti foresatte.", "Fremdrift": "Venter på tilbyderen."}
    if ending == "docx":
        assert "Skjemaløsning" not in " ".join(
            cell.text for table in docx.Document(str(file)).tables for row in table.rows for cell in row.cells
        )
        fill(file, said)
    else:
        book = openpyxl.load_workbook(file)
        for row in book.worksheets[0].iter_rows():
            if text := said.get(str(row[0].value or "").split("\n")[0]):
                row[2].value = text
        book.save(file)
    before = report_of(halden).report
    assert tpn("import", file, "-p", halden, "--today", DAY, "--write").code == 0
    after = report_of(halden).report
    (own,) = after.by_service
    assert (own.service, own.summary.achieved, own.comments["progress"]) == ("barnehage", *said.values())
    assert (after.summary.achieved, after.comments) == (before.summary.achieved, before.comments)
    told = tpn(
        "report", "--service", "barnehage", "-p", halden, "--today", DAY, "--format", "md"
    ).out.replace("\\", "")
    assert said["Oppnådd"] in told
    assert said["Fremdrift"] in told


def test_a_day_of_a_form_without_a_year_is_one_that_has_been(tpn: Tpn, halden: Path, form: Path) -> None:
    """The figures are of a day that was, and so is an approval, also where the form comes home in December."""
    fill(form, {"Økonomitallene er fra": "30. september"})
    said = tpn("import", form, "-p", halden, "--today", "2026-12-10", "--take", "sheet", "--write")
    assert said.code == 0, said.err
    assert report_of(halden).economy.as_of.isoformat() == "2026-09-30"


def test_a_dash_empties_a_field_that_is_shown_empty_while_it_is_last_times(
    tpn: Tpn, halden: Path, form: Path
) -> None:
    assert report_of(halden).report.summary.achieved
    fill(form, {"Oppnådd": "–", "Neste": "-"})
    assert tpn("import", form, "-p", halden, "--today", DAY, "--write").code == 0
    said = report_of(halden).report.summary
    assert (said.achieved, said.next) == (None, None)
