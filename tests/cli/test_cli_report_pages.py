"""The report on paper: what there is too much of wraps or moves on, and nothing is lost or runs off the page."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.test_cli_document_pages import FOOT, faults, printed
from tests.conftest import ROOT, Tpn

PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not there")
MILLIMETRE = 72 / 25.4
HALF_A_PAGE = 0.6
"""Where the political edition ends at the latest: half a page, with the name over it."""


class PrintedWord(NamedTuple):
    page: int
    left: float
    right: float
    bottom: float
    text: str


def words_of(file: Path) -> list[PrintedWord]:
    made = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(file), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    found, page = [], 0
    for line in made.stdout.splitlines():
        page += "<page " in line
        if said := re.search(
            r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line
        ):
            found.append(PrintedWord(page, float(said[1]), float(said[2]), float(said[3]), said[4]))
    return found


def text_of(words: list[PrintedWord], page: int | None = None) -> str:
    return " ".join(one.text for one in words if page in {None, one.page}).replace("\u00a0", " ")


def crowded(folder: Path) -> Path:
    """Twelve services with names of sixty characters, comments of four hundred, six decisions with recommendations."""
    name = "Tjeneste nummer {n} med et navn som er akkurat seksti tegn, ja"
    comment = "Kommentaren fortsetter så lenge prosjektlederen har noe å si. " * 6 + "Slutt på kommentaren."
    lines = ["project: {format: 1, id: a, name: Et prosjekt med et langt navn som ikke får plass, start: 2026-08-17}",
             "services:"]  # fmt: skip
    lines += [
        f'  - {{id: s{n}, name: "{name.format(n=n)}", launch: 2027-0{n % 9 + 1}-04}}' for n in range(12)
    ]
    lines += ["decisions:"]
    lines += [f"  - {{id: B-0{n}, title: Beslutning nummer {n}, needed_by: 2026-10-1{n}, recommendation: Velg A,\n"
              "     alternatives: [{title: Første vei, time: I tide, cost: 100 kr}, {title: Andre vei}]}"
              for n in range(1, 7)]  # fmt: skip
    lines += ["report:", "  summary: {achieved: Mye er gjort, next: Mer skal gjøres, challenge: Det er lite tid}",
              "  comments:"]  # fmt: skip
    lines += [f'    {one}: "{comment}"' for one in ("progress", "economy", "risk")]
    (folder / "project.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("project", ["halden", "sandnes", "crowded"])
def test_page_one_is_one_page_and_nothing_runs_off(
    tpn: Tpn, tmp_path: Path, project: str, request: pytest.FixtureRequest
) -> None:
    folder = crowded(tmp_path) if project == "crowded" else request.getfixturevalue(project)
    file = tmp_path / "a.pdf"
    assert tpn("report", "-p", folder, "-o", file).code == 0
    words = words_of(file)
    assert max(one.right for one in words) <= (210 - 14) * MILLIMETRE
    assert max(one.bottom for one in words) <= (297 - 5) * MILLIMETRE
    assert min(one.left for one in words) >= 14 * MILLIMETRE
    first = text_of(words, 1)
    for heading in ("Oppnådd", "Lystavle", "Beslutninger vi ber om"):
        assert heading in first
    assert "…" not in text_of(words)
    pages = max(one.page for one in words)
    for page in range(1, pages):
        assert (
            max(one.bottom for one in words if one.page == page and one.bottom < 275 * MILLIMETRE)
            > 75 * MILLIMETRE
        )


def test_the_report_of_a_project_of_six_services_is_four_whole_pages(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.pdf"
    assert tpn("report", "-p", halden, "-o", file).code == 0
    words = words_of(file)
    assert max(one.page for one in words) == 4
    for page in range(1, 5):
        body = [one.bottom for one in words if one.page == page and one.bottom < 275 * MILLIMETRE]
        assert max(body) > 190 * MILLIMETRE


def test_what_page_one_has_no_room_for_stands_whole_on_the_next(tpn: Tpn, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert tpn("report", "-p", crowded(tmp_path), "-o", file).code == 0
    words = words_of(file)
    first, second = text_of(words, 1), text_of(words, 2) + text_of(words, 3)
    assert "Beslutning nummer 2" in first
    assert "Beslutning nummer 3" not in first
    assert "Og 4 til på neste side." in first
    assert "Beslutning nummer 6" in second
    assert "Slutt på kommentaren." not in first
    assert second.count("Slutt på kommentaren.") == 3


EDITIONS = [
    ("halden", "2026-10-05", "nb"), ("sandnes", "2026-11-23", "nn"), ("untidy", "2026-10-05", "nb"),
]  # fmt: skip


@pytest.mark.parametrize("project", EDITIONS, ids=[one[0] for one in EDITIONS])
@pytest.mark.parametrize("reader", ["styringsgruppe", "prosjektgruppe", "eier", "politisk", "ansatte"])
@pytest.mark.sampled("project", "reader")
def test_every_edition_has_whole_pages(
    tpn: Tpn, tmp_path: Path, project: tuple[str, str, str], reader: str
) -> None:
    """No heading is left behind, no page is nearly empty, no word runs into the next; the owner's is one page."""
    name, day, language = project
    folder = ROOT / ("tests/data" if name == "untidy" else "examples") / name
    file = tmp_path / "a.pdf"
    line = ("report", "-p", folder, "--today", day, "--lang", language, "--for", reader, "-o", file)
    assert tpn(*line).code == 0
    assert b"pdfuaid" in file.read_bytes()  # it can be read by ear
    words = list(printed(file))
    assert list(faults(words)) == []
    pages = max(one.page for one in words)
    assert pages == 1 or reader not in {"eier", "politisk"}
    if reader == "politisk":
        assert max(one.bottom for one in words if one.bottom < FOOT) < HALF_A_PAGE


