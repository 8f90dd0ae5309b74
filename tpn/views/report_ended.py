"""What has left the project or was put off, named once in the report: what went along is counted with what took it."""

from collections import Counter
from collections.abc import Iterator

from tpn.model.choices import EndOutcome, Status
from tpn.model.ended import EndedRecord, ended_of, ended_records
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.views.ended_facts import EndedFacts
from tpn.views.values import title_of

_NOT_NAMED = frozenset({"people", "staffing", "meetings"})
"""A person who has left, and a meeting that is not held, are no change of scope."""


def ended_facts(plan: Plan, told: tuple[str, ...], service: str | None) -> Iterator[EndedFacts]:
    """What has ended since the report before (``told``: the ids that it named); of one service where one is named."""
    along = Counter(
        ended.along_with for w in plan.work if (ended := ended_of(w.activity)) and ended.along_with
    )
    along.update(one.ended.along_with for one in ended_records(plan.whole) if one.ended.along_with)
    for one in ended_records(plan.whole):
        if (
            one.kind not in _NOT_NAMED
            and one.ended.along_with is None
            and one.id not in told
            and service is None
        ):
            yield _record(one, along[one.id], plan)
    for work in plan.work:
        ended = ended_of(work.activity)
        if _is_told(work) and work.activity.id not in told and not (ended and ended.along_with):
            yield _activity(work)


def services_gone(plan: Plan) -> tuple[EndedFacts, ...]:
    """The services that are no part of the plan now: on hold until a day, cancelled, gone into others."""
    return tuple(_record(one, 0, plan) for one in ended_records(plan.whole) if one.kind == "services")


def _is_told(work: Work) -> bool:
    return work.activity.status in {Status.CANCELLED, Status.POSTPONED}


def _record(one: EndedRecord, along: int, plan: Plan) -> EndedFacts:
    ended = one.ended
    postponed = ended.outcome is EndOutcome.POSTPONED
    into = tuple(plan.whole.service[name].name if name in plan.whole.service else name for name in ended.into)
    return EndedFacts(
        one.id, title_of(one.record), one.kind, postponed, ended.until if postponed else None, ended.decision,
        ended.date, ended.outcome, into, along,
    )  # fmt: skip


def _activity(work: Work) -> EndedFacts:
    one, ended = work.activity, ended_of(work.activity)
    postponed = one.status is Status.POSTPONED
    return EndedFacts(
        one.id, one.title, "activity", postponed, one.due if postponed else None,
        ended.decision if ended else None, ended.date if ended else None,
        EndOutcome.POSTPONED if postponed else EndOutcome.CANCELLED,
    )  # fmt: skip


def ended_names(plan: Plan) -> tuple[str, ...]:
    """The ids of all that has ended, so that the next report does not name them again."""
    return tuple(one.id for one in ended_records(plan.whole))
