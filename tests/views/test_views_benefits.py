"""The register of benefits on a small project: names behind ids, what lacks, which figures are used, and as JSON."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.plan.benefit_cases import WAYS, project_of
from tpn.model.actors import Actors
from tpn.model.taxonomy import Taxonomy
from tpn.plan.freed_time import Lack
from tpn.views.benefits import BenefitLine, NamedRecord, Register, as_json, register

TODAY = date(2027, 6, 1)
HEAD = """\
project:
  format: 1
  id: liten
  name: Liten
  start: 2026-08-17
  goals: [{id: M-1, text: Kortere kø}]
people: [{id: eva, name: Eva Lie}, {id: per, name: Per Moe}]
services:
  - {id: barnehage, name: Barnehageplass, cases_per_year: 850}
  - {id: sfo, name: SFO, cases_per_year: 400}
procurement:
  components: [{id: A-K1, name: Skjema}, {id: A-K2, name: Arkiv}]
"""
BENEFITS = """\
benefits:
  stakeholders: [{id: I-1, name: Foresatte}]
  changes:
    - {id: F-1, title: Ny rutine, enabled_by: [A-K1, A-K2]}
    - {id: F-2, title: Nytt skjema, enabled_by: [A-K1]}
  benefits:
    - id: G-1
      title: Spart tid
      kind: staff_time
      owner: eva
      for: [I-1]
      services: [barnehage]
      changes: [F-1, F-2]
      goals: [M-1]
      realisable: 50
      from_process: {service: barnehage, variant: selfservice}
      indicator: {name: Minutter, baseline: 41, target: 11, by: 2027-12-01, measured_by: per}
      measurements: [{date: 2027-05-01, value: 26}, {date: 2027-01-01, value: 41}, {date: 2027-07-01, value: 11}]
    - id: G-2
      title: Bare målt ved start
      kind: quality
      indicator: {name: Feil, baseline: 10, target: 5, by: 2027-05-01}
      measurements: [{date: 2026-12-01, value: 10}]
    - {id: G-3, title: Uten anslag, kind: direct_cost, owner: eva}
    - {id: G-4, title: Uten slag}
    - {id: G-5, title: Samme tid, kind: staff_time, owner: eva, from_process: {service: barnehage, variant: integrated}}
