"""What large things cost, as ratios of the processor's time against reading them in the same run.

``python tests/bench/growth.py [import list text]``: an import of 10,000 new rows beside reading the same sheet and the
bare load of the project; a list of 2,000 people over 5,000 activities beside the status; a text of 5 MB in the project
beside a look at another record of it. Each in turn, medians, the ratio round by round. Nothing
here is a test: the reader judges the goals in the table.
"""

import csv
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

if sys.platform != "win32":
    import resource

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TODAY = ("--today", "2026-11-23")
ROUNDS = 3
ROWS = 10_000
PEOPLE = 2_000
LETTERS = 5 * 1024 * 1024
TPN = (sys.executable, "-m", "tpn")
_LOAD = (
    "import sys, pathlib, yaml\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).glob('*.yaml')): yaml.load(path.read_bytes(), yaml.CSafeLoader)"
)
LOAD = (sys.executable, "-c", _LOAD)


def seconds(command: Sequence[str]) -> float:
    """The processor's time of a whole process and its children, the clock's where the system does not tell it."""
    begin = spent()
    ended = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"},
        capture_output=True,
        check=False,
    )
    if ended.returncode not in {0, 1}:
        raise RuntimeError(ended.stderr.decode("utf-8", "replace")[-2000:])
    return spent() - begin


def spent() -> float:
    """What the children of this process have used so far."""
    if sys.platform == "win32":
        import time  # noqa: PLC0415

        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(label: str, ours: Callable[[], float], beside: Callable[[], float], goal: float) -> None:
    """Both in turn; the medians and the ratio as a line of the table."""
    pairs = [(ours(), beside()) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    sys.stdout.write(f"{label:<52}{mine:8.0f} ms{theirs:8.0f} ms{ratio:8.2f} ×   ≤ {goal:g}\n")
    sys.stdout.flush()


def planned(folder: Path, size: str) -> Path:
    """A made-up project of a size."""
    subprocess.run(
        [sys.executable, str(HERE / "plans.py"), size, str(folder)], check=True, capture_output=True
    )
    return folder


def imports(place: Path) -> None:
    """New rows by one import: all of them written."""
    kept, project = planned(place / "kept", "S"), place / "project"
    for rows in (ROWS // 2, ROWS):
        for form in ("csv", "xlsx"):
            sheet = _sheet(place / f"rows-{rows}.{form}", rows)

            def ours(sheet: Path = sheet) -> float:
                shutil.rmtree(project, ignore_errors=True)
                shutil.copytree(kept, project)
                return seconds([*TPN, "import", str(sheet), "--write", "-p", str(project), *TODAY])

            def beside(sheet: Path = sheet) -> float:
                return seconds([*TPN, "read", str(sheet), *TODAY]) + seconds([*LOAD, str(kept)])

            compare(f"import of {rows} new rows, {form} / reading", ours, beside, 3)


def _sheet(path: Path, rows: int) -> Path:
    table = [["Aktivitet", "Ansvarlig", "Frist", "Merknad"]]
    table += [
        [f"Rydde rom {n}", f"Kari Moe {n % 40}", f"{n % 28 + 1:02d}.03.2027", f"Merknad {n}"]
        for n in range(rows)
    ]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, delimiter=";").writerows(table)
        return path
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(path) as book:
        tab = book.add_worksheet("Plan")
        for at, row in enumerate(table):
            tab.write_row(at, 0, row)
    return path


def lists(place: Path) -> None:
    """People without end."""
    project = planned(place / "people", "M")
    file = project / "project.yaml"
    people = "".join(f"  - {{id: p-{n}, name: Person Nummer {n}}}\n" for n in range(PEOPLE))
    text = file.read_text("utf-8")
    at = text.index("people:\n") + len("people:\n")
    file.write_text(text[:at] + people + text[at:], "utf-8")
    status = [*TPN, "status", "-p", str(project), *TODAY]
    for what in ("personer", "aktiviteter"):
        words = [*TPN, "list", what, "-p", str(project), *TODAY]
        compare(
            f"list {what}, {PEOPLE} and 5000 / status", partial(seconds, words), partial(seconds, status), 2
        )


def texts(place: Path) -> None:
    """One text of 5 MB in the project: it costs any command at most twice what it costs to read it.

    What a command costs without it, a document's templates above all, is taken off.
    """
    out, small = str(place / "ut"), str(ROOT / "examples" / "halden")
    for field in ("title", "note"):
        project = Path(shutil.copytree(ROOT / "examples" / "halden", place / field))
        file = project / "1-kickoff.yaml"
        head, mark, rest = file.read_text("utf-8").partition("    - id: K-12\n")
        long = f"{field}: {'abcd efg. ' * (LETTERS // 10)}"
        file.write_text(head + mark + re.sub(rf"{field}: .*", long, rest, count=1), "utf-8")
        beside = [*TPN, "show", "T-15", "-p", str(project), *TODAY]
        for line in (
            "status", "list aktiviteter", "show K-12", "week", f"export -o {out}.xlsx --force",
            f"export -o {out}.ods --force", f"export -o {out}.csv --force", f"status -o {out}.docx --force",
            f"list aktiviteter -o {out}2.csv --force", f"gantt -o {out}.svg --force", "diff",
            "set K-12 frist=19.10.2026 --preview", "check",
        ):  # fmt: skip
            words = [*TPN, *line.split(), *TODAY, "-p"]
            name = " ".join(Path(word).name if "/" in word else word for word in line.split())
            label = f"{name}: {field} of 5 MB / reading"

            def ours(words: list[str] = words, project: Path = project) -> float:
                return seconds([*words, str(project)]) - seconds([*words, small])

            compare(label, ours, partial(seconds, beside), 2)


PARTS = {"import": imports, "list": lists, "text": texts}


def main() -> None:
    """All of it, or the parts that are named."""
    with tempfile.TemporaryDirectory() as place:
        for name in sys.argv[1:] or PARTS:
            (Path(place) / name).mkdir()
            PARTS[name](Path(place) / name)


if __name__ == "__main__":
    main()
