"""What somebody types for a field becomes the value that goes into the file, or one sentence."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.typed_values import ReadTyped, Typist, past
from tpn.model.about import Person
from tpn.model.benefits import Benefit
from tpn.model.dates import ReadDay
from tpn.model.index import index
from tpn.model.logs import Decision, MinutesItem, Risk
from tpn.model.procurement import Procurement
from tpn.model.references import check_references
from tpn.model.shapes import Activity, CheckAnswer
from tpn.problems import Stop
from tpn.source import Remove, Set

PROJECT = project("")
HERE = ("kickoff", "activities", 0)


def typist() -> Typist:
    return Typist(PROJECT, date(2026, 10, 5))


def value(cls: type[Any], word: str) -> object:
    made = typist().values(cls, [word])
    (found,) = made.values()
    return found


def refused(cls: type[Any], word: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Stop) as stop:
        typist().edits(cls, HERE, [word])
    assert stop.value.exit_code == 2
    return stop.value.problems[0].slug, dict(stop.value.problems[0].facts)


@pytest.mark.parametrize(
    ("cls", "word", "found"),
    [
        (Activity, "tittel=Ny = gammel", "Ny = gammel"),
        (Activity, "title= Ny ", "Ny"),
        (Activity, "frist=06.10.2026", date(2026, 10, 6)),
        (Activity, "ansvarlig=Per Moe, liv", ["per", "liv"]),
        (Activity, "ansvarlig=per,,", ["per"]),
        (Activity, "tjeneste=SFO", "sfo"),
        (Activity, "tjeneste=bhg", "bhg"),
        (Activity, "tjeneste=annen", "annen"),
        (Activity, "status=ferdig", "done"),
        (Activity, "etter=K-01 FS +2d,K-02", ["K-01 FS +2d", "K-02"]),
        (Activity, "varighet=3d", "3d"),
        (Activity, "milepæl=ja", True),
        (Activity, "milepæl=Nei", False),
        (Activity, "milepæl=0", False),
        (Activity, "prosent=50", 50),
        (Person, "name=Åse", "Åse"),
    ],
)
def test_a_value_is_of_its_fields_kind(cls: type[Any], word: str, found: object) -> None:
    made = value(cls, word)
    assert made == found
    assert type(made) is type(found)


def test_a_value_inside_is_reached_by_dots() -> None:
    made = typist().values(Benefit, ["indikator.nullpunkt=2,5", "indikator.enhet=min", "title=Ro", "owner="])
    assert made == {"indicator": {"baseline": 2.5, "unit": "min"}, "title": "Ro"}
    assert typist().edits(Benefit, ("b", 0), ["indicator.target=3"]) == [
        Set(("b", 0, "indicator", "target"), 3)
    ]


def test_a_part_that_one_record_inside_has_alone_needs_no_dot() -> None:
    assert typist().edits(Benefit, HERE, ["nullpunkt=42"]) == [Set((*HERE, "indicator", "baseline"), 42)]
    assert typist().values(Benefit, ["måltall=30"]) == {"indicator": {"target": 30}}
    assert refused(Benefit, "vilkår=1")[0] == "no-such-field"


def test_a_record_inside_is_taken_out_whole() -> None:
    assert typist().edits(Decision, HERE, ["beslutningspunkt="]) == [Remove((*HERE, "gate"))]
    assert refused(Decision, "beslutningspunkt=kickoff")[0] == "field-has-parts"


def test_own_words_stand_under_x() -> None:
    assert typist().edits(Activity, HERE, ["x.farge=rød"]) == [Set((*HERE, "x", "farge"), "rød")]


def test_nothing_after_the_sign_takes_out_what_may_lack() -> None:
    assert typist().edits(Activity, HERE, ["frist="]) == [Remove((*HERE, "due"))]
    assert refused(Activity, "tittel=")[0] == "required-field"
    assert typist().edits(Benefit, ("b",), ["indicator.name="]) == [Remove(("b", "indicator", "name"))]


@pytest.mark.parametrize(
    ("cls", "word", "slug", "facts"),
    [
        (Activity, "tittel", "no-equals-sign", {"word": "tittel"}),
        (Activity, "titel=x", "no-such-field", {"field": "titel", "hint": "suggestion"}),
        (Activity, "qqqqqq=x", "no-such-field", {"field": "qqqqqq", "hint": "of_kind", "suggestion": None}),
        (Activity, "title.more=x", "no-such-field", {"field": "more"}),
        (Benefit, "indicator=x", "field-has-parts", {"field": "indicator"}),
        (Activity, "ansvarlig=Per Moa", "unknown-person", {"name": "Per Moa", "suggestion": "per"}),
        (Activity, "ansvarlig=Zzzzz Qqqqq", "unknown-person", {"suggestion": None, "hint": None}),
        (Activity, "varighet=lenge", "not-a-duration", {"value": "lenge"}),
        (Activity, "etter=K 01 02", "not-a-link", {"value": "K 01 02"}),
        (Activity, "milepæl=kanskje", "not-true-false", {"value": "kanskje"}),
        (Activity, "prosent=mye", "not-a-number", {"value": "mye"}),
        (Activity, "prosent=101", "out-of-range", {"value": "101"}),
        (Activity, "prosent=-1", "out-of-range", {"value": "-1"}),
        (Activity, "status=ferdgi", "not-a-choice", {"suggestion": "done", "hint": "suggestion"}),
        (Activity, "status=qqq", "not-a-choice", {"suggestion": None, "hint": None}),
        (Activity, "frist=snart", "date-unreadable", {"value": "snart"}),
        (Activity, "frist=31.02.2026", "date-impossible", {"value": "31.02.2026"}),
        (Activity, "id=a b", "bad-id", {"value": "a b"}),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said(cls: type[Any], word: str, slug: str, facts: dict[str, Any]) -> None:
    found, told = refused(cls, word)
    assert found == slug
    assert {key: told.get(key) for key in facts} == facts


def test_a_person_is_called_by_id_or_name_or_a_part_that_is_theirs_alone() -> None:
    assert [typist().person(text) for text in ("per", "Per Moe", "per moe", "Eva")] == [
        "per",
        "per",
        "per",
        "eva",
    ]


def test_of_two_who_are_called_alike_none_is_chosen() -> None:
    two = project("people: [{id: a, name: Per Moe}, {id: b, name: Per Lie}]\n", ABOUT.partition("people:")[0])
    with pytest.raises(Stop) as stop:
        Typist(two, date(2026, 10, 5)).person("Per")
    assert (stop.value.problems[0].slug, stop.value.problems[0].facts["found"]) == (
        "several-people",
        ("a", "b"),
    )


@pytest.mark.parametrize(
    ("text", "found", "rules"),
    [("12.10", date(2026, 10, 12), ("year-assumed",)), ("12.10.2026", date(2026, 10, 12), None)],
)
def test_what_was_understood_by_a_rule_is_told(text: str, found: date, rules: tuple[str, ...] | None) -> None:
    reader = typist()
    assert reader.values(Activity, [f"frist={text}"]) == {"due": found}
    assert reader.told == ([ReadTyped(text, found, rules)] if rules else [])


@pytest.mark.parametrize(
    ("text", "rules"), [("450.000", ("thousands",)), ("450000", None), ("450 000", None)]
)
def test_an_amount_that_was_read_by_a_rule_is_told(text: str, rules: tuple[str, ...] | None) -> None:
    reader = typist()
    assert reader.values(Procurement, [f"value={text}"]) == {"value": 450000}
    assert reader.told == ([ReadTyped(text, 450000, rules)] if rules else [])


def test_an_answer_is_typed_in_any_language() -> None:
    assert {text: value(CheckAnswer, f"svar={text}") for text in ("ja", "ferdig", "done", "ikke relevant")} == {
        "ja": "done", "ferdig": "done", "done": "done", "ikke relevant": "not_relevant"
    }  # fmt: skip


def test_what_a_field_takes_is_known_by_its_word() -> None:
    assert (typist().take(Activity, "frist=x").key, typist().take(Activity, "ansvarlig=").ref) == (
        "due",
        "people",
    )
    parts = refused(Benefit, "indicator=x")[1]["parts"]
    assert {"baseline", "target"} <= {one.key for one in parts}


@pytest.mark.parametrize(
    "typed", ["Styringsgruppen", "styringsgruppa", "the steering group", "steering_group"]
)
def test_the_steering_group_is_a_body_by_what_people_call_it(typed: str) -> None:
    assert value(Decision, f"decided_by={typed}") == "steering_group"


@pytest.mark.parametrize(
    ("typed", "meant"), [("K1", "K-01"), ("k-1", "K-01"), ("Møte om plan", "K-01"), ("K-9", "K-9")]
)
def test_another_record_is_named_by_its_id_or_by_its_title(typed: str, meant: str) -> None:
    small = project("decisions: [{id: K-01, title: Møte om plan}]")
    typed_so = Typist(small, date(2026, 10, 5)).values(MinutesItem, [f"decision={typed}"])
    assert typed_so == {"decision": meant}


@pytest.mark.parametrize(
    ("word", "grade"), [("probability=middels", 3), ("probability=svært høg", 5), ("impact=low", 2)]
)
def test_a_grade_may_be_typed_as_the_word_that_sheets_have(word: str, grade: int) -> None:
    assert value(Risk, word) == grade


def test_a_body_that_is_almost_the_steering_group_is_asked_about() -> None:
    small = project("decisions: [{id: B-01, title: Nytt, decided_by: styringsgruppen}]")
    (found,) = check_references(small, index(small))
    assert (found.slug, found.facts["suggestion"]) == ("unknown-reference", "steering_group")


def test_a_part_of_a_list_is_its_first_line_in_a_new_record_and_asked_about_in_one_that_is_there() -> None:
    made = typist().values(Risk, ["title=Sent", "tiltak.hva=Møte", "tiltak.frist=12.10.2026"])
    assert made == {"title": "Sent", "actions": [{"what": "Møte", "due": date(2026, 10, 12)}]}
    assert refused(Risk, "tiltak.hva=Møte") == ("field-is-list", {"field": "tiltak"})


def test_a_planned_day_that_is_over_is_told_only_where_its_year_was_found() -> None:
    today = date(2026, 10, 5)

    def read(number: int, *told: str) -> ReadDay:
        return ReadDay(on := date(2026, 10, number), on, on, told)

    assert past(read(4, "year-assumed"), today, recorded_day=False) == ("past",)
    assert past(read(5, "year-assumed"), today, recorded_day=False) == ()
    assert past(read(4), today, recorded_day=False) == ()
    assert past(read(4, "year-assumed"), today, recorded_day=True) == ()
