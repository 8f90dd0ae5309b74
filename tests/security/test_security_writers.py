"""Whatever text the model takes, every document writer writes: no traceback, sound XML, and it opens again.

The long form, with every format and thousands of texts: ``python -m tests.security.test_security_writers 2000``.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.cli.test_cli_sheet_laws import OFFICE, converted
from tpn.charts import svg
from tpn.exchange.bpmn.read import read_bpmn
from tpn.exchange.bpmn.write import DiagramName, write_bpmn
from tpn.exchange.calendar import Attendee, Event, calendar
from tpn.exchange.mail import Draft, draft
from tpn.model.choices import VariantName
from tpn.model.processes import Step
from tpn.reports.blocks import Heading, Items, Paragraph, TextSpan, TextTable
from tpn.reports.paper import Paper
from tpn.reports.report_form import FormCell, FormTable, WritingForm, form_document
from tpn.reports.slide_kinds import CoverSlide, Points, SlideTable
from tpn.reports.slides import slides
from tpn.reports.writing import written
from tpn.source.clean import cleaned, is_clean
from tpn.spreadsheets import csv_file, ods, xlsx_write
from tpn.spreadsheets.book import Book, Cell, Properties, Tab
from tpn.texts import Words

WORDS = Words("nb")
DAY, STAMP = date(2026, 10, 5), datetime(2026, 10, 5, 8, tzinfo=UTC)
TEXTS = st.text(max_size=60).map(cleaned).filter(str.strip)
HARD = (
    "to\nlinjer\tog et innrykk", "Ø" * 300, '<a href="x">&amp;</a> ]]> --> {{ 7*7 }} ${x} %s \\n', "=1+1", "'-5",
    "\u202egnp.exe\u2066 \u200b\u00ad", "𝔄😀👩‍👩‍👧﷽", "_x000B_ _x001B_", 'a@b, c; d: "e" <f@example.no>',
    "BEGIN:VEVENT\nEND:VCALENDAR", "=?utf-8?q?a?=", "-\n-\n-", "\u0301\u0489", " . ",
)  # fmt: skip
ALL_HARD = " · ".join(HARD)
"""All of them at once: what is slow to write or to open is written once."""


def paper(text: str) -> Paper:
    said = (TextSpan(text), TextSpan(text, strong=True))
    blocks = (
        Heading(1, said), Paragraph(said), Items(((Paragraph(said),),)),
        TextTable((said, said), ((said, said),), ("left", "left")),
    )  # fmt: skip
    return Paper(text, blocks, "nb", DAY, text, text)


def parts_are_sound(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314 - our own


def _word(text: str) -> None:
    data = written(paper(text), "docx", WORDS)
    assert isinstance(data, bytes)
    parts_are_sound(data)
    assert docx.Document(io.BytesIO(data)).paragraphs


def _form(text: str) -> None:
    table = FormTable(
        "about", text, text, (text, text), ((FormCell(text), FormCell(text, text, open=True, key="a")),)
    )
    data = form_document(WritingForm(text, text, (table,), {"a": text}), WORDS, DAY)
    parts_are_sound(data)
    assert docx.Document(io.BytesIO(data)).tables


def _slides(text: str) -> None:
    deck = (
        CoverSlide(text, (text,), text, notes=text), Points(text, (text, text)),
        SlideTable(text, (text,), ((text,),), (1,), text, text),
    )  # fmt: skip
    data = slides(deck, paper(text), WORDS)
    parts_are_sound(data)
    assert len(pptx.Presentation(io.BytesIO(data)).slides) >= len(deck)


def book(text: str) -> Book:
    about = Properties(text, text, text, text, custom=(("a", text),))
    return Book(
        (Tab("Ark", ((Cell("Tittel"), Cell("b")), (Cell(text), Cell("b"))), header=0),), properties=about
    )


def _xlsx(text: str) -> None:
    data = xlsx_write.dump(book(text))
    parts_are_sound(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Ark"]
    assert sheet.cell(2, 1).data_type != "f"
    assert sheet.cell(2, 2).value == "b"


def _ods(text: str) -> None:
    data = ods.dump(book(text))
    parts_are_sound(data)
    content = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))  # noqa: S314 - our own
    assert not [one for one in content.iter() if any(name.endswith("}formula") for name in one.attrib)]


def _csv(text: str) -> None:
    data = csv_file.dump(book(text).tabs[0])
    line = data.decode("utf-8-sig").split("\n")[1]
    assert line.lstrip('"')[:1] not in {"=", "+", "-", "@", "\t"}


def _calendar(text: str) -> None:
    who = Attendee(text, "kari@example.no")
    event = Event("a@tpn", text, DAY, place=text, text=text, organiser=who, attendees=(who,))
    read = Calendar.from_ical(calendar([event], text, STAMP, method="REQUEST"))
    (found,) = read.walk("VEVENT")
    assert str(found["summary"]).split() == text.split()


def _mail(text: str) -> None:
    letter = Draft((text, "kari@example.no"), (text, "liv@example.no"), text, text)
    mail = message_from_bytes(draft(letter, "kari.xlsx", b"PK"), policy=default)
    assert [one.addr_spec for one in mail["To"].addresses] == ["kari@example.no"]
    assert mail["Bcc"] is None
    assert "=?" in text or str(mail["Subject"]).split() == text.split()  # what looks encoded is decoded
    (sheet,) = mail.iter_attachments()
    assert sheet.get_content() == b"PK"


def _bpmn(text: str) -> None:
    step = Step(id="p-1", name=text, actor=text, system=text)
    data = write_bpmn(DiagramName("s", text, VariantName.PAPER), [step], WORDS)
    assert read_bpmn(data, "x.bpmn").steps[0].name.split() == text.split()


def _svg(text: str) -> None:
    drawn = svg.document(10, 10, svg.text(1, 1, text), title=text, description=text, language="nb")
    assert ET.fromstring(drawn) is not None  # noqa: S314 - our own


def _page(text: str) -> None:
    said = written(paper(text), "html", WORDS)
    assert isinstance(said, str)
    assert "<a href" not in said
    assert written(paper(text), "md", WORDS)
    assert written(paper(text), "table", WORDS)


def _pdf(text: str) -> None:
    data = written(paper(text), "pdf", WORDS)
    assert isinstance(data, bytes)
    assert data.startswith(b"%PDF")


QUICK: dict[str, Callable[[str], None]] = {
    "docx": _word, "form": _form, "xlsx": _xlsx, "ods": _ods, "csv": _csv, "ics": _calendar, "eml": _mail,
    "bpmn": _bpmn, "svg": _svg, "html": _page, "pptx": _slides,
}  # fmt: skip
SLOW = {"docx": 6, "form": 6, "xlsx": 6, "pptx": 3}


@pytest.mark.sampled("name")
@pytest.mark.parametrize("texts", [HARD[:3], HARD[3:6], HARD[6:9], HARD[9:]], ids=range(4))
@pytest.mark.parametrize("name", QUICK)
def test_a_writer_takes_every_hard_text(name: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        assert is_clean(text)
        QUICK[name](text)


@pytest.mark.parametrize("name", QUICK)
def test_a_writer_takes_every_text_that_the_model_takes(name: str) -> None:
    QUICK[name](ALL_HARD)

    @settings(max_examples=SLOW.get(name, 20), deadline=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def law(text: str) -> None:
        QUICK[name](text)

    law()


def test_a_pdf_takes_every_hard_text() -> None:
    _pdf(ALL_HARD)


def everything() -> dict[str, bytes]:
    """A file of every writer of documents and sheets, with every hard text in each of its places."""
    said = {form: written(paper(ALL_HARD), form, WORDS) for form in ("docx", "html")}
    table = FormTable("about", "a", "b", ("c", ALL_HARD), ((FormCell(ALL_HARD), FormCell("d")),))
    deck = (CoverSlide("a", (ALL_HARD,), "b", notes=ALL_HARD), Points(ALL_HARD, (ALL_HARD, "b")))
    made: dict[str, bytes | str] = {
        "paper.docx": said["docx"], "page.html": said["html"],
        "form.docx": form_document(WritingForm("a", ALL_HARD, (table,), {"a": ALL_HARD}), WORDS, DAY),
        "deck.pptx": slides(deck, paper(ALL_HARD), WORDS), "book.xlsx": xlsx_write.dump(book(ALL_HARD)),
        "book2.ods": ods.dump(book(ALL_HARD)), "tab.csv": csv_file.dump(book(ALL_HARD).tabs[0]),
        "drawn.svg": svg.document(
            300, 100, svg.text(1, 20, ALL_HARD), title=ALL_HARD, description=ALL_HARD, language="nb"
        ),
    }  # fmt: skip
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


@pytest.mark.wide
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_every_writer_writes(tmp_path: Path) -> None:
    files = everything()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for path in converted([tmp_path / name for name in files], "pdf", tmp_path):
        assert path.read_bytes().startswith(b"%PDF"), path.name


def main(count: int) -> int:
    """So many texts for every writer, the slow ones too; what fails is raised with its text."""
    for name, write in {**QUICK, "pdf": _pdf}.items():
        share = count // 20 if name == "pdf" else count
        run = settings(max_examples=share, deadline=None, suppress_health_check=list(HealthCheck))(
            given(TEXTS)(write)
        )
        for text in HARD:
            run = example(text)(run)
        run()
        sys.stdout.write(f"{name}: {share} texts\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
