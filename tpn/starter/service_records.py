"""A service of the catalogue into a project that is under way: what ``tpn init`` would have laid out for it, as edits.

The service gets its people as placeholders, its process models, its activities in a wave, its launch profile; the
components it needs are shared with those that have them, and what is lacking is added. Links go to the project's own
activities where it still has those of the blueprint.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tpn.model.choices import ActivityKind, Phase
from tpn.model.ended import is_over
from tpn.model.ids import TakenIds, next_id, numbered
from tpn.model.project import Project
from tpn.model.waves import SERVICES_IN_WAVE
from tpn.source import Append, Edit
from tpn.starter import logs, people, registers
from tpn.starter.activities import LaidActivity, Laying
from tpn.starter.basis import Basis, Record, given
from tpn.starter.blueprint import Blueprint, Content
from tpn.starter.cast import Cast, CastMember, Chosen, placeholder
from tpn.starter.choices import Choices
from tpn.starter.names import filled

CATALOGUE = "catalogue"
"""The key under ``x`` that tells which requirement of the catalogue a requirement is."""
# kinds of component that are made for one subject: another of the kind is not the same
_OWN = frozenset({"line_system", "integration"})
_SET_UP = "set_up_service"
"""The key of the activity that sets up one service."""
# what a service needs, and the condition of the catalogue's requirements that goes with it
_BROUGHT_BY = {"payment": "payment", "booking": "booking", "integration": "register"}


@dataclass(frozen=True)
class ServiceRecords:
    """What a service brings: the edits, and what they are for whoever looks first."""

    service: str
    name: str
    wave: int
    edits: tuple[Edit, ...]
    people: tuple[str, ...]
    activities: tuple[tuple[str, str], ...]
    steps: Mapping[str, int]
    new_components: tuple[str, ...]
    shared_components: tuple[str, ...]
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class WantedService:
    """What is to be brought: a service of the catalogue in the project's language, in which wave, from which day."""

    content: Content
    today: date
    wave: int | None = None


def bring(
    project: Project, ids: Mapping[str, Any], blueprint: Blueprint, catalogue: Mapping[str, Content],
    wanted: WantedService, requirements: Sequence[Content],
) -> ServiceRecords:  # fmt: skip
    """The edits that bring a service of the catalogue into a project.

    Args:
        project: the project as it is.
        ids: the ids that are taken.
        blueprint: the content that new projects are laid out from.
        catalogue: the catalogue's services by every word that means them.
        wanted: what is to be brought.
        requirements: the catalogue's requirements in the project's language.
    """
    return _Bringing(project, ids, blueprint, catalogue, wanted, requirements).brought()


def next_wave(project: Project) -> int:
    """The wave that one more service goes into: the last that has room and is not yet launched, else a new one."""
    waves = [service.wave or 1 for service in project.services]
    last = max(waves, default=1)
    launched = {launch.service for launch in project.launch.services if launch.launched}
    inside = [service.id for service in project.services if (service.wave or 1) == last]
    over = bool(inside) and all(service in launched for service in inside)
    return last + 1 if over or len(inside) >= SERVICES_IN_WAVE else last


