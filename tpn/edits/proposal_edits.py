"""Proposals that are taken become records, tied to the process that they came from; those that are not, say why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tpn.model.choices import BenefitKind, Journalled
from tpn.model.ids import TakenIds
from tpn.model.index import Index
from tpn.model.project import Project
from tpn.plan.proposals import FROM, Of, Proposal
from tpn.source import Append, Edit, Set
from tpn.texts import Words

_STARTS = {Of.BENEFIT: "G-01", Of.CHANGE: "F-01", Of.REQUIREMENT: "A-R01"}
_SHOWN = 3


@dataclass(frozen=True)
class Taken:
    """A proposal that is taken: the edits, and the id or address of what it becomes."""

    proposal: Proposal
    edits: tuple[Edit, ...]
    name: str


def taken(chosen: Sequence[Proposal], project: Project, index: Index, words: Words) -> tuple[Taken, ...]:
    """The edits that take proposals in: changes first, since benefits rest on them."""
    drafting = _Drafting(project, TakenIds(index.taken), words)
    in_order = sorted(
        chosen, key=lambda one: [Of.CHANGE, Of.BENEFIT, Of.REQUIREMENT, Of.LAUNCH].index(one.of)
    )
    return tuple(drafting.take(one) for one in in_order)


def dismissed(project: Project, one: Proposal, reason: str) -> Edit:
    """The edit that says why a proposal is not taken."""
    at = next(n for n, process in enumerate(project.processes.services) if process.service == one.service)
    named = {"kind": one.what} if one.of is Of.BENEFIT else {"proposal": one.key}
    return Append(("processes", "services", at, "dismissed"), {**named, "reason": reason})


def title_of(one: Proposal, project: Project, words: Words) -> str:
    """What a proposal would be called."""
    service = project.service[one.service].name
    if one.of is Of.REQUIREMENT:
        return str(one.because["row"]["text"][words.language])
    if one.of is Of.BENEFIT:
        return words("propose.benefit", kind=words.choice(BenefitKind(one.what)), service=service)
    return words(
        f"propose.{one.of}.{one.what}",
        service=service,
        steps=some(one.steps, words),
        **_plain(one.because, words),
    )


def some(steps: Sequence[str], words: Words) -> str:
    """A few steps by name, and how many more there are."""
    named = ", ".join(f"“{step}”" if words.language == "en" else f"«{step}»" for step in steps[:_SHOWN])
    rest = len(steps) - _SHOWN
    return named if rest <= 0 else words("propose.more", steps=named, n=rest)


def _plain(because: Mapping[str, Any], words: Words) -> dict[str, Any]:
    said = {key: value for key, value in because.items() if key not in {"row", "components"}}
    return {
        key: words.choice(value).lower() if isinstance(value, StrEnum) else value
        for key, value in said.items()
    }


@dataclass
class _Drafting:
    project: Project
    ids: TakenIds
    words: Words

    def take(self, one: Proposal) -> Taken:
        make: Callable[[Proposal], Taken] = {
            Of.BENEFIT: self._benefit, Of.CHANGE: self._change, Of.REQUIREMENT: self._requirement,
            Of.LAUNCH: self._launch,
        }[one.of]  # fmt: skip
        return make(one)

    def _id(self, of: Of) -> str:
        start = _STARTS[of]
        name = self.ids.free(start)
        self.ids[name] = of
        return name

    def _new(self, one: Proposal, route: tuple[str, ...], fields: Mapping[str, Any]) -> Taken:
        name = self._id(one.of)
        said = {key: value for key, value in fields.items() if value not in (None, [], ())}
        x = {**said.pop("x", {}), FROM: one.source}
        return Taken(one, (Append(route, {"id": name, **said, "x": x}),), name)

    def _benefit(self, one: Proposal) -> Taken:
        because, service = one.because, self.project.service[one.service]
        measure = because["measure"]
        fields = {
            "title": title_of(one, self.project, self.words),
            "kind": one.what,
            "services": [one.service],
            "owner": service.owner,
            "changes": list(self._changes_of(one.service)),
            "indicator": {
                "name": self.words(f"process.measures.{measure}"),
                "unit": self.words(f"propose.units.{measure}"),
                "baseline": _number(because["before"]),
                "target": _number(because["after"]),
            },
            "from_process": {"service": one.service, "variant": one.variant.value},
        }
        return self._new(one, ("benefits", "benefits"), fields)

    def _changes_of(self, service: str) -> Iterator[str]:
        """The changes of a service, those that are made in the same breath too."""
        yield from (change.id for change in self.project.benefits.changes if change.service == service)
        yield from (name for name, of in self.ids.items() if of is Of.CHANGE)

    def _change(self, one: Proposal) -> Taken:
        fields = {
            "title": title_of(one, self.project, self.words),
            "service": one.service,
            "owner": self.project.service[one.service].owner,
            "enabled_by": list(one.because["components"]),
        }
        return self._new(one, ("benefits", "changes"), fields)

    def _requirement(self, one: Proposal) -> Taken:
        row, language = one.because["row"], self.words.language
        fields = {
            "text": row["text"][language],
            "level": row["level"],
            "group": row["group"],
            "component": one.because["component"],
            "services": [one.service],
            "verify": row["verify"][language],
            "x": {"catalogue": row["id"]},
        }
        return self._new(one, ("procurement", "requirements"), fields)

    def _launch(self, one: Proposal) -> Taken:
        value: dict[str, Any] = (
            {"level": one.because["level"].value}
            if one.what == "level"
            else {"records": {"journalled": Journalled.AUTOMATIC.value, "to": one.because["to"]}}
        )
        source = f"processes/{one.service}"  # one profile for all of its proposals
        services = self.project.launch.services
        at = next((n for n, launch in enumerate(services) if launch.service == one.service), None)
        name = f"launch/{one.service}"
        if at is not None:
            route = ("launch", "services", at)
            return Taken(one, (*_set(route, value), Set((*route, "x", FROM), source)), name)
        if name in self.ids:  # made in the same breath
            route = ("launch", "services", len(services))
            return Taken(one, tuple(_set(route, value)), name)
        self.ids[name] = one.of
        record = {"service": one.service, **value, "x": {FROM: source}}
        return Taken(one, (Append(("launch", "services"), record),), name)


def _set(route: tuple[str | int, ...], value: Mapping[str, Any]) -> Iterable[Edit]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _set((*route, key), inner)
        else:
            yield Set((*route, key), inner)


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
