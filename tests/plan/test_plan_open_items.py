"""What meetings have left open: what the log of decisions answers, and what waits."""

from datetime import date
from typing import Any

import pytest

from tpn.model.about import About
from tpn.model.choices import AgendaKind, MeetingKind, PassageOutcome, Phase
from tpn.model.logs import AgendaItem, Decision, GateDecision, Meeting
from tpn.model.project import Project
from tpn.plan.open_items import unsettled

ABOUT = About(format=1, id="lite", name="Lite", start=date(2026, 8, 17))
CASE = "Passere beslutningspunkt 1"
POSTPONED = GateDecision(phase=Phase.KICKOFF, outcome=PassageOutcome.POSTPONED)
PASSED = GateDecision(phase=Phase.KICKOFF, outcome=PassageOutcome.APPROVED)
OTHER = GateDecision(phase=Phase.BENEFITS, outcome=PassageOutcome.APPROVED)


def decision(name: str, title: str, day: int | None, gate: GateDecision | None = None) -> Decision:
    return Decision(id=name, title=title, decided=date(2026, 10, day) if day else None, gate=gate)


@pytest.mark.parametrize(
    ("decisions", "left"),
    [
        ((), True),
        ((decision("B-01", CASE, None),), True),
        ((decision("B-01", CASE, 6),), False),
        ((decision("B-01", CASE, 6, POSTPONED),), True),
        ((decision("B-01", CASE, 6, POSTPONED), decision("B-02", "På nytt", 13, PASSED)), False),
        ((decision("B-01", CASE, 6, POSTPONED), decision("B-02", "På nytt", 5, PASSED)), True),
        ((decision("B-01", CASE, 6, POSTPONED), decision("B-02", "Et annet", 13, OTHER)), True),
    ],
)
def test_a_case_is_settled_by_the_log_and_a_postponed_gate_by_a_later_decision_of_it(
    decisions: tuple[Any, ...],
    left: bool,
) -> None:
    meeting = Meeting(
        id="MO-01", kind=MeetingKind.STEERING, agenda=(AgendaItem(title=CASE, kind=AgendaKind.DECISION),)
    )
    assert (
        bool(list(unsettled(meeting, Project(about=ABOUT, meetings=(meeting,), decisions=decisions)))) is left
    )
