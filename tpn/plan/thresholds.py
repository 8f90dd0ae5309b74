"""Which parts of the procurement rules a value meets on a day, by dated facts.

A threshold is reached when the value is equal to or above its amount (NOK excluding VAT, the whole term with
options; anskaffelsesforskriften § 5-4). The thresholds of a kind of purchase stand in a ladder, each no lower than the
one before. Where one of them is not known for the day, the answer may still be known: what is below a known threshold
is below all that come after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tpn.library.dated import DatedFact
from tpn.model.choices import Procedure, PurchaseKind

Part = Literal["none", "I", "II", "II+III", "III", "IV"]

# the thresholds of a kind of purchase by a municipality, the lowest first, and the part that each leads to (FOA § 5-1)
_LADDERS: Mapping[PurchaseKind, Sequence[tuple[str, Part]]] = {
    PurchaseKind.GOODS_SERVICES: (("act", "I"), ("national", "II"), ("eea", "III")),
    PurchaseKind.WORKS: (("act", "I"), ("national", "II"), ("eea_works", "III")),
    PurchaseKind.SPECIAL: (("act", "I"), ("national", "II"), ("eea_special", "II+III")),
    PurchaseKind.HEALTH: (("act", "I"), ("eea_health", "IV")),
}
_ORDER: Sequence[Part] = ("none", "I", "II", "II+III", "III", "IV")

# the least part of the regulation that a procedure satisfies
_SATISFIES: dict[Procedure, Part] = {
    Procedure.DIRECT: "none",
    Procedure.COMPETITION: "I",
    Procedure.NATIONAL_OPEN: "II",
    Procedure.NATIONAL_RESTRICTED: "II",
    Procedure.OPEN: "III",
    Procedure.RESTRICTED: "III",
    Procedure.NEGOTIATED: "III",
}
# what a part asks of the procedure; part IV names none of its own
_RANK: Mapping[Part, int] = {"none": 0, "I": 1, "IV": 1, "II": 2, "II+III": 2, "III": 3}


@dataclass(frozen=True)
class Ruling:
    """What rules a value on a day: the parts of the regulation, and the thresholds it was held against.

    ``part`` is None where too little is known for the day; then it is one of ``possible`` (from the lightest on), and
    ``latest`` is what the last known values would say. ``unknown`` names the thresholds that are not known for the
    day, ``due`` those among ``thresholds`` whose next value should have come. ``contested`` are the thresholds that
    would give another answer by an amount that another source names: the answer stands with a reservation. ``careful``
    is the strictest part that may rule, and ``procedures`` are those that belong to it.
    """

    value: Decimal
    day: date
    part: Part | None
    thresholds: tuple[DatedFact, ...]
    procedures: tuple[Procedure, ...]
    possible: tuple[Part, ...] = ()
    latest: Part | None = None
    unknown: tuple[str, ...] = ()
    due: tuple[DatedFact, ...] = ()
    contested: tuple[DatedFact, ...] = ()
    careful: Part | None = None

    @property
    def act_applies(self) -> bool | None:
        """Whether the Act on public procurement applies; None where that is not known for the day."""
        if self.part is not None:
            return self.part != "none"
        return True if self.possible and "none" not in self.possible else None


def ruling(value: Decimal, day: date, facts: Iterable[DatedFact], kind: PurchaseKind | None = None) -> Ruling:
    """Which part of the regulation rules a municipality's procurement of a value on a day.

    ``kind`` is what is bought; where nobody has said, goods and services.
    """
    steps = _ladder(kind or PurchaseKind.GOODS_SERVICES, tuple(facts), day)
    held = tuple(step.fact for step in steps if step.fact is not None)
    if not any(fact.holds(day) for fact in held):
        anything: tuple[Part, ...] = ("none", *(step.part for step in steps))
        return Ruling(value, day, None, (), (), anything, None, tuple(step.name for step in steps))
    possible = _possible(value, steps, day)
    part = possible[0] if len(possible) == 1 else None
    careful = max([possible[-1], *_by_others(value, steps)], key=_ORDER.index)
    return Ruling(
        value, day, part, held, fitting(careful), possible, _latest(value, steps),
        tuple(step.name for step in steps if not step.known(day)),
        tuple(fact for fact in held if fact.due(day)),
        tuple(fact for fact in held if part is not None and _contested(value, fact)),
        careful,
    )  # fmt: skip


def _by_others(value: Decimal, rungs: "Sequence[_Rung]") -> list[Part]:
    """The parts that a value would reach by the amounts that other sources name."""
    return [
        rung.part
        for rung in rungs
        if rung.fact is not None
        and any(value >= Decimal(str(one)) for one in rung.fact.values.get("others", ()))
    ]


@dataclass(frozen=True)
class _Rung:
    """A threshold of a ladder: the fact that holds on the day, or held last and should have been followed."""

    name: str
    part: Part
    fact: DatedFact | None

    def known(self, day: date) -> bool:
        return self.fact is not None and self.fact.holds(day) and not self.fact.due(day)

    @property
    def amount(self) -> Decimal | None:
        return None if self.fact is None else Decimal(str(self.fact.values["amount"]))


def _ladder(kind: PurchaseKind, facts: Sequence[DatedFact], day: date) -> tuple[_Rung, ...]:
    """The rungs of a kind; of several facts that hold on a day, a municipality's own comes last and wins."""
    found = []
    for name, part in _LADDERS[kind]:
        fits = [fact for fact in facts if fact.name == name and fact.holds(day)]
        found.append(_Rung(name, part, fits[-1] if fits else None))
    return tuple(found)


def _possible(value: Decimal, rungs: Sequence[_Rung], day: date) -> tuple[Part, ...]:
    """The parts that may rule: above the highest rung that is known to be reached, below the first known not to be."""
    low, high = 0, len(rungs)
    for number, rung in enumerate(rungs, 1):
        if not rung.known(day) or rung.amount is None:
            continue
        if value >= rung.amount:
            low = number
        else:
            high = min(high, number - 1)
    parts: list[Part] = ["none", *(rung.part for rung in rungs)]
    return tuple(parts[low : max(low, high) + 1])


def _latest(value: Decimal, rungs: Sequence[_Rung]) -> Part | None:
    """What the rungs say as they stand, those included whose next value is due; None where one is missing."""
    if any(rung.amount is None for rung in rungs):
        return None
    reached: list[Part] = [rung.part for rung in rungs if rung.amount is not None and value >= rung.amount]
    return reached[-1] if reached else "none"


def _contested(value: Decimal, fact: DatedFact) -> bool:
    """Whether an amount that another source names would turn this threshold."""
    reached = value >= Decimal(str(fact.values["amount"]))
    return any((value >= Decimal(str(other))) != reached for other in fact.values.get("others", ()))


def fitting(part: Part) -> tuple[Procedure, ...]:
    """The procedures that belong to a part of the regulation."""
    asked = _RANK[part]
    return tuple(procedure for procedure, least in _SATISFIES.items() if _RANK[least] == asked)


def part_of(procedure: Procedure) -> Part | None:
    """The part of the regulation that a procedure belongs to; a call-off has that of its framework agreement."""
    return _SATISFIES.get(procedure)


def too_light(procedure: Procedure, part: Part | None) -> bool:
    """Whether a procedure is of a lower part than the value asks for. A call-off follows its framework agreement."""
    if part is None or procedure not in _SATISFIES:
        return False
    return _RANK[_SATISFIES[procedure]] < _RANK[part]
