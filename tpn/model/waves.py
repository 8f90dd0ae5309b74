"""Waves of services: how many are taken through the phases at once, and the work that a wave shares."""

from collections.abc import Collection, Mapping

from tpn.model.about import Service
from tpn.model.ended import ended_of, is_over
from tpn.model.index import Entry, Index
from tpn.model.shapes import Activity

SERVICES_IN_WAVE = 2
"""Two at a time, as the source advises: enough to share what is learnt, few enough to be followed."""


def wave_of(service: Service) -> int:
    """The wave of a service; one that says none is in the first."""
    return service.wave or 1


def without_services(index: Index, leaving: str | None = None) -> Mapping[int, tuple[Entry, ...]]:
    """By wave that has no service left, its open work; ``leaving`` is a service that is about to go.

    Nothing where no service is left at all: then it is for people to say what the project still is.
    """
    services = [one.record for one in index.of("services") if isinstance(one.record, Service)]
    left = [one for one in services if ended_of(one) is None and one.id != leaving]
    if not left:
        return {}
    empty = sorted({wave_of(one) for one in services} - {wave_of(one) for one in left})
    members = ((wave, [one.id for one in services if wave_of(one) == wave]) for wave in empty)
    found = ((wave, _shared(index, names)) for wave, names in members)
    return {wave: work for wave, work in found if work}


def _shared(index: Index, services: Collection[str]) -> tuple[Entry, ...]:
    """The open work of no single service that is there for these services together, by its links.

    What begins the wave: only their work waits for it. And what closes it, where something begins it in the same phase:
    it waits for work of all of them, and for nothing else. A milestone is never among it: it gathers threads that
    others hold too.
    """
    work = {one.address: (one, one.record) for one in index.entries if isinstance(one.record, Activity)}
    names = {name: {link.to for link in one.after} for name, (_, one) in work.items()}
    waiting: dict[str, set[str]] = {name: set() for name in work}
    for name, link in ((name, link) for name, links in names.items() for link in links if link in work):
        waiting[link].add(name)
    serves = {name: {one.service} for name, (_, one) in work.items() if one.service in services}
    shared = {name for name, (_, one) in work.items() if not (one.service or one.milestone)}
    begins = {name for name in shared if waiting[name] and waiting[name] <= serves.keys()}
    phases = {work[name][0].phase for name in begins}
    serves.update((name, set(services)) for name in begins)
    closes: set[str] = set()
    while new := {
        name
        for name in shared - begins - closes
        if work[name][0].phase in phases
        and names[name]
        and names[name] <= serves.keys()
        and set().union(*(serves[link] for link in names[name])) == set(services)
    }:
        closes |= new
        serves.update((name, set(services)) for name in new)
    return tuple(one for name, (one, _) in work.items() if name in begins | closes and not _is_past(one))


def _is_past(entry: Entry) -> bool:
    return is_over(entry.record) or ended_of(entry.record) is not None
