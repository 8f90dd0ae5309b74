"""Fields of rows that are worked out: forecast, light, question, whom a row is shared with. Never filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tpn.model.base import Record
from tpn.model.choices import Dimension, Light, Phase, RequirementGroup, RequirementLevel, Role, VariantName
from tpn.model.fieldtree import takes
from tpn.model.index import Entry
from tpn.model.questions import settled
from tpn.plan.benefits import Measured, measured
from tpn.plan.lights import risk_score
from tpn.plan.service_steps import ServiceStep
from tpn.plan.timing import Timing, timing_of
from tpn.views.belonging import phase_of, services_of
from tpn.views.fields import RowField, record_field
from tpn.views.rows import LISTS, Row, carriers, class_of

Get = Callable[[Row], Any]


def field(kind: str, path: str) -> RowField | None:
    """The field of a kind of row that a path means: worked out, or of its record; None where there is none.

    ``get`` takes a row and gives a plain value. Four kinds of value are for ``texts`` to word: ``said`` is a key of
    ``columns.said``, ``languages`` a text by language, ``share`` is (settled, all), ``because`` the fact of a light.
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


def _any(row: Row) -> Any:
    """The record of a row whose kind says its class."""
    return row.record


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

    def get(row: Row) -> Any:
        above = row.tables.holder(row.about) if isinstance(row.about, Entry) else None
        own = record_field(type(above.record), rest) if above else None
        return own.get(above.record) if own and above else None

    return known._replace(path=path, get=get, computed=True)


def _holding() -> tuple[type[Record], ...]:
    return tuple(cls for cls in LISTS.values() if any(take.record for take in takes(cls).values()))


_HOLDERS = _holding()

# ---------------------------------------------------------------- activities, checklist


def _standing(row: Row) -> str:
    work = row.about
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
    _made("forecast", "date", lambda row: row.about.end),
    _made("begin", "date", lambda row: row.about.dates.plan_start, key="start"),
    _made("end", "date", lambda row: row.about.plan_end, key="due"),
    _made("promised", "date", lambda row: row.about.promised),
    _made("agreed", "date", _agreed),
    _made("original", "date", lambda row: _timing(row).original),
    _made("previous", "date", lambda row: _timing(row).previous),
    _made("late", "whole", _late),
    _made("standing", "said", _standing),
    _made(
        "critical", "bool", lambda row: row.about.dates.critical and not row.about.done, key="critical_path"
    ),
)


def _question(row: Row) -> Mapping[str, str]:
    return row.about.question.text  # type: ignore[no-any-return]


_CHECKLIST = _table(
    _made("question", "languages", _question),
    _made("wanted", "languages", lambda row: row.about.question.evidence),
    _made("level", "said", lambda row: "must" if row.about.question.must else "should", key="level"),
    _made("track", "said", lambda row: row.about.question.track),
    _made("theme", "theme", lambda row: row.about.question.theme),
    _made("role", "choice", lambda row: row.about.question.role, choices=Role),
    _made("service", "text", lambda row: row.about.service, ref="services", key="service"),
    _made("settled", "bool", lambda row: settled(_any(row))),
)

# ---------------------------------------------------------------- lights, phases, board


def _theme(theme: str) -> Get:
    """How many points of a theme are settled for a service: (settled, all)."""

    def get(row: Row) -> tuple[int, int] | None:
        facts = row.tables.plan.facts
        launch = facts.launches.get(row.about.id)
        answers = launch.checklist if launch else {}
        asked = [point for point in facts.questions.of(Phase.LAUNCH) if point.theme == theme]
        return (sum(settled(answers.get(point.id)) for point in asked), len(asked)) if asked else None

    return get


