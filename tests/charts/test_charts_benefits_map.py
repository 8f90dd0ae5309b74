"""The nyttekart: nothing overlaps, nothing is left out, what hangs loose is told, the picture is always the same."""

import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpn.charts.benefits_map import Drawn, laid_out, picture, told
from tpn.charts.layered import crossings, ordered, placed
from tpn.charts.svg import Box
from tpn.charts.widths import MARGIN, width_of
from tpn.library import data_dir
from tpn.model import load
from tpn.model.choices import BenefitKind, GoalLevel
from tpn.texts import LANGUAGES, Words
from tpn.views.benefits_map import BenefitsMap, MapColumn, MapLink, MapNode, benefits_map

WORDS = Words("nb")
_LONG = "integrasjonsplattformløsning"
_SAID = (
    "søknad",
    "barnehageplass",
    "registreres",
    "ikke",
    "for",
    "hånd",
    "Frivillighetsregisteret",
    _LONG,
    "tid",
    "å",
)
TITLES = st.lists(st.sampled_from(_SAID), min_size=1, max_size=14).map(" ".join)


@st.composite
def maps(draw: st.DrawFn) -> BenefitsMap:
    """Any map of up to 40 nodes: any titles, any links between neighbouring columns, any that gain."""
    nodes = []
    for column, letter in zip(MapColumn, "AFGM", strict=True):
        count = draw(st.integers(0, 10))
        about = {MapColumn.BENEFIT: BenefitKind.QUALITY, MapColumn.GOAL: GoalLevel.EFFECT}.get(column)
        for number in range(count):
            gains = tuple(draw(st.lists(TITLES, max_size=3))) if column is MapColumn.BENEFIT else ()
            lacking = ("after",) if column is not MapColumn.GOAL and draw(st.booleans()) else ()
            nodes.append(
                MapNode(f"{letter}-{number:02}", column, draw(TITLES), about, gains=gains, lacking=lacking)
            )
    pairs = [
        (one.id, other.id)
        for one in nodes
        for other in nodes
        if list(MapColumn).index(other.column) - list(MapColumn).index(one.column) == 1
    ]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=60)) if pairs else []
    return BenefitsMap(
        "Prosjekt", date(2026, 10, 5), None, tuple(nodes), tuple(MapLink(*pair) for pair in links)
    )


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - 0.01
        and inner.right <= outer.right + 0.01
        and inner.y >= outer.y - 0.01
        and inner.bottom <= outer.bottom + 0.01
    )


