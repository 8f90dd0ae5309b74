"""What is no longer a part of a project, with the reason that was given: for the papers that tell of its scope."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.choices import EndOutcome
from tpn.model.ended import ended_of, ended_records
from tpn.plan import Plan
from tpn.views.values import title_of


class GoneRecord(NamedTuple):
    """What it is called, the list it stood in, since when, why, the id of the decision behind it, and how it ended.

    ``until``: when it comes back, where it waits; ``into``: what it became a part of.
    """

    title: str
    kind: str
    day: date
    reason: str | None
    decision: str | None
    outcome: EndOutcome = EndOutcome.CANCELLED
    until: date | None = None
    into: tuple[str, ...] = ()


def gone_records(plan: Plan) -> tuple[GoneRecord, ...]:
    """Everything that was taken out or put off by itself; what went along with something else is not named."""
    return tuple(_gone(plan))


def _gone(plan: Plan) -> Iterator[GoneRecord]:
    names = plan.whole.service
    for one in ended_records(plan.whole):
        if one.ended.along_with is None:
            ended = one.ended
            yield GoneRecord(
                title_of(one.record) or one.id, one.kind, ended.date, ended.reason, ended.decision, ended.outcome,
                ended.until, tuple(names[it].name if it in names else it for it in ended.into),
            )  # fmt: skip
    for work in plan.work:
        if (out := ended_of(work.activity)) and out.along_with is None:
            yield GoneRecord(work.activity.title, "activities", out.date, out.reason, out.decision)
