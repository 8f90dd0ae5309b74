"""What is no longer a part of a project, with the reason that was given: for the papers that tell of its scope."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.ended import ended_of, ended_records
from tpn.plan import Plan
from tpn.views.values import title_of


class GoneRecord(NamedTuple):
    """What it is called, the list it stood in, since when, why, and the id of the decision behind it."""

    title: str
    kind: str
    day: date
    reason: str | None
    decision: str | None


def gone_records(plan: Plan) -> tuple[GoneRecord, ...]:
    """Everything that was taken out or put off by itself; what went along with something else is not named."""
    return tuple(_gone(plan))


def _gone(plan: Plan) -> Iterator[GoneRecord]:
    for one in ended_records(plan.whole):
        if one.ended.along_with is None:
            ended = one.ended
            yield GoneRecord(
                title_of(one.record) or one.id, one.kind, ended.date, ended.reason, ended.decision
            )
    for work in plan.work:
        if (out := ended_of(work.activity)) and out.along_with is None:
            yield GoneRecord(work.activity.title, "activities", out.date, out.reason, out.decision)
