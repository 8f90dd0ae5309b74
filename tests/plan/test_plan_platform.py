"""The technical platform: a component that slips, and exactly the services that it holds up."""

from datetime import date
from typing import Any

import pytest

from tpn.model.about import About, Service
from tpn.model.choices import ActivityKind, ComponentStatus, Status
from tpn.model.launch import Launch
from tpn.model.procurement import Component, ProcurementPhase
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.model.shapes import Activity
from tpn.model.spans import Link, parse_link
from tpn.plan import Plan, work_out
from tpn.plan.platform import Hold, PlatformComponent, parts
from tpn.plan.timing import timing_of

TODAY = date(2026, 8, 17)
FORM = Component(
    id="A-K01",
    name="Skjemaløsning",
    services=("barnehage", "sfo"),
    promised=date(2026, 9, 4),
    expected=date(2026, 9, 18),
)
RECORDS = Component(id="A-K02", name="Arkiv", services=("barnehage",), promised=date(2026, 9, 4))


def activity(name: str, *after: str, days: int = 0, service: str | None = None) -> Activity:
    links = tuple(map(link, after))
    if days:
        return Activity(id=name, title=name, after=links, duration=days, service=service)
    return Activity(
        id=name, title=name, after=links, milestone=True, kind=ActivityKind.GO_LIVE, service=service
    )


def board(*components: Component) -> dict[str, PlatformComponent]:
    services = (
        Service(id="barnehage", name="Barnehageplass", launch=date(2026, 9, 11)),
        Service(id="sfo", name="SFO", launch=date(2026, 12, 1)),
        Service(id="kultur", name="Kulturskole", launch=date(2026, 10, 1)),
    )
    work = (
        activity("T-01", "A-K01", days=5, service="barnehage"),
        activity("T-02", "T-01", service="barnehage"),
        # a month of slack before this one begins: the slip is taken up
        activity("T-03", "A-K01", days=5, service="sfo"),
        Activity(
            id="T-04",
            title="Lansere",
            start=date(2026, 11, 2),
            duration=2,
            after=(link("T-03"),),
            service="sfo",
        ),
        activity("T-05", "T-04", service="sfo"),
        activity("T-06", "A-K02", service="kultur"),
    )
    project = Project(
        about=About(format=1, id="x", name="x", start=TODAY),
        services=services,
        procurement=ProcurementPhase(components=components),
        launch=Launch(activities=work),
    )
    return {part.component.id: part for part in parts(work_out(project, TODAY, questions=Questions()))}


def link(text: str) -> Link:
    found = parse_link(text)
    assert found is not None
    return found


def test_a_late_component_holds_up_exactly_the_services_whose_go_live_it_pushes() -> None:
    held = board(FORM, RECORDS)["A-K01"].held
    assert [(one.service, one.hold, one.days, one.chain) for one in held] == [
        ("barnehage", Hold.PUSHED, 11, ("A-K01", "T-01", "T-02"))
    ]


def test_a_component_in_time_holds_up_nobody() -> None:
    found = board(FORM.but(expected=None), RECORDS)
    assert [part.held for part in found.values()] == [(), ()]
    assert found["A-K01"].late == 0


def test_lateness_counts_from_the_day_it_is_needed_when_that_is_before_the_promise() -> None:
    assert board(FORM.but(needed_by=date(2026, 9, 1)))["A-K01"].late == 13


def test_a_component_without_a_date_holds_up_all_that_need_it_for_nobody_knows_how_long() -> None:
    held = board(FORM.but(promised=None, expected=None))["A-K01"].held
    assert [(one.service, one.hold, one.days) for one in held] == [
        ("barnehage", Hold.NO_DATE, None), ("sfo", Hold.NO_DATE, None),
    ]  # fmt: skip


def test_a_launch_before_the_component_is_there_is_held_up_without_any_link() -> None:
    late = RECORDS.but(promised=date(2026, 9, 15), services=("barnehage",))
    (one,) = [held for held in board(late)["A-K02"].held if held.service == "barnehage"]
    assert (one.hold, one.days) == (Hold.LAUNCH_BEFORE, 2)


def test_what_is_delivered_holds_up_nobody_and_what_fell_out_is_not_on_the_board() -> None:
    found = board(FORM.but(status=ComponentStatus.DELIVERED), RECORDS.but(status=ComponentStatus.CANCELLED))
    assert list(found) == ["A-K01"]
    assert found["A-K01"].held == ()


def test_a_date_that_has_passed_without_delivery_is_overdue() -> None:
    assert board(RECORDS.but(promised=date(2026, 8, 14)))["A-K02"].overdue


def brought(component: Component, **fields: Any) -> Plan:
    """A platform that is set up in ten days, a form solution that comes with it, a service that waits for both."""
    setting_up = Activity(id="A-01", title="Sette opp", duration=10, **fields)
    live = activity("T-01", "A-01", service="barnehage")
    forms = Activity(id="T-02", title="Skjema", duration=2, after=(link("A-K01"),))
    project = Project(
        about=About(format=1, id="x", name="x", start=TODAY),
        services=(Service(id="barnehage", name="Barnehageplass"),),
        procurement=ProcurementPhase(activities=(setting_up,), components=(component,)),
        launch=Launch(activities=(live, forms)),
    )
    return work_out(project, TODAY, questions=Questions())


COMES = Component(id="A-K01", name="Skjemaløsning", services=("barnehage",), comes_with="A-01")


def test_a_component_without_a_day_of_its_own_is_there_when_the_work_that_it_comes_with_has_ended() -> None:
    plan = brought(COMES)
    end = date(2026, 8, 28)
    timing = timing_of(COMES, plan)
    assert timing is not None
    assert (timing.plan, timing.forecast, timing.late) == (end, end, False)
    assert (plan.by_id["T-02"].dates.start, plan.by_id["T-02"].dates.hanging) == (date(2026, 8, 31), ())
    assert parts(plan)[0].date == parts(plan)[0].needed == end
    done = brought(COMES, status=Status.DONE, finished=date(2026, 8, 14))
    assert (parts(done)[0].delivered, parts(done)[0].overdue) == (True, False)


@pytest.mark.parametrize(
    "fields",
    [{}, {"status": Status.IN_PROGRESS}, {"status": Status.IN_PROGRESS, "percent": 90.0},
     {"status": Status.IN_PROGRESS, "due": date(2026, 9, 1)}, {"due": date(2026, 8, 28)}],
)  # fmt: skip
def test_work_ends_no_earlier_than_what_comes_with_it(fields: dict[str, Any]) -> None:
    late = date(2026, 10, 8)  # a Thursday: what goes live then moves to no Friday
    plan = brought(COMES.but(expected=late), **fields)
    assert plan.by_id["A-01"].end == late
    assert plan.by_id["T-01"].end == late
    early = brought(COMES.but(expected=date(2026, 8, 20)), **fields)
    assert early.by_id["A-01"].end == brought(COMES, **fields).by_id["A-01"].end


def test_what_is_delivered_cancelled_or_waits_for_itself_ties_nothing() -> None:
    end = date(2026, 8, 28)
    for component in (
        COMES.but(expected=date(2026, 10, 9), delivered=date(2026, 8, 10)),
        COMES.but(expected=date(2026, 10, 9), status=ComponentStatus.DELIVERED),
        COMES.but(expected=date(2026, 10, 9), status=ComponentStatus.CANCELLED),
    ):
        assert brought(component).by_id["A-01"].end == end
    itself = brought(COMES, after=(link("A-K01"),))
    assert itself.schedule.loops == ()
    assert itself.by_id["A-01"].dates.hanging == ("A-K01",)
