"""A service of the catalogue comes into a project that is under way, as if it had been there from the start."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.model import load


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


@pytest.fixture
def two(tpn: Tpn, tmp_path: Path) -> Path:
    folder = tmp_path / "to"
    assert tpn("init", folder, "--services", "barnehage,sfo", "--start", "2026-08-17").code == 0
    return folder


def test_it_brings_all_that_a_new_project_would_have_had_for_it(tpn: Tpn, two: Path, tmp_path: Path) -> None:
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    three = tmp_path / "tre"
    waves = "barnehage,sfo;kulturskole"
    assert tpn("init", three, "--waves", waves, "--start", "2026-08-17").code == 0
    came, meant = load(two).sound(), load(three).sound()
    service = came.service["kulturskole"]
    assert (service.catalogue, service.wave) == ("kulturskoleplass", 2)
    assert str(came.processes.services[-1]) == str(meant.processes.services[-1])
    mine = [(a.title, a.duration, a.kind) for _, a in came.activities if a.service == "kulturskole"]
    assert mine == [(a.title, a.duration, a.kind) for _, a in meant.activities if a.service == "kulturskole"]
    assert {c.name: set(c.services) for c in came.procurement.components} == {
        c.name: set(c.services) for c in meant.procurement.components
    }
    titles = [{d.title for d in one.deliverables if d.service == "kulturskole"} for one in (came, meant)]
    assert titles[0] == titles[1] != set()
    assert service.launch is None  # as in a new project: its plan says when
    assert meant.service["kulturskole"].launch is None
    assert tpn("check", "-p", two).code == 0


def test_the_new_wave_waits_for_the_lessons_of_the_one_before(tpn: Tpn, two: Path) -> None:
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    project = load(two).sound()
    lessons = next(a.id for _, a in project.activities if a.kind == "lessons" and "bølge 1" in a.title)
    start = next(
        a for _, a in project.activities if a.title == "Gi klarsignal og delegere myndighet – bølge 2"
    )
    assert lessons in [link.to for link in start.after]


def ties(folder: Path) -> dict[str, set[tuple[str, str, int]]]:
    """By title, what each activity waits for."""
    project = load(folder).sound()
    titles = {activity.id: activity.title for _, activity in project.activities}
    return {a.title: {(titles[one.to], one.kind, one.lag) for one in a.after} for _, a in project.activities}


def test_all_waits_for_a_later_service_that_would_have_from_the_start(
    tpn: Tpn, two: Path, tmp_path: Path
) -> None:
    """The gates and the final report too: a project is not closed before its last launch."""
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    three = tmp_path / "tre"
    waves = "barnehage,sfo;kulturskole"
    assert tpn("init", three, "--waves", waves, "--start", "2026-08-17").code == 0
    assert ties(two) == ties(three)


@pytest.mark.parametrize(
    ("waves", "wave"), [("barnehage", 1), ("barnehage;kulturskole", 2), ("barnehage;kulturskole", 1)]
)
def test_its_launch_waits_for_all_of_its_own_work_that_it_would_have_from_the_start(
    tpn: Tpn, tmp_path: Path, waves: str, wave: int
) -> None:
    """What a wave shares does not wait for a service that came later: then the service's own work does."""
    here, there = tmp_path / "kom", tmp_path / "var"
    assert tpn("init", here, "--waves", waves, "--start", "2026-08-17").code == 0
    assert tpn("add", "service", "sfo", f"wave={wave}", "-p", here, "--today", "2026-08-17").code == 0
    parts = waves.split(";")
    parts[wave - 1] += ",sfo"
    assert tpn("init", there, "--waves", ";".join(parts), "--start", "2026-08-17").code == 0
    assert before_its_launch(here) == before_its_launch(there) != set()
    assert tpn("check", "-p", here).code == 0
    chosen = next(a for _, a in load(here).sound().activities if a.service == "sfo" and "velger" in a.title)
    moved = tpn("move", chosen.id, "01.03.2029", "--reason", "Sent", "-p", here).out
    assert "Lansering av Skolefritidsordning" in moved
    assert "Lansering av Barnehage" not in moved


def before_its_launch(folder: Path) -> set[str]:
    """By title, the work of SFO's own that its launch waits for."""
    links = ties(folder)
    mine = {a.title for _, a in load(folder).sound().activities if a.service == "sfo"}
    found, left = set[str](), [title for title in mine if title.endswith("– lansering")]
    while left:
        title = left.pop()
        if title not in found:
            found.add(title)
            left += [name for name, _, _ in links[title]]
    return found & mine


def test_what_it_moves_is_said_and_that_the_scope_was_agreed(tpn: Tpn, two: Path) -> None:
    assert tpn("snapshot", "--agreed", "-p", two, "--today", "2026-08-20").code == 0
    words = ("add", "service", "kulturskole", "--preview", "-p", two, "--today", "2026-08-24")
    said, facts = " ".join(tpn(*words).out.split()), json.loads(tpn(*words, "--json").out)
    closed = next(a.id for _, a in load(two).sound().activities if a.title.startswith("Prosjektet avsluttet"))
    gate = next(one for one in facts["moved"] if one["id"] == closed)
    assert gate["after"] > facts["launch"] > gate["before"]
    assert facts["finish"]["after"] == gate["after"]
    assert facts["finish"]["after"] > facts["finish"]["before"]
    day = ".".join(reversed(gate["after"].split("-")))
    assert f"→ {day}" in said.partition("Prosjektet avsluttet")[2]
    assert "Prognosen for prosjektet: " in said
    assert "endrer omfanget i planen som ble avtalt 20.08.2026, og det trengs et vedtak" in said
    assert facts["scope_agreed"] == "2026-08-20"


