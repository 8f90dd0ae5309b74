"""What goes along with what ends, what stays, what names it – and what is written, there and back."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.ending import How, ended, ending_of, goes_over, resumed
from tpn.model.choices import EndOutcome
from tpn.model.index import index
from tpn.plan.workdays import WorkDays
from tpn.problems import Stop
from tpn.source import Remove, Set, parse

DAY = date(2026, 10, 5)
DAYS = WorkDays("NO")
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [per]}
benefits:
  benefits:
    - {id: G-01, title: Mindre kø, owner: eva, services: [sfo]}
    - {id: G-02, title: Ro, services: [sfo, bhg]}
procurement:
  components:
    - {id: C-1, name: Skjema, services: [sfo]}
    - {id: C-2, name: Arkiv, services: [sfo], status: delivered}
  requirements: [{id: KR-1, text: Uten mus, level: must, component: C-1}]
  procurements:
    - {id: A-1, title: Skjema, components: [C-1]}
    - {id: A-2, title: Begge, components: [C-1, C-2], contract: 2026-09-01}
processes: {services: [{service: sfo}]}
launch:
  activities:
    - {id: T-01, title: Slå på, service: sfo, responsible: [eva], start: 2026-10-12, due: 2026-10-16,
     status: in_progress}
    - {id: T-02, title: Gjort, service: sfo, status: done, finished: 2026-09-01}
    - {id: T-03, title: På nett, service: sfo, milestone: true, due: 2026-10-16}
    - {id: T-04, title: Etter, responsible: [per], after: [T-01]}
    - {id: T-05, title: Annet, service: bhg}
  services: [{service: sfo}, {service: bhg}]
risks: [{id: R-01, title: Hast, services: [sfo]}, {id: R-02, title: Ro, services: [bhg]}]
"""
WRITTEN: Any = parse(ABOUT + WORK, "p.yaml").value
FOUND = index(project(WORK))


def of(name: str) -> Any:
    return ending_of(FOUND, FOUND.by_address[name])


def addresses(entries: Any) -> list[str]:
    return [one.address for one in entries]


def edits(name: str, **how: Any) -> list[Any]:
    said = {"day": DAY, "reason": "Nei", **how}
    return ended(of(name), How(**said), DAYS, WRITTEN)


def test_what_is_there_for_it_alone_goes_along_and_what_is_done_stays() -> None:
    found = of("sfo")
    assert set(addresses(found.along)) == {"G-01", "C-1", "T-01", "T-03", "R-01", "A-1", "KR-1"}
    assert set(addresses(found.stays)) == {"C-2", "T-02"}
    assert {(one.entry.address, one.fields) for one in found.mentions} == {
        ("G-02", ("services",)), ("A-2", ("components",)), ("T-04", ("after",))
    }  # fmt: skip
    assert [one.route for one in found.parts] == [("processes", "services", 0), ("launch", "services", 0)]
    assert addresses(found.idle) == ["eva"]  # Per has other work


def test_of_one_activity_nothing_goes_along() -> None:
    found = of("T-01")
    assert (found.along, found.stays, found.parts) == ((), (), ())
    assert [(one.entry.address, one.fields) for one in found.mentions] == [("T-04", ("after",))]
    assert addresses(of("K-01").idle) == []


@pytest.mark.parametrize(("name", "slug"), [("per", "person-hands-over"), ("kickoff", "cannot-end")])
def test_what_cannot_end_is_said(name: str, slug: str) -> None:
    with pytest.raises(Stop) as stop:
        of(name)
    assert (stop.value.problems[0].slug, stop.value.exit_code) == (slug, 2)


def test_what_has_ended_does_not_end_again_and_goes_along_with_nothing() -> None:
    text = WORK.replace(
        "{id: R-01, title: Hast,", "{id: R-01, title: Hast, ended: {date: 2026-09-01, outcome: cancelled},"
    )
    found = index(project(text))
    with pytest.raises(Stop) as stop:
        ending_of(found, found.by_address["R-01"])
    facts = stop.value.problems[0].facts
    assert (stop.value.problems[0].slug, facts["date"], facts["outcome"]) == (
        "has-ended", date(2026, 9, 1), EndOutcome.CANCELLED
    )  # fmt: skip
    assert stop.value.exit_code == 2
    assert "R-01" not in addresses(ending_of(found, found.by_address["sfo"]).along)


