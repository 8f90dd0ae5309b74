"""The workbook of a reorganisation comes home: units, leaders, roles and work change for many at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import By, after_edits, tried, write_tried
from tpn.edits.handover import all_handed_over, roles_after
from tpn.edits.typed_values import Typist
from tpn.model.about import Person
from tpn.model.fieldtree import takes
from tpn.model.ids import id_of_name, numbered
from tpn.model.index import Entry, Index, Route
from tpn.model.logs import Staffing
from tpn.model.project import Project
from tpn.model.similar import fold
from tpn.plan import Plan
from tpn.problems import Problem, Stop
from tpn.sheets.reorganisation import ReorganisationSheet, WrittenCell
from tpn.source import Append, Edit, Remove, Set
from tpn.views.reorganisation import LEADING, leaders_of


class NewPlace(NamedTuple):
    """A field of somebody that the reorganisation changes: what it was, and what it is now, as people say it."""

    person: str
    name: str
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class GivenWork(NamedTuple):
    """Whose open work goes to whom (ids and names), and which records it is."""

    one: str
    other: str
    names: tuple[str, str]
    entries: tuple[Entry, ...]


class Comer(NamedTuple):
    """Somebody who comes with the reorganisation."""

    id: str
    name: str


class Reorganised(NamedTuple):
    """A reorganisation as it came home: who comes, what changes, the edits, and what could not be taken."""

    comers: tuple[Comer, ...]
    places: tuple[NewPlace, ...]
    work: tuple[GivenWork, ...]
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]

    def write(self, session: Session, file: str) -> None:
        """Write it, all or none, as what the sheet ``file`` brought.

        Raises:
            Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
        """
        write_tried(session, tried(session.loaded, self.edits, session.today), by=By((file,)))


def reorganised(session: Session, sheet: ReorganisationSheet, file: str) -> Reorganised:
    """What the workbook means for this project; a cell that cannot be taken is told, and the others are.

    Raises:
        Stop: it is the workbook of another project (exit code 2).
    """
    if sheet.project != session.project.about.id:
        session.stop("reorganisation-not-here", file=file)
    comers, people, unread = _comers(session.project, sheet)
    sheet = sheet._replace(people={**sheet.people, **people})
    coming = [Append(("people",), {"id": one.id, "name": one.name}) for one in comers]
    loaded = after_edits(session.loaded, coming) if coming else session.loaded
    plan = plan_of(session, loaded)
    read = _ReadBack(session, plan)
    units = read.units(sheet)
    leaders = read.leaders(sheet)
    to = leaders | read.work(sheet)
    said = read.roles(sheet)
    index = loaded.standing
    after = roles_after(index, leaders, LEADING)
    roles = {one: tuple(role.value for role in some) for one, some in after.items()} | said
    given = all_handed_over(index, to, plan.by_id, (None, None), session.today)
    edits = [*_units(index.by_address, units), *_roles(index.by_address, roles), *(edit for _, edit in given)]
    edits += _staffing(loaded.standing, sheet)
    return Reorganised(
        comers, tuple(_places(plan, units, roles)), tuple(_work(plan, to, given)),
        tuple(_at_once(coming, edits, len(session.project.people))), (*sheet.changed, *unread, *read.problems),
    )  # fmt: skip


def _comers(
    project: Project, sheet: ReorganisationSheet
) -> tuple[tuple[Comer, ...], dict[str, Mapping[str, WrittenCell]], list[Problem]]:
    """Who is written under the people and is not in the project, what is written of each, and the rows without a name.

    Somebody who is in the project already is that one.
    """
    comers: list[Comer] = []
    said: dict[str, Mapping[str, WrittenCell]] = {}
    unread: list[Problem] = []
    known = {fold(one.name): one.id for one in project.people}
    taken = set(project.person)
    for cells in sheet.new:
        name = cells.get("name")
        if name is None:
            cell = next(iter(cells.values()))
            unread.append(Problem("person-without-name", cell.place, {"value": cell.text}))
            continue
        if fold(name.text) not in known:
            new = id_of_name(name.text, taken, person=True) or numbered("person", taken)
            comers.append(Comer(new, name.text))
            known[fold(name.text)] = new
            taken.add(new)
        person = known[fold(name.text)]
        as_new = {"new_unit": cells.get("unit"), "new_roles": cells.get("roles")}
        written = {key: one for key, one in as_new.items() if one} | dict(cells)
        said[person] = {
            **sheet.people.get(person, {}),
            **{k: one for k, one in written.items() if k != "unit"},
        }
    return tuple(comers), said, unread


def _at_once(coming: Sequence[Append], edits: Sequence[Edit], people: int) -> Iterator[Edit]:
    """The edits of those who come, each in the one that makes the person."""
    new: dict[Route, dict[str, object]] = {
        ("people", people + number): dict(edit.value) for number, edit in enumerate(coming)
    }
    rest = []
    for edit in edits:
        if isinstance(edit, Set) and edit.route[:2] in new:
            new[edit.route[:2]][str(edit.route[2])] = edit.value
        else:
            rest.append(edit)
    yield from (Append(("people",), said) for said in new.values())
    yield from rest


class _ReadBack:
    """The cells of the workbook, read against the project with those who come."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.plan = plan
        self.project = plan.whole
        self.typist = Typist(self.project, session.today, session.folder)
        self.problems: list[Problem] = []

    def units(self, sheet: ReorganisationSheet) -> dict[str, str]:
        """The new unit of each person: their own, else that of the unit they belong to."""
        found: dict[str, str] = {}
        moved = {old: cells["new_unit"] for old, cells in sheet.units.items() if "new_unit" in cells}
        for person in self.project.people:
            cells = sheet.people.get(person.id, {})
            new = cells.get("new_unit") or moved.get(person.unit or "")
            if new is None or new.text == person.unit:
                continue
            shown = cells.get("unit")
            if "new_unit" in cells and shown and person.unit and shown.text != person.unit:
                self._cannot("reorganised-since", new, name=person.name, value=person.unit)
                continue
            found[person.id] = new.text
        return found

    def leaders(self, sheet: ReorganisationSheet) -> dict[str, str]:
        """Those whom a new leader of their unit follows, and who it is."""
        found: dict[str, str] = {}
        for unit, cells in sheet.units.items():
            if new := self._person(cells.get("new_leader")):
                leaders = leaders_of(self.plan, unit)
                found |= {old: new for old in leaders if old != new}
                if not leaders and any(one.unit == unit for one in self.project.people):
                    self._cannot("unit-without-leader", cells["new_leader"], name=unit)
        return found

    def work(self, sheet: ReorganisationSheet) -> dict[str, str]:
        """Whose work goes to whom, as it is written for each person."""
        found: dict[str, str] = {}
        for person, cells in sheet.people.items():
            new = self._person(cells.get("goes_to"))
            if new and person in self.project.person and new != person:
                found[person] = new
        return found

    def roles(self, sheet: ReorganisationSheet) -> dict[str, tuple[str, ...]]:
        """The new roles that are written for people."""
        found: dict[str, tuple[str, ...]] = {}
        take = takes(Person)["roles"]
        for person, cells in sheet.people.items():
            cell = cells.get("new_roles")
            if cell is None or person not in self.project.person:
                continue
            try:
                found[person] = tuple(self.typist.value(take, cell.text))  # type: ignore[arg-type]
            except Stop as stop:
                self._told(stop, cell)
        return {
            one: some
            for one, some in found.items()
            if some != tuple(role.value for role in self.project.person[one].roles)
        }

    def _person(self, cell: WrittenCell | None) -> str | None:
        if cell is None:
            return None
        try:
            return self.typist.person(cell.text)
        except Stop as stop:
            self._told(stop, cell)
            return None

    def _told(self, stop: Stop, cell: WrittenCell) -> None:
        self.problems += [Problem(one.slug, cell.place, one.facts) for one in stop.problems]

    def _cannot(self, slug: str, cell: WrittenCell, **facts: object) -> None:
        self.problems.append(Problem(slug, cell.place, facts))


