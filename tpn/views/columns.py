"""The columns of each kind of record: which are told, and those that are worked out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tpn.model.base import Record
from tpn.model.checkpoints import Checkpoint
from tpn.model.choices import Answer, Phase
from tpn.model.index import Entry
from tpn.model.logs import Assessment, Risk
from tpn.plan import Plan
from tpn.plan.benefits import measured
from tpn.plan.service_steps import step_of

MILESTONES, CHECKLIST = "milestones", "checklist"
# What is told of each kind, the most telling last to be left out; «address» is how the record is named on the line.
# A key that is no field of the kind is worked out (``WORKED_OUT``).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "activities": ("id", "title", "responsible", "due", "forecast", "status"),
    MILESTONES: ("id", "title", "due", "forecast", "status"),
    "services": ("id", "name", "owner", "responsible", "step", "launch"),
    "people": ("id", "initials", "name", "roles", "open", "overdue"),
    "goals": ("id", "text", "level", "indicator"),
    "stakeholders": ("id", "name", "group", "interest", "influence", "attitude", "open_actions"),
    "changes": ("id", "title", "service", "owner", "due"),
    "benefits": ("id", "title", "owner", "baseline", "measured", "target", "attainment"),
    "components": ("id", "name", "supplier", "needed_by", "expected", "status"),
    "procurements": ("id", "title", "value", "procedure", "deadline", "contract"),
    "requirements": ("id", "text", "level", "group", "status"),
    "meetings": ("id", "kind", "number", "date", "start", "place", "cases"),
    "deliverables": ("id", "title", "due", "accepted", "status"),
    "communication": ("id", "message", "responsible", "when", "done"),
    "risks": ("id", "title", "probability", "consequence", "score", "score_after", "owner", "status"),
    "deviations": ("id", "title", "importance", "open_actions", "closed"),
    "decisions": ("id", "title", "needed_by", "decided", "outcome"),
    "lessons": ("date", "text", "service", "by"),
    "lines": ("item", "source", "budget", "committed", "spent", "forecast"),
    "staffing": ("id", "role", "person", "unit", "needed", "given", "start", "due"),
    "participation": ("id", "title", "kind", "responsible", "due", "done"),
    "closed": ("name", "from", "to"),
    "commitments": ("person", "to", "date"),
    CHECKLIST: ("address", "question", "must", "answer", "date"),
    "actions": ("address", "what", "responsible", "due", "done"),
    "measurements": ("address", "value", "note"),
    "contacts": ("address", "by", "how", "note"),
    "launch": ("service", "level", "launch", "assurance", "checked"),
    "processes": ("service", "chosen", "reviewed", "digital_share", "steps"),
    "steps": ("address", "name", "actor", "minutes", "wait_days", "share"),
    "bids": ("address", "price", "rejected"),
    "lights": ("address", "light", "reason", "by", "date"),
}


class Source(NamedTuple):
    """What a row is made from: the record, where it stands, and what it belongs to."""

    entry: Entry
    phase: Phase | None
    services: tuple[str, ...]
    checkpoint: Checkpoint | None = None

    @property
    def record(self) -> Any:
        """The record; each column knows what it has."""
        return self.entry.record


def _address(_: Plan, source: Source) -> str:
    return source.entry.address


def _planned(plan: Plan, source: Source) -> date | None:
    return plan.by_id[_id(source)].plan_end


def _later(plan: Plan, source: Source) -> date | None:
    """The forecast where it is another day than the plan and the work is not over."""
    work = plan.by_id[_id(source)]
    return work.end if work.end != work.plan_end and not work.done and not work.fallen_out else None


def _id(source: Source) -> str:
    return str(source.record.id)


def _score(_: Plan, source: Source) -> int | None:
    return _product(source.record)


def _score_after(_: Plan, source: Source) -> int | None:
    after = source.record.after
    return _product(after) if after else None


def _product(said: Record) -> int | None:
    if isinstance(said, Risk | Assessment) and said.probability and said.consequence:
        return said.probability * said.consequence
    return None


def _carried(plan: Plan, source: Source) -> int:
    return sum(_id(source) in w.activity.responsible and not w.done and not w.fallen_out for w in plan.work)


def _carried_late(plan: Plan, source: Source) -> int:
    return sum(_id(source) in w.activity.responsible and w.overdue for w in plan.work)


def _open_actions(_: Plan, source: Source) -> int:
    return sum(action.done is None for action in source.record.actions)


def _of_indicator(name: str) -> Callable[[Plan, Source], Any]:
    def value(_: Plan, source: Source) -> Any:
        return getattr(source.record.indicator, name, None)

    return value


def _last_measured(plan: Plan, source: Source) -> float | None:
    known = [m for m in source.record.measurements if m.date <= plan.today]
    return max(known, key=lambda m: m.date).value if known else None


def _attainment(plan: Plan, source: Source) -> float | None:
    found = measured(source.record, plan.project.about.start, plan.today)
    return found.attainment


def _cases(_: Plan, source: Source) -> int:
    return len(source.record.agenda)


def _step(plan: Plan, source: Source) -> Any:
    return step_of(source.record, plan.facts)


def _of_launch(plan: Plan, source: Source) -> date | None:
    record = source.record
    service = plan.project.service.get(record.service)
    return record.launched or (service.launch if service else None)


def _settled(_: Plan, source: Source) -> int:
    return sum(answer.answer is Answer.DONE for answer in source.record.checklist.values())


def _step_count(_: Plan, source: Source) -> int:
    variants = source.record.variants.values()
    return max((len(variant.steps) for variant in variants), default=0)


def _question(_: Plan, source: Source) -> Any:
    return source.checkpoint.question if source.checkpoint else None


def _must(_: Plan, source: Source) -> bool | None:
    return source.checkpoint.question.must if source.checkpoint else None


WORKED_OUT: Mapping[tuple[str, str], Callable[[Plan, Source], Any]] = {
    ("", "address"): _address,
    ("Activity", "due"): _planned,
    ("Activity", "forecast"): _later,
    ("Risk", "score"): _score,
    ("Risk", "score_after"): _score_after,
    ("Person", "open"): _carried,
    ("Person", "overdue"): _carried_late,
    ("", "open_actions"): _open_actions,
    ("Benefit", "baseline"): _of_indicator("baseline"),
    ("Benefit", "target"): _of_indicator("target"),
    ("Benefit", "measured"): _last_measured,
    ("Benefit", "attainment"): _attainment,
    ("Meeting", "cases"): _cases,
    ("Service", "step"): _step,
    ("ServiceLaunch", "launch"): _of_launch,
    ("ServiceLaunch", "checked"): _settled,
    ("ServiceProcess", "steps"): _step_count,
    ("CheckAnswer", "question"): _question,
    ("CheckAnswer", "must"): _must,
}
