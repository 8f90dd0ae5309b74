"""The board of the platform, a component, a procurement and its tenders, on small YAML: every figure by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.library.dated import DatedFact
from tpn.model.choices import Acquire, Light, Procedure
from tpn.plan import Plan
from tpn.plan.evaluation import evaluate, requirements_of
from tpn.plan.platform import Hold
from tpn.plan.tender_plan import Stage, TenderPlan, TenderStep, Warned
from tpn.plan.thresholds import Ruling
from tpn.views.procurement import (
    ComponentView,
    board,
    board_json,
    component_json,
    component_view,
    deal_json,
    deal_view,
    evaluation_json,
    evaluation_view,
    light_of,
    plan_json,
    plan_view,
    record_parts,
    ruling_json,
    ruling_view,
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


# ---------------------------------------------------------------- what rules a value


def fact(name: str, **values: object) -> DatedFact:
    return DatedFact(
        f"{name}-26", name, day(1, 1), None, "lov", day(1, 8), "V", {"nb": name.title()}, values=values
    )


def ruling(**more: object) -> Ruling:
    facts = (fact("act", amount=100_000), fact("eu", amount=2_000_000))
    said = {
        "value": Decimal("900000.50"),
        "day": day(7),
        "part": "I",
        "thresholds": facts,
        "procedures": (),
    }
    return Ruling(**(said | more))  # type: ignore[arg-type]


def test_a_ruling_names_what_is_contested_and_what_is_not_known() -> None:
    facts = (fact("act"), fact("next"))
    view = ruling_view(
        ruling(contested=ruling().thresholds[1:], unknown=("next", "act", "nameless")), facts, "nb", day(7)
    )
    assert [line.title for line in view.lines] == ["Act", "Eu"]
    assert [line.title for line in view.contested] == ["Eu"]
    assert view.unknown == ("Next", "nameless")  # the act is known, though not for the day
    assert not view.doubtful
    assert ruling_view(ruling(), facts, "nb", date(2029, 1, 1)).doubtful


def test_a_ruling_for_other_programs() -> None:
    made = ruling_json(ruling(unknown=("next",)))
    assert (made["format"], made["value"], made["part"], made["unknown"]) == (
        1,
        900000.5,
        "I",
        ("next",),
    )
    assert [one["amount"] for one in made["thresholds"]] == [100_000, 2_000_000]  # type: ignore[attr-defined]
    assert ruling_json(ruling(value=Decimal(900_000)))["value"] == 900_000


# ---------------------------------------------------------------- a procurement

TENDERS = """\
procurement:
  procurements:
    - id: A-1
      title: Skjema
      components: [C-1, C-9]
      team: [eva, per]
      procedure: {procedure}
      {more}
      climate: {{choice: weighted}}
      criteria: [{{id: pris, kind: price, weight: 60}}, {{id: klima, kind: climate, weight: 20}},
                 {{id: kval, kind: quality, weight: 20}}]
      bids:
        - {{supplier: Nord, price: 100000, subcontractors: Elv, answers: {{KR-1: {{answer: "yes"}},
            KR-2: {{points: 10}},
            KR-3: {{points: 5}}}}}}
        - {{supplier: Sør, price: 200000, answers: {{KR-1: {{answer: "no"}}, KR-2: {{points: 5}},
            KR-3: {{points: 5}}}}}}
        - {{supplier: Øst, price: 100, rejected: For sen}}
        - {{supplier: Vest, price: 100, withdrawn: 2026-09-01}}
        - {{supplier: Uten pris}}
  components: [{{id: C-1, name: Skjemaløsning}}]
  requirements:
    - {{id: KR-1, text: Uten mus, level: must, component: C-1}}
    - {{id: KR-2, text: Pen, level: should, component: C-1, criterion: kval}}
    - {{id: KR-3, text: Grønn, level: should, component: C-1, criterion: klima}}
