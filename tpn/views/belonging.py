"""What a record belongs to: its phase, its services, the record that holds it."""

from tpn.model.choices import Phase
from tpn.model.index import Entry, Index, Route


def phase_of(entry: Entry) -> Phase | None:
    """The phase that a record names, else the one whose section holds it."""
    said = getattr(entry.record, "phase", None)
    return said or (Phase(entry.phase) if entry.phase else None)


def services_of(entry: Entry, index: Index) -> tuple[str, ...]:
    """The services that a record is about: itself, those it names, else those of what holds it."""
    record = entry.record
    if entry.kind == "services":
        return (record.id,)  # type: ignore[attr-defined]
    named = getattr(record, "services", None) or getattr(record, "service", None)
    if isinstance(named, str):
        return (named,)
    if isinstance(named, tuple) and named and isinstance(named[0], str):
        return named
    above = holder_at(entry.route, index)
    return services_of(above, index) if above else ()


def holder_at(route: Route, index: Index) -> Entry | None:
    """The nearest record that holds what stands at a place."""
    for length in range(len(route) - 1, 0, -1):
        if route[:length] in index.by_route:
            return index.by_route[route[:length]]
    return None
