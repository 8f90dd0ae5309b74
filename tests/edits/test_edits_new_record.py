"""Where a new record goes, what it is called, and what is said where it cannot be made."""

from typing import Any

import pytest

from tests.edits.small_projects import everything
from tpn.edits.new_record import class_of, place_of
from tpn.model.about import Person
from tpn.model.benefits import Measurement
from tpn.model.index import Index
from tpn.model.logs import Risk
from tpn.model.shapes import Activity
from tpn.problems import Stop
from tpn.source import Append, Set

WORK = """\
kickoff:
  activities: [{id: K-01, title: Begynne}, {id: K-03, title: Fortsette}]
  checklist: {K-C01: {answer: done}}
benefits:
  benefits: [{id: G-01, title: Ro, measurements: [{date: 2026-09-01, value: 1}]}]
  stakeholders: [{id: I-01, name: Foresatte}]
processes:
  services: [{service: sfo, variants: {paper: {steps: [{id: S01, name: Søke}, {id: S03, name: Svare}]}}}]
procurement:
  procurements: [{id: A-1, title: Skjema, criteria: [{id: pris, name: Pris, kind: price, weight: 40}]}]
meetings: [{id: MO-01, kind: project, date: 2026-09-01, participants: [{person: per}]}]
risks: [{id: R-01, title: Hast}, {id: R-07, title: Ro}]
"""
FOUND = everything(WORK)


def made(place: str, values: dict[str, Any], *words: str, index: Index = FOUND) -> tuple[Any, Any]:
    new = place_of(index, place).new(values, list(words), index)
    return new.edit, new.route


def refused(place: str, values: dict[str, Any], *words: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Stop) as stop:
        made(place, values, *words)
    assert stop.value.exit_code == 2
    return stop.value.problems[0].slug, dict(stop.value.problems[0].facts)


@pytest.mark.parametrize("word", ["risiko", "risikoer", "risks", "Risks"])
def test_a_kind_is_called_by_its_words(word: str) -> None:
    edit, route = made(word, {"title": "Ny"})
    assert edit == Append(("risks",), {"id": "R-08", "title": "Ny"})
    assert route == ("risks", 2)


@pytest.mark.parametrize(
    ("place", "values", "words", "route", "name"),
    [
        ("aktivitet", {"title": "Ny"}, ["fase=kickoff"], ("kickoff", "activities"), "K-04"),
        ("aktivitet", {"title": "Ny"}, ["phase=launch"], ("launch", "activities"), "T-01"),
        ("milepæl", {"title": "Ny"}, ["fase=gevinst"], ("benefits", "activities"), None),
        ("kickoff/activities", {"title": "Ny"}, [], ("kickoff", "activities"), "K-04"),
        ("risiko", {"title": "Ny", "id": "R-99"}, [], ("risks",), "R-99"),
        ("person", {"name": "Kari Nordmann"}, [], ("people",), "kari"),
        ("person", {"name": "Per Berg"}, [], ("people",), "per-berg"),
        ("person", {"name": "Liv"}, [], ("people",), "liv-2"),
        ("tjeneste", {"name": "Leie av lokaler"}, [], ("services",), "leie-av-lokaler"),
        ("møte", {"kind": "project", "date": "x"}, [], ("meetings",), "MO-02"),
        ("G-01/measurements", {"date": "2026-09-02", "value": 2}, [], ("benefits", "benefits", 0,
         "measurements"), None),
        ("I-01/actions", {"what": "Møte"}, [], ("benefits", "stakeholders", 0, "actions"), None),
        ("A-1/criteria", {"name": "Pris", "kind": "price", "weight": 1}, [], ("procurement", "procurements", 0,
         "criteria"), "pris-2"),
        ("processes/sfo/paper/steps", {"name": "Ny"}, [], ("processes", "services", 0, "variants", "paper",
         "steps"), "S04"),
    ],
)  # fmt: skip
def test_a_record_gets_its_place_and_its_name(
    place: str, values: dict[str, Any], words: list[str], route: tuple[Any, ...], name: str | None
) -> None:
    edit, _ = made(place, dict(values), *words)
    assert edit.route == route
    assert name is None or edit.value["id"] == name
    assert {key: edit.value[key] for key in values} == values


