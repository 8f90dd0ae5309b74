"""``tpn report --dashboard``: one page that needs nothing from anywhere, for whoever looks, listens or types."""

import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Tpn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page(HTMLParser):
    """What the rules ask of: headings, ids, labels, pictures, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.fields: list[str] = []
        self.links: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.cells_without_scope = 0
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if said.get("id"):
            self.ids[said["id"] or ""] += 1
        if tag == "label":
            self.labelled.add(said.get("for") or "")
        if tag in {"select", "input", "textarea"}:
            self.fields.append(said.get("id") or "")
        if tag in {"a", "link"}:
            self.links.append(said.get("href") or "")
        if said.get("src"):
            self.links.append(said["src"] or "")
        if tag == "svg":
            self.pictures.append(said)
        if tag == "th" and "scope" not in said:
            self.cells_without_scope += 1
        if tag == "html":
            self.language = said.get("lang") or ""


def page_of(tpn: Tpn, folder: Path, *more: str) -> str:
    file = folder.parent / "side.html"
    result = tpn("report", "--dashboard", "-p", folder, "-o", file, "--force", *more)
    assert result.code == 0, result.err
    return file.read_text("utf-8")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_can_be_read_by_ear_and_by_keyboard(tpn: Tpn, sandnes: Path, language: str) -> None:
    text = page_of(tpn, sandnes, "--lang", language)
    page = Page(text)
    assert page.language == language
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(later - one <= 1 for one, later in zip(page.headings, page.headings[1:], strict=False))
    assert [name for name, times in page.ids.items() if times > 1] == []
    assert set(page.fields) <= page.labelled
    assert page.cells_without_scope == 0
    assert all(one.get("aria-hidden") == "true" or one.get("role") == "img" for one in page.pictures)
    assert 'a class="skip"' in text


def test_nothing_leaves_the_file_and_it_is_small(tpn: Tpn, sandnes: Path) -> None:
    text = page_of(tpn, sandnes)
    page = Page(text)
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", text)
    assert len(text.encode()) < 300_000


def test_every_activity_stands_there_and_the_figures_are_the_reports(tpn: Tpn, halden: Path) -> None:
    text = page_of(tpn, halden)
    assert "50 av 120" in text
    assert text.count("<tr data-phase=") == 120
    assert "630\u00a0210" not in text  # what a year is worth stands in the report
    assert "190\u00a0000" in text


def test_without_being_asked_it_names_units_and_not_people(tpn: Tpn, halden: Path) -> None:
    text = page_of(tpn, halden)
    assert "Per Lie" not in text
    assert "Innkjøp" in text
    assert 'name="resp"' not in text
    assert "@example.no" not in text
    named = page_of(tpn, halden, "--with-persons")
    assert "Per Lie" in named
    assert 'name="resp"' in named


def test_the_employees_see_what_comes_and_neither_risk_nor_money(tpn: Tpn, halden: Path) -> None:
    text = page_of(tpn, halden, "--for", "ansatte", "--with-persons")
    own = text.partition("<h3>Barnehageplass</h3>")[2].partition("<h3>")[0].replace("\u00a0", " ")
    assert "Tas i bruk 26. oktober 2026" in own
    assert "registreres ikke lenger for hånd" in own
    assert "22. oktober 2026" in own
    for part in ("verneombudet", "prosjektleder Ola Nordmann, tlf."):
        assert part in text
    for unwanted in (
        "Økonomi",
        "Risiko<",
        "risikotall",
        "Nils Aune",
        "<script",
        "Fremdrift",
        "Ventes forsinket",
    ):
        assert unwanted not in text


def test_a_project_of_today_has_one_too(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "project.yaml").write_text("project: {format: 1, id: a, name: A, start: 2026-08-17}\n", "utf-8")
    assert "Ikke skrevet ennå" in page_of(tpn, folder)


def test_what_somebody_has_typed_is_text(tpn: Tpn, halden: Path) -> None:
    tpn("set", "K-12", "tittel=<script>alert(1)</script>", "-p", halden)
    assert "<script>alert" not in page_of(tpn, halden)


def test_only_two_readers_have_one_and_it_needs_a_file(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("report", "--dashboard", "-p", halden).code == 2
    assert (
        tpn("report", "--dashboard", "--for", "politisk", "-p", halden, "-o", tmp_path / "a.html").code == 2
    )


@pytest.mark.skipif(CHROMIUM is None, reason="no browser")
def test_in_a_browser_the_address_chooses_what_is_shown(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    page_of(tpn, halden)
    address = (halden.parent / "side.html").as_uri() + "#service=sfo"
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom", address,
    ]  # fmt: skip
    made = subprocess.run(command, capture_output=True, timeout=60, check=True, encoding="utf-8").stdout
    shown = [row for row in re.findall(r"<tr data-phase=[^>]*>", made) if "hidden" not in row]
    assert shown
    assert all('data-service="sfo"' in row for row in shown)
    assert "av 120 aktiviteter vises. Det som gjelder hele prosjektet, er skjult." in made
