"""What one person carries goes to another: what is open, what falls in the time, and the places at meetings to come."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.handover import all_handed_over, handed_over, roles_after, roles_taken
from tpn.model.choices import Role
from tpn.model.index import index
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.source import Remove, Set

TODAY = date(2026, 9, 7)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Gjort, responsible: [per], status: done, finished: 2026-08-20}
    - {id: K-02, title: Sen, responsible: [per, liv], start: 2026-08-24, due: 2026-09-01}
    - {id: K-03, title: Nå, responsible: [liv, per], start: 2026-09-07, due: 2026-09-11}
    - {id: K-04, title: Siden, responsible: [per], start: 2026-10-05, due: 2026-10-09}
    - {id: K-05, title: Livs, responsible: [liv], due: 2026-09-11}
decisions:
  - {id: B-01, title: Leie, responsible: per, needed_by: 2026-09-10}
  - {id: B-02, title: Tatt, responsible: per, decided: 2026-09-01, outcome: Ja, needed_by: 2026-09-01}
  - {id: B-03, title: Fulgt opp, responsible: per, decided: 2026-09-01, outcome: Ja, followed_up: 2026-09-03}
  - {id: B-04, title: Skal følges opp, responsible: per, decided: 2026-09-01, outcome: Ja, follow_up_by: 2026-09-25}
deliverables:
  - {id: L-01, title: Plan, accepted_by: per, due: 2026-10-20}
risks: [{id: R-01, title: Hast, owner: per}]
meetings:
  - {id: MO-01, kind: project, date: 2026-09-01, participants: [{person: per}]}
  - {id: MO-02, kind: project, date: 2026-09-14, participants: [{person: per, reply: accepted}, {person: liv}]}
  - {id: MO-03, kind: project, date: 2026-09-21, participants: [{person: per}, {person: eva}]}
"""


def handed(to: str = "eva", period: tuple[date | None, date | None] = (None, None)) -> dict[str, Any]:
    """Each record and field that changes, and its value afterwards; None where it goes."""
    made = project(WORK)
    plan = work_out(made, TODAY, questions=Questions())
    work = {one.activity.id: one for one in plan.work}
    found = handed_over(index(made), "per", to, work, period, TODAY)
    return {
        f"{entry.address}.{edit.route[-1]}" if isinstance(edit, Set) else entry.address:
        edit.value if isinstance(edit, Set) else None
        for entry, edit in found
    }  # fmt: skip


def test_for_good_goes_all_that_is_open_and_the_places_at_meetings_to_come() -> None:
    assert handed() == {
        "K-02.responsible": ["eva", "liv"], "K-03.responsible": ["liv", "eva"], "K-04.responsible": ["eva"],
        "B-01.responsible": ["eva"], "B-02.responsible": ["eva"], "B-04.responsible": ["eva"],
        "L-01.accepted_by": "eva", "R-01.owner": "eva",
        "MO-02/participants/per.person": "eva", "MO-02/participants/per.reply": "invited",
        "MO-03/participants/per": None, "project.steering_group": ["eva", "liv"],
    }  # fmt: skip


def test_who_carries_it_already_carries_it_once() -> None:
    made = handed("liv")
    assert made["K-02.responsible"] == ["liv"]
    assert made["K-03.responsible"] == ["liv"]
    assert made["MO-02/participants/per"] is None
    assert made["MO-03/participants/per.person"] == "liv"
    assert "MO-03/participants/per.reply" not in made  # it is an invitation already
    assert made["project.steering_group"] == ["liv"]