def test_the_first_of_a_kind_begins_at_one() -> None:
    empty = everything("")
    names = {
        kind: made(kind, values, *words, index=empty)[0].value["id"]
        for kind, values, words in (
            ("risiko", {"title": "x"}, ()), ("møte", {"kind": "project", "date": "x"}, ()),
            ("aktivitet", {"title": "x"}, ("fase=kickoff",)), ("mål", {"text": "x"}, ()),
            ("anskaffelse", {"title": "x"}, ()), ("krav", {"text": "x", "level": "must"}, ()),
        )
    }  # fmt: skip
    assert names == {
        "risiko": "R-01",
        "møte": "MO-01",
        "aktivitet": "K-01",
        "mål": "M1",
        "anskaffelse": "A-P01",
        "krav": "A-R01",
    }


def test_a_place_in_a_mapping_is_made_under_its_key() -> None:
    assert made("kickoff/checklist", {"answer": "done"}, "key=K-C02")[0] == Set(
        ("kickoff", "checklist", "K-C02"), {"answer": "done"}
    )
    assert made("kickoff/checklist", {"answer": "done"}, "nøkkel=K-C02")[1] == (
        "kickoff",
        "checklist",
        "K-C02",
    )
    assert refused("kickoff/checklist", {"answer": "done"})[0] == "missing-key-name"
    assert refused("kickoff/checklist", {"answer": "done"}, "key=K-C01") == (
        "already-there", {"name": "kickoff/K-C01"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "values", "words", "slug", "facts"),
    [
        ("risiko", {}, [], "fields-missing", {}),
        ("aktivitet", {"title": "x"}, [], "which-phase", {}),
        ("aktivitet", {"title": "x"}, ["fase=månen"], "which-phase", {}),
        ("G-01/measurements", {"date": __import__("datetime").date(2026, 9, 1), "value": 2}, [], "already-there",
         {"name": "G-01/measurements/2026-09-01"}),
        ("MO-01/participants", {"person": "per"}, [], "already-there", {"name": "MO-01/participants/per"}),
        ("riskio", {"title": "x"}, [], "no-such-kind", {"value": "riskio", "hint": "suggestion"}),
        ("qqqqqq", {"title": "x"}, [], "no-such-kind", {"suggestion": None, "hint": None}),
        ("G-09/measurements", {}, [], "no-such-record", {"name": "G-09", "hint": "suggestion"}),
        ("zzzz/measurements", {}, [], "no-such-record", {"suggestion": None, "hint": None}),
        ("person", {}, [], "fields-missing", {}),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_said(
    place: str, values: dict[str, Any], words: list[str], slug: str, facts: dict[str, Any]
) -> None:
    found, told = refused(place, values, *words)
    assert found == slug
    assert {key: told.get(key) for key in facts} == facts


def test_a_new_seat_for_another_person_is_taken() -> None:
    assert made("MO-01/participants", {"person": "liv"})[1] == ("meetings", 0, "participants", 1)


@pytest.mark.parametrize(
    ("place", "word", "own"),
    [("risiko", "fase=kickoff", False), ("person", "fase=kickoff", True), ("person", "Phase=x", True),
     ("kickoff/checklist", "key=K-C01", True), ("kickoff/checklist", "Nøkkel=x", True), ("person", "key=x", False),
     ("person", "navn=x", False)],
)  # fmt: skip
def test_a_word_that_says_where_it_goes_is_no_field(place: str, word: str, own: bool) -> None:
    assert place_of(FOUND, place).takes_for_itself(word) is own


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("risiko", Risk), ("aktivitet", Activity), ("milepæl", Activity), ("person", Person),
     ("G-01/measurements", Measurement),
     ("R-01", Risk)],
)  # fmt: skip
def test_the_class_that_a_word_means(kind: str, cls: type[Any]) -> None:
    assert class_of(kind, FOUND) is cls


def test_without_a_project_only_kinds_are_known() -> None:
    assert class_of("risiko") is Risk
    with pytest.raises(Stop) as stop:
        class_of("R-01")
    assert stop.value.problems[0].slug == "no-such-kind"
