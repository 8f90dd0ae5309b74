"""«What is this?» – everything about one record: its fields, its dates, what it waits for and who speaks of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tpn.model.about import Service
from tpn.model.base import Record, fields, per_class
from tpn.model.checkpoints import checkpoints
from tpn.model.choices import Light, Phase
from tpn.model.ended import EndedRecord, ended_of, ended_records
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Entry, Index, key_of
from tpn.model.logs import Decision
from tpn.model.project import Project
from tpn.model.questions import Question
from tpn.model.shapes import Activity, CheckAnswer
from tpn.model.spans import Link
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.plan.gates import Passage, last_heard, passage_of
from tpn.plan.timing import Timing, timing_of
from tpn.views.belonging import phase_of
from tpn.views.columns import COLUMNS, WORKED_OUT, Source
from tpn.views.report_facts import Reason
from tpn.views.report_services import light_of
from tpn.views.timing import due_json
from tpn.views.todos import todos
from tpn.views.values import named, plain, title_of

# What lists work out that the fields do not say.
_TOLD = frozenset(
    {"open", "overdue", "score", "score_after", "open_actions", "step", "measured", "attainment"}
)


class NestedRecord(NamedTuple):
    """A record inside another: by which name (as in its address) and title, and its filled fields."""

    name: str
    title: object
    fields: tuple["FilledField", ...]


class FilledField(NamedTuple):
    """A field that says something: a value with names behind its ids, or the records it holds."""

    cls: type[Record]
    take: Take
    value: object
    held: tuple[NestedRecord, ...] = ()


class Tie(NamedTuple):
    """A link to another record, and how that one stands."""

    link: Link
    title: str
    work: Work | None
    due: Timing | None


class Mention(NamedTuple):
    """A field of another record that names this one."""

    address: str
    title: str
    kind: str
    cls: type[Record]
    key: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything about one record. ``empty`` are the fields that nothing is said in."""

    entry: Entry
    title: str
    phase: Phase | None
    question: Question | None
    filled: tuple[FilledField, ...]
    empty: tuple[str, ...]
    worked_out: Mapping[str, Any]
    work: Work | None
    due: Timing | None
    waits_for: tuple[Tie, ...]
    followed_by: tuple[Tie, ...]
    mentions: tuple[Mention, ...]
    spoken: str
    """Its address as people read it."""
    light: tuple[Light, tuple[Reason, ...]] | None = None
    """That of a service, the same as on every other screen, and why."""
    heard: Decision | None = None
    """Of a gate, a going live or a service: the latest decision on whether it may be passed."""


def whole(entry: Entry, plan: Plan, index: Index) -> Whole:
    """Everything about a record of the project that a plan is of."""
    record = entry.record
    question = question_of(entry, plan) if isinstance(record, CheckAnswer) else None
    own = str(getattr(record, "id", "")) if not entry.local else ""
    return Whole(
        entry, title_of(record), phase_of(entry), question, tuple(filled(record, index)), tuple(_empty(record)),
        _worked_out(entry, plan, index), plan.by_id.get(own) if isinstance(record, Activity) else None,
        timing_of(record, plan),
        tuple(_tie(link, plan, index) for link in record.after) if isinstance(record, Activity) else (),
        tuple(_followers(own, plan)), tuple(_mentions(own, index)) if own in index.ids else (),
        index.spoken(entry.address), _light(record, plan), _heard(entry, plan),
    )  # fmt: skip


def _light(record: Record, plan: Plan) -> tuple[Light, tuple[Reason, ...]] | None:
    """That of a service that is in the project."""
    return light_of(record, plan) if isinstance(record, Service) and ended_of(record) is None else None


def passage_at(entry: Entry) -> Passage | None:
    """What is passed with a record: a service with its launch, a gate or a going live; None of anything else."""
    record, phase = entry.record, phase_of(entry)
    if isinstance(record, Service):
        return Passage(Phase.LAUNCH, record.id)
    return passage_of(phase, record) if isinstance(record, Activity) and phase else None


def _heard(entry: Entry, plan: Plan) -> Decision | None:
    passage = passage_at(entry)
    return last_heard(plan.project, passage) if passage else None


def question_of(entry: Entry, plan: Plan) -> Question | None:
    """What a checkpoint asks; None where the checklist no longer asks it."""
    points = checkpoints(plan.project, plan.facts.questions)
    return next((point.question for point in points if point.address == entry.address), None)


def filled(record: Record, index: Index) -> Iterator[FilledField]:
    """The fields of a record that say something, in the order of the format."""
    for take in takes(type(record)).values():
        value = getattr(record, take.name)
        if _says_something(value):
            held = tuple(_held(take, value, index)) if take.record else ()
            yield FilledField(type(record), take, None if take.record else named(take, value, index), held)


