"""A file that is dropped on the program, or named at its menu: it is read as a sheet or told as none."""

import io
import os
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tests.recognise.form_books import form

ON_WINDOWS = os.name == "nt"
SHEET = b""
"""Stands for a sheet of the project itself."""
FILES: dict[str, bytes] = {
    "a; touch ut.xlsx": SHEET, "$(touch ut).xlsx": SHEET, "`touch ut`.xlsx": SHEET, "--write": SHEET, "-o": SHEET,
    "%PATH%.xlsx": SHEET, "a'b.xlsx": SHEET, "\u202exslx.exe": SHEET,
    "snarvei.lnk": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 200, "side.url": b"[InternetShortcut]\nURL=http://example.no\n",
    "start.desktop": b"[Desktop Entry]\nExec=touch ut\n", "program.xlsx": b"MZ\x90\0" + b"\0" * 500,
    "annet-program.xlsx": b"\x7fELF" + b"\0" * 500, "makro.xlsm": form(),
    "kommandoer.csv": b"@echo off\r\ntouch ut\r\n",
    "skript.csv": b"#!/bin/sh\ntouch ut\n", "kryss.xlsx": b"\\\\?\\UNC\\example.no\\x",
    "nettside.xls": b"<html><script>1</script><iframe src='http://example.no'></iframe></html>",
}  # fmt: skip
ODD = {} if ON_WINDOWS else {'a"b\nc.xlsx': SHEET, "\x1b[2Jx.xlsx": SHEET}
LINKS = {"ute.xlsx": "../hemmelig.txt", "rundt.xlsx": "rundt.xlsx", "uten-slutt.xlsx": "/dev/zero"}
NAMED = (
    "rør.xlsx",
    "mappe.xlsx",
    "ikke-her.xlsx",
    "//example.no/x/y.xlsx",
    r"\\example.no\x\y.xlsx",
    "NUL",
    "C:\\x.xlsx",
)


@pytest.fixture
def seat(tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the project with all of it, where the program is started."""
    here = tmp_path / "nedlastet"
    here.mkdir()
    (tmp_path / "hemmelig.txt").write_text("IKKE-TIL-SKJERMEN\n" * 9, "utf-8")
    assert tpn("export", "-o", tmp_path / "retur.xlsx", "-p", halden).code == 0
    own = (tmp_path / "retur.xlsx").read_bytes()
    for name, data in (FILES | ODD).items():
        (here / name).write_bytes(data or own)
    (here / "mappe.xlsx").mkdir()
    for name, to in () if ON_WINDOWS else LINKS.items():
        (here / name).symlink_to(to)
    if hasattr(os, "mkfifo"):
        os.mkfifo(here / "rør.xlsx")
    monkeypatch.chdir(here)
    return here


def everything(home: Path) -> dict[str, bytes]:
    files = (path for path in home.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path): path.read_bytes() for path in files if path.name not in {".lock", ".outputs"}}


@pytest.mark.sampled(every=9)
@pytest.mark.parametrize("name", [*FILES, *ODD, *LINKS, *NAMED])
@pytest.mark.parametrize("how", ["dropped", "typed"])
def test_what_is_dropped_is_a_sheet_or_none_and_changes_nothing_unasked(
    tpn: Tpn, halden: Path, seat: Path, monkeypatch: pytest.MonkeyPatch, name: str, how: str
) -> None:
    path = seat / name if name in {*FILES, *ODD, *LINKS, "rør.xlsx", "mappe.xlsx"} else Path(name)
    typed = "1\nn\nn\nn\nq\n" if how == "dropped" else f"{path}\nn\nn\nq\nq\n"
    before = everything(seat.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    said = tpn("menu", "-p", halden, *(["--", path] if how == "dropped" else []))
    told = said.out + said.err
    assert (said.code in {0, 1, 2}, "Traceback" in told, "IKKE-TIL" in told) == (True, False, False)
    assert everything(seat.parent) == before
    assert not any(letter < " " and letter not in "\n\t" for letter in told)
    assert "\u202e" not in told
