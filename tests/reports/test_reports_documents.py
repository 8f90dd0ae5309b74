"""One template, five formats: the same words in each, the same bytes each time, and a municipality's own wins."""

import io
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from tpn.library import data_dir
from tpn.problems import Stop, TextPlace
from tpn.reports.display import Display
from tpn.reports.paper import Paper
from tpn.reports.writing import FORMATS, paper_of, written
from tpn.texts import Words

TEMPLATE = """# {{ title }}

|  |  |
|---|---|
| Dato | {{ when | long_day }} |

> Merk: {{ note }}

| Kl. | Sak | Min |
|---|---|--:|
{% for clock, what, minutes in rows %}
| {{ clock }} | **{{ what }}** | {{ minutes }} |
{% endfor %}

1. Først
2. Så

{{ picture("bar", "Sju av ti") }}

---

## Til slutt
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="28" height="10"/></svg>'
FACTS = {
    "when": date(2026, 8, 25),
    "note": "Bruk <b> og **stjerner**\nsom tegn | her",
    "rows": [("08:30", "Velkommen", 15), ("08:45", "1. Mål", 30)],
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_template(folder: Path, text: str = TEMPLATE) -> Words:
    reports = folder / "templates" / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    (reports / "probe.md.j2").write_text(text, "utf-8")
    return Words("nb", folder)


def paper(words: Words) -> Paper:
    return paper_of(
        "probe", FACTS, words, title="Oppstart", made=date(2026, 8, 17), unit="Halden kommune",
        author="Ola Nordmann", pictures={"bar": SVG},
    )  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_document_gives_the_same_bytes(tmp_path: Path, kind: str) -> None:
    words = with_template(tmp_path)
    assert written(paper(words), kind, words) == written(paper(words), kind, words)


def text_of(kind: str, result: str | bytes) -> str:
    if isinstance(result, str):
        return unescape(re.sub(r"<[^>]*>", " ", result)) if kind == "html" else result
    body = docx.Document(io.BytesIO(result)).element.body
    return " ".join(node.text or "" for node in body.iter(f"{W}t"))


@pytest.mark.parametrize("kind", ["table", "html", "docx"])
def test_every_format_says_the_same_and_no_value_is_markup(tmp_path: Path, kind: str) -> None:
    words = with_template(tmp_path)
    said = " ".join(text_of(kind, written(paper(words), kind, words)).split())
    for text in (
        "tirsdag 25. august 2026",
        "Bruk <b> og **stjerner**",
        "som tegn | her",
        "1. Mål",
        "Til slutt",
    ):
        assert text in said


def test_markdown_means_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    once = written(paper(words), "md", words)
    assert isinstance(once, str)
    assert "Bruk \\<b\\> og \\*\\*stjerner\\*\\*" in once
    assert "| 08:45 | **1. Mål**" in once


def test_a_terminal_page_is_eighty_columns_and_colour_changes_no_word(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    bare = written(paper(words), "table", words)
    coloured = written(paper(words), "table", words, display=Display(colour=True))
    assert isinstance(bare, str)
    assert isinstance(coloured, str)
    assert max(map(len, bare.splitlines())) <= 80
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == bare


def test_the_web_page_tells_its_language_and_what_its_tables_mean(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    page = written(paper(words), "html", words)
    assert isinstance(page, str)
    tree = ET.fromstring(re.sub(r"<!doctype html>|<meta[^>]*>|<col [^>]*>|<br>", "", page))  # noqa: S314 - our own page
    assert tree.get("lang") == "nb"
    assert [one.text for one in tree.iter("h1")] == ["Oppstart"]
    assert {one.get("scope") for one in tree.iter("th")} == {"col", "row"}
    assert next(tree.iter("figure")).get("aria-label") == "Sju av ti"
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_the_word_document_has_real_styles_repeated_heads_and_alternative_texts(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    data = written(paper(words), "docx", words)
    assert isinstance(data, bytes)
    made = docx.Document(io.BytesIO(data))
    assert [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"] == ["Oppstart"]
    assert [bool(list(table._tbl.iter(f"{W}tblHeader"))) for table in made.tables] == [False, True]
    assert [node.get("descr") for node in made.element.body.iter() if node.tag.endswith("}docPr")] == [
        "Sju av ti"
    ]
    assert made.core_properties.title == "Oppstart"
    assert made.core_properties.created == datetime(2026, 8, 17, 12, tzinfo=UTC)
    footer = "".join(node.text or "" for node in made.sections[0].footer._element.iter(f"{W}instrText"))
    assert footer.split() == ["PAGE", "NUMPAGES"]


def test_a_letterhead_keeps_all_its_parts_and_only_the_body_is_new(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    letterhead = docx.Document()
    letterhead.sections[0].header.paragraphs[0].text = "Halden kommune – Postboks 150"
    letterhead.add_paragraph("Skal bort")
    letterhead.save(str(tmp_path / "templates" / "letterhead.docx"))
    data = written(paper(words), "docx", words)
    assert isinstance(data, bytes)
    made = docx.Document(io.BytesIO(data))
    assert made.sections[0].header.paragraphs[0].text == "Halden kommune – Postboks 150"
    assert "Skal bort" not in "".join(p.text for p in made.paragraphs)
    before = set(ZipFile(tmp_path / "templates" / "letterhead.docx").namelist())
    assert before <= set(ZipFile(io.BytesIO(data)).namelist())


def test_a_letterhead_without_lists_or_headings_can_be_written_on(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    bare = docx.Document()
    for name in ("Heading 1", "Heading 2", "List Number", "List Bullet"):
        bare.styles[name].element.getparent().remove(bare.styles[name].element)
    bare.part.drop_rel(next(key for key, rel in bare.part.rels.items() if rel.reltype.endswith("/numbering")))
    bare.save(str(tmp_path / "templates" / "letterhead.docx"))
    data = written(paper(words), "docx", words)
    assert isinstance(data, bytes)
    assert "Først" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize(
    ("text", "slug", "line"),
    [
        ("# {{ title }}\n\n{% for x in rows %}\n", "template-unreadable", 3),
        ("# {{ title }}\n\n{{ titel }}\n", "template-unknown-name", 3),
        ("# {{ title }}\n{{ t('finnes.ikke') }}\n", "template-unknown-name", 2),
        ("{% include 'reports/borte.j2' %}\n", "template-missing-part", 1),
        ("\n{{ 1 / 0 }}\n", "template-fails", 2),
        ("\n{{ title.__class__.__mro__ }}\n", "template-fails", 2),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(tmp_path: Path, text: str, slug: str, line: int) -> None:
    words = with_template(tmp_path, text)
    with pytest.raises(Stop) as stopped:
        paper(words)
    (problem,) = stopped.value.problems
    assert problem.slug == slug
    assert isinstance(problem.place, TextPlace)
    assert (Path(problem.place.file).name, problem.place.line) == ("probe.md.j2", line)


def test_a_letterhead_that_is_no_word_document_is_told(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    (tmp_path / "templates" / "letterhead.docx").write_bytes(b"PK nei")
    with pytest.raises(Stop) as stopped:
        written(paper(words), "docx", words)
    assert [problem.slug for problem in stopped.value.problems] == ["letterhead-unreadable"]


def test_the_pdf_has_title_language_and_the_day_of_the_document(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    data = written(paper(words), "pdf", words)
    assert isinstance(data, bytes)
    assert data.startswith(b"%PDF-")
    assert b"D:20260817" in data
    assert b"/Lang" in data


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["#ffffff", "wash"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent"])
def test_every_colour_of_the_page_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    style = (data_dir("templates") / "reports" / "page.html.j2").read_text("utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    light, dark = luminance(colours.get(ground, ground)), luminance(colours[ink])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_pdf_can_be_read_by_ear(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    data = written(paper(words), "pdf", words)
    assert isinstance(data, bytes)
    assert b"pdfuaid" in data
    assert b"/MarkInfo" in data


@pytest.mark.parametrize(
    "text",
    [
        "### Midt i\n\nTekst\n",
        "# A\n\n:::columns lines\n### B\n\nb\n\n+++\n### C\n\nc\n:::\n\n## D\n\n#### E\n\ne\n",
    ],
)
def test_headings_that_skip_a_level_still_give_a_pdf_that_can_be_read_by_ear(
    tmp_path: Path, text: str
) -> None:
    words = with_template(tmp_path, text)
    data = written(paper(words), "pdf", words)
    assert isinstance(data, bytes)
    assert b"pdfuaid" in data


def test_a_fault_in_the_looks_of_the_pdf_is_told(tmp_path: Path) -> None:
    words = with_template(tmp_path)
    (tmp_path / "templates" / "reports" / "paper.typ").write_text("#finnes-ikke()\n", "utf-8")
    with pytest.raises(Stop) as stopped:
        written(paper(words), "pdf", words)
    assert [problem.slug for problem in stopped.value.problems] == ["template-fails"]


WIDE = SVG.replace('width="40" height="10"', 'width="1400" height="900"')


def sections(folder: Path, template: str) -> list[bool]:
    """Whether each part of a Word document with a wide picture lies sideways."""
    words = with_template(folder, template)
    facts = paper_of("probe", FACTS, words, title="A", made=date(2026, 8, 17), pictures={"bar": WIDE})
    data = written(facts, "docx", words)
    assert isinstance(data, bytes)
    made = docx.Document(io.BytesIO(data))
    (shape,) = made.inline_shapes
    lies = [(one.page_width or 0) > (one.page_height or 0) for one in made.sections]
    assert shape.width <= (made.sections[lies.index(True)].page_width or 0)
    return lies


def test_a_wide_picture_lies_on_a_page_of_its_own_and_the_text_stands_upright(tmp_path: Path) -> None:
    before = "Det som står før bildet.\n\n" * 12
    assert sections(tmp_path, "# A\n\n" + before + '{{ picture("bar", "Kart") }}\n\nEtterpå\n') == [
        False, True, False,
    ]  # fmt: skip


def test_a_title_with_nothing_else_goes_with_its_wide_picture(tmp_path: Path) -> None:
    assert sections(tmp_path, '# A\n\n{{ picture("bar", "Kart") }}\n\nEtterpå\n') == [True, False]


def test_a_text_that_leads_to_a_table_stays_with_it(tmp_path: Path) -> None:
    words = with_template(tmp_path, "# A\n\nFør\n\n| Rolle | Navn |\n|---|---|\n| Eier | Kari |\n\nEtter\n")
    data = written(paper_of("probe", FACTS, words, title="A", made=date(2026, 8, 17)), "docx", words)
    assert isinstance(data, bytes)
    kept = {
        one.text: one.paragraph_format.keep_with_next for one in docx.Document(io.BytesIO(data)).paragraphs
    }
    assert (kept["Før"], kept["Etter"]) == (True, None)


def test_the_last_lines_of_a_word_document_go_over_to_a_new_page_together(tmp_path: Path) -> None:
    """A last page of one line is no page: what ends the document keeps some of what is before it in company."""
    rows = "| A | B |\n|---|---|\n" + "".join(f"| rad {n} | x |\n" for n in range(40))
    words = with_template(tmp_path, f"# Plan\n\n{rows}\n## Til slutt\n\nIngen møter.\n")
    data = written(paper_of("probe", FACTS, words, title="A", made=date(2026, 8, 17)), "docx", words)
    assert isinstance(data, bytes)
    made = docx.Document(io.BytesIO(data))
    held = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.tables[0].rows]
    assert set(held[3:-9]) == {None}
    assert held[-6:] == [True] * 6
    assert not made.paragraphs[-1].paragraph_format.keep_with_next
