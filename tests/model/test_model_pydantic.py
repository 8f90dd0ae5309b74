"""The classes of the format are pydantic types: they read and refuse what the loader reads and refuses."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.conftest import ROOT
from tpn.model import load
from tpn.model.base import Record, fields
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.model.shape import read_shape
from tpn.model.shapes import Activity

ADAPTER = TypeAdapter(Project)


def classes(cls: type[Record], known: set[type[Record]]) -> Iterator[type[Record]]:
    """A class of the format and those below it, each once."""
    if cls not in known:
        known.add(cls)
        yield cls
        for take in takes(cls).values():
            if take.record:
                yield from classes(take.record, known)


ALL = tuple(classes(Project, set()))


def facts(value: Any) -> Any:
    """A record as plain values, to compare: its fields, not what somebody has worked out of it since."""
    if isinstance(value, Record):
        return type(value).__name__, {
            one.name: facts(getattr(value, one.name)) for one in fields(type(value))
        }
    if isinstance(value, tuple) and type(value) is tuple:
        return [facts(one) for one in value]
    return {key: facts(one) for key, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("name", ["halden", "sandnes"])
def test_a_project_that_pydantic_reads_is_the_one_that_is_loaded(name: str) -> None:
    loaded = load(ROOT / "examples" / name)
    assert facts(ADAPTER.validate_python(dict(loaded.value))) == facts(loaded.sound())


def test_what_pydantic_refuses_is_refused_by_the_loader_at_the_same_places() -> None:
    value = dict(load(ROOT / "examples" / "halden").value)
    chance = random.Random(7)  # noqa: S311 - the same slips each time
    for _ in range(20):
        section = chance.choice([key for key, some in value.items() if isinstance(some, list) and some])
        spoilt = [{**value[section][0], chance.choice(list(value[section][0])): {"ukjent": []}}, {"feil": 1}]
        mutant = {**value, section: spoilt}
        with pytest.raises(ValidationError) as told:
            ADAPTER.validate_python(mutant)
        _, findings = read_shape(mutant)
        places = {tuple(part for part in error["loc"] if part != "[key]") for error in told.value.errors()}
        assert places == {finding.route for finding in findings}


def test_a_week_without_a_year_is_counted_from_the_start_of_the_project() -> None:
    about = {"format": 1, "id": "p", "name": "P", "start": date(2026, 8, 17), "finish": "uke 2"}
    assert ADAPTER.validate_python({"project": about}).about.finish == date(2027, 1, 15)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_every_class_can_stand_alone_and_has_a_schema(cls: type[Record]) -> None:
    adapter = TypeAdapter(cls)
    with pytest.raises(ValidationError) as told:
        adapter.validate_python({"finnes_ikke": 1})
    assert ("finnes_ikke",) in {error["loc"] for error in told.value.errors()}
    assert {*adapter.json_schema()["properties"]} == {*takes(cls)}


def test_a_class_can_stand_in_a_model_of_somebody_else() -> None:
    class Report(BaseModel):
        of: Project
        late: list[Activity]

    about = {"format": 1, "id": "p", "name": "P", "start": "2026-08-17"}
    report = Report.model_validate(
        {"of": {"project": about}, "late": [{"id": 7, "title": "Teste", "due": "1. mars 2027"}]}
    )
    assert report.of.about.start == date(2026, 8, 17)
    assert (report.late[0].id, report.late[0].due) == ("7", date(2027, 3, 1))
