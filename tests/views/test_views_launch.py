"""The launch board and the page of one service, on small YAML: what lacks, what is foreseen, what the net share is."""

from datetime import date
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import Light, Phase
from tpn.model.questions import Questions
from tpn.plan.readiness import Mark
from tpn.views.launch import (
    BoardLine,
    ServicePage,
    board_json,
    launch_board,
    page_json,
    service_page,
    undelivered,
    waiver_json,
)

MUST = [question.id for question in Questions().of(Phase.LAUNCH) if question.must]
PEOPLE = ABOUT.replace("email: liv@example.no}", "email: liv@example.no, unit: Oppvekst}").replace(
    "{id: sfo, name: SFO}", "{id: sfo, name: SFO, owner: liv, responsible: per}"
)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Sette opp, due: 2026-09-30}
    - {id: K-02, title: Levert, due: 2026-09-01, status: done, finished: 2026-09-01}
processes:
  services: [{service: sfo, digital_share: 80}]
procurement:
  components:
    - {id: C-1, name: Skjema, services: [sfo, bhg], comes_with: K-01}
    - {id: C-2, name: Arkiv, services: [sfo], delivered: 2026-09-01}
    - {id: C-3, name: Avlyst, services: [sfo], status: cancelled}
    - {id: C-4, name: Annen, services: [bhg], promised: 2026-10-01}
    - {id: C-5, name: Står, services: [sfo], comes_with: K-02}
    - {id: C-6, name: Udatert, services: [sfo]}
launch:
  activities:
    - {id: L-00, title: Prøve, service: sfo, due: 2026-10-20, duration: 2d}
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, after: [L-00]}
    - {id: L-02, title: Opplæring, service: sfo, due: 2026-10-01, kind: training, responsible: [eva]}
  services:
    - service: sfo
      level: online_submission
      assurance: high
      signature: simple
      checklist:
        T-C01: {answer: done, evidence: e-post, by: per, date: 2026-09-01, note: greit}
        T-C02: {waiver: {by: liv, date: 2026-09-02, reason: Tas i november}}
      figures:
        - {date: 2026-12-01, cases: 3, digital: 1}
        - {date: 2026-11-01, cases: 4, digital: 3}
        - {date: 2026-10-31, cases: 0, digital: 0}
        - {date: 2026-10-30, cases: 5}
        - {date: 2026-10-29, cases: 7, digital: 0}
      next: bhg
lessons:
  - {text: Vår, service: sfo}
  - {text: Deres, service: bhg}
  - {text: Alles}
