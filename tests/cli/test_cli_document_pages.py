"""Every document on paper: no heading is left behind, no word runs into the next, no page is nearly empty or too pale.

The report has laws of its own in ``test_cli_report_pages``; what is read here are the pages of all the others.
"""

import html
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Tpn
from tpn.reports.writing import paper_of, written
from tpn.texts import Words

PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not there")
TOP, FOOT, HEADING, LEAST = 0.06, 0.925, 1.12, 0.25
"""Where the header ends and the footer begins, how much larger a heading is than the text, and how much of a page is
to be filled."""
EVERY = (
    "agenda", "agenda kickoff", "benefits", "benefits --stakeholders", "brief", "choose", "document budget",
    "document communication-plan", "document decision-log", "document everything", "document final-report",
    "document participation", "document project-directive", "document training-plan", "gate", "launch", "map",
    "minutes kickoff", "procure", "procure A-P01", "procure A-P01 --evaluate", "procure A-P01 --plan",
)  # fmt: skip
OWN = {
    "halden": ("document case B-04", "document decision B-06", "document handover barnehage", "launch barnehage",
               "minutes MO-03", "process barnehage", "procure A-P01 --requirements"),
    "sandnes": ("document case B-07", "document decision B-08", "document handover startlan", "launch startlan",
                "minutes styring-5", "process startlan", "procure A-P02 --plan"),
}  # fmt: skip
PAPERS = [(project, line) for project, own in OWN.items() for line in (*EVERY, *own)]


class Word(NamedTuple):
    """A printed word: its page, its box as parts of the page, its text."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str

    @property
    def high(self) -> float:
        return round(self.bottom - self.top, 4)


def printed(file: Path) -> Iterator[Word]:
    made = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(file), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    page, wide, high = 0, 1.0, 1.0
    for line in made.stdout.splitlines():
        if size := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page, wide, high = page + 1, float(size[1]), float(size[2])
        if said := re.search(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line
        ):
            left, top, right, bottom = (float(said[n]) for n in range(1, 5))
            yield Word(page, left / wide, right / wide, top / high, bottom / high, said[5])


def line_at(words: list[Word], at: Word) -> str:
    """The words on the line of one of them, from the left."""
    same = [one for one in words if abs(one.bottom - at.bottom) < 0.004]
    return " ".join(one.text for one in sorted(same, key=lambda one: one.left))


def squeezed(text: str) -> str:
    """A text without what a line break may bring in or take out."""
    return re.sub(r"[\s\u00ad\u2010\u2060-]", "", text)


def faults(words: list[Word]) -> Iterator[tuple[int, str, str]]:
    pages = max(one.page for one in words)
    sizes = Counter(one.high for one in words)
    text = max(size for size, many in sizes.items() if many > len(words) / 10)
    for page in range(1, pages + 1):
        body = [one for one in words if one.page == page and one.bottom < FOOT]
        last = max(body, key=lambda one: (round(one.bottom, 2), -one.left))
        if last.high > HEADING * text:
            yield page, "a heading is left behind", last.text
        if page < pages and last.bottom < LEAST:
            yield page, "a page is nearly empty", last.text
        off = [
            one.text for one in words if one.page == page and (one.left < 0 or max(one.right, one.bottom) > 1)
        ]
        if off:
            yield page, "a text runs off the sheet", " ".join(off)
        # the head of a table comes again on its next page: alone at the foot it is parted from its rows
        below = [one for one in words if one.page == page + 1 and one.bottom < FOOT and one.top > TOP]
        if below and line_at(body, last) == line_at(below, min(below, key=lambda one: one.top)):
            yield page, "a head is parted from its table", line_at(body, last)
        lines = sorted(body, key=lambda one: (round(one.bottom, 3), one.left))
        for one, following in pairwise(lines):
            if round(one.bottom, 3) == round(following.bottom, 3) and following.left < one.right - 0.002:
                yield page, "a word runs into the next", f"{one.text} {following.text}"


def test_what_is_wrong_on_a_page_is_seen() -> None:
    """The law looks at words alone: a page of each fault, and one that is whole."""

    def lines(page: int, *said: str, high: float = 0.01, left: float = 0.1) -> list[Word]:
        return [
            Word(page, left, left + 0.2, 0.1 + n / 50, 0.1 + n / 50 + high, one) for n, one in enumerate(said)
        ]

    text = lines(1, *(f"linje{n}" for n in range(38)))
    whole = [*text, *lines(2, "nytt", "mer")]
    assert list(faults(whole)) == []
    head = Word(1, 0.1, 0.3, 0.88, 0.89, "Navn")
    assert [one[1] for one in faults([*text, head, *lines(2, "Navn", "Kari")])] == [
        "a head is parted from its table"
    ]
    assert [one[1] for one in faults([*text, head._replace(bottom=0.91)])] == ["a heading is left behind"]
    assert [one[1] for one in faults([*text, head._replace(right=1.02)])] == ["a text runs off the sheet"]
    assert [one[1] for one in faults([*lines(1, "kort"), *lines(2, "mer")])] == ["a page is nearly empty"]


LONG = """# Langt

