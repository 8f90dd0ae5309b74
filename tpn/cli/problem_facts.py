"""A problem as facts, for other programs."""

from typing import Any

from tpn.cli.run import Run
from tpn.problems import CellPlace, Problem
from tpn.texts.problems import told


def problem_json(run: Run, problem: Problem) -> dict[str, Any]:
    """A problem with its place and its words."""
    parts = told(problem, run.words)
    place = problem.place
    return {
        "slug": problem.slug,
        "level": problem.level,
        "file": getattr(place, "file", None),
        "line": getattr(place, "line", None),
        "column": getattr(place, "column", None),
        "cell": f"{place.tab}!{place.cell}" if isinstance(place, CellPlace) else None,
        "message": parts["message"],
        "hint": parts["hint"] or None,
    }
