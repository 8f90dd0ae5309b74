"""The components of the platform: who waits for them, what each way to get them costs, and the board of all."""

from datetime import date
from decimal import Decimal

from tests.views.small_views import planned
from tpn.model.choices import Acquire, Light
from tpn.plan import Plan
from tpn.plan.platform import Hold
from tpn.plan.tender_plan import Stage
from tpn.views.procurement_board import (
    ComponentView,
    board,
    board_json,
    component_json,
    component_view,
    light_of,
)

WORK = """\
launch:
  activities:
    - {id: L-01, title: Slå på, service: sfo, due: 2026-09-15, milestone: true, kind: go_live, after: [C-1]}
procurement:
  activities:
    - {id: A-01, title: Sette opp, due: 2026-09-30}
  components:
    - {id: C-1, name: Skjema, services: [sfo], promised: 2026-09-14, expected: 2026-09-18, supplier: Nord,
       integrations: [{with: KS, standard: FIKS, agreement: signed}, {with: Arkiv, standard: NOARK},
                      {with: Epost, agreement: signed}]}
    - {id: C-2, name: Levert, delivered: 2026-09-01, promised: 2026-08-01}
    - {id: C-3, name: Passert, promised: 2026-09-04}
    - {id: C-4, name: Uten dag}
    - {id: C-5, name: Sen, promised: 2026-09-14, expected: 2026-09-15}
    - {id: C-6, name: I tide, promised: 2026-09-14, integrations: [{with: Ingen}]}
    - {id: C-7, name: Med arbeid, comes_with: A-01, needed_by: 2026-09-25}
    - {id: C-8, name: Venter, services: [bhg]}
    - {id: C-9, name: Valg, acquire: own, options: {lease: {once: 100, yearly: 50}, own: {once: 1000},
       shared: {once: 10, yearly: 10}}}
  procurements:
    - {id: A-1, title: Skjema, publish: 2026-09-06, deadline: 2026-09-07, award: 2026-10-01, components: [C-1, C-2],
       team: [per, eva], value: 900000, procedure: open, kind: goods_services}
    - {id: A-2, title: Ferdig, publish: 2026-08-01, contract: 2026-09-06, award: 2026-09-01}
    - {id: A-3, title: Ventet, expected: 2026-09-20, promised: 2026-09-10}
    - {id: A-4, title: Lovet, promised: 2026-09-10}
"""
PLAN, INDEX = planned(WORK)
BOARD = board(PLAN)
PARTS = {line.part.component.id: line for line in BOARD.parts}


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def test_the_light_of_a_component() -> None:
    """Red holds up a service or has passed, grey has no day, yellow is late; green is in time or there."""
    assert {name: line.light.value for name, line in PARTS.items()} == {
        "C-1": "red", "C-2": "green", "C-3": "red", "C-4": "grey", "C-5": "yellow", "C-6": "green", "C-7": "yellow",
        "C-8": "grey", "C-9": "grey",
    }  # fmt: skip
    assert PARTS["C-1"].services == ("SFO",)
    assert light_of(PARTS["C-8"].part) is Light.GREY  # somebody waits, and nobody knows until when


def test_what_is_late_because_its_work_is_counts_and_nothing_else() -> None:
    assert BOARD.late == 1  # C-7; C-5 says its own day, C-2 is there


def test_who_is_held_up_by_what_and_why() -> None:
    assert [
        (one.service, one.component, one.launch, one.held.hold, one.held.days, one.chain)
        for one in BOARD.held
    ] == [
        ("SFO", "Skjema", day(15), Hold.PUSHED, 4, ("C-1 Skjema", "L-01 Slå på")),
        ("Barnehage", "Venter", None, Hold.NO_DATE, None, ("C-8 Venter",)),
    ]


def test_connections_lack_a_standard_or_a_signed_agreement() -> None:
    assert [(one.component.id, one.integration.with_) for one in BOARD.lacking] == [
        ("C-1", "Arkiv"), ("C-1", "Epost"), ("C-6", "Ingen")
    ]  # fmt: skip
    assert BOARD.integrations == 4


