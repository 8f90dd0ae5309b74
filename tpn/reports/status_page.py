"""The status as a document: what the screen says, unclipped, for the template ``status``."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tpn.plan.service_steps import STEPS
from tpn.reports.signs import SYMBOLS
from tpn.reports.status_screen import launch_day
from tpn.reports.status_words import StatusWords
from tpn.texts import day, long_day
from tpn.views.status import Deadline, LightLine, PhaseLine, ServiceLine


class LightRow(NamedTuple):
    """A row of a table: the light as symbol and word, and what stands beside it."""

    light: str
    cells: tuple[str, ...]


def status_facts(said: StatusWords) -> dict[str, Any]:
    """The words of a status, for the template."""
    view, words = said.view, said.words
    return {
        "when": long_day(view.as_of, words.language),
        "people": said.people(),
        "agreed": words("status.agreed", date=view.agreed) if view.agreed else words("status.no_agreed"),
        "overall": f"{SYMBOLS[view.overall]} {words.choice(view.overall)}",
        "count": said.count(),
        "forecast": said.forecast(),
        "lights": [_light(said, line) for line in view.lights],
        "phases": [_phase(said, line) for line in view.phases],
        "services": [_service(said, one) for one in view.services],
        "next": [_deadline(one) for one in view.next],
        "overdue": list(_overdue(said)),
        "since": said.since(),
        "gone": said.gone(),
        "refused": said.refused(),
    }


def _light(said: StatusWords, line: LightLine) -> LightRow:
    light = line.shown.light
    name = said.words(f"status.dimensions.{line.shown.dimension}")
    return LightRow(f"{SYMBOLS[light]} {said.words.choice(light)}", (name, said.reason(line, printed=True)))


def _phase(said: StatusWords, line: PhaseLine) -> LightRow:
    name = f"{line.number} {said.words(f'status.phases.{line.phase}')}"
    coming = f"{line.next.title}, {said.when(line.next)}" if line.next else ""
    count = f"{line.progress.done}/{line.progress.total}"
    return LightRow(f"{SYMBOLS[line.light]} {said.words.choice(line.light)}", (name, count, coming))


def _service(said: StatusWords, one: ServiceLine) -> LightRow:
    """Where the service stands: the step it is on, of those it goes through."""
    step = said.words.choice(one.step)
    cells = (one.name, step, f"{sum(one.steps.values())}/{len(STEPS)}", launch_day(one))
    return LightRow(f"{SYMBOLS[one.light]} {said.words.choice(one.light)}", cells)


def _deadline(one: Deadline) -> tuple[str, ...]:
    return day(one.due), one.id, one.title, ", ".join(one.responsible)


def _overdue(said: StatusWords) -> Iterator[str]:
    """By unit: a paper goes to others than the project group, and names nobody who is late."""
    for unit, number in said.view.overdue_by_unit:
        yield f"{unit or said.words('status.no_unit')} {number}"
