"""Who and what is in the project: the chosen services in their waves, the people in their roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tpn.model.choices import Language
from tpn.model.ids import id_of_name, numbered, slug
from tpn.model.waves import SERVICES_IN_WAVE
from tpn.starter.blueprint import Content, blueprint
from tpn.starter.choices import Choices
from tpn.starter.names import filled

"""So many services are switched on together when nothing else is said."""

_NAMELESS = "x"


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A service of the project; ``content`` is the catalogue's, with full steps, or empty."""

    id: str
    name: str
    wave: int
    content: Content


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody in the project, or a role that waits for a name."""

    id: str
    name: str
    roles: tuple[str, ...]
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The services in the order of their waves, the people, and whom a role of the blueprint means."""

    services: tuple[Chosen, ...]
    people: tuple[CastMember, ...]
    by_role: Mapping[tuple[str, str | None], str]

    @property
    def waves(self) -> int:
        """How many waves there are."""
        return self.services[-1].wave if self.services else 0

    def in_wave(self, wave: int) -> tuple[str, ...]:
        """The ids of the services of a wave."""
        return tuple(service.id for service in self.services if service.wave == wave)

    def who(self, role: str, service: str | None = None) -> str:
        """The id of the person in a role; a role that each service has of its own needs the service."""
        return self.by_role.get((role, service)) or self.by_role[role, None]


def cast(choices: Choices, start: Content, catalogue: Mapping[str, Content]) -> Cast:
    """Choose the services' ids and waves, then one person for each role; ids are never given twice."""
    roles = start["people"]
    taken = {start["kickoff"]["id"], start["steering"]["id"], *(role["id"] for role in roles)}
    services = _services(choices, catalogue, taken)
    names = {"owner": (choices.owner or "").strip(), "lead": (choices.lead or "").strip()}
    people: dict[str, CastMember] = {}
    by_role: dict[tuple[str, str | None], str] = {}
    for role in roles:
        for service in services if role.get("per") == "service" else (None,):
            name = names.get(role["key"])
            person = _named(role, name, people, taken) if name else placeholder(role, service, taken)
            people[person.id] = person
            taken.add(person.id)
            by_role[role["key"], service.id if service else None] = person.id
    return Cast(services, tuple(people.values()), by_role)


def _services(choices: Choices, catalogue: Mapping[str, Content], taken: set[str]) -> tuple[Chosen, ...]:
    """The services in the order of their waves; their ids are added to those that are taken."""
    found: dict[str, tuple[str, str, Content]] = {}
    meant: dict[str, str] = {}
    asked = [[word for word in wave if word.strip()] for wave in (*choices.waves, choices.services)]
    for word in (word for wave in asked for word in wave):
        content = catalogue.get(word.strip().casefold()) or {}
        name = content.get("name") or " ".join(word.split())
        key = meant[word] = content.get("id") or slug(name) or _NAMELESS
        if key not in found:
            found[key] = (numbered(content.get("short") or key, taken), name, content)
            taken.add(found[key][0])
    waves = _in_waves([[meant[word] for word in wave] for wave in asked[:-1]], found)
    return tuple(
        Chosen(service, name, number, content)
        for number, wave in enumerate(waves, 1)
        for service, name, content in (found[key] for key in wave)
    )


def _in_waves(waves: Iterable[Iterable[str]], every: Iterable[str]) -> list[list[str]]:
    """The waves as said, each service in its first; then the rest, two by two."""
    wave_of: dict[str, int] = {}
    for number, wave in enumerate(waves):
        for one in wave:
            wave_of.setdefault(one, number)
    said = [[one for one, at in wave_of.items() if at == number] for number in sorted(set(wave_of.values()))]
    rest = [one for one in every if one not in wave_of]
    return said + [rest[at : at + SERVICES_IN_WAVE] for at in range(0, len(rest), SERVICES_IN_WAVE)]


def _named(role: Content, name: str, people: Mapping[str, CastMember], taken: set[str]) -> CastMember:
    """Somebody with a name; who has a role already, gets one more."""
    known = next((one for one in people.values() if one.name == name), None)
    if known:
        return CastMember(
            known.id, name, tuple(dict.fromkeys((*known.roles, *role["roles"]))), known.initials
        )
    words = name.split()
    who = id_of_name(name, taken, person=True) or numbered(_NAMELESS, taken)
    return CastMember(who, name, tuple(role["roles"]), "".join(word[0] for word in words).upper())


def is_placeholder(name: str) -> bool:
    """Whether a name is that of a role that still waits for somebody, in any of the languages."""
    return name.partition(" – ")[0] in _placeholders()


@cache
def _placeholders() -> frozenset[str]:
    roles = (role for language in Language for role in blueprint(language).start["people"])
    return frozenset(role["name"].partition(" – ")[0] for role in roles)


def placeholder(role: Content, service: Chosen | None, taken: set[str]) -> CastMember:
    """A role that waits for a name; the ids of the project's own roles are kept free for them."""
    if not service:
        return CastMember(role["id"], role["name"], tuple(role["roles"]))
    wanted = numbered(filled(role["id"], service=service.id), taken)
    return CastMember(wanted, filled(role["name"], service=service.name), tuple(role["roles"]))
