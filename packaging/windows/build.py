"""The folder for Windows out of its parts, and what is given out of it: a zip, an installer, a list of parts."""

import argparse
import hashlib
import os
import shutil
import tempfile
import time
import zipfile
from importlib.metadata import version as version_of
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import windows_python
from cyclonedx.model.component import Component, ComponentType
from installer import make_installer
from parts import TOOLS, Part, collected, lay_out_licences, list_of_parts, other_part, part_of, unpack
from stand_alone import must_stand_alone
from windows_python import SETTINGS, CannotBuild, fetched, said

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# -I: nothing of another Python on the machine – PYTHONHOME, PYTHONPATH, packages of the user – reaches this one
FIRST_LINE = rb"#!<launcher_dir>\python\python.exe -I" + b"\r\n"
MAIN = "from tpn.__main__ import main\n\nmain()\n"
MOST_MEGABYTES = 150


def launcher() -> bytes:
    """``tpn.exe``: the launcher that pip gives every program, the line it starts, and one module."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(_entry("__main__.py"), MAIN)
    return files("distlib").joinpath("t64.exe").read_bytes() + FIRST_LINE + packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if "/" in name else zipfile.ZIP_STORED
    entry.create_system = 0
    return entry


def compile_modules(python: Path, work: Path) -> None:
    """Compile every module once and for all, so that the first start is quick and nothing is written into the folder.

    A compiled module says that it goes with its source by what the build knows, not by a time: a copied folder has
    other times. It is made by CPython of the same version, here on Linux. The standard library goes without its
    source, as in python.org's own package for embedding; tpn and the packages can be read as they are.
    """
    compiler = fetched(SETTINGS["compiler"], work / "compiler")
    (program := compiler / "bin" / "python3.13").chmod(0o755)
    line = [
        program, "-I", "-m", "compileall", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash",
        "-s", python, "-p", "python",
    ]  # fmt: skip
    surroundings = {**os.environ, "LD_LIBRARY_PATH": str(compiler), "PYTHONHASHSEED": "0"}
    said(*line, "-b", "-x", "site-packages", python / "lib", surroundings=surroundings)
    said(*line, python / "lib" / "site-packages", surroundings=surroundings)
    for source in (python / "lib").rglob("*.py"):
        if "site-packages" not in source.parts:
            source.unlink()
    shutil.copyfile(next(compiler.glob("lib/python3*/LICENSE.txt")), work / "LICENSE.txt")


def make_folder(folder: Path, parts: list[Part], python: Path | None, work: Path) -> Path:
    """Everything in its place in ``folder``; the list of parts."""
    windows_python.make(folder / "python", python)
    unpack(parts, folder / "python" / "lib" / "site-packages")
    compile_modules(folder / "python", work)
    return lay_around(folder, parts, python, work)


def lay_around(folder: Path, parts: list[Part], python: Path | None, work: Path) -> Path:
    """What stands around Python: the program, what to read, the licences and the list of parts, which is answered."""
    packages, licences = folder / "python" / "lib" / "site-packages", folder / "lisenser"
    (folder / "tpn.exe").write_bytes(launcher())
    lay_out_licences(parts, packages, licences)
    launchers = next(Path(str(files("distlib"))).parent.glob("distlib-*.dist-info")).rglob("LICENSE*")
    for name, source in {
        "python": next((python or work).glob("LICENSE*"), work / "LICENSE.txt"), "distlib": next(launchers),
    }.items():  # fmt: skip
        (licences / name).mkdir()
        shutil.copyfile(source, licences / name / "LICENSE.txt")
    told = (HERE / "Les meg.txt").read_text("utf-8").replace("{version}", parts[0].version)
    (folder / "Les meg.txt").write_text(told, "utf-8-sig", newline="\r\n")
    listed = licences / "deler.cdx.json"
    list_of_parts(parts, packages, _others(folder), listed)
    return listed


def _others(folder: Path) -> list[Component]:
    """The parts that are no package: CPython and the launcher."""

    def hashed(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    python, exe = folder / "python" / f"{windows_python.WHOLE}.dll", files("distlib").joinpath("t64.exe")
    return [
        other_part(ComponentType.PLATFORM, {
            "name": "cpython", "version": windows_python.version_of(folder / "python"),
            "licence": SETTINGS["python"]["licence"],
            "sha256": hashed(python), "description": f"The hash is that of {python.name}.",
        }),
        other_part(ComponentType.APPLICATION, {
            "name": "simple_launcher", "version": f"distlib {version_of('distlib')}", "licence": "PSF-2.0",
            "sha256": hashlib.sha256(exe.read_bytes()).hexdigest(), "description": "What tpn.exe begins with.",
        }),
    ]  # fmt: skip


def megabytes(folder: Path) -> float:
    """What the folder's files weigh."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def make_zip(folder: Path, archive: Path) -> None:
    """Pack the folder: sorted, one time for all files, the same bytes each time."""
    with zipfile.ZipFile(archive, "w", compresslevel=9) as packed:
        for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
            if path.is_file():
                packed.writestr(
                    _entry(f"{folder.name}/{path.relative_to(folder).as_posix()}"), path.read_bytes()
                )


def built_wheel(work: Path) -> Path:
    """Build tpn's wheel out of the source beside this folder."""
    said(TOOLS / "uv", "build", "-q", "--wheel", "-o", work / "wheel", ROOT)
    return next((work / "wheel").glob("*.whl"))


def build(out: Path, wheel: Path | None, python: Path | None, *, msi: bool) -> None:
    """Make everything that is given out, and say what it weighs."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        tpn = part_of(wheel or built_wheel(work))
        parts = collected(
            tpn.wheel, ROOT / "requirements.lock", SETTINGS["python"]["version"], work / "wheels"
        )
        folder = work / f"tpn-{tpn.version}"
        listed = make_folder(folder, parts, python, work)
        must_stand_alone(folder)
        if (weight := megabytes(folder)) > MOST_MEGABYTES:
            raise CannotBuild(f"the folder weighs {weight:.0f} MB, at most {MOST_MEGABYTES} are allowed")
        base = out / f"tpn-{tpn.version}-windows"
        shutil.copyfile(listed, base.with_name(base.name + ".cdx.json"))
        make_zip(folder, archive := base.with_name(base.name + ".zip"))
        made = [archive]
        if msi:
            made.append(make_installer(folder, tpn.version, base.with_name(base.name + ".msi")))
        count = sum(path.is_file() for path in folder.rglob("*"))
        print(f"{count} files of {len(parts) + 2} parts, {weight:.0f} MB unpacked")
        for one in made:
            print(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one}  {one.stat().st_size / 1e6:.0f} MB")


def main() -> None:
    """Read the line and build; what stands in the way is one sentence."""
    options = argparse.ArgumentParser(prog="packaging/windows/build", description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--wheel", type=Path)
    options.add_argument("--python", type=Path)
    options.add_argument("--no-msi", action="store_true")
    given = options.parse_args()
    try:
        build(given.out, given.wheel, given.python, msi=not given.no_msi)
    except CannotBuild as fault:
        raise SystemExit(f"Not built: {fault}") from None


if __name__ == "__main__":
    main()
