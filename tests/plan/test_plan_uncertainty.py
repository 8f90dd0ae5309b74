"""How far a forecast may slip, by what the project's own finished work came to; silent with too little to go by."""

from datetime import date, timedelta
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tpn.plan.uncertainty import LEAST, LikeCourses, like_courses

AGREED, TODAY = date(2026, 9, 1), date(2026, 10, 5)
AHEAD = TODAY + timedelta(days=50)


def days(number: int) -> date:
    return AGREED + timedelta(days=number)


def course(took: int, *, promised: int = 10, done: bool = True) -> Any:
    return Some(done=done, end=days(took), promised=days(promised))


def said(*work: Any, forecast: date = AHEAD, agreed: bool = True) -> LikeCourses | None:
    plan: Any = Some(baseline=Some(agreed=AGREED) if agreed else None, today=TODAY, work=work)
    return like_courses(plan, forecast)


SLOW = [course(12)] * LEAST
"""Each took a fifth longer than was agreed."""


def test_what_four_in_five_kept_within_is_put_on_the_way_that_is_left() -> None:
    assert said(*SLOW) == LikeCourses(TODAY + timedelta(days=60), LEAST)
    assert said(*[course(10)] * 6, course(12), course(13)) == LikeCourses(TODAY + timedelta(days=60), LEAST)


def test_fewer_than_eight_say_nothing_and_eight_say_it() -> None:
    assert LEAST == 8
    assert said(*SLOW[1:]) is None
    assert said(*SLOW) is not None


@pytest.mark.parametrize(
    "other", [course(12, done=False), course(12, promised=0), course(0), Some(done=True, end=None, promised=days(10)),
              Some(done=True, end=days(12), promised=None)],
)  # fmt: skip
def test_only_what_is_done_and_was_agreed_to_end_later_is_a_course(other: Any) -> None:
    assert said(*SLOW[1:], other) is None


def test_courses_that_became_half_as_long_again_still_speak_and_longer_ones_do_not() -> None:
    assert said(*[course(15)] * LEAST) == LikeCourses(TODAY + timedelta(days=75), LEAST)
    assert said(*[course(16)] * LEAST) is None


def test_who_keeps_time_has_nothing_to_be_told() -> None:
    assert said(*[course(10)] * LEAST) is None
    assert said(*SLOW, forecast=TODAY) is None
    assert said(*SLOW, agreed=False) is None
