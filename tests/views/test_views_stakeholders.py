"""The register of stakeholders: who has talked with whom, what is late, and what is left out for others' eyes."""

from datetime import date
from typing import Any

from tests.edits.small_projects import project
from tpn.views.stakeholders import StakeholderAction, Talk, as_json, stakeholders

TODAY = date(2026, 9, 7)
VIEW = stakeholders(project("""\
benefits:
  stakeholders:
    - id: I-1
      name: Foresatte
      interest: 3
      influence: 2
      attitude: 1
      strategy: Spørre
      expectation: Fort svar
      contacts:
        - {date: 2026-09-01, by: per, how: Møte, note: Sure}
        - {date: 2026-09-03}
        - {date: 2026-09-02}
      actions:
        - {what: Brev, responsible: [per], due: 2026-09-06}
        - {what: I dag, due: 2026-09-07}
        - {what: Sendt, due: 2026-09-01, done: 2026-09-05}
        - {what: Uten dag}
    - {id: I-2, name: Ansatte, interest: 5, influence: 5}
    - {id: I-3, name: Presse, interest: 4}
    - {id: I-4, name: Lag, influence: 5, interest: 1}
  benefits: [{id: G-1, title: Kø, for: [I-1, I-2]}, {id: G-2, title: Ro, for: [I-1]}]
"""), TODAY)  # fmt: skip
FIRST = VIEW.holders[0]


def test_who_has_talked_with_them_and_when_last() -> None:
    assert FIRST.talks[0] == Talk(date(2026, 9, 1), "Per Moe", "Møte", "Sure")
    assert (FIRST.last, VIEW.holders[1].last) == (Talk(date(2026, 9, 3), None, None, None), None)


def test_an_action_is_overdue_after_its_day_while_it_is_not_done() -> None:
    assert FIRST.tasks[0] == StakeholderAction("Brev", ("Per Moe",), date(2026, 9, 6), None, overdue=True)
    assert [task.overdue for task in FIRST.tasks] == [True, False, False, False]


def test_what_is_for_them() -> None:
    assert [one.gains for one in VIEW.holders] == [("Kø", "Ro"), ("Kø",), (), ()]


def test_their_place_in_the_matrix() -> None:
    assert [one.id for one in VIEW.at(influence=2, interest=3)] == ["I-1"]
    assert VIEW.at(influence=3, interest=2) == ()
    assert [one.id for one in VIEW.unplaced] == ["I-3"]
    assert [one.id for one in VIEW.by_weight] == [
        "I-2",
        "I-4",
        "I-1",
        "I-3",
    ]  # influence first, then interest


def test_without_assessments_nothing_that_is_thought_of_people_is_left() -> None:
    bare = VIEW.without_assessments()
    one = bare.holders[0]
    assert (one.interest, one.influence, one.attitude, one.strategy, one.talks[0].note) == (None,) * 5
    assert (one.expectation, one.talks[0].how, bare.with_assessments) == ("Fort svar", "Møte", False)
    assert [one.id for one in bare.by_weight] == ["I-1", "I-2", "I-3", "I-4"]


def test_as_json() -> None:
    said: Any = as_json(VIEW)
    assert (said["format"], said["project"], said["as_of"]) == (1, "lite", TODAY)
    first = said["stakeholders"][0]
    assert (first["interest"], first["influence"], first["attitude"], first["strategy"]) == (
        3,
        2,
        1,
        "Spørre",
    )
    assert (first["contacts"], first["actions"], first["gains"]) == (FIRST.talks, FIRST.tasks, ("Kø", "Ro"))
    bare: Any = as_json(VIEW.without_assessments())
    assert not {"interest", "influence", "attitude", "strategy"} & set(bare["stakeholders"][0])
