"""A service has gone live: what is written, and where."""

from datetime import date

import pytest

from tests.edits.small_projects import project
from tpn.edits.launch_edits import launched
from tpn.source import Append, Set

WHEN = date(2026, 10, 5)
ON = {"answer": "done", "date": WHEN}
WORK = """\
launch:
  activities:
    - {id: T-01, title: SFO på nett, service: sfo, kind: go_live, milestone: true}
    - {id: T-02, title: Barnehage på nett, service: bhg, kind: go_live, milestone: true}
    - {id: T-03, title: SFO på nett i ny drakt, service: sfo, kind: go_live, milestone: true, status: done}
    - {id: T-04, title: Prøve SFO, service: sfo, kind: go_live}
    - {id: T-05, title: SFO testet, service: sfo, milestone: true}
"""


def test_a_service_that_is_not_in_the_file_is_added_with_its_point_and_its_day() -> None:
    made = launched(project(""), "sfo", WHEN, "T-C99")
    said = {"service": "sfo", "checklist": {"T-C99": {**ON, "evidence": "2026-10-05"}}, "launched": WHEN}
    assert made == [Append(("launch", "services"), said)]


def test_without_a_point_that_says_so_only_the_day_is_written() -> None:
    assert launched(project(""), "sfo", WHEN, None) == [
        Append(("launch", "services"), {"service": "sfo", "launched": WHEN})
    ]
    known = project("launch: {services: [{service: sfo}]}\n")
    assert launched(known, "sfo", WHEN, None) == [Set(("launch", "services", 0, "launched"), WHEN)]


@pytest.mark.parametrize(
    ("point", "evidence"),
    [("", "2026-10-05"), ("evidence: Sak 26/11", "Sak 26/11"), ("note: Sett", "2026-10-05")],
)
def test_the_evidence_that_is_there_is_kept(point: str, evidence: str) -> None:
    answer = f"{{answer: open, {point}}}"
    text = f"launch: {{services: [{{service: bhg}}, {{service: sfo, checklist: {{T-C99: {answer}}}}}]}}\n"
    assert launched(project(text), "sfo", WHEN, "T-C99") == [
        Set(("launch", "services", 1, "launched"), WHEN),
        Set(("launch", "services", 1, "checklist", "T-C99"), {**ON, "evidence": evidence}),
    ]


def test_its_own_open_milestone_of_going_live_is_done_that_day_and_nothing_else() -> None:
    edits = launched(project(WORK), "sfo", WHEN, None)[1:]
    assert edits == [
        Set(("launch", "activities", 0, "status"), "done"),
        Set(("launch", "activities", 0, "finished"), WHEN),
    ]
