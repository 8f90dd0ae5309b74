"""From minutes to the project: decisions into the log, actions into the plan. What is there already is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from tpn.edits.mark_done import finished
from tpn.model.choices import AgendaKind, Phase
from tpn.model.ids import TakenIds, next_id
from tpn.model.index import Index
from tpn.model.logs import Decision, GateDecision, Meeting, MinutesItem
from tpn.model.project import Project
from tpn.model.shapes import Action
from tpn.plan import Plan
from tpn.plan.gates import PASSING, gates
from tpn.source import Append, Edit, Set

Route = tuple[str | int, ...]
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that goes from the minutes into the project. ``fact``: decided, new_decision or activity."""

    fact: str
    id: str
    title: str
    edits: tuple[Edit, ...]
    responsible: tuple[str, ...] = ()
    due: date | None = None


def carried(index: Index, project: Project, meeting: Meeting, phase: Phase, source: str) -> list[Carried]:
    """All that the minutes of a meeting bring. ``source`` is the note on each activity that comes of it."""
    carrier = _Carrier(index, project, meeting, phase, source)
    return [one for number, item in enumerate(meeting.minutes) for one in carrier.item(number, item)]


def current_phase(plan: Plan, day: date) -> Phase:
    """The phase that is worked in: the first where something that should have begun is not finished."""
    open_work = [work for work in plan.work if not work.done and not work.fallen_out]
    begun = [work for work in open_work if work.dates.plan_start and work.dates.plan_start <= day]
    return next((work.phase for work in (*begun, *open_work)), Phase.LAUNCH)


class _Carrier:
    """Gives out ids and makes the edits, item by item."""

    def __init__(self, index: Index, project: Project, meeting: Meeting, phase: Phase, source: str) -> None:
        self.index = index
        self.project = project
        self.meeting = meeting
        self.phase = phase
        self.source = source
        self.route: Route = (*index.by_address[meeting.id].route, "minutes")
        self.taken = TakenIds(index.taken)
        self.decisions = {one.id: (n, one) for n, one in enumerate(project.decisions)}

    def item(self, number: int, item: MinutesItem) -> Iterator[Carried]:
        route = (*self.route, number)
        if item.decision in self.decisions:
            yield from self.decided(item)
        elif item.resolution and self.kind(item) is not AgendaKind.APPROVAL:
            yield self.new_decision(route, item)
        for place, action in enumerate(item.actions):
            if action.activity is None and action.done is None:
                yield self.activity((*route, "actions", place), action, item)

    def kind(self, item: MinutesItem) -> AgendaKind | None:
        """What the case was for; that a notice was approved is no decision to keep."""
        return next((one.kind for one in self.meeting.agenda if one.case and one.case == item.case), None)

    def decided(self, item: MinutesItem) -> Iterator[Carried]:
        number, decision = self.decisions[item.decision or ""]
        if decision.decided is None:
            route = ("decisions", number)
            edits = [Set((*route, key), value) for key, value in self.outcome(item, decision).items()]
            yield Carried("decided", decision.id, decision.title, (*edits, *self.passes(item)))

    def outcome(self, item: MinutesItem, decision: Decision) -> dict[str, Any]:
        said: dict[str, Any] = {"decided": self.meeting.date} if self.meeting.date else {}
        if decision.outcome is None and (text := item.resolution or item.text):
            said["outcome"] = text
        if item.gate and decision.gate is None:
            said["gate"] = _gate(item.gate)
        return said if decision.meeting else said | {"meeting": self.meeting.id}

    def passes(self, item: MinutesItem) -> Iterator[Edit]:
        """The gates of a phase that passes are done on the day of the meeting."""
        if item.gate and item.gate.phase and item.gate.outcome in PASSING and self.meeting.date:
            for way, _ in gates(self.project, item.gate.phase):
                yield from finished(self.index.by_route[way], self.meeting.date)

    def new_decision(self, route: Route, item: MinutesItem) -> Carried:
        name = self.free("B-01")
        title = self.title(item)
        record: dict[str, Any] = {"id": name, "title": title}
        if self.meeting.date:
            record["decided"] = self.meeting.date
        record |= {"outcome": item.resolution, "meeting": self.meeting.id}
        if item.gate:
            record["gate"] = _gate(item.gate)
        edits = (Append(("decisions",), record), Set((*route, "decision"), name))
        return Carried("new_decision", name, title, (*edits, *self.passes(item)))

    def title(self, item: MinutesItem) -> str:
        """What a decision is called: by its case where one thing was decided of it, else by what was decided."""
        cases = [one for one in self.meeting.agenda if one.case and one.case == item.case]
        resolved = [one for one in self.meeting.minutes if one.resolution and one.case == item.case]
        if cases and cases[0].kind is AgendaKind.DECISION and len(resolved) == 1:
            return cases[0].title
        return shorten(str(item.resolution).split(". ")[0], _LONGEST_TITLE, placeholder=" …")

    def activity(self, route: Route, action: Action, item: MinutesItem) -> Carried:
        name = self.free(f"{self.phase.letter}-01")
        record: dict[str, Any] = {"id": name, "title": action.what}
        if action.responsible:
            record["responsible"] = list(action.responsible)
        if action.due:
            record["due"] = action.due
        record["note"] = f"{self.source} ({item.case})" if item.case else self.source
        edits = (Append((self.phase.value, "activities"), record), Set((*route, "activity"), name))
        return Carried("activity", name, action.what, edits, action.responsible, action.due)

    def free(self, like: str) -> str:
        return next_id(like, self.taken)


def _gate(said: GateDecision) -> dict[str, Any]:
    """What was decided at a gate, as the decision says it."""
    named = {"phase": said.phase.value if said.phase else None, "service": said.service, "wave": said.wave}
    return {key: value for key, value in named.items() if value is not None} | {"outcome": said.outcome.value}
