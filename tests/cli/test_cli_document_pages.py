"""Every document on paper: no heading is left behind, no word runs into the next, no page is nearly empty or too pale.

The report has laws of its own in ``test_cli_report_pages``; what is read here are the pages of all the others.
"""

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
FOOT, HEADING, LEAST = 0.925, 1.12, 0.25
"""Where the footer begins, how much larger a heading is than the text, and how much of a page is to be filled."""
PAPERS = {
    "halden": ("launch", "launch barnehage", "document communication-plan", "document participation",
               "document handover barnehage", "agenda kickoff", "map", "procure A-P01 --requirements"),
    "sandnes": ("launch", "document communication-plan", "document participation", "agenda kickoff"),
}  # fmt: skip


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
        [str(PDFTOTEXT), "-bbox", str(file), "-"], capture_output=True, check=True, text=True
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
        lines = sorted(body, key=lambda one: (round(one.bottom, 3), one.left))
        for one, following in pairwise(lines):
            if round(one.bottom, 3) == round(following.bottom, 3) and following.left < one.right - 0.002:
                yield page, "a word runs into the next", f"{one.text} {following.text}"


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


@pytest.mark.parametrize("project", PAPERS)
def test_the_pages_of_every_document_are_whole(tpn: Tpn, tmp_path: Path, project: str) -> None:
    file = tmp_path / "a.pdf"
    found = []
    for line in PAPERS[project]:
        assert tpn(*line.split(), "-p", ROOT / "examples" / project, "-o", file, "--force").code in {0, 1}, (
            line
        )
        found += [(line, *one) for one in faults(list(printed(file)))]
    assert found == []


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
