"""What a value can be stands beside its field: every field, one under its limit, on it and one over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tpn.edits.typed_values import Typist
from tpn.model import load
from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.limits import unusual, within
from tpn.model.project import Project
from tpn.problems import Stop

TODAY = date(2026, 10, 5)


def classes(cls: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    seen.add(cls)
    yield cls
    for take in takes(cls).values():
        if take.record and take.record not in seen:
            yield from classes(take.record, seen)


FIELDS = [(cls, take) for cls in classes(Project, set()) for take in takes(cls).values()]
LIMITED = [(cls, take) for cls, take in FIELDS if take.limits != (None, None) and take.form == "value"]


@pytest.fixture(scope="module")
def typist() -> Typist:
    folder = Path(__file__).parents[2] / "examples" / "halden"
    return Typist(load(folder).sound(), TODAY)


def taken(typist: Typist, take: Take, number: float) -> bool:
    try:
        typist.value(take, f"{number:g}" if number < 1e6 else str(int(number)))
    except Stop as fault:
        return [problem.slug for problem in fault.problems] != ["out-of-range"]
    return True


@pytest.mark.parametrize(
    ("cls", "take"), LIMITED, ids=lambda one: getattr(one, "key", getattr(one, "__name__", ""))
)
def test_a_field_takes_what_lies_on_its_limits_and_refuses_one_beyond(
    typist: Typist, cls: type[Record], take: Take
) -> None:
    low, high = take.limits
    assert low is not None, cls
    assert (taken(typist, take, low - 1), taken(typist, take, low)) == (False, True)
    if high is not None:
        assert (taken(typist, take, high), taken(typist, take, high + 1)) == (True, False)


def test_every_number_has_a_limit_or_stands_among_those_that_may_be_anything() -> None:
    numbers = {f"{cls.__name__}.{take.key}" for cls, take in FIELDS
               if take.kind in {"number", "percent", "whole"} and take.limits == (None, None)}  # fmt: skip
    # measured values, and sums that may be credited
    assert numbers == {
        "Indicator.baseline", "Indicator.target", "Measurement.value", "Estimate.low", "Estimate.likely",
        "Estimate.high", "BudgetEffect.amount", "EconomyLine.committed", "EconomyLine.spent", "EconomyLine.forecast",
        "EconomyYear.committed", "EconomyYear.spent", "EconomyYear.forecast",
    }  # fmt: skip


def test_what_is_usual_lies_within_what_can_be() -> None:
    for cls, take in FIELDS:
        for side in take.usual:
            assert side is None or within(take, side), (cls, take.key)


@pytest.mark.parametrize("number", [0, 0.5, 4, 10])
def test_a_rate_in_percent_is_not_unusual_and_one_typed_as_a_fraction_is(number: float) -> None:
    take = next(take for cls, take in FIELDS if (cls.__name__, take.key) == ("Parameters", "discount_rate"))
    assert not unusual(take, number)
    assert unusual(take, 0.04)
    assert unusual(take, 11)
