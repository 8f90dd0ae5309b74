"""What is given out for Windows is made of what it says: no host, no file that is wanted left behind."""

import re
import sys

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
def wanted(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(HERE))
    import windows_python  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    yield windows_python.wanted
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
    wanted: object, of: str, path: str, kept: bool
) -> None:
    assert callable(wanted)
    assert wanted(path, of) is kept


def test_the_text_to_read_first_is_short_enough_for_a_window_and_names_what_is_there() -> None:
    text = (HERE / "Les meg.txt").read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 80
    assert all(word in text for word in ("tpn.exe", "python\\", "lisenser\\", "deler.cdx.json"))
