"""What a chosen process proposes: from the difference to paper, each once, taken or dismissed with a reason."""

import json
from pathlib import Path
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tests.conftest import Tpn
from tests.edits.small_projects import project as small
from tpn.library import load as content
from tpn.model import Project, load
from tpn.model.actors import Actors
from tpn.model.choices import ComponentKind, VariantName
from tpn.model.systems import Systems
from tpn.plan.proposals import MEASURED, Known, Of, Proposal, ProposalState, _launch, lowered, proposals

KNOWN = Known(Actors().side, Systems().of, content("catalogue/requirements.yaml")["requirements"])


def of(folder: Path, service: str) -> dict[str, Proposal]:
    project: Project = load(folder).sound()
    return {one.key: one for one in proposals(project, service, KNOWN)}


def test_what_gets_less_is_proposed_as_a_benefit_with_its_numbers(halden: Path) -> None:
    found = of(halden, "barnehage")
    time = found["benefit.staff_time"]
    assert (time.because["before"], time.because["after"], time.because["share"]) == (98, 10.4, 90)
    assert round(time.because["hours"]) == 841  # 87,6 minutter · 640 saker · 90 % / 60
    assert (time.state, time.settled) == (ProposalState.TAKEN, "G-01")
    assert {"benefit.lead_time", "benefit.user_time"} <= set(found)


def test_what_people_stop_doing_by_hand_is_a_change(halden: Path) -> None:
    found = of(halden, "barnehage")
    assert found["change.gone"].steps == (
        "Åpne og skanne posten",
        "Be om det som mangler",
        "Svare på spørsmål om saken",
    )
    assert "Journalføre og opprette sak" in found["change.automatic"].steps
    assert "Fylle ut søknad og velge barnehager" in found["change.online"].steps
    assert found["change.automatic"].state is ProposalState.TAKEN


def test_requirements_follow_from_what_the_process_does(halden: Path) -> None:
    found = of(halden, "barnehage")
    assert "requirement.K-INT-04" in found  # fetches from the population register
    assert "requirement.K-FUN-14" not in found  # nobody books a time
    assert "requirement.K-FUN-08" not in found  # no organisation applies
    assert found["requirement.K-INT-04"].because["component"]


def test_without_a_chosen_variant_there_is_nothing_to_propose(halden: Path) -> None:
    assert of(halden, "sfo") == {}


@pytest.mark.parametrize(
    ("said", "key", "kind"),
    [
        ("Skjemaløsning", "form", ComponentKind.FORM_CATALOGUE),
        ("folkeregisteret", "population", ComponentKind.INTEGRATION),
        ("Fagsystem oppvekst", "line_system", ComponentKind.LINE_SYSTEM),
        ("Online payment", "payment", ComponentKind.PAYMENT),
    ],
)
def test_a_system_is_known_by_its_name_or_by_a_name_in_it(said: str, key: str, kind: ComponentKind) -> None:
    system = Systems().of(said)
    assert system
    assert (system.key, system.kind) == (key, kind)
    assert Systems().of(None) is None
    assert Systems().of("Notatblokk") is None


def test_in_the_other_example_some_are_taken_and_some_dismissed(sandnes: Path) -> None:
    found = of(sandnes, "redusert-foreldrebetaling")
    assert found["change.gone"].state is ProposalState.DISMISSED
    assert "papir" in str(found["change.gone"].settled)
    assert of(sandnes, "leie-lokaler")["change.online"].settled == "F-06"
    assert (
        of(sandnes, "leie-lokaler")["requirement.K-FUN-14"].state is ProposalState.OPEN
    )  # somebody books a time


# ------------------------------------------------------------------------------------------------- at the keyboard


def test_shown_first_then_all_open_ones_are_taken_once(tpn: Tpn, halden: Path) -> None:
    before = {path.name: path.read_text("utf-8") for path in halden.glob("*.yaml")}
    shown = tpn("process", "kulturskole", "--propose", "-p", halden)
    assert shown.code == 0
    assert "benefit.lead_time" in shown.out
    assert {path.name: path.read_text("utf-8") for path in halden.glob("*.yaml")} == before
    result = tpn("process", "kulturskole", "--propose", "--write", "-p", halden)
    assert result.code == 0, result.err
    found = of(halden, "kulturskole")
    assert {one.state for one in found.values()} == {ProposalState.TAKEN}
    again = tpn("process", "kulturskole", "--propose", "--write", "-p", halden)
    assert "Alt er tatt eller lagt bort." in again.err
    project = load(halden).sound()
    benefit = next(one for one in project.benefits.benefits if one.id == found["benefit.lead_time"].settled)
    assert benefit.from_process
    assert (benefit.from_process.service, benefit.x["proposed_from"]) == (
        "kulturskole",
        "processes/kulturskole/benefit.lead_time",
    )
    assert benefit.indicator
    assert (benefit.indicator.baseline, benefit.indicator.target) == (33, 22)
    assert benefit.owner == project.service["kulturskole"].owner
    assert found["change.gone"].settled in benefit.changes
    assert tpn("check", "-p", halden).code == 0
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert {path.name: path.read_text("utf-8") for path in halden.glob("*.yaml")} == before


