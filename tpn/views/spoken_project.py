"""A project as its files say it, by the keys of the format, with names behind the ids: what a document is made from.

A municipality that knows ``docs/format.md`` can write a template with it. Every field is there, empty ones too; a
record that has dates has them under ``dates`` as well, by their words (docs/rules.md, «Dates and their words»).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Self

from tpn.model.base import Record, fields
from tpn.model.choices import Phase, RiskKind, RiskStatus
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Index, Route
from tpn.model.logs import Decision, Risk
from tpn.model.people import name_of
from tpn.model.shapes import Action, Activity
from tpn.model.spans import Link
from tpn.plan import Plan
from tpn.plan.deciders import body_name, decider
from tpn.plan.lights import risk_score
from tpn.plan.proposals import FROM as PROPOSED_FROM
from tpn.plan.timing import timing_of
from tpn.views.record import FilledField
from tpn.views.record import filled as filled_fields
from tpn.views.record_tables import FieldLine, RecordLines, table_of
from tpn.views.report_timing import timing
from tpn.views.values import Named, title_of

Spoken = dict[str, Any]
_OWN = frozenset({"format"})
"""What a file says to a program and nobody else: the number of the format."""


class SpokenName(str):
    """What a record that is named by another is called; ``id`` is its id."""

    __slots__ = ("id",)
    id: str

    def __new__(cls, name: str, ident: str) -> Self:
        """A name with the id behind it."""
        made = super().__new__(cls, name)
        made.id = ident
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.id


def spoken_project(plan: Plan, index: Index) -> Spoken:
    """All sections of the project, by their keys."""
    made = _spoken(plan.project, plan, index)
    for phase in Phase:
        for one in made[phase.value]["activities"]:
            one["phase"] = phase
    return made


def spoken_record(record: Record, plan: Plan, index: Index) -> Spoken:
    """One record the same way."""
    return _spoken(record, plan, index)


def _spoken(record: Record, plan: Plan, index: Index) -> Spoken:
    known = takes(type(record))
    said: Spoken = {
        field.key: _value(known[field.key], getattr(record, field.name), plan, index)
        for field in fields(type(record))
        if field.key in known
    }
    if found := timing_of(record, plan):
        agreed = found.agreed.to if found.agreed else None
        said["dates"] = {
            "plan": found.plan, "agreed": agreed, "original": found.original, "forecast": found.forecast,
            "over": found.over, "overdue": found.overdue, "late": found.days_late,
            "order": found.forecast or found.plan or date.max, "off": _off(agreed, found.forecast, plan),
        }  # fmt: skip
    if isinstance(record, Action) and record.activity in plan.by_id:
        said |= _carried(record, plan)
    if isinstance(record, Activity):
        work = plan.by_id.get(record.id)
        said["is_done"] = work is not None and work.done
        said["begins"] = work.dates.start if work else None
    if isinstance(record, Decision):
        said["ruled"] = _ruled(record, plan, index)
    if isinstance(record, Risk):
        said["score"] = risk_score(record)
        before = (record.probability or 0) * (record.consequence or 0) or None
        said["before"], said["weight"] = before, said["score"] or before or 0
        said["is_open"] = record.status is not RiskStatus.CLOSED
        said["is_threat"] = record.kind is RiskKind.THREAT
    return said


def _carried(record: Action, plan: Plan) -> Spoken:
    """An action that has become an activity is that activity: due once and done once, in every paper."""
    said = timing(record, plan)
    return {"due": said.plan, "done": record.done or (said.forecast if said.over else None)}


def _ruled(record: Decision, plan: Plan, index: Index) -> Spoken:
    """Whose a decision is: ``steering``, else the name of a ``body``, else the ``meeting``, else nothing recorded."""
    found = decider(plan.project, record)
    person = name_of(plan.project.person, found.person)
    there, body = found.meeting, person or body_name(plan.project, found.body)
    return {
        "steering": found.body is not None and body is None, "body": body,
        "meeting": {"kind": there.kind, "number": there.number, "date": there.date} if there else None,
        "conditions": tuple(_spoken(one, plan, index) for one in found.conditions),
    }  # fmt: skip


def _off(agreed: date | None, forecast: date | None, plan: Plan) -> int | None:
    """Working days from what was agreed to what is foreseen, or to the day it was; also of what is over."""
    if agreed is None or forecast is None:
        return None
    return plan.days.number_after(forecast) - plan.days.number_after(agreed)


def _value(take: Take, value: Any, plan: Plan, index: Index) -> Any:
    if isinstance(value, Record):
        return _spoken(value, plan, index)
    if isinstance(value, Mapping):
        return {name: _value(take, one, plan, index) for name, one in value.items()}
    if isinstance(value, Link):  # which is a tuple too
        return value.to
    if isinstance(value, tuple | list):
        return tuple(_value(take, one, plan, index) for one in value)
    return _name(value, index) if take.ref and isinstance(value, str) else value


def _name(ident: str, index: Index) -> SpokenName:
    found = index.ids.get(ident)
    return SpokenName((title_of(found[0].record) if found else "") or ident, ident)


def every_record(index: Index) -> Mapping[str, tuple[RecordLines, ...]]:
    """Every record by its kind, each with every field that says something: a project to be read without tpn."""
    found: dict[str, list[RecordLines]] = {}
    shown: set[Route] = set()
    for entry in index.entries:
        if any(entry.route[:length] in shown for length in range(1, len(entry.route))):
            continue  # it stands in the record that holds it
        if lines := tuple(_lines(filled_fields(entry.record, index))):
            shown.add(entry.route)
            name = index.short.get(entry.address, entry.address)
            found.setdefault(entry.kind, []).append(RecordLines(name, title_of(entry.record), lines))
    return {kind: tuple(some) for kind, some in found.items()}


def _lines(filled: Iterable[FilledField]) -> Iterator[FieldLine]:
    for one in filled:
        if one.take.key in _OWN or (not one.held and _is_usual(one)):
            continue
        held = tuple(
            RecordLines(*_called(one, inner.name, inner.title), tuple(_lines(inner.fields)))
            for inner in one.held
        )
        keyed = _keyed(one)
        value = () if isinstance(one.value, Mapping) else _plainly(one.value)
        if keyed or value != () or held:
            yield FieldLine(one.take.key, one.cls.__name__, value, held, table_of(held), keyed)


def _called(holder: FilledField, name: str, title: object) -> tuple[str, object]:
    """The id and the title of what a field holds; where the key is a choice, it is called by the choice."""
    keys = holder.take.keys
    if keys is None:
        return name, _plainly(title)
    chosen = keys(name.rsplit("/", 1)[-1])
    return chosen, chosen


def _is_usual(one: FilledField) -> bool:
    """Whether a field says only what holds where nobody says anything: work that is work, in all of the cases."""
    usual = next((known.default for known in fields(one.cls) if known.key == one.take.key), None)
    return not isinstance(one.value, tuple | Mapping) and usual is not None and one.value == usual


def _keyed(one: FilledField) -> tuple[tuple[object, object], ...]:
    """Values by key, the keys as choices; where tpn took a record from is its own bookkeeping, no word of anybody's."""
    if not isinstance(one.value, Mapping):
        return ()
    keys = one.take.keys
    known = ((key, said) for key, said in one.value.items() if key != PROPOSED_FROM)
    return tuple((keys(key) if keys else key, _plainly(said)) for key, said in known)


def _plainly(value: Any) -> Any:
    if isinstance(value, Named):
        return value.name or value.id
    if isinstance(value, Link):
        return value.to
    return tuple(_plainly(one) for one in value) if isinstance(value, tuple | list) else value
