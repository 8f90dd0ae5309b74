"""Steps of a process model that come in: what is kept of the old ones, and the smallest edits that say it."""

from dataclasses import astuple
from typing import Any

from tests.edits.small_projects import project
from tpn.edits.process_edits import Incoming, as_record, incoming
from tpn.model.choices import VariantName
from tpn.model.processes import Step
from tpn.model.shape import read_as
from tpn.source import Append, Remove, Set

WORK = """\
processes:
  services:
    - {service: bhg}
    - service: sfo
      variants:
        paper:
          steps:
            - {id: S1, name: Fyller ut, minutes: 10, wait_days: 2, share: 50, system: Papir, documents: [Skjema],
               actor: Foresatt}
            - {id: S2, name: Leser, minutes: 5}
"""
AT = ("processes", "services", 1, "variants", "paper")


def step(**said: Any) -> Step:
    made, findings = read_as(Step, said)
    assert made is not None, findings
    return made


def comes(
    *steps: Step, service: str = "sfo", variant: VariantName = VariantName.PAPER, whole: bool = False
) -> Incoming:
    return incoming(project(WORK), service, variant, steps, whole=whole)


SAME, NEW = step(id="S1", name="fyller  UT"), step(id="S2", name="Svarer", minutes=3)


def test_of_a_step_of_the_same_name_that_the_file_cannot_tell_is_kept() -> None:
    made = comes(SAME, NEW)
    first, second = made.steps
    assert (first.minutes, first.wait_days, first.share, first.system, first.documents, first.actor) == (
        10, 2, 50, "Papir", ("Skjema",), None,
    )  # fmt: skip
    assert (second.minutes, made.before, made.kept) == (3, 2, 1)


def test_what_the_file_says_itself_wins() -> None:
    (first,) = comes(step(id="S1", name="Fyller ut", minutes=1, share=20)).steps
    assert (first.minutes, first.share, first.wait_days) == (1, 20, 2)


def test_a_file_that_says_all_keeps_nothing() -> None:
    made = comes(SAME, whole=True)
    assert (made.steps, made.kept, made.before) == ((SAME,), 0, 2)


def test_the_same_steps_in_the_same_order_change_field_by_field() -> None:
    edits = comes(
        step(id="S1", name="Fyller ut", actor="Søker"), step(id="S2", name="Leser nøye"), whole=True
    ).edits
    one, two = (*AT, "steps", 0), (*AT, "steps", 1)
    assert {astuple(edit) for edit in edits} == {
        ((*one, "actor"), "Søker"), ((*one, "minutes"),), ((*one, "wait_days"),), ((*one, "share"),),
        ((*one, "system"),), ((*one, "documents"),), ((*two, "name"), "Leser nøye"), ((*two, "minutes"),),
    }  # fmt: skip
    assert {type(edit) for edit in edits} == {Set, Remove}
    same = comes(*project(WORK).processes.services[1].variants[VariantName.PAPER].steps)
    assert same.edits == ()


def test_other_steps_are_written_whole() -> None:
    for steps in ((NEW,), (NEW, SAME)):
        (edit,) = comes(*steps, whole=True).edits
        assert edit == Set((*AT, "steps"), [as_record(one) for one in steps])


def test_a_variant_or_a_service_without_a_process_is_made() -> None:
    records = [{"id": "S2", "name": "Svarer", "minutes": 3}]
    assert comes(NEW, variant=VariantName.SELFSERVICE).edits == (
        Set(("processes", "services", 1, "variants", "selfservice"), {"steps": records}),
    )
    new = comes(NEW, service="kul")
    assert new.edits == (
        Append(("processes", "services"), {"service": "kul", "variants": {"paper": {"steps": records}}}),
    )
    assert (new.before, new.kept) == (0, 0)


def test_a_step_is_written_without_what_is_usual_and_with_whole_numbers() -> None:
    full = step(id="S1", name="A", minutes=2.0, wait_days=0.5, share=100, kind="decision", documents=["B"])
    assert as_record(full) == {
        "id": "S1", "name": "A", "minutes": 2, "wait_days": 0.5, "kind": "decision", "documents": ["B"],
    }  # fmt: skip
    assert isinstance(as_record(full)["minutes"], int)
    assert type(as_record(full)["kind"]) is str