"""


def made(benefits: str = BENEFITS, ways: str = WAYS) -> Register:
    return register(project_of(HEAD + ways + benefits), TODAY, Taxonomy(), Actors())


VIEW = made()


def ids(lines: tuple[BenefitLine, ...]) -> list[str]:
    return [line.id for line in lines]


def test_a_line_has_names_behind_its_ids() -> None:
    line = VIEW.line("G-1")
    assert (VIEW.project, VIEW.name, VIEW.as_of, line.title) == ("liten", "Liten", TODAY, "Spart tid")
    assert (line.owner, line.measured_by, line.kind is not None) == ("Eva Lie", "Per Moe", True)
    assert line.gains == (NamedRecord("I-1", "Foresatte"),)
    assert line.services == (NamedRecord("barnehage", "Barnehageplass"),)
    assert line.changes == (NamedRecord("F-1", "Ny rutine"), NamedRecord("F-2", "Nytt skjema"))
    assert line.enablers == (NamedRecord("A-K1", "Skjema"), NamedRecord("A-K2", "Arkiv"))  # each once
    assert line.goals == (NamedRecord("M-1", "Kortere kø"),)
    bare = VIEW.line("G-4")
    assert (bare.owner, bare.measured_by, bare.kind, bare.fte) == (None, None, None, None)


def test_every_measurement_with_how_far_it_had_come_the_oldest_first() -> None:
    assert [(one.date, percent) for one, percent in VIEW.line("G-1").results] == [
        (date(2027, 1, 1), 0.0), (date(2027, 5, 1), 50.0), (date(2027, 7, 1), 100.0),
    ]  # fmt: skip
    unread = made(
        "benefits:\n  benefits: [{id: G-1, title: A, measurements: [{date: 2027-01-01, value: 3}]}]\n"
    )
    assert [percent for _, percent in unread.line("G-1").results] == [None]


def test_only_the_baseline_is_measured_where_no_result_has_come() -> None:
    assert [line.id for line in VIEW.lines if line.only_baseline] == ["G-2"]


def test_what_the_whole_lacks() -> None:
    assert ids(VIEW.unmeasured) == ["G-2", "G-3", "G-4", "G-5"]  # G-2 is overdue
    assert ids(VIEW.ownerless) == ["G-2", "G-4"]
    assert ids(VIEW.unpriced) == ["G-3", "G-4"]  # G-5 is counted in G-1
    assert ids(VIEW.with_example_times) == []
    examples = made(
        ways=WAYS.replace("service: barnehage\n", "service: barnehage\n      example_times: true\n")
    )
    assert ids(examples.with_example_times) == ["G-1", "G-5"]


def test_a_price_of_an_hour_is_used_where_hours_of_that_side_are_priced() -> None:
    hours = {"hourly_cost", "hours_per_year"}
    used = {figure.name for figure in VIEW.used}
    assert hours <= used
    assert "user_hour_value" not in used
    theirs = made(
        "benefits:\n  benefits: [{id: G-1, title: A, kind: user_time,"
        " from_process: {service: barnehage, variant: selfservice}}]\n"
    )
    used = {figure.name for figure in theirs.used}
    assert (hours & used, "user_hour_value" in used) == (set(), True)
    assert {figure.name for figure in theirs.used} < {figure.name for figure in theirs.figures}
    assert [figure.name for figure in VIEW.examples] == ["hourly_cost"]


def test_as_json_it_is_the_same_numbers() -> None:
    said: Any = as_json(VIEW, VIEW.lines)
    assert (said["format"], said["project"], said["as_of"]) == (1, "liten", TODAY)
    first = said["benefits"][0]
    assert first == {
        "id": "G-1", "title": "Spart tid", "kind": "staff_time", "owner": "eva", "for": ("I-1",),
        "services": ("barnehage",), "attainment": 50.0, "attainment_why": "measured",
        "measured": {"date": date(2027, 5, 1), "value": 26},
        "value_per_year": {"municipal": 102_000, "users": None}, "not_budget": 102_000, "realisable": 50,
        "freed_hours": 340, "user_hours": None, "fte": 0.19, "counted_in": None, "lacking": (),
    }  # fmt: skip
    assert said["benefits"][4]["counted_in"] == "G-1"
    assert said["benefits"][2]["lacking"] == (Lack("estimate", "G-3"),)
    assert (said["benefits"][2]["measured"], said["benefits"][2]["realisable"]) == (None, None)


def test_the_sums_as_json_are_the_whole_projects_whatever_is_listed() -> None:
    said: Any = as_json(VIEW, VIEW.lines[:1])
    assert [one["id"] for one in said["benefits"]] == ["G-1"]
    sums = said["totals"]
    assert (sums["municipal"], sums["users"], sums["not_budget"], sums["freed_hours"]) == (
        102_000,
        None,
        102_000,
        340,
    )
    assert (sums["without_value"], sums["unmeasured"]) == (("G-3", "G-4"), ["G-2", "G-3", "G-4", "G-5"])
    assert (sums["without_owner"], sums["fte"]) == (["G-2", "G-4"], 0.19)
    assert [one["year"] for one in said["years"]] == list(range(1, len(said["years"]) + 1))
    first, second = said["years"][:2]
    assert (first["net"], second["discounted"]) == (first["discounted"], round(second["net"] / 1.04, 2))
    assert set(first) == {
        "year", "calendar", "benefits", "running", "investment", "net", "discounted", "accumulated",
    }  # fmt: skip


def test_the_basis_and_the_figures_as_json() -> None:
    grown: Any = as_json(
        made(BENEFITS.replace("benefits:\n", "benefits:\n  parameters: {real_growth: 1}\n", 1)), ()
    )
    assert grown["basis"]["real_growth"] == 1
    assert set(grown["basis"]) == {"first_year", "first_year_said", "price_year", "real_growth"}
    figures = {one["name"]: one for one in grown["parameters"]}
    assert (figures["hourly_cost"]["value"], figures["hourly_cost"]["example"]) == (600, True)
    assert figures["hours_per_year"]["own"] is False


def test_what_each_unit_gets_and_gives_as_json() -> None:
    said: Any = as_json(
        made(
            BENEFITS.replace("      title: Spart tid\n", "      title: Spart tid\n      start_year: 2027\n"
            "      budget_effect: {unit: Skole, from_year: 2028, amount: -50000, decided: true}\n").replace(
            "owner: eva", "owner: eva", 1)
        ),
        (),
    )["by_unit"]  # fmt: skip
    assert said["years"]
    assert {tuple(one) for one in said["benefits"]} <= {("unit", "amounts")}
    budget = next(one for one in said["budgets"] if one["unit"] == "Skole")
    assert budget["decided"] is True
    assert len(budget["amounts"]) == len(said["years"])


def test_a_loss_is_borne_in_full_and_is_no_share() -> None:
    view = made(
        "benefits:\n  benefits: [{id: G-1, title: A, kind: direct_cost, realisable: 50,"
        " estimate: {low: -10, likely: -10, high: -10}}]\n"
    )
    assert view.line("G-1").worth.municipal == Fraction(-10)
