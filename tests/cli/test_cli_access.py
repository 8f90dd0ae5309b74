"""Every document says who may read it: under its title and in its properties."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pptx
import pytest
from pptx import Presentation

from tests.cli.decks import words_of
from tests.cli.test_cli_every_document import PAPERS
from tests.conftest import ROOT, Tpn
from tpn.cli.verbs import VERBS

PUBLIC, EXEMPT = "Offentlig", "Unntatt offentlighet, offl. § 14"


def written(tpn: Tpn, project: Path, line: str, suffix: str) -> bytes:
    out = project.parent / f"ut{suffix}"
    result = tpn(*line.split(), "-p", project, "-o", out)
    assert result.code == 0, result.err
    return out.read_bytes()


def set_access(project: Path, said: str) -> None:
    path = project / "project.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  language: nb\n", f"  language: nb\n  access: {said}\n", 1), "utf-8")


@pytest.mark.parametrize(
    ("line", "access"), [("status", PUBLIC), ("agenda kickoff", PUBLIC), ("week", EXEMPT)]
)
def test_a_document_says_it_under_its_title(tpn: Tpn, halden: Path, line: str, access: str) -> None:
    lines = written(tpn, halden, line, ".md").decode().split("\n")

    at = next(number for number, text in enumerate(lines) if text.startswith("# "))
    assert lines[at + 2] == f"*{access}*"


def test_it_stands_in_the_properties_of_a_web_page_and_a_word_document(tpn: Tpn, halden: Path) -> None:
    page = written(tpn, halden, "week", ".html").decode()
    assert f'<meta name="dcterms.accessRights" content="{EXEMPT}">' in page
    assert page.count(EXEMPT) == 2

    with zipfile.ZipFile(io.BytesIO(written(tpn, halden, "week", ".docx"))) as packed:
        assert f"<cp:category>{EXEMPT}</cp:category>" in packed.read("docProps/core.xml").decode()
        assert EXEMPT in packed.read("word/document.xml").decode().replace("\u00a0", " ")


def test_a_pdf_has_it_among_its_keywords(tpn: Tpn, halden: Path) -> None:
    assert b"/Keywords(Offentlig)" in written(tpn, halden, "status", ".pdf")


def test_a_tender_is_public_when_its_award_is_behind_it(tpn: Tpn, sandnes: Path) -> None:
    line = "procure A-P01 --evaluate"  # its award is on 6 May 2026
    before = written(tpn, sandnes, f"{line} --today 2026-05-05", ".md").decode()
    after = written(tpn, sandnes, f"{line} --today 2026-05-06", ".md").decode()

    assert "*Unntatt offentlighet, offl. § 23 tredje ledd*" in before
    assert "*Offentlig*" in after


def test_the_project_sets_its_own_by_kind(tpn: Tpn, halden: Path) -> None:
    set_access(halden, '{week: offentlig, status: "Unntatt offentlighet, offl. § 15"}')

    assert "*Offentlig*" in written(tpn, halden, "week", ".md").decode()
    assert "*Unntatt offentlighet, offl. § 15*" in written(tpn, halden, "status", ".md").decode()


def test_a_screen_is_no_document(tpn: Tpn, halden: Path) -> None:
    assert EXEMPT not in tpn("week", "-p", halden).out


def test_a_status_report_carries_the_access_that_the_project_has_set(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    def first(*words: str) -> str:
        return tpn("report", *words, "--format", "md", "-p", halden, "--today", "2026-10-05").out.split("##")[
            0
        ]

    assert "Offentlig." in first()
    assert tpn("set", "project", "access.report=§ 14", "-p", halden).code == 0
    assert "Unntatt offentlighet, offl. § 14." in first()
    slides = tmp_path / "rapport.pptx"
    assert tpn("report", "-o", slides, "-p", halden, "--today", "2026-10-05").code == 0
    about = zipfile.ZipFile(slides).read("docProps/core.xml").decode()
    assert "<cp:category>Unntatt offentlighet, offl. § 14</cp:category>" in about


def test_sheets_the_form_and_the_dashboard_say_it_too(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "project", "access.report=§ 14", "-p", halden).code == 0
    page = written(tpn, halden, "report --dashboard", ".html").decode()
    assert page.count(EXEMPT) == 2  # in its head, and for people

    def inside(data: bytes, name: str) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.read(name).decode()

    form = written(tpn, halden, "report --form", ".docx")
    assert f"<cp:category>{EXEMPT}</cp:category>" in inside(form, "docProps/core.xml")
    assert EXEMPT in inside(form, "word/document.xml")
    sheet = written(tpn, halden, "export", ".xlsx")
    assert f"<cp:category>{EXEMPT}</cp:category>" in inside(sheet, "docProps/core.xml")
    assert EXEMPT in inside(sheet, "xl/worksheets/sheet1.xml")  # in the footer of each page
    assert f"<meta:keyword>{EXEMPT}</meta:keyword>" in inside(
        written(tpn, halden, "export", ".ods"), "meta.xml"
    )


BOOKS = (
    "procure A-P01 --spec", "handover", "replan --propose", "gantt", "report --form", "launch", "export",
    "process barnehage --variant integrated",
)  # fmt: skip
PICTURES = ("map", "gantt", "process barnehage", "benefits --stakeholders --with-assessments")


@pytest.mark.parametrize("line", BOOKS)
def test_every_workbook_says_it_in_its_properties_and_on_each_page(tpn: Tpn, halden: Path, line: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(tpn, halden, line, ".xlsx"))) as packed:
        about = packed.read("docProps/core.xml").decode()
        sheets = [
            packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")
        ]
    assert f"<cp:category>{PUBLIC}</cp:category>" in about or "<cp:category>Unntatt offentlighet" in about
    said = about.partition("<cp:category>")[2].partition("<")[0]
    assert said in sheets[0]


@pytest.mark.parametrize("line", PICTURES)
def test_every_picture_of_its_own_says_it_to_programs(tpn: Tpn, halden: Path, line: str) -> None:
    root = ET.fromstring(written(tpn, halden, line, ".svg"))  # noqa: S314 - our own
    (rights,) = root.iter("{http://purl.org/dc/elements/1.1/}rights")
    assert rights.text == (EXEMPT if "stakeholders" in line else PUBLIC)


def test_a_letter_says_it_of_the_sheet_that_it_brings(tpn: Tpn, halden: Path) -> None:
    assert tpn("export", "--each-responsible", halden.parent / "ut", "--mail", "-p", halden).code == 0
    letter = message_from_bytes((halden.parent / "ut" / "nils.eml").read_bytes(), policy=default)
    body = letter.get_body()
    assert body is not None
    assert f"nils.xlsx: {EXEMPT}" in body.get_content()


OUTSIDE = (
    "status", "report", "report --for eier", "report --for politisk", "report --for ansatte", "agenda kickoff",
    "agenda MO-05",
)  # fmt: skip
"""Papers that go to others than the project group."""


THE_PLAN = "agenda kickoff"
"""It lays the whole plan before those who are to do it, with who does what."""
DECKS = ("slides kickoff", "slides MO-05", "report", "report --for eier")


def test_no_paper_that_leaves_the_project_group_names_who_is_late_or_quotes_a_note(
    tpn: Tpn, halden: Path
) -> None:
    note, who = "Hun har vært borte hele høsten", "Zoe Lind"
    assert tpn("add", "person", "id=zoe", f"navn={who}", "-p", halden).code == 0
    for name, day in (("A-11", "01.10.2026"), ("K-12", "02.10.2026"), ("P-12", "02.10.2026")):
        assert tpn("set", name, "ansvarlig=zoe", f"merknad={note}", f"frist={day}", "-p", halden).code == 0
    assert "Zoe" in tpn("status", "-p", halden).out.partition("Forfalt")[2]  # the lead's own screen does
    said = {line: written(tpn, halden, line, ".md").decode() for line in OUTSIDE}
    said["the page"] = written(tpn, halden, "report --dashboard", ".html").decode()
    for line in DECKS:
        deck = pptx.Presentation(io.BytesIO(written(tpn, halden, line, ".pptx")))
        said[f"{line}, slides"] = " ".join(words_of(one) + words_of(one.notes_slide) for one in deck.slides)
    told = [line for line, text in said.items() if note in text or ("Zoe" in text and line != THE_PLAN)]
    assert told == []


REASONS = {
    "cancel": "cancel lokaler", "postpone": "postpone T-15", "move": "move A-11 16.10.2026",
    "forget": "forget liv", "process": "process barnehage --dismiss change.gone --write",
    "report": "report --withdraw 1",
    "replan": "replan --within-tolerance --set parkering=10.03.2027",
}  # fmt: skip
"""A line of each verb that takes a reason in one's own words, which comes to stand where nobody is asked later."""


