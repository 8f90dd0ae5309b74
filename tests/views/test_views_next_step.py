"""Which command follows which screen, at each border."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tpn.plan.service_steps import ServiceStep
from tpn.views import next_step
from tpn.views.next_step import NEAR, NextStep, after_choose

TODAY = date(2026, 10, 5)


def some(**values: Any) -> Any:
    return SimpleNamespace(**values)


def service(name: str, day: date | None, *, launched: bool = False) -> Any:
    return some(id=name, name=name.title(), timing=some(binding=day), steps={ServiceStep.LAUNCHED: launched})


def status(*services: Any, **values: Any) -> Any:
    usual = {"overdue_all": 0, "asked": "", "agreed": TODAY, "as_of": TODAY, "services": services}
    return some(**{**usual, **values})


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (status(overdue_all=1), "overdue"),
        (status(service("sfo", TODAY + NEAR)), "launch"),
        (status(service("sfo", TODAY + NEAR + timedelta(1))), "week"),
        (status(service("sfo", TODAY + NEAR + timedelta(1)), asked=" --service sfo"), "launch"),
        (status(service("sfo", TODAY + NEAR + timedelta(1)), asked=" --phase 1"), "open"),
        (status(service("sfo", TODAY, launched=True)), "week"),
        (status(service("sfo", None)), "week"),
        (status(agreed=None), "agree"),
    ],
)
def test_after_the_status(view: Any, key: str) -> None:
    assert next_step.after_status(view).key == key


def test_the_service_that_launches_first_is_named() -> None:
    step = next_step.after_status(
        status(service("sfo", TODAY + timedelta(9)), service("bhg", TODAY + timedelta(8)))
    )
    assert step == NextStep("launch", {"service": "bhg", "name": "Bhg", "date": TODAY + timedelta(8)})


@pytest.mark.parametrize(
    ("week", "step"),
    [
        (some(silent=[some(name="runde")], overdue_all=1, meeting=None),
         NextStep("round", {"name": "runde"})),
        (some(silent=[], overdue_all=3, meeting=None),
         NextStep("overdue", {"n": 3, "asked": ""})),
        (some(silent=[some(name="runde")], overdue_all=1, meeting=some(id="MO-01", day=TODAY, lacks=("agenda",)),
              last=TODAY),
         NextStep("agenda", {"meeting": "MO-01", "day": TODAY})),
        (some(silent=[], overdue_all=3, meeting=some(id="MO-01", day=TODAY, lacks=("agenda",)),
              last=TODAY - timedelta(1)),
         NextStep("overdue", {"n": 3, "asked": ""})),
        (some(silent=[], overdue_all=0, meeting=some(id="MO-01", day=TODAY, lacks=())),
         NextStep("agenda", {"meeting": "MO-01", "day": TODAY})),
        (some(silent=[], overdue_all=0, meeting=None), NextStep("status")),
    ],
)  # fmt: skip
def test_after_the_week(week: Any, step: NextStep) -> None:
    assert next_step.after_week(week) == step


def row(name: str, *, late: bool | None = None, own: bool = True) -> Any:
    due = None if late is None else some(late=late, over=False)
    return some(record=some(id=name) if own else some(), address=name, due=due)


@pytest.mark.parametrize(
    ("rows", "total", "step"),
    [
        ([], 0, NextStep("fields", {"kind": "risks"})),
        ([], 4, None),
        ([row("R-01"), row("R-02", late=False), row("R-03", late=True)], 3, NextStep("show", {"id": "R-03"})),
        ([row("R-01"), row("R-02", late=False)], 2, NextStep("show", {"id": "R-01"})),
        ([row("x", late=True, own=False)], 1, NextStep("record_fields", {"kind": "risks"})),
    ],
)
def test_after_a_list(rows: list[Any], total: int, step: NextStep | None) -> None:
    assert next_step.after_list(some(rows=rows, total=total, kind="risks")) == step


@pytest.mark.parametrize(
    ("counts", "overdue", "key"),
    [({"activities": 3}, 2, "overdue"), ({"activities": 3}, 0, "open"), ({"activities": 0}, 0, "status")],
)
def test_after_the_kinds_comes_what_is_overdue_else_what_is_left(
    counts: dict[str, int], overdue: int, key: str
) -> None:
    assert next_step.after_kinds(counts, overdue).key == key


def line(
    name: str, day: date | None, *, foreseen: date | None = None, holds: bool = False, on: bool = False
) -> Any:
    ready = some(launch=day, launched=TODAY if on else None, holding=[1] if holds else [], mark="open",
                 service=some(id=name, name=name.title()))  # fmt: skip
    return some(foreseen=foreseen, ready=ready)


def test_after_the_board_comes_the_first_that_is_held_else_the_first() -> None:
    early, late = line("a", TODAY), line("b", TODAY + timedelta(9))
    board = next_step.after_board
    assert board(some(lines=[late, early])) == NextStep(
        "launch", {"service": "a", "name": "A", "date": TODAY}
    )
    held = line("c", TODAY + timedelta(20), holds=True)
    assert getattr(board(some(lines=[late, early, held])), "facts", {})["service"] == "c"
    sooner = line("d", TODAY + timedelta(30), foreseen=TODAY - timedelta(1))
    assert getattr(board(some(lines=[late, early, sooner])), "facts", {})["service"] == "d"
    assert board(some(lines=[line("e", TODAY, on=True), line("f", None)])) is None


def test_after_the_page_of_a_service() -> None:
    ready = some(launched=None, holding=[], service=some(id="sfo"))
    page = next_step.after_page
    assert page(some(ready=ready), TODAY) == NextStep("may_launch", {"service": "sfo", "day": TODAY})
    ready.holding = [some(question=some(id="T-C03")), some(question=some(id="T-C04"))]
    assert page(some(ready=ready), TODAY) == NextStep("point", {"id": "sfo/T-C03"})
    ready.launched = TODAY
    assert page(some(ready=ready), TODAY) == NextStep("description", {"service": "sfo"})


def test_after_a_check_comes_the_first_fault_else_the_heaviest_advice() -> None:
    light, heavy = some(weight=1, code="K101"), some(weight=3, code="T160")
    advised = some(given=((light, ()), (heavy, ())))
    check: Any = next_step.after_check
    assert check([some(slug="x"), some(slug="y")], advised) == NextStep("explain_fault", {"code": "x"})
    assert check([], advised) == NextStep("explain_advice", {"code": "T160"})
    assert check([], some(given=())) == check([], None) == NextStep("status")


@pytest.mark.parametrize(
    ("missing", "reminded", "key"), [(["per"], False, "remind"), (["per"], True, "week"), ([], False, "week")]
)
def test_after_a_round(missing: list[str], reminded: bool, key: str) -> None:
    found = some(name="r", is_time_to_remind=lambda day: bool(missing) and day == TODAY)
    assert next_step.after_round(found, TODAY, reminded=reminded).key == key


def test_after_the_log_the_report_and_an_import() -> None:
    assert next_step.after_log("A-11") == NextStep("show", {"id": "A-11"})
    assert [next_step.after_report(lacking=one).key for one in (True, False)] == [
        "report_form",
        "report_paper",
    ]
    assert next_step.after_import(written=False, files="a b") == NextStep("write", {"files": "a b"})
    assert next_step.after_import(written=True)._replace(facts={}) == NextStep("status")


def test_after_choosing_the_best_that_is_new_is_brought_else_the_best_that_is_here_is_shown() -> None:
    def one(catalogue: str | None, service: str | None) -> Any:
        return some(candidate=some(catalogue=catalogue, service=service, name="Navn"))

    here, new, nowhere = one("a", "sfo"), one("b", None), one(None, None)
    assert after_choose([here, new]) == NextStep("bring", {"service": "b", "name": "Navn"})
    assert after_choose([here]) == NextStep("show", {"id": "sfo"})
    assert (after_choose([nowhere]), after_choose([])) == (None, None)
