"""The README's lines as cmd reads them, and what comes through its code pages: only on Windows."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_readme import commands, windows_lines

pytestmark = pytest.mark.skipif(os.name != "nt", reason="there is no cmd here")
SHOWS = "import sys; sys.stdout.buffer.write(('\\x1f'.join(sys.argv[1:]) + '\\n').encode('utf-8'))"


def batch(place: Path, code_page: int, *lines: str, env: dict[str, str] | None = None) -> bytes:
    """What lines give when cmd reads them under a code page."""
    file = place / "linjer.bat"
    file.write_text("\r\n".join(["@echo off", f"chcp {code_page} >nul", *lines, ""]), "utf-8")
    words = [os.environ["COMSPEC"], "/c", str(file)]
    ended = subprocess.run(
        words, cwd=place, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    return ended.stdout


@pytest.fixture(scope="module", autouse=True)
def console(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A console whose code page can be set: Wine has none where it is started through pipes, and reads 1252 then."""
    told = f'"{sys.executable}" -I -S -c "import ctypes; print(ctypes.windll.kernel32.GetConsoleOutputCP())"'
    if batch(tmp_path_factory.mktemp("cmd"), 850, told).strip() != b"850":
        pytest.skip("Wine has no console here whose code page could be set")


def test_cmd_reads_every_line_of_the_readme_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "vis.py").write_text(SHOWS, "utf-8")
    told = [*commands(), windows_lines()[1].removeprefix("py -m ")]
    lines = [f'"{sys.executable}" -I -S vis.py {line.removeprefix("tpn ")}' for line in told]
    read = [one.split("\x1f") for one in batch(tmp_path, 65001, *lines).decode("utf-8").splitlines()]
    assert read == [shlex.split(line)[1:] for line in told]


@pytest.mark.parametrize(("code_page", "letters"), [(850, "cp850"), (1252, "cp1252"), (65001, "utf-8")])
def test_what_is_piped_is_in_the_letters_of_the_code_page_and_a_file_in_utf_8(
    halden: Path, code_page: int, letters: str
) -> None:
    line = f'"{sys.executable}" -m tpn explain K110 --lang nn'
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told = batch(halden, code_page, f"{line} > forklart.txt", line, env=known)
    assert (halden / "forklart.txt").read_text("utf-8") == told.decode(letters)