def test_some_are_taken_by_name(tpn: Tpn, halden: Path) -> None:
    assert tpn("process", "barnehage", "--take", "K-INT-04,change.gone", "--write", "-p", halden).code == 0
    found = of(halden, "barnehage")
    assert found["requirement.K-INT-04"].state is ProposalState.TAKEN
    assert found["change.gone"].state is ProposalState.TAKEN
    assert found["requirement.K-FUN-06"].state is ProposalState.OPEN
    requirement = next(
        one
        for one in load(halden).sound().procurement.requirements
        if one.id == found["requirement.K-INT-04"].settled
    )
    assert requirement.x["catalogue"] == "K-INT-04"
    assert requirement.services == ("barnehage",)


def test_what_the_launch_is_to_be_goes_into_its_profile_or_a_new_one(tpn: Tpn, sandnes: Path) -> None:
    file = sandnes / "5-launch.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("\n  services:")] + "\n", "utf-8")
    words = ("process", "sfo", "--take", "launch.level,launch.records", "--write", "-p", sandnes)
    assert tpn(*words).code == 0
    (launch,) = load(sandnes).sound().launch.services
    assert (launch.service, launch.level, launch.x) == (
        "sfo",
        "fully_integrated",
        {"proposed_from": "processes/sfo"},
    )
    assert launch.records
    assert (launch.records.journalled, launch.records.to) == ("automatic", "Sak-/arkivsystem")


def test_one_is_dismissed_with_a_reason_and_not_without(tpn: Tpn, halden: Path) -> None:
    words = ("process", "kulturskole", "--dismiss", "lead_time", "-p", halden, "--write")
    assert "[dismiss-needs-reason]" in tpn(*words).err
    assert tpn(*words, "--reason", "Plassen følger skoleåret uansett").code == 0
    one = of(halden, "kulturskole")["benefit.lead_time"]
    assert (one.state, one.settled) == (ProposalState.DISMISSED, "Plassen følger skoleåret uansett")
    assert tpn(*words, "--reason", "igjen").code == 2
    assert (
        tpn(
            "process", "kulturskole", "--dismiss", "change.gone", "--reason", "Ja", "--write", "-p", halden
        ).code
        == 0
    )
    assert of(halden, "kulturskole")["change.gone"].state is ProposalState.DISMISSED


def test_the_advice_falls_silent_when_every_proposal_is_settled(tpn: Tpn, halden: Path) -> None:
    def advised() -> bool:
        problems = json.loads(tpn("check", "-p", halden, "--json").out)["problems"]
        return any(one.get("code") == "P121" and "Kulturskole" in one["message"] for one in problems)

    assert advised()
    tpn("process", "kulturskole", "--take", "benefit.lead_time", "--write", "-p", halden)
    assert not advised()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["sfo", "--propose"], "nothing-to-propose"),
        (["barnehage", "--take", "change.away"], "no-such-proposal"),
        (["barnehage", "--take", "benefit.staff_time"], "proposal-settled"),
    ],
)
def test_wrong_use_is_one_sentence(tpn: Tpn, halden: Path, words: list[str], slug: str) -> None:
    result = tpn("process", *words, "-p", halden)
    assert result.code in {1, 2}
    assert f"[{slug}]" in result.err


def test_the_facts_are_there_for_programs(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("process", "barnehage", "--propose", "-p", halden, "--json").out)
    assert facts["written"] is False
    one = next(one for one in facts["proposals"] if one["proposal"] == "benefit.staff_time")
    assert (one["state"], one["settled"], one["because"]["before"]) == ("taken", "G-01", 98)


@pytest.mark.parametrize(("less", "gains"), [(-0.5, True), (0, False), (0.5, False), (None, False)])
def test_only_what_gets_less_is_a_benefit(less: float | None, gains: bool) -> None:
    found: Any = Some(difference=lambda _, measure: less if measure == next(iter(MEASURED)) else None)
    assert (list(lowered(found, VariantName.SELFSERVICE)) == [next(iter(MEASURED.values()))]) is gains


@pytest.mark.parametrize(
    ("said", "level", "records"),
    [
        ("", None, None), ("records: {to: Arkiv}", None, None), ("level: fully_integrated", "launch/sfo", None),
        ("records: {journalled: automatic}", None, "launch/sfo"),
    ],
)  # fmt: skip
def test_a_launch_profile_that_says_it_already_settles_that_and_no_more(
    said: str, level: str | None, records: str | None
) -> None:
    made = small(f"launch: {{services: [{{service: sfo, {said}}}]}}\n")
    assert [
        _launch(Proposal(Of.LAUNCH, what, "sfo", VariantName.SELFSERVICE, {}), made)
        for what in ("level", "records")
    ] == [level, records]
