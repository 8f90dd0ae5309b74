"""The curve of uptake: each count stands where its date and its share put it."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Tpn

SVG = "{http://www.w3.org/2000/svg}"


def figures(halden: Path, said: str) -> None:
    file = halden / "5-launch.yaml"
    text = file.read_text("utf-8")
    kept, rest = text.split("        - {date: 2026-09-22, cases: 31, digital: 23}\n", 1)
    after = rest.split("\n", 1)[1]
    file.write_text(kept + said + after, "utf-8")


def curve(tpn: Tpn, halden: Path, lang: str = "nb") -> ET.Element:
    result = tpn("launch", "kulturskole", "--format", "svg", "--lang", lang, "-p", halden)
    assert (result.code, result.err) == (0, "")
    return ET.fromstring(result.out)  # noqa: S314 - our own text


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_the_curve_tells_its_numbers_in_words_too(tpn: Tpn, halden: Path) -> None:
    picture = curve(tpn, halden)
    assert picture.findtext(f"{SVG}desc") == "22.09.2026: 74 %; 01.10.2026: 81 %. mål 80 %"
    assert {"Digital andel · Kulturskoleplass", "74 %", "81 %", "22.09.", "01.10.", "mål 80 %"} <= set(
        texts(picture)
    )
    titles = [one.text for one in picture.iter(f"{SVG}title")]
    assert "22.09.2026: 23 av 31 saker kom digitalt" in titles


def test_a_higher_share_stands_higher_and_all_of_it_at_the_top(tpn: Tpn, halden: Path) -> None:
    row = "        - {date: 2026-%s, cases: 10, digital: %d}\n"
    figures(halden, "".join(row % one for one in (("09-22", 0), ("09-29", 5), ("10-06", 10))))
    dots = [(float(c.get("cx", "")), float(c.get("cy", ""))) for c in curve(tpn, halden).iter(f"{SVG}circle")]
    (x1, y1), (x2, y2), (x3, y3) = dots
    assert (y1, y2, y3) == (212, 128, 44)
    assert x2 - x1 == pytest.approx(x3 - x2)


def test_counts_close_together_keep_their_dots_and_share_a_label(tpn: Tpn, halden: Path) -> None:
    rows = "".join(
        f"        - {{date: 2026-09-{n:02d}, cases: 10, digital: {n % 10}}}\n" for n in range(1, 29)
    )
    figures(halden, rows)
    picture = curve(tpn, halden)
    assert len(list(picture.iter(f"{SVG}circle"))) == 28
    at = [
        float(t.get("x", ""))
        for t in picture.iter(f"{SVG}text")
        if re.fullmatch(r"\d\d\.\d\d\.", t.text or "")
    ]
    assert min(b - a for a, b in pairwise(at)) >= 44


def test_a_share_is_not_written_upon_the_line_of_the_goal(tpn: Tpn, halden: Path) -> None:
    picture = curve(tpn, halden)
    goal = next(float(one.get("y1", "")) for one in picture.iter(f"{SVG}line") if one.get("stroke-dasharray"))
    at = [float(one.get("y", "")) for one in picture.iter(f"{SVG}text") if one.text in {"74 %", "81 %"}]
    assert [y for y in at if y - 9 < goal < y + 1] == []


def test_a_count_without_cases_is_no_dot(tpn: Tpn, halden: Path) -> None:
    figures(
        halden,
        "        - {date: 2026-09-22, cases: 0, digital: 0}\n        - {date: 2026-10-01, cases: 8, digital: 4}\n",
    )
    assert len(list(curve(tpn, halden).iter(f"{SVG}circle"))) == 1


def test_without_figures_there_is_no_curve(tpn: Tpn, halden: Path) -> None:
    result = tpn("launch", "sfo", "--format", "svg", "-p", halden)
    assert (result.code, result.out) == (1, "")
    assert "SFO har ingen tall etter lansering ennå [no-figures]" in result.err
