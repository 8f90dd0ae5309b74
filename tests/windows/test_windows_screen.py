"""What is redirected can be read by whoever reads it: words in the letters of the reader, facts in any."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tpn.cli.encoding import redirected

WORDS = [sys.executable, "-m", "tpn", "status", "--today", "2026-10-05"]


def surroundings(**more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") or name == "PYTHONPATH"
    }
    return {**kept, "TPN_LANG": "nb", **more}


@pytest.mark.parametrize(
    ("kind", "code_page", "letters"),
    [
        ("file", 850, "utf-8"), ("file", 1252, "utf-8"), ("file", 0, "utf-8"), ("pipe", 850, "cp850"),
        ("pipe", 1252, "cp1252"), ("pipe", 65001, "utf-8"), ("pipe", 0, "utf-8"),
    ],
)  # fmt: skip
def test_a_file_is_utf_8_and_a_pipe_what_the_console_reads(kind: str, code_page: int, letters: str) -> None:
    assert redirected(kind, code_page) == letters  # type: ignore[arg-type]


@pytest.mark.parametrize("letters", ["ascii", "cp850"])
def test_facts_are_the_same_facts_in_the_letters_of_any_console(halden: Path, letters: str) -> None:
    told = [
        subprocess.run(
            [*WORDS[:3], "list", "aktiviteter", "--json"],
            cwd=halden,
            env=surroundings(PYTHONIOENCODING=one),
            capture_output=True,
            check=True,
        ).stdout.decode(one)
        for one in (letters, "utf-8")
    ]
    assert json.loads(told[0]) == json.loads(told[1])
    assert "å" in told[1]


def test_a_screen_that_goes_into_a_file_is_utf_8(halden: Path, tmp_path: Path) -> None:
    with (tmp_path / "status.txt").open("wb") as file:
        subprocess.run(WORDS, cwd=halden, env=surroundings(LANG="C.UTF-8"), stdout=file, check=True)
    assert "Tjenester på nett i Halden" in (tmp_path / "status.txt").read_text("utf-8")