_LIGHT = _table(
    _made("dimension", "choice", lambda row: row.about.dimension, choices=Dimension),
    _made("light", "choice", lambda row: row.about.light, choices=Light),
    _made("computed", "choice", lambda row: row.about.computed, choices=Light),
    _made("because", "because", lambda row: row.about.because[0]),
    _made("reason", "text", lambda row: row.about.reason),
)
_PHASE = _table(
    _made("phase", "choice", lambda row: row.about.phase, choices=Phase),
    _made("light", "choice", lambda row: row.about.light, choices=Light),
    _made("done", "whole", lambda row: row.about.progress.done, key="finished_count"),
    _made("total", "whole", lambda row: row.about.progress.total),
    _made("percent", "percent", lambda row: row.about.progress.percent),
    _made("planned_percent", "percent", lambda row: row.about.progress.planned_percent),
    _made("overdue", "whole", lambda row: row.about.progress.overdue),
    _made("next", "text", lambda row: row.about.next.title if row.about.next else None, key="next_milestone"),
    _made("next_due", "date", lambda row: row.about.next.due if row.about.next else None, key="due"),
)


def _step(step: ServiceStep) -> RowField:
    return _made(f"step.{step}", "bool", lambda row: row.about.steps.get(step), key=step.value)


_BOARD = _table(
    _made("light", "choice", lambda row: row.about.light, choices=Light),
    _made("step", "choice", lambda row: row.about.step, choices=ServiceStep),
    _made("forecast", "date", lambda row: row.about.forecast),
    _made("launch", "date", lambda row: row.about.launch),
    _made("agreed", "date", _agreed),
    *(_step(step) for step in ServiceStep if step is not ServiceStep.DONE),
)


def _service_line(row: Row) -> Any:
    return next(line for line in row.tables.status.services if line.id == row.record.id)  # type: ignore[attr-defined]


_SERVICE = _table(
    _made("light", "choice", lambda row: _service_line(row).light, choices=Light),
    _made("step", "choice", lambda row: _service_line(row).step, choices=ServiceStep),
    _made("forecast", "date", lambda row: _service_line(row).forecast),
    _made("agreed", "date", _agreed),
)

# ---------------------------------------------------------------- logs, benefits, procurement


def _score(row: Row) -> int | None:
    return risk_score(_any(row))


def _measured(row: Row) -> Measured:
    plan = row.tables.plan
    return measured(_any(row), plan.project.about.start, plan.today)


def _last(name: str) -> Get:
    def get(row: Row) -> Any:
        last = _measured(row).last
        return getattr(last, name) if last else None

    return get


def _route_step(name: str) -> Get:
    def get(row: Row) -> Any:
        route = row.about.route
        return route[route.index(name) + 1] if name in route else None

    return get


def _criterion(row: Row) -> str | None:
    """What the award criterion that a requirement counts under is called."""
    asked = row.about
    found = (one for one in asked.procurement.criteria if one.id == asked.requirement.criterion)
    return next((one.name or one.id for one in found), None)


def _planned_start(row: Row) -> date | None:
    return row.about.dates.plan_start  # type: ignore[no-any-return]


_DATES = {"start": _planned_start, "due": lambda row: _timing(row).plan}
_OTHERWISE: Mapping[str, Mapping[str, Get]] = {
    "activities": _DATES,
    "milestones": _DATES,
    "services": {"launch": lambda row: _timing(row).plan},
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
    ),
    "steps": _table(
        _made("variant", "choice", _route_step("variants"), choices=VariantName),
        _made("service", "text", lambda row: (_services(row) or (None,))[0], ref="services"),
    ),
    "answers": _table(
        _made("requirement", "text", lambda row: row.about.requirement.text),
        _made("level", "choice", lambda row: row.about.requirement.level, choices=RequirementLevel),
        _made("group", "choice", lambda row: row.about.requirement.group, choices=RequirementGroup),
        _made("verify", "text", lambda row: row.about.requirement.verify),
        _made("criterion", "text", _criterion),
        _made("supplier", "text", lambda row: row.about.supplier),
    ),
}
