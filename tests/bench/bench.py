"""How quick ``tpn`` is, as ratios against bare processes in the same run.

``python tests/bench/bench.py [S newest M L]``: whole processes of the installed, byte-compiled wheel in a fresh
environment, beside a bare Python that does the least that could be done with the same files. Both in turn, medians,
the ratio pair by pair; of the processor's time, since other work on the machine makes a clock's time longer. S is 150
activities, M 5,000, L 50,000 (``plans.py``); ``newest`` is S with the newest releases of the packages instead of
those of the lock. TaskJuggler (``tj3``) schedules the same plan where it is installed. Nothing here is a test: the
reader judges the table against the goals that stand in it.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import resource

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROUNDS = {"start": 21, "S": 15, "M": 9, "L": 3}
TODAY = "2026-11-23"
LOAD = (
    "import sys, pathlib, yaml\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).glob('*.yaml')): yaml.load(path.read_bytes(), yaml.CSafeLoader)"
)
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


class Env(NamedTuple):
    """A fresh environment with the wheel: its Python, and ``tpn`` as a person starts it."""

    python: str
    tpn: str


def installed(folder: Path, *, locked: bool = True) -> Env:
    """The wheel of this checkout, built and installed outside it, all byte-compiled."""
    if not (folder / "dist").exists():
        run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder / "dist"), str(ROOT)])
    env = folder / ("env" if locked else "newest")
    venv.create(env, with_pip=True)
    programs = env / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(programs / "python")
    (wheel,) = (folder / "dist").glob("*.whl")
    lock = ["-c", str(ROOT / "requirements.lock")] if locked else []
    run([python, "-m", "pip", "install", "-q", *lock, str(wheel)])
    run([python, "-m", "compileall", "-q", str(env)])
    return Env(python, str(programs / "tpn"))


def run(command: Sequence[str]) -> None:
    """One whole process, whose words nobody needs."""
    subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())


def seconds(command: Sequence[str]) -> float:
    """The processor's time of one whole process; the clock's where the system does not tell it."""
    begin = _spent()
    run(command)
    return _spent() - begin


def _spent() -> float:
    if sys.platform == "win32":
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(label: str, ours: Sequence[str], bare: Sequence[str], rounds: int, goal: str) -> float:
    """Both in turn, after one of each that does not count. Prints the medians and the ratio; gives our median."""
    seconds(ours), seconds(bare)
    pairs = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
    mine, theirs = (float(statistics.median(side)) for side in zip(*pairs, strict=True))
    ratio = float(statistics.median(a / b for a, b in pairs))
    say(f"{label:<38}{mine * 1000:8.0f} ms{theirs * 1000:8.0f} ms{ratio:8.2f} ×   {goal}")
    return mine


def quicker(label: str, ours: float, other: Sequence[str], rounds: int, goal: str) -> None:
    """How many times as long another program takes for the same plan."""
    theirs = statistics.median(seconds(other) for _ in range(rounds))
    say(f"{label:<38}{ours * 1000:8.0f} ms{theirs * 1000:8.0f} ms{theirs / ours:8.1f} ×   {goal}")


def peak(env: Env, command: Sequence[str]) -> str:
    """The most memory that a process held, in MB; a process in between, so that ours is not counted."""
    if sys.platform == "win32":
        return "peak memory is not measured on Windows"
    told = subprocess.run(
        [env.python, "-c", PEAK, *command], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return f"{int(told) * (1 if sys.platform == 'darwin' else 1024) / 1e6:.0f} MB"


def say(line: str) -> None:
    """A line of the table, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def start_up(env: Env) -> None:
    """What costs nothing but the start."""
    bare = [env.python, "-c", "pass"]
    compare("--version / python -c pass", [env.tpn, "--version"], bare, ROUNDS["start"], "≤ 2")
    words = [env.tpn, "--complete", "tpn", "status", "--"]
    compare("completion / python -c pass", words, bare, ROUNDS["start"], "≤ 6.5")


