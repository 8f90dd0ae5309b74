"""A problem as facts, for other programs."""

import os
from pathlib import Path

from tpn.cli.run import Run
from tpn.problems import CellPlace, Problem
from tpn.texts.problems import told


def problem_json(run: Run, problem: Problem) -> dict[str, object]:
    """A problem with its place and its words."""
    parts = told(problem, run.words)
    place = problem.place
    return {
        "slug": problem.slug,
        "level": problem.level,
        "file": _file(run, getattr(place, "file", None)),
        "line": getattr(place, "line", None),
        "column": getattr(place, "column", None),
        "cell": f"{place.tab}!{place.cell}" if isinstance(place, CellPlace) else None,
        "message": parts["message"],
        "hint": parts["hint"] or None,
    }


def _file(run: Run, file: str | None) -> str | None:
    """A file by its name in the project, wherever the program was called from; one that lies elsewhere as it is."""
    folder: Path | None = run.__dict__.get("folder")  # known once somebody has asked for it
    if file is None or folder is None:
        return file
    there, home = Path(os.path.realpath(file)), Path(os.path.realpath(folder))
    inside = Path(file).exists() and there.is_relative_to(home)  # on Windows they may lie on two drives
    return there.relative_to(home).as_posix() if inside else file
