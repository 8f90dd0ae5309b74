"""What is given out for Windows is made of what it says: no host, no file that is wanted left behind."""

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

HERE = ROOT / "packaging" / "windows"
TOLD = (
    "settings.toml",
    "tools.txt",
    "build",
    "build.py",
    "parts.py",
    "installer.py",
    "windows_python.py",
    "Les meg.txt",
)


@pytest.fixture
def packing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The part of the build that lays CPython out."""
    monkeypatch.syspath_prepend(str(HERE))
    import windows_python  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    yield windows_python
    del sys.modules["windows_python"]


@pytest.mark.parametrize("name", TOLD)
def test_the_build_names_no_place_that_packages_are_fetched_from(name: str) -> None:
    found = re.findall(r"https?://\S+", (HERE / name).read_text("utf-8"))
    assert [one for one in found if "schemas.microsoft.com" not in one] == []


def test_every_package_of_windows_is_locked() -> None:
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert 'colorama==0.4.6 ; sys_platform == "win32"' in locked
    assert re.search(r"^lxml==", locked, re.MULTILINE)


@pytest.mark.parametrize(
    ("of", "path", "kept"),
    [
        ("python", "python.exe", True), ("python", "lib/os.py", True), ("python", "Lib/encodings/cp850.py", True),
        ("python", "lib/test/test_os.py", False), ("python", "lib/_ssl.pyd", False), ("python", "DLLs/_ssl.pyd", False),
        ("python", "lib/site-packages/pip/__init__.py", False), ("python", "jnipython.dll", False),
        ("packages", "pygments/lexers/python.py", True), ("packages", "pygments/lexers/special.py", True),
        ("packages", "pygments/lexers/_mapping.py", True), ("packages", "pygments/lexers/haskell.py", False),
        ("packages", "lxml/etree.cp313-win_amd64.pyd", True), ("packages", "lxml/etree.pyx", False),
        ("packages", "PIL/_imaging.cp313-win_amd64.pyd", True), ("packages", "tpn/cli/app.py", True),
        ("packages", "tpn/_data/templates/texts/nb/verbs/week.yaml", True),
    ],
)  # fmt: skip
def test_what_no_command_uses_stays_behind_and_the_rest_comes_along(
    packing: Any, of: str, path: str, kept: bool
) -> None:
    assert packing.wanted(path, of) is kept


AROUND = ("python.exe", "python3.dll", "python313.dll", "vcruntime140.dll", "LICENSE.txt")
EMBEDDED = (*AROUND, "python313._pth", "python.cat", "pythonw.exe", "_socket.pyd", "_ssl.pyd", "_ctypes.pyd",
            "libffi-8.dll", "libcrypto-3.dll")  # fmt: skip
INSTALLED = (*AROUND, "Lib/os.py", "Lib/encodings/cp850.py", "Lib/test/a.py", "Lib/site-packages/pip/b.py",
             "DLLs/_socket.pyd", "DLLs/_ssl.pyd", "DLLs/_ctypes.pyd", "DLLs/libffi-8.dll", "DLLs/libcrypto-3.dll",
             "include/a.h", "libs/a.lib", "Scripts/pip.exe", "tcl/a.tcl")  # fmt: skip


@pytest.mark.parametrize("files", [EMBEDDED, INSTALLED], ids=["embedded", "installed"])
def test_python_org_s_own_cpython_is_laid_out_like_the_other(
    packing: Any, tmp_path: Path, files: tuple[str, ...]
) -> None:
    for name in files:
        (path := tmp_path / "python" / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x003.13.9\x00")
    if files is EMBEDDED:
        with zipfile.ZipFile(tmp_path / "python" / "python313.zip", "w") as library:
            for name in ("os.pyc", "encodings/cp850.pyc", "test/a.pyc", "sqlite3/b.pyc"):
                library.writestr(name, b"")
    packing.make(folder := tmp_path / "laid", tmp_path / "python")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    code = "pyc" if files is EMBEDDED else "py"
    own = {"DLLs/_socket.pyd", "DLLs/_ctypes.pyd", "DLLs/libffi-8.dll"}
    assert found == {*AROUND, *own, f"lib/os.{code}", f"lib/encodings/cp850.{code}"}
    assert packing.version_of(folder) == "3.13.9"


def test_a_cpython_that_the_packages_are_not_made_for_is_refused(packing: Any, tmp_path: Path) -> None:
    for name in ("python.exe", "python312.dll"):
        (tmp_path / name).touch()
    with pytest.raises(packing.CannotBuild, match=r"python313\.dll"):
        packing.make(tmp_path / "laid", tmp_path)


def test_the_text_to_read_first_is_short_enough_for_a_window_and_names_what_is_there() -> None:
    text = (HERE / "Les meg.txt").read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 80
    assert all(word in text for word in ("tpn.exe", "python\\", "lisenser\\", "deler.cdx.json"))
