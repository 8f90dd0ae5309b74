"""What has changed since a snapshot, counted by kind, and which rows somebody is to look at now."""

from datetime import date
from typing import Any

from tests.views.small_views import TODAY, planned
from tpn.model.choices import Dimension, Light, Phase
from tpn.model.shape import read_as
from tpn.model.shapes import CheckAnswer
from tpn.views.changes import Turn, changes
from tpn.views.nearness import is_near, point_is_near

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Ferdig nå, due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: K-02, title: Ferdig før, due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: K-03, title: Flyttet, due: 2026-09-25}
    - {id: K-04, title: Sto, due: 2026-09-25}
    - {id: K-05, title: Fikk dag, due: 2026-09-25}
    - {id: K-06, title: Ny, due: 2026-09-25}
    - {id: K-07, title: Kom tilbake, due: 2026-09-25}
    - {id: K-08, title: Ny og ferdig, due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: K-09, title: Uten dag, milestone: true}
risks: [{id: R-1, title: Ny}, {id: R-2, title: Kjent}]
decisions:
  - {id: B-1, title: Ny, decided: 2026-09-01}
  - {id: B-2, title: Kjent, decided: 2026-09-01}
  - {id: B-3, title: Ikke}
"""
BEFORE: dict[str, Any] = {
    "taken": "2026-09-01",
    "activities": {
        "K-01": ["in_progress", "2026-09-01"], "K-02": ["done", "2026-09-01"], "K-03": ["not_started", "2026-09-18"],
        "K-04": ["not_started", "2026-09-25"], "K-05": ["not_started", None], "K-09": ["not_started", None],
        "K-10": ["not_started", "2026-09-01"],
    },
    "gone": ["K-07"], "risks": {"R-2": 4}, "decided": ["B-2"], "lights": {},
}  # fmt: skip
PLAN, INDEX = planned(WORK)


def test_each_kind_of_change_is_counted() -> None:
    made = changes(PLAN, BEFORE)
    assert (made.since, dict(made.counts)) == (
        date(2026, 9, 1), {"done": 2, "moved": 1, "new": 2, "gone": 1, "risks": 1, "decided": 1},
    )  # fmt: skip
    assert [name for name, _ in made.counts] == ["done", "moved", "new", "gone", "risks", "decided"]


def test_a_snapshot_that_knows_nothing_of_what_had_gone_calls_it_new() -> None:
    older = {key: value for key, value in BEFORE.items() if key != "gone"}
    assert dict(changes(PLAN, older).counts)["new"] == 3


def test_a_light_has_turned_where_the_snapshot_has_another() -> None:
    now = {shown.dimension: shown.light for shown in PLAN.lights}
    same = {dimension.value: light.value for dimension, light in now.items()}
    assert changes(PLAN, {**BEFORE, "lights": same}).lights == ()
    other = Light.RED if now[Dimension.RISK] is not Light.RED else Light.GREEN
    turned = changes(PLAN, {**BEFORE, "lights": {**same, "risk": other.value}}).lights
    assert turned == (Turn(Dimension.RISK, other, now[Dimension.RISK]),)


# ---------------------------------------------------------------- what is near

NEAR = """\
kickoff:
  activities:
    - {id: K-1, title: Begynner, start: 2026-09-21, due: 2026-10-21}
    - {id: K-2, title: Frist, due: 2026-09-22}
    - {id: K-3, title: Ferdig, due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: K-4, title: Avlyst og sist, due: 2026-12-01, status: cancelled}
launch: {activities: [{id: L-1, title: På, service: sfo, due: 2026-11-02, milestone: true, kind: go_live}]}
risks: [{id: R-1, title: Uten dag}]
communication: [{id: C-1, message: Brev, when: 2026-09-25}, {id: C-2, message: Udatert}]
"""


def test_a_row_is_near_when_it_begins_or_is_due_by_the_day_or_has_no_day() -> None:
    plan, index = planned(NEAR)

    def near(name: str, until: date) -> bool | None:
        return is_near(index.by_address[name].record, plan, until)

    assert [near("K-1", date(2026, 9, day)) for day in (20, 21)] == [False, True]
    assert [near("C-1", date(2026, 9, day)) for day in (24, 25)] == [False, True]
    assert near("K-3", TODAY) is None
    assert (near("R-1", TODAY), near("C-2", TODAY)) == (True, True)


def test_a_point_is_near_by_its_launch_else_by_the_end_of_its_phase() -> None:
    plan, _ = planned(NEAR)
    answer, _ = read_as(CheckAnswer, {"answer": "open"})
    done, _ = read_as(CheckAnswer, {"answer": "done"})
    assert answer
    assert done

    def near(until: date, phase: Phase = Phase.KICKOFF, service: str | None = None) -> bool | None:
        return point_is_near(answer, phase, service, plan, until)

    assert [near(date(2026, 10, day)) for day in (20, 21)] == [False, True]  # what is cancelled ends no phase
    assert [near(date(2026, 11, day), Phase.LAUNCH, "sfo") for day in (1, 2)] == [False, True]
    assert near(TODAY, Phase.LAUNCH, "bhg") is True  # nobody knows when
    assert near(TODAY, Phase.PROCESSES) is True
    assert point_is_near(done, Phase.KICKOFF, None, plan, TODAY) is None
