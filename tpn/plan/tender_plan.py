"""The deadline plan of a procurement: what must come when, by the minimum deadlines and the standstill.

Periods are counted as the law counts them (``plan.periods``). A date on a day that nobody works, a span in quiet
weeks, a date before the one that it must follow: each is warned of. What nobody has typed is proposed, on a working
day, in order, and so that it keeps every rule that is known here; where typed dates leave no room for that, it says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tpn.library.dated import DatedFact, dated_facts
from tpn.model.choices import Procedure
from tpn.model.procurement import Procurement
from tpn.plan import Plan
from tpn.plan.periods import first_after, last_day, moved_by
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
    """A warning about a date, by ``kind``.

    ``too_early`` (earliest): before the law allows. ``short_standstill`` (days, usual): lawful if reasonable.
    ``backwards`` (stage, day): before the step that it must follow. ``not_working`` (next), ``quiet`` (name, days).
    ``signed_inside`` (id, date, until), ``signed_else`` (id, date): the plan signs inside the standstill,
    or on another day.
    ``invalid`` (contract): the tenders have ceased to bind. ``longer`` (rule): the tender documents must say this day,
    or the tenders bind to that of the rule.
    """

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TenderStep:
    """One date of the plan. ``typed``: it stands in the project; else it is proposed.

    ``days`` is the minimum in calendar days since the step before, from ``fact``; ``earliest`` the first day it allows;
    ``moved`` how many days that is later than the bare count, since the count ended on a day that nobody works.
    """

    stage: Stage
    day: date
    typed: bool
    days: int | None = None
    earliest: date | None = None
    fact: DatedFact | None = None
    warnings: tuple[Warned, ...] = ()
    moved: int = 0


@dataclass(frozen=True)
class TenderPlan:
    """The steps of a procurement in order, by a procedure and the facts that hold."""

    procurement: Procurement
    procedure: Procedure
    steps: tuple[TenderStep, ...]


class Foreseen(NamedTuple):
    """What the plan says of a procurement: when the choice is made, and when the contract is signed, by which work."""

    choice: date | None = None
    signing: date | None = None
    signed_with: str = ""

    @classmethod
    def of(cls, procurement: Procurement, plan: Plan) -> "Foreseen":
        """The forecasts of the activities that a procurement names; what has fallen out says nothing."""
        found = [plan.by_id.get(name or "") for name in (procurement.chosen_with, procurement.signed_with)]
        choice, signing = (work.end if work and not work.fallen_out else None for work in found)
        return cls(choice, signing, procurement.signed_with or "")


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
    procurement: Procurement,
    ruled: Ruling,
    rules: TenderRules,
    days: WorkDays,
    today: date,
    foreseen: Foreseen = Foreseen(),  # noqa: B008 - a constant
) -> TenderPlan:
    """The dates of a procurement, typed ones as they stand, the others proposed from them and from the forecasts."""
    procedure = procurement.procedure or (ruled.procedures[0] if ruled.procedures else Procedure.COMPETITION)
    return TenderPlan(
        procurement, procedure, tuple(_Planner(procurement, procedure, rules, days, today, foreseen).steps())
    )


@dataclass(frozen=True)
class _Planner:
    deal: Procurement
    procedure: Procedure
    rules: TenderRules
    days: WorkDays
    today: date
    foreseen: Foreseen

    def steps(self) -> Iterator[TenderStep]:
        contract = self.deal.contract or self.deal.expected or self.deal.promised
        publish = self._publish()
        yield publish
        before = publish
        if self.procedure in _IN_TWO_ROUNDS:
            latest = self._before(self.deal.deadline, self.deal.award, contract)
            request = self._after(Stage.REQUEST, "request", before, None, latest)
            invite = self._after(Stage.INVITE, "invite", request, None, latest)
            yield from (request, invite)
            before = invite
        latest = self._before(self.deal.award, contract)
        tender = self._after(Stage.TENDER, "tender", before, self.deal.deadline, latest)
        award = self._after(
            Stage.AWARD,
            "evaluation",
            tender,
            self.deal.award,
            self._award_for(contract),
            self.foreseen.choice,
        )
        still = self._standstill(award, contract)
        signed = self._contract(award, still, contract)
        yield from (tender, award, still, signed)
        if (validity := self._validity(tender, signed)) is not None:
            yield validity

    def _before(self, *days: date | None) -> date | None:
        """The last working day before the first of some days that has been typed."""
        typed = next((day for day in days if day is not None), None)
        return None if typed is None else self.days.previous(typed)

    def _award_for(self, contract: date | None) -> date | None:
        """The last working day of an award that leaves the standstill before a typed contract."""
        if contract is None:
            return None
        award = self.days.previous(contract)
        while last_day(award, self._waits(award)) >= contract:
            award = self.days.previous(award)
        return award

    def _waits(self, award: date) -> int:
        """The days of the standstill after an award: the law's, else those that we propose."""
        fact = self.rules.minimum("standstill", self.procedure, award)
        return (int(fact.values["days"]) if fact else 0) or self.rules.proposed("standstill", self.procedure)

    def _publish(self) -> TenderStep:
        deal, typed = self.deal, self.deal.publish
        first = self._working(max(deal.decided or self.today, self.today))
        latest = self._before(deal.deadline, deal.award, deal.contract or deal.expected or deal.promised)
        day = typed or min(first, latest or first)
        return TenderStep(Stage.PUBLISH, day, typed is not None, warnings=tuple(self._on(day)))

    def _after(
        self,
        stage: Stage,
        name: str,
        before: TenderStep,
        typed: date | None,
        latest: date | None,
        first: date | None = None,
    ) -> TenderStep:
        """A step that comes a minimum after another, or as many days as we propose, but by the ``latest`` day.

        Where the plan foresees it on the ``first`` day, it is that: a letter of award goes out when the choice is made.
        """
        fact = self.rules.minimum(name, self.procedure, before.day)
        least = int(fact.values["days"]) if fact else 0
        earliest = last_day(before.day, least) if least else None
        wanted = self._working(max(before.day + timedelta(days=self.rules.proposed(name, self.procedure)),
                                   earliest or before.day))  # fmt: skip
        if (
            latest is not None and wanted > latest
        ):  # as late as there is room for, never before the law allows
            wanted = max(latest, self._working(earliest or before.day))
        if first is not None:
            wanted = self._working(max(first, earliest or before.day))
        day = typed or wanted
        warnings = [*self._too_early(day, earliest), *self._backwards(day, before), *self._on(day),
                    *self._quiet(before.day, day)]  # fmt: skip
        return TenderStep(stage, day, typed is not None, least if fact else None, earliest, fact, tuple(warnings),
                    moved_by(before.day, least))  # fmt: skip

    def _standstill(self, award: TenderStep, contract: date | None) -> TenderStep:
        """The last day of the standstill, counted from the day after the notice of the award.

        Where the law asks for a reasonable one and names no days, ours is a proposal; where it asks for none, it is
        over before a contract that has a date already.
        """
        fact = self.rules.minimum("standstill", self.procedure, award.day)
        least = int(fact.values["days"]) if fact else 0
        day = last_day(award.day, self._waits(award.day))
        if fact is None and contract is not None and contract <= day:
            day = max(award.day, contract - timedelta(days=1))
        return TenderStep(Stage.STANDSTILL, day, typed=False, days=least or None, earliest=day if least else None,
                    fact=fact, moved=moved_by(award.day, least))  # fmt: skip

    def _contract(self, award: TenderStep, still: TenderStep, typed: date | None) -> TenderStep:
        """The contract: the day after the standstill at the earliest, where the law sets one."""
        first = still.day + timedelta(days=1)
        # where the law names no days, a reasonable standstill is still never none at all
        earliest = None if still.fact is None else first if still.days else first_after(award.day, 1)
        day = typed or self._working(max(first, self.foreseen.signing or first))
        warnings = [*self._too_early(day, earliest), *self._short(day, award, still, earliest),
                    *self._backwards(day, award), *self._on(day), *self._signed(day, still)]  # fmt: skip
        return TenderStep(Stage.CONTRACT, day, typed is not None, None, earliest, still.fact, tuple(warnings))

    def _signed(self, contract: date, still: TenderStep) -> Sequence[Warned]:
        """The work that the contract is signed with, where the plan has it on another day, or inside the standstill."""
        day, by = self.foreseen.signing, self.foreseen.signed_with
        if day is None or self.deal.contract is not None:
            return []
        if day <= still.day and still.fact is not None:
            return [Warned("signed_inside", {"id": by, "date": day, "until": still.day})]
        return [Warned("signed_else", {"id": by, "date": day})] if day != contract else []

    def _short(
        self, day: date, award: TenderStep, still: TenderStep, earliest: date | None
    ) -> Sequence[Warned]:
        """A standstill that the law leaves to judgement, shorter than the usual one."""
        if still.fact is None or still.days or earliest is None or not earliest <= day <= still.day:
            return []
        usual = self.rules.proposed("standstill", self.procedure)
        return [Warned("short_standstill", {"days": (day - award.day).days - 1, "usual": usual})]

    def _validity(self, tender: TenderStep, contract: TenderStep) -> TenderStep | None:
        """The day until which the tenders bind: typed, else by the rule, else a longer one that we propose.

        Tenders that are in already bind as long as their documents say; nothing can be proposed then.
        """
        fact = self.rules.minimum("validity", self.procedure, tender.day)
        typed = self.deal.validity
        if fact is None and typed is None:
            return None
        days = int(fact.values["days"]) if fact else None
        by_rule = last_day(tender.day, days) if days else None
        warnings: list[Warned] = []
        open_still = tender.day >= self.today
        day = typed or by_rule or tender.day
        if typed is None and by_rule and contract.day > by_rule and open_still:
            day = self._working(
                contract.day + timedelta(days=self.rules.proposed("validity", self.procedure))
            )
            warnings = [Warned("longer", {"rule": by_rule})]
        if contract.day > day:
            warnings = [Warned("invalid", {"contract": contract.day})]
        if typed is not None and typed < tender.day:
            warnings = [Warned("backwards", {"stage": Stage.TENDER, "day": tender.day})]
        return TenderStep(Stage.VALIDITY, day, typed is not None, days, None, fact, tuple(warnings),
                    moved_by(tender.day, days) if days else 0)  # fmt: skip

    def _working(self, day: date) -> date:
        return day if self.days.is_working(day) else self.days.next(day)

    def _too_early(self, day: date, earliest: date | None) -> Sequence[Warned]:
        return [Warned("too_early", {"earliest": earliest})] if earliest and day < earliest else []

    def _backwards(self, day: date, before: TenderStep) -> Sequence[Warned]:
        """A step that comes before the one that it must follow."""
        if day >= before.day:
            return []
        return [Warned("backwards", {"stage": before.stage, "day": before.day})]

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
