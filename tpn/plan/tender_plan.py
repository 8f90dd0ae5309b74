"""The deadline plan of a procurement: what must come when, by the minimum deadlines and the standstill.

Deadlines are calendar days, counted from the day after (forskrift om tidsfrister; anskaffelsesforskriften § 7-6).
Nothing is skipped; a date on a day that nobody works, or a span in quiet weeks, is warned of. What nobody has typed
is proposed, on a working day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from tpn.library.dated import DatedFact, dated_facts
from tpn.model.choices import Procedure
from tpn.model.procurement import Procurement
from tpn.plan.quiet_periods import quiet_days
from tpn.plan.thresholds import Ruling
from tpn.plan.workdays import WorkDays

_IN_TWO_ROUNDS = frozenset({Procedure.RESTRICTED, Procedure.NEGOTIATED})


class Stage(StrEnum):
    """What happens in a procurement, in order."""

    PUBLISH = "publish"
    REQUEST = "request"
    INVITE = "invite"
    TENDER = "tender"
    AWARD = "award"
    STANDSTILL = "standstill"
    CONTRACT = "contract"
    VALIDITY = "validity"


@dataclass(frozen=True)
class Warned:
    """A warning about a date: ``too_early`` (earliest), ``not_working`` (next), ``quiet`` (name, days), ``invalid``."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TenderStep:
    """One date of the plan. ``typed``: it stands in the project; else it is proposed.

    ``days`` is the minimum in calendar days since the step before, from ``fact``; ``earliest`` the first day it allows.
    """

    stage: Stage
    day: date
    typed: bool
    days: int | None = None
    earliest: date | None = None
    fact: DatedFact | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class TenderPlan:
    """The steps of a procurement in order, by a procedure and the facts that hold."""

    procurement: Procurement
    procedure: Procedure
    steps: tuple[TenderStep, ...]


@dataclass(frozen=True)
class TenderRules:
    """The dated facts that a plan is made by: minimum deadlines, our own proposals, quiet weeks."""

    deadlines: tuple[DatedFact, ...]
    proposals: tuple[DatedFact, ...]
    quiet: tuple[DatedFact, ...]

    @classmethod
    def of(cls, folder: Path | None) -> "TenderRules":
        """Those of a municipality, or tpn's."""
        return cls(
            dated_facts("procurement", "deadlines", folder),
            dated_facts("procurement", "proposals", folder),
            dated_facts("calendar", "low_capacity", folder),
        )

    def minimum(self, name: str, procedure: Procedure, day: date) -> DatedFact | None:
        """The minimum for electronic tenders on a day, or the one that always holds."""
        fits = [
            fact
            for fact in self.deadlines
            if fact.name == name and procedure.value in fact.values["procedures"] and fact.holds(day)
        ]
        order = ("electronic", "always")
        return min(
            (f for f in fits if f.values["when"] in order),
            key=lambda f: order.index(f.values["when"]),
            default=None,
        )

    def proposed(self, name: str, procedure: Procedure) -> int:
        """Our own proposal in calendar days, where nobody has typed a date."""
        fits = [f for f in self.proposals if f.name == name]
        own = next((f for f in fits if procedure.value in f.values.get("procedures", ())), None)
        common = next((f for f in fits if "procedures" not in f.values), None)
        found = own or common
        return int(found.values["days"]) if found else 0


def tender_plan(
    procurement: Procurement, ruled: Ruling, rules: TenderRules, days: WorkDays, today: date
) -> TenderPlan:
    """The dates of a procurement, typed ones as they stand, the others proposed from them."""
    procedure = procurement.procedure or (ruled.procedures[0] if ruled.procedures else Procedure.COMPETITION)
    return TenderPlan(
        procurement, procedure, tuple(_Planner(procurement, procedure, rules, days, today).steps())
    )


