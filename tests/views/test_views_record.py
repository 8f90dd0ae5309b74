"""Everything about one record: what it says and does not say, its dates, what it waits for, and who speaks of it."""

from datetime import date
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import Phase
from tpn.model.logs import Risk
from tpn.model.spans import Link
from tpn.views.record import Whole, as_json, filled, taken_in, whole
from tpn.views.values import Named

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, responsible: [per], due: 2026-09-11, after: [K-01], percent: 0}
    - {id: K-03, title: Slutte, due: 2026-09-25, after: ['K-02 SS+2d', K-01]}
  checklist:
    K-C01: {answer: done, by: per, date: 2026-09-01}
    K-C99: {answer: done}
benefits:
  benefits:
    - {id: G-01, title: Kø, owner: eva, services: [sfo],
       indicator: {name: Minutter, baseline: 10, target: 4, measured_by: per},
       measurements: [{date: 2026-09-01, value: 7, note: Kort}]}
procurement:
  procurements:
    - {id: A-1, title: Kjøp, components: [C-1], bids: [{supplier: Nord, answers: {KR-1: {answer: yes, points: 8}}}]}
  components: [{id: C-1, name: Skjema}]
  requirements: [{id: KR-1, text: Uten mus, level: must}]
processes:
  services: [{service: sfo, team: [{person: eva, function: Kritiker, critical: true}]}]
decisions: [{id: B-01, title: Vente, hangs: [K-02], responsible: [per]}]
risks:
  - {id: R-01, title: Hast, probability: 4, consequence: 3, owner: per, services: [sfo],
     actions: [{what: Ringe}, {what: Ringt, done: 2026-09-01}]}