|  |  |
|---|---|
| Feltet | {% for n in range(120) %}rad{{ n }}{{ br }}{% endfor %} |

| Nr. | Tekst |
|---|---|
| 1 | {{ "ord " * 1200 }} slutten |

> {{ ("setning " * 9 ~ ". ") * 90 }} merknaden

:::framed
{% for n in range(60) %}
Avsnitt{{ n }}

{% endfor %}
:::
"""


def test_what_is_longer_than_a_page_goes_on_over_the_next_and_nothing_runs_off_the_sheet(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "templates" / "reports"
    folder.mkdir(parents=True)
    (folder / "long.md.j2").write_text(LONG, "utf-8")
    words = Words("nb", tmp_path)
    data = written(paper_of("long", {}, words, title="Langt", made=date(2026, 10, 5)), "pdf", words)
    assert isinstance(data, bytes)
    (tmp_path / "long.pdf").write_bytes(data)
    inside = [word.text for word in printed(tmp_path / "long.pdf") if word.bottom < FOOT]
    wanted = {*(f"rad{n}" for n in range(120)), *(f"Avsnitt{n}" for n in range(60)), "slutten", "merknaden"}
    assert wanted - set(inside) == set()
    assert (inside.count("ord"), inside.count("setning")) == (1200, 810)


@pytest.mark.sampled(every=20)
@pytest.mark.parametrize(("project", "line"), PAPERS)
def test_the_pages_of_every_document_are_whole_and_nothing_is_lost_on_them(
    tpn: Tpn, tmp_path: Path, project: str, line: str
) -> None:
    file, asked = tmp_path / "a.pdf", (*line.split(), "-p", ROOT / "examples" / project)
    assert tpn(*asked, "-o", file).code in {0, 1}
    assert b"pdfuaid" in file.read_bytes()  # it can be read by ear
    words = list(printed(file))
    assert list(faults(words)) == []
    # what a picture says in words is no text on paper: it is read aloud
    told = re.sub(r"(?m)^\*.{200,}\*$|<br>|\\", " ", tpn(*asked, "--format", "md").out)
    on_paper = squeezed("".join(html.unescape(one.text) for one in words))
    assert [one for one in re.findall(r"\w{3,}", told) if squeezed(one) not in on_paper] == []


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_what_is_printed_is_dark_enough_on_its_ground() -> None:
    """The colours of texts in the three writers of documents, on white and on the pale ground of every second row."""
    paper = (ROOT / "templates" / "reports" / "paper.typ").read_text("utf-8")
    page = (ROOT / "templates" / "reports" / "page.html.j2").read_text("utf-8")
    inks = set(re.findall(r"#let (?:accent|quiet|ink|late) = .*", paper)) | set(
        re.findall(r"--(?:ink|quiet|accent): .*", page)
    )
    colours = {found.upper() for line in inks for found in re.findall(r"#([0-9a-f]{6})", line)} - {
        found.upper() for found in re.findall(r"--(?:line|wash): #([0-9a-f]{6})", page)
    }
    assert len(colours) >= 6
    for ground in ("FFFFFF", "F3F5F7", "F3F6F9"):
        assert {one for one in colours if contrast(one, ground) < 4.5} == set()
    lamps = re.findall(r"\.lamp\.\w+ \{ color: #(\w+); background: #(\w+)", page)
    assert len(lamps) == 3
    for pair in lamps:
        ink, ground = (one * 2 if len(one) == 3 else one for one in pair)
        assert contrast(ink, ground) >= 4.5