@dataclass(frozen=True)
class _Planner:
    deal: Procurement
    procedure: Procedure
    rules: TenderRules
    days: WorkDays
    today: date

    def steps(self) -> Iterator[TenderStep]:
        publish = self._publish()
        yield publish
        before = publish
        if self.procedure in _IN_TWO_ROUNDS:
            request = self._after(Stage.REQUEST, "request", before, None)
            invite = self._after(Stage.INVITE, "invite", request, None)
            yield from (request, invite)
            before = invite
        tender = self._after(Stage.TENDER, "tender", before, self.deal.deadline)
        award = self._after(Stage.AWARD, "evaluation", tender, self.deal.award)
        still = self._standstill(award)
        contract = self._contract(still)
        validity = self._validity(tender, contract)
        yield from (tender, award, still, contract)
        if validity is not None:
            yield validity

    def _publish(self) -> TenderStep:
        typed = self.deal.publish
        first = max(self.deal.decided or self.today, self.today)
        day = typed or self._working(first)
        return TenderStep(Stage.PUBLISH, day, typed is not None, warnings=tuple(self._on(day)))

    def _after(self, stage: Stage, name: str, before: TenderStep, typed: date | None) -> TenderStep:
        """A step that comes a minimum after another, or as many days as we propose."""
        fact = self.rules.minimum(name, self.procedure, before.day)
        least = int(fact.values["days"]) if fact else 0
        earliest = before.day + timedelta(days=least) if least else None
        wanted = before.day + timedelta(days=max(least, self.rules.proposed(name, self.procedure)))
        day = typed or self._working(wanted)
        warnings = [*self._too_early(day, earliest), *self._on(day), *self._quiet(before.day, day)]
        return TenderStep(
            stage, day, typed is not None, least if fact else None, earliest, fact, tuple(warnings)
        )

    def _standstill(self, award: TenderStep) -> TenderStep:
        """The last day of the standstill, counted from the day after the notice of the award."""
        fact = self.rules.minimum("standstill", self.procedure, award.day)
        least = int(fact.values["days"]) if fact else self.rules.proposed("standstill", self.procedure)
        day = award.day + timedelta(days=least)
        return TenderStep(
            Stage.STANDSTILL, day, typed=False, days=least, earliest=day if fact else None, fact=fact
        )

    def _contract(self, still: TenderStep) -> TenderStep:
        """The contract: the day after the standstill at the earliest, where the law sets one."""
        first = still.day + timedelta(days=1)
        earliest = first if still.fact else None
        typed = self.deal.contract or self.deal.expected or self.deal.promised
        day = typed or self._working(first)
        warnings = [*self._too_early(day, earliest), *self._on(day)]
        return TenderStep(Stage.CONTRACT, day, typed is not None, None, earliest, still.fact, tuple(warnings))

    def _validity(self, tender: TenderStep, contract: TenderStep) -> TenderStep | None:
        """The day until which the tenders bind, where nothing else is said."""
        fact = self.rules.minimum("validity", self.procedure, tender.day)
        if fact is None:
            return None
        day = tender.day + timedelta(days=int(fact.values["days"]))
        late = [Warned("invalid", {"contract": contract.day})] if contract.day > day else []
        return TenderStep(
            Stage.VALIDITY, day, typed=False, days=int(fact.values["days"]), fact=fact, warnings=tuple(late)
        )

    def _working(self, day: date) -> date:
        return day if self.days.is_working(day) else self.days.next(day)

    def _too_early(self, day: date, earliest: date | None) -> Sequence[Warned]:
        return [Warned("too_early", {"earliest": earliest})] if earliest and day < earliest else []

    def _on(self, day: date) -> Sequence[Warned]:
        return [] if self.days.is_working(day) else [Warned("not_working", {"next": self.days.next(day)})]

    def _quiet(self, first: date, last: date) -> Iterator[Warned]:
        """Quiet weeks in a span; those that only some regions have, are not warned of."""
        periods = {fact.id: fact for fact in self.rules.quiet if not fact.values.get("regional")}
        found = quiet_days(first + timedelta(days=1), last, periods.values())
        if "general_holiday" in found:  # part of the summer, and the stronger word
            found.pop("summer", None)
        for name, count in found.items():
            yield Warned("quiet", {"name": periods[name].title, "days": count})
