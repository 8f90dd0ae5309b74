"""``tpn person X``: all that is held about somebody, history included."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from tpn.actions.find_person import person_meant, traces_meant
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history.personal import PersonalTrace, traces_in
from tpn.model.about import Period, Person
from tpn.model.fieldtree import takes
from tpn.reports.blocks import Block, Heading, Inline, Paragraph, TextTable, facts, inline, strong
from tpn.texts.names import field_name

_MOST = 5
"""Places of one file that a screen shows; the rest is counted, and stands whole in ``--json`` and in documents."""


def perform(run: Run, *, name: str, count: bool) -> None:
    """All that is held about somebody, history included."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    person, traces = person_meant(run, name), traces_meant(run, name)
    found = tuple(traces_in(run.folder, traces))
    if kind == "json":
        run.json({
            "format": 1, "id": traces.id or None, "name": traces.name,
            "held": _held(run, person),
            "places": found,
        })  # fmt: skip
        return
    most = _MOST if kind == DOCUMENTS[0] else None
    blocks = list(_blocks(run, traces.name, person, found, count=count, most=most))
    give_shown(run, blocks, run.words("person.title", name=traces.name), kind)


def _held(run: Run, person: Person | None) -> object:
    """The person's own record as it stands in the file."""
    people = run.loaded.value.get("people", ())
    return next((one for one in people if person and one.get("id") == person.id), None)


def _blocks(
    run: Run,
    name: str,
    person: Person | None,
    found: tuple[PersonalTrace, ...],
    *,
    count: bool,
    most: int | None,
) -> Iterator[Block]:
    yield Heading(1, inline(f"{name} ({person.id})" if person else name))
    held = [
        (field_name(Person, key, run.words), _shown(run, value))
        for key, take in (takes(Person).items() if person else ())
        if key not in {"id", "name"} and (value := getattr(person, take.name))
    ]
    if held:
        yield facts(held)
    if not found:
        yield Paragraph(inline(run.words("person.nothing")))
    for area, some in groupby(found, key=lambda one: one.area):
        places = list(some)
        said = run.words("person.area", area=run.words(f"person.areas.{area}"), count=len(places))
        yield Heading(2, inline(said))
        files = groupby(places, key=lambda one: one.file)
        rows = [
            row for file, group in files for row in _of_file(run, file, list(group), count=count, most=most)
        ]
        yield TextTable((), tuple(rows), ("right", "left"))


def _of_file(
    run: Run, file: str, places: list[PersonalTrace], *, count: bool, most: int | None
) -> Iterator[tuple[Inline, Inline]]:
    """The file, and below it its lines; where only counted, how many."""
    if count or not places[0].line:
        yield inline(str(len(places))), inline(file)
        return
    yield inline(strong(file)), ()
    for one in places[:most]:
        mark = "? " if one.by == "maybe" else ""
        yield inline(str(one.line)), inline(f"{mark}{one.text}")
    if most is not None and len(places) > most:
        yield (), inline(run.words("person.more", file=file, count=len(places) - most))


def _shown(run: Run, value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(run, one) for one in value)
    if isinstance(value, Period):
        return run.words("person.period", start=value.from_, end=value.to)
    return run.words.choice(value) if isinstance(value, StrEnum) else str(value)
