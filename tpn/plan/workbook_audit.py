"""Where the numbers of the common benefits workbook (KommIT's Gevinstverktøy) err, cell by cell, and what is right.

The workbook's formulas are known and written here as they stand in it, so that a cell that no program has worked out
yet can be judged as well. What is right follows the rules of ``tpn.plan``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tpn.plan.freed_time import HUNDRED
from tpn.plan.payback import discount_factor
from tpn.plan.rounding import exact, ore, shown

ROOM = 14
"""Benefits that the workbook has room for."""
YEARS = (2, 3, 4, 5)
"""The years of its budget; the investment lies in year 1."""
DIRECT, INDIRECT, QUALITATIVE = "direkte", "indirekte", "kvalitativ"
_NEAR = Fraction(1, 200)  # half a percent: the workbook shows whole ones


class CellReading(NamedTuple):
    """A cell and what it shows; ``known`` is False where no program has worked it out since it was filled."""

    cell: str
    value: float | str | None = None
    known: bool = True


class GainRow(NamedTuple):
    """One of the fourteen benefits, with what stands about it in the tabs."""

    number: int
    name: str | None
    kind: str | None
    budget: tuple[float | None, ...]
    kind_cell: str
    baseline: float | None
    target: float | None
    measured: float | None
    attainment: CellReading
    names: tuple[CellReading, ...]  # cells that should show the name of this benefit


class GainBook(NamedTuple):
    """The filled workbook as far as its arithmetic goes."""

    rows: tuple[GainRow, ...]
    beyond: tuple[CellReading, ...]  # benefits below the last row that has formulas
    investment: float | None
    running: tuple[float | None, ...]
    rate: float | None
    rate_cell: str
    present_value: CellReading
    freed: CellReading


class NumberFault(NamedTuple):
    """One number that errs: what the cell says (None: it is blank), what is right (None: nobody can say), and why."""

    why: str
    cell: str
    says: float | str | None
    right: float | str | None
    facts: Mapping[str, object]


def faults(book: GainBook) -> tuple[NumberFault, ...]:
    """Everything that errs, tab by tab."""
    rules: Sequence[Callable[[GainBook], Iterator[NumberFault]]] = (
        _beyond, _kinds, _rate, _present_value, _freed, _attainments, _names,
    )  # fmt: skip
    return tuple(fault for rule in rules for fault in rule(book))


# ---------------------------------------------------------------- attainment


def their_attainment(baseline: float | None, target: float | None, measured: float | None) -> Fraction | None:
    """What the workbook's formula gives: measured / target, or target / measured where the goal falls.

    A blank cell is 0 to it, and a measured 0 is blank. None: it shows nothing, or an error.
    """
    start, goal, value = (exact(number or 0) for number in (baseline, target, measured))
    if value == 0:
        return None
    if start < goal:
        return value / goal if goal else None
    if goal == 0:
        return (start - value) / start if start else None
    return goal / value


def _attainments(book: GainBook) -> Iterator[NumberFault]:
    for row in book.rows:
        if row.measured is None:
            continue
        says = _says(row)
        facts = {
            "name": row.name or "",
            "baseline": row.baseline,
            "target": row.target,
            "measured": row.measured,
        }
        if why := _unknowable(row):
            if says is not None:
                yield NumberFault(why, row.attainment.cell, _percent(says), None, facts)
            continue
        right = _right(row)
        if not isinstance(says, Fraction) or abs(says - right) > _NEAR:
            yield NumberFault(
                _why(row, says), row.attainment.cell, _percent(says), shown(right * HUNDRED, 1), facts
            )


def _says(row: GainRow) -> Fraction | str | None:
    """What the cell shows, or what it will show once it is worked out."""
    value = row.attainment.value
    if not row.attainment.known:
        return their_attainment(row.baseline, row.target, row.measured)
    if isinstance(value, str):
        return value or None
    return None if value is None else exact(value)


def _percent(value: Fraction | str | None) -> float | str | None:
    return shown(value * HUNDRED, 1) if isinstance(value, Fraction) else value


def _unknowable(row: GainRow) -> str | None:
    """Why nobody can say how far this benefit has come."""
    if row.baseline is None:
        return "no_baseline"
    if row.target is None:
        return "no_target"
    return "target_is_baseline" if row.baseline == row.target else None


def _right(row: GainRow) -> Fraction:
    start, goal, value = (exact(number or 0) for number in (row.baseline, row.target, row.measured))
    return (value - start) / (goal - start)


def _why(row: GainRow, says: Fraction | str | None) -> str:
    theirs = their_attainment(row.baseline, row.target, row.measured)
    if row.measured == 0 and says is None:
        return "zero_is_blank"
    if isinstance(says, str) or says is None:
        return "no_number"
    if theirs is None or abs(says - theirs) > _NEAR:
        return "typed_over"
    return (
        "rising_ignores_baseline" if (row.baseline or 0) < (row.target or 0) else "falling_ignores_baseline"
    )


# ---------------------------------------------------------------- names and room


def _names(book: GainBook) -> Iterator[NumberFault]:
    """Cells that show the name of another benefit than the one they stand for."""
    for row in book.rows:
        for said in row.names:
            if said.known and said.value and said.value != row.name:
                yield NumberFault(
                    "wrong_row", said.cell, said.value, row.name or None, {"number": row.number}
                )


def _beyond(book: GainBook) -> Iterator[NumberFault]:
    for said in book.beyond:
        yield NumberFault("no_room", said.cell, said.value, None, {"room": ROOM, "name": said.value})


# ---------------------------------------------------------------- money and freed time


def kind_of(kind: str | None) -> str | None:
    """Which of the three types a text is."""
    folded = (kind or "").strip().casefold()
    return next((known for known in (DIRECT, INDIRECT, QUALITATIVE) if folded.startswith(known)), None)


def _kinds(book: GainBook) -> Iterator[NumberFault]:
    """Numbers that enter no sum, because their type is none of those that the sums look for."""
    for row in book.rows:
        numbers = [number for number in row.budget if number is not None]
        if numbers and kind_of(row.kind) in {None, QUALITATIVE}:
            why = "qualitative_with_numbers" if row.kind else "numbers_without_type"
            yield NumberFault(
                why, row.kind_cell, row.kind, None, {"name": row.name or "", "sum": float(sum(numbers))}
            )


def _rate(book: GainBook) -> Iterator[NumberFault]:
    """A rate typed as 4 is 400 % to the workbook."""
    if book.rate is not None and book.rate >= 1:
        says, right = (shown(exact(rate) * HUNDRED, 1) for rate in (book.rate, book.rate / HUNDRED))
        yield NumberFault("rate_in_percent", book.rate_cell, says, right, {})


def _present_value(book: GainBook) -> Iterator[NumberFault]:
    says = book.present_value
    if not any(number is not None for number in (*_budget(book, DIRECT), book.investment, *book.running)):
        return
    rate = exact(book.rate or 0)
    theirs = _discounted(book, rate)
    if book.rate is None:
        yield NumberFault("no_rate", says.cell, _money(says, theirs), None, {})
    elif book.rate >= 1:
        yield NumberFault(
            "rate_in_percent", says.cell, _money(says, theirs), shown(_discounted(book, rate / HUNDRED)), {}
        )
    elif says.known and isinstance(says.value, int | float) and abs(exact(says.value) - theirs) >= 1:
        yield NumberFault("value_differs", says.cell, says.value, shown(theirs), {})


def _money(said: CellReading, theirs: Fraction) -> float | str | None:
    return said.value if said.known and said.value is not None else shown(theirs)


def _budget(book: GainBook, kind: str) -> tuple[float | None, ...]:
    """The budget of a type, year by year; None where no row of that type has a number."""
    rows = [row.budget for row in book.rows if kind_of(row.kind) == kind]
    columns = ([number for number in column if number is not None] for column in zip(*rows, strict=True))
    return tuple(sum(column) if column else None for column in columns)


def _discounted(book: GainBook, rate: Fraction) -> Fraction:
    """Σ (direct − running) / (1 + r)^(year − 1) over years 2–5, less the investment."""
    direct = _budget(book, DIRECT) or (None,) * len(YEARS)
    nets = [
        (exact(gain or 0) - exact(cost or 0)) * discount_factor(rate, year)
        for gain, cost, year in zip(direct, book.running, YEARS, strict=True)
    ]
    return ore(sum(nets, Fraction()) - exact(book.investment or 0))


def _freed(book: GainBook) -> Iterator[NumberFault]:
    """Freed time a year is the sum over four years divided by four, also where fewer are filled in."""
    years = [number for number in _budget(book, INDIRECT) if number is not None]
    if not years or len(years) == len(YEARS):
        return
    total = sum((exact(number) for number in years), Fraction())
    theirs, right = total / len(YEARS), total / len(years)
    says = book.freed.value if book.freed.known and book.freed.value is not None else shown(theirs)
    yield NumberFault("average_of_blank_years", book.freed.cell, says, shown(right), {"years": len(years)})