def check(drawn: Drawn, view: BenefitsMap) -> None:
    sheet = Box(0, 0, drawn.frame.width, drawn.height)
    assert sorted(one.node.id for one in drawn.nodes) == sorted(node.id for node in view.nodes)
    boxes = [*(one.box for one in drawn.nodes), *(one.box for one in drawn.headings)]
    assert all(inside(box, sheet) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    for one in drawn.nodes:
        assert all(inside(said.box, one.box) for said in one.texts)
        assert not [pair for pair in combinations(one.texts, 2) if pair[0].box.overlaps(pair[1].box)]
        for said in one.texts:
            assert all(
                width_of(line, said.size, bold=said.bold) * MARGIN <= said.box.width for line in said.lines
            )
        read = " ".join(" ".join(said.lines) for said in one.texts).replace(" ", "").replace("-", "")
        assert one.node.title.replace(" ", "").replace("-", "") in read


@settings(max_examples=40)
@given(maps())
def test_nothing_overlaps_and_every_word_is_there(view: BenefitsMap) -> None:
    check(laid_out(view, WORDS), view)
    ET.fromstring(picture(view, WORDS))  # noqa: S314 - our own


def test_forty_nodes_with_long_titles_stand_apart() -> None:
    nodes = [
        MapNode(f"{letter}-{number:02}", column, f"En ganske lang tittel som ingen leser på ett blunk, nummer {number}",
             gains=("Foresatte til barn i barnehage og SFO",) if column is MapColumn.BENEFIT else ())
        for column, letter in zip(MapColumn, "AFGM", strict=True)
        for number in range(10)
    ]  # fmt: skip
    links = [
        MapLink(f"{one}-{number:02}", f"{other}-{(number * step + 3) % 10:02}")
        for one, other in ("AF", "FG", "GM")
        for number in range(10)
        for step in (1, 3)
    ]
    view = BenefitsMap("Stort", date(2026, 10, 5), None, tuple(nodes), tuple(links))
    drawn = laid_out(view, WORDS)
    check(drawn, view)
    assert drawn.frame.width > drawn.height  # a landscape sheet


@settings(max_examples=60)
@given(maps())
def test_ordering_never_makes_more_lines_cross(view: BenefitsMap) -> None:
    layers = [[node.id for node in view.of(column)] for column in MapColumn]
    links = [(link.source, link.target) for link in view.links]
    found = ordered(layers, links)
    assert [sorted(layer) for layer in found] == [sorted(layer) for layer in layers]
    loose_last = [sorted(layer, key=lambda name: all(name not in link for link in links)) for layer in layers]
    assert crossings(found, links) <= crossings(loose_last, links)


def test_lines_that_need_not_cross_do_not() -> None:
    layers = [["a", "b", "c"], ["x", "y", "z"]]
    links = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings(layers, links) == 3
    assert crossings(ordered(layers, links), links) == 0


def test_a_thing_stands_level_with_what_it_leads_to() -> None:
    tops = placed([["a"], ["x", "y", "z"]], dict.fromkeys("axyz", 10.0), [("a", "x"), ("a", "z")], 5)
    assert [tops[name] for name in "xyz"] == [0, 15, 30]
    assert tops["a"] == 15


# ---------------------------------------------------------------- the examples


def example(name: str, today: date, service: str | None = None) -> BenefitsMap:
    return benefits_map(load(data_dir("examples") / name).sound(), today, service)


@pytest.mark.parametrize(
    ("name", "word", "today"),
    [("halden", "nytte", date(2026, 10, 5)), ("sandnes", "gevinst", date(2026, 11, 23))],
)
def test_the_map_of_an_example_is_the_same_in_every_run(
    name: str, word: str, today: date, golden: Any
) -> None:
    view = example(name, today)
    drawn = picture(view, Words("nb", benefit_word=word))
    assert drawn == picture(example(name, today), Words("nb", benefit_word=word))
    golden(f"nyttekart-{name}.svg", drawn)
    check(laid_out(view, WORDS), view)


def test_sandnes_has_forty_nodes_on_a_landscape_sheet() -> None:
    view = example("sandnes", date(2026, 11, 23))
    drawn = laid_out(view, WORDS)
    assert len(view.nodes) == 40
    assert drawn.frame.width / drawn.height > 1.35


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_read_aloud_as_sentences(language: str) -> None:
    view = example("halden", date(2026, 10, 5))
    root = ET.fromstring(picture(view, Words(language)))  # noqa: S314 - our own
    desc = next(item.text or "" for item in root.iter() if item.tag.endswith("desc"))
    assert all(node.title in desc for node in view.of(MapColumn.BENEFIT))
    assert desc == " ".join(told(view, Words(language)))


def test_the_map_of_a_service_has_what_concerns_it_and_nothing_else() -> None:
    view = example("halden", date(2026, 10, 5), "lokaler")
    assert {node.id for node in view.of(MapColumn.CHANGE)} == {"F-03", "F-04", "F-05", "F-06", "F-07"}
    assert {node.id for node in view.of(MapColumn.BENEFIT)} == {"G-08", "G-09"}


def test_what_hangs_loose_is_told() -> None:
    text = """\
project:
  {format: 1, id: x, name: X, start: 2026-08-17,
   goals: [{id: M1, level: effect, text: Mål}, {id: M2, level: delivery, text: Leveranse}]}
benefits:
  stakeholders: [{id: I-01, name: Alle}]
  changes: [{id: F-01, title: Endring}]
  benefits: [{id: G-01, title: Nytte}]
procurement: {components: [{id: A-K01, name: Komponent}]}
"""
    from tests.plan.benefit_cases import project_of  # noqa: PLC0415 - only here

    view = benefits_map(project_of(text), date(2026, 10, 5))
    lacking = {node.id: node.lacking for node in view.nodes}
    assert lacking == {
        "A-K01": ("after",), "F-01": ("after",), "G-01": ("before", "after", "gains"), "M1": ("before",), "M2": (),
    }  # fmt: skip
    drawn = picture(view, WORDS)
    for said in ("Ingen endring står bak", "Ikke sagt hvem den er for", "mangler en kobling"):
        assert said in drawn
    assert "mangler en kobling" not in picture(example("halden", date(2026, 10, 5)), WORDS)
