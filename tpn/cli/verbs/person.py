"""``tpn person X``: all that is held about somebody, history included."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from tpn.actions.find_person import person_meant, traces_meant
from tpn.cli.run import Run
from tpn.history.personal import PersonalTrace, traces_in
from tpn.model.about import Period, Person
from tpn.model.fieldtree import takes
from tpn.reports.ansi import painter
from tpn.texts.names import field_name

_MOST = 5
"""Places of one file that are shown; the rest is counted, and stands whole in ``--json``."""


def perform(run: Run, *, name: str, count: bool) -> None:
    """All that is held about somebody, history included."""
    kind = run.format("table", "json")
    person, traces = person_meant(run, name), traces_meant(run, name)
    found = tuple(traces_in(run.folder, traces))
    if kind == "json":
        run.json({
            "format": 1, "id": traces.id or None, "name": traces.name,
            "held": _held(run, person),
            "places": [one._asdict() for one in found],
        })  # fmt: skip
        return
    run.out("\n".join(_lines(run, traces.name, person, found, count=count)) + "\n")


def _held(run: Run, person: Person | None) -> object:
    """The person's own record as it stands in the file."""
    people = run.loaded.value.get("people", ())
    return next((one for one in people if person and one.get("id") == person.id), None)


def _lines(
    run: Run, name: str, person: Person | None, found: tuple[PersonalTrace, ...], *, count: bool
) -> Iterator[str]:
    paint = painter(colour=run.colour)
    yield paint(f"{name} ({person.id})" if person else name, "bold")
    for key, take in takes(Person).items() if person else ():
        value = getattr(person, take.name)
        if key not in {"id", "name"} and value:
            yield f"  {field_name(Person, key, run.words)}: {_shown(run, value)}"
    if not found:
        yield run.words("person.nothing")
    for area, some in groupby(found, key=lambda one: one.area):
        places = list(some)
        yield ""
        yield paint(
            run.words("person.area", area=run.words(f"person.areas.{area}"), count=len(places)), "bold"
        )
        for file, group in groupby(places, key=lambda one: one.file):
            yield from _of_file(run, file, list(group), count=count)


def _of_file(run: Run, file: str, places: list[PersonalTrace], *, count: bool) -> Iterator[str]:
    if count or not places[0].line:
        yield f"  {file}  {len(places)}"
        return
    for one in places[:_MOST]:
        mark = "? " if one.by == "maybe" else ""
        yield f"  {file}:{one.line}  {mark}{one.text}"
    if len(places) > _MOST:
        yield "  " + run.words("person.more", file=file, count=len(places) - _MOST)


def _shown(run: Run, value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(run, one) for one in value)
    if isinstance(value, Period):
        return run.words("person.period", start=value.from_, end=value.to)
    return run.words.choice(value) if isinstance(value, StrEnum) else str(value)