def test_the_day_the_reason_and_the_decision_are_written_and_the_others_name_it() -> None:
    made = edits("sfo", decision="B-01")
    assert made[0] == Set(
        ("services", 0, "ended"), {"date": DAY, "reason": "Nei", "decision": "B-01", "outcome": "cancelled"}
    )
    assert Set(("risks", 0, "ended"), {"date": DAY, "outcome": "cancelled", "along_with": "sfo"}) in made
    assert not [one for one in made if one.route[:2] == ("risks", 1)]


def test_an_activity_keeps_what_stood_there() -> None:
    made = edits("T-01")
    assert made == [
        Set(("launch", "activities", 0, "ended"),
            {"date": DAY, "reason": "Nei", "outcome": "cancelled", "before": {"status": "in_progress"}}),
        Set(("launch", "activities", 0, "status"), "cancelled"),
    ]  # fmt: skip
    assert edits("K-01")[0].value == {"date": DAY, "reason": "Nei", "outcome": "cancelled"}


def test_what_is_postponed_to_a_day_starts_there_and_is_as_long() -> None:
    made = edits("T-01", outcome=EndOutcome.POSTPONED, until=date(2026, 11, 5))
    values = {one.route[-1]: one.value for one in made}
    assert (values["status"], values["start"], values["due"]) == (
        "postponed",
        date(2026, 11, 5),
        date(2026, 11, 11),
    )  # a Thursday, and four working days later a Wednesday
    assert values["ended"]["until"] == date(2026, 11, 5)
    assert values["ended"]["before"] == {
        "status": "in_progress", "start": date(2026, 10, 12), "due": date(2026, 10, 16)
    }  # fmt: skip


def test_a_milestone_that_is_postponed_falls_due_that_day() -> None:
    values = {
        one.route[-1]: one.value
        for one in edits("T-03", outcome=EndOutcome.POSTPONED, until=date(2026, 11, 5))
    }
    assert (values["due"], values["status"], "start" in values) == (date(2026, 11, 5), "postponed", False)


def test_a_deadline_without_a_start_goes_when_the_work_waits() -> None:
    text = WORK.replace("title: Begynne,", "title: Begynne, due: 2026-10-16,")
    found = index(project(text))
    written: Any = parse(ABOUT + text, "p.yaml").value
    how = How(DAY, "Nei", outcome=EndOutcome.POSTPONED, until=date(2026, 11, 5))
    made = ended(ending_of(found, found.by_address["K-01"]), how, DAYS, written)
    assert Remove(("kickoff", "activities", 0, "due")) in made
    assert Set(("kickoff", "activities", 0, "start"), date(2026, 11, 5)) in made
    assert made[0].value["before"] == {"due": date(2026, 10, 16)}  # type: ignore[union-attr]


def test_what_goes_along_with_what_is_postponed_is_postponed_and_else_cancelled() -> None:
    along = {
        one.value["outcome"] for one in edits("sfo", outcome=EndOutcome.POSTPONED) if one.route[-1] == "ended"
    }
    assert along == {"postponed"}
    merged = [
        one.value
        for one in edits("sfo", outcome=EndOutcome.MERGED_INTO, into=("bhg",))
        if one.route[-1] == "ended"
    ]
    assert merged[0]["outcome"] == "merged_into"
    assert {one["outcome"] for one in merged[1:]} == {"cancelled"}


def test_what_is_merged_carries_its_benefits_over_and_ends_its_own_work() -> None:
    made = edits("sfo", outcome=EndOutcome.MERGED_INTO, into=("bhg",))
    assert Set(("benefits", "benefits", 0, "services"), ["bhg"]) in made
    assert Set(("benefits", "benefits", 1, "services"), ["bhg"]) in made  # once, in however many ways
    assert Set(("risks", 0, "services"), ["bhg"]) in made
    assert Set(("launch", "activities", 0, "status"), "cancelled") in made
    assert made[0].value["into"] == ["bhg"]


