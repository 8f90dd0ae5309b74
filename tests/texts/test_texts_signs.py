"""A sign means one thing wherever it stands, has one home, and is explained on the screen where it stands alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tpn.cli.encoding import prepare
from tpn.cli.screen import dotted
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
    may = re.compile(rf"[{KNOWN}]|\\[uUNx]")  # as it is, or by a number or a name
    asked = [path for path in modules if may.search(path.read_text("utf-8"))]
    assert 0 < len(asked) < len(modules)
    found = {path.name: text for path in asked for text in strings(path) if set(text) & set(KNOWN)}
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


@pytest.mark.parametrize("encoding", ["ascii", "cp850", "cp865", "cp1252"])
def test_a_console_that_lacks_the_signs_still_tells_them_apart(encoding: str) -> None:
    """An arrow, a bar and what is cut off are no signs, and what stands in for a sign is none of them."""
    prepare()
    others = ("→", "█", "…")
    shown = [one.encode(encoding, "tpn") for one in (*SIGNS.values(), *others)]
    assert len(set(shown)) == len(shown)
    assert {len(one) for one in shown} == {1}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A-11 Leverandør av …: 6 dager", "A-11 Leverandør av..: 6 dager"),
        ("Vurdere personvernkons…  Nils", "Vurdere personvernkon..  Nils"),
        ("… og 4 til", "... og 4 til"),
        ("tpn list […]", "tpn list [...]"),
    ],
)
def test_a_console_without_the_sign_of_a_cut_shows_two_dots_in_as_many_columns(text: str, shown: str) -> None:
    assert (dotted(text, "cp850"), dotted(text, "cp1252"), dotted(text, "utf-8")) == (shown, text, text)


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("name", ["A-11", "A-12", "A-P01", "barnehage", "G-02", "R-03"])
def test_what_is_told_of_a_record_says_in_words_what_its_signs_say(tpn: Tpn, name: str) -> None:
    shown = tpn("show", name, "-p", ROOT / "examples" / "halden").out
    line = "|".join(re.escape(sign) for key, sign in SIGNS.items() if key not in {"left_out", "waived"})
    assert re.findall(rf"(?:{line})(?! \w).*", shown) == []
    assert not re.search(r"^[●▲■○] (i orden|følg med|gjør noe|vet ikke)", shown, re.MULTILINE), "no legend"
    assert name not in {"A-11", "A-12"} or re.search(line, shown)
