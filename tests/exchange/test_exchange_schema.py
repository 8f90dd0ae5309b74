"""The JSON Schema that editors use says what the loader says, of good files and of bad ones."""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic_core import SchemaValidator, ValidationError

from tests.conftest import ROOT, Tpn
from tests.model.test_model_pydantic import ALL
from tpn.exchange.schema import DRAFT, as_text, schema
from tpn.model import load
from tpn.model.base import Record, Usual, schema_of
from tpn.model.dates import NotADate, Ways, read_date
from tpn.model.fieldtree import takes
from tpn.model.index import index
from tpn.model.limits import check_limits, within
from tpn.model.project import Project
from tpn.model.shape import read_shape
from tpn.texts import LANGUAGES, Words

Route = tuple[str | int, ...]
START = date(2026, 8, 17)
VALIDATORS = {cls: SchemaValidator(schema_of(cls)) for cls in ALL}
BOKMAAL = schema(Words("nb"))
VALIDATOR = Draft202012Validator(BOKMAAL)

# what a slip of the hand or a misunderstanding may put where something else belongs
WRONG: tuple[Any, ...] = (
    None, True, False, 0, 3, -1, 7, 120, 2.5, "", "tekst", "æøå", "nei", "done", "2026-08-17", "17.08.2026", "17.8.26",
    "uke 34", "32.02", "03/04/26", "17/8-26", "17. august 2026", "5d", "2 w", "5 dager", "K-01 +3d", "K-01 XX", "0301",
    "3101", "med mellomrom", [], {}, ["a"], [1], [None], {"ukjent": 1}, date(2026, 8, 17),
)  # fmt: skip


def as_json(value: Any) -> Any:
    """A value as an editor sees it: dates are text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def shortened(value: Any) -> Any:
    """The same with at most two of each list, so that many mutants can be tried."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    return [shortened(item) for item in value[:2]] if isinstance(value, list) else value


def routes(value: Any, way: Route = ()) -> Iterator[Route]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*way, key)
        if isinstance(item, dict | list):
            yield from routes(item, (*way, key))


def changed(value: Any, way: Route, new: Any, *, gone: bool = False) -> Any:
    """A copy with another value at the end of a way, or without it."""
    key, *rest = way
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[key] = changed(value[key], tuple(rest), new, gone=gone)
    elif gone:
        del copy[key]
    else:
        copy[key] = new
    return copy


def loads(value: dict[str, Any]) -> bool:
    """Whether the loader takes it and has no word about a number that cannot be true."""
    project, _ = read_shape(value)
    return project is not None and not list(check_limits(index(project)))


def fits(value: dict[str, Any], section: str) -> bool:
    return VALIDATOR.is_valid({section: as_json(value[section])}) if section in value else True


