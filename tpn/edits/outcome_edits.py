"""Outcomes become edits of the project's files: what is taken is set, what is new gets a fresh id."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tpn.edits.mark_done import answered_afresh
from tpn.edits.new_record import LISTS, place_of
from tpn.edits.record_routes import RecordRoute, RecordRoutes
from tpn.model.choices import Answer, Phase
from tpn.model.fieldtree import takes
from tpn.model.index import PHASES, Index
from tpn.model.project import Project
from tpn.model.shapes import CheckAnswer
from tpn.problems import Problem, Stop
from tpn.roundtrip.three_way import Outcome, OutcomeKind, RowList, SheetValue
from tpn.source import Append, Edit, Remove, Set
from tpn.source.edits import copied
from tpn.views.rows import class_of

Route = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RecordEdits:
    """The edits of one record, and the outcomes they carry out. ``lacks`` are fields that a new one must have.

    ``parts`` are the edits of each outcome. ``holder`` is what must be made with them: its list, its key, its name.
    ``fault`` is why nothing can be made of it.
    """

    outcomes: tuple[Outcome, ...]
    edits: tuple[Edit, ...]
    lacks: tuple[str, ...] = ()
    parts: tuple[tuple[Edit, ...], ...] = ()
    holder: tuple[Route, str, str] | None = None
    fault: Problem | None = None

    def cells(self) -> tuple[Outcome, ...]:
        """What each cell says: one outcome each; those of a new row by their fields."""
        if not self._new:
            return self.outcomes
        one = self.outcomes[0]
        sheet = one.said[0].sheet if one.said else ""
        return tuple(
            replace(one, field=key, said=(SheetValue(sheet, value, one.places.get(key)),))
            for key, value in (one.row or {}).items()
            if value is not None and key in one.places
        )

    def without(self, cells: Collection[Outcome]) -> "RecordEdits | None":
        """The same without what some cells say; none where nothing is left of it."""
        if not self._new:
            kept = [at for at, one in enumerate(self.outcomes) if one not in cells]
            if not kept:
                return None
            parts = tuple(self.parts[at] for at in kept)
            return _of_parts(tuple(self.outcomes[at] for at in kept), parts, self.holder)
        one, edit, gone = self.outcomes[0], self.edits[0], {cell.field for cell in cells}
        if not isinstance(edit, Append) or gone & self._needed:
            return None
        record = copied(edit.value)
        for key in gone:
            _take_out(record, _way(key))
        row = {key: value for key, value in (one.row or {}).items() if key not in gone}
        return replace(self, outcomes=(replace(one, row=row),), edits=(Append(edit.route, record),))

    @property
    def _new(self) -> bool:
        return self.outcomes[0].kind is OutcomeKind.NEW

    @property
    def _needed(self) -> frozenset[str]:
        """What the new record can not be without."""
        under = self.outcomes[0].under
        cls = class_of(under.kind) if under else None
        return frozenset(take.key for take in takes(cls).values() if take.required) if cls else frozenset()


def _of_parts(
    outcomes: tuple[Outcome, ...], parts: tuple[tuple[Edit, ...], ...], holder: tuple[Route, str, str] | None
) -> RecordEdits:
    """The edits of the outcomes of a record – inside a new holder, where that is not there yet."""
    edits = tuple(edit for part in parts for edit in part)
    if holder is not None:
        route, key, name = holder
        made: dict[str, Any] = {key: name}
        for edit in edits:
            if isinstance(edit, Set):
                _put(made, edit.route, edit.value)
        edits = (Append(route, made),)
    return RecordEdits(outcomes, edits, (), parts, holder)


def decided(outcomes: Sequence[Outcome], take: str, files: Sequence[str] = ()) -> tuple[Outcome, ...]:
    """Conflicts decided for the ``sheet``, for the ``project``, or for the sheets in ``files``.

    One file is decided for against sheets and project; of several the first that says something wins, between sheets
    only. What is not decided stays a conflict.
    """
    found: list[Outcome] = []
    new = 0
    for one in outcomes:
        said = _said_first(one, files) if one.kind is OutcomeKind.CONFLICT else None
        if one.kind is OutcomeKind.NEW:
            new = len(found)
        if said and one.under:  # what two sheets say of one new row, which stands right before
            row, places = dict(found[new].row or {}), dict(found[new].places)
            row[one.field] = said.value
            if said.place:
                places[one.field] = said.place
            found[new] = replace(found[new], row=row, places=places)
        elif said:
            found.append(replace(one, kind=OutcomeKind.TAKE, said=(said,)))
        else:
            found.append(_decided(one, take))
    return tuple(found)


def _said_first(one: Outcome, files: Sequence[str]) -> SheetValue | None:
    """What the first of the files says that is among the answers."""
    if len(files) > 1 and len(one.said) == 1:
        return None
    return next((said for file in files for said in one.said if said.sheet == file), None)


def _decided(one: Outcome, take: str) -> Outcome:
    if one.kind is not OutcomeKind.CONFLICT or not take:
        return one
    if take == "project":
        return replace(one, kind=OutcomeKind.KEEP)
    differ = any(said.value != one.said[0].value for said in one.said)
    return one if differ or one.under else replace(one, kind=OutcomeKind.TAKE)


@dataclass
class Applying:
    """Turns outcomes into changes, record by record. ``taken`` are ids that no new record may get."""

    project: Project
    index: Index
    value: Mapping[str, Any]
    taken: dict[str, object]
    kinds: Mapping[str, str]
    """The kind of row of each record that was sent."""
    refs: dict[tuple[str, str], str] = field(default_factory=dict)
    """What the numbers of a foreign sheet have become, by sheet and number."""
    today: date | None = None
    """The day of a new answer that says none."""

    def changes(self, outcomes: Sequence[Outcome]) -> list[RecordEdits]:
        """All changes: those of known records first, then new ones in the order of the sheets."""
        homes = RecordRoutes(self.project, self.index)
        by_record: dict[str, list[Outcome]] = {}
        for one in outcomes:
            if one.kind is OutcomeKind.TAKE:
                by_record.setdefault(one.id, []).append(one)
        made = [self._known(homes, name, some) for name, some in by_record.items()]
        new = [self._new_or_why(one) for one in outcomes if one.kind is OutcomeKind.NEW]
        return [*_gathered(made), *(self._linked(change) for change in new)]

    def _known(self, homes: RecordRoutes, name: str, some: list[Outcome]) -> RecordEdits:
        home = homes.of(self.kinds.get(name, ""), name)
        if home is None:
            return RecordEdits(tuple(some), (), (), tuple(() for _ in some))
        said = {one.field for one in some}
        parts = tuple(tuple(self._part(home, one, said)) for one in some)
        return _of_parts(tuple(some), parts, home.pending)

    def _part(self, home: RecordRoute, one: Outcome, said: Collection[str]) -> Iterator[Edit]:
        edit = self._edit((*home.route, *_way(one.field)), one.sheet, pending=bool(home.pending))
        if edit:
            yield edit
        yield from self._afresh(home.record, home.route, one, said)

    def _afresh(self, record: object, route: Route, one: Outcome, said: Collection[str]) -> list[Edit]:
        """A new answer in a sheet has nothing of what was said about the old one."""
        if one.field != "answer" or not isinstance(record, CheckAnswer) or self.today is None:
            return []
        answer = str(one.sheet or Answer.OPEN.value)
        return answered_afresh(record, route, answer, said, self.today)

    def _edit(self, route: Route, value: object, *, pending: bool) -> Edit | None:
        if value is not None:
            return Set(route, _written(value))
        return Remove(route) if not pending and self._stands(route) else None

    def _stands(self, route: Route) -> bool:
        here: Any = self.value
        for step in route:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    # -- new records ------------------------------------------------------------------------------------------

    def _new_or_why(self, one: Outcome) -> RecordEdits:
        """A new record; what is wrong with its row concerns that row alone."""
        try:
            return self._new(one)
        except Stop as stop:
            return RecordEdits((one,), (), (), (), None, stop.problems[0])

    def _new(self, one: Outcome) -> RecordEdits:
        under, values = one.under or RowList(""), dict(one.row or {})
        ref, given = values.pop(REF, None), values.pop("id", None)
        fixed = dict(under.fixed)
        phase = values.pop("in_phase", None) or fixed.pop("phase", None)
        values |= {key: value for key, value in fixed.items() if value is not None and key != "holder"}
        holder = fixed.get("holder") or values.pop("holder_id", None)
        if not holder and _listed(under.kind) not in {*LISTS, "activities"}:
            return RecordEdits((one,), (), ("holder_id",))  # nothing says which record it belongs to
        place = place_of(self.index, f"{holder}/{under.kind}" if holder else _listed(under.kind))
        route = place.route
        if under.kind in {"activities", "milestones"}:
            route = (str(phase or Phase.LAUNCH), "activities")
            values |= {"milestone": True} if under.kind == "milestones" else {}
        elif phase in PHASES and "phase" in takes(place.cls):
            values.setdefault("phase", phase)
        known = takes(place.cls)
        record: dict[str, Any] = {}
        if place.cls.KEY == "id" and "id" in known:
            record["id"] = given or place.next_id(route, self.taken, values)
            self.taken[record["id"]] = None
            if ref:
                self.refs[one.said[0].sheet, str(ref)] = record["id"]
        for key in sorted(values, key=lambda key: _order(key, list(known))):
            if values[key] is not None and _way(key)[0] in {*known, "x"}:
                _put(record, _way(key), _written(values[key]))
        lacks = tuple(take.key for take in known.values() if take.required and take.key not in record)
        own = f"{place.address}/{record[place.cls.KEY]}" if record.get(place.cls.KEY) else ""
        named = replace(one, id=str(record.get("id", own)))
        return RecordEdits((named,), () if lacks else (Append(route, record),), lacks)

    def _linked(self, change: RecordEdits) -> RecordEdits:
        """A new row of a foreign sheet follows others by their numbers there: here by the ids that they have."""
        one = change.outcomes[0]
        if not change.edits or not (one.row or {}).get(REF):
            return change
        edit = change.edits[0]
        record = dict(edit.value) if isinstance(edit, Append) else {}
        if isinstance(record.get("after"), dict):
            return change  # of a risk it is how it stands after the measures
        links = [self._link(one.said[0].sheet, str(link)) for link in record.pop("after", ())]
        if known := [link for link in links if link]:
            record["after"] = known
        return replace(change, edits=(Append(edit.route, record),))

    def _link(self, sheet: str, link: str) -> str:
        name, _, rest = link.partition(" ")
        known = self.refs.get((sheet, name), "")
        return f"{known} {rest}".strip() if known else ""


REF = "@"
"""Among the values of a new row: its number in the sheet that it comes from."""


def _listed(kind: str) -> str:
    return "activities" if kind == "milestones" else kind


def _order(key: str, known: list[str]) -> tuple[int, str]:
    first = str(_way(key)[0])
    return (known.index(first) if first in known else len(known), "")


def _way(path: str) -> Route:
    """The steps of a field: ``indicator.baseline``; ``x.`` and what follows are two, whatever marks it has."""
    if path.startswith("x."):
        return ("x", path[2:])
    return tuple(path.split("."))


def _put(record: dict[str, Any], way: Route, value: object) -> None:
    inner = record
    for step in way[:-1]:
        inner = inner.setdefault(str(step), {})
    inner[str(way[-1])] = value


def _take_out(record: dict[str, Any], way: Route) -> None:
    inner = record
    for step in way[:-1]:
        inner = inner.get(str(step), {})
    inner.pop(str(way[-1]), None)


def _gathered(made: Sequence[RecordEdits]) -> Iterator[RecordEdits]:
    """Records whose holder is not there yet are made together with it, in one piece."""
    waiting: dict[tuple[Route, str, str], list[RecordEdits]] = {}
    for change in made:
        if change.holder is None:
            yield change
        else:
            waiting.setdefault(change.holder, []).append(change)
    for holder, some in waiting.items():
        yield _of_parts(
            tuple(one for change in some for one in change.outcomes),
            tuple(part for change in some for part in change.parts),
            holder,
        )


def _written(value: object) -> object:
    return [_written(one) for one in value] if isinstance(value, tuple) else value
