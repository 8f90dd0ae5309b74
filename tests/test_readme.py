"""Every command of the README runs, and its pictures are what the program prints and draws."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

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
    tpn("-p", ROOT / "examples" / "halden", *DRAWN[name], "-o", drawn, "--today", "2026-10-05")
    assert drawn.read_text("utf-8") == kept.read_text("utf-8")


def test_both_setup_lines_install_what_is_locked() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert all("-c requirements.lock" in line for line in lines)
