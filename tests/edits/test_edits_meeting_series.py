"""A series of meetings in one line: when, with whom, and what is sent before."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import project
from tpn.edits.meeting_series import Planner, Rhythm, is_of_series, rhythm
from tpn.model.choices import Every, Phase
from tpn.model.index import index
from tpn.plan.workdays import WorkDays
from tpn.problems import Stop

BEFORE = """\
meetings:
  - {id: MO-01, kind: steering, number: 3, date: 2026-09-01, start: "09:00", place: Rådhuset}
  - {id: MO-02, kind: steering, date: 2026-09-15, start: "12:00", end: "13:00"}
  - {id: MO-07, kind: project, number: 9, date: 2026-09-20, place: Nettmøte, participants: [{person: eva}]}
"""


def made(text: str, kind: str, day: date, count: int = 1, every: Every = Every.MONTH) -> Any:
    found = project(text)
    planner = Planner(found, index(found), WorkDays("NO"), lambda when: f"Papirer {when:%d.%m}")
    return planner.series({"kind": kind, "date": day}, Rhythm(every, count), Phase.LAUNCH)


def meetings(series: Any) -> list[dict[str, Any]]:
    return [edit.value for edit in series.edits if edit.route == ("meetings",)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["hver=uke", "antall=6"], (Every.WEEK, 6)),
        (["every=month"], (Every.MONTH, 12)),
        (["antal=1"], (Every.MONTH, 1)),
        (["count=60"], (Every.MONTH, 60)),
    ],
)
def test_a_rhythm_is_read_with_what_is_not_said(words: list[str], expected: tuple[Every, int]) -> None:
    found = rhythm(words, None)
    assert (found.every, found.count) == expected
    assert all(is_of_series(word) for word in words)
    assert not is_of_series("dato=17.11.2026")


@pytest.mark.parametrize(
    ("word", "slug"), [("hver=skuddår", "not-a-choice"), ("antall=0", "out-of-range"), ("antall=61", "out-of-range"),
                       ("antall=to", "out-of-range")]
)  # fmt: skip
def test_a_rhythm_that_is_none_is_said(word: str, slug: str) -> None:
    with pytest.raises(Stop) as stop:
        rhythm([word], None)
    (problem,) = stop.value.problems
    assert problem.slug == slug
    assert {"low": 1, "high": 60}.items() <= problem.facts.items() or slug != "out-of-range"


def test_numbers_go_on_after_the_highest_of_the_kind_and_ids_after_all() -> None:
    said = meetings(made(BEFORE, "steering", date(2026, 11, 17), 2))
    assert [(one["id"], one["number"], one["date"]) for one in said] == [
        ("MO-08", 4, date(2026, 11, 17)), ("MO-09", 5, date(2026, 12, 15)),
    ]  # fmt: skip
    assert [one["number"] for one in meetings(made("", "steering", date(2026, 11, 17)))] == [1]


def test_time_and_place_are_those_of_the_last_of_the_kind() -> None:
    steering = meetings(made(BEFORE, "steering", date(2026, 11, 17)))[0]
    assert (steering["start"], steering["end"], steering.get("place")) == ("12:00", "13:00", None)
    other = meetings(made(BEFORE, "project", date(2026, 11, 17)))[0]
    assert (other["place"], other.get("start")) == ("Nettmøte", None)


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("", "steering", ["per", "liv"]),
        (BEFORE, "project", ["eva"]),
        ("", "project", ["liv", "per", "eva"]),
    ],
)
def test_who_is_asked(text: str, kind: str, people: list[str]) -> None:
    said = meetings(made(text, kind, date(2026, 11, 17)))[0]
    assert said["participants"] == [{"person": person} for person in people]


def test_the_papers_of_a_steering_group_are_sent_a_week_before_by_the_lead() -> None:
    series = made("", "steering", date(2026, 11, 17))
    assert series.meetings[0].papers == ("T-01", date(2026, 11, 10))
    assert [edit.value for edit in series.edits if edit.route == ("launch", "activities")] == [
        {"id": "T-01", "title": "Papirer 17.11", "responsible": ["liv"], "due": date(2026, 11, 10)}
    ]
    assert made("", "project", date(2026, 11, 17)).meetings[0].papers is None


def test_what_a_series_cannot_be_without_is_said() -> None:
    found = project("")
    with pytest.raises(Stop) as stop:
        Planner(found, index(found), WorkDays("NO"), str).series({}, Rhythm(Every.WEEK, 1))
    assert stop.value.problems[0].facts["fields"] == ("kind", "date")
