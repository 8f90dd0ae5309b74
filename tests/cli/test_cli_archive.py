"""``tpn archive``: the papers of a month or a gate in one zip, listed, hashed, and read without tpn."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import NOW, Tpn
from tpn.actions.make_archive import archive_of, archived
from tpn.actions.session import Session
from tpn.history.published import Publication, PublishedReport, publish, redact
from tpn.languages import LANGUAGES
from tpn.texts import Words

PDFTOTEXT = shutil.which("pdftotext")
OCTOBER = ("--today", "05.10.2026")


def unpacked(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def journal_of(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["journal.csv"].decode("utf-8-sig")), delimiter=";"))


def test_a_month_is_kept_with_the_report_as_it_was_published(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("report", "--publish", "-p", halden, *OCTOBER).code == 0
    assert tpn("archive", "oktober", "-p", halden, *OCTOBER, "-o", tmp_path / "en.zip").code == 0
    assert tpn("archive", "2026-10", "-p", halden, *OCTOBER, "-o", tmp_path / "to.zip").code == 0
    assert (tmp_path / "en.zip").read_bytes() == (tmp_path / "to.zip").read_bytes()

    files = unpacked(tmp_path / "en.zip")
    kept = next((halden / "history" / "reports").glob("001-*"))
    for ending in ("docx", "pdf", "html"):
        name = f"01 Statusrapport nr. 1, 05.10.2026.{ending}"
        assert files[name] == (kept / f"report.{ending}").read_bytes()
    assert not [name for name in files if name.endswith((".json", ".yaml"))]  # more than the edition tells

    lines = [line.split("  ", 1) for line in files["sha256.txt"].decode().splitlines()]
    said = {name: sha for sha, name in lines}
    assert said == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "sha256.txt"
    }
    report, agenda = journal_of(files)
    assert (report["Dato"], report["Fra"], report["Til"], report["Tilgang"], report["Saksnr."]) == (
        "05.10.2026", "Ola Nordmann", "styringsgruppen", "Offentlig", "26/1847",
    )  # fmt: skip
    assert (report["Tilstand"], agenda["Tilstand"]) == ("Publisert.", "Laget til pakken.")
    for one in (report, agenda):
        assert set(one["Filer"].split(" | ")) <= set(files)
    for text in (files["journal.html"].decode(), files["les-meg.txt"].decode()):
        assert "oktober 2026" in text
        assert "tpn " not in text


def test_what_is_not_published_says_so(tpn: Tpn, halden: Path) -> None:
    told = json.loads(tpn("archive", "-p", halden, *OCTOBER, "--json").out)
    assert [one["state"] for one in told["papers"]] == ["draft", "made"]
    screen = tpn("archive", "-p", halden, *OCTOBER).out
    assert "Utkast, ikke publisert." in " ".join(screen.split())
    assert "Ingen statusrapport er publisert denne måneden." in screen


def test_a_month_holds_its_meetings_decisions_and_launches_in_their_order(tpn: Tpn, halden: Path) -> None:
    papers = json.loads(tpn("archive", "september", "-p", halden, *OCTOBER, "--json").out)["papers"]
    titles = [one["title"] for one in papers]
    for said in ("Saksliste – Styringsgruppemøte 1", "Beslutningsnotat B-02 – Når kulturskolen lanseres",
                 "Tjenestebeskrivelse – Kulturskoleplass"):  # fmt: skip
        assert said in titles
    assert [one["date"] for one in papers] == sorted(one["date"] for one in papers)
    assert {one["date"][:7] for one in papers} == {"2026-09"}
    assert {one["case_reference"] for one in papers} == {"26/1847"}


def test_a_gate_has_what_it_is_decided_on_and_says_what_is_not_public(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "port.zip"
    assert tpn("archive", "krav", "-p", halden, *OCTOBER, "-o", file).code == 0
    lines = {one["Tittel"]: one for one in journal_of(unpacked(file))}
    gate, record = (
        lines["Beslutningspunkt: Krav og anskaffelse"],
        lines["Evalueringsprotokoll – Skjemaløsning"],
    )
    assert (gate["Tilgang"], gate["Hjemmel"]) == ("Offentlig", "–")
    assert (record["Tilgang"], record["Hjemmel"]) == ("Unntatt offentlighet", "offl. § 23 tredje ledd")


def test_the_gate_of_the_benefits_is_decided_on_the_plan_of_them(tpn: Tpn, halden: Path) -> None:
    told = json.loads(tpn("archive", "egevinst", "-p", halden, *OCTOBER, "--json").out)
    assert "Nytterealiseringsplan – Tjenester på nett i Halden" in [one["title"] for one in told["papers"]]


def test_how_far_it_has_come_is_told_for_each_paper(halden: Path) -> None:
    session = Session({"project": str(halden), "today": "2026-10-05"}, clock=lambda: NOW)
    told: list[tuple[int, int]] = []
    subject = archive_of(session, "egevinst")
    archived(
        session,
        subject._replace(papers=subject.papers[:2]),
        lambda number, count: told.append((number, count)),
    )
    assert told == [(1, 2), (2, 2)]


def laid(halden: Path, number: int, corrects: int | None = None) -> PublishedReport:
    """A published report of one small file."""
    said = Publication(
        number, None, None, date(2026, 10, 5), "styringsgruppe", "nb", {}, {"report.html": b"<p>kari</p>"}, {},
        corrects, "Rettet." if corrects else None,
    )  # fmt: skip
    return publish(halden, said, date(2026, 10, 5))


def test_a_withdrawn_report_and_its_correction_both_stand(tpn: Tpn, halden: Path) -> None:
    laid(halden, 1)
    assert tpn("report", "--withdraw", "1", "--reason", "Feil", "-p", halden, *OCTOBER).code == 0
    laid(halden, 2, corrects=1)
    papers = json.loads(tpn("archive", "-p", halden, *OCTOBER, "--json").out)["papers"]
    states = [(one["state"], one["note"]) for one in papers if re.search(r"nr\. \d", one["title"])]
    assert states == [("withdrawn", "Feil."), ("published", "Retter nr. 1: Rettet.")]


def test_the_edition_without_somebody_is_given_where_there_is_one(tpn: Tpn, halden: Path) -> None:
    redact(
        halden, laid(halden, 1), {"report.html": b"<p>uten</p>"}, ["report.pdf"], date(2026, 10, 6), "Kari"
    )
    file = halden.parent / "sladdet.zip"
    assert tpn("archive", "-p", halden, *OCTOBER, "-o", file).code == 0
    files = unpacked(file)
    assert [data for name, data in files.items() if name.startswith("01 ")] == [b"<p>uten</p>"]
    said = "Publisert. Sladdet utgave fra 06.10.2026. Uten sladdet utgave: report.pdf."
    assert journal_of(files)[0]["Tilstand"] == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_where_the_papers_are_from_is_so_of_each_of_them(
    tpn: Tpn, halden: Path, tmp_path: Path, language: str
) -> None:
    """Published, redacted, added and made: each is told where there is one, and no list stands empty."""
    words, sent = Words(language), tmp_path / "sak.pdf"
    sent.write_bytes(b"saken")
    whole, made = words("archive.note.published"), words("archive.note.rest")

    def note(name: str, *line: object) -> str:
        file = tmp_path / f"{name}.zip"
        told = tpn("archive", "-p", halden, *OCTOBER, "--lang", language, *line, "-o", file)
        assert told.code == 0, told.err
        files = unpacked(file)
        journal = files[f"{words('archive.file')}.csv"].decode("utf-8-sig")
        assert ": ." not in journal
        assert " ." not in journal
        return files[f"{words('archive.readme')}.txt"].decode()

    assert whole not in note("intet")
    assert made in note("intet")
    report = laid(halden, 1)
    assert whole in note("publisert")
    redact(halden, report, {"report.html": b"<p>uten</p>"}, [], date(2026, 10, 6), "Kari")
    told = note("sladdet", "--with", sent)
    title = words("archive.report.title", n=1, day=report.last)
    assert words("archive.note.redacted", titles=(title,)) in told
    assert words("archive.note.sent") in told
    assert made in told


def test_what_is_neither_month_nor_gate_and_what_is_empty_are_told(tpn: Tpn, halden: Path) -> None:
    neither = tpn("archive", "tull", "-p", halden, *OCTOBER)
    assert (neither.code, "no-such-archive" in neither.err) == (2, True)
    out = halden.parent / "tom.zip"
    empty = tpn("archive", "januar 2026", "-p", halden, *OCTOBER, "-o", out)
    assert (empty.code, "nothing-to-archive" in empty.err, out.exists()) == (1, True, False)


def test_a_paper_that_was_sent_is_kept_as_it_is_and_stands_in_the_place_of_the_one_of_its_title(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    sent, other = tmp_path / "Referat – Styringsgruppemøte 2.docx", tmp_path / "sak.pdf"
    sent.write_bytes(b"slik det ble sendt")
    other.write_bytes(b"saken")
    line = ("archive", "2026-09", "-p", halden, *OCTOBER, "--with", sent, "--with", other)
    assert tpn(*line, "-o", tmp_path / "a.zip").code == 0
    files = unpacked(tmp_path / "a.zip")
    minutes = [name for name in files if "Referat – Styringsgruppemøte 2" in name]
    assert [Path(name).suffix for name in minutes] == [".docx"], "no other is made of the same title"
    assert files[minutes[0]] == sent.read_bytes()
    assert next(data for name, data in files.items() if name.endswith("sak.pdf")) == b"saken"
    states = {one["Tittel"]: one["Tilstand"] for one in journal_of(files)}
    assert states["Referat – Styringsgruppemøte 2"] == states["sak"] == "Slik det ble sendt."
    if PDFTOTEXT:  # what is archived asks nobody to write
        for name, data in files.items():
            if name.endswith(".pdf") and name != "journal.pdf" and data.startswith(b"%PDF"):
                said = subprocess.run(
                    [PDFTOTEXT, "-", "-"], input=data, capture_output=True, check=True
                ).stdout.decode()
                assert "Skriv her" not in said, name
                assert "Risiko ved hvert alternativ" not in said, name
    gone = tpn(*line, "--with", tmp_path / "borte.pdf")
    assert (gone.code, "filen finnes ikke" in gone.err) == (1, True)


def test_every_paper_that_was_sent_is_in_the_zip_whatever_others_are_called(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    """Two files of one name, and a file in two forms: one never takes the place of another that was sent."""
    sent = {
        "a/Referat – Styringsgruppemøte 2.docx": b"ett", "a/Referat – Styringsgruppemøte 2.pdf": b"to",
        "b/Referat – Styringsgruppemøte 2.docx": b"tre", "b/sak.docx": b"fire", "c/sak.docx": b"fem",
        "c/SAK.pdf": b"seks", "c/=cmd' calc.docx": b"sju", "c/uten-endelse": "åtte".encode(),
    }  # fmt: skip
    words: list[object] = []
    for name, data in sent.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
        words += ["--with", tmp_path / name]
    assert tpn("archive", "2026-09", "-p", halden, *OCTOBER, *words, "-o", tmp_path / "a.zip").code == 0
    files = unpacked(tmp_path / "a.zip")
    assert set(sent.values()) <= set(files.values())
