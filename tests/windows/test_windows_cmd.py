"""The README's lines as cmd reads them, and what comes through its code pages: only on Windows."""

import ctypes
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_readme import commands, windows_lines

pytestmark = pytest.mark.skipif(os.name != "nt", reason="there is no cmd here")
SHOWS = "import sys; sys.stdout.buffer.write(('\\x1f'.join(sys.argv[1:]) + '\\n').encode('utf-8'))"


def batch(
    place: Path, code_page: int, *lines: str, letters: str = "utf-8", env: dict[str, str] | None = None
) -> bytes:
    """What lines give when cmd reads them under a code page; under the one it has where that is 0."""
    file = place / "linjer.bat"
    before = [f"chcp {code_page} >nul"] if code_page else []
    file.write_bytes("\r\n".join(["@echo off", *before, *lines, ""]).encode(letters))
    words = [os.environ["COMSPEC"], "/c", str(file)]
    ended = subprocess.run(
        words, cwd=place, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    return ended.stdout


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether cmd has a console whose code page can be set: under Wine, started through pipes, it has none."""
    told = f'"{sys.executable}" -I -S -c "import ctypes; print(ctypes.windll.kernel32.GetConsoleOutputCP())"'
    return batch(tmp_path_factory.mktemp("cmd"), 850, told).strip() == b"850"


def test_cmd_reads_every_line_of_the_readme_as_it_stands(tmp_path: Path, console: bool) -> None:
    """Every line that the code page has letters for: in 65001 that is every one."""
    (tmp_path / "vis.py").write_text(SHOWS, "utf-8")
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    code_page, letters = (65001, "utf-8") if console else (0, f"cp{kernel.GetOEMCP()}")
    told = [*commands(), windows_lines()[1].removeprefix("py -m ")]
    told = [line for line in told if line.encode(letters, "replace").decode(letters) == line]
    lines = [f'"{sys.executable}" -I -S vis.py {line.removeprefix("tpn ")}' for line in told]
    shown = batch(tmp_path, code_page, *lines, letters=letters).decode("utf-8")
    read = [one.split("\x1f") for one in shown.splitlines()]
    assert read == [shlex.split(line)[1:] for line in told]
    assert len(told) > 40


@pytest.mark.parametrize(("code_page", "letters"), [(850, "cp850"), (1252, "cp1252"), (65001, "utf-8")])
def test_what_is_piped_is_in_the_letters_of_the_code_page_and_a_file_in_utf_8(
    halden: Path, console: bool, code_page: int, letters: str
) -> None:
    if not console:
        pytest.skip("Wine has no console here whose code page could be set")
    line = f'"{sys.executable}" -m tpn explain K110 --lang nn'
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told = batch(halden, code_page, f"{line} > forklart.txt", line, env=known)
    assert (halden / "forklart.txt").read_text("utf-8") == told.decode(letters)
