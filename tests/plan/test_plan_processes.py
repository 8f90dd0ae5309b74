"""The comparison of the variants of a process, by hand-worked sums."""

from typing import Any

from tests.edits.small_projects import project as small
from tpn.model.actors import Actors, Side, side_of_step
from tpn.model.choices import Automation, StepKind, VariantName
from tpn.model.processes import Step
from tpn.model.project import Project
from tpn.model.shape import read_shape
from tpn.model.taxonomy import Taxonomy
from tpn.plan.parameters import parameters
from tpn.plan.processes import Comparison, compare
from tpn.views.process import process

SIDE = Actors().side


def step(name: str, actor: str | None, minutes: float | None, wait: float | None = None, share: float = 100,
         **more: Any) -> dict[str, Any]:  # fmt: skip
    return {
        "id": name,
        "name": name,
        "actor": actor,
        "minutes": minutes,
        "wait_days": wait,
        "share": share,
        **more,
    }


PAPER = [
    step("a", "Foresatt", 30),
    step("b", "Postmottak", 6, 2),
    step("c", "Arkiv", 8, 1),
    step("d", "Saksbehandler", 40, 5, 100, kind="decision"),
    step("e", "Saksbehandler", 20, 10, 25),
    step("f", "Lege eller sakkyndig", 15, 10, 10),
    step("g", "Saksbehandler", 16, 0),
]
SELF = [
    step("a", "Foresatt", 12),
    step("k", "System", 0, None, 100, kind="event", automation="full"),
    step("d", "Saksbehandler", 25, 4),
    step("e", "Saksbehandler", 10, 5, 10),
]
FULL = [step("a", "Foresatt", 5), step("d", "System", None, None, 100, automation="full")]


def comparison(service: dict[str, Any] | None = None, **process: Any) -> Comparison:
    values = {
        "project": {"format": 1, "id": "x", "name": "X", "start": "2026-08-17"},
        "services": [{"id": "s", "name": "S", "cases_per_year": 600, **(service or {})}],
        "benefits": {"parameters": {"hourly_cost": 500}},
        "processes": {
            "services": [
                {
                    "service": "s",
                    "digital_share": 80,
                    "variants": {
                        "paper": {"steps": PAPER},
                        "selfservice": {"steps": SELF},
                        "integrated": {"steps": FULL},
                    },
                    **process,
                }
            ]
        },
    }
    made = project(values)
    return compare(made, "s", SIDE, parameters(made, Taxonomy()).hourly_cost)


def project(values: dict[str, Any]) -> Project:
    made, problems = read_shape(values)
    assert made, problems
    return made


def test_three_variants_by_hand() -> None:
    made = comparison()
    paper, own, full = made.variants
    # 6 + 8 + 40 + 20·25 % + 16 = 75; the doctor's 15 minutes are nobody's of ours, the parents' stand apart
    assert (paper.manual_minutes, paper.user_minutes) == (75, 30)
    # 2 + 1 + 5 + 10·25 % + 10·10 % = 11.5
    assert paper.waiting_days == 11.5
    # foresatt → postmottak → arkiv → saksbehandler → lege → saksbehandler
    assert (paper.steps, paper.handovers, paper.contacts, paper.automatic) == (7, 5, 1, 0)
    # 75 min · 600 / 60 = 750 hours, at 500: 375 000; the parents' 30 min are 300 hours
    assert (paper.hours_per_year, paper.cost_per_year, paper.user_hours_per_year) == (750, 375_000, 300)
    # 25 + 10·10 % = 26; 4 + 5·10 % = 4.5
    assert (own.manual_minutes, own.waiting_days, own.handovers, own.automatic) == (26, 4.5, 2, 1)
    assert (own.hours_per_year, own.cost_per_year) == (260, 130_000)
    # a system's step needs no minutes: nothing is missing and the work is none
    assert (full.manual_minutes, full.missing, full.cost_per_year) == (0, (), 0)


