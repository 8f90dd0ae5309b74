"""Proposals that are taken become records tied to their process; those that are not say why."""

from typing import Any

from tests.edits.small_projects import ABOUT, project
from tpn.edits.proposal_edits import Taken, dismissed, some, taken, title_of
from tpn.model.choices import Level, VariantName
from tpn.model.index import index
from tpn.plan.proposals import Of, Proposal
from tpn.source import Append, Set
from tpn.texts import Words

NB, EN = Words("nb"), Words("en")
WORK = """\
benefits: {changes: [{id: F-01, title: Fra før, service: sfo}, {id: F-02, title: Annen, service: bhg}]}
processes: {services: [{service: bhg}, {service: sfo}]}
launch: {services: [%s]}
"""
OWNED = ABOUT.replace("name: SFO", "name: SFO, owner: per")
MEASURE: dict[str, Any] = {"measure": "manual_minutes", "before": 41.0, "after": 11.5}
ROW = {
    "id": "K-1", "text": {"nb": "Uten mus", "en": "No mouse"}, "verify": {"nb": "Prøv", "en": "Try"}, "level": "must",
    "group": "UU",
}  # fmt: skip


def proposal(of: Of, what: str, *steps: str, service: str = "sfo", **because: Any) -> Proposal:
    return Proposal(of, what, service, VariantName.SELFSERVICE, because, steps)


BENEFIT = proposal(Of.BENEFIT, "staff_time", **MEASURE)
CHANGE = proposal(Of.CHANGE, "gone", "Leser", components=())
WANTED = proposal(Of.REQUIREMENT, "K-1", row=ROW, component="C-1")
LEVEL = proposal(Of.LAUNCH, "level", level=Level.SEMI_INTEGRATED)
RECORDS = proposal(Of.LAUNCH, "records", "Arkiverer", to="Arkiv")


def takes(*chosen: Proposal, launch: str = "", words: Words = NB, about: str = OWNED) -> tuple[Taken, ...]:
    made = project(WORK % launch, about)
    return taken(chosen, made, index(made), words)


def record(*chosen: Proposal, **rest: Any) -> dict[str, Any]:
    """The record that the last of these becomes."""
    edit = takes(*chosen, **rest)[-1].edits[0]
    assert isinstance(edit, Append)
    made: dict[str, Any] = edit.value
    return made


def test_changes_come_first_since_benefits_rest_on_them() -> None:
    found = takes(LEVEL, WANTED, BENEFIT, CHANGE)
    assert [(one.proposal.of, one.name) for one in found] == [
        (Of.CHANGE, "F-03"), (Of.BENEFIT, "G-01"), (Of.REQUIREMENT, "A-R01"), (Of.LAUNCH, "launch/sfo"),
    ]  # fmt: skip


def test_a_benefit_is_measured_from_what_the_process_lowers() -> None:
    made = record(BENEFIT)
    assert (made["kind"], made["services"], made["owner"], made["changes"]) == (
        "staff_time",
        ["sfo"],
        "per",
        ["F-01"],
    )
    assert (made["indicator"]["baseline"], made["indicator"]["target"]) == (41, 11.5)
    assert isinstance(made["indicator"]["baseline"], int)
    assert made["indicator"]["name"]
    assert made["from_process"] == {"service": "sfo", "variant": "selfservice"}
    assert made["x"] == {"proposed_from": "processes/sfo/benefit.staff_time"}
    assert record(CHANGE, BENEFIT)["changes"] == ["F-01", "F-03"]  # the one made in the same breath too


def test_what_nobody_says_is_not_written() -> None:
    made = record(CHANGE, about=ABOUT)
    assert set(made) == {"id", "title", "service", "x"}
    assert record(proposal(Of.CHANGE, "gone", "Leser", components=("C-1",)))["enabled_by"] == ["C-1"]


def test_a_requirement_is_in_the_language_of_the_project() -> None:
    assert record(WANTED) == {
        "id": "A-R01", "text": "Uten mus", "level": "must", "group": "UU", "component": "C-1", "services": ["sfo"],
        "verify": "Prøv", "x": {"catalogue": "K-1", "proposed_from": "processes/sfo/requirement.K-1"},
    }  # fmt: skip
    assert record(WANTED, words=EN)["text"] == "No mouse"


def test_a_launch_profile_is_made_once_and_filled_after_that() -> None:
    first, second = takes(LEVEL, RECORDS)
    assert first.edits == (
        Append(("launch", "services"), {
            "service": "sfo", "level": "semi_integrated", "x": {"proposed_from": "processes/sfo"},
        }),
    )  # fmt: skip
    assert second.edits == (
        Set(("launch", "services", 0, "records", "journalled"), "automatic"),
        Set(("launch", "services", 0, "records", "to"), "Arkiv"),
    )
    assert {first.name, second.name} == {"launch/sfo"}


def test_a_profile_that_is_there_is_filled_where_it_stands() -> None:
    (one,) = takes(LEVEL, launch="{service: bhg}, {service: sfo}")
    assert one.edits == (
        Set(("launch", "services", 1, "level"), "semi_integrated"),
        Set(("launch", "services", 1, "x", "proposed_from"), "processes/sfo"),
    )


def test_why_a_proposal_is_not_taken_is_said_of_its_process() -> None:
    made = project(WORK % "", OWNED)
    at = ("processes", "services", 1, "dismissed")
    assert dismissed(made, BENEFIT, "Nei") == Append(at, {"kind": "staff_time", "reason": "Nei"})
    assert dismissed(made, CHANGE, "Nei") == Append(at, {"proposal": "change.gone", "reason": "Nei"})


def test_a_few_steps_are_named_and_the_rest_counted() -> None:
    assert some(("A",), NB) == "«A»"
    assert some(("A", "B", "C"), NB) == "«A», «B», «C»"
    assert some(("A", "B", "C"), EN) == "“A”, “B”, “C”"
    more = some(("A", "B", "C", "D", "E"), NB)
    assert more.startswith("«A», «B», «C»")
    assert "2" in more
    assert "«D»" not in more


def test_what_a_proposal_would_be_called() -> None:
    made = project(WORK % "", OWNED)
    assert title_of(WANTED, made, EN) == "No mouse"
    assert "SFO" in title_of(BENEFIT, made, NB)
    assert "«Leser»" in title_of(CHANGE, made, NB)
    assert title_of(LEVEL, made, NB)
    assert title_of(RECORDS, made, NB)
