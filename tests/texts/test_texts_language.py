"""Every text is there in three languages, says the same things, and is written in its own language."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from tests.texts.norwegian import BOKMAAL, ENGLISH
from tpn.library import data_dir, overlaid
from tpn.problems.catalogue import ERRORS, WARNINGS
from tpn.texts import LANGUAGES

TEMPLATES = data_dir("templates")
TEXTS = sorted(
    path.relative_to(TEMPLATES / "texts/nb").as_posix() for path in (TEMPLATES / "texts/nb").rglob("*.yaml")
)
# content that has its languages side by side
OTHERS = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for kind in ("agendas", "checklists", "catalogue", "facts", "projects", "reports", "profiles", "sheets", "advice")
    for path in (TEMPLATES / kind).rglob("*.yaml")
)  # fmt: skip
# comments that name the keys of the files
NAMES_KEYS = "projects/blank/comments.yaml"
# what is counted: after a number it has one form for 1, as in {n:dag/dager}, or stands as one and many
COUNTED = {
    "nb": r"(arbeids)?dager|tjenester|aktiviteter|steder|filer|saker|timer|uker|måneder|rader|må-punkter|oppføringer",
    "nn": r"(arbeids)?dagar|tenester|aktivitetar|stader|filer|saker|timar|veker|månader|rader|oppføringar",
    "en": r"(working )?days|services|activities|places|files|cases|hours|weeks|months|rows|records|must points",
}
# formulas and heads, where the number stands for any
ANY_NUMBER = re.compile(r" × | / |shown|vises|er viste|\A\{value\} (timer|timar|hours)\Z|tpn set")
# {benefit} is one word in English and two in Norwegian
FILLED_BY_PROJECT = {"benefit", "Benefit", "benefits", "Benefits"}


def said(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, with the way to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from said(item, f"{way}.{key}" if way else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from said(item, f"{way}.{number}")
    elif isinstance(value, str):
        yield way, value


def said_in(language: str, value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every text of one language in content that has its languages side by side."""
    if isinstance(value, dict):
        if language in value:
            yield from said(value[language], f"{way}.{language}")
        for key, item in value.items():
            if key not in LANGUAGES:
                yield from said_in(language, item, f"{way}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from said_in(language, item, f"{way}.{number}")


def words_of(text: str) -> set[str]:
    """The words of a running text; what is typed (``tpn import``, «owner», --responsible) is no prose."""
    prose = re.sub(
        r"\{[^}]*\}|tpn( [a-z]+)*( [\w=-]+)?|[«“][^»”]*[»”]|--?[\w-]+|[\w./-]*[./_][\w./-]+", " ", text
    )
    return set(re.findall(r"[^\W\d_]+", prose.casefold()))


def facts_of(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name} - FILLED_BY_PROJECT


def shape(language: str, file: str) -> dict[str, set[str]]:
    """The ways to all texts of a file, without «MAPPE» of «--project MAPPE», and the facts that fill them.

    Reasons (``why``) are not filled.
    """
    return {
        re.sub(r"(\.-.*) [A-ZÆØÅ]+$", r"\1", way): set() if way.endswith(".why") else facts_of(text)
        for way, text in said(overlaid(f"texts/{language}/{file}"))
    }


@pytest.mark.parametrize("file", TEXTS)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_text_is_there_in_every_language_with_the_same_facts(file: str, language: str) -> None:
    assert shape("nb", file) == shape(language, file)


def test_no_language_has_texts_of_its_own() -> None:
    for language in LANGUAGES:
        folder = TEMPLATES / "texts" / language
        assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")) == TEXTS


@pytest.mark.parametrize("file", TEXTS)
def test_nynorsk_texts_have_no_bokmaal_in_them(file: str) -> None:
    texts = said(overlaid(f"texts/nn/{file}"))
    assert {way: found for way, text in texts if (found := words_of(text) & BOKMAAL)} == {}


@pytest.mark.parametrize("file", OTHERS)
def test_nynorsk_content_has_no_bokmaal_in_it(file: str) -> None:
    texts = said_in("nn", overlaid(file))
    assert {way: (found, text) for way, text in texts if (found := words_of(text) & BOKMAAL)} == {}


@pytest.mark.parametrize("file", TEXTS)
def test_bokmaal_texts_have_no_english_terms_in_them(file: str) -> None:
    texts = said(overlaid(f"texts/nb/{file}"))
    assert {way: found for way, text in texts if (found := words_of(text) & ENGLISH)} == {}


@pytest.mark.parametrize("file", [file for file in OTHERS if file != NAMES_KEYS])
def test_bokmaal_content_has_no_english_terms_in_it(file: str) -> None:
    texts = said_in("nb", overlaid(file))
    assert {way: (found, text) for way, text in texts if (found := words_of(text) & ENGLISH)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_problem_is_worded_once_with_a_reason(language: str) -> None:
    worded: list[str] = []
    for path in sorted(Path(TEMPLATES / "texts" / language / "problems").glob("*.yaml")):
        for slug, entry in overlaid(path.relative_to(TEMPLATES).as_posix()).items():
            worded.append(slug)
            assert {"title", "message", "why"} <= set(entry), slug
            kinds = {key.partition("_")[0] for key in entry}
            assert kinds <= {"title", "message", "hint", "why"}, slug
            assert not entry["message"].endswith("."), slug
            hints = [text for key, text in entry.items() if key.startswith("hint")]
            assert all(text.endswith((".", "?", "!", "}")) for text in hints), slug
    assert sorted(worded) == sorted(ERRORS | WARNINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_a_form_for_one(language: str) -> None:
    bare = re.compile(rf"\{{\w+\}} ({COUNTED[language]})\b")
    found = [
        f"{file}: {way}: {text}"
        for file in TEXTS
        for way, text in said(overlaid(f"texts/{language}/{file}", None))
        if bare.search(text) and not way.endswith(".many") and not ANY_NUMBER.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_printed_as_it_stands_and_has_no_place_to_fill(language: str) -> None:
    pages = sorted((TEMPLATES / "texts" / language / "verbs").glob("*.yaml"))
    assert pages
    open_places = {
        f"{path.name}: {way}"
        for path in pages
        for way, text in said(overlaid(path.relative_to(TEMPLATES).as_posix(), None))
        if "{" in text
    }
    assert open_places == set()