def test_every_verb_that_takes_a_reason_is_among_them() -> None:
    named = {verb for verb, module in VERBS.items() if "reason" in signature(options_of(module)).parameters}
    assert named == set(REASONS)


def options_of(module: str) -> Callable[..., object]:
    found: Callable[..., object] = import_module(f"tpn.cli.options.{module}").options
    return found


@pytest.mark.parametrize("verb", REASONS)
def test_a_reason_that_tells_what_has_special_protection_draws_one_question(
    tpn: Tpn, halden: Path, verb: str
) -> None:
    if verb == "report":
        shutil.copytree(ROOT / "examples" / "halden" / "history" / "reports", halden / "history" / "reports")
    asked = [
        " ".join(tpn(*REASONS[verb].split(), "--reason", why, "--preview", "-p", halden).err.split())
        for why in ("Per er sykmeldt", "Liv er fagorganisert", "Per er på kurs")
    ]
    assert [one.count("særlig vernet") for one in asked] == [1, 1, 0], asked


def test_who_is_late_with_anything_is_named_on_no_line_of_a_paper_that_leaves_the_group(
    tpn: Tpn, halden: Path
) -> None:
    """Whatever it is that is late: work, a measure against a risk, what a decision asked for; the unit is told."""
    for typed in (
        ["add", "person", "navn=Zelda Sein", "id=zelda"],
        ["set", "A-11", "ansvarlig=zelda", "frist=01.10.2026"],
        ["add", "R-03/tiltak", "hva=Ringe leverandøren", "ansvarlig=zelda", "frist=01.10.2026"],
        ["add", "B-01/tiltak", "hva=Lese avtalen", "ansvarlig=zelda", "frist=01.10.2026"],
    ):
        done = tpn(*typed, "-p", halden)
        assert done.code == 0, done.err
    # the kick-off has been: what it saw coming is not late there
    for line in sorted({*OUTSIDE} - {"agenda kickoff"}):
        assert "Zelda" not in written(tpn, halden, line, ".md").decode(), line
    for line in ("report", "slides MO-05"):
        shown = Presentation(io.BytesIO(written(tpn, halden, line, ".pptx")))
        texts = [text for slide in shown.slides for text in texts_of(slide)]
        assert not [text for text in texts if "Zelda" in text], line
    report = written(tpn, halden, "report", ".md").decode()
    assert any("Lese avtalen" in row and "uten enhet" in row for row in report.splitlines())
    assert "Zelda Sein" in written(tpn, halden, "report --for prosjektgruppe", ".md").decode()


