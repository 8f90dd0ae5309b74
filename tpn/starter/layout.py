"""The files of a new project."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tpn.model.choices import Phase
from tpn.source import Route
from tpn.starter import logs, people, registers
from tpn.starter.activities import LaidActivity, Laying
from tpn.starter.basis import Basis
from tpn.starter.blueprint import Content, blueprint, catalogue
from tpn.starter.cast import cast
from tpn.starter.choices import Choices
from tpn.starter.names import filled
from tpn.starter.writing import write

Sections = dict[str, Any]


def lay_out(choices: Choices) -> dict[str, str]:
    """The files of a new project by name, as text with LF line ends.

    The plan in them has no dates but those of the first meetings; everything else follows from the project's start
    by durations and links. The same input gives the same bytes.
    """
    plan = blueprint(choices.language)
    ground = Basis(
        choices, plan.start, plan.components, cast(choices, plan.start, catalogue(choices.language))
    )
    laying = Laying(plan.entries, ground.cast)
    notes = _notes(plan.comments["notes"]) | _headings(laying, plan.comments["words"])
    files = _files(ground, laying)
    return {name: write(sections, plan.comments["files"][name], notes) for name, sections in files.items()}


def _notes(written: Content) -> dict[Route, str]:
    return {tuple(way.split(".")): text for way, text in written.items()}


def _headings(laying: Laying, words: Content) -> dict[Route, str]:
    """A comment where a wave or a service begins, and where it has ended, inside a list of activities."""
    return {
        (phase.value, "activities", number): "\n".join(lines)
        for phase, spots in laying.spots.items()
        for number, (before, spot) in enumerate(pairwise(spots), 1)
        if (lines := list(_heading(before, spot, words)))
    }


def _heading(before: LaidActivity, spot: LaidActivity, words: Content) -> Iterator[str]:
    wave = str(spot.wave)
    if spot.wave is None:
        if before.wave:
            yield words["project"]
        return
    if spot.wave != before.wave:
        yield filled(words["wave"], wave=wave)
    if spot.service and spot.service is not before.service:
        yield spot.service.name
    elif before.service and not spot.service and spot.wave == before.wave:
        yield filled(words["together"], wave=wave)


def _files(ground: Basis, laying: Laying) -> dict[str, Sections]:
    plan = {
        phase: [laying.record(spot, ground.meetings) for spot in spots]
        for phase, spots in laying.spots.items()
    }
    return {
        "project.yaml": {
            "project": people.project(ground),
            "calendar": people.calendar(ground),
            "people": people.people(ground),
            "services": people.services(ground),
        },
        "1-kickoff.yaml": _phase(Phase.KICKOFF, plan, checklist={}, commitments=[]),
        "2-benefits.yaml": _phase(
            Phase.BENEFITS,
            plan,
            checklist={},
            parameters=ground.start["parameters"],
            stakeholders=registers.stakeholders(ground),
            changes=registers.changes(ground),
            benefits=registers.benefits(ground),
        ),
        "3-processes.yaml": _phase(Phase.PROCESSES, plan, checklist={}, services=registers.processes(ground)),
        "4-procurement.yaml": _phase(
            Phase.PROCUREMENT,
            plan,
            checklist={},
            components=registers.components(ground, laying),
            procurements=registers.procurements(ground),
            requirements=[],
        ),
        "5-launch.yaml": _phase(Phase.LAUNCH, plan, services=registers.launches(ground)),
        "logs.yaml": _logs(ground),
    }


def _phase(phase: Phase, plan: dict[Phase, Any], **rest: Any) -> Sections:
    return {phase.value: {"activities": plan[phase], **rest}}


def _logs(ground: Basis) -> Sections:
    return {
        "meetings": logs.meetings(ground),
        "deliverables": logs.deliverables(ground),
        "communication": logs.communication(ground),
        "risks": logs.risks(ground),
        "deviations": [],
        "decisions": [],
        "lessons": [],
        "economy": {},
        "staffing": [],
        "participation": [],
        "report": {},
    }
