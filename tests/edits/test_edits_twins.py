"""What follows from an edit: the other date of a launch, the activity of an action, the day of figures, own times."""

from datetime import date

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.action_twins import action_twins, activity_of, done_days, share_twins
from tpn.edits.figures_day import figures_day
from tpn.edits.launch_twins import launch_twins
from tpn.edits.step_times import own_times
from tpn.model.index import index
from tpn.roundtrip.three_way import Outcome, OutcomeKind
from tpn.source import Append, Edit, Remove, Set

DAY, OTHER = date(2026, 10, 5), date(2026, 11, 9)

# ---------------------------------------------------------------- a launch is one date

SFO, LIVE = ("services", 0, "launch"), ("launch", "activities", 1, "due")


def launch(more: str = "", services: str = ", launch: 2026-10-12") -> list[Edit]:
    text = f"""\
launch:
  activities:
    - {{id: L-00, title: Før, service: sfo, due: 2026-10-01, milestone: true, kind: go_live}}
    - {{id: L-01, title: På, service: sfo, due: 2026-10-12, milestone: true, kind: go_live{more}}}
"""
    made = project(text, ABOUT.replace("name: SFO", f"name: SFO{services}"))
    return [edit for edits in ([Set(SFO, OTHER)], [Set(LIVE, OTHER)]) for edit in launch_twins(edits, made)]


def test_who_writes_one_date_of_a_launch_writes_the_other() -> None:
    assert launch() == [Set(LIVE, OTHER), Set(SFO, OTHER)]


def test_only_where_both_are_typed_and_the_last_going_live_is_meant() -> None:
    assert launch(services="") == []
    earlier = launch(more=", status: cancelled")
    assert [edit.route for edit in earlier] == [("launch", "activities", 0, "due")]  # of the one that is left


def test_what_is_edited_itself_or_taken_away_is_left_alone() -> None:
    made = project(
        "launch: {activities: [{id: L-1, title: På, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}]}\n",
        ABOUT.replace("name: SFO", "name: SFO, launch: 2026-10-12"),
    )
    due = ("launch", "activities", 0, "due")
    assert list(launch_twins([Set(SFO, OTHER), Set(due, DAY)], made)) == []
    assert list(launch_twins([Remove(SFO)], made)) == []
    assert list(launch_twins([Set(SFO, None)], made)) == []
    assert list(launch_twins([Set(("services", 1, "launch"), OTHER)], made)) == []
    assert list(launch_twins([Append(("services",), {"id": "x"}), Set(SFO, OTHER)], made)) == [
        Set(due, OTHER)
    ]


# ---------------------------------------------------------------- an action and its activity

ACTIONS = index(project("""\
kickoff:
  activities: [{id: K-01, title: Ringe}, {id: K-02, title: Skrevet, status: done, finished: 2026-09-01}]
risks:
  - {id: R-01, title: Hast, actions: [{what: Ringe, activity: K-01}, {what: Skrive, activity: K-02}, {what: Alene}]}
"""))  # fmt: skip


def done(number: int, value: object = DAY) -> Set:
    return Set(("risks", 0, "actions", number, "done"), value)


def test_an_action_that_is_done_is_its_activity_done() -> None:
    status, finished = (("kickoff", "activities", 0, key) for key in ("status", "finished"))
    assert list(action_twins([done(0)], ACTIONS)) == [Set(status, "done"), Set(finished, DAY)]
    assert list(action_twins([done(0), Set(finished, OTHER)], ACTIONS)) == [Set(status, "done")]
    assert list(action_twins([done(0), Set(status, "blocked")], ACTIONS)) == []


def test_what_becomes_done_and_nobody_says_when_is_done_on_the_day_that_says_so() -> None:
    status, finished = (("kickoff", "activities", 0, key) for key in ("status", "finished"))
    assert list(done_days([Set(status, "done")], ACTIONS, DAY)) == [Set(finished, DAY)]
    assert list(done_days([Set(status, "done"), Set(finished, OTHER)], ACTIONS, DAY)) == []
    assert list(done_days([Set(status, "in_progress")], ACTIONS, DAY)) == []
    was = ("kickoff", "activities", 1, "status")  # done already
    assert list(done_days([Set(was, "done")], ACTIONS, DAY)) == []


def test_an_activity_that_is_over_and_an_action_without_one_have_no_twin() -> None:
    assert list(action_twins([done(1), done(2), done(9)], ACTIONS)) == []
    assert activity_of(ACTIONS.by_address["R-01/actions/2"], ACTIONS) is None
    assert activity_of(ACTIONS.by_address["R-01"], ACTIONS) is None
    found = activity_of(ACTIONS.by_address["R-01/actions/1"], ACTIONS)
    assert found is ACTIONS.by_address["K-01"]


