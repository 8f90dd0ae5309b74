"""Every command of the README runs, and its pictures are what the program prints and draws."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

README = (ROOT / "README.md").read_text("utf-8")
PICTURES = re.findall(r"<!-- picture: tpn ([^(>]*?)(?: \([^)]*\))? -->\n```text\n(.*?)```", README, re.DOTALL)
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


@pytest.mark.parametrize(("line", "shown"), PICTURES, ids=[line for line, _ in PICTURES])
def test_a_picture_in_text_is_what_the_program_prints(
    tpn: Tpn, monkeypatch: pytest.MonkeyPatch, line: str, shown: str
) -> None:
    monkeypatch.chdir(ROOT)
    assert len(PICTURES) > 3
    assert len(shown.splitlines()) > 5
    assert shown.rstrip("\n") in tpn(*line.split()).out


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_in_the_readme_is_what_the_program_draws(tpn: Tpn, tmp_path: Path, name: str) -> None:
    assert f"examples/pictures/{name}" in README
    drawn = tmp_path / name
    tpn("-p", ROOT / "examples" / "halden", *DRAWN[name], "-o", drawn, "--today", "2026-10-05")
    assert drawn.read_text("utf-8") == (ROOT / "examples" / "pictures" / name).read_text("utf-8")


def test_both_setup_lines_install_what_is_locked() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert all("-c requirements.lock" in line for line in lines)
