"""The columns of each kind of record: which are told, and those that are worked out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tpn.model.base import Record
from tpn.model.checkpoints import Checkpoint
from tpn.model.choices import AgendaKind, Answer, Phase, RiskKind
from tpn.model.index import Entry
from tpn.model.logs import Assessment, Risk
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.benefits import measured
from tpn.plan.budget import amounts_of
from tpn.plan.plan import planned_delivery
from tpn.plan.service_steps import step_of
from tpn.plan.timing import Timing, people_of, timing_of
from tpn.views.todos import Todo
from tpn.views.values import title_of

MILESTONES, OPPORTUNITIES = "milestones", "opportunities"
CHECKLIST, TODOS = "checklist", "deadlines"
# What is told of each kind, the most telling last to be left out; «address» is how the record is named on the line.
# A key that is no field of the kind is worked out (``WORKED_OUT``).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "activities": ("id", "title", "responsible", "due", "forecast", "status"),
    MILESTONES: ("id", "title", "due", "agreed", "original", "forecast", "status"),
    TODOS: ("address", "what", "responsible", "due", "forecast"),
    "services": ("id", "name", "owner", "responsible", "step", "launch", "agreed", "original", "forecast"),
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
    "risks": ("id", "title", "kind", "probability", "consequence", "score", "score_after", "owner", "status"),
    OPPORTUNITIES: ("id", "title", "probability", "consequence", "score", "score_after", "owner", "status"),
    "deviations": ("id", "title", "importance", "open_actions", "closed"),
    "decisions": ("id", "title", "needed_by", "decided", "gate", "outcome"),
    "lessons": ("date", "text", "service", "by"),
    "lines": ("item", "source", "budget", "committed", "spent", "forecast"),
    "staffing": ("id", "role", "person", "unit", "needed", "given", "start", "due"),
    "participation": ("id", "title", "kind", "responsible", "due", "done"),
    "closed": ("name", "from", "to"),
    "commitments": ("person", "to", "date", "due", "done"),
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

# the kinds that are some of the records of another: which, and what sets them apart
PARTS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    MILESTONES: ("activities", lambda record: isinstance(record, Activity) and record.milestone),
    OPPORTUNITIES: ("risks", lambda record: isinstance(record, Risk) and record.kind is RiskKind.OPPORTUNITY),
}
SUMMED: Mapping[str, tuple[str, ...]] = {"lines": ("budget", "committed", "spent", "forecast")}
"""The amounts of a kind, NOK excl. VAT, that are added up under its list."""
SETTING_APART = {"risks": "kind"}
"""A column that is told only where the rows differ in it."""


class Source(NamedTuple):
    """What a row is made from: the record, where it stands, what it belongs to, its dates seen from the plan's day.

    ``todos``: for a person what that one is to do.
    """

    entry: Entry
    phase: Phase | None
    services: tuple[str, ...]
    checkpoint: Checkpoint | None = None
    todos: Sequence[Todo] = ()
    timing: Timing | None = None

    @property
    def record(self) -> Any:
        """The record; each column knows what it has."""
        return self.entry.record


def _address(_: Plan, source: Source) -> str:
    return source.entry.address


def _planned(_: Plan, source: Source) -> date | None:
    return source.timing.plan if source.timing else None


def _done(plan: Plan, source: Source) -> Any:
    """When an action was done; one that has become an activity is done, or falls out, as the activity."""
    carried = plan.by_id.get(source.record.activity or "")
    if carried is None:
        return source.record.done
    if carried.fallen_out:
        return carried.activity.status
    return (source.timing.forecast if source.timing else None) if carried.done else None


def _launched(_: Plan, source: Source) -> date | None:
    """When a service was launched; till then, when it is to be."""
    timing = source.timing
    return (timing.forecast if timing.over else timing.plan) if timing else None


def _needed(plan: Plan, source: Source) -> date | None:
    return source.record.needed_by or planned_delivery(source.record, plan)


def _comes(_: Plan, source: Source) -> date | None:
    timing = source.timing
    return timing.forecast if timing and not timing.over else None


def _agreed(_: Plan, source: Source) -> date | None:
    """What was agreed where it is another day than the plan."""
    timing = source.timing
    return timing.agreed.to if timing and timing.agreed and timing.agreed.to != timing.plan else None


def _original(_: Plan, source: Source) -> date | None:
    """What was agreed first where another day has been agreed since."""
    timing = source.timing
    return timing.original if timing and timing.agreed and timing.original != timing.agreed.to else None


def _later(_: Plan, source: Source) -> date | None:
    """The forecast where it is another day than the plan or what was agreed, and the work is not over."""
    timing = source.timing
    if timing is None or timing.over or timing.forecast == timing.plan == timing.binding:
        return None
    return timing.forecast


def _what(_: Plan, source: Source) -> str:
    return title_of(source.record)


def _whose(_: Plan, source: Source) -> tuple[str, ...]:
    return people_of(source.record)


def _score(_: Plan, source: Source) -> int | None:
    return _product(source.record)


def _score_after(_: Plan, source: Source) -> int | None:
    after = source.record.after
    return _product(after) if after else None


def _product(said: Record) -> int | None:
    if isinstance(said, Risk | Assessment) and said.probability and said.consequence:
        return said.probability * said.consequence
    return None


def _carried(_: Plan, source: Source) -> int:
    return sum(not one.timing.over for one in source.todos)


def _carried_late(_: Plan, source: Source) -> int:
    return sum(one.timing.overdue for one in source.todos)


def _open_actions(plan: Plan, source: Source) -> int:
    timings = (timing_of(action, plan) for action in source.record.actions)
    return sum(timing is not None and not timing.over for timing in timings)


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
    return sum(one.kind is not AgendaKind.BREAK for one in source.record.agenda)


def _step(plan: Plan, source: Source) -> Any:
    return step_of(source.record, plan.facts)


def _of_launch(plan: Plan, source: Source) -> date | None:
    record = source.record
    service = plan.project.service.get(record.service)
    return record.launched or (plan.facts.launch_day(service) if service else None)


def _gate_outcome(_: Plan, source: Source) -> Any:
    return source.record.gate.outcome if source.record.gate else None


def _settled(_: Plan, source: Source) -> int:
    return sum(answer.answer is Answer.DONE for answer in source.record.checklist.values())


def _step_count(_: Plan, source: Source) -> int:
    variants = source.record.variants.values()
    return max((len(variant.steps) for variant in variants), default=0)


def _amount(name: str) -> Callable[[Plan, Source], float | None]:
    """What is typed for the whole of an item, else the sum of its years."""
    return lambda _, source: getattr(amounts_of(source.record), name)


def _question(_: Plan, source: Source) -> Any:
    return source.checkpoint.question if source.checkpoint else None


def _must(_: Plan, source: Source) -> bool | None:
    return source.checkpoint.question.must if source.checkpoint else None


# of whatever there is to do, of several kinds in one list
OF_TODOS: Mapping[str, Callable[[Plan, Source], Any]] = {
    "address": _address,
    "what": _what,
    "responsible": _whose,
    "due": _planned,
    "forecast": _later,
}
WORKED_OUT: Mapping[tuple[str, str], Callable[[Plan, Source], Any]] = {
    ("", "address"): _address,
    ("Activity", "due"): _planned,
    ("Action", "due"): _planned,
    ("Action", "done"): _done,
    ("Activity", "agreed"): _agreed,
    ("Activity", "original"): _original,
    ("Activity", "forecast"): _later,
    **{("EconomyLine", name): _amount(name) for name in SUMMED["lines"]},
    ("Service", "launch"): _launched,
    ("Service", "agreed"): _agreed,
    ("Service", "original"): _original,
    ("Service", "forecast"): _later,
    ("Component", "needed_by"): _needed,
    ("Component", "expected"): _comes,
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
    ("Decision", "gate"): _gate_outcome,
    ("Service", "step"): _step,
    ("ServiceLaunch", "launch"): _of_launch,
    ("ServiceLaunch", "checked"): _settled,
    ("ServiceProcess", "steps"): _step_count,
    ("CheckAnswer", "question"): _question,
    ("CheckAnswer", "must"): _must,
}
