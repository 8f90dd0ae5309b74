"""Each piece of advice is given when a point of the method is neglected, and only then: a table of small changes."""

import copy
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tpn.advice import ALL, BY_CODE, advise
from tpn.model.fieldtree import takes
from tpn.model.index import index
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.model.references import check_references
from tpn.model.shape import read_shape
from tpn.plan import work_out
from tpn.problems import ADVICE
from tpn.source import parse

HERE = Path(__file__).parent
TODAY = date(2026, 10, 5)


def read(name: str) -> Any:
    document = parse((HERE / name).read_text("utf-8"), name)
    assert document.problems == ()
    return document.value


BASE = read("base.yaml")
TABLE: dict[str, list[dict[str, Any]]] = {
    code: rows for path in sorted(HERE.glob("cases_*.yaml")) for code, rows in read(path.name).items()
}
CASES = [pytest.param(code, row, id=f"{code}-{row['set']}") for code, rows in TABLE.items() for row in rows]


def changed(value: Any, changes: dict[str, Any]) -> Any:
    """The project with other values: ``services.0.owner: eva``; None takes the key away."""
    made = copy.deepcopy(value)
    for way, to in changes.items():
        *steps, last = way.split(".")
        holder = made
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        if isinstance(holder, list):
            holder[int(last) : int(last) + 1] = [to]
        elif to is None:
            holder.pop(last, None)
        else:
            holder[last] = to
    return made


def project(value: Any) -> Project:
    made, findings = read_shape(value)
    assert made is not None, findings
    assert list(check_references(made, index(made))) == []
    return made


def codes(value: Any, today: date = TODAY) -> list[str]:
    advised = advise(work_out(project(value), today, questions=Questions()))
    return [advice.code for advice, _ in advised.given]


@cache
def of_base(today: date) -> list[str]:
    return codes(BASE, today)


def way_through_the_format(way: str) -> str:
    """``services.0.subject_staff`` is the field ``services.subject_staff``; so is a name among many left out."""
    return ".".join(_fields(way.split(".")))


def _fields(steps: list[str]) -> Iterator[str]:
    cls: Any = Project
    remaining = iter(steps)
    for step in remaining:
        take = takes(cls)[step]
        yield step
        if take.form in {"records", "records_by_key", "values", "values_by_key"}:
            next(remaining, None)
        cls = take.record


def test_a_project_that_neglects_nothing_gets_no_advice() -> None:
    assert codes(BASE) == []


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize(("code", "row"), CASES)
def test_one_change_brings_the_advice_or_takes_it_away(code: str, row: dict[str, Any]) -> None:
    before = changed(BASE, row.get("given", {}))
    after = changed(before, {row["set"]: row.get("to"), **row.get("also", {})})
    was = row.get("was", False)
    today = row.get("today", TODAY)
    said = codes(before, today) if row.get("given") else of_base(today)
    assert (code in said, code in codes(after, today)) == (was, not was)


def test_every_code_of_the_method_has_its_function_and_its_cases() -> None:
    assert [advice.code for advice in ALL] == list(BY_CODE)
    assert set(BY_CODE) == ADVICE == set(TABLE)


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_a_code_reacts_to_each_field_that_it_says_it_reads(code: str) -> None:
    assert {way_through_the_format(row["set"]) for row in TABLE[code]} == set(BY_CODE[code].reads)


def test_every_code_has_a_case_where_it_appears() -> None:
    assert [code for code, rows in TABLE.items() if all(row.get("was", False) for row in rows)] == []


def test_advice_comes_by_phase_and_then_by_weight() -> None:
    neglected = {
        "project.goals": [],
        "project.owner": "eva",
        "meetings.0.guests": [],
        "lessons": [],
        "meetings.0.date": "2026-10-12",
    }
    benefits: dict[str, object] = {"0.goals": [], "1.goals": [], "1.owner": None}
    bad = changed(BASE, {**neglected, **{f"benefits.benefits.{way}": to for way, to in benefits.items()}})
    assert codes(bad) == ["K102", "K111", "K134", "K112", "E120", "E112"]


def test_what_is_silenced_is_kept_apart_with_its_reason() -> None:
    silent = changed(
        BASE, {"project.advice": {"K134": "Vi lærer muntlig", "K101": "Har hatt det"}, "lessons": []}
    )
    advised = advise(work_out(project(silent), TODAY, questions=Questions()))
    assert advised.given == ()
    assert [(one.code, len(found), why) for one, found, why in advised.silenced] == [
        ("K101", 0, "Har hatt det"), ("K134", 1, "Vi lærer muntlig"),
    ]  # fmt: skip


def found(code: str, changes: dict[str, Any]) -> tuple[tuple[str | int, ...], dict[str, object]]:
    """Where a piece of advice points after some changes, and what it says of it."""
    advised = advise(work_out(project(changed(BASE, changes)), TODAY, questions=Questions()))
    finding = next(some[0] for advice, some in advised.given if advice.code == code)
    return finding.route, dict(finding.facts)


def test_advice_points_at_the_field_that_is_to_be_filled_in() -> None:
    unseen, uncritical = "processes.services.0.reviewed", "processes.services.0.team.1.critical"
    for changes, last, hint in (({unseen: None}, "service", "review"), ({uncritical: False}, "team", "team")):
        route, facts = found("T122", changes)
        assert (route[-1], facts["hint"]) == (last, hint)
    assert found("A116", {"procurement.procurements.0.contract": "2026-07-11"})[0][-1] == "contract"
    assert found("A116", {"procurement.procurements.0.validity": "2026-07-02"})[0][-1] == "validity"
