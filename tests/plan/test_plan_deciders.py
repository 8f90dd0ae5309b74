"""Who took a decision: the body that is named, the steering group in its own meeting, else the meeting, or nobody."""

from datetime import date

from tests.edits.small_projects import ABOUT, project
from tpn.plan.deciders import Decider, body_name, decider

LOGS = """\
meetings:
  - {id: kick, kind: kickoff, date: 2026-09-01, minutes: [{text: Ja, decision: B-02}]}
  - id: sg
    kind: steering
    date: 2026-09-05
    minutes:
      - {decision: B-07, gate: {phase: kickoff, outcome: approved_with_conditions},
         actions: [{what: Sende}, {what: Telle}]}
decisions:
  - {id: B-01, title: I oppstartsmøtet, decided: 2026-09-01, meeting: kick}
  - {id: B-02, title: Bare i referatet, decided: 2026-09-01}
  - {id: B-03, title: I styringsgruppemøtet, decided: 2026-09-05, meeting: sg}
  - {id: B-04, title: På e-post, decided: 2026-09-06}
  - {id: B-05, title: Et organ, decided: 2026-09-01, meeting: kick, decided_by: kom}
  - {id: B-06, title: Venter}
  - {id: B-07, title: Port, decided: 2026-09-05, actions: [{what: Måle}, {what: Sende, due: 2026-09-30}]}
  - {id: B-08, title: Utsatt, decided: 2026-09-05, gate: {phase: kickoff, outcome: postponed}, actions: [{what: Måle}]}
"""


def with_bodies(*bodies: str) -> str:
    return ABOUT.replace(
        "steering_group: [per, liv]", f"steering_group: [per, liv], bodies: [{', '.join(bodies)}]"
    )


COUNCIL = with_bodies("{id: kom, name: Kommunestyret}")


def test_a_decision_is_said_to_be_whose_it_is() -> None:
    seen = project(LOGS, COUNCIL)
    found = {one.id: decider(seen, one) for one in seen.decisions}
    told = {name: (one.body, one.meeting.id if one.meeting else None) for name, one in found.items()}
    assert told == {
        "B-01": (None, "kick"), "B-02": (None, "kick"), "B-03": ("steering_group", "sg"), "B-04": (None, None),
        "B-05": ("kom", "kick"), "B-06": ("steering_group", None), "B-07": ("steering_group", "sg"),
        "B-08": (None, None),
    }  # fmt: skip
    assert found["B-04"] == Decider(None, None, None, ())


def test_the_conditions_of_a_gate_stand_with_it_and_in_its_minutes_each_once() -> None:
    seen = project(LOGS, COUNCIL)
    said = {one.id: [each.what for each in decider(seen, one).conditions] for one in seen.decisions}
    assert said == {key: [] for key in said} | {"B-07": ["Måle", "Sende", "Telle"]}
    [due] = [one.due for one in decider(seen, seen.decisions[6]).conditions if one.what == "Sende"]
    assert due == date(2026, 9, 30)


def test_a_body_has_the_name_that_the_project_gives_it_and_the_steering_group_that_of_the_language() -> None:
    seen = project(LOGS, COUNCIL)
    assert body_name(seen, "kom") == "Kommunestyret"
    assert body_name(seen, "steering_group") is None
    assert (
        body_name(project("", with_bodies("{id: steering_group, name: Styret}")), "steering_group")
        == "Styret"
    )