def texts_of(slide: Any) -> list[str]:
    """What stands on a slide and in its notes."""
    shapes = [*slide.shapes, *(slide.notes_slide.shapes if slide.has_notes_slide else ())]
    cells = [cell.text for one in shapes if one.has_table for row in one.table.rows for cell in row.cells]
    return [*cells, *(one.text_frame.text for one in shapes if one.has_text_frame)]


TOLD_TO_NOBODY = re.compile(
    r'\b(note|waiting_for|expectation|rejected): (?:"(?:[^"\\]|\\.)*"|(?!\|)[^,}\n]+)|^( +strategy): .*',
    re.MULTILINE,
)


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled(every=7)
@pytest.mark.parametrize("lot", range(6))
@pytest.mark.parametrize("project", ["halden", "sandnes"])
def test_no_public_document_tells_a_note_an_assessment_or_a_tender_without_an_award(
    tpn: Tpn, request: pytest.FixtureRequest, project: str, lot: int
) -> None:
    """Whatever says *Offentlig*; the answers to a checklist's points are what a gate and a launch are decided by."""
    folder: Path = request.getfixturevalue(project)
    for path in folder.glob("*.yaml"):
        if path.name not in {"5-launch.yaml", "logs.yaml"}:
            text = TOLD_TO_NOBODY.sub(
                lambda found: f"{found[1] or found[2]}: HEMMELIG", path.read_text("utf-8")
            )
            path.write_text(text.replace("HEMMELIG:", ""), "utf-8")
    tender = ("set", "A-P01/bids/Skjemahuset AS", "pris=7654321") if project == "halden" else ()
    assert not tender or tpn(*tender, "-p", folder).code == 0
    assert "HEMMELIG" in tpn("benefits", "--stakeholders", "-p", folder, "--format", "md").out
    found = []
    for line in ("status", *PAPERS)[lot::6]:
        said = tpn(
            *line.split(),
            "-p",
            folder,
            "--format",
            "md",
            "--today",
            "2026-04-20" if not tender else "2026-10-05",
        )
        if f"*{PUBLIC}*" in said.out and re.search(r"HEMMELIG|7\D?654\D?321", said.out):
            found.append(line)
    assert found == []
