"""Styles are content: a municipality's own wins, says only what differs, and is checked with file and line."""

from pathlib import Path

import pytest

from tests.sheets.laid import laid
from tpn.library import pieces
from tpn.problems import Stop, TextPlace
from tpn.sheets.style import load_style, read_style
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


def test_a_style_that_is_not_there_is_said(halden: Path) -> None:
    with pytest.raises(Stop, match="no-such-content"):
        load_style("haldn", halden)