def test_only_a_day_says_that_it_is_done() -> None:
    assert list(action_twins([done(0, None)], ACTIONS)) == []
    assert list(action_twins([Remove(("risks", 0, "actions", 0, "done"))], ACTIONS)) == []
    assert list(action_twins([Set(("risks", 0, "actions", 0, "due"), DAY)], ACTIONS)) == []


# ---------------------------------------------------------------- of which day the figures are

LINE = ("economy", "lines", 0)


@pytest.mark.parametrize(
    ("edits", "is_said"),
    [
        ([Set((*LINE, "spent"), 10)], True),
        ([Set((*LINE, "budget"), 10)], True),
        ([Set((*LINE, "by_year", 0, "forecast"), 10)], True),
        ([Append(("economy", "lines"), {"item": "Lisens", "budget": 10})], True),
        ([Append(("economy", "lines"), {"item": "Lisens"})], False),
        ([Set((*LINE, "item"), "Lisens")], False),
        ([Remove((*LINE, "spent"))], False),
        ([Set(("risks", 0, "spent"), 10)], False),
        ([Set((*LINE, "spent"), 10), Set(("economy", "as_of"), OTHER)], False),
        ([Set(("economy",), {"lines": []}), Set((*LINE, "spent"), 10)], False),
        ([Set((*LINE, "item"), "A"), Set((*LINE, "spent"), 10)], True),
        ([], False),
    ],
)  # fmt: skip
def test_the_first_figures_are_as_of_today(edits: list[Edit], *, is_said: bool) -> None:
    none_yet = project("economy: {lines: [{item: Lisens}]}\n")
    assert list(figures_day(edits, none_yet, DAY)) == ([Set(("economy", "as_of"), DAY)] if is_said else [])


def test_where_a_day_is_said_it_stands() -> None:
    said = project("economy: {as_of: 2026-09-01, lines: [{item: Lisens}]}\n")
    assert list(figures_day([Set((*LINE, "spent"), 10)], said, DAY)) == []


# ---------------------------------------------------------------- minutes of their own


def test_own_minutes_end_the_example_times_of_their_service() -> None:
    made = project("""\
processes:
  services:
    - {service: sfo, example_times: true}
    - {service: bhg, example_times: true}
""")
    end = Set(("processes", "services", 0, "example_times"), value=False)

    def of(*outcomes: tuple[OutcomeKind, str, str]) -> dict[str, Edit]:
        return own_times(made, [Outcome(*one) for one in outcomes])

    step = "processes/sfo/paper/S1"
    assert of((OutcomeKind.TAKE, step, "minutes")) == {"sfo": end}
    assert of((OutcomeKind.NEW, step, "minutes")) == {"sfo": end}
    for kind, name, field in (
        (OutcomeKind.KEEP, step, "minutes"), (OutcomeKind.TAKE, step, "wait_days"),
        (OutcomeKind.TAKE, "processes/sfoen/paper/S1", "minutes"),
    ):  # fmt: skip
        assert of((kind, name, field)) == {}
    decided = (OutcomeKind.TAKE, "processes/sfo", "example_times")
    assert of((OutcomeKind.TAKE, step, "minutes"), decided) == {}
    own = project("processes: {services: [{service: sfo}]}\n")
    assert own_times(own, [Outcome(OutcomeKind.TAKE, step, "minutes")]) == {}


# ---------------------------------------------------------------- what is done is done whole

SHARES = index(project("""\
kickoff:
  activities:
    - {id: K-01, title: A, percent: 40}
    - {id: K-02, title: B, percent: 100}
    - {id: K-03, title: C}
deliverables: [{id: L-01, title: Rapport}]
"""))  # fmt: skip


def activity(number: int, key: str = "status") -> tuple[str | int, ...]:
    return ("kickoff", "activities", number, key)


def test_an_activity_that_becomes_done_is_done_whole() -> None:
    whole = Set(activity(0, "percent"), 100)
    assert list(share_twins([Set(activity(0), "done")], SHARES)) == [whole]
    assert list(share_twins([Set(activity(9), "done"), Set(activity(0), "done")], SHARES)) == [whole]


def test_where_its_share_is_said_or_whole_or_nobodys_nothing_follows() -> None:
    for edits in (
        [Set(activity(0), "done"), Set(activity(0, "percent"), 80)], [Set(activity(1), "done")],
        [Set(activity(2), "done")], [Set(activity(0), "blocked")], [Set(activity(0, "note"), "done")],
        [Remove(activity(0))], [Set(("deliverables", 0, "status"), "done")],
    ):  # fmt: skip
        assert list(share_twins(edits, SHARES)) == []
