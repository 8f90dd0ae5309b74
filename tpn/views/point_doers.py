"""«Who gets this point in place, and when?» – of an open point of a checklist, as far as the project knows.

And which of them come only after the launch that they are to be in place before: those need a waiver.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.choices import ActivityKind, Phase, Role
from tpn.model.people import names_of
from tpn.model.questions import Question
from tpn.model.shapes import CheckAnswer
from tpn.plan import Plan
from tpn.plan.gates import Passage, holding, points_of
from tpn.plan.timing import timing_of
from tpn.views.report_facts import LatePoint

_AN_ID = re.compile(r"\b[A-ZÆØÅ]+-[A-ZÆØÅ]?\d+\b")
_WORK_OF = {
    "test": ActivityKind.TEST,
    "training": ActivityKind.TRAINING,
    "information": ActivityKind.INFORMATION,
}


class PointDoer(NamedTuple):
    """Who gets a point in place, by name; ``day`` and ``activity`` where an activity of the plan does it."""

    who: str
    day: date | None = None
    activity: str | None = None


def point_doers(
    question: Question, answer: CheckAnswer, service: str | None, plan: Plan
) -> Iterator[PointDoer]:
    """Who and when: the activities that the answer names, else those of the theme's kind, else who has the role."""
    named = [plan.by_id[key] for key in _AN_ID.findall(answer.note or "") if key in plan.by_id]
    kind = _WORK_OF.get(question.theme or "")
    of_service = plan.of_service(service) if service else []
    alike = [work for work in of_service if kind and work.activity.kind is kind]
    people = plan.project.person
    ahead = [
        work for work in named or alike if not work.done and not work.fallen_out and work.activity.responsible
    ]
    for work in ahead:
        names = ", ".join(names_of(people, work.activity.responsible))
        yield PointDoer(names, work.end, work.activity.id)
    if not ahead and (who := _of_role(question.role, service, plan)):
        yield PointDoer(who)


def points_after_launch(one: Service, plan: Plan) -> Iterator[LatePoint]:
    """The open *must* points of a service that are in place only after the day it is foreseen to be launched."""
    said, passage = timing_of(one, plan), Passage(Phase.LAUNCH, one.id)
    launch = said.forecast if said and not said.over else None
    if launch is None:
        return
    asked = {point.address: point for point in points_of(plan.project, plan.facts.questions, passage)}
    for point in holding(plan.project, plan.facts.questions, passage):
        at = asked[point.address]
        dated = [
            (who.day, who.activity) for who in point_doers(at.question, at.answer, one.id, plan) if who.day
        ]
        day, work = max(dated, default=(launch, None))
        if day > launch and work:
            yield LatePoint(point.id, day, work, plan.by_id[work].activity.title)


def _of_role(role: str | None, service: str | None, plan: Plan) -> str | None:
    """Who has a role: for a service its own people, else the one person of the project who has it."""
    one, people = plan.project.service.get(service or ""), plan.project.person
    own = {Role.PROCESS_OWNER: one.owner, Role.MAIN_RESPONSIBLE: one.responsible} if one else {}
    if role in own:
        person = people.get(own[Role(role)] or "")
        return person.name if person else None
    having = [person.name for person in plan.project.people if role in person.roles]
    return having[0] if len(having) == 1 else None
