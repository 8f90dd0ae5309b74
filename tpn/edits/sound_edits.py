"""Which edits that sheets bring leave the project sound: cell by cell, so that a bad cell costs itself alone."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tpn.edits.outcome_edits import RecordEdits
from tpn.problems import Problem
from tpn.roundtrip.three_way import Outcome

Fault = Callable[[Sequence[RecordEdits]], Problem | None]
"""The first new fault that the project would have with some edits."""


class Refused(NamedTuple):
    """What a cell – or a whole row, where ``field`` of the outcome is empty – says, and why it cannot be written."""

    cell: Outcome
    why: Problem


def sound(changes: Sequence[RecordEdits], fault: Fault) -> tuple[list[RecordEdits], list[Refused]]:
    """The edits that leave the project sound, and each cell that does not, with what it would do.

    Found by halving, so that one impossible row among five hundred costs ten tries and not five hundred.
    """
    good: list[RecordEdits] = []
    refused: list[Refused] = []
    stack = [list(changes)]
    while stack:
        some = stack.pop()
        why = fault([*good, *some]) if some else None
        if why is None:
            good += some
        elif len(some) == 1:
            kept, wrong = _cell_by_cell(good, some[0], why, fault)
            good += kept
            refused += wrong
        else:
            half = len(some) // 2
            stack += [some[half:], some[:half]]
    return good, refused


def _cell_by_cell(
    good: Sequence[RecordEdits], change: RecordEdits, why: Problem, fault: Fault
) -> tuple[list[RecordEdits], list[Refused]]:
    """The cell without which the rest can be written; where that takes several, as many cells as go together."""
    cells = change.cells()
    if len(cells) < 2:  # noqa: PLR2004 - one cell is the fault itself
        return [], [Refused(cells[0] if cells else change.outcomes[0], why)]
    for one in reversed(
        cells
    ):  # of two cells that do not go together, the one furthest to the right is asked about
        rest = change.without((one,))
        if rest and fault([*good, rest]) is None:
            return [rest], [Refused(one, why)]
    return _as_many_as_go(good, change, why, fault)


def _as_many_as_go(
    good: Sequence[RecordEdits], change: RecordEdits, why: Problem, fault: Fault
) -> tuple[list[RecordEdits], list[Refused]]:
    cells, kept = change.cells(), list[Outcome]()
    reasons: dict[int, Problem] = {}
    more = True
    while more:  # a date may go only after another has
        more = False
        for at, one in enumerate(cells):
            if one in kept:
                continue
            tried = change.without([other for other in cells if other not in (*kept, one)])
            found = fault([*good, tried]) if tried else why
            if found is None:
                kept.append(one)
                more = True
            else:
                reasons[at] = found
    rest = change.without([one for one in cells if one not in kept]) if kept else None
    refused = [Refused(one, reasons.get(at, why)) for at, one in enumerate(cells) if one not in kept]
    return ([rest] if rest else []), refused