"""
PLAN, INDEX = planned(WORK)


def of(address: str) -> Whole:
    return whole(INDEX.by_address[address], PLAN, INDEX)


def said(one: Whole) -> dict[str, Any]:
    return {field.take.key: field.value for field in one.filled if not field.take.record}


def test_what_it_says_has_names_behind_its_ids_and_the_order_of_the_format() -> None:
    made = of("R-01")
    assert [field.take.key for field in made.filled] == [
        "id", "title", "kind", "services", "probability", "consequence", "owner", "status", "actions",
    ]  # fmt: skip
    assert said(made)["owner"] == Named("per", "Per Moe", "people")
    assert said(made)["services"] == (Named("sfo", "SFO", "services"),)
    assert (made.title, made.phase, made.spoken) == ("Hast", None, INDEX.spoken("R-01"))


def test_nothing_a_no_and_an_empty_list_say_nothing_and_naught_does() -> None:
    made = of("K-02")
    assert said(made)["percent"] == 0
    assert {"milestone", "note", "service", "finished"} <= set(made.empty)
    assert not {"percent", "after", "x"} & set(made.empty)
    assert set(said(made)) | set(made.empty) >= {"id", "title", "start"}


def test_records_inside_are_called_by_their_key() -> None:
    by_key = {field.take.key: field.held for field in of("G-01").filled if field.held}
    (indicator,) = by_key["indicator"]
    assert (indicator.name, indicator.title) == ("", None)
    assert [field.take.key for field in indicator.fields] == ["name", "baseline", "target", "measured_by"]
    (measurement,) = by_key["measurements"]
    assert (measurement.name, measurement.title) == ("2026-09-01", date(2026, 9, 1))
    assert [field.take.key for field in measurement.fields] == ["value", "note"]  # its key is its name
    process = of("prosess.sfo") if "prosess.sfo" in INDEX.by_address else whole(
        next(one for one in INDEX.entries if one.kind == "processes"), PLAN, INDEX
    )  # fmt: skip
    (member,) = next(field.held for field in process.filled if field.take.key == "team")
    assert (member.name, member.title) == ("eva", Named("eva", "Eva Lie", "people"))


def test_records_without_a_key_are_counted_and_those_by_name_are_called_so() -> None:
    actions = next(field.held for field in of("R-01").filled if field.take.key == "actions")
    assert [(one.name, one.title) for one in actions] == [("1", None), ("2", None)]
    bid = next(one for one in INDEX.entries if one.kind == "bids")
    (answer,) = next(field.held for field in whole(bid, PLAN, INDEX).filled if field.take.key == "answers")
    assert (answer.name, answer.title) == ("KR-1", "KR-1")


def test_what_lists_work_out_of_its_kind() -> None:
    assert of("R-01").worked_out == {"score": 12, "score_after": None}
    assert of("G-01").worked_out == {"measured": 7, "attainment": 50.0}
    assert of("per").worked_out == {"open": 1, "overdue": 0}  # K-02
    assert of("K-02").worked_out == {}


def test_its_dates_and_what_it_waits_for_are_those_of_the_plan() -> None:
    made = of("K-03")
    assert made.work is PLAN.by_id["K-03"]
    assert made.due
    assert made.due.plan == date(2026, 9, 25)
    first, second = made.waits_for
    assert (first.link.to, first.title, first.work, first.link.kind) == (
        "K-02", "Fortsette", PLAN.by_id["K-02"], "SS",
    )  # fmt: skip
    assert first.due
    assert (second.link.to, second.due is not None) == ("K-01", True)
    assert (of("R-01").waits_for, of("R-01").work, of("R-01").due) == ((), None, None)


def test_those_who_wait_for_it_are_told_with_how() -> None:
    followers = of("K-02").followed_by
    assert [(tie.link.to, tie.link.kind, tie.title) for tie in followers] == [("K-03", "SS", "Slutte")]
    assert followers[0].work is PLAN.by_id["K-03"]
    assert followers[0].due
    assert [tie.link.to for tie in of("K-01").followed_by] == ["K-02", "K-03"]
    assert of("R-01").followed_by == ()


def test_every_field_that_names_it_is_told_but_for_the_links_of_the_plan() -> None:
    assert [(one.address, one.key, one.title) for one in of("K-02").mentions] == [("B-01", "hangs", "Vente")]
    told = {(one.address, one.key) for one in of("per").mentions}
    assert {("K-02", "responsible"), ("B-01", "responsible"), ("R-01", "owner")} <= told
    assert ("G-01", "owner") not in told
    assert of("R-01").mentions == ()


def test_a_point_of_a_checklist_has_its_question_while_it_is_asked() -> None:
    known, unknown = of("kickoff/K-C01"), next(
        whole(one, PLAN, INDEX) for one in INDEX.entries if one.address.endswith("K-C99")
    )  # fmt: skip
    assert known.question
    assert known.question.id == "K-C01"
    assert (unknown.question, of("K-01").question) == (None, None)
    assert known.phase is Phase.KICKOFF


def test_as_json_it_is_the_same_with_its_place() -> None:
    told: Any = as_json(of("K-02"), ("prosjekt.yaml", 14))
    assert (told["format"], told["address"], told["kind"], told["title"], told["phase"]) == (
        1, "K-02", "activities", "Fortsette", "kickoff",
    )  # fmt: skip
    assert (told["file"], told["line"], told["question"]) == ("prosjekt.yaml", 14, None)
    assert told["fields"]["responsible"] == ["per"]
    assert told["waits_for"] == [Link("K-01")]
    assert [link.to for link in told["followed_by"]] == ["K-03"]
    assert told["mentions"] == [{"address": "B-01", "kind": "decisions", "field": "hangs"}]
    assert (told["plan"]["plan_end"], told["plan"]["overdue"], told["plan"]["promised"]) == (
        date(2026, 9, 11), False, date(2026, 9, 11),
    )  # fmt: skip
    assert told["due"]["plan"] == date(2026, 9, 11)


def test_as_json_without_place_dates_or_question() -> None:
    told: Any = as_json(of("R-01"), None)
    assert (told["file"], told["line"], told["plan"], told["due"]) == (None, None, None, None)
    assert told["worked_out"] == {"score": 12, "score_after": None}
    asked: Any = as_json(of("kickoff/K-C01"), None)
    assert asked["question"] == "K-C01"


def test_what_went_into_a_service_is_told_of_it() -> None:
    about = ABOUT.replace(
        "{id: bhg, name: Barnehage}",
        "{id: bhg, name: Barnehage, ended: {date: 2026-09-01, outcome: merged_into, into: [sfo]}}",
    )
    whole_project = planned(WORK, about=about)[0].whole
    assert [one.id for one in taken_in(whole_project, "sfo")] == ["bhg"]
    assert taken_in(whole_project, "bhg") == ()


def test_a_record_that_says_nothing_has_no_line() -> None:
    risk = INDEX.by_address["R-01"].record
    assert isinstance(risk, Risk)
    bare = risk.but(services=(), owner=None, probability=None, consequence=None, actions=())
    assert [field.take.key for field in filled(bare, INDEX)] == ["id", "title", "kind", "status"]
