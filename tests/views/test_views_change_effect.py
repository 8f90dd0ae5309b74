"""What a change does to the plan, and what of it binds: the finish, the light, launches and milestones."""

from datetime import date

from tests.views.small_views import WORK, planned
from tpn.views.change_effect import Effect, Shift, binding, effect

BEFORE = planned()[0]


def changed(was: str, to: str) -> Effect:
    text = WORK.replace(was, to)
    assert text != WORK
    return effect(BEFORE, planned(text)[0])


def test_what_has_not_moved_is_no_effect_and_binds_nothing() -> None:
    found = effect(BEFORE, BEFORE)
    assert (found.activities, found.services, found.finish[0]) == ((), (), found.finish[1])
    assert binding(found) is None


def test_work_that_binds_nobody_is_an_effect_that_does_not_bind() -> None:
    found = changed("sfo, due: 2026-09-11", "sfo, due: 2026-09-18")
    assert found.activities == (Shift("G-A1", "Måle", date(2026, 9, 11), date(2026, 9, 18)),)
    assert binding(found) is None


def test_a_milestone_that_moves_binds_and_is_told_with_its_people() -> None:
    found = binding(changed("due: 2026-09-25, milestone", "due: 2026-09-28, milestone"))
    assert found
    assert found.activities == (
        Shift("K-03", "Beslutte", date(2026, 9, 25), date(2026, 9, 28), ("Per Moe",), milestone=True),
    )


def test_a_launch_that_moves_takes_the_finish_along() -> None:
    found = binding(changed("due: 2026-10-12", "due: 2026-10-19"))
    assert found
    assert [(one.id, one.before, one.after) for one in found.services] == [
        ("sfo", date(2026, 10, 12), date(2026, 10, 19))
    ]
    assert found.finish == (date(2026, 10, 12), date(2026, 10, 19))