def test_a_change_of_one_service_goes_to_the_first_of_those_that_it_becomes() -> None:
    text = "benefits: {changes: [{id: E-01, title: Ny rutine, service: sfo}]}\n"
    found = index(project(text))
    how = How(DAY, "Delt", outcome=EndOutcome.SPLIT_INTO, into=("bhg", "sfo-ny"))
    written: Any = parse(ABOUT + text, "p.yaml").value
    made = ended(ending_of(found, found.by_address["sfo"]), how, DAYS, written)
    assert Set(("benefits", "changes", 0, "service"), "bhg") in made


def test_what_goes_over_is_what_outlives_its_service() -> None:
    into = ["bhg"]
    assert {name for name in ("G-01", "R-01", "T-01", "C-1") if goes_over(FOUND.by_address[name], into)} == {
        "G-01", "R-01", "C-1"
    }  # fmt: skip
    assert not goes_over(FOUND.by_address["G-01"], [])


def back(ended_text: str, fields: str = "") -> tuple[list[str], list[Any]]:
    text = f"launch: {{activities: [{{id: T-01, title: A, {fields}, ended: {ended_text}}}]}}\n"
    found = index(project(text))
    entries, made = resumed(found, found.by_address["T-01"])
    return addresses(entries), made


WAY = ("launch", "activities", 0)


@pytest.mark.parametrize(
    ("ending", "fields", "made"),
    [
        ("{date: 2026-09-01, outcome: cancelled, before: {status: in_progress}}", "status: cancelled",
         [Set((*WAY, "status"), "in_progress")]),
        ("{date: 2026-09-01, outcome: cancelled}", "status: cancelled", [Remove((*WAY, "status"))]),
        ("{date: 2026-09-01, outcome: cancelled}", "status: cancelled, percent: 10", [Set((*WAY, "status"),
         "in_progress")]),
        ("{date: 2026-09-01, outcome: cancelled}", "status: cancelled, started: 2026-08-20",
         [Set((*WAY, "status"), "in_progress")]),
        ("{date: 2026-09-01, outcome: cancelled}", "status: done, finished: 2026-08-20", []),
        ("{date: 2026-09-01, outcome: postponed, until: 2026-11-05, before: {start: 2026-10-12, due: 2026-10-16}}",
         "status: postponed, start: 2026-11-05, due: 2026-11-11",
         [Remove((*WAY, "status")), Set((*WAY, "start"), date(2026, 10, 12)), Set((*WAY, "due"), date(2026, 10, 16))]),
        ("{date: 2026-09-01, outcome: postponed, until: 2026-11-05, before: {due: 2026-10-16}}",
         "status: postponed, start: 2026-11-05",
         [Remove((*WAY, "status")), Remove((*WAY, "start")), Set((*WAY, "due"), date(2026, 10, 16))]),
        ("{date: 2026-09-01, outcome: postponed, until: 2026-11-05, before: {due: 2026-10-16}}",
         "status: postponed, start: 2026-11-09", [Remove((*WAY, "status"))]),  # somebody has given it another day since
        ("{date: 2026-09-01, outcome: postponed, until: 2026-11-05, before: {due: 2026-10-16}}",
         "status: postponed, milestone: true, due: 2026-11-05",
         [Remove((*WAY, "status")), Set((*WAY, "due"), date(2026, 10, 16))]),
    ],
)  # fmt: skip
def test_what_comes_back_is_as_it_was(ending: str, fields: str, made: list[Any]) -> None:
    entries, found = back(ending, fields)
    assert entries == ["T-01"]
    assert found == [Remove((*WAY, "ended")), *made]