@pytest.fixture(scope="module", params=["halden", "sandnes"])
def example(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(load(ROOT / "examples" / request.param).value)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", LANGUAGES[::-1])
def test_it_is_a_schema_of_its_draft_and_the_same_in_every_language(language: str) -> None:
    made = schema(Words(language))
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DRAFT
    assert without_words(made) == without_words(BOKMAAL)
    assert json.loads(as_text(Words(language))) == made


def without_words(value: Any) -> Any:
    if isinstance(value, dict):
        told = (
            {"title", "description", "enumDescriptions"} if isinstance(value.get("title", ""), str) else set()
        )
        return {
            key: without_words(item)
            for key, item in value.items()
            if key not in told or isinstance(item, dict)
        }
    return [without_words(item) for item in value] if isinstance(value, list) else value


def test_every_field_is_in_it_with_its_name_and_its_explanation() -> None:
    def walk(cls: type[Record], shown: dict[str, Any], seen: set[str]) -> None:
        keys = set(takes(cls)) - ({"x"} if cls is Project else set())
        assert set(shown["properties"]) == keys
        assert shown["additionalProperties"] is False
        for key in keys:
            assert shown["properties"][key]["title"]
            assert shown["properties"][key]["description"].endswith(".")
            inner = takes(cls)[key].record
            if inner and inner.__name__ not in seen:
                walk(inner, BOKMAAL["$defs"][inner.__name__], seen | {inner.__name__})

    walk(Project, BOKMAAL, set())


@pytest.mark.parametrize("name", ["halden", "sandnes"])
def test_every_file_of_an_example_fits(name: str) -> None:
    for file, document in load(ROOT / "examples" / name).documents.items():
        assert [error.message for error in VALIDATOR.iter_errors(as_json(document.value))] == [], file


@pytest.mark.sampled(every=2)
def test_a_wrong_value_anywhere_is_judged_as_the_loader_judges_it(example: dict[str, Any]) -> None:
    """Each mutant is one value exchanged for another; some are still right, and both must say so."""
    value = shortened(example)
    chance = random.Random(20261005)  # noqa: S311 - the same mutants each time
    ways = [way for way in routes(value) if len(way) > 1]
    wrong = 0
    for _ in range(120):
        way, new = chance.choice(ways), chance.choice(WRONG)
        mutant = changed(value, way, new)
        assert loads(mutant) == fits(mutant, str(way[0])), (way, new)
        wrong += not loads(mutant)
    assert wrong > 60


@pytest.mark.sampled(every=2)
def test_an_unknown_key_or_a_missing_one_is_judged_as_the_loader_judges_it(example: dict[str, Any]) -> None:
    value = shortened(example)
    chance = random.Random(41)  # noqa: S311
    ways = [way for way in routes(value) if len(way) > 1]
    for way in chance.sample(ways, 50):
        mutant = changed(value, way, None, gone=True)
        assert loads(mutant) == fits(mutant, str(way[0])), way
    holders = [way for way in ways if isinstance(at(value, way), dict) and "x" not in way]
    refused = 0
    for way in chance.sample(holders, 25):
        mutant = changed(value, (*way, "ukjent_felt"), 1)
        assert loads(mutant) == fits(mutant, str(way[0])), way
        refused += not loads(mutant)
    assert refused > 18


def at(value: Any, way: Route) -> Any:
    for key in way:
        value = value[key]
    return value


@pytest.mark.parametrize(
    ("typed", "good"),
    [("2026-08-17", True), ("17.08.2026", True), ("17.8.26", True), ("17.08", True), ("17. 8. 2026", True),
     ("17/8-26", True), ("17/8/2026", True), ("17/8", True), ("17/08/26", True), ("17. august 2026", True),
     ("3. mai", True), ("uke 34", True), ("UKE 34 2026", True), ("veke 5", True), ("Week 7, 2026", True),
     ("2026-8-7", True), ("03/04/26", False), ("2026-13-01", False), ("32.01.2026", False), ("snart", False),
     ("uke 54", False), ("17.13.2026", False), ("august 2026", True), ("5. tirsdag", False),
     ("ultimo mars 2027", True), ("midten av juni", True), ("2 w", True), ("34. uke 2026", True), ("60 w", False),
     ("Q4 2026", True), ("1. kvartal 2027", True), ("Q5 2026", False), ("kvartal 2027", False)],
)  # fmt: skip
def test_a_date_is_taken_as_people_type_it(example: dict[str, Any], typed: str, good: bool) -> None:
    mutant = changed(shortened(example), ("project", "finish"), typed)
    assert fits(mutant, "project") is good
    assert loads(mutant) is good


def judged(cls: type[Record], key: str, value: Any) -> bool:
    """Whether the loader takes a value for a field and has no word about a number that cannot be true."""
    try:
        VALIDATORS[cls].validate_python({key: value}, context={"start": START})
    except ValidationError as fault:
        if any(error["loc"][:1] == (key,) for error in fault.errors()):
            return False
    numbers = [one for one in (value if isinstance(value, list) else [value]) if type(one) in {int, float}]
    take = takes(cls)[key]
    return all(within(take, one) for one in numbers) if take.kind in {"number", "whole", "percent"} else True


def test_every_field_takes_of_every_value_what_the_loader_takes() -> None:
    """All fields of all classes, each kind of them once, in both directions."""
    known = set()
    tried = refused = 0
    for cls in VALIDATORS:
        shown = BOKMAAL if cls is Project else BOKMAAL["$defs"][cls.__name__]
        for key, take in takes(cls).items():
            kind = take._replace(name="", key="", required=False, owner=Record, recorded=False, usual=Usual())
            if kind in known or (cls is Project and key == "x"):
                continue
            known.add(kind)
            field = Draft202012Validator({"$defs": BOKMAAL["$defs"], **shown["properties"][key]})
            for value in (*WRONG, *([one] for one in WRONG), *({"ukjent": one} for one in WRONG)):
                said = field.is_valid(as_json(value))
                assert said is judged(cls, key, value), (cls.__name__, key, value)
                tried += 1
                refused += not said
    assert tried > 10_000
    assert 0.3 < refused / tried < 0.95


def test_every_way_to_write_a_date_is_taken_and_what_is_none_is_not() -> None:
    """Only the calendar itself, and what may be two days, is left to the loader."""
    field = Draft202012Validator(BOKMAAL["$defs"]["date"])
    chance = random.Random(9)  # noqa: S311
    lines = (ROOT / "tests" / "data" / "grammar" / "dates.tsv").read_text("utf-8").splitlines()
    spelled = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    slips = [slip(text, chance) for text in chance.sample(spelled, 400)]
    for text in (*spelled, *slips):
        why = refused(text)
        if why is None:
            assert field.is_valid(text), text
        elif why in {"unreadable", "open"} and text in spelled:
            assert not field.is_valid(text), text


def refused(text: str) -> str | None:
    try:
        read_date(text, Ways(since=START))
    except NotADate as fault:
        return fault.why
    return None


def slip(text: str, chance: random.Random) -> str:
    """A letter or a figure lost, doubled or exchanged, or other case."""
    at = chance.randrange(len(text))
    head, one, tail = text[:at], text[at], text[at + 1 :]
    return chance.choice(
        (head + tail, head + one + one + tail, head + chance.choice("0123 .-/e") + tail, text.upper())
    )


def test_one_value_stands_for_a_list_and_an_empty_key_for_nothing() -> None:
    people = {"people": {"id": "ola", "name": "Ola", "roles": "project_lead"}}
    assert VALIDATOR.is_valid(people)
    assert VALIDATOR.is_valid({"people": None, "calendar": None, "kickoff": None})
    assert not VALIDATOR.is_valid({"peple": []})


def test_a_new_project_has_the_schema_that_its_files_point_at(tpn: Tpn, tmp_path: Path) -> None:
    for name, more in (("nytt", ("--services", "sfo", "--lang", "nn")), ("kopi", ("--from", "halden"))):
        folder = tmp_path / name
        assert tpn("init", folder, *more).code == 0
        for file in folder.glob("*.yaml"):
            first = file.read_text("utf-8").splitlines()[0]
            assert first.startswith("# yaml-language-server: $schema=")
            assert (folder / first.partition("=")[2]).is_file()
        made = json.loads((folder / "tpn.schema.json").read_text("utf-8"))
        validator = Draft202012Validator(made)
        for document in load(folder).documents.values():
            assert list(validator.iter_errors(as_json(document.value))) == []
        assert json.loads(tpn("schema", "-p", folder).out) == made
    assert made["properties"]["people"]["title"] == "Personer"


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_an_example_has_the_schema_that_its_files_point_at(
    tpn: Tpn, request: pytest.FixtureRequest, example: str
) -> None:
    folder = ROOT / "examples" / example
    kept = folder / "tpn.schema.json"
    if request.config.getoption("--renew"):
        tpn("schema", "-p", folder, "-o", kept, "--force")
    assert kept.read_text("utf-8") == tpn("schema", "-p", folder).out
