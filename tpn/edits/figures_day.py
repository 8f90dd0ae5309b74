"""Amounts that are written where no day is said yet are as of today: figures without a day give no light."""

from collections.abc import Iterator, Sequence
from datetime import date

from tpn.model.project import Project
from tpn.source import Append, Edit, Set

_LINES = ("economy", "lines")
_AS_OF = ("economy", "as_of")
_FIGURES = frozenset({"budget", "spent", "forecast"})


def figures_day(edits: Sequence[Edit], project: Project, today: date) -> Iterator[Set]:
    """The edit that says of which day the figures are, where these are the first and nobody says it."""
    if project.economy.as_of is not None or any(edit.route[:2] in {_AS_OF, ("economy",)} for edit in edits):
        return
    if any(map(_has_figures, edits)):
        yield Set(_AS_OF, today)


def _has_figures(edit: Edit) -> bool:
    if edit.route[:2] != _LINES or not isinstance(edit, Append | Set):
        return False
    value = edit.value
    return not _FIGURES.isdisjoint(value if isinstance(value, dict) else {str(edit.route[-1])})
