"""Which parts of the procurement rules a value meets on a day, by dated facts.

A threshold is reached when the value is equal to or above its amount (NOK excluding VAT, the whole term with
options; anskaffelsesforskriften § 5-4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tpn.library.dated import DatedFact
from tpn.model.choices import Procedure

Part = Literal["none", "I", "II", "III"]
Goods = Literal["goods_services", "works", "special"]
_RANK: Sequence[Part] = ("none", "I", "II", "III")

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


@dataclass(frozen=True)
class Ruling:
    """What rules a value on a day: the parts of the regulation, and the thresholds it was held against.

    ``part`` is None where no facts are known for the day.
    """

    value: Decimal
    day: date
    part: Part | None
    thresholds: tuple[DatedFact, ...]
    procedures: tuple[Procedure, ...]

    @property
    def act_applies(self) -> bool | None:
        """Whether the Act on public procurement applies; None where nothing is known for the day."""
        return None if self.part is None else self.part != "none"


def ruling(value: Decimal, day: date, facts: Iterable[DatedFact], kind: Goods = "goods_services") -> Ruling:
    """Which part of the regulation rules a municipality's procurement of a value on a day."""
    held = tuple(
        sorted(
            (
                fact
                for fact in facts
                if fact.holds(day)
                and fact.values["buyer"] in {"municipality", "all"}
                and fact.values["kind"] in {kind, "all"}
            ),
            key=lambda fact: Decimal(str(fact.values["amount"])),
        )
    )
    if not held:
        return Ruling(value, day, None, (), ())
    reached: list[Part] = [
        fact.values["part"] for fact in held if value >= Decimal(str(fact.values["amount"]))
    ]
    part: Part = max(reached, key=_RANK.index, default="none")
    return Ruling(value, day, part, held, fitting(part))


def fitting(part: Part) -> tuple[Procedure, ...]:
    """The procedures that belong to a part of the regulation."""
    return tuple(procedure for procedure, least in _SATISFIES.items() if least == part)


def too_light(procedure: Procedure, part: Part | None) -> bool:
    """Whether a procedure is of a lower part than the value asks for. A call-off follows its framework agreement."""
    if part is None or procedure not in _SATISFIES:
        return False
    return _RANK.index(_SATISFIES[procedure]) < _RANK.index(part)