LEAST_WORDS = 80
"""What stands on a page at least, its head and foot counted: those alone are some thirty words."""


@pytest.mark.wide
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_report_in_word_has_whole_pages_too(tpn: Tpn, tmp_path: Path) -> None:
    """Page one is one page, what it has no room for opens the next, and no page is nearly empty."""
    editions = [
        (name, day, language, reader)
        for name, day in (("halden", "2026-10-05"), ("sandnes", "2026-11-23"))
        for language, reader in (("nb", "styringsgruppe"), ("nn", "styringsgruppe"), ("nb", "eier"),
                                 ("nb", "prosjektgruppe"))
    ]  # fmt: skip
    for name, day, language, reader in editions:
        line = ("report", "-p", ROOT / "examples" / name, "--today", day, "--lang", language, "--for", reader)
        result = tpn(*line, "-o", tmp_path / f"{name}-{language}-{reader}.docx")
        assert result.code == 0, result.err
    made = [f"{name}-{language}-{reader}" for name, _, language, reader in editions]
    for papers in (("agenda", "MO-05"), ("document", "økonomiplan")):
        made.append(papers[0])
        given = (*papers, "-p", ROOT / "examples" / "halden", "--today", "2026-10-05")
        assert tpn(*given, "-o", tmp_path / f"{papers[0]}.docx").code == 0
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "pdf",  # noqa: S607
         "--outdir", str(tmp_path), *(str(tmp_path / f"{one}.docx") for one in made)],
        check=True, capture_output=True, timeout=400, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    for one in made:
        words = words_of(tmp_path / f"{one}.pdf")
        pages = [text_of(words, page) for page in range(1, max(word.page for word in words) + 1)]
        assert min(len(page.split()) for page in pages) >= LEAST_WORDS, one
        if one.endswith(("-eier", "document")):
            assert len(pages) == 1, one
        elif one == "agenda":
            assert len(pages) == 2
        elif one.endswith("-styringsgruppe"):
            decisions = "Beslutninger vi ber om" if "-nb-" in one else "Avgjerder vi ber om"
            assert decisions in pages[0], one
            assert f"{decisions} {'fortsatt' if '-nb-' in one else 'framhald'}" in pages[1], one
