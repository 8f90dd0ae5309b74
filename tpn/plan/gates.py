"""Whether a gate or a going live may be marked done: its open *must* points, or the decision that lets it pass.

The one home of this question. Every way of marking asks it where all edits go (``actions.write_changes``); what was
written by hand is advice (K151). Rules: docs/rules.md, «Things that leave».
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.checkpoints import Checkpoint, checkpoints
from tpn.model.choices import ActivityKind, PassageOutcome, Phase, Status
from tpn.model.ended import fallen_out
from tpn.model.index import Route
from tpn.model.launch import ServiceLaunch
from tpn.model.logs import Decision
from tpn.model.project import Project
from tpn.model.questions import Questions, settled
from tpn.model.shapes import Activity
from tpn.plan.launches import is_go_live
from tpn.plan.stands import CLEAR, Stand, stand

# what the plans that ``tpn init`` made before gates had a kind of their own call them
_CALLED = ("– beslutningspunkt", "– avgjerdspunkt", "– gate")
PASSING = frozenset({PassageOutcome.APPROVED, PassageOutcome.APPROVED_WITH_CONDITIONS})


class Passage(NamedTuple):
    """What is passed: the end of a phase, or – with a service – its going live."""

    phase: Phase
    service: str | None = None


class OpenPoint(NamedTuple):
    """A *must* point that holds a passage back; ``address`` leads to its answer."""

    id: str
    address: str
    text: dict[str, str]
    stand: Stand


def passage_of(phase: Phase, activity: Activity) -> Passage | None:
    """What is passed when an activity is done; None of any other work."""
    if is_go_live(activity):
        return Passage(Phase.LAUNCH, activity.service)
    return Passage(phase) if is_gate(activity) else None


def is_gate(activity: Activity) -> bool:
    """Whether an activity is the gate of its phase, and has not fallen out."""
    said = activity.kind is ActivityKind.GATE or activity.title.rstrip().endswith(_CALLED)
    return activity.milestone and said and not fallen_out(activity)


def gates(project: Project, phase: Phase) -> Iterator[tuple[Route, Activity]]:
    """The gates of a phase, with their places."""
    for number, activity in enumerate(getattr(project, phase).activities):
        if is_gate(activity):
            yield (phase.value, "activities", number), activity


def passed(project: Project, go_live: str | None) -> dict[Passage, Route]:
    """What the project says is passed, with where it says so first.

    ``go_live``: the id of the checklist's point that says that a service is switched on.
    """
    found: dict[Passage, Route] = {}
    for phase in Phase:
        for number, activity in enumerate(getattr(project, phase).activities):
            if activity.status is Status.DONE and (passage := passage_of(phase, activity)):
                found.setdefault(passage, (phase.value, "activities", number, "status"))
    for number, said in enumerate(project.launch.services):
        if where := _on(said, go_live):
            found.setdefault(Passage(Phase.LAUNCH, said.service), ("launch", "services", number, *where))
    return found


def _on(said: ServiceLaunch, go_live: str | None) -> Route:
    """Where a launch says that its service is on; nowhere gives nothing."""
    if said.launched is not None:
        return ("launched",)
    return ("checklist", go_live, "answer") if go_live and settled(said.checklist.get(go_live)) else ()


def open_points(project: Project, questions: Questions, passage: Passage) -> tuple[OpenPoint, ...]:
    """The *must* points that are not clear: done with evidence, waived in writing, or not relevant with a reason."""
    return tuple(
        OpenPoint(point.question.id, point.address, dict(point.question.text), how)
        for point in points_of(project, questions, passage)
        if point.question.must and (how := stand(point.answer)) not in CLEAR
    )


def points_of(project: Project, questions: Questions, passage: Passage) -> Iterator[Checkpoint]:
    """What is asked before a passage."""
    return checkpoints(project, questions, passage.phase, passage.service)


def let_through(project: Project, passage: Passage) -> Decision | None:
    """The latest decision on a passage, where it lets it pass."""
    last = last_heard(project, passage)
    return last if last and last.gate and last.gate.outcome in PASSING else None


def last_heard(project: Project, passage: Passage) -> Decision | None:
    """The latest decision on a passage, whatever it was; one on its wave or the launches counts for a service."""
    mine = heard_on(project, passage)
    # of two on one day the later in the file
    return max(reversed(mine), key=lambda one: one.decided or date.min, default=None)


def heard_on(project: Project, passage: Passage) -> list[Decision]:
    """All decisions on a passage, in the order of the file."""
    on = (one for one in project.decisions if one.gate and one.decided and one.ended is None)
    return [one for one in on if _decides(project, one, passage)]


def refused(project: Project, phase: Phase, activity: Activity) -> Decision | None:
    """The latest decision on a gate or a going live that is not done, where it did not let it pass."""
    passage = passage_of(phase, activity)
    last = last_heard(project, passage) if passage and activity.status is not Status.DONE else None
    return last if last and last.gate and last.gate.outcome not in PASSING else None


def _decides(project: Project, decision: Decision, passage: Passage) -> bool:
    gate = decision.gate
    if gate is None:
        return False
    if passage.service is None:
        return gate.phase is passage.phase and gate.service is None and gate.wave is None
    service = project.service.get(passage.service)
    return (
        gate.service == passage.service
        or (gate.wave is not None and service is not None and gate.wave == service.wave)
        or (gate.phase is Phase.LAUNCH and gate.service is None and gate.wave is None)
    )


def waiting_on(project: Project, passage: Passage) -> Decision | None:
    """The decision asked for that a passage hangs on: whether it may be passed is what is to be decided."""
    return next((one for one in project.decisions if passage in passages_of(project, one)), None)


def passages_of(project: Project, decision: Decision) -> tuple[Passage, ...]:
    """The passages that hang on a decision that is asked for."""
    if decision.decided is not None or decision.ended is not None:
        return ()
    found = (passage_of(phase, one) for phase, one in project.activities if one.id in decision.hangs)
    return tuple(passage for passage in found if passage)


def holding(project: Project, questions: Questions, passage: Passage) -> tuple[OpenPoint, ...]:
    """What holds a passage back: nothing where every *must* point is clear, or a decision lets it pass."""
    if let_through(project, passage):
        return ()
    return open_points(project, questions, passage)


def is_closed(project: Project, phase: Phase) -> bool:
    """Whether a phase has been left: it has gates, and all of them are done."""
    found = [activity for _, activity in gates(project, phase)]
    return bool(found) and all(one.status is Status.DONE for one in found)


def phase_at_hand(project: Project) -> Phase:
    """The first phase that is not closed: where new work that names no phase belongs."""
    return next((phase for phase in Phase if not is_closed(project, phase)), Phase.LAUNCH)
