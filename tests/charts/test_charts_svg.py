"""The base of the pictures: well-formed whatever is said, and a text never wider than its line."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.charts import palette, svg
from tpn.charts.widths import MARGIN, clipped, width_of, wrapped
from tpn.spreadsheets.looks import INK, LINE, PALETTE


def read(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - what tpn itself has made


ANYTHING = st.text(st.characters(), max_size=40)
WORDS = st.lists(st.text("abcdefghijklmnoæøåW-/", min_size=1, max_size=30), min_size=1, max_size=12).map(
    " ".join
)


@given(ANYTHING, ANYTHING)
def test_a_picture_is_well_formed_whatever_is_said(title: str, said: str) -> None:
    picture = svg.document(
        100, 50, svg.group(svg.text(1, 2, said), title=said), title=title, description=said, language="nb"
    )
    root = read(picture)
    assert root.get("viewBox") == "0 0 100 50"
    assert root.get("aria-labelledby") == "picture-title picture-desc"


def test_what_is_said_stands_in_the_picture_as_it_was_said() -> None:
    said = '«Søknad» & <svar> "på nett"'
    picture = svg.document(9, 9, svg.text(0, 0, said, class_="x"), title=said, description="", language="nb")
    root = read(picture)
    texts = [item.text for item in root.iter() if item.tag.endswith(("title", "text"))]
    assert texts == [said, said]


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.5, "1.5"), (-0.001, "0"), (100, "100"), (0.1 + 0.2, "0.3"), (-20, "-20")],
)
def test_a_measure_is_written_short_and_the_same(value: float, written: str) -> None:
    assert svg.number(value) == written


def test_the_widths_are_those_of_the_printed_letters() -> None:
    assert width_of("Tjenester på nett", 10) == pytest.approx(75.04, abs=0.01)
    assert width_of("Tjenester på nett", 10, bold=True) == pytest.approx(80.02, abs=0.01)
    assert width_of("ậ", 10) == width_of("a", 10)
    assert width_of("", 10) == 0


@given(WORDS, st.floats(20, 300), st.booleans())
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(text: str, width: float, bold: bool) -> None:
    lines = wrapped(text, width, 12, bold=bold)
    assert all(width_of(line, 12, bold=bold) * MARGIN <= width for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "").replace("-", "")


@given(WORDS, st.floats(30, 300), st.integers(1, 3))
def test_a_text_that_is_too_long_ends_in_an_ellipsis(text: str, width: float, most: int) -> None:
    lines = wrapped(text, width, 12, most=most)
    assert len(lines) <= most
    assert all(width_of(line, 12) * MARGIN <= width for line in lines)
    assert lines[-1].endswith("…") == (len(wrapped(text, width, 12)) > most)
    assert width_of(clipped(text, width, 12), 12) * MARGIN <= width


@pytest.mark.parametrize("symbol", palette.SYMBOLS.values())
def test_a_symbol_is_drawn_within_its_size(symbol: str) -> None:
    shape = read(svg.mark(symbol, 10, 10, 8, fill="#000"))
    if shape.tag == "circle":
        assert float(shape.attrib["r"]) + float(shape.get("stroke-width", 0)) / 2 <= 4
    numbers = shape.get("points", "").replace(",", " ").split()
    assert all(6 <= float(one) <= 14 for one in numbers)


def test_the_pictures_have_the_colours_of_the_sheets() -> None:
    assert f"#{INK}" == palette.INK
    assert f"#{LINE}" == palette.LINE
    assert f"#{PALETTE['header'].fill}" == palette.ACCENT
    assert f"#{PALETTE['section'].fill}" == palette.FACE
    names = ("good", "watch", "bad", "unknown")
    assert [(t.face, t.ink) for t in palette.LIGHTS.values()] == [
        (f"#{PALETTE[name].fill}", f"#{PALETTE[name].colour}") for name in names
    ]


def test_boxes_that_share_an_edge_do_not_overlap_whatever_their_measures() -> None:
    first = svg.Box(0.1, 0.2, 0.7, 0.4)
    assert not first.overlaps(svg.Box(0.1 + 0.7, 0.2, 1, 1))
    assert not svg.Box(0.8, 0.2, 1, 1).overlaps(first)  # 0.1 + 0.7 is a little less than 0.8 to a machine
    assert first.overlaps(svg.Box(0.7, 0.5, 1, 1))
