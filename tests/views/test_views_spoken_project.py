"""A project by the keys of its format with names behind its ids: what templates read, and every record to be kept."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import CheckTopic, MeetingKind, Phase
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.record_tables import FieldLine, RecordLines
from tpn.views.spoken_project import SpokenName, every_record, spoken_project, spoken_record

US = ABOUT.replace("lead: liv,", "lead: liv, owner: eva, bodies: [{id: rad, name: Kommunestyret}],").replace(
    "email: liv@example.no}", "email: liv@example.no, x: {Rom: '12', proposed_from: a/b}}"
)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [liv, per], due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Merkepel, due: 2026-09-11, milestone: true, after: [K-01], service: sfo}
    - {id: K-03, title: Udatert}
launch: {services: [{service: sfo, checklist: {T-C01: {answer: done, by: per}}}]}
meetings: [{id: MO-1, kind: steering, number: 2, date: 2026-09-01}, {id: MO-2, kind: project, date: 2026-09-01}]
decisions:
  - {id: B-1, title: Styrets, decided: 2026-09-01, meeting: MO-1, decided_by: steering_group}
  - {id: B-2, title: Rådets, decided: 2026-09-01, decided_by: rad}
  - {id: B-3, title: Møtets, decided: 2026-09-01, meeting: MO-2}
  - {id: B-4, title: Ingens, decided: 2026-09-01}
risks:
  - {id: R-1, title: Hast, probability: 4, consequence: 3, after: {probability: 2, consequence: 1}, owner: per,
     actions: [{what: Ringe}]}
  - {id: R-2, title: Lukket, probability: 4, status: closed}
  - {id: R-3, title: Mulighet, probability: 2, consequence: 2, kind: opportunity}
"""
BASELINE = Baseline(
    date(2026, 8, 20), trail={"K-02": (Agreed(date(2026, 8, 18), date(2026, 9, 4)), Agreed(date(2026, 8, 20),
    date(2026, 9, 9)))}
)  # fmt: skip
PLAN, INDEX = planned(WORK, about=US, baseline=BASELINE)
MADE = spoken_project(PLAN, INDEX)


def of(address: str) -> dict[str, Any]:
    return spoken_record(INDEX.by_address[address].record, PLAN, INDEX)


def test_it_has_every_section_and_field_by_its_key() -> None:
    assert MADE["project"]["name"] == "Lite prosjekt"
    first, second, third = MADE["kickoff"]["activities"]
    assert (first["title"], first["note"], first["phase"]) == ("Begynne", None, Phase.KICKOFF)
    assert (second["after"], second["service"]) == (("K-01",), "SFO")
    assert [one["is_done"] for one in (first, second, third)] == [True, False, False]
    assert MADE["launch"]["services"][0]["checklist"]["T-C01"]["by"] == "Per Moe"


def test_a_record_that_is_named_is_a_name_with_its_id_behind() -> None:
    who = MADE["kickoff"]["activities"][0]["responsible"]
    assert ([str(one) for one in who], [one.id for one in who]) == (["Liv Dahl", "Per Moe"], ["liv", "per"])
    assert SpokenName("A", "a").__getnewargs__() == ("A", "a")


def test_what_has_dates_has_them_by_their_words() -> None:
    dates = of("K-02")["dates"]
    assert (dates["plan"], dates["agreed"], dates["original"], dates["forecast"]) == (
        date(2026, 9, 11), date(2026, 9, 9), date(2026, 9, 4), date(2026, 9, 11),
    )  # fmt: skip
    assert (dates["late"], dates["off"], dates["order"], dates["over"], dates["overdue"]) == (
        2, 2, date(2026, 9, 11), False, False,
    )  # fmt: skip
    undated = of("K-03")["dates"]
    assert undated["order"] == undated["forecast"] or undated["order"] == date.max
    assert undated["off"] is None
    assert of("K-01")["dates"]["off"] is None  # nothing was agreed of it
    assert "dates" not in of("R-1")


def test_whose_a_decision_is() -> None:
    ruled = [of(name)["ruled"] for name in ("B-1", "B-2", "B-3", "B-4")]
    assert [one["steering"] for one in ruled] == [True, False, False, False]
    assert [one["body"] for one in ruled] == [None, "Kommunestyret", None, None]
    assert ruled[0]["meeting"] == {"kind": MeetingKind.STEERING, "number": 2, "date": date(2026, 9, 1)}
    assert (ruled[2]["meeting"]["kind"], ruled[3]["meeting"]) == (MeetingKind.PROJECT, None)


def test_a_risk_has_its_scores() -> None:
    first, closed, chance = (of(name) for name in ("R-1", "R-2", "R-3"))
    assert (first["score"], first["before"], first["weight"], first["is_open"], first["is_threat"]) == (
        2, 12, 2, True, True,
    )  # fmt: skip
    assert (closed["score"], closed["before"], closed["weight"], closed["is_open"]) == (None, None, 0, False)
    assert (chance["before"], chance["weight"], chance["is_threat"]) == (4, 4, False)


def activities(phase: RecordLines) -> tuple[RecordLines, ...]:
    return next(line.held for line in phase.fields if line.key == "activities")


def test_every_record_stands_once_in_its_kind_or_in_what_holds_it() -> None:
    found = every_record(INDEX)
    kickoff, _ = found["phase"]
    assert [one.id for one in activities(kickoff)] == ["K-01", "K-02", "K-03"]
    assert not {"activities", "actions"} & set(found)
    risk = found["risks"][0]
    assert (risk.id, risk.title) == ("R-1", "Hast")
    held = next(line for line in risk.fields if line.key == "actions")
    assert [one.fields[0] for one in held.held] == [FieldLine("what", "Action", "Ringe")]
    assert held.table is None


def test_a_record_to_be_kept_says_names_links_and_own_columns_as_people_read_them() -> None:
    found = every_record(INDEX)
    said = {line.key: line.value for line in activities(found["phase"][0])[1].fields}
    assert (said["after"], said["service"]) == (("K-01",), "SFO")
    person = {line.key: line.keyed for line in found["people"][0].fields}
    assert person["x"] == (("Rom", "12"),)  # where tpn took it from is no word of anybody's


def test_own_columns_of_which_all_are_bookkeeping_are_no_line() -> None:
    plan, index = planned(WORK, about=US.replace("Rom: '12', ", ""))
    assert plan.project.people[0].x
    assert "x" not in {line.key for line in every_record(index)["people"][0].fields}


def test_what_is_held_under_a_choice_is_called_by_the_choice() -> None:
    checks = "privacy: {own: Lest}, security: {own: Prøvd}"
    _, index = planned(f"launch: {{services: [{{service: sfo, checks: {{{checks}}}}}]}}\n", about=US)
    held = next(line.held for line in _all_lines(every_record(index)["phase"]) if line.key == "checks")
    assert [one.id for one in held] == [CheckTopic.PRIVACY, CheckTopic.SECURITY]
    assert all(isinstance(one.id, CheckTopic) and one.title is one.id for one in held)


def _all_lines(records: Iterable[RecordLines]) -> Iterator[FieldLine]:
    for one in records:
        for line in one.fields:
            yield line
            yield from _all_lines(line.held)
