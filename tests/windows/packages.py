"""The zip and the MSI as a PC would meet them, under Wine: not collected with the suite, for it takes minutes.

    packaging/windows/build dist && tests/windows/run FOLDER packages dist

``TPN_PACKAGES`` names the folder of the packages, ``WINEPREFIX`` Wine's own, which the runner has made.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.cli.at_the_keyboard import Keyboard

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = Path(os.environ.get("TPN_PACKAGES", "dist")).resolve()
WINE = shutil.which("wine-stable") or shutil.which("wine")
PREFIX = Path(os.environ.get("WINEPREFIX", "/nonexistent"))
USER = next((PREFIX / "drive_c" / "users").glob("[!P]*"), PREFIX) if PREFIX.exists() else PREFIX
HOME, MACHINE = USER / "AppData" / "Local" / "Programs" / "tpn", PREFIX / "drive_c" / "Program Files" / "tpn"

pytestmark = pytest.mark.skipif(
    WINE is None or not PREFIX.exists() or not list(PACKAGES.glob("*-windows.zip")),
    reason="wants Wine, a prefix of the runner's and packages",
)


def wine(*words: object, place: Path = ROOT) -> str:
    """What a program says on Windows; through pipes, for Wine gives Python no other streams."""
    line = [str(WINE), *map(str, words)]
    done = subprocess.run(line, cwd=place, input=b"", capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


@pytest.fixture(scope="module", autouse=True)
def services() -> Iterator[None]:
    """Wine's own services live as long as the tests: else they would keep the pipe of whoever started them open."""
    server = shutil.which("wineserver-stable") or shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
    _quietly(server, "-p600")
    _quietly(str(WINE), "cmd", "/c", "exit")
    yield
    _quietly(server, "-p0")


def _quietly(*line: str) -> None:
    nothing = subprocess.DEVNULL
    subprocess.run(line, check=False, stdin=nothing, stdout=nothing, stderr=nothing)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked where a path has a space and letters outside ASCII."""
    place = tmp_path_factory.mktemp("en minnepinne æøå")
    with zipfile.ZipFile(next(PACKAGES.glob("*-windows.zip"))) as packed:
        packed.extractall(place)
    return next(place.iterdir())


def names(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*")}


def test_the_folder_is_what_it_says_and_nothing_of_wine_is_in_it(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"tpn.exe", "python", "lisenser", "Les meg.txt"}
    assert not {"bcryptprimitives.dll", "sitecustomize.py"} & {path.name for path in folder.rglob("*")}
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 150e6


def test_the_paper_for_it_says_what_they_weigh(folder: Path) -> None:
    paper = (ROOT / "docs" / "for-it.md").read_text("utf-8")
    unpacked = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    given = [next(PACKAGES.glob(f"*-windows.{kind}")).stat().st_size for kind in ("zip", "msi")]
    told = [*re.findall(r"(?:Utpakket|Unpacked) (\d+) MB", paper), *re.findall(r"MSI (\d+) MB", paper)]
    assert len(told) == 4
    assert all(abs(unpacked / 1e6 - int(said)) < 2 for said in told[:2])
    assert all(abs(size / 1e6 - int(said)) < 2 for said in told[2:] for size in given)


def test_it_runs_is_moved_and_runs_and_writes_nothing_into_itself(folder: Path, tmp_path: Path) -> None:
    before = names(folder)
    halden = Path(shutil.copytree(ROOT / "examples" / "halden", tmp_path / "halden"))
    assert "tpn " in wine(folder / "tpn.exe", "--version")
    assert "GUL" in wine(folder / "tpn.exe", "status", "--today", "2026-10-05", place=halden)
    wine(folder / "tpn.exe", "report", "--today", "2026-10-05", "-o", "rapport.pdf", place=halden)
    assert (halden / "rapport.pdf").read_bytes()[:4] == b"%PDF"
    assert names(folder) == before
    moved = folder.rename(folder.with_name("flyttet hit"))
    try:
        assert "tpn " in wine(moved / "tpn.exe", "--version")
    finally:
        moved.rename(folder)


class Window(Keyboard):
    """A window of Windows's, as Wine shows it at a terminal."""

    def types(self, line: str, end: str = "\r") -> None:
        super().types(line, end)