def test_what_is_over_is_not_opened_by_a_service_that_comes_later(tpn: Tpn, two: Path) -> None:
    chosen = next(a.id for _, a in load(two).sound().activities if a.title.startswith("Nye prosesser valgt"))
    assert tpn("set", chosen, "status=utgår", "-p", two).code == 0
    before = ties(two)
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    gone = next(title for title in before if title.startswith("Nye prosesser valgt"))
    assert ties(two)[gone] == before[gone]


def test_the_end_of_a_project_of_ones_own_moves_too(tpn: Tpn, sandnes: Path) -> None:
    facts = json.loads(tpn("add", "service", "parkering", "-p", sandnes, "--json").out)
    end = next(one for one in facts["moved"] if one["id"] == "T-55")
    assert end["after"] == facts["finish"]["after"] > facts["launch"]
    assert tpn("check", "-p", sandnes).code == 0


def test_one_undo_takes_all_of_it_back_and_a_preview_writes_nothing(tpn: Tpn, two: Path) -> None:
    before = texts(two)
    shown = tpn("add", "service", "Kulturskoleplass", "--preview", "-p", two)
    assert shown.code == 0
    assert "Aktiviteter: 19" in shown.out
    assert texts(two) == before
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    assert texts(two) != before
    assert tpn("undo", "--write", "-p", two).code == 0
    assert texts(two) == before


def test_a_service_that_comes_later_is_laid_out_as_one_from_the_beginning(tpn: Tpn, two: Path) -> None:
    """Its launch is what the plan says, and follows the plan: nothing is typed that the plan gives."""
    assert tpn("add", "service", "kulturskole", "-p", two).code == 0
    project = load(two).sound()
    assert {one.launch for one in project.services} == {None}
    before = json.loads(tpn("show", "kulturskole", "--json", "-p", two).out)["due"]["plan"]
    go_live = next(a.id for _, a in project.activities if a.service == "kulturskole" and a.kind == "go_live")
    assert tpn("move", go_live, "01.09.2028", "--reason", "Leverandøren", "--write", "-p", two).code == 0
    after = json.loads(tpn("show", "kulturskole", "--json", "-p", two).out)["due"]["plan"]
    assert (before < after, after) == (True, "2028-09-01")


def test_requirements_come_along_and_are_shared_by_the_next_service(tpn: Tpn, two: Path) -> None:
    assert tpn("add", "service", "ledsagerbevis", "-p", two).code == 0
    assert tpn("add", "service", "parkering", "-p", two).code == 0
    special = [r for r in load(two).sound().procurement.requirements if r.x.get("catalogue") == "K-PERS-05"]
    assert [one.services for one in special] == [("ledsagerbevis", "parkering")]


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_it_comes_into_a_project_that_was_laid_out_otherwise(
    tpn: Tpn, request: pytest.FixtureRequest, example: str
) -> None:
    folder = request.getfixturevalue(example)
    word = "feiing" if example == "halden" else "parkering"
    result = tpn("add", "service", word, "-p", folder, "--json")
    assert result.code == 0, result.err
    facts = json.loads(result.out)
    assert facts["written"] is True
    assert facts["launch"] > "2026-10-05"
    assert tpn("check", "-p", folder).code == 0
    assert tpn("process", facts["service"], "-p", folder).code == 0


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["barnehageplass"], "service-there"),
        (["kulturskoleplas"], "not-in-catalogue"),
        (["kulturskole", "name=X"], "only-wave"),
        (["kulturskole", "wave=x"], "not-a-number"),
    ],
)
def test_what_cannot_be_brought_is_said(tpn: Tpn, two: Path, words: list[str], slug: str) -> None:
    before = texts(two)
    result = tpn("add", "service", *words, "-p", two)
    assert result.code == 2
    assert f"[{slug}]" in result.err
    assert texts(two) == before


def test_a_slip_is_answered_with_what_was_meant(tpn: Tpn, halden: Path) -> None:
    assert "Mente du «ledsagerbevis»?" in tpn("add", "service", "ledsagerbevs", "-p", halden).err


def test_a_wave_can_be_said(tpn: Tpn, two: Path) -> None:
    assert tpn("add", "tjeneste", "kulturskole", "bølge=1", "-p", two).code == 0
    assert load(two).sound().service["kulturskole"].wave == 1


def test_a_service_of_ones_own_is_added_as_before(tpn: Tpn, two: Path) -> None:
    result = tpn("add", "service", "id=kajakk", "name=Utlån av kajakk", "-p", two)
    assert result.code == 0, result.err
    assert load(two).sound().service["kajakk"].name == "Utlån av kajakk"
