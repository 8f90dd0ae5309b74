"""What a project remembers, forged: a sentence or nothing, never a traceback, nothing outside it touched, no waiting.

    python -m tests.rounds.forged --tries 2000 --seed 1

A file under ``history/`` (or one that tpn looks for there, or under ``templates/``) gets another value in one of its
places (of another type, of no end, a path that leads out), or is no file at all: a pipe, a folder, a link out, a link
to itself, a file of ten gigabytes with nothing in it. Then a command is run.
"""

import json
import os
import random
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.rounds.processes import ROOT, quiet
from tests.rounds.tally import Round, by_hand
from tests.rounds.wrong_use import CRASHED, said_by

LINES = (
    "status", "check", "week", "list aktiviteter", "show K-12", "log K-12", "log", "diff", "diff 07.09.2026", "undo",
    "undo --list", "undo --write", "undo --finish", "round", "round --remind", "report", "report --list",
    "report --publish", "report --withdraw 1 --reason Feil", "archive september", "person Kari", "forget nils",
    "forget nils --reason Ba --write", "replan", "replan --propose", "replan --decision B-03", "brief", "agenda MO-06",
    "minutes MO-04", "gate", "set K-12 frist=19.10.2026", "add risiko tittel=Ny sannsynlighet=1 konsekvens=1",
    "move A-11 16.10.2026 --reason Klage --write", "import ../retur.xlsx --write", "export -o ../ut.xlsx",
    "snapshot Ny", "snapshot --agreed Ny", "meet MO-05", "benefits", "list øyeblikksbilder",
    "document beslutningsnotat B-04",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "x", [], {}, [[]], {"a": 1}, ["a"] * 3, "../../../ut", "/etc/passwd",
    "..\\..\\x", "C:\\x", "9999-99-99", "0001-01-01", "2026-10-05",
    "9999-12-31T23:59:59", "a" * 5000, "\x1b[31m", "\ud800", "K-12",
    "kari", "\u202e", "{x}", "=1+1", 1e308, "NaN", -10**12,
)  # fmt: skip
SOUGHT = (
    "history/.lock", "history/.outputs", "history/journal/000001.pending.json", "history/journal/000009.done.json",
    "history/log/x.jsonl", "history/rounds/x.json", "history/reports/009-2026-09-09-abcd/manifest.json",
    "history/proposals/x.json", "history/imports.json", "history/snapshots/x.yaml", "templates/texts/nb/common.yaml",
    "templates/reports/agenda.md.j2", "templates/sheets/min.yaml", "templates/words/health.yaml", ".gitignore",
    "2-egen.yaml", "1-kickoff.yaml", "project.yaml",
)  # fmt: skip
"""Files that tpn looks for, and that may be no files."""
PATIENCE = 90
"""Seconds after which a command waits for something that never comes."""


@cache
def _standing() -> dict[str, bytes]:
    """The files of a project that remembers something of every kind."""
    with tempfile.TemporaryDirectory() as name:
        project, here = Path(shutil.copytree(ROOT / "examples" / "halden", Path(name) / "halden")), Path.cwd()
        os.chdir(project)
        try:
            for line in (
                "set K-12 frist=16.10.2026", "export --each-responsible ../ut", "replan --propose", "snapshot Nå",
                "done T-15", "export -o ../retur.xlsx", "status -o ../status.md",
            ):  # fmt: skip
                quiet(*line.split(), "--today", "2026-10-05")
        finally:
            os.chdir(here)
        files = [path for path in Path(name).rglob("*") if path.is_file()]
        return {
            path.relative_to(name).as_posix(): path.read_bytes()
            for path in files
            if "/ut/" not in path.as_posix()
        }


def rounds(seed: int) -> Iterator[Round]:
    """One forged file after the other, without end."""
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="forged-") as name:
        while True:
            yield tried(Path(name), chance)


def tried(home: Path, chance: random.Random) -> Round:
    """One forgery and one command; what is wrong with what it said and did."""
    laid_out(home)
    told = _forged(home / "halden", chance)
    line = chance.choice(LINES)
    code, out, err = in_time(line.split(), home)
    wrong = [err[-1500:]] if code == CRASHED or "Traceback" in out + err else []
    wrong += ["what lies beside the project has changed"] * (beside(home) != b"precious")
    return Round(1, Counter({told.partition(" ")[0]: 1}), [f"{told}; {line}: {one}" for one in wrong])


def in_time(line: list[str], home: Path) -> tuple[int, str, str]:
    def over(*_: object) -> None:
        raise TimeoutError(line)

    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, over)
        signal.alarm(PATIENCE)
    try:
        return said_by(line, home)
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def laid_out(home: Path) -> None:
    for one in home.iterdir():
        shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    for name, data in _standing().items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(data)
    (home / "victim").mkdir()
    (home / "victim" / "precious.txt").write_bytes(b"precious")


def beside(home: Path) -> bytes:
    """What lies beside the project, and must still lie there alone."""
    return b"|".join(path.read_bytes() for path in sorted((home / "victim").iterdir()))


def _forged(project: Path, chance: random.Random) -> str:
    """Forge one file; which, and how."""
    kept = sorted(path for path in (project / "history").rglob("*") if path.suffix in {".json", ".jsonl"})
    if chance.random() < 0.6:
        path = chance.choice(kept)
        try:
            said, at = _with_another_value(json.loads(path.read_text("utf-8")), chance)
        except ValueError:  # several values, line by line
            first, *rest = path.read_text("utf-8").splitlines() or ["{}"]
            said, at = _with_another_value(json.loads(first), chance)
            path.write_text("\n".join([json.dumps(said), *rest]), "utf-8")
        else:
            path.write_text(json.dumps(said), "utf-8")
        return f"value {path.relative_to(project)} at {at}"
    path = chance.choice([*kept, *(project / name for name in SOUGHT)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return f"{_no_file(path, project.parent / 'victim' / 'precious.txt', chance)} {path.relative_to(project)}"


def _with_another_value(value: Any, chance: random.Random) -> tuple[Any, str]:
    """The value with another one in one of its places; which place, and what."""
    if isinstance(value, dict | list) and value and chance.random() < 0.93:
        key = chance.choice(sorted(value)) if isinstance(value, dict) else chance.randrange(len(value))
        part, at = _with_another_value(value[key], chance)
        made = dict(value) if isinstance(value, dict) else list(value)
        made[key] = part
        return made, f"{key}/{at}"
    new = chance.choice(VALUES)
    return new, repr(new)[:60]


def _no_file(path: Path, victim: Path, chance: random.Random) -> str:
    match chance.randrange(7):
        case 0 if hasattr(os, "mkfifo"):
            os.mkfifo(path)
            return "pipe"
        case 1:
            path.mkdir()
            return "folder"
        case 2:
            path.symlink_to(victim)
            return "link-out"
        case 3:
            path.symlink_to(path)
            return "loop"
        case 4:
            with path.open("wb") as stream:
                stream.truncate(10 * 2**30)
            return "huge"
        case 5:
            os.link(victim, path)
            return "hard-link"
        case _:
            path.write_bytes(random.Random(1).randbytes(500))  # noqa: S311
            return "rubbish"


if __name__ == "__main__":
    by_hand("forged", rounds, 2000)