@pytest.fixture
def window(folder: Path, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """``window(sheet)``: tpn.exe in a window of its own, as Explorer opens it; nothing is remembered afterwards."""
    # the terminal hands every key on as it is: Windows's console, not Linux, makes lines of them
    line = ("sh", "-c", 'stty -icanon -echo -icrnl; exec "$@"', "sh", str(WINE), str(folder / "tpn.exe"))
    yield lambda *dropped: Window(
        tmp_path, *map(_at_z, dropped), program=line, size=(60, 100), LANG="C.UTF-8", LC_ALL="C.UTF-8"
    )
    shutil.rmtree(USER / "AppData" / "Roaming" / "tpn", ignore_errors=True)


def test_a_double_click_opens_the_menu_and_a_workbook_dropped_on_it_is_read_in(
    folder: Path, window: Callable[..., Window], tmp_path: Path
) -> None:
    halden = Path(shutil.copytree(ROOT / "examples" / "halden", tmp_path / "prosjekt æøå"))
    with window() as seat:
        seat.reads("bokstav:")
        seat.types("O")
        seat.reads("stien:")
        seat.types(f'"{_at_z(halden)}"')
        seat.reads("Hva vil du")
        seat.types("1")
        seat.reads("tpn week")
        seat.reads("Enter for listen.")
        seat.types("")
        seat.types("A")
        seat.reads("Ha det.")
        assert seat.ends() == 0
    wine(folder / "tpn.exe", "export", "--each-responsible", "runde", place=halden)
    book = openpyxl.load_workbook(sheet := halden / "runde" / "per.xlsx")
    note = next(cell.column for cell in book.worksheets[1][3] if cell.value == "Merknad")
    book.worksheets[1].cell(4, note).value = "Sett av Per"
    book.save(sheet)
    with window(sheet) as seat:
        seat.reads("[j/N]")
        seat.types("j")
        seat.reads("Det er skrevet.")
        seat.reads("lukke vinduet.")
        seat.types("")
        assert seat.ends() == 0
    assert any("Sett av Per" in path.read_text("utf-8") for path in halden.glob("*.yaml"))


def _at_z(path: Path) -> str:
    """A path of this machine, as Wine's Windows has it."""
    return "Z:" + str(path).replace("/", "\\")


def test_it_starts_as_quickly_as_python_does(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    lines = {
        "exe": [folder / "tpn.exe", "explain", "K110"],
        "python": [folder / "python" / "python.exe", "-I", "-m", "tpn", "explain", "K110"],
    }
    ratios = []
    for _ in range(9):
        took = {}
        for name, line in lines.items():
            began = time.perf_counter()
            assert "K110" in wine(*line)
            took[name] = time.perf_counter() - began
        ratios.append(took["exe"] / took["python"])
    record_property("ratio", round(statistics.median(ratios), 3))
    assert statistics.median(ratios) <= 1.15, ratios


def path_of(root: str) -> str:
    key = (
        r"HKCU\Environment"
        if root == "user"
        else r"HKLM\System\CurrentControlSet\Control\Session Manager\Environment"
    )
    return wine("reg", "query", key, "/v", "PATH")


# this Wine takes ALLUSERS=2 for a machine's and knows no MSIINSTALLPERUSER; Windows begins with the user's
@pytest.mark.parametrize(
    ("how", "place", "root"), [("ALLUSERS=", HOME, "user"), ("ALLUSERS=1", MACHINE, "machine")]
)
def test_it_is_installed_run_and_removed(how: str, place: Path, root: str, tmp_path: Path) -> None:
    msi = next(PACKAGES.glob("*-windows.msi"))
    project = tmp_path / "prosjekt"
    wine("msiexec", "/i", msi, "/qn", how)
    try:
        assert "tpn " in wine(place / "tpn.exe", "--version")
        wine(place / "tpn.exe", "init", project, "--from", "halden")
        assert (project / "project.yaml").exists()
        assert "tpn" in path_of(root)
        icons = {path.name for path in USER.rglob("*.lnk")}
        assert ("Start tpn.lnk" in icons, "tpn.lnk" in icons) == (True, root == "user")
    finally:
        wine("msiexec", "/x", msi, "/qn", how)
    assert not place.exists()
    assert "tpn" not in path_of(root)
    assert not [path for path in USER.rglob("*.lnk") if "tpn" in path.name]
    assert (project / "project.yaml").exists()


def test_a_newer_one_takes_the_place_of_an_older_and_an_older_never_that_of_a_newer(tmp_path: Path) -> None:
    """For the machine: of a user's own, this Wine leaves the older one's files where they are."""
    older, newer = small_one(tmp_path, "98.0.0"), small_one(tmp_path, "99.0.0")
    try:
        wine("msiexec", "/i", older, "/qn", "ALLUSERS=1")
        assert names(MACHINE) == {"tpn.exe", "98.0.0.txt"}
        wine("msiexec", "/i", newer, "/qn", "ALLUSERS=1")
        assert names(MACHINE) == {"tpn.exe", "99.0.0.txt"}
        wine("msiexec", "/i", older, "/qn", "ALLUSERS=1")
        assert names(MACHINE) == {"tpn.exe", "99.0.0.txt"}
    finally:
        wine("msiexec", "/x", newer, "/qn", "ALLUSERS=1")
    assert not MACHINE.exists()


def small_one(work: Path, version: str) -> Path:
    """An installer of a version with little in it."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1796000000")
    sys.path.insert(0, str(ROOT / "packaging" / "windows"))
    from installer import make_installer  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    (folder := work / version).mkdir()
    (folder / "tpn.exe").write_bytes(b"MZ")
    (folder / f"{version}.txt").write_text("tpn\n")
    return Path(make_installer(folder, version, work / f"{version}.msi"))
