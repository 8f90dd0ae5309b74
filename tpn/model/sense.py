"""Sense: checks that compare two things within the files. Each law is one small function."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from tpn.model.about import About, Choose, Period, Person, ServiceMaturity
from tpn.model.base import Record
from tpn.model.benefits import Benefit, Estimate
from tpn.model.choices import Answer, Status
from tpn.model.findings import Finding, Route
from tpn.model.index import Index
from tpn.model.launch import Figure
from tpn.model.limits import check_limits
from tpn.model.logs import EconomyLine, Staffing
from tpn.model.procurement import Procurement
from tpn.model.same_people import doubled
from tpn.model.shapes import Activity, CheckAnswer
from tpn.model.similar import closest
from tpn.problems import ADVICE

FULL = 100  # percent
_ROUNDING = 1  # NOK that years rounded one by one may come to beyond their sum

Law = Callable[[Any, Route], Iterator[Finding]]


def check_sense(index: Index) -> Iterator[Finding]:
    """Everything in the files that contradicts itself, or cannot be."""
    yield from check_limits(index)
    for entry in index.entries:
        for law in _LAWS.get(type(entry.record), ()):
            yield from law(entry.record, entry.route)
    yield from _people_once(index)
    yield from _nobody_over_full(index)


def _blocked_says_why(activity: Activity, route: Route) -> Iterator[Finding]:
    if activity.status is Status.BLOCKED and not activity.waiting_for:
        yield Finding("blocked-without-reason", (*route, "status"), {"id": activity.id})


def _milestone_has_one_date(activity: Activity, route: Route) -> Iterator[Finding]:
    if activity.milestone:
        for key in ("start", "duration"):
            if getattr(activity, key) is not None:
                yield Finding("milestone-with-length", (*route, key), {"id": activity.id, "key": key})


def _ends_after_it_starts(activity: Activity, route: Route) -> Iterator[Finding]:
    for first, last in (("start", "due"), ("started", "finished")):
        begins, ends = getattr(activity, first), getattr(activity, last)
        if begins and ends and ends < begins:
            yield Finding(
                "ends-before-start", (*route, last), {"id": activity.id, "start": begins, "end": ends}
            )


def _left_out_says_why(answer: CheckAnswer, route: Route) -> Iterator[Finding]:
    if answer.answer in {Answer.NOT_RELEVANT, Answer.STILL_OPEN} and not answer.note:
        yield Finding("answer-without-note", (*route, "answer"), {"id": str(route[-1])})


def _period_runs_forward(period: Period, route: Route) -> Iterator[Finding]:
    if period.to < period.from_:
        yield Finding("period-backwards", (*route, "to"), {"start": period.from_, "end": period.to})


def _project_runs_forward(about: About, route: Route) -> Iterator[Finding]:
    if about.finish and about.finish < about.start:
        facts = {"start": about.start, "end": about.finish}
        yield Finding("period-backwards", (*route, "finish"), facts)


def _silences_known_advice(about: About, route: Route) -> Iterator[Finding]:
    for code in about.advice:
        if code.partition("/")[0] not in ADVICE:
            meant = closest(code, sorted(ADVICE))
            facts = {"code": code, "suggestion": meant, "hint": "suggestion" if meant else None}
            yield Finding("unknown-advice", (*route, "advice", code), facts, at_key=True)


def _estimate_rises(estimate: Estimate, route: Route) -> Iterator[Finding]:
    said = [value for value in (estimate.low, estimate.likely, estimate.high) if value is not None]
    if said != sorted(said):
        yield Finding("estimate-out-of-order", route, {})


def _weights_sum(procurement: Procurement, route: Route) -> Iterator[Finding]:
    weights = [criterion.weight for criterion in procurement.criteria]
    total = sum(weight for weight in weights if weight is not None)
    if weights and None not in weights and abs(total - FULL) > 0.01:  # noqa: PLR2004 - percent
        yield Finding("weights-not-100", (*route, "criteria"), {"id": procurement.id, "sum": total})


# What follows came after 0.2.0: a warning in a file, a refusal at the door.


def _disagree(which: str, route: Route, **facts: object) -> Finding:
    return Finding("values-disagree", route, {**facts, "hint": which})


def _status_agrees(activity: Activity, route: Route) -> Iterator[Finding]:
    """Status, percent and finished say the same; what takes no day is a milestone."""
    status, percent, name = activity.status, activity.percent, activity.id
    if status is Status.DONE and percent is not None and percent < FULL:
        yield _disagree("done_percent", (*route, "percent"), id=name, percent=percent)
    if status is Status.NOT_STARTED and percent:
        yield _disagree("not_started_percent", (*route, "percent"), id=name, percent=percent)
    if status is Status.NOT_STARTED and activity.started is not None:
        yield _disagree("not_started_started", (*route, "started"), id=name, date=activity.started)
    if activity.duration == 0 and not activity.milestone:
        yield _disagree("no_length", (*route, "duration"), id=name)
    if status is not Status.DONE and activity.finished is not None:
        yield _disagree(
            "finished_not_done", (*route, "finished"), id=name, date=activity.finished, status=status
        )


def _digital_are_cases(figure: Figure, route: Route) -> Iterator[Finding]:
    if figure.cases is not None and figure.digital is not None and figure.digital > figure.cases:
        yield _disagree("digital_cases", (*route, "digital"), digital=figure.digital, cases=figure.cases)


def _maturity_rises(maturity: ServiceMaturity, route: Route) -> Iterator[Finding]:
    if maturity.now is not None and maturity.goal is not None and maturity.goal < maturity.now:
        yield _disagree("maturity", (*route, "goal"), now=maturity.now, goal=maturity.goal)


def _measured_once_a_day(benefit: Benefit, route: Route) -> Iterator[Finding]:
    days = [one.date for one in benefit.measurements]
    for number, day in enumerate(days):
        if day in days[:number]:
            yield _disagree(
                "measured_twice", (*route, "measurements", number, "date"), id=benefit.id, date=day
            )


def _procured_in_order(deal: Procurement, route: Route) -> Iterator[Finding]:
    order = ("decided", "publish", "deadline", "award", "contract")
    said = [(key, day) for key in order if (day := getattr(deal, key)) is not None]
    for (first, earlier), (key, later) in pairwise(said):
        if later < earlier:
            yield _disagree(
                "dates", (*route, key), id=deal.id, key=key, later=later, before=first, earlier=earlier
            )


def _years_within(line: EconomyLine, route: Route) -> Iterator[Finding]:
    """The years of an item never come to more than what is typed for the whole."""
    for key in ("budget", "committed", "spent", "forecast"):
        years = [amount for year in line.by_year if (amount := getattr(year, key)) is not None]
        whole = getattr(line, key)
        if whole is not None and years and min(*years, whole) >= 0 and sum(years) > whole + _ROUNDING:
            yield _disagree("years", (*route, key), id=line.item, key=key, sum=sum(years), whole=whole)


def _something_counts(choose: Choose, route: Route) -> Iterator[Finding]:
    """The weights for choosing services are not all zero."""
    if not any((choose.volume, choose.benefit, choose.effort, choose.common)):
        yield _disagree("no_weight", route)


def _nobody_over_full(index: Index) -> Iterator[Finding]:
    """Nobody is given to the project with more than a whole position on any day."""
    given: dict[str, list[tuple[Staffing, Route]]] = {}
    for entry in index.of("staffing"):
        one = entry.record
        if isinstance(one, Staffing) and one.person and one.given:
            given.setdefault(one.person, []).append((one, entry.route))
    for person, shares in given.items():
        known = index.by_address.get(person)
        name = known.record.name if known and isinstance(known.record, Person) else person
        for one, route in shares:
            day = one.start or date.min
            whole = sum(other.given or 0 for other, _ in shares if _covers(other, day))
            if whole > FULL:
                yield _disagree("over_full", (*route, "given"), id=one.id, person=name, sum=whole)
                break


def _covers(one: Staffing, day: date) -> bool:
    return (one.start or date.min) <= day <= (one.due or date.max)


def _people_once(index: Index) -> Iterator[Finding]:
    """A person stands once, with all roles."""
    entries = {entry.address: entry for entry in index.of("people")}
    people = [entry.record for entry in entries.values() if isinstance(entry.record, Person)]
    for one in doubled(people):
        facts = {
            "id": one.first.id,
            "other": one.second.id,
            "name": one.first.name,
            "email": one.second.email,
        }
        slug = "person-twice" if one.by == "name" else "address-twice"
        yield Finding(slug, (*entries[one.second.id].route, one.by), facts)


_LAWS: Mapping[type[Record], tuple[Law, ...]] = {
    Activity: (_blocked_says_why, _milestone_has_one_date, _ends_after_it_starts, _status_agrees),
    CheckAnswer: (_left_out_says_why,),
    Period: (_period_runs_forward,),
    About: (_project_runs_forward, _silences_known_advice),
    Estimate: (_estimate_rises,),
    Procurement: (_weights_sum, _procured_in_order),
    Figure: (_digital_are_cases,),
    ServiceMaturity: (_maturity_rises,),
    Benefit: (_measured_once_a_day,),
    EconomyLine: (_years_within,),
    Choose: (_something_counts,),
}
