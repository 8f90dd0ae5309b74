"""Facts that are kept as plain JSON come back as they were; what has come later takes its default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest

from tests.edits.small_projects import project
from tpn.model.choices import Light
from tpn.views.frozen import frozen, thawed

DAY = date(2026, 9, 7)


class Inner(NamedTuple):
    """Of every kind one."""

    light: Light
    day: date | None
    many: tuple[date, ...] = ()
    pair: tuple[str, int] = ("", 0)
    by_name: Mapping[str, date] = {}
    any: object = None
    later: str = "som vanlig"


@dataclass
class Box:
    """A data class that holds one."""

    inner: Inner


FULL = Inner(Light.RED, DAY, (DAY,), ("a", 1), {"b": DAY}, (DAY, "x", ("2026-09-07",)), "nytt")


def test_it_is_plain_json() -> None:
    assert frozen(Box(FULL)) == {
        "inner": {
            "light": "red", "day": "2026-09-07", "many": ["2026-09-07"], "pair": ["a", 1],
            "by_name": {"b": "2026-09-07"},
            "any": ["2026-09-07", "x", ["2026-09-07"]], "later": "nytt",
        }
    }  # fmt: skip
    assert type(frozen(Light.RED)) is str
    record = project("").about
    assert frozen(record)["start"] == "2026-08-17"


def test_it_comes_back_by_its_hints() -> None:
    back = thawed(Inner, frozen(FULL))
    assert back == FULL._replace(any=(DAY, "x", (DAY,)))
    assert thawed(Inner, {"light": "red", "day": None}).day is None


def test_a_field_that_came_later_takes_its_default_and_one_that_has_gone_is_passed_over() -> None:
    assert thawed(Inner, {"light": "red", "day": None, "gikk": 1}) == Inner(Light.RED, None)


@pytest.mark.parametrize(
    "value",
    [
        {"light": "lilla", "day": None},
        {"light": "red", "day": "i går"},
        {"day": None},
        {"light": "red", "day": None, "pair": ["a"]},
    ],
)
def test_what_is_no_such_value_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        thawed(Inner, value)