def _units(known: Mapping[str, Entry], units: Mapping[str, str]) -> Iterator[Edit]:
    yield from (Set((*known[person].route, "unit"), unit) for person, unit in units.items())


def _roles(known: Mapping[str, Entry], roles: Mapping[str, tuple[str, ...]]) -> Iterator[Edit]:
    for person, some in roles.items():
        way = (*known[person].route, "roles")
        yield Set(way, list(some)) if some else Remove(way)


def _staffing(index: Index, sheet: ReorganisationSheet) -> Iterator[Edit]:
    """What is agreed with a unit about people is agreed with the new one."""
    moved = {fold(old): cells["new_unit"].text for old, cells in sheet.units.items() if "new_unit" in cells}
    for entry in index.of("staffing"):
        if isinstance(entry.record, Staffing) and (new := moved.get(fold(entry.record.unit or ""))):
            yield Set((*entry.route, "unit"), new)


def _places(plan: Plan, units: Mapping[str, str], roles: Mapping[str, tuple[str, ...]]) -> Iterator[NewPlace]:
    for one in plan.project.people:
        if one.id in units:
            yield NewPlace(one.id, one.name, "unit", (one.unit,) if one.unit else (), (units[one.id],))
        if one.id in roles:
            yield NewPlace(one.id, one.name, "roles", tuple(role.value for role in one.roles), roles[one.id])


def _work(plan: Plan, to: Mapping[str, str], given: list[tuple[Entry, Edit]]) -> Iterator[GivenWork]:
    """By person; of what two of them had together each is told."""
    people = plan.whole.person
    for one, other in to.items():
        mine = {entry.address: entry for entry, _ in given if _names(entry, one)}
        yield GivenWork(one, other, (people[one].name, people[other].name), tuple(mine.values()))


def _names(entry: Entry, person: str) -> bool:
    values = (
        getattr(entry.record, take.name)
        for take in takes(type(entry.record)).values()
        if take.ref == "people"
    )
    return any(value == person or (isinstance(value, tuple) and person in value) for value in values)