"""
PLAN, _ = planned(WORK, about=PEOPLE)
BOARD = launch_board(PLAN)
SFO, BHG = BOARD.lines


def page(
    text: str = WORK, service: str = "sfo", about: str = PEOPLE, today: date = PLAN.today
) -> ServicePage:
    return service_page(planned(text, today, about)[0], service, "nb")


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_the_board_has_every_service_with_what_it_is_asked_and_lacks() -> None:
    assert (BOARD.project, BOARD.today) == ("Lite prosjekt", day(9, 7))
    assert [line.ready.service.id for line in BOARD.lines] == ["sfo", "bhg"]
    assert (BHG.asked, BHG.lacking) == (len(MUST), len(MUST))
    assert SFO.lacking == len(MUST) - 2  # one is proven, one is waived
    assert (SFO.light, BHG.light) == (Light.YELLOW, Light.GREY)


def test_a_launch_is_foreseen_where_that_is_another_day_than_the_one_that_binds() -> None:
    assert (SFO.timing.binding, SFO.foreseen) == (day(10, 12), day(10, 20))
    assert BHG.foreseen is None  # it has no day at all
    on_time = WORK.replace("due: 2026-10-20, ", "due: 2026-10-02, ")
    assert (page(on_time).foreseen, page().foreseen) == (None, day(10, 20))
    live = WORK.replace("kind: go_live, after", "kind: go_live, status: done, finished: 2026-10-14, after")
    live = live.replace("service: sfo\n      level", "service: sfo\n      launched: 2026-10-14\n      level")
    assert page(live, today=day(10, 15)).foreseen is None  # it is on


def test_the_tracks_name_the_themes_of_each_in_order() -> None:
    assert [track for track, _ in BOARD.tracks] == ["online", "organisation"]
    for (track, names), (same, themes) in zip(BOARD.tracks, page().tracks, strict=True):
        assert (track, names) == (same, tuple(theme.name for theme in themes))
        assert themes
        assert {theme.track for theme in themes} == {track}
    assert (
        launch_board(planned(WORK, about=PEOPLE.partition("services:")[0] + "services: []\n")[0]).tracks == ()
    )


def test_no_mark_is_explained_that_is_not_on_the_board() -> None:
    assert BOARD.marks == (Mark.BEGUN, Mark.UNTOUCHED)
    soon = WORK.replace("due: 2026-10-12, milestone", "due: 2026-09-14, milestone")
    assert launch_board(planned(soon, about=PEOPLE)[0]).marks == (Mark.BEGUN, Mark.URGENT, Mark.UNTOUCHED)


def test_undelivered_is_what_the_service_needs_and_is_not_there() -> None:
    assert undelivered(PLAN, "sfo") == (("C-1", "Skjema", day(9, 30)), ("C-6", "Udatert", None))
    assert undelivered(PLAN, "bhg") == (("C-1", "Skjema", day(9, 30)), ("C-4", "Annen", day(10, 1)))


def test_the_digital_share_of_each_period_and_how_far_it_is_from_the_goal() -> None:
    assert [(one.figure.date, one.share, one.ahead) for one in page().uptake] == [
        (day(10, 29), 0.0, -80.0),
        (day(10, 30), None, None),  # nobody knows how many came digitally
        (day(10, 31), None, None),  # no cases: no share
        (day(11, 1), 75.0, -5.0),
        (day(12, 1), 33.3, -46.7),
    ]
    without = page(WORK.replace(", digital_share: 80", ""))
    assert [(one.share, one.ahead) for one in without.uptake][-2:] == [(75.0, None), (33.3, None)]
    assert without.goal is None


def test_a_page_has_the_names_the_unit_and_the_lessons_of_its_service() -> None:
    made = page()
    assert made.names == {"liv": "Liv Dahl", "per": "Per Moe", "eva": "Eva Lie"}
    assert made.services == {"sfo": "SFO", "bhg": "Barnehage"}
    assert (made.parts["C-2"], made.unit, made.goal) == ("Arkiv", "Oppvekst", 80)
    assert [one.text for one in made.lessons] == ["Vår"]
    assert made.laws == ()
    other = page(service="bhg")
    assert (other.unit, other.goal, other.said.service, other.uptake) == (None, None, "bhg", ())
    assert [one.text for one in other.lessons] == ["Deres"]


def test_each_point_that_lacks_has_those_who_get_it_in_place() -> None:
    made = page()
    assert set(made.doers) == set(MUST) - {"T-C01", "T-C02"}
    told = [(one.who, one.day, one.activity) for some in made.doers.values() for one in some]
    assert ("Eva Lie", day(10, 1), "L-02") in told  # the training of the plan


def test_laws_are_those_of_the_service_in_the_catalogue() -> None:
    made = page(about=PEOPLE.replace("name: SFO,", "name: SFO, catalogue: barnehageplass,"))
    assert made.laws
    said: Any = page_json(made)["laws"]
    assert [one["section"] for one in said] == [law.section for law in made.laws]


def test_the_board_as_json_is_the_same_facts_by_id() -> None:
    said: Any = board_json(BOARD)
    assert (said["format"], said["as_of"], len(said["services"])) == (1, day(9, 7), 2)
    sfo, bhg = said["services"]
    assert (sfo["service"], sfo["step"], sfo["launch"], sfo["forecast"]) == (
        "sfo", "benefits", day(10, 12), day(10, 20),
    )  # fmt: skip
    assert (sfo["launched"], sfo["may_launch"], sfo["let_through_by"]) == (False, False, None)
    assert (bhg["lacking"], bhg["waived"]) == (list_of(BHG), [])
    assert sfo["waived"] == [{"point": "T-C02", "by": "liv", "date": day(9, 2), "reason": "Tas i november"}]
    theme = next(one for one in sfo["themes"] if one["theme"] == "responsibility")
    assert (theme["track"], theme["mark"], theme["clear"]) == ("organisation", "begun", 2)
    assert sum(one["total"] for one in sfo["themes"]) == len(SFO.ready.points)


def list_of(line: BoardLine) -> list[str]:
    return [point.question.id for point in line.ready.lacking]


def test_a_decision_that_lets_it_pass_is_named() -> None:
    text = WORK + (
        "decisions: [{id: B-01, title: På nett, decided: 2026-09-01,\n"
        "             gate: {service: sfo, outcome: approved_with_conditions}}]\n"
    )
    said: Any = board_json(launch_board(planned(text, about=PEOPLE)[0]))["services"]
    assert (said[0]["let_through_by"], said[0]["may_launch"], bool(said[0]["lacking"])) == (
        "B-01",
        True,
        True,
    )
    assert said[1]["let_through_by"] is None


def test_a_page_as_json() -> None:
    said: Any = page_json(page())
    assert (said["level"], said["assurance"], said["signature"]) == ("online_submission", "high", "simple")
    assert (said["format"], said["goal_share"], said["next"]) == (1, 80, "bhg")
    assert said["undelivered"][0] == {"id": "C-1", "name": "Skjema", "comes": day(9, 30)}
    assert said["figures"][3] == {"date": day(11, 1), "cases": 4, "digital": 3, "share": 75.0}
    point = next(one for one in said["points"] if one["id"] == "T-C01")
    assert point == {
        "id": "T-C01", "track": "organisation", "theme": "responsibility", "must": True, "stand": "done",
        "evidence": "e-post", "by": "per", "date": day(9, 1), "note": "greit",
    }  # fmt: skip


def test_the_levels_as_json_say_what_each_asks_for() -> None:
    maturity: Any = page_json(page())["maturity"]
    assert maturity["launch"] == page().roadmap.launch
    assert [one["level"] for one in maturity["levels"]] == [rung.number for rung in page().roadmap.rungs]
    needs = [need for level in maturity["levels"] for need in level["needs"]]
    assert needs
    assert all(need["asks"] for need in needs)
    assert {tuple(need) for need in needs} == {("asks", "state", "by", "when")}
    assert [one["block"] for one in maturity["blocks"]] == [one.id for one in page().roadmap.blocks]


def test_without_a_waiver_only_the_point_is_named() -> None:
    point = SFO.ready.points[0]
    assert waiver_json(point._replace(answer=point.answer.but(waiver=None))) == {"point": point.question.id}
