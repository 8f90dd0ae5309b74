"""``tpn explain``: every fault and every piece of advice, in three languages, without a project."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from tests.conftest import Tpn, widest
from tpn.model.choices import Light
from tpn.model.fieldtree import takes
from tpn.model.record_kinds import classes_by_kind
from tpn.model.similar import fold
from tpn.problems.catalogue import ERRORS, WARNINGS
from tpn.reports.explain_words import one_code
from tpn.texts import LANGUAGES, Words
from tpn.texts.explained import codes, explained
from tpn.texts.field_terms import field_terms
from tpn.texts.names import field_name
from tpn.texts.problems import entry_of
from tpn.texts.signs import SIGNS
from tpn.texts.terms import term


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained_with_what_to_do(language: str) -> None:
    known = [code for some in codes(Words(language)).values() for code in some]
    assert set(known) >= ERRORS | WARNINGS | {"K110", "E120"}
    assert len(set(known)) == len(known)
    words = Words(language)
    for code in known:
        one = explained(code, words)
        said = one_code(one, words)
        assert one.code == code
        facts = [name for _, name, _, _ in Formatter().parse(entry_of(code, words)["message"]) if name]
        assert not any(f"{{{name}}}" in one.message for name in facts), code
        assert said["message"], code
        assert said["parts"], code


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_code_all_are_listed_within_the_screen(tpn: Tpn, language: str) -> None:
    lines = tpn("explain", "--lang", language).out.splitlines()
    assert max(map(len, lines)) <= 80
    listed = {line.split()[at] for line in lines if line.strip() for at in (0, -1)}
    assert listed >= ERRORS | WARNINGS


@pytest.mark.parametrize("typed", ["[unknown-person]", "Unknown-Person", "unknown_person", "unknown-person."])
def test_a_code_is_known_however_it_was_copied(tpn: Tpn, typed: str) -> None:
    assert tpn("explain", typed).out.startswith("unknown-person Ukjent person")


def test_a_mistyped_code_gets_a_suggestion(tpn: Tpn) -> None:
    result = tpn("explain", "unknwon-person")
    assert (result.code, result.out) == (2, "")
    assert "«unknown-person»" in result.err


def test_advice_says_how_it_is_silenced(tpn: Tpn) -> None:
    assert 'tpn set project dempede-råd.K110="…"' in tpn("explain", "k110").out


def test_the_facts_are_given_as_json(tpn: Tpn) -> None:
    one = json.loads(tpn("explain", "K110", "--json").out)
    assert (one["format"], one["code"], one["level"]) == (1, "K110", "advice")
    every = json.loads(tpn("explain", "--json").out)["codes"]
    assert {one["code"] for one in every} >= ERRORS | WARNINGS


def test_in_a_project_it_says_where_that_is_so_now(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    advised = json.loads(tpn("check", "--today", "2026-10-05", "--json").out)["problems"]
    code = next(one["slug"] for one in advised if one["level"] == "advice")
    here = json.loads(tpn("explain", code, "--today", "2026-10-05", "--json").out)["here"]
    assert here == [f"{one['file']}:{one['line']}" for one in advised if one["slug"] == code]
    said = tpn("explain", code, "--today", "2026-10-05").out
    assert "I dette prosjektet nå" in said
    assert widest(said) <= 80


def test_a_faulty_project_is_explained_too(tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(halden)
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: kari\n", "owner: karo\n", 1), "utf-8")
    said = tpn("explain", "unknown-person").out
    assert "I dette prosjektet nå, 1 sted" in said
    assert "project.yaml:14  ingen i prosjektet heter «karo»" in said
    assert "I dette prosjektet" not in tpn("explain", "unknown-service").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_explains_a_sign_or_names_a_light_is_itself_explained(language: str) -> None:
    words = Words(language)
    asked = [*SIGNS.values(), *words.find("signs").values(), *words.find("status.steps").values()]
    asked += [said for key, said in words.find("status.dimensions").items() if key != "readiness"]
    asked += [words.choice(light) for light in Light]
    lacking = [one for one in asked if one not in {"–", "gjelder ikke", "gjeld ikkje", "does not apply"}]
    lacking = [one for one in lacking if term(words.fill(one, {}), words) is None]
    assert lacking == []
    said = [term(key, words) for key in words.find("terms")]
    assert [one for one in said if one is None or "{" in one.text or len(one.text) < 30] == []


def leaves(said: object) -> Iterator[str]:
    """Every text of a part of the words."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for one in said.values():
            yield from leaves(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_that_stands_before_a_value_or_above_a_column_is_explained(language: str) -> None:
    words = Words(language)
    parts = ("show.dates", "show.worked_out", "list.columns", "kinds")
    asked = [words.fill(said, {}) for part in parts for said in leaves(words.find(part))]
    asked += [words(f"show.{key}") for key in ("waits_for", "followed_by", "mentions", "trail", "foreseen")]
    asked += [
        field_name(cls, key, words)
        for cls in set(classes_by_kind().values())
        for key in takes(cls)
        if key != "x"
    ]
    asked += ["→"]
    plain = {"Hva", "Kva", "What"}
    known = {fold(one) for one in field_terms(words)}
    assert {one for one in asked if fold(one) not in known and term(one, words) is None} - plain == set()


def test_the_name_of_a_field_is_explained_by_what_it_means_wherever_it_stands(tpn: Tpn) -> None:
    shown = " ".join(tpn("explain", "nullpunkt").out.split())
    assert shown.startswith("Nullpunkt")
    assert "Verdien før, altså nullpunktet." in shown
    wave = json.loads(tpn("explain", "bølge", "--json").out)
    assert wave["means"][0]["of"] == "tjeneste"
    assert "«Nullpunkt»" in tpn("explain", "nulpunkt").err


@pytest.mark.parametrize("typed", ["lys", "Lysene", "«lys»", "trafikklys"])
def test_a_word_of_the_screens_is_explained_however_it_is_written(tpn: Tpn, typed: str) -> None:
    shown = tpn("explain", typed).out
    assert shown.startswith("Lys\n")
    assert "● i orden, ▲ følg med, ■ gjør noe, ○ vet ikke" in " ".join(shown.split())


def test_the_limits_of_a_light_are_those_of_the_project(tpn: Tpn, halden: Path) -> None:
    def said(word: str) -> str:
        return " ".join(tpn("explain", word, "-p", halden).out.split())

    assert "Grønt til og med 3, gult til og med 10, rødt over." in said("fremdrift")
    assert tpn("set", "project", "toleranser.dager=15", "-p", halden, "--write").code == 0
    assert "Grønt til og med 5, gult til og med 15, rødt over." in said("fremdrift")
    assert "Grønt til og med 4, gult til og med 12, rødt over." in said("risikotall")


def test_a_word_is_given_as_json_and_a_strange_one_gets_a_suggestion(tpn: Tpn) -> None:
    assert json.loads(tpn("explain", "▲", "--json").out)["key"] == "yellow"
    strange = tpn("explain", "fremdirft")
    assert (strange.code, "«Fremdrift»" in strange.err) == (2, True)
