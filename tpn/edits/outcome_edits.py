"""Outcomes become edits of the project's files: what is taken is set, what is new gets a fresh id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tpn.edits.new_record import LISTS, place_of
from tpn.edits.record_routes import RecordRoutes
from tpn.model.choices import Phase
from tpn.model.fieldtree import takes
from tpn.model.index import PHASES, Index
from tpn.model.project import Project
from tpn.problems import Problem
from tpn.roundtrip.three_way import Outcome, OutcomeKind, RowList
from tpn.source import Append, Edit, Remove, Set

Route = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RecordEdits:
    """The edits of one record, and the outcomes they carry out. ``lacks`` are fields that a new one must have."""

    outcomes: tuple[Outcome, ...]
    edits: tuple[Edit, ...]
    lacks: tuple[str, ...] = ()


def decided(outcomes: Sequence[Outcome], take: str) -> tuple[Outcome, ...]:
    """Conflicts decided for the ``sheet`` or for the ``project``; two sheets that differ stay a conflict."""
    return tuple(filter(None, (_decided(one, take) for one in outcomes)))


def _decided(one: Outcome, take: str) -> Outcome | None:
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

    def changes(self, outcomes: Sequence[Outcome]) -> list[RecordEdits]:
        """All changes: those of known records first, then new ones in the order of the sheets."""
        homes = RecordRoutes(self.project, self.index)
        by_record: dict[str, list[Outcome]] = {}
        for one in outcomes:
            if one.kind is OutcomeKind.TAKE:
                by_record.setdefault(one.id, []).append(one)
        made = [self._known(homes, name, some) for name, some in by_record.items()]
        new = [self._new(one) for one in outcomes if one.kind is OutcomeKind.NEW]
        return [*self._gathered(made), *(self._linked(change) for change in new)]

    def _known(
        self, homes: RecordRoutes, name: str, some: list[Outcome]
    ) -> tuple[RecordEdits, tuple[Route, str, str] | None]:
        home = homes.of(self.kinds.get(name, ""), name)
        if home is None:
            return RecordEdits(tuple(some), ()), None
        edits = [
            self._edit((*home.route, *_way(one.field)), one.sheet, pending=bool(home.pending)) for one in some
        ]
        return RecordEdits(tuple(some), tuple(edit for edit in edits if edit)), home.pending

    def _gathered(
        self, made: Sequence[tuple[RecordEdits, tuple[Route, str, str] | None]]
    ) -> Iterator[RecordEdits]:
        """Records whose holder is not there yet are made together with it, in one piece."""
        waiting: dict[tuple[Route, str, str], list[RecordEdits]] = {}
        for change, pending in made:
            if pending is None:
                yield change
            else:
                waiting.setdefault(pending, []).append(change)
        for (route, key, name), some in waiting.items():
            holder: dict[str, Any] = {key: name}
            for edit in (edit for change in some for edit in change.edits if isinstance(edit, Set)):
                _put(holder, edit.route, edit.value)
            yield RecordEdits(
                tuple(one for change in some for one in change.outcomes), (Append(route, holder),)
            )

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


def _written(value: object) -> object:
    return [_written(one) for one in value] if isinstance(value, tuple) else value


def sound(
    changes: Sequence[RecordEdits], fault: Callable[[Sequence[RecordEdits]], Problem | None]
) -> tuple[list[RecordEdits], list[tuple[RecordEdits, Problem]]]:
    """The changes that leave the project sound, and the others with what they would do to it.

    Found by halving, so that one impossible row among five hundred costs ten tries and not five hundred.
    """
    good: list[RecordEdits] = []
    refused: list[tuple[RecordEdits, Problem]] = []
    stack = [list(changes)]
    while stack:
        some = stack.pop()
        why = fault([*good, *some]) if some else None
        if why is None:
            good += some
        elif len(some) == 1:
            refused.append((some[0], why))
        else:
            half = len(some) // 2
            stack += [some[half:], some[:half]]
    return good, refused
