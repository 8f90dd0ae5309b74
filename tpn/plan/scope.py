"""How the scope stands to what was agreed: what has come since, what has left, and by which decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tpn.model.about import Service
from tpn.model.base import Record
from tpn.model.choices import EndOutcome
from tpn.model.ended import ended_of
from tpn.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class LeftService:
    """A service that has left the project: its name, the day, the decision, if one stands behind it, and how it left.

    ``until``: when one that waits comes back; ``into``: what it became a part of.
    """

    name: str
    day: date
    decision: str | None
    outcome: EndOutcome = EndOutcome.CANCELLED
    until: date | None = None
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """The scope against the agreed plan of ``since``; None before anything was agreed.

    ``services`` is how many there are now. ``more`` and ``fewer`` count the dated activities that have come and gone.
    """

    since: date | None
    services: int
    came: tuple[str, ...] = ()
    left: tuple[LeftService, ...] = ()
    more: int = 0
    fewer: int = 0

    @property
    def as_agreed(self) -> bool:
        """Whether nothing has come and nothing has left."""
        return not (self.came or self.left or self.more or self.fewer)


def scope_change(plan: Plan) -> ScopeChange:
    """What has come and what has left since the plan was agreed; a date alone is no change of scope."""
    base, services = plan.baseline, plan.project.services
    if base is None:
        return ScopeChange(None, len(services))
    dated = [w.activity for w in plan.work if w.plan_end and not w.fallen_out]
    fallen = [w.activity for w in plan.work if w.fallen_out and w.activity.id in base.ends]
    return ScopeChange(
        base.agreed, len(services),
        came=tuple(one.name for one in services if _came(one, plan)),
        left=tuple(_left(plan, base.agreed)),
        more=sum(one.id not in base.ends for one in dated),
        fewer=sum(_since(one, base.agreed) for one in fallen),
    )  # fmt: skip


def _came(service: Service, plan: Plan) -> bool:
    """A service of which nothing was agreed: neither its launch nor any of its work."""
    base = plan.baseline
    work = [w.activity.id for w in plan.of_service(service.id) if w.plan_end]
    return base is not None and bool(work) and not any(name in base.ends for name in (*work, service.id))


def _left(plan: Plan, agreed: date) -> Iterator[LeftService]:
    for one in plan.whole.services:
        if (ended := ended_of(one)) and ended.date >= agreed:
            names = plan.whole.service
            into = tuple(names[it].name if it in names else it for it in ended.into)
            yield LeftService(one.name, ended.date, ended.decision, ended.outcome, ended.until, into)


def _since(record: Record, agreed: date) -> bool:
    """Whether something left after that day; where no day is said it is counted."""
    ended = ended_of(record)
    return ended is None or ended.date >= agreed
