"""«What is there of …?» – records of one kind in rows, with the columns that tell most about that kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tpn.model.about import Service
from tpn.model.base import Record, per_class
from tpn.model.checkpoints import checkpoints
from tpn.model.choices import Light, Phase
from tpn.model.fieldtree import Take, takes
from tpn.model.index import PHASES, Entry, Index, Route
from tpn.model.logs import EconomyLine
from tpn.model.project import Project
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.budget import amounts_of, total
from tpn.plan.progress import was_planned
from tpn.plan.timing import Timing, people_of, timing_of
from tpn.views.belonging import phase_of, services_of
from tpn.views.columns import (
    CHECKLIST,
    COLUMNS,
    OF_TODOS,
    PARTS,
    SETTING_APART,
    SUMMED,
    TODOS,
    WORKED_OUT,
    Source,
)
from tpn.views.ended_facts import EndedFacts
from tpn.views.report_ended import services_gone
from tpn.views.report_services import colour_of
from tpn.views.timing import due_json
from tpn.views.todos import Todo, is_todo, todos
from tpn.views.values import Named, named, plain, title_of

_MOST = 5
Way = Take | Callable[[Plan, Source], Any]
"""How a column is filled: by a field, or by what is worked out."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows are asked for; what is not said does not count.

    ``until``: falling due from today to that day; ``within``: only what the record at that route holds. ``late`` is
    ``overdue`` or ``expected_late``; ``open``: not over. ``counted``: not fallen out, and so counted as work;
    ``planned``: of that, what was to be done by today by the agreed plan. ``critical``: unfinished activities that
    carry the finish.
    """

    phase: Phase | None = None
    service: str | None = None
    person: str | None = None
    status: str | None = None
    late: bool = False
    until: date | None = None
    within: Route = ()
    overdue: bool = False
    expected_late: bool = False
    open: bool = False
    counted: bool = False
    planned: bool = False
    critical: bool = False

    @property
    def judged(self) -> str:
        """The first that is asked for of what only dated records have; empty without."""
        names = ("late", "overdue", "expected_late", "open", "counted", "planned", "critical")
        return next((name for name in names if getattr(self, name)), "due" if self.until else "")


class Group(NamedTuple):
    """What long lists are divided by: a phase, or the record that holds the rows and how their addresses begin."""

    phase: Phase | None = None
    title: str = ""
    prefix: str = ""


class ListRow(NamedTuple):
    """A record: how it is named on the line, its values by column, when it falls due, what it is listed under.

    ``light``: that of a service, the same as on every other screen.
    """

    address: str
    record: Record
    values: Mapping[str, Any]
    due: Timing | None
    group: Group
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Records of a kind; ``cls`` is their class, ``total`` how many there are without the filter.

    ``sums``: the amounts of all rows added up, NOK excl. VAT, of kinds that have any. ``unfit`` names what was asked
    for that no record of the kind has: people have no phase. ``left_out``: how many of the rows are activities that
    have fallen out, and are not counted as work. ``gone``: the services that are on hold or have left, of which no
    list has a row. ``judged``: which time was asked for, as ``ListQuery.judged``.
    """

    kind: str
    cls: type[Record]
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    total: int
    unfit: tuple[str, ...] = ()
    left_out: int = 0
    gone: tuple[EndedFacts, ...] = ()
    judged: str = ""

    @property
    def sums(self) -> Mapping[str, float]:
        """Column → the sum of the rows, as the economy of the project is summed everywhere."""
        if self.kind not in SUMMED:
            return {}
        money = total(amounts_of(row.record) for row in self.rows if isinstance(row.record, EconomyLine))
        said = ((key, getattr(money, key)) for key in SUMMED[self.kind])
        return {key: amount for key, amount in said if amount is not None}

    @property
    def counts_budget(self) -> bool:
        """Whether a sum of forecasts counts the budget of an item that has none."""
        return "forecast" in self.sums and any(
            row.values["forecast"] is None and row.values["budget"] is not None for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Lister:
    """Lists the records of one project on one day."""

    plan: Plan
    index: Index

    def of(self, kind: str, wanted: ListQuery) -> Listing:
        """The records of a kind that are wanted, in the order of the files; what falls due by its day."""
        sources = list(self._sources(kind))
        cls = type(sources[0].entry.record) if sources and kind != TODOS else class_of(kind)
        columns = COLUMNS.get(kind) or _usual(cls)
        rows = [self._row(one, columns) for one in self._timed(sources, wanted)]
        columns = tuple(key for key in columns if _tells(kind, key, rows))
        if wanted.judged:
            rows.sort(key=lambda row: (row.due.plan if row.due else None) or date.max)
        return Listing(
            kind, cls, columns, tuple(rows), len(sources), tuple(self._unfit(sources, cls, wanted)),
            sum(isinstance(row.record, Activity) and not _counts(row.record, self.plan) for row in rows),
            services_gone(self.plan) if kind == "services" else (), wanted.judged,
        )  # fmt: skip

    def _unfit(self, sources: Sequence[Source], cls: type[Record], wanted: ListQuery) -> Iterator[str]:
        if wanted.phase and not any(source.phase for source in sources):
            yield "phase"
        if wanted.service and not any(source.services for source in sources):
            yield "service"
        if wanted.person and not any(take.ref == "people" for take in takes(cls).values()):
            yield "responsible"
        if wanted.judged and not any(timing_of(s.record, self.plan) for s in sources):
            yield wanted.judged.replace("_", "-")

    def counts(self) -> dict[str, int]:
        """How many there are of each kind that people list, in the order of the format."""
        stand = Counter(entry.kind for entry in self.index.entries)
        found = {kind: self._count(kind, stand) for kind in COLUMNS}
        return {kind: number for kind, number in found.items() if number or kind in stand}

    def _count(self, kind: str, stand: Mapping[str, int]) -> int:
        """How many there are of a kind; ``stand``: how many the files hold of each. No row is made to be counted."""
        if kind == CHECKLIST:
            return sum(1 for _ in checkpoints(self.plan.project, self.plan.facts.questions))
        if kind == TODOS:
            return sum(map(is_todo, self.index.entries))
        if kind in PARTS:
            whole, belongs = PARTS[kind]
            return sum(belongs(entry.record) for entry in self.index.of(whole))
        return stand[kind]

    @property
    def overdue(self) -> int:
        """How many deadlines have passed."""
        return sum(one.timing.overdue for one in todos(self.plan, self.index))

    def _timed(self, sources: Iterable[Source], wanted: ListQuery) -> Iterator[Source]:
        """The sources that are wanted, each with its dates; a row is made of no other."""
        for source in sources:
            if self._fits(source, wanted):
                timing = timing_of(source.record, self.plan)
                if _in_time(source.record, timing, wanted, self.plan):
                    yield source._replace(timing=timing)

    def _sources(self, kind: str) -> Iterator[Source]:
        if kind == CHECKLIST:
            for point in checkpoints(self.plan.project, self.plan.facts.questions):
                entry = Entry(point.address, kind, point.answer, point.route or ())
                yield Source(entry, point.phase, (point.service,) if point.service else (), point)
            return
        if kind == TODOS:
            for entry in filter(is_todo, self.index.entries):
                yield Source(entry, phase_of(entry), services_of(entry, self.index))
            return
        things: dict[str, list[Todo]] = {}
        for one in todos(self.plan, self.index) if kind == "people" else ():
            for person in dict.fromkeys(one.people):
                things.setdefault(person, []).append(one)
        whole, belongs = PARTS.get(kind, (kind, lambda _: True))
        for entry in self.index.of(whole):
            if belongs(entry.record):
                yield Source(
                    entry,
                    phase_of(entry),
                    services_of(entry, self.index),
                    todos=things.get(entry.address, ()),
                )

    def _fits(self, source: Source, wanted: ListQuery) -> bool:
        record = source.entry.record
        return (
            source.entry.route[: len(wanted.within)] == wanted.within
            and wanted.phase in (None, source.phase)
            and (wanted.service is None or wanted.service in source.services)
            and (wanted.person is None or wanted.person in _everybody(record))
            and (wanted.status is None or wanted.status == _state(record))
        )

    def _row(self, source: Source, columns: tuple[str, ...]) -> ListRow:
        record = source.entry.record
        if columns == COLUMNS[TODOS]:
            values = {key: OF_TODOS[key](self.plan, source) for key in columns}
            values["responsible"] = tuple(map(self._person, values["responsible"]))
        else:
            ways = _ways(type(record))
            values = {key: self._value(source, ways[key]) for key in columns}
        if "address" in values:
            values["address"] = self._shown(source.entry)
        return ListRow(
            source.entry.address,
            record,
            values,
            source.timing,
            self._group(source, addressed="address" in values),
            colour_of(record, self.plan) if isinstance(record, Service) else None,
        )

    def _shown(self, entry: Entry) -> str:
        """How a record is named on its line: by its id, or a short address."""
        return self.index.short.get(entry.address, entry.address)

    def _person(self, name: str) -> Named:
        known = self.plan.project.person.get(name)
        return Named(name, known.name if known else name, "people")

    def _group(self, source: Source, *, addressed: bool) -> Group:
        """What the row is listed under. ``addressed``: whether its line tells its address, and so what holds it."""
        if source.phase and not source.checkpoint and isinstance(source.record, Activity):
            return Group(source.phase)
        prefix = self._prefix(source.entry)
        if source.checkpoint and source.services:
            return Group(title=self.plan.project.service[source.services[0]].name, prefix=prefix)
        if source.phase and source.checkpoint:
            return Group(source.phase, prefix=prefix)
        return Group(title=self._holder(source.entry), prefix=prefix) if prefix and addressed else Group()

    def _prefix(self, entry: Entry) -> str:
        """What a shown address begins with before the record's own name, which may have a «/» in it: case 14/26."""
        shown, field = self._shown(entry), str(entry.route[-2]) if len(entry.route) > 1 else ""
        for length in range(len(entry.route) - 1, 0, -1):
            holder = self.index.by_route.get(entry.route[:length])
            for begins in (f"{holder.address}/{field}", self._shown(holder)) if holder else ():
                if shown.startswith(f"{begins}/"):
                    return begins
        return shown.rpartition("/")[0]

    def _holder(self, entry: Entry) -> str:
        """What the record is called that holds this one; for a process its service."""
        for length in range(len(entry.route) - 1, 0, -1):
            holder = self.index.by_route.get(entry.route[:length])
            if holder and (said := title_of(holder.record)):
                return said
            service = self.plan.project.service.get(getattr(holder.record, "service", "")) if holder else None
            if service:
                return service.name
        return ""

    def _value(self, source: Source, way: Way) -> Any:
        if isinstance(way, Take):
            return named(way, getattr(source.entry.record, way.name), self.index)
        return way(self.plan, source)


@per_class  # it is asked for each of thousands of rows
def _ways(cls: type[Record]) -> Mapping[str, Way]:
    """How the columns of a class are filled, by their names: by a field, or by what is worked out."""
    fit = {key: way for (name, key), way in WORKED_OUT.items() if name in {"", cls.__name__}}
    own = {key: way for (name, key), way in WORKED_OUT.items() if name == cls.__name__}
    return {**fit, **takes(cls), **own}


def listed(kind: str) -> str | None:
    """The kind whose list is meant; None for what stands once, such as an indicator."""
    if kind in COLUMNS or _take(kind) is not None:
        return kind
    return _IS_A_LIST_OF.get(kind)


# sections that are little more than their list
_IS_A_LIST_OF = {"economy": "lines", "calendar": "closed"}


def class_of(kind: str) -> type[Record]:
    """The class of the records of a kind, where the project has none of them."""
    if kind == TODOS:
        return Activity
    kind = PARTS[kind][0] if kind in PARTS else kind
    if kind in PHASES:
        take: Take | None = takes(_record(takes(Project)[kind]))["services"]
    else:
        take = _take(kind)
    if take is None:
        raise KeyError(kind)
    return _record(take)


def _take(kind: str, cls: type[Record] = Project) -> Take | None:
    """The first list or mapping of that name, walking the classes."""
    several = {key: take for key, take in takes(cls).items() if take.record is not None}
    if kind in several and several[kind].form != "record":
        return several[kind]
    return next((found for take in several.values() if (found := _take(kind, _record(take)))), None)


def _record(take: Take) -> type[Record]:
    if take.record is None:
        raise KeyError(take.key)
    return take.record


def _usual(cls: type[Record]) -> tuple[str, ...]:
    """For a kind that nobody has chosen columns for: its name on the line and its first single values."""
    own = [key for key, take in takes(cls).items() if take.form in {"value", "values"} and key != cls.KEY]
    return ("address", *own[:_MOST])


def _everybody(record: Record) -> set[str]:
    people = set(people_of(record))
    for take in takes(type(record)).values():
        if take.ref == "people" and (said := getattr(record, take.name)):
            people |= set(said) if isinstance(said, tuple) else {said}
    return people | ({record.id} if hasattr(record, "initials") else set())  # type: ignore[attr-defined]


def _state(record: Record) -> str | None:
    said = getattr(record, "status", None) or getattr(record, "answer", None)
    return str(said) if said else None


def _in_time(record: Record, due: Timing | None, wanted: ListQuery, plan: Plan) -> bool:
    if not wanted.judged:
        return True
    if due is None or not all(getattr(due, name) for name in _JUDGED if getattr(wanted, name)):
        return False
    if (wanted.open and due.over) or not _as_work(record, wanted, plan):
        return False
    return not wanted.until or (
        due.plan is not None and not due.over and plan.today <= due.plan <= wanted.until
    )


_JUDGED = ("late", "overdue", "expected_late")


def _tells(kind: str, key: str, rows: Sequence[ListRow]) -> bool:
    """Whether a column is told: one that only sets apart is not where all rows are alike in it."""
    return SETTING_APART.get(kind) != key or len({row.values[key] for row in rows}) > 1


def _as_work(record: Record, wanted: ListQuery, plan: Plan) -> bool:
    """What progress counts: activities that have not fallen out, and of them those that were to be done by today."""
    if wanted.critical and getattr(record, "id", "") not in plan.critical:
        return False
    if not (wanted.counted or wanted.planned):
        return True
    if not isinstance(record, Activity) or not _counts(record, plan):
        return False
    return not wanted.planned or was_planned(plan.by_id[record.id], plan.today)


def _counts(one: Activity, plan: Plan) -> bool:
    """Whether an activity is counted as work: the status counts it, and so does every report."""
    work = plan.by_id.get(one.id)
    return work is not None and not work.fallen_out


def as_json(listing: Listing, today: date) -> dict[str, object]:
    """The records in full, each with its address, what is worked out, and when it falls due."""
    return {
        "format": 1,
        "kind": listing.kind,
        "as_of": today,
        "total": listing.total,
        **({"sums": listing.sums} if listing.sums else {}),
        "records": [_row_json(row) for row in listing.rows],
    }


def _row_json(row: ListRow) -> dict[str, object]:
    fields = plain(row.record)
    # the short address is for people: other programs get the way to the record
    worked_out = {key: _fact(value) for key, value in row.values.items() if key not in {*fields, "address"}}
    falling = due_json(row.due) if row.due else None
    # a screen leaves out a date that is the same as the one beside it; a program is told of it all the same
    dates = {key: day for key, day in (falling or {}).items() if key in worked_out}
    return {"address": row.address, **worked_out, **dates, "fields": fields, "due": falling}


def _fact(value: Any) -> Any:
    if isinstance(value, Named):
        return value.id
    return value.text if hasattr(value, "must") else value
