"""The dashboard in a real browser: on a phone, a tablet, a screen and on paper every text can be read.

No text stands over another, goes out of its cell or the page, or is cut. ``texts_of_a_page.js`` asks the browser where
every line of text stands.
"""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Tpn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
PROJECTS = ("examples/halden", "examples/sandnes", "tests/data/untidy")
READERS = {
    "with persons": ("--with-persons",),
    "nynorsk": ("--lang", "nn"),
    "english": ("--lang", "en"),
    "employees": ("--for", "ansatte"),
}
WIDTHS = (320, 390, 600, 768, 900, 1024, 1280)
ON_PAPER = 718
"""An A4 sheet with the browser's margins, in pixels."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser")


def wrong_texts(folder: Path, pages: dict[str, str]) -> dict[str, list[str]]:
    """What a browser finds wrong with each of ``pages`` (a line's name: the frame that shows it)."""
    script = (Path(__file__).parent / "texts_of_a_page.js").read_text("utf-8")
    (folder / "frames.html").write_text(
        "<!DOCTYPE html>"
        + "".join(pages.values())
        + f"""<script>{script}
onload = () => document.querySelectorAll("iframe").forEach(frame => {{
  const said = document.createElement("p")
  said.textContent = wrongTexts(frame).join("; ")
  document.body.append(said)
}})</script>""",
        "utf-8",
    )
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
        "--allow-file-access-from-files", "--virtual-time-budget=8000", "--dump-dom",
        (folder / "frames.html").as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, timeout=120, check=True, encoding="utf-8").stdout
    said = [html.unescape(one) for one in re.findall("<p>([^<]*)</p>", shown)]
    assert len(said) == len(pages), shown[-500:]
    return {name: one.split("; ") for name, one in zip(pages, said, strict=True) if one}


def frame(page: str, width: int, more: str = "") -> str:
    return f'<iframe src="{page}" width="{width}" height="3000" style="border:0" {more}></iframe>'


def on_paper(page: str) -> str:
    """The page as it is printed, for a browser that looks at a screen."""
    return page.replace("@media print", "@media all").replace("@media screen and", "@media not all and")


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("project", PROJECTS)
def test_every_text_can_be_read_at_every_width(tpn: Tpn, tmp_path: Path, project: str, reader: str) -> None:
    page = tmp_path / "side.html"
    made = tpn("report", "--dashboard", "-p", ROOT / project, "-o", page, *READERS[reader])
    assert made.code == 0, made.err
    (tmp_path / "paper.html").write_text(on_paper(page.read_text("utf-8")), "utf-8")
    pages = {f"{width} wide": frame("side.html", width) for width in WIDTHS}
    pages["without scripts"] = frame("side.html", 390, 'sandbox="allow-same-origin"')
    pages["on paper"] = frame("paper.html", ON_PAPER)
    assert wrong_texts(tmp_path, pages) == {}


def test_the_browser_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><p style="height:20px;margin:0">En linje</p>
        <p style="margin:-18px 0 0">og en over den</p>
        <p style="width:40px;overflow:hidden;white-space:nowrap">for lang for boksen</p>
        <table><tr><td style="display:block;width:30px;white-space:nowrap">ut av cellen</table>
        <p style="white-space:nowrap">"""
        + "en lang linje " * 40,
        "utf-8",
    )
    said = wrong_texts(tmp_path, {"phone": frame("wrong.html", 390)})["phone"]
    assert {one.partition(":")[0].partition(" is ")[0] for one in said} == {
        "the page", "over each other", "cut", "out of its box", "beyond the page",
    }  # fmt: skip
