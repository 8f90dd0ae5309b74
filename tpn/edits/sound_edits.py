"""Which edits that sheets bring leave the project sound: cell by cell, so that a bad cell costs itself alone.

A try reads the whole project. So all rows are decided side by side: each says what it wants tried next, one try holds
what they all want, and a fault is heard by the row that it names. Where a fault names none of them, rows are found by
halving.
"""

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from tpn.edits.outcome_edits import RecordEdits
from tpn.problems import Problem
from tpn.roundtrip.go_together import DAYS, GO_TOGETHER
from tpn.roundtrip.three_way import Outcome

Fault = Callable[[Sequence[RecordEdits]], Sequence[Problem]]
"""The new faults that the project would have with some edits."""


class Refused(NamedTuple):
    """What a cell – or a whole row, where ``field`` of the outcome is empty – says, and why it cannot be written."""

    cell: Outcome
    why: Problem


def sound(changes: Sequence[RecordEdits], fault: Fault) -> tuple[list[RecordEdits], list[Refused]]:
    """The edits that leave the project sound, and each cell that does not, with what it would do.

    Eight hundred impossible cells cost some ten tries; one that nobody can name among five hundred rows costs ten too.
    """
    rows = [_RowDeciding(change) for change in changes]
    while True:
        some = _trials(rows)
        found = fault(some) if some else ()
        heard = _heard(rows, found)
        if found and not (heard and all(row.trial for row in heard)):
            return _by_halving(rows, fault)
        for row in rows:
            if not row.ended and (row in heard or not found):
                row.hear(heard.get(row))
        if not found and all(row.ended for row in rows) and _trials(rows) == some:
            return some, [one for row in rows for one in row.refused]


def _trials(rows: "Sequence[_RowDeciding]") -> list[RecordEdits]:
    return [row.trial for row in rows if row.trial]


# ---------------------------------------------------------------- one row

_Deciding = Generator[RecordEdits | None, Problem | None, tuple[RecordEdits | None, list[Refused]]]
"""Says what is to be tried of a row (None: nothing of it), hears the fault; ends with what is kept and what is not."""


class _RowDeciding:
    """One row while it is decided: what of it is in the next try, and at last what is refused."""

    def __init__(self, change: RecordEdits) -> None:
        self.change = change
        self.names = {one.id for one in change.outcomes if one.id} | _made(change)
        self._deciding = _decided(change)
        self.trial: RecordEdits | None = next(self._deciding)
        self.refused: list[Refused] = []
        self.ended = False

    def hear(self, why: Problem | None) -> None:
        """The fault of what was tried, or that it has none."""
        try:
            self.trial = self._deciding.send(why)
        except StopIteration as end:
            self.trial, self.refused = end.value
            self.ended = True


def _made(change: RecordEdits) -> set[str]:
    """The ids of records that edits make."""
    values = (getattr(edit, "value", None) for edit in change.edits)
    return {str(value["id"]) for value in values if isinstance(value, dict) and "id" in value}


def _heard(rows: Sequence[_RowDeciding], found: Sequence[Problem]) -> dict[_RowDeciding, Problem]:
    """The rows that faults name, each with the first that does; one that is decided hears no more."""
    named: dict[str, Problem] = {}
    for one in found:
        named.setdefault(str(one.facts.get("id") or ""), one)
    pairs = ((row, next((named[name] for name in sorted(row.names) if name in named), None)) for row in rows)
    return {row: why for row, why in pairs if why is not None and not row.ended}


def _decided(change: RecordEdits) -> _Deciding:
    """The cell without which the rest can be written; where that takes several, as many cells as go together."""
    why = yield change
    if why is None:
        return change, []
    cells = change.cells()
    if len(cells) < 2:  # noqa: PLR2004 - one cell is the fault itself
        yield None
        return None, [Refused(cells[0] if cells else change.outcomes[0], why)]
    for one in reversed(
        cells
    ):  # of two that do not go together, the one furthest to the right is asked about
        gone = [one, *_falling_with(one, cells)]
        rest = change.without(gone)
        if rest and (yield rest) is None:
            return rest, [Refused(cell, why) for cell in gone]
    yield None
    return (yield from _as_many_as_go(change, why))


def _as_many_as_go(change: RecordEdits, why: Problem) -> _Deciding:
    cells, kept = change.cells(), list[Outcome]()
    reasons: dict[int, Problem] = {}
    more = True
    while more:  # a date may go only after another has
        more = False
        for one in cells:
            if one in kept or any(
                one.field in GO_TOGETHER.get(other.field, ()) for other in cells if other not in kept
            ):
                continue
            whole = [one, *(other for other in cells if other.field in DAYS.get(one.field, ()))]
            tried = change.without([other for other in cells if other not in (*kept, *whole)])
            found = (yield tried) if tried else why
            if found is None:
                kept += whole
                more = True
            else:
                reasons |= {id(cell): found for cell in whole}
    rest = change.without([one for one in cells if one not in kept]) if kept else None
    return rest, [Refused(one, reasons.get(id(one), why)) for one in cells if one not in kept]


def _falling_with(one: Outcome, cells: Sequence[Outcome]) -> list[Outcome]:
    """What is left of a row where one of its cells is: what is said of it, and the word that it is the day of."""
    words = {one.field, *(field for field, days in DAYS.items() if one.field in days)} & {
        cell.field for cell in cells
    }
    gone = words.union(*(GO_TOGETHER.get(word, ()) for word in words))
    return [cell for cell in cells if cell.field in gone and cell != one]


# ---------------------------------------------------------------- where nobody is named


def _by_halving(rows: Sequence[_RowDeciding], fault: Fault) -> tuple[list[RecordEdits], list[Refused]]:
    """The same, row by row; what is decided stands, if it stands alone."""
    good = [row.trial for row in rows if row.ended and row.trial]
    if good and fault(good):
        good, rows = [], [_RowDeciding(row.change) for row in rows]
    refused = [one for row in rows for one in row.refused]
    stack = [[row.change for row in rows if not row.ended]]
    while stack:
        some = stack.pop()
        found = fault([*good, *some]) if some else ()
        if not found:
            good += some
        elif len(some) == 1:
            kept, wrong = _alone(good, some[0], found[0], fault)
            good += kept
            refused += wrong
        else:
            half = len(some) // 2
            stack += [some[half:], some[:half]]
    return good, refused


def _alone(
    good: Sequence[RecordEdits], change: RecordEdits, why: Problem, fault: Fault
) -> tuple[list[RecordEdits], list[Refused]]:
    """One row decided by itself, beside what is good; ``why``: what is wrong with the whole of it."""
    row = _RowDeciding(change)
    row.hear(why)
    while not row.ended:
        row.hear(next(iter(fault([*good, row.trial])), None) if row.trial else None)
    return _trials([row]), row.refused
