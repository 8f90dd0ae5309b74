"""Styles are content: a municipality's own wins, says only what differs, and is checked with file and line."""

from pathlib import Path

import pytest

from tests.sheets.laid import laid
from tpn.library import pieces
from tpn.problems import Stop, TextPlace
from tpn.sheets.load_style import load_style, read_style
from tpn.texts import LANGUAGES

STYLES = sorted(piece.name for piece in pieces("sheets"))
OWN = """\
extends: halden
tabs:
  - name: Mine
    rows: activities
    columns:
      - {field: id, header: Nr}
      - {field: titel}
      - {field: due, look: rosa}
  - name: Andre
    tables:
      - rows: aktiviteter
        columns: [{field: id}]
"""


def own(folder: Path, text: str, name: str = "halden") -> None:
    path = folder / "templates" / "sheets" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_style_of_ours_has_no_fault_and_every_heading_a_name(
    style: str, language: str, halden: Path
) -> None:
    _, base = laid(halden, style, language)
    headings = [column.header for table in base.tables for column in table.columns]
    assert [text for text in headings if not text or "_" in text or text[0].islower()] == []
    for table in base.tables:
        names = [column.header for column in table.columns]
        assert len(set(names)) == len(names), (table.kind, names)


def test_every_fault_of_an_own_style_is_told_with_its_line(halden: Path) -> None:
    own(halden, OWN)
    _, problems = read_style("halden", halden)
    places = [problem.place for problem in problems]
    assert [(problem.slug, place.line) for problem, place in zip(problems, places, strict=True)
            if isinstance(place, TextPlace)] == [
        ("style-unknown-field", 7), ("style-unknown-look", 8), ("style-unknown-rows", 11),
    ]  # fmt: skip
    assert problems[0].facts["suggestion"] == "title"
    assert all(str(halden) in place.file for place in places if isinstance(place, TextPlace))


def test_a_key_that_a_style_does_not_have_is_told_with_a_suggestion(halden: Path) -> None:
    own(halden, "extends: halden\nlookss: {}\n")
    _, problems = read_style("halden", halden)
    assert [(problem.slug, problem.facts["suggestion"]) for problem in problems] == [("unknown-key", "looks")]


def test_an_own_style_wins_and_says_only_what_differs(halden: Path) -> None:
    own(halden, "extends: halden\ntitle: Vårt eget ark\nlooks: {good: {fill: C8E6C9}}\n")
    style = load_style("halden", halden)
    assert style.title.of("nn") == "Vårt eget ark"
    assert style.tabs == load_style("halden").tabs or len(style.tabs) == len(load_style("halden").tabs)
    book, _ = laid(halden, "halden")
    assert book.looks["good"].fill == "C8E6C9"
    assert book.looks["good"].colour


@pytest.mark.parametrize(
    ("text", "slug", "line"),
    [
        ("looks: {rosa: {fill: rosa}}\n", "style-bad-colour", 2),
        ("looks: {a: {like: b}, b: {like: a}}\n", "style-unknown-look", 2),
        ("title: 'Plan {'\n", "style-bad-text", 2),
        ("title: 'Plan {prosjekt}'\n", "style-bad-text", 2),
        ("tabs: []\n", "style-empty", 2),
        ("tabs:\n  - name: A\n    rows: risks\n    columns: []\n", "style-empty", 5),
        ("tabs:\n  - {name: A, rows: risks, columns: [{field: id, width: 900}]}\n", "out-of-range", 3),
        ("tabs:\n  - {name: A, rows: risks, columns: [{field: theme.*}]}\n", "style-unknown-field", 3),
        (
            "tabs:\n  - {name: A, rows: risks, columns: [{field: status, words: {don: F}}]}\n",
            "not-a-choice",
            3,
        ),
        (
            "tabs:\n  - {name: A, rows: risks, weeks: {}, columns: [{field: id}]}\n",
            "style-weeks-without-dates",
            3,
        ),
    ],
)
def test_whatever_cannot_be_laid_out_is_a_fault_of_the_style(
    halden: Path, text: str, slug: str, line: int
) -> None:
    own(halden, f"extends: halden\n{text}")
    _, problems = read_style("halden", halden)
    assert problems
    assert {problem.slug for problem in problems} == {slug}
    assert {problem.place.line for problem in problems if isinstance(problem.place, TextPlace)} == {line}


def test_a_look_may_be_like_one_that_comes_after_it(halden: Path) -> None:
    own(halden, "extends: halden\nlooks: {a: {like: b, bold: true}, b: {like: good, fill: C8E6C9}}\n")
    look = laid(halden, "halden")[0].looks["a"]
    assert (look.bold, look.fill, look.colour) == (True, "C8E6C9", "1B5E20")


def test_a_style_that_is_not_there_is_said(halden: Path) -> None:
    with pytest.raises(Stop, match="no-such-content"):
        load_style("haldn", halden)
