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
    inside = os.path.relpath(os.path.realpath(file), os.path.realpath(folder))
    known = Path(file).exists() and not inside.startswith("..") and not Path(inside).is_absolute()
    return inside.replace(os.sep, "/") if known else file
