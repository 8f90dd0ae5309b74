"""A sign means one thing wherever it stands, has one home, and is explained on the screen where it stands alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tpn.texts import LANGUAGES, Words
from tpn.texts.signs import SIGNS, legend

# what people may take for signs of something; a dash, a point and a box to tick on paper are typography
KNOWN = "●▲■○◇◆△▷▶►✓✔✗◐◌▪"
HOME = ROOT / "tpn" / "texts" / "signs.py"
# what knows how wide a character is, or what a poor console gets for it
OF_CHARACTERS = {ROOT / "tpn" / "charts" / "widths.py", ROOT / "tpn" / "cli" / "encoding.py"}


def strings(path: Path) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_each_sign_means_one_thing() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_no_other_module_writes_a_sign() -> None:
    modules = set((ROOT / "tpn").rglob("*.py")) - OF_CHARACTERS - {HOME}
    found = {path.name: text for path in modules for text in strings(path) if set(text) & set(KNOWN)}
    assert found == {}


def test_no_template_writes_a_sign() -> None:
    found = {
        path.name: line
        for path in (ROOT / "templates" / "reports").glob("*.j2")
        for line in path.read_text("utf-8").splitlines()
        if set(line) & set(KNOWN)
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sign_in_a_text_is_one_that_has_a_meaning(language: str) -> None:
    used = {
        (path.name, sign)
        for path in (ROOT / "templates" / "texts" / language).rglob("*.yaml")
        for sign in set(path.read_text("utf-8")) & set(KNOWN)
    }
    assert {one for one in used if one[1] not in SIGNS.values()} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_has_its_words_and_all_of_status_on_one_line(language: str) -> None:
    words = Words(language)
    assert set(words.find("signs")) == set(SIGNS)
    of_status = " ".join(
        SIGNS[name] for name in ("green", "yellow", "red", "grey", "done", "begun", "untouched")
    )
    assert len(legend(of_status, words)) <= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_of_a_launch_are_the_signs_of_the_rest(language: str) -> None:
    words = Words(language)
    same = {"clear": "done", "waived": "waived", "begun": "begun", "untouched": "untouched"}
    for mark, sign in same.items():
        assert words(f"launch.marks.{mark}") == words(f"signs.{sign}")


@pytest.mark.parametrize("line", ["status", "launch", "launch barnehage", "status --service sfo"])
def test_a_screen_says_what_its_signs_mean(tpn: Tpn, halden: Path, line: str) -> None:
    shown = tpn(*line.split(), "-p", halden, "--today", "2026-10-05").out
    told = shown.rsplit("\nNeste:", 1)[0]
    words = Words("nb")
    for name in ("green", "yellow", "red", "grey", "done", "begun", "waived"):
        alone = [part for part in told.split() if part == SIGNS[name]]
        meaning = (
            words(f"signs.{name}") if line != "launch" or name != "red" else words("launch.marks.urgent")
        )
        assert not alone or f"{SIGNS[name]} {meaning}" in " ".join(told.split()), name