def test_what_went_along_comes_back_with_it_and_not_alone() -> None:
    text = """\
benefits: {benefits: [{id: G-01, title: A, ended: {date: 2026-09-01, outcome: cancelled, along_with: R-01}}]}
risks:
  - {id: R-01, title: B, ended: {date: 2026-09-01, outcome: cancelled}}
  - {id: R-02, title: C, ended: {date: 2026-09-01, outcome: cancelled}}
  - {id: R-03, title: D}
"""
    found = index(project(text))
    entries, made = resumed(found, found.by_address["R-01"])
    assert addresses(entries) == ["R-01", "G-01"]
    assert made == [Remove(("risks", 0, "ended")), Remove(("benefits", "benefits", 0, "ended"))]
    for name, slug in (("G-01", "ended-along"), ("R-03", "has-not-ended")):
        with pytest.raises(Stop) as stop:
            resumed(found, found.by_address[name])
        assert (stop.value.problems[0].slug, stop.value.exit_code) == (slug, 2)


SHARED = """\
launch:
  activities:
    - {id: T-01, title: Innkalle sammen}
    - {id: T-02, title: På, service: sfo, after: [T-01]}
    - {id: T-03, title: På, service: bhg, after: [T-01]}
    - {id: T-04, title: Følge opp, after: [T-02, T-03]}
    - {id: T-05, title: Lære, after: [T-04]}
    - {id: T-06, title: Feire den ene, after: [T-02]}
    - {id: T-07, title: Alt er gjort, milestone: true, after: [T-04]}
    - {id: T-08, title: Den tredje, service: kul, after: [T-05]}
    - {id: T-09, title: Gjort sammen, after: [T-02, T-03], status: done, finished: 2026-09-01}
    - {id: T-10, title: Slutt, after: [T-05, T-08]}
"""
"""Two services of one wave, and one of the next."""


def _waves(**ended_now: str) -> Any:
    about = ABOUT + "  - {id: kul, name: Kulturskole, wave: 2}\n"
    for name, said in ended_now.items():
        about = about.replace(f"id: {name},", f"id: {name}, ended: {{date: 2026-09-01{said}}},")
    return index(project(SHARED, about))


def test_with_the_last_service_of_a_wave_goes_what_the_wave_shared_and_comes_back_with_any_of_them() -> None:
    here = _waves()
    assert addresses(ending_of(here, here.by_address["sfo"]).along) == ["T-02"]  # the other is there yet
    assert addresses(ending_of(here, here.by_address["kul"]).along) == ["T-08"]
    last = _waves(sfo="")
    shared = ["T-01", "T-04", "T-05"]
    assert addresses(ending_of(last, last.by_address["bhg"]).along) == ["T-03", *shared]
    text = SHARED
    for name in shared:
        text = text.replace(
            f"id: {name},", f"id: {name}, status: cancelled, ended: {{date: 2026-09-01, along_with: bhg}},"
        )
    about = (
        ABOUT.replace("id: sfo,", "id: sfo, ended: {date: 2026-09-01},") + "  - {id: kul, name: K, wave: 2}\n"
    )
    gone = index(project(text, about.replace("id: bhg,", "id: bhg, ended: {date: 2026-09-01},")))
    for name in ("sfo", "bhg"):
        back, _ = resumed(gone, gone.by_address[name])
        assert set(addresses(back)) == {name, *shared}


def test_without_something_that_begins_the_wave_nobody_guesses_what_closes_it() -> None:
    """A final report waits for the last service, whichever that is."""
    here = index(project(SHARED.replace("after: [T-01]", "after: []"), ABOUT.replace(
        "id: sfo,", "id: sfo, ended: {date: 2026-09-01},") + "  - {id: kul, name: K, wave: 2}\n"))  # fmt: skip
    assert addresses(ending_of(here, here.by_address["bhg"]).along) == ["T-03"]


def test_where_no_service_is_left_nobody_guesses_what_the_project_still_is() -> None:
    here = _waves(sfo="", kul="")
    assert addresses(ending_of(here, here.by_address["bhg"]).along) == ["T-03"]


def test_to_have_been_at_a_meeting_is_no_task_left() -> None:
    met = "meetings: [{id: MO-01, kind: kickoff, date: 2026-09-01, participants: [{person: eva, attended: true}]}]\n"
    here = index(project(WORK + met))
    assert addresses(ending_of(here, here.by_address["sfo"]).idle) == ["eva"]