def test_the_difference_is_to_the_paper_variant_and_it_has_none_to_itself() -> None:
    made = comparison()
    assert made.difference(VariantName.SELFSERVICE, "manual_minutes") == -49
    assert made.difference(VariantName.SELFSERVICE, "steps") == -3
    assert made.difference(VariantName.PAPER, "manual_minutes") is None
    # 49 minutes · 600 · 80 % / 60
    assert made.freed_minutes(VariantName.SELFSERVICE) == 49
    assert made.freed_hours(VariantName.SELFSERVICE) == 392
    assert comparison(digital_share=None).freed_hours(VariantName.SELFSERVICE) is None


def test_missing_minutes_are_said_and_no_sum_is_made_of_them() -> None:
    lacking = [*PAPER[:3], step("d", "Saksbehandler", None), step("a2", "Foresatt", None)]
    made = comparison(variants={"paper": {"steps": lacking}, "selfservice": {"steps": SELF}})
    paper = made.variants[0]
    assert paper.missing == ("d", "a2")
    assert (paper.manual_minutes, paper.user_minutes, paper.known_minutes) == (None, None, 14)
    assert (paper.hours_per_year, paper.cost_per_year) == (None, None)
    assert made.difference(VariantName.SELFSERVICE, "manual_minutes") is None
    assert made.freed_hours(VariantName.SELFSERVICE) is None


def test_no_days_said_at_all_is_not_no_waiting() -> None:
    silent = [step("a", "Arkiv", 1), step("b", "Arkiv", 1)]
    assert comparison(variants={"paper": {"steps": silent}}).variants[0].waiting_days is None
    said = [step("a", "Arkiv", 1, 0), step("b", "Arkiv", 1)]
    assert comparison(variants={"paper": {"steps": said}}).variants[0].waiting_days == 0


def test_without_a_volume_there_are_no_hours_and_no_kroner() -> None:
    paper = comparison({"cases_per_year": None}).variants[0]
    assert (paper.manual_minutes, paper.hours_per_year, paper.cost_per_year) == (75, None, None)


def test_a_service_without_a_process_has_nothing_to_compare() -> None:
    assert comparison(variants={}).variants == ()
    assert comparison(variants={}).as_is is None


def test_what_a_system_does_alone_is_nobodys_time() -> None:
    alone = Step(id="a", name="a", actor="Arkiv", automation=Automation.FULL)
    assert side_of_step(alone, SIDE) is Side.SYSTEM


def test_an_actor_that_nothing_is_known_of_is_said_and_no_sum_is_made_without_it() -> None:
    steps = [step("a", "Arkiv", 3), step("b", "Kari", 50), step("c", None, 7), step("d", "Ola", 0)]
    paper = comparison(variants={"paper": {"steps": steps}}).variants[0]
    assert paper.uncounted == ("Kari", "c")
    assert (paper.manual_minutes, paper.user_minutes, paper.known_minutes) == (None, None, 3)


def test_an_event_without_minutes_takes_none() -> None:
    event = step("k", "Arkiv", None, kind=StepKind.EVENT)
    paper = comparison(variants={"paper": {"steps": [event, step("a", "Arkiv", 3)]}}).variants[0]
    assert (paper.manual_minutes, paper.missing) == (3, ())


def test_a_variant_without_steps_is_not_described_and_saves_nothing() -> None:
    made = comparison(variants={"paper": {"steps": PAPER}, "integrated": {"steps": []}})
    assert [count.variant for count in made.variants] == [VariantName.PAPER]
    assert made.difference(VariantName.INTEGRATED, "manual_minutes") is None


def test_the_steps_of_a_way_are_numbered_from_one() -> None:
    text = """\
processes:
  services:
    - {service: sfo, variants: {paper: {steps: [{id: S1, name: Søke, actor: Foresatt}, {id: S9, name: Svare}]}}}
"""
    seen = process(small(text), "sfo", Actors().side, Taxonomy())
    assert [(line.number, line.step.id) for line in seen.steps[VariantName.PAPER]] == [(1, "S1"), (2, "S9")]