def _says_something(value: Any) -> bool:
    """Not nothing, nor a no that nobody has said."""
    return value not in (None, (), {}, False) or (value == 0 and not isinstance(value, bool))


def _held(take: Take, value: Any, index: Index) -> Iterator[NestedRecord]:
    if take.form == "record":
        yield NestedRecord("", None, tuple(filled(value, index)))
    elif take.form == "records":
        for number, one in enumerate(value):
            inside = tuple(field for field in filled(one, index) if field.take.key != one.KEY)
            yield NestedRecord(key_of(one, number), _title(one, index), inside)
    else:
        for name, one in value.items():
            yield NestedRecord(str(name), name, tuple(filled(one, index)))


def _title(record: Record, index: Index) -> Any:
    """What a record is known by in its list: a date, a person, a name; None where it is only a number there."""
    take = takes(type(record)).get(record.KEY)
    return named(take, getattr(record, take.name), index) if take else None


def _empty(record: Record) -> Iterator[str]:
    return (
        f.key for f in fields(type(record)) if f.key != "x" and not _says_something(getattr(record, f.name))
    )


def _worked_out(entry: Entry, plan: Plan, index: Index) -> dict[str, Any]:
    """What a list works out for this kind, beside its fields."""
    name = type(entry.record).__name__
    source = Source(
        entry,
        phase_of(entry),
        (),
        todos=tuple(one for one in todos(plan, index) if entry.address in one.people)
        if name == "Person"
        else (),
        timing=timing_of(entry.record, plan),
    )
    ended = isinstance(entry.record, Service) and ended_of(entry.record) is not None
    told = [key for key in COLUMNS.get(entry.kind, ()) if key in _TOLD and not (ended and key == "step")]
    rules = {key: WORKED_OUT.get((name, key)) or WORKED_OUT.get(("", key)) for key in told}
    return {key: rule(plan, source) for key, rule in rules.items() if rule}


def _tie(link: Link, plan: Plan, index: Index) -> Tie:
    found = index.ids.get(link.to)
    record = found[0].record if found else None
    return Tie(
        link,
        title_of(record) if record else "",
        plan.by_id.get(link.to),
        timing_of(record, plan) if record else None,
    )


def _followers(own: str, plan: Plan) -> Iterator[Tie]:
    for work in plan.work:
        for link in work.activity.after:
            if link.to == own:
                tie = Link(work.activity.id, link.kind, link.lag)
                yield Tie(tie, work.activity.title, work, timing_of(work.activity, plan))


def _mentions(own: str, index: Index) -> Iterator[Mention]:
    """Every field that names the record, but for the links of the plan."""
    for entry in index.entries:
        for key, name in _references(type(entry.record)):
            value = getattr(entry.record, name)
            if value == own or (isinstance(value, tuple) and own in value):
                yield Mention(entry.address, title_of(entry.record), entry.kind, type(entry.record), key,
                              index.spoken(entry.address))  # fmt: skip


@per_class
def _references(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """The key and the name of every field of a class that names other records."""
    return tuple((key, take.name) for key, take in takes(cls).items() if take.ref and take.kind != "link")


def taken_in(project: Project, name: str) -> tuple[EndedRecord, ...]:
    """What has ended by going into a record: a service that was merged into it, or of which it is a part."""
    return tuple(one for one in ended_records(project) if name in one.ended.into)


def as_json(one: Whole, place: tuple[str, int] | None) -> dict[str, object]:
    """The facts; ``place`` is the file and line that the record begins on."""
    entry = one.entry
    return {
        "format": 1,
        "address": entry.address,
        "kind": entry.kind,
        "title": one.title,
        "phase": one.phase,
        "file": place[0] if place else None,
        "line": place[1] if place else None,
        "question": one.question.id if one.question else None,
        "fields": plain(entry.record),
        "worked_out": {key: plain(value) for key, value in one.worked_out.items()},
        "plan": _dates(one.work) if one.work else None,
        "due": due_json(one.due) if one.due else None,
        "light": one.light[0] if one.light else None,
        "waits_for": [tie.link for tie in one.waits_for],
        "followed_by": [tie.link for tie in one.followed_by],
        "mentions": [{"address": m.address, "kind": m.kind, "field": m.key} for m in one.mentions],
    }


def _dates(work: Work) -> dict[str, object]:
    dates = work.dates._asdict()
    return {
        **dates, "hanging": list(work.dates.hanging), "promised": work.promised, "delay": work.delay,
        "overdue": work.overdue,
    }  # fmt: skip