"""


def test_a_procurement_held_against_the_rules_of_its_day() -> None:
    plan, _ = planned(TENDERS.format(procedure="open", more="value: 900000"))
    deal = plan.project.procurement.procurements[0]
    view = deal_view(deal, plan, None, (fact("weight", percent=30), fact("rank")), "nb")
    assert (view.team, view.components, view.requirements, view.must) == (
        ("Eva Lie", "Per Moe"), ("C-1 Skjemaløsning",), 3, 1
    )  # fmt: skip
    assert (view.climate, view.weight, view.procedure_too_light) == ("too_light", 20, False)
    assert view.climate_fact
    assert view.climate_fact.title == "Weight"
    made = deal_json(view)
    assert (made["id"], made["part"], made["thresholds"], made["climate"], made["climate_fault"]) == (
        "A-1", None, [], "weighted", "too_light"
    )  # fmt: skip
    assert (made["requirements"], made["must"], made["bids"], made["format"]) == (3, 1, 5, 1)


def test_the_day_of_the_rules_is_the_day_it_is_published() -> None:
    old = DatedFact("w", "weight", None, day(31, 1), "lov", None, "V", values={"percent": 30})
    for published, known in (("2026-01-31", True), ("2026-02-01", False)):
        plan, _ = planned(TENDERS.format(procedure="open", more=f"publish: {published}"))
        deal = plan.project.procurement.procurements[0]
        assert (deal_view(deal, plan, None, (old,), "nb").climate_fact is not None) is known


def test_a_procedure_may_be_too_light_for_the_part_that_rules() -> None:
    plan, _ = planned(TENDERS.format(procedure="direct", more="value: 900000"))
    deal = plan.project.procurement.procurements[0]
    ruled = ruling_view(ruling(part="III"), (), "nb", day(7))
    view = deal_view(deal, plan, ruled, (), "nb")
    assert view.procedure_too_light
    assert (deal_json(view)["part"], len(deal_json(view)["thresholds"])) == ("III", 2)  # type: ignore[arg-type]


def test_the_dates_of_a_procurement_with_the_fact_behind_each() -> None:
    deal = PLAN.project.procurement.procurements[0]
    least = fact("tender", days=30)
    steps = (
        TenderStep(Stage.PUBLISH, day(7), typed=True),
        TenderStep(Stage.TENDER, day(7, 10), typed=False, days=30, earliest=day(7, 10), fact=least),
        TenderStep(
            Stage.AWARD,
            day(8, 10),
            typed=False,
            fact=least,
            warnings=(Warned("early", {"name": "Tender", "days": 3}),),
        ),
    )
    view = plan_view(TenderPlan(deal, Procedure.OPEN, steps), "nb", PLAN)
    assert [one.title for one in view.facts] == ["Tender"]
    made = plan_json(view)
    assert (made["id"], made["procedure"], made["format"]) == ("A-1", "open", 1)
    told: Any = made["steps"]
    one, two, three = told
    assert three["warnings"] == [{"kind": "early", "days": 3}]
    assert (one["fact"], one["typed"], one["warnings"]) == (None, True, [])
    assert (two["fact"]["days"], two["days"], two["earliest"]) == (30, 30, day(7, 10))


# ---------------------------------------------------------------- tenders


def test_tenders_stand_unless_rejected_or_withdrawn() -> None:
    plan, _ = planned(TENDERS.format(procedure="open", more="value: 900000"))
    view = evaluation_view(plan.project.procurement.procurements[0], plan)

    def names(tenders: tuple[object, ...]) -> list[str]:
        return [one.bid.supplier for one in tenders]  # type: ignore[attr-defined]

    assert names(view.standing) == ["Nord", "Sør", "Uten pris"]
    assert names(view.rejected) == ["Øst"]
    assert names(view.withdrawn) == ["Vest"]
    assert names(view.doubtful) == ["Sør", "Uten pris"]
    assert names(view.incomplete) == ["Uten pris"]
    assert ([one.id for one in view.criteria], view.team) == (
        ["pris", "klima", "kval"],
        ("Eva Lie", "Per Moe"),
    )
    made = evaluation_json(view)
    assert (made["lowest_price"], made["total_weight"], made["tie"], made["format"]) == (
        100_000,
        100,
        False,
        1,
    )
    first = made["tenders"][0]  # type: ignore[index]
    assert (first["supplier"], first["rank"], first["total"]) == ("Nord", None, 9)
    assert [one["points"] for one in first["criteria"]] == [10, 5, 10]


@pytest.mark.parametrize(
    ("procedure", "more", "lacking"),
    [
        ("open", "", ["buyer", "value", "impartiality", "award"]),
        ("restricted", "", ["buyer", "value", "excluded", "impartiality", "award"]),
        ("negotiated", "", ["buyer", "value", "procedure", "excluded", "impartiality", "award"]),
        ("open", "record: {called_off: Dyrt, impartiality: Alle, contract_value: 1000}", ["buyer"]),
        ("open", "record: {award_reason: Best}", ["buyer", "value", "impartiality"]),
    ],
)
def test_the_record_lacks_what_the_law_asks_for(procedure: str, more: str, lacking: list[str]) -> None:
    plan, _ = planned(TENDERS.format(procedure=procedure, more=more))
    assert list(evaluation_view(plan.project.procurement.procurements[0], plan).lacking) == lacking


def test_who_delivers_below_the_winner_is_said_from_the_tenders() -> None:
    text = TENDERS.format(procedure="open", more="").replace("        - {supplier: Uten pris}\n", "")
    plan, _ = planned(text)
    deal = plan.project.procurement.procurements[0]
    found = evaluate(deal, requirements_of(deal, plan.project.procurement.requirements))
    said = {one.name: one for one in record_parts(deal, plan.project, found)}
    assert (said["subcontractors"].text, said["subcontractors"].needed) == ("Nord: Elv", True)
    assert said["buyer"].text is None


@pytest.mark.parametrize(
    ("more", "needed"),
    [("", True), ("award: 2026-09-01", False), ("contract: 2026-09-01", False),
     ("record: {award_reason: Best}", False), ("bids: [{supplier: Nord}]", False)],
)  # fmt: skip
def test_one_without_tenders_or_a_choice_must_say_that_it_was_called_off(more: str, needed: bool) -> None:
    about = """\
project: {format: 1, id: lite, name: Lite, start: 2026-08-17, municipality: {name: Lite, address: Torget 1}}
"""
    extra = f", {more}" if more else ""
    plan, _ = planned(f"procurement: {{procurements: [{{id: A-1, title: A{extra}}}]}}", about=about)
    deal = plan.project.procurement.procurements[0]
    said = {one.name: one for one in record_parts(deal, plan.project, evaluate(deal, ()))}
    assert said["called_off"].needed is needed
    assert said["subcontractors"] == ("subcontractors", None, None, False)
    assert said["buyer"].text == "Lite, Torget 1"


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
