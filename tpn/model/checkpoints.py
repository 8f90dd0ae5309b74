"""Every point of every checklist, answered or not: the questions are content, the answers are the project's."""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.choices import Phase
from tpn.model.index import Route
from tpn.model.project import Project
from tpn.model.questions import Question, Questions
from tpn.model.shapes import CheckAnswer


class Checkpoint(NamedTuple):
    """A question where it is asked: of a phase, or of a service that is launched.

    ``route`` leads to the answer, given or not; it is None where the service has no launch of its own yet.
    """

    address: str
    phase: Phase
    service: str | None
    question: Question
    answer: CheckAnswer
    route: Route | None


def checkpoints(
    project: Project, questions: Questions, only: Phase | None = None, service: str | None = None
) -> Iterator[Checkpoint]:
    """Phase by phase in the order of the checklists; those of the launch service by service.

    ``only`` those of one phase, and of the launch those of one ``service``: each gate asks for its own.
    """
    for phase in Phase if only is None else (only,):
        if phase is not Phase.LAUNCH:
            given = getattr(project, phase).checklist
            for question in questions.of(phase):
                answer = given.get(question.id, CheckAnswer())
                route = (phase.value, "checklist", question.id)
                yield Checkpoint(f"{phase.value}/{question.id}", phase, None, question, answer, route)
    if only in {None, Phase.LAUNCH}:
        yield from _of_services(project, questions, service)


def _of_services(project: Project, questions: Questions, only: str | None) -> Iterator[Checkpoint]:
    where = {launch.service: number for number, launch in enumerate(project.launch.services)}
    for service in project.services:
        if only not in {None, service.id}:
            continue
        number = where.get(service.id)
        given = project.launch.services[number].checklist if number is not None else {}
        for question in questions.of(Phase.LAUNCH):
            route = None if number is None else ("launch", "services", number, "checklist", question.id)
            answer = given.get(question.id, CheckAnswer())
            address = f"{service.id}/{question.id}"
            yield Checkpoint(address, Phase.LAUNCH, service.id, question, answer, route)