@pytest.mark.parametrize(
    ("first", "last", "goes"),
    [
        ("2026-09-07", "2026-09-18", {"K-02", "K-03", "B-01"}),  # what is late goes along
        ("2026-09-12", "2026-10-04", {"K-02", "B-01", "B-04"}),
        ("2026-09-12", "2026-10-05", {"K-02", "K-04", "B-01", "B-04"}),  # the day on which it starts
        (
            "2026-09-14",
            None,
            {
                "K-02",
                "K-04",
                "B-01",
                "B-02",
                "B-04",
                "L-01",
                "R-01",
                "project",
                "MO-02/participants/per",
                "MO-03/participants/per",
            },
        ),  # K-03 is done by then; the rest is for good
        (
            "2026-09-15",
            None,
            {"K-02", "K-04", "B-01", "B-02", "B-04", "L-01", "R-01", "project", "MO-03/participants/per"},
        ),
        (None, "2026-09-09", {"K-02", "K-03"}),
        (None, "2026-09-10", {"K-02", "K-03", "B-01"}),
    ],
)
def test_for_a_time_goes_what_falls_in_it_and_no_place_at_a_meeting(
    first: str | None, last: str | None, goes: set[str]
) -> None:
    period = tuple(date.fromisoformat(day) if day else None for day in (first, last))
    made = handed(period=(period[0], period[1]))
    assert {name.partition(".")[0] for name in made} == goes


def test_what_somebody_has_accepted_stays_accepted_by_them() -> None:
    text = WORK.replace("accepted_by: per, due", "accepted_by: per, accepted: 2026-09-01, due")
    made = project(text)
    work = {one.activity.id: one for one in work_out(made, TODAY, questions=Questions()).work}
    changed = [edit.route for _, edit in handed_over(index(made), "per", "eva", work, (None, None), TODAY)]
    assert ("deliverables", 0, "accepted_by") not in changed


def test_two_may_change_places() -> None:
    made = project(WORK)
    work = {one.activity.id: one for one in work_out(made, TODAY, questions=Questions()).work}
    found = {
        edit.route: edit.value
        for _, edit in all_handed_over(index(made), {"per": "liv", "liv": "per"}, work, (None, None), TODAY)
        if isinstance(edit, Set)
    }
    assert found["kickoff", "activities", 1, "responsible"] == ["liv", "per"]
    assert found["meetings", 1, "participants", 0, "person"] == "liv"
    assert found["meetings", 1, "participants", 1, "person"] == "per"


PEOPLE = ABOUT.replace("id: liv, name: Liv Dahl", "id: liv, name: Liv Dahl, roles: [project_lead, it]")


def test_roles_that_are_given_leave_one_and_come_to_the_other_once() -> None:
    found = index(project("", PEOPLE))
    lead, group, it = Role.PROJECT_LEAD, Role.PROJECT_GROUP, Role.IT
    assert roles_after(found, {"liv": "per"}, {lead}) == {"liv": [it], "per": [group, lead]}
    assert roles_after(found, {"per": "eva"}, {group}) == {"per": []}  # she has it already
    assert roles_after(found, {"liv": "per"}, set()) == {}
    assert roles_after(found, {"liv": "per", "per": "liv"}, {lead, group}) == {
        "liv": [it, group],
        "per": [lead],
    }


def test_all_roles_of_somebody_are_taken_over_beside_ones_own() -> None:
    found = index(project("", PEOPLE))
    assert roles_taken(found, "liv", "per") == [
        Set(("people", 1, "roles"), ["project_group", "project_lead", "it"]),
        Remove(("people", 0, "roles")),
    ]
    assert roles_taken(found, "liv", "liv") == []
    nobody = index(project("", ABOUT.replace(", roles: [project_group]}\n  - {id: eva", "}\n  - {id: eva")))
    assert roles_taken(nobody, "per", "liv") == []


def test_for_good_goes_what_is_on_hold_too_and_not_what_has_ended() -> None:
    """Whoever has left does not come back with a service that is taken up again."""
    ended = "ended: {date: 2026-09-01, outcome: OUTCOME}"
    text = WORK.replace("title: Siden,", f"title: Siden, {ended},").replace(
        "title: Hast,", f"title: Hast, {ended},"
    )
    for outcome, goes in (("postponed", {"K-04", "R-01"}), ("cancelled", set())):
        made = project(text.replace("OUTCOME", outcome))
        work = {one.activity.id: one for one in work_out(made, TODAY, questions=Questions()).work}
        found = handed_over(index(made), "per", "eva", work, (None, None), TODAY)
        assert {entry.address for entry, _ in found} & {"K-04", "R-01"} == goes, outcome
