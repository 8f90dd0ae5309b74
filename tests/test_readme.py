"""Every command of the README runs, and its pictures are what the program prints and draws."""

import re
import shlex
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell

from tests.conftest import ROOT, Tpn
from tpn.cli.shells import SHELLS
from tpn.cli.verbs import VERBS
from tpn.texts import Words

FILE = ROOT / "README.md"
README = FILE.read_text("utf-8")
PICTURE = re.compile(
    r"(<!-- picture: tpn ([^(>]*?)(?: \(linjene (\d+)–(\d+)\))? -->\n```text\n)(.*?)```", re.DOTALL
)
DRAWN = {
    "nyttekart.svg": ("map",),
    "svommebaner.svg": ("process", "barnehage", "--variant", "integrated"),
}


def commands() -> list[str]:
    blocks = re.findall(r"<!-- test: halden -->\n```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def test_the_week_of_a_project_lead_works(tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(halden)
    assert len(commands()) > 30
    for line in commands():
        result = tpn(*shlex.split(line)[1:])
        assert result.code == 0, f"{line}: {result.err}"
        assert result.out or result.err, line


@pytest.mark.parametrize("picture", list(PICTURE.finditer(README)), ids=lambda found: found[2])
def test_a_picture_in_text_is_what_the_program_prints(
    tpn: Tpn, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, picture: re.Match[str]
) -> None:
    monkeypatch.chdir(ROOT)
    head, line, first, last, shown = picture.groups()
    printed = tpn(*line.split()).out.rstrip("\n").split("\n")
    expected = "\n".join(printed[int(first or 1) - 1 : int(last or len(printed))]) + "\n"
    if request.config.getoption("--renew"):
        FILE.write_text(FILE.read_text("utf-8").replace(head + shown, head + expected), "utf-8")
        shown = expected
    assert len(shown.splitlines()) > 5
    assert shown == expected


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_in_the_readme_is_what_the_program_draws(
    tpn: Tpn, tmp_path: Path, request: pytest.FixtureRequest, name: str
) -> None:
    assert f"examples/pictures/{name}" in README
    kept = ROOT / "examples" / "pictures" / name
    drawn = kept if request.config.getoption("--renew") else tmp_path / name
    tpn("-p", ROOT / "examples" / "halden", *DRAWN[name], "-o", drawn, "--force", "--today", "2026-10-05")
    assert drawn.read_text("utf-8") == kept.read_text("utf-8")


# what a word may hold outside double quotes so that bash, PowerShell 5 and cmd all read it as it stands: a comma makes
# a list in PowerShell, and of the quotes only the double ones are quotes everywhere
PLAIN = re.compile(r"[\w./:*+?=~\\-]*[\w./:*+?=~-]")
QUOTED = re.compile(r"[^\"$`%^!\\]*")


def not_for_every_shell(line: str) -> list[str]:
    """The pieces of a line that some shell reads as something else than they say."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0:
        return [line]
    outside = [word for piece in pieces[::2] for word in piece.split()]
    return [word for word in outside if not PLAIN.fullmatch(word)] + [
        piece for piece in pieces[1::2] if not QUOTED.fullmatch(piece)
    ]


@pytest.mark.parametrize(
    "line",
    ["tpn a \\", "tpn a && tpn b", "tpn set 'a b'", "tpn a; tpn b", "tpn a,b", "tpn $HOME", 'tpn "$x"', "tpn a | b",
     "tpn (a)", "tpn @a", "tpn 100%", 'tpn "a', "tpn a > b", "tpn a ^ b", "tpn #a"],
)  # fmt: skip
def test_what_one_shell_reads_otherwise_is_found(line: str) -> None:
    assert not_for_every_shell(line)


def test_the_commands_are_read_alike_by_every_shell() -> None:
    told = [*commands(), *windows_lines()]
    assert {line: bad for line in told if (bad := not_for_every_shell(line))} == {}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_examples_of_help_are_read_alike_by_every_shell(language: str) -> None:
    verbs = Words(language)
    told = [line for verb in VERBS for line in verbs.find(f"verbs/{verb}")["examples"]]
    assert len(told) > 80
    assert {line: bad for line in told if (bad := not_for_every_shell(line))} == {}


def test_powershell_finds_no_fault_in_its_completion_nor_in_the_lines() -> None:
    """Of its grammar only: no PowerShell is here that could run them."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))

    def faulty(text: str) -> bool:
        return parser.parse(text.encode()).root_node.has_error

    assert faulty(SHELLS["powershell"].replace("finally {", "finally"))
    assert faulty("tpn set 'a")
    assert [text for text in (SHELLS["powershell"], *commands(), *windows_lines()) if faulty(text)] == []


def windows_lines() -> list[str]:
    """The lines with which a PC that has Python begins."""
    block: str = re.findall(r"<!-- windows -->\n```bat\n(.*?)```", README, re.DOTALL)[0]
    return block.strip().splitlines()


def test_windows_comes_first_and_its_lines_are_those_of_the_others() -> None:
    install, show = windows_lines()
    assert README.index(install) < README.index("python3 -m venv")
    other = next(line for line in README.splitlines() if line.startswith("python3 -m venv"))
    assert install.removeprefix("py -m ") in other
    assert show.removeprefix("py -m tpn ") in other


def test_the_line_of_windows_shows_the_example(tpn: Tpn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = tpn(*shlex.split(windows_lines()[1])[3:])
    assert (result.code, result.err) == (0, "")


def test_both_setup_lines_install_what_is_locked() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert all("-c requirements.lock" in line for line in lines)