def test_a_procurement_tells_its_next_date_from_today_on() -> None:
    assert [(deal.id, stage, day) for deal, stage, day in BOARD.procurements] == [
        ("A-1", Stage.TENDER, day(7)), ("A-2", None, None), ("A-3", Stage.CONTRACT, day(20)),
        ("A-4", Stage.CONTRACT, day(10)),
    ]  # fmt: skip


def test_the_board_for_other_programs() -> None:
    made = board_json(BOARD)
    first = made["components"][0]  # type: ignore[index]
    assert (made["format"], first["id"], first["light"], first["late"], first["slipped"]) == (
        1,
        "C-1",
        "red",
        4,
        4,
    )
    assert first["held"] == [
        {"service": "sfo", "why": Hold.PUSHED, "days": 4, "chain": ("C-1", "L-01")}
    ]  # fmt: skip
    assert made["lacking"][0] == {  # type: ignore[index]
        "component": "C-1", "with": "Arkiv", "standard": "NOARK", "agreement": "none"
    }  # fmt: skip
    assert made["procurements"][0] == {  # type: ignore[index]
        "id": "A-1", "title": "Skjema", "value": 900000, "procedure": "open", "next": "tender", "date": day(7)
    }  # fmt: skip


# ---------------------------------------------------------------- a component


def component(name: str, plan: Plan = PLAN) -> ComponentView:
    return component_view(next(one for one in plan.whole.procurement.components if one.id == name), plan)


def test_a_component_shows_who_waits_and_what_each_way_costs() -> None:
    one = component("C-1", PLAN)
    assert one.waiting == (("L-01", "Slå på"),)
    assert [held.service for held in one.held] == ["SFO"]
    ways = component("C-9", PLAN)
    assert (ways.years, ways.rate) == (5, 4.0)
    assert [(way.way, way.total) for way in ways.ways] == [
        (Acquire.SHARED, 60), (Acquire.LEASE, 350), (Acquire.OWN, None)
    ]  # fmt: skip
    assert (component_json(ways)["format"], component_json(ways)["years"]) == (1, 5)
    options = component_json(ways)["options"]
    assert options[0] == {  # type: ignore[index]
        "way": "shared", "once": 10, "yearly": 10, "total": 60, "present_value": 56.298952
    }  # fmt: skip
    assert options[2] == {"way": "own", "once": 1000, "yearly": None, "total": None, "present_value": None}  # type: ignore[index]


def test_years_and_rate_are_the_projects_own_where_it_has_them() -> None:
    plan, _ = planned(WORK + "benefits: {parameters: {years: 3, discount_rate: 0}}\n")
    one = component("C-9", plan)
    assert (one.years, one.rate, one.ways[0].present_value) == (3, 0, Decimal(40))
    plan, _ = planned(WORK + "benefits: {parameters: {years: 3}}\n")
    assert component("C-9", plan).rate == 4.0


def test_a_component_that_has_fallen_out_has_no_dates() -> None:
    plan, _ = planned("procurement: {components: [{id: C-1, name: Ut, ended: {date: 2026-09-01}}]}")
    one = component("C-1", plan)
    assert (one.line.part.date, one.line.part.overdue, one.line.light, one.waiting, one.held) == (
        None, False, Light.GREY, (), ()
    )  # fmt: skip


LATE = """\
procurement:
  activities:
    - {id: A-01, title: Velge, due: 2026-08-28, start: 2026-08-24}
    - {id: A-02, title: Kontrakt, due: 2026-09-15, duration: 5d, after: [A-01]}
launch:
  activities:
    - {id: T-01, title: På, service: sfo, due: 2026-09-16, milestone: true, kind: go_live, after: [A-02]}
    - {id: T-02, title: Egen, service: bhg, due: 2026-09-16, milestone: true, kind: go_live}
"""


def test_a_service_that_is_late_along_the_work_on_the_platform_is_told_with_the_way() -> None:
    (one,) = board(planned(LATE)[0]).behind
    assert (one.first, one.chain) == ("A-01 Velge", ("A-01", "A-02", "T-01"))
    assert one.days > 0
    done = LATE.replace("due: 2026-08-28,", "due: 2026-08-28, finished: 2026-08-28, status: done,")
    assert not board(planned(done)[0]).behind
