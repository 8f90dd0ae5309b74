"""The papers for who comes next say what is true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.format_page import page
from tpn import __version__
from tpn.texts import Words

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted(
    [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
)
CODE = sorted((ROOT / "tpn").rglob("*.py"))


def test_the_page_of_the_format_holds_every_field(request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "format.md"
    made = page(Words("en"))
    if request.config.getoption("--renew"):
        path.write_text(made, "utf-8", newline="\n")
    assert path.read_text("utf-8") == made


def test_every_room_stands_in_the_picture_of_the_house() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "tpn").glob("*/__init__.py")}
    assert {room for room in rooms if f"`{room}`" not in told} == set()


@pytest.mark.parametrize("paper", [path for path in PAPERS if path.exists()], ids=lambda path: path.name)
def test_what_a_paper_links_to_is_there(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text("utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


def _named() -> Iterator[tuple[str, str]]:
    for path in CODE:
        for section in re.findall(r"docs/rules\.md, «([^»]+)»", path.read_text("utf-8")):
            yield path.relative_to(ROOT).as_posix(), section


def test_every_rule_that_the_code_names_stands_in_the_rules() -> None:
    rules = ROOT / "docs" / "rules.md"
    titles = (
        set(re.findall(r"^#+ (.+)$", rules.read_text("utf-8"), re.MULTILINE)) if rules.exists() else set()
    )
    assert [(file, section) for file, section in _named() if section not in titles] == []


def test_whatever_a_docstring_says_of_the_rules_names_its_section() -> None:
    told = {
        path.relative_to(ROOT).as_posix(): re.findall(
            r"\bRules?: (?!docs/rules\.md, «)", path.read_text("utf-8")
        )
        for path in CODE
    }
    assert {file: said for file, said in told.items() if said} == {}


@pytest.mark.parametrize("paper", ["docs/architecture.md", "CONTRIBUTING.md", "docs/rules.md"])
def test_every_file_that_a_paper_for_builders_names_is_there(paper: str) -> None:
    named = re.findall(
        r"`((?:tests|tpn|templates|packaging|\.ci)/[\w/.-]+)`", (ROOT / paper).read_text("utf-8")
    )
    words = ("VERB", "SLUG", "PHASE", "NAME")  # stand for a name of one's own
    lacking = [
        name for name in named if not any(word in name for word in words) and not (ROOT / name).exists()
    ]
    assert lacking == []


def test_every_law_names_the_tests_that_hold_it() -> None:
    told = (
        (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## Laws")[2].partition("\n## ")[0]
    )
    laws = re.findall(r"^\| (\d+)\. .* \| (.+) \|$", told, re.MULTILINE)
    assert [int(number) for number, _ in laws] == list(range(1, len(laws) + 1))
    assert [number for number, by in laws if not re.search(r"`tests/|the same two", by)] == []


def test_no_code_names_a_paper_that_is_not_there() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in CODE
        for name in re.findall(r"\b(docs/[\w-]+\.md|[A-Z]+\.md)\b", path.read_text("utf-8"))
        if not (ROOT / name).exists()
    }
    assert found == set()


def test_it_is_answered_the_same_in_both_languages() -> None:
    """The page for IT: as many sections, tables and commands in bokmål as in English, and of this version."""
    told = (ROOT / "docs" / "for-it.md").read_text("utf-8")
    norwegian, english = told.split("\n# For IT")
    for part in (r"^## ", r"^\| ", r"^- ", r"^\d\. ", r"^ *```"):
        assert len(re.findall(part, norwegian, re.MULTILINE)) == len(
            re.findall(part, english, re.MULTILINE)
        ), part
    commands = r"^ *(msiexec|Get-|New-)(.*)$"
    assert re.findall(commands, norwegian, re.MULTILINE) == re.findall(commands, english, re.MULTILINE)
    assert set(re.findall(r"tpn-(\d+\.\d+\.\d+)", told)) == {__version__}
    words = (
        "OneDrive",
        "AppLocker",
        "WDAC",
        "CycloneDX",
        "/qn",
        "ALLUSERS=1",
        "history\\.lock",
        "SHA-256",
        "SECURITY",
    )
    assert [word for word in words for half in (norwegian, english) if word not in half] == []


def test_the_readme_names_the_zip_of_this_version() -> None:
    told = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"tpn-([\d.]+)-windows\.zip", told) == [__version__]