def leading_to(links: Mapping[str, Sequence[str]], names: Iterable[str]) -> set[str]:
    """The activities that some ids name, and all that these wait for; ``links`` are the ids that each waits for."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(links.get(name, ()))
    return found


@dataclass(frozen=True)
class _Joined(Laying):
    """The blueprint laid over all services, where only some activities have an id: those there are, and new ones."""

    known: Mapping[LaidActivity, str]

    @cached_property
    def spots(self) -> Mapping[Phase, tuple[LaidActivity, ...]]:
        """Those of the laying that the ids were given in: a spot is the same only within one."""
        found: dict[Phase, list[LaidActivity]] = {phase: [] for phase in Phase}
        for spot in self.known:
            found[Phase(spot.entry.phase)].append(spot)
        return {phase: tuple(spots) for phase, spots in found.items()}

    @cached_property
    def ids(self) -> Mapping[LaidActivity, str]:
        """The ids that there are."""
        return self.known


@dataclass(frozen=True)
class _Bringing:
    project: Project
    taken: Mapping[str, Any]
    blueprint: Blueprint
    catalogue: Mapping[str, Content]
    wanted: WantedService
    catalogue_requirements: Sequence[Content]

    def brought(self) -> ServiceRecords:
        one, ground = self._service, self._ground
        activities = self._on_its_own_ground(list(self._activities()))
        components = list(self._components())
        requirements = list(self._requirements(one))
        process = registers.processes(ground)[0]
        service = people.services(ground)[0]
        edits: list[Edit] = [
            *(Append(("people",), record) for record in people.people(ground)),
            Append(("services",), service),
            Append(("processes", "services"), process),
            *(edit for _, _, edit in components),
            *(edit for _, edit in requirements),
            Append(("launch", "services"), registers.launches(ground)[0]),
            *self._deliverables(),
            *(Append((phase.value, "activities"), record) for phase, record in activities),
            *self._closings([record for _, record in activities]),
        ]
        return ServiceRecords(
            one.id, one.name, one.wave, tuple(edits),
            people=tuple(person.name for person in ground.cast.people),
            activities=tuple((record["id"], record["title"]) for _, record in activities),
            steps={name: len(variant["steps"]) for name, variant in process.get("variants", {}).items()},
            new_components=tuple(name for name, new, _ in components if new),
            shared_components=tuple(name for name, new, _ in components if not new),
            requirements=tuple(text for text, _ in requirements),
        )  # fmt: skip

    # -------------------------------------------------------- who and what

    @cached_property
    def _names(self) -> set[str]:
        return set(self.taken) | {person.id for person in self.project.people}

    @cached_property
    def _service(self) -> Chosen:
        content = self.wanted.content
        name = numbered(content.get("short") or content["id"], self._names)
        return Chosen(name, content["name"], self.wanted.wave or next_wave(self.project), content)

    @cached_property
    def _people(self) -> tuple[dict[tuple[str, str | None], str], tuple[CastMember, ...]]:
        """Whom each role of the blueprint means, and the people who are new."""
        by_role: dict[tuple[str, str | None], str] = {}
        new = []
        names = set(self._names) | {self._service.id}
        for role in self.blueprint.start["people"]:
            if role.get("per") == "service":
                for service in self.project.services:
                    said = service.owner if role["key"] == "service_owner" else service.responsible
                    by_role[role["key"], service.id] = said or self._anybody(role["roles"])
                person = placeholder(role, self._service, names)
                names.add(person.id)
                new.append(person)
                by_role[role["key"], self._service.id] = person.id
            else:
                by_role[role["key"], None] = self._anybody(role["roles"])
        return by_role, tuple(new)

    def _anybody(self, roles: Collection[str]) -> str:
        """Somebody of the project in one of these roles, the first role first; else the lead."""
        for wanted in roles:
            for person in self.project.people:
                if wanted in person.roles:
                    return person.id
        about = self.project.about
        return about.lead or about.owner or next((one.id for one in self.project.people), "")

    @cached_property
    def _ground(self) -> Basis:
        """The new service alone, for the records that are its own."""
        about = self.project.about
        by_role, new = self._people
        choices = Choices(about.name, about.start, about.language, services=(self._service.id,))
        cast = Cast((self._service,), new, by_role)
        return Basis(choices, self.blueprint.start, self.blueprint.components, cast)

    # -------------------------------------------------------- activities

    def _activities(self) -> Iterator[tuple[Phase, Record]]:
        laying = self._laying
        for phase, spots in laying.spots.items():
            for spot in spots:
                if self._is_new(spot):
                    record = laying.record(spot, {})
                    if not self._tied(record):
                        record = self._after_the_last_wave(record)
                    yield phase, record

    @staticmethod
    def _tied(record: Record) -> bool:
        return bool(record.get("after"))

    def _after_the_last_wave(self, record: Record) -> Record:
        """What is tied to nothing begins when the wave before is switched on, else today."""
        services = {one.id for one in self.project.services if (one.wave or 1) == self._service.wave - 1}
        before = [
            activity.id
            for _, activity in self.project.activities
            if activity.service in services
            and activity.kind is ActivityKind.GO_LIVE
            and activity.milestone
            and not is_over(activity)
        ]
        if before:
            return {**record, "after": before}
        return {**{key: value for key, value in record.items() if key != "after"}, "start": self.wanted.today}

    def _closings(self, records: Sequence[Record]) -> Iterator[Append]:
        """What gathers the threads of all services waits for the new one too: the final report, the last gate.

        Only what no service waits for: a service that comes late must not hold back those that were there.
        """
        new = {record["id"] for record in records}
        links = {activity.id: [link.to for link in activity.after] for _, activity in self.project.activities}
        theirs = [name for _, one in self.project.activities if one.service for name in links[one.id]]
        fed = leading_to(
            links, [*theirs, *(link.split()[0] for one in records for link in one.get("after", ()))]
        )
        laying = self._laying
        names = {laying.ids[spot]: spot for spot in laying.ids if laying.ids[spot] not in new}
        for phase in Phase:
            for number, activity in enumerate(getattr(self.project, phase).activities):
                spot = names.get(activity.id)
                if spot is None or spot.service or activity.id in fed or is_over(activity):
                    continue
                for link in laying.after(spot):
                    if link.split()[0] in new:
                        yield Append((phase.value, "activities", number, "after"), link)

    def _on_its_own_ground(self, activities: Sequence[tuple[Phase, Record]]) -> list[tuple[Phase, Record]]:
        """The new work, tied to work of its own that the shared step between them was meant to wait for.

        A shared step that other services wait for, or that is over, does not wait for a service that came later: its
        own work does, or its launch would be foreseen before the process it builds on.
        """
        records = [record for _, record in activities]
        tied = {
            (getattr(self.project, str(edit.route[0])).activities[int(edit.route[2])].id, edit.value)
            for edit in self._closings(records)
        }
        links = {one.id: [link.to for link in one.after] for _, one in self.project.activities}
        links |= {one["id"]: [link.split()[0] for link in one.get("after", ())] for one in records}
        laying, new = self._laying, {record["id"] for record in records}
        owed = {
            name: [one for one in laying.after(spot) if one.split()[0] in new and (name, one) not in tied]
            for spot, name in laying.ids.items()
            if spot.service is None and name not in new
        }
        made = []
        for phase, record in activities:
            reached = leading_to(links, links[record["id"]])
            more: list[str] = []
            for link in (link for name in sorted(reached & owed.keys()) for link in owed[name]):
                target = link.split()[0]
                if target not in reached and record["id"] not in leading_to(links, [target]):
                    more.append(link)
                    links[record["id"]].append(target)
                    reached |= leading_to(links, [target])
            made.append((phase, {**record, "after": [*record.get("after", ()), *more]} if more else record))
        return made

    def _deliverables(self) -> Iterator[Append]:
        """What the project hands over for the service; its days are the plan's, since none was set from the start."""
        names = TakenIds(self.taken)
        for row in logs.deliverables(self._ground):
            if row.get("service") == self._service.id:
                kept = {key: value for key, value in row.items() if key != "due"}
                yield Append(("deliverables",), {**kept, "id": next_id("L-01", names)})

    @cached_property
    def _laying(self) -> _Joined:
        services = [Chosen(one.id, one.name, one.wave or 1, self.catalogue.get((one.catalogue or "").casefold(), {}))
                    for one in self.project.services]  # fmt: skip
        ordered = tuple(sorted([*services, self._service], key=lambda one: one.wave))
        cast = Cast(ordered, (), self._people[0])
        return _Joined(self.blueprint.entries, cast, self._ids(Laying(self.blueprint.entries, cast)))

    def _ids(self, laying: Laying) -> dict[LaidActivity, str]:
        there = {
            (phase, activity.title, activity.service): activity.id
            for phase, activity in self.project.activities
        }
        names = TakenIds(self.taken)
        found: dict[LaidActivity, str] = {}
        for phase, spots in laying.spots.items():
            for spot in spots:
                service = spot.service.id if spot.service else None
                title = filled(
                    spot.entry.title, wave=str(spot.wave), service=spot.service.name if spot.service else ""
                )
                if self._is_new(spot):
                    found[spot] = next_id(f"{phase.letter}-01", names)
                elif (known := there.get((phase, title, service))) is not None:
                    found[spot] = known
        return found

    def _is_new(self, spot: LaidActivity) -> bool:
        if spot.service is not None:
            return spot.service is self._service
        known = {one.wave or 1 for one in self.project.services}
        return spot.wave == self._service.wave and spot.wave not in known

    # -------------------------------------------------------- components and requirements

    def _components(self) -> Iterator[tuple[str, bool, Edit]]:
        """Each component that the service needs: shared with those that have it, or new."""
        names = TakenIds(self.taken)
        for row in self._ground.components:
            at = self._same(row)
            if at is not None:
                component = self.project.procurement.components[at]
                if self._service.id not in component.services:
                    route = ("procurement", "components", at, "services")
                    yield component.name, False, Append(route, self._service.id)
                continue
            name = next_id("A-K01", names)
            record = given(**{**row, "id": name, "comes_with": self._brought_with(row)})
            yield row["name"], True, Append(("procurement", "components"), record)

    def _brought_with(self, row: Record) -> str | None:
        """The activity that a new component comes with: the common one while it is open, else the service's own."""
        common = self._laying.id_of(row["comes_with"])
        is_open = any(one.id == common and not is_over(one) for _, one in self.project.activities)
        return common if is_open else self._laying.id_of(_SET_UP, self._service.id)

    def _same(self, row: Record) -> int | None:
        """The project's component of this kind; of what is made for one subject, only that of the same name."""
        for at, component in enumerate(self.project.procurement.components):
            shared = row["kind"] not in _OWN or component.name == row["name"]
            if component.kind == row["kind"] and shared:
                return at
        return None

    def _requirements(self, service: Chosen) -> Iterator[tuple[str, Edit]]:
        """The catalogue's requirements that only some services bring with them; one that is there is shared."""
        conditions = set(self._conditions(service.content))
        there = {one.x.get(CATALOGUE): at for at, one in enumerate(self.project.procurement.requirements)}
        kinds = {one.kind.value: one.id for one in reversed(self.project.procurement.components) if one.kind}
        names = TakenIds(self.taken)
        for row in self.catalogue_requirements:
            if row.get("when") not in conditions:
                continue
            if row["id"] in there:
                at = there[row["id"]]
                if service.id not in self.project.procurement.requirements[at].services:
                    yield row["text"], Append(("procurement", "requirements", at, "services"), service.id)
                continue
            name = next_id("A-R01", names)
            component = next((kinds[kind] for kind in row["components"] if kind in kinds), None)
            record = {"id": name, "text": row["text"], "level": row["level"], "group": row["group"],
                      **({"component": component} if component else {}), "services": [service.id],
                      "verify": row["verify"], "x": {CATALOGUE: row["id"]}}  # fmt: skip
            yield row["text"], Append(("procurement", "requirements"), record)

    @staticmethod
    def _conditions(content: Content) -> Iterator[str]:
        if content.get("special_data"):
            yield "special_data"
        if {"associations", "businesses"} & set(content.get("audience", ())):
            yield "organisations"
        yield from (_BROUGHT_BY[need] for need in content.get("needs", ()) if need in _BROUGHT_BY)
