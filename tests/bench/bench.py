"""How quick ``tpn`` is, as ratios against bare processes in the same run: ``python tests/bench/bench.py [S M L]``.

Whole processes, in turn, medians. S is 150 activities, M 5,000, L 50,000. Run it with the Python of an installed,
byte-compiled wheel; nothing here is a test, since a busy machine has no opinion.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SIZES = {"S": 150, "M": 5_000, "L": 50_000}
ROUNDS = {"S": 11, "M": 5, "L": 3}
TPN = [sys.executable, "-m", "tpn"]
LOAD = (
    "import sys, pathlib, yaml\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).glob('*.yaml')): yaml.load(path.read_bytes(), yaml.CSafeLoader)"
)


def project(folder: Path, activities: int) -> None:
    """A project of that many activities in chains, ten services, five people."""
    people = [f"  - {{id: p{n}, name: Person {n}}}" for n in range(5)]
    services = [f"  - {{id: s{n}, name: Tjeneste {n}}}" for n in range(10)]
    head = [
        "project:",
        "  format: 1",
        "  id: bench",
        "  name: Måling",
        "  start: 2026-01-05",
        "  finish: 2028-06-30",
    ]
    (folder / "project.yaml").write_text(
        "\n".join([*head, "people:", *people, "services:", *services, ""]), "utf-8"
    )
    for number, phase in enumerate(("kickoff", "benefits", "processes", "procurement", "launch")):
        lines = [f"{phase}:", "  activities:"]
        for n in range(activities // 5):
            lines += _activity(f"{'KEPAT'[number]}-{n + 1:05d}", n, f"{'KEPAT'[number]}-{n:05d}")
        (folder / f"{number + 1}-{phase}.yaml").write_text("\n".join([*lines, ""]), "utf-8")


def _activity(name: str, n: int, before: str) -> list[str]:
    start = date(2026, 1, 5) + timedelta(days=7 * (n % 100))
    linked = [f"      after: [{before}]"] if n % 20 else []
    status = "done" if n % 100 < 40 else "not_started"
    return [
        f"    - id: {name}", f"      title: Kartlegge behov nummer {n}", f"      service: s{n % 10}",
        f"      responsible: [p{n % 5}]", f"      start: {start}", "      duration: 3d", *linked,
        f"      status: {status}",
    ]  # fmt: skip


def seconds(command: list[str]) -> float:
    """The wall time of one whole process."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def compare(label: str, command: list[str], base: list[str], rounds: int) -> None:
    """Both in turn, after one of each that does not count; the medians and their ratio."""
    seconds(command), seconds(base)
    pairs = [(seconds(command), seconds(base)) for _ in range(rounds)]
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    sys.stdout.write(f"{label:<28}{ours * 1000:9.0f} ms {bare * 1000:9.0f} ms   {ratio:5.2f} ×\n")


def main() -> None:
    """All comparisons, or those of the sizes that are named."""
    sizes = sys.argv[1:] or list(SIZES)
    empty = [sys.executable, "-c", "pass"]
    sys.stdout.write(f"{'':<28}{'tpn':>12} {'bare':>12}   ratio\n")
    compare("--version / pass", [*TPN, "--version"], empty, 11)
    compare("completion / pass", [*TPN, "--complete", "tpn", "status", "--"], empty, 11)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project(Path(folder), SIZES[size])
            status = [*TPN, "-p", folder, "status", "--today", "2026-11-23"]
            compare(
                f"status {size} / CSafeLoader", status, [sys.executable, "-c", LOAD, folder], ROUNDS[size]
            )


if __name__ == "__main__":
    main()
