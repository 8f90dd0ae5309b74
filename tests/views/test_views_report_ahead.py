"""What lies ahead of a report: no day that has been is told as one that comes."""

from datetime import date

import pytest

from tests.views.small_views import TODAY, planned
from tpn.views.report_ahead import ComingPoint, coming_meeting, coming_point

MEETINGS = """\
meetings:
  - {id: M-1, kind: steering, date: 2026-10-20}
  - {id: M-2, kind: steering, date: 2026-09-21}
  - {id: M-3, kind: kickoff, date: 2026-09-08}
  - {id: M-4, kind: steering, date: 2026-09-06}
  - {id: M-5, kind: steering, date: 2026-09-07, minutes: [{case: 1/26, text: Sagt}]}
  - {id: M-6, kind: steering}
"""
GATES = """\
kickoff:
  activities:
    - {id: K-1, title: Sist, due: 2026-11-02, milestone: true, kind: gate}
    - {id: K-2, title: Først, due: 2026-10-05, milestone: true, kind: gate}
    - {id: K-3, title: Passert, due: 2026-09-01, milestone: true, kind: gate, status: done, finished: 2026-09-01}
    - {id: K-4, title: Avlyst, due: 2026-09-08, milestone: true, kind: gate, status: cancelled}
"""
MEETING, GATE = date(2026, 9, 21), date(2026, 10, 5)


def point(text: str, said: str = "") -> ComingPoint:
    return coming_point(planned(text + (f"report: {{next_decision_point: {said}}}\n" if said else ""))[0])


def test_the_next_meeting_is_the_steering_groups_first_that_has_not_been_held() -> None:
    assert getattr(coming_meeting(planned(MEETINGS)[0]), "id", None) == "M-2"
    assert coming_meeting(planned("kickoff: {}")[0]) is None


def test_it_is_what_was_said_else_the_next_meeting_else_the_first_gate_that_is_not_passed() -> None:
    assert point(MEETINGS + GATES, "{date: 2026-12-01, what: Styret}") == (
        date(2026, 12, 1),
        "Styret",
        False,
        None,
    )
    assert point(MEETINGS + GATES, "{what: Styret}") == (MEETING, "Styret", False, None)
    assert point(GATES, "{what: Styret}") == (GATE, "Styret", False, None)
    assert point(MEETINGS + GATES) == (MEETING, None, True, None)
    assert point(GATES) == (GATE, "Først", False, None)
    assert point("kickoff: {}\n") == ComingPoint()


@pytest.mark.parametrize("said", ["{date: 2026-09-06}", "{date: 2026-09-06, what: Styret}"])
def test_a_day_that_has_been_counts_no_more_and_is_told_as_passed(said: str) -> None:
    been = date(2026, 9, 6)
    assert point(MEETINGS + GATES, said) == (MEETING, None, True, been)
    assert point(GATES, said) == (GATE, "Først", False, been)
    assert point("kickoff: {}\n", said) == (None, None, False, been)
    assert point(GATES, "{date: 2026-09-07}") == (TODAY, None, False, None)  # today is still to come