def of_size(env: Env, size: str, folder: Path, goal: str) -> None:
    """``tpn status`` of a size, beside the bare load of its files, and TaskJuggler where it can be had.

    Of M also what weighs a revised plan and the gates, beside the status.
    """
    run([env.python, str(HERE / "plans.py"), size, str(folder)])
    status = [env.tpn, "-p", str(folder), "status", "--today", TODAY]
    bare = [env.python, "-c", LOAD, str(folder)]
    ours = compare(f"status {size} / python + CSafeLoader", status, bare, ROUNDS[size], goal)
    if size == "M":
        for verb in ("replan", "gate"):
            words = [env.tpn, "-p", str(folder), verb, "--today", TODAY]
            compare(f"{verb} {size} / status {size}", words, status, ROUNDS[size], "≤ 2")
    if size == "M":
        listed = [env.tpn, "-p", str(folder), "list", "--today", TODAY]
        compare("list M / python + CSafeLoader", listed, bare, ROUNDS[size], "")
    if size == "L":
        say(f"{'status L, peak memory':<38}{peak(env, status):>11}{'':21}≤ 600 MB")
    elif not shutil.which("tj3"):
        say("TaskJuggler (tj3) is not installed: it is not compared with")
    else:
        plan = ["tj3", "--silent", "--output-dir", str(folder), str(folder / "bench.tjp")]
        quicker(f"TaskJuggler / status {size}", ours, plan, 3, "≥ 18, aim 30" if size == "M" else "")


def sheets(env: Env, size: str, folder: Path) -> None:
    """``tpn export`` with all its dress, beside XlsxWriter writing the same cells bare, the hidden tab too."""
    bare, kept = [env.python, str(HERE / "bare_sheet.py")], str(folder / "cells.pickle")
    for form, goal in (("xlsx", "≤ 3, aim 2"), ("ods", "≤ 2, aim 1")):
        export = [env.tpn, "-p", str(folder), "export", "-o", str(folder / f"out.{form}"), "--today", TODAY]
        if form == "xlsx":
            run(export)
            run([*bare, "cells", str(folder / "out.xlsx"), kept])
        again = [*bare, "write", kept, str(folder / "bare.xlsx")]
        compare(f"export {size} {form} / bare XlsxWriter", export, again, ROUNDS[size], goal)
        say(f"{f'export {size} {form}, peak memory':<38}{peak(env, export):>11}{'':21}≤ 250 MB")


def home(env: Env, size: str, folder: Path) -> None:
    """``tpn import --write`` of a sheet with 500 changed cells, beside openpyxl that only reads the file."""
    back, kept = folder.parent / "back.xlsx", folder.parent / "kept"
    run([env.python, str(HERE / "edited_sheet.py"), str(folder / "out.xlsx"), str(back)])
    files = [path for path in folder.iterdir() if path.suffix == ".yaml"]
    kept.mkdir(exist_ok=True)
    for path in files:
        shutil.copy(path, kept)
    ours = [env.tpn, "-p", str(folder), "import", str(back), "--write", "--today", TODAY]
    bare = [env.python, "-c", "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1])", str(back)]
    pairs = []
    for _ in range(ROUNDS[size]):
        pairs.append((seconds(ours), seconds(bare)))
        for path in files:
            shutil.copy(kept / path.name, path)
    mine, theirs = (float(statistics.median(side)) * 1000 for side in zip(*pairs, strict=True))
    ratio = float(statistics.median(a / b for a, b in pairs))
    say(
        f"{f'import {size} / openpyxl reading':<38}{mine:8.0f} ms{theirs:8.0f} ms{ratio:8.2f} ×   ≤ 1.5, aim 0.8"
    )
    say(f"{f'import {size}, peak memory':<38}{peak(env, ours):>11}{'':21}≤ 250 MB")


def main() -> None:
    """All comparisons, or those of the sizes that are named."""
    goals = {"S": "≤ 3.9, aim 3.4", "newest": "≤ 4.8", "M": "≤ 1.1, aim 0.8", "L": "≤ 0.45"}
    with tempfile.TemporaryDirectory() as place:
        env = installed(Path(place))
        say(f"{'':<38}{'tpn':>11}{'beside':>11}{'ratio':>9}    goal")
        start_up(env)
        for size in sys.argv[1:] or goals:
            if size == "newest":
                say("with the newest releases:")
                of_size(installed(Path(place), locked=False), "S", Path(place) / "S", goals[size])
                continue
            of_size(env, size, Path(place) / size, goals[size])
            if size == "M":
                sheets(env, size, Path(place) / size)
                home(env, size, Path(place) / size)


if __name__ == "__main__":
    main()
