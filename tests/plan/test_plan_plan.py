"""What a project amounts to on a day: the work in the order it will be done, and what is late of it."""

from datetime import date

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.plan.plan import findings

TODAY = date(2026, 9, 7)
LATE = "{id: K-03, title: Sen, start: 2026-08-24, due: 2026-08-28}"


def of(*activities: str) -> str:
    return "kickoff:\n  activities:\n" + "".join(f"    - {one}\n" for one in activities)


def test_what_carries_the_finish_is_told_in_the_order_it_will_be_done() -> None:
    text = of(
        "{id: K-01, title: Sist, duration: 5d, after: [K-02]}", "{id: K-02, title: Først, duration: 5d}",
        "{id: K-04, title: Ved siden av, duration: 1d}", "{id: K-05, title: Gjort, status: done, finished: 2026-09-01}",
    )  # fmt: skip
    assert planned(text, TODAY)[0].critical == ("K-02", "K-01")


def test_after_the_handover_nobody_waits_for_what_is_left() -> None:
    (before,) = planned(of(LATE), TODAY)[0].work
    assert (before.overdue, before.delay is not None) == (True, True)
    for day, still in (("2026-09-08", True), ("2026-09-07", False)):
        over = ABOUT.replace("start: 2026-08-17,", f"start: 2026-08-17, handed_over: {day},")
        assert over != ABOUT
        (work,) = planned(of(LATE), TODAY, over)[0].work
        assert (work.overdue, work.delay is not None, work.due_soon) == (still, still, False)


def test_one_day_too_few_is_said_otherwise_than_two() -> None:
    for due, days, hint in (("2026-09-11", 1, "one"), ("2026-09-14", 2, None)):
        text = of(
            f"{{id: K-01, title: Først, start: 2026-09-07, due: {due}}}",
            "{id: K-02, title: Så, start: 2026-09-11, due: 2026-09-18, after: [K-01]}",
        )
        (broken,) = [one for one in findings(planned(text, TODAY)[0]) if one.slug == "link-broken"]
        assert (broken.facts["id"], broken.facts["days"], broken.facts.get("hint")) == ("K-02", days, hint)
