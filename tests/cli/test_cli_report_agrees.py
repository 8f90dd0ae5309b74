"""One report in its forms: terminal, paper, page in the browser and slides say the same lights, dates and amounts."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pptx
import pytest

from tests.cli.decks import words_of
from tests.conftest import ROOT, Tpn
from tpn.texts import Words, decimal

SEEN = {"halden": ("examples/halden", "2026-10-05"), "sandnes": ("examples/sandnes", "2026-11-23"),
        "untidy": ("tests/data/untidy", "2026-10-05")}  # fmt: skip


def plain(text: str) -> str:
    """The words of a text, each apart by one space."""
    without = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(without).replace("\u00a0", " ").replace("*", ""))


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("project", SEEN)
@pytest.mark.usefixtures("read_once")
def test_every_form_of_a_report_says_the_same(tpn: Tpn, tmp_path: Path, project: str) -> None:
    folder, day = SEEN[project]
    line = ("-p", ROOT / folder, "--today", day)
    report = json.loads(tpn("report", *line, "--json").out)
    for name, more in (("a.md", ()), ("a.pptx", ()), ("a.html", ("--dashboard",))):
        assert tpn("report", *line, *more, "-o", tmp_path / name).code == 0
    slides = pptx.Presentation(str(tmp_path / "a.pptx")).slides
    forms = {
        "terminal": plain(tpn("report", *line).out),
        "paper": plain((tmp_path / "a.md").read_text("utf-8")),
        "dashboard": plain((tmp_path / "a.html").read_text("utf-8")),
        "slides": plain(" ".join(words_of(slide) for slide in slides)),
    }
    words = Words("nb", None)
    figures, totals = report["figures"], report["money"]["total"]
    wanted = [f"{figures['done']} av {figures['total']}"]
    wanted += [shown(figures["finish"]), shown(figures["launch"]["day"])]
    if figures["forecast"] is not None:
        wanted += [f"{decimal(figures['forecast'] / 1e6, 'nb', 2)} mill. kr"]
        wanted += [
            decimal(totals[name], "nb", 0).replace("\u00a0", " ") for name in ("budget", "spent", "forecast")
        ]
    wanted += [f"{one['before']} → {one['after']}" for one in report["risks"][:5]]
    wanted += [one["id"] for one in report["risks"]]
    wanted += [one["title"] for one in report["asked"]]
    missing = [(form, one) for one in wanted for form, text in forms.items() if one not in text]
    assert missing == []
    for light in report["lights"]:
        name, colour = (
            words(f"status.dimensions.{light['dimension']}"),
            words(f"choices.light.{light['light']}"),
        )
        for form, text in forms.items():
            assert re.search(rf"{name} (?:\S+ ){{0,9}}?\W* ?{colour}", text, re.IGNORECASE), (
                form,
                name,
                colour,
            )


def shown(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"
