"""Every command of the README runs, and its picture of ``tpn status`` is what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

README = (ROOT / "README.md").read_text("utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"<!-- test: halden -->\n```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


def test_the_week_of_a_project_lead_works(tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(halden)
    assert len(commands()) > 8
    for line in commands():
        result = tpn(*shlex.split(line)[1:])
        assert result.code == 0, f"{line}: {result.err}"
        assert result.out, line


def test_the_picture_is_what_the_program_prints(tpn: Tpn, halden: Path) -> None:
    shown = README.split("```text\n", 1)[1].split("```", 1)[0]
    assert shown.rstrip("\n") == tpn("status", "-p", halden, "--today", "2026-10-05").out.rstrip("\n")


def test_both_setup_lines_install_what_is_locked() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert all("-c requirements.lock" in line for line in lines)
