"""Fields of rows that are worked out: forecast, light, question, whom a row is shared with. Never filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from tpn.model.about import Service
from tpn.model.base import Record
from tpn.model.benefits import Benefit
from tpn.model.choices import Dimension, Light, Phase, RequirementGroup, RequirementLevel, Role, VariantName
from tpn.model.fieldtree import takes
from tpn.model.index import Entry
from tpn.model.logs import Risk
from tpn.model.procurement import Requirement
from tpn.model.questions import Question, settled
from tpn.model.shapes import CheckAnswer
from tpn.plan.benefits import Measured, measured
from tpn.plan.facts import Work
from tpn.plan.lights import ShownLight, risk_score
from tpn.plan.service_steps import ServiceStep
from tpn.plan.timing import Timing, timing_of
from tpn.views.belonging import phase_of, services_of
from tpn.views.fields import RowField, record_field
from tpn.views.rows import LISTS, AskedRequirement, CheckRow, Row, carriers, class_of
from tpn.views.status import PhaseLine, ServiceLine

T = TypeVar("T")
Get = Callable[[Row], object]


def field(kind: str, path: str) -> RowField | None:
    """The field of a kind of row that a path means: worked out, or of its record; None where there is none.

    ``get`` takes a row and gives a plain value. Four kinds of value are for ``texts`` to word: ``said`` is a key of
    ``columns.said``, ``languages`` a text by language, ``share`` is (settled, all), ``because`` a light and why.
    """
    if path == "id":
        cls = class_of(kind)
        named = cls if "id" in takes(cls) else None
        return RowField("id", "text", lambda row: row.key, computed=True, owner=named, key="id")
    if found := _WORKED.get(kind, {}).get(path) or _COMMON.get(path):
        return found
    head, _, rest = path.partition(".")
    if head == "holder" and rest:
        return _held(path, rest)
    if head == "theme" and rest and kind == "board":
        return RowField(path, "share", _theme(rest), computed=True, key=rest)
    inner = record_field(class_of(kind), path)
    if inner is None:
        return None
    get = inner.get
    return inner._replace(
        get=lambda row: get(row.record), own=get, otherwise=_OTHERWISE.get(kind, {}).get(path)
    )


def worked_paths(kind: str) -> tuple[str, ...]:
    """The names of the worked-out fields of a kind."""
    return ("id", *_WORKED.get(kind, {}), *_COMMON)


def _about(cls: type[T], get: Callable[[T], object]) -> Get:
    """A value of what a row is more than its record; the kind of the row says of which class that is."""

    def value(row: Row) -> object:
        return get(_is(cls, row.about))

    return value


def _is(cls: type[T], one: object) -> T:
    if not isinstance(one, cls):
        raise TypeError(one)  # a field asked for in a table of another kind: a fault of the program
    return one


def _made(path: str, kind: str, get: Get, **more: Any) -> RowField:
    return RowField(path, kind, get, computed=True, key=more.pop("key", path), **more)


def _table(*made: RowField) -> Mapping[str, RowField]:
    return {one.path: one for one in made}


# ---------------------------------------------------------------- of every kind


def _phase(row: Row) -> Phase | None:
    about = row.about
    if isinstance(about, Entry):
        return phase_of(about)
    return getattr(about, "phase", None)


def _services(row: Row) -> tuple[str, ...] | None:
    about = row.about
    if isinstance(about, Entry):
        return services_of(about, row.tables.index) or None
    service = getattr(about, "service", None) or getattr(row.record, "service", None)
    return (service,) if service else None


def _shared(row: Row) -> tuple[str, ...] | None:
    """The others whose the row is, in a sheet for one person."""
    if row.scope.person is None:
        return None
    return tuple(who for who in carriers(row) if who != row.scope.person) or None


def _holder(row: Row) -> str | None:
    above = row.tables.holder(row.about) if isinstance(row.about, Entry) else None
    if above is None:
        return None
    names = (getattr(above.record, name, None) for name in ("title", "name", "text", "supplier"))
    return next((name for name in names if isinstance(name, str)), above.address)


def _holder_id(row: Row) -> str | None:
    above = row.tables.holder(row.about) if isinstance(row.about, Entry) else None
    return above.address if above else None


_COMMON = _table(
    _made("in_phase", "choice", _phase, choices=Phase, key="phase", fresh=True),
    _made("in_services", "text", _services, many=True, ref="services", key="services"),
    _made("carriers", "text", lambda row: carriers(row) or None, many=True, ref="people", key="responsible"),
    _made("shared_with", "text", _shared, many=True, ref="people"),
    _made("holder", "text", _holder),
    _made("holder_id", "text", _holder_id, fresh=True),
)


def _held(path: str, rest: str) -> RowField | None:
    """A field of what holds the row (``holder.indicator.unit``), by whichever class has it first."""
    known = next((found for cls in _HOLDERS if (found := record_field(cls, rest))), None)
    if known is None:
        return None

    def get(row: Row) -> object:
        above = row.tables.holder(row.about) if isinstance(row.about, Entry) else None
        own = record_field(type(above.record), rest) if above else None
        return own.get(above.record) if own and above else None

    return known._replace(path=path, get=get, computed=True)


def _holding() -> tuple[type[Record], ...]:
    return tuple(cls for cls in LISTS.values() if any(take.record for take in takes(cls).values()))


_HOLDERS = _holding()

# ---------------------------------------------------------------- activities, checklist


def _standing(row: Row) -> str:
    work = _is(Work, row.about)
    if work.done or work.fallen_out:
        return "done" if work.done else "fallen_out"
    if work.overdue:
        return "overdue"
    if _timing(row).expected_late:
        return "delayed"
    return "due_soon" if work.due_soon else "on_plan" if work.end else "undated"


def _late(row: Row) -> int | None:
    return _timing(row).days_late or None


def _timing(row: Row) -> Timing:
    return timing_of(row.record, row.tables.plan) or Timing()


def _agreed(row: Row) -> date | None:
    agreed = _timing(row).agreed
    return agreed.to if agreed else None


_ACTIVITY = _table(
    _made("forecast", "date", _about(Work, lambda work: work.end)),
    _made("begin", "date", _about(Work, lambda work: work.dates.plan_start), key="start"),
    _made("end", "date", _about(Work, lambda work: work.plan_end), key="due"),
    _made("promised", "date", _about(Work, lambda work: work.promised)),
    _made("agreed", "date", _agreed),
    _made("original", "date", lambda row: _timing(row).original),
    _made("previous", "date", lambda row: _timing(row).previous),
    _made("late", "whole", _late),
    _made("standing", "said", _standing),
    _made(
        "critical",
        "bool",
        _about(Work, lambda work: work.dates.critical and not work.done),
        key="critical_path",
    ),
)


def _asked(get: Callable[[Question], object]) -> Get:
    return _about(CheckRow, lambda point: get(point.question))


_CHECKLIST = _table(
    _made("question", "languages", _asked(lambda one: one.text)),
    _made("wanted", "languages", _asked(lambda one: one.evidence)),
    _made("level", "said", _asked(lambda one: "must" if one.must else "should"), key="level"),
    _made("track", "said", _asked(lambda one: one.track)),
    _made("theme", "theme", _asked(lambda one: one.theme)),
    _made("role", "choice", _asked(lambda one: one.role), choices=Role),
    _made("service", "text", _about(CheckRow, lambda point: point.service), ref="services", key="service"),
    _made("settled", "bool", lambda row: settled(_is(CheckAnswer, row.record))),
)

# ---------------------------------------------------------------- lights, phases, board


def _theme(theme: str) -> Get:
    """How many points of a theme are settled for a service: (settled, all)."""

    def get(row: Row) -> tuple[int, int] | None:
        facts = row.tables.plan.facts
        launch = facts.launches.get(_is(ServiceLine, row.about).id)
        answers = launch.checklist if launch else {}
        asked = [point for point in facts.questions.of(Phase.LAUNCH) if point.theme == theme]
        return (sum(settled(answers.get(point.id)) for point in asked), len(asked)) if asked else None

    return get


_LIGHT = _table(
    _made("dimension", "choice", _about(ShownLight, lambda shown: shown.dimension), choices=Dimension),
    _made("light", "choice", _about(ShownLight, lambda shown: shown.light), choices=Light),
    _made("computed", "choice", _about(ShownLight, lambda shown: shown.computed), choices=Light),
    _made("because", "because", _about(ShownLight, lambda shown: shown)),
    _made("reason", "text", _about(ShownLight, lambda shown: shown.reason)),
)
_PHASE = _table(
    _made("phase", "choice", _about(PhaseLine, lambda line: line.phase), choices=Phase),
    _made("light", "choice", _about(PhaseLine, lambda line: line.light), choices=Light),
    _made("done", "whole", _about(PhaseLine, lambda line: line.progress.done), key="finished_count"),
    _made("total", "whole", _about(PhaseLine, lambda line: line.progress.total)),
    _made("percent", "percent", _about(PhaseLine, lambda line: line.progress.percent)),
    _made("planned_percent", "percent", _about(PhaseLine, lambda line: line.progress.planned_percent)),
    _made("overdue", "whole", _about(PhaseLine, lambda line: line.progress.overdue)),
    _made(
        "next",
        "text",
        _about(PhaseLine, lambda line: line.next.title if line.next else None),
        key="next_milestone",
    ),
    _made(
        "next_due", "date", _about(PhaseLine, lambda line: line.next.due if line.next else None), key="due"
    ),
)


def _step(step: ServiceStep) -> RowField:
    return _made(
        f"step.{step}", "bool", _about(ServiceLine, lambda line: line.steps.get(step)), key=step.value
    )


_BOARD = _table(
    _made("light", "choice", _about(ServiceLine, lambda line: line.light), choices=Light),
    _made("step", "choice", _about(ServiceLine, lambda line: line.step), choices=ServiceStep),
    _made("forecast", "date", _about(ServiceLine, lambda line: line.forecast)),
    _made("launch", "date", _about(ServiceLine, lambda line: line.launch)),
    _made("agreed", "date", _agreed),
    *(_step(step) for step in ServiceStep if step is not ServiceStep.DONE),
)


def _of_line(get: Callable[[ServiceLine], object]) -> Get:
    """What the status says of a service; nothing of one that is on hold or has left."""

    def value(row: Row) -> object:
        service = _is(Service, row.record)
        line = next((line for line in row.tables.status.services if line.id == service.id), None)
        return get(line) if line else None

    return value


_SERVICE = _table(
    _made("light", "choice", _of_line(lambda line: line.light), choices=Light),
    _made("step", "choice", _of_line(lambda line: line.step), choices=ServiceStep),
    _made("forecast", "date", _of_line(lambda line: line.forecast)),
    _made("agreed", "date", _agreed),
)

# ---------------------------------------------------------------- logs, benefits, procurement


def _score(row: Row) -> int | None:
    return risk_score(_is(Risk, row.record))


def _measured(row: Row) -> Measured:
    plan = row.tables.plan
    return measured(_is(Benefit, row.record), plan.project.about.start, plan.today)


def _last(name: str) -> Get:
    def get(row: Row) -> object:
        last = _measured(row).last
        return getattr(last, name) if last else None

    return get


def _route_step(name: str) -> Get:
    def get(row: Row) -> object:
        route = _is(Entry, row.about).route
        return route[route.index(name) + 1] if name in route else None

    return get


def _required(get: Callable[[Requirement], object]) -> Get:
    return _about(AskedRequirement, lambda asked: get(asked.requirement))


def _criterion(row: Row) -> str | None:
    """What the award criterion that a requirement counts under is called."""
    asked = _is(AskedRequirement, row.about)
    found = (one for one in asked.procurement.criteria if one.id == asked.requirement.criterion)
    return next((one.name or one.id for one in found), None)


def _planned_start(row: Row) -> date | None:
    return _is(Work, row.about).dates.plan_start


def _done_with_its_activity(row: Row) -> date | None:
    """When the activity that an action has become was done."""
    timing = _timing(row) if getattr(row.record, "activity", None) else None
    carried = timing is not None and timing.over and row.tables.plan.by_id[row.record.activity].done  # type: ignore[attr-defined]
    return timing.forecast if timing and carried else None


_DATES = {"start": _planned_start, "due": lambda row: _timing(row).plan}
_OTHERWISE: Mapping[str, Mapping[str, Get]] = {
    "activities": _DATES,
    "milestones": _DATES,
    "services": {"launch": lambda row: _timing(row).plan},
    "actions": {"done": _done_with_its_activity},
}
_WORKED: Mapping[str, Mapping[str, RowField]] = {
    "activities": _ACTIVITY,
    "milestones": _ACTIVITY,
    "checklist": _CHECKLIST,
    "lights": _LIGHT,
    "phases": _PHASE,
    "board": _BOARD,
    "services": _SERVICE,
    "risks": _table(_made("score", "whole", _score)),
    "benefits": _table(
        _made("attainment", "number", lambda row: _measured(row).attainment),
        _made("last_value", "number", _last("value")),
        _made("last_date", "date", _last("date")),
        _made("measure_by", "date", lambda row: _timing(row).plan),
    ),
    "steps": _table(
        _made("variant", "choice", _route_step("variants"), choices=VariantName),
        _made("service", "text", lambda row: (_services(row) or (None,))[0], ref="services"),
    ),
    "answers": _table(
        _made("requirement", "text", _required(lambda one: one.text)),
        _made(
            "level",
            "choice",
            _required(lambda one: one.level),
            choices=RequirementLevel,
        ),
        _made(
            "group",
            "choice",
            _required(lambda one: one.group),
            choices=RequirementGroup,
        ),
        _made("verify", "text", _required(lambda one: one.verify)),
        _made("criterion", "text", _criterion),
        _made("supplier", "text", _about(AskedRequirement, lambda asked: asked.supplier)),
    ),
}
