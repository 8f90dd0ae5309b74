"""A sign has one meaning and one colour on all screens, and the screen that it stands on says which."""

import re
from collections.abc import Iterator

import pytest

from tests.cli.test_cli_widths import OF_TPN, TODAY, lines_of
from tests.conftest import ROOT, Tpn
from tpn.texts import Words
from tpn.texts.signs import SIGNS

pytestmark = pytest.mark.usefixtures("read_once")

SAID = {
    # the meaning itself, the name of a light, and what it is here that is so
    "green": ("grønn",),
    "yellow": ("gul", "ventes"),
    "red": ("rød", "forfalt"),
    "grey": ("vet ikke", "Ikke kontrollert", "bør sjekkes"),
    "done": ("gjort",),
    "untouched": ("innen", "uten frist"),
}
"""What may stand right behind a sign and say what it means, besides its word; a number may stand between."""
COLOURED = re.compile(rf"\x1b\[([\d;]*)m|([{''.join(SIGNS.values())}])")
NO_SIGN = SIGNS["left_out"]
"""A dash, as a sign in tables only."""


def lines() -> Iterator[tuple[str, str]]:
    """Every screen of the one example, and of the other those that have most signs."""
    yield from (("halden", line) for line in (*lines_of("halden"), *OF_TPN))
    yield from (
        ("sandnes", line) for line in ("status", "gantt", "launch", "list services", "list activities")
    )


def colours(text: str) -> Iterator[tuple[str, str]]:
    """Each sign and its colour, thick or not; none is 0."""
    now = ""
    for found in COLOURED.finditer(text):
        if found[1] is not None:
            now = found[1].removeprefix("1;").removeprefix("2;")
        elif found[2] != NO_SIGN:
            yield found[2], now if now.startswith(("3", "9")) else "0"


def unexplained(text: str, words: Words) -> list[str]:
    """The signs that stand alone on a screen which does not say what they mean."""
    every = set(SIGNS.values())
    alone = {sign for token in set(text.split()) if every.issuperset(token) for sign in token} - {NO_SIGN}
    flat = " ".join(text.split())
    lacking = []
    for name, sign in SIGNS.items():
        meanings = "|".join(map(re.escape, (words(f"signs.{name}"), *SAID.get(name, ()))))
        if sign in alone and not re.search(rf"{sign} (?:\d+ )?(?:{meanings})\b", flat, re.IGNORECASE):
            lacking.append(name)
    return lacking


def test_a_sign_that_nothing_on_the_screen_explains_is_found() -> None:
    assert unexplained("■ Ett\n✓▶ To\n▲ 4 ventes forsinket", Words("nb")) == ["red", "done", "begun"]
    assert list(colours("\x1b[1;33m▲\x1b[0m A ✓")) == [("▲", "33"), ("✓", "0")]


def test_every_sign_has_one_colour_and_is_explained_where_it_stands(
    tpn: Tpn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    words, worn, lacking = Words("nb"), dict[str, set[str]](), dict[str, list[str]]()
    for example, line in lines():
        shown = tpn(*line.split(), "-p", ROOT / "examples" / example, "--today", TODAY[example]).out
        for sign, colour in colours(shown):
            worn.setdefault(sign, set()).add(colour)
        bare = re.sub(r"\x1b\[[\d;]*m", "", shown).replace("\u00a0", " ")
        if names := unexplained(bare, words):
            lacking[f"{example}: {line}"] = names
    assert lacking == {}
    assert {sign: sorted(some) for sign, some in worn.items() if len(some) > 1} == {}
    assert worn[SIGNS["begun"]] != worn[SIGNS["yellow"]]
    assert len(worn) > 8
