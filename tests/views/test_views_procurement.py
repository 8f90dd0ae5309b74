"""What rules a procurement, its dates, its tenders and its record, on small YAML: every figure by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.library.dated import DatedFact
from tpn.model.choices import Procedure
from tpn.plan.evaluation import evaluate, requirements_of
from tpn.plan.tender_plan import Stage, TenderPlan, TenderStep, Warned
from tpn.plan.thresholds import Ruling
from tpn.views.procurement import (
    deal_json,
    deal_view,
    evaluation_json,
    evaluation_view,
    plan_json,
    plan_view,
    record_parts,
    ruling_json,
    ruling_view,
)


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


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
    plan, _ = planned("procurement: {procurements: [{id: A-1, title: Skjema, procedure: open}]}")
    deal = plan.project.procurement.procurements[0]
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
    view = plan_view(TenderPlan(deal, Procedure.OPEN, steps), "nb", plan)
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
