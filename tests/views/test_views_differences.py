"""What is otherwise between two states, record by record, each told once for what it mostly is."""

from typing import Any

import pytest

from tests.edits.small_projects import everything
from tpn.history.log import RecordChange
from tpn.model.choices import Dimension, Light
from tpn.views.differences import (
    ChangeKind,
    LightDifference,
    RecordDifference,
    light_differences,
    record_differences,
)

WORK = """\
kickoff:
  activities: [{id: K-1, title: A}, {id: K-2, title: B, status: cancelled}]
risks: [{id: R-1, title: Hast, actions: [{what: Ringe}]}]
"""
STATE = everything(WORK).by_address


def differs(
    *changes: tuple[str, str, Any, Any], moves: dict[str, str] | None = None
) -> list[RecordDifference]:
    return list(record_differences([RecordChange(*one) for one in changes], STATE, STATE, moves or {}))


def kinds(*changes: tuple[str, str, Any, Any]) -> list[tuple[str, ChangeKind]]:
    return [(one.id, one.change) for one in differs(*changes)]


@pytest.mark.parametrize(
    ("field", "old", "new", "kind"),
    [
        ("status", "not_started", "done", ChangeKind.FINISHED), ("status", "not_started", "cancelled",
        ChangeKind.ENDED),
        ("status", "in_progress", "postponed", ChangeKind.ENDED), ("status", "not_started", "blocked",
        ChangeKind.CHANGED),
        ("finished", None, "2026-09-01", ChangeKind.FINISHED), ("finished", "2026-09-01", None, ChangeKind.CHANGED),
        ("finished", "2026-09-01", "2026-09-02", ChangeKind.CHANGED), ("due", "2026-09-01", "2026-09-02",
        ChangeKind.MOVED),
        ("after", [], ["K-2"], ChangeKind.MOVED), ("title", "A", "B", ChangeKind.CHANGED),
        ("ended.date", None, "2026-09-01", ChangeKind.ENDED), ("held", False, True, ChangeKind.FINISHED),
    ],
)  # fmt: skip
def test_a_record_is_told_for_the_strongest_of_its_fields(
    field: str, old: Any, new: Any, kind: ChangeKind
) -> None:
    assert kinds(("K-1", field, old, new)) == [("K-1", kind)]


def test_finished_is_stronger_than_moved_and_ended_than_both() -> None:
    moved, done = ("K-1", "due", "2026-09-01", "2026-09-02"), ("K-1", "status", "not_started", "done")
    assert kinds(moved, done) == [("K-1", ChangeKind.FINISHED)]
    assert kinds(moved, done, ("K-1", "ended", None, {"date": "2026-09-01"})) == [("K-1", ChangeKind.ENDED)]
    (one,) = differs(moved, ("K-1", "indicator.name", "a", "b"))
    assert [change.way for change in one.fields] == [("due",), ("indicator", "name")]
    assert (one.title, one.cls.__name__) == ("A", "Activity")


def test_one_value_is_a_list_of_one_and_nothing_is_none() -> None:
    same: list[tuple[Any, Any]] = [("per", ["per"]), (None, []), ("", None), ({}, None)]
    assert [kinds(("K-1", "responsible", old, new)) for old, new in same] == [[]] * 4
    assert kinds(("K-1", "responsible", "per", ["per", "liv"])) == [("K-1", ChangeKind.CHANGED)]


def test_a_record_that_came_or_went_and_what_it_held() -> None:
    assert kinds(("K-1", "", None, {})) == [("K-1", ChangeKind.NEW)]
    assert kinds(("K-1", "", {}, None)) == [("K-1", ChangeKind.REMOVED)]
    assert kinds(("K-2", "", None, {})) == [("K-2", ChangeKind.ENDED)]  # it came, and has fallen out
    inner: tuple[str, str, Any, Any] = ("R-1/actions/1", "", None, {})
    assert kinds(("R-1", "", None, {}), inner) == [("R-1", ChangeKind.NEW)]
    assert kinds(("R-1", "title", "a", "b"), inner) == [
        ("R-1/actions/1", ChangeKind.NEW),
        ("R-1", ChangeKind.CHANGED),
    ]
    assert kinds(inner) == [("R-1/actions/1", ChangeKind.NEW)]


def test_that_it_has_ended_is_told_of_the_record_and_not_of_its_ending() -> None:
    ended = ("R-1/ended", "", None, {"date": "2026-09-01"})
    assert kinds(ended) == [("R-1", ChangeKind.ENDED)]
    assert kinds(("R-1", "title", "a", "b"), ended) == [("R-1", ChangeKind.ENDED)]
    assert kinds(("R-1", "", None, {}), ended) == [("R-1", ChangeKind.ENDED)]
    back = ("R-1/ended", "", {"date": "2026-09-01"}, None)
    assert kinds(back) == []
    assert kinds(("R-1", "title", "a", "b"), back) == [("R-1", ChangeKind.CHANGED)]


def test_a_decision_is_named_only_of_what_it_moved() -> None:
    moves = {"K-1": "B-1"}
    (moved,) = differs(("K-1", "due", "2026-09-01", "2026-09-02"), moves=moves)
    (changed,) = differs(("K-1", "title", "A", "B"), moves=moves)
    assert (moved.decision, changed.decision) == ("B-1", None)


def test_they_are_told_in_reading_order() -> None:
    told = kinds(("K-1", "", {}, None), ("K-2", "due", "a", "b"), ("R-1", "", None, {}))
    assert [kind for _, kind in told] == [ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.REMOVED]


def test_lights_that_have_turned() -> None:
    before = {Dimension.RISK: Light.GREEN, Dimension.ECONOMY: Light.RED}
    now = {Dimension.RISK: Light.RED, Dimension.ECONOMY: Light.RED, Dimension.QUALITY: Light.RED}
    assert light_differences(before, now) == (LightDifference(Dimension.RISK, Light.GREEN, Light.RED),)


def test_only_a_day_that_was_another_has_moved() -> None:
    filled = [("K-1", "due", None, "2026-09-01"), ("K-1", "duration", None, 5)]
    assert [kinds(one) for one in filled] == [[("K-1", ChangeKind.CHANGED)]] * 2
    taken: tuple[str, str, Any, Any] = ("K-1", "due", "2026-09-01", None)
    assert kinds(taken) == [("K-1", ChangeKind.CHANGED)]


def test_what_is_expected_moves_what_was_promised_and_an_answer_moves_nothing() -> None:
    said = """\
procurement:
  components:
    - {id: A-K01, name: Skjema, promised: 2026-11-27, expected: 2026-12-04}
    - {id: A-K02, name: Portal, expected: 2026-12-04}
kickoff: {checklist: {K-C01: {answer: done, date: 2026-09-09}}}
"""
    state = everything(said).by_address
    point = next(name for name in state if name.endswith("K-C01"))
    changes: list[tuple[str, str, Any, Any]] = [
        ("A-K01", "expected", None, "2026-12-04"),
        ("A-K02", "expected", None, "2026-12-04"),
        (point, "date", "2026-09-08", "2026-09-09"),
    ]
    found = record_differences([RecordChange(*one) for one in changes], state, state, {})
    assert {one.id: one.change for one in found} == {
        "A-K01": ChangeKind.MOVED, "A-K02": ChangeKind.CHANGED, point: ChangeKind.ANSWERED,
    }  # fmt: skip
