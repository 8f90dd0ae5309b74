"""The status as a document: what the screen says, unclipped, for the template ``status``."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tpn.plan.service_steps import ServiceStep
from tpn.reports.ansi import SYMBOLS
from tpn.reports.status_screen import STEPS, Screen, launch_day
from tpn.texts import day, long_day
from tpn.views.status import Deadline, LightLine, PhaseLine, ServiceLine


class LightRow(NamedTuple):
    """A row of a table: the light as symbol and word, and what stands beside it."""

    light: str
    cells: tuple[str, ...]


def status_facts(screen: Screen) -> dict[str, Any]:
    """The words of a status, for the template."""
    view, words = screen.view, screen.words
    return {
        "when": long_day(view.as_of, words.language),
        "people": screen.people(),
        "agreed": words("status.agreed", date=view.agreed) if view.agreed else words("status.no_agreed"),
        "overall": f"{SYMBOLS[view.overall]} {words.choice(view.overall)}",
        "count": screen.count(),
        "forecast": screen.forecast(),
        "lights": [_light(screen, line) for line in view.lights],
        "phases": [_phase(screen, line) for line in view.phases],
        "services": [_service(screen, one) for one in view.services],
        "next": [_deadline(one) for one in view.next],
        "overdue": list(_overdue(screen)),
        "since": screen.since(),
    }


def _light(screen: Screen, line: LightLine) -> LightRow:
    light = line.shown.light
    name = screen.words(f"status.dimensions.{line.shown.dimension}")
    return LightRow(f"{SYMBOLS[light]} {screen.words.choice(light)}", (name, screen.reason(line)))


def _phase(screen: Screen, line: PhaseLine) -> LightRow:
    name = f"{line.number} {screen.words(f'status.phases.{line.phase}')}"
    coming = f"{line.next.title}, {screen.when(line.next)}" if line.next else ""
    count = f"{line.progress.done}/{line.progress.total}"
    return LightRow(f"{SYMBOLS[line.light]} {screen.words.choice(line.light)}", (name, count, coming))


def _service(screen: Screen, one: ServiceLine) -> LightRow:
    """Where the service stands: the step it is on, of those it goes through."""
    step = screen.words.choice(one.step)
    done = sum(complete for name, complete in one.steps.items() if name is not ServiceStep.FOLLOWED_UP)
    launch = launch_day(one)
    cells = (one.name, step, f"{done}/{len(STEPS)}", launch)
    return LightRow(f"{SYMBOLS[one.light]} {screen.words.choice(one.light)}", cells)


def _deadline(one: Deadline) -> tuple[str, ...]:
    return day(one.due), one.id, one.title, ", ".join(one.responsible)


def _overdue(screen: Screen) -> Iterator[str]:
    for name, number in screen.view.overdue:
        yield f"{name or screen.words('status.nobody')} {number}"
