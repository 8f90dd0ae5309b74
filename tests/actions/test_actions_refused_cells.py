"""What of a sheet is not taken, told cell by cell with its place and its reason."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import session
from tests.edits.small_projects import ABOUT
from tpn.actions.refused_cells import gone_row, lacking, of_ended, refused_cell
from tpn.actions.session import Session
from tpn.edits.outcome_edits import RecordEdits
from tpn.edits.sound_edits import Refused
from tpn.model.choices import EndOutcome
from tpn.problems import CellPlace, Problem
from tpn.problems.catalogue import ERRORS, REFUSED_AT_THE_DOOR, WARNINGS
from tpn.roundtrip.three_way import Outcome, OutcomeKind, RowList, SheetValue
from tpn.texts.problems import entry_of, told

PLACE, OTHER = CellPlace("a.xlsx", "Plan", "D2"), CellPlace("a.xlsx", "Plan", "A9")
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Gikk med, status: cancelled, ended: {date: 2026-09-02, along_with: bhg}}
launch: {services: [{service: bhg}]}
risks:
  - {id: R-01, title: Hast, ended: {date: 2026-09-01, outcome: withdrawn}, actions: [{what: Ringe}]}
  - {id: R-02, title: Står}
"""
US = ABOUT.replace("name: Barnehage}", "name: Barnehage, ended: {date: 2026-09-02}}")


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, US)


def cell(name: str, field: str = "status", value: object = None) -> Outcome:
    return Outcome(OutcomeKind.TAKE, name, field, said=(SheetValue("a.xlsx", value, PLACE),))


def test_a_cell_of_what_has_ended_says_since_when_and_what_became_of_it(here: Session) -> None:
    own = of_ended(here, cell("R-01", "title", "Ny"))
    assert (own.slug, own.place) == ("record-ended", PLACE)
    assert (own.facts["id"], own.facts["what"], own.facts["value"], own.facts["date"]) == (
        "R-01", "R-01", "Ny", date(2026, 9, 1),
    )  # fmt: skip
    assert own.facts["outcome"] == here.words.choice(EndOutcome.WITHDRAWN).lower()
    along = of_ended(here, cell("K-01", "status", "done"))
    assert (along.facts["what"], along.facts["date"]) == ("bhg", date(2026, 9, 2))
    assert along.facts["value"] == "Ferdig"  # a choice by its word
    inside = of_ended(here, cell("R-01/actions/1", "what", "Skrive"))
    assert (inside.facts["id"], inside.facts["date"]) == ("R-01/actions/1", date(2026, 9, 1))


def test_where_nothing_says_when_it_ended_it_is_the_services_part(here: Session) -> None:
    address = next(one.address for one in here.loaded.index.entries if one.kind == "launch")
    told = of_ended(here, Outcome(OutcomeKind.TAKE, address, "level"))
    assert (told.facts["date"], told.place) == (None, None)
    assert told.facts["outcome"] == here.words("cancel.service_gone")


def test_a_new_row_that_lacks_something_names_its_fields(here: Session) -> None:
    new = Outcome(
        OutcomeKind.NEW, "", said=(SheetValue("a.xlsx", None, PLACE),), row={}, under=RowList("risks")
    )
    told = lacking(here, RecordEdits((new,), (), lacks=("title", "holder_id")))
    assert (told.slug, told.place) == ("row-lacks", PLACE)
    assert told.facts["fields"] == ("Risiko", here.words("columns.names.holder_id"))


def test_a_cell_that_would_make_the_project_faulty_says_why(here: Session) -> None:
    why = Problem("no-such-record", None, {"name": "X"})
    told = refused_cell(here, Refused(cell("R-02", "owner", "borte"), why))
    assert (told.slug, told.place, told.facts["id"]) == ("row-refused", PLACE, "R-02")
    assert (told.facts["field"], told.facts["value"], told.facts["reason"]) == (
        "owner",
        "borte",
        "no-such-record",
    )
    assert told.facts["why"]
    assert "kind" not in told.facts


def test_a_refused_row_has_its_kind_and_stands_where_its_holder_is_named(here: Session) -> None:
    new = Outcome(
        OutcomeKind.NEW, "", said=(SheetValue("a.xlsx", "Ny", PLACE),), under=RowList("actions"),
        places={"holder_id": OTHER},
    )  # fmt: skip
    lost = refused_cell(here, Refused(new, Problem("no-such-record", None, {"name": "X"})))
    assert (lost.place, lost.facts["kind"], lost.facts["id"]) == (OTHER, "actions", "Ny")
    assert "field" not in lost.facts
    other = refused_cell(here, Refused(new, Problem("not-a-choice", None, {"value": "x", "choices": ()})))
    assert other.place == PLACE
    bare = refused_cell(
        here, Refused(Outcome(OutcomeKind.NEW, ""), Problem("no-such-record", None, {"name": "X"}))
    )
    assert (bare.place, bare.facts["id"]) == (None, "")


class _Facts(dict[str, object]):
    """Something for every fact that a sentence names."""

    def __missing__(self, name: str) -> object:
        return 2


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    ("address", "named"),
    [("T-27", "T-27"), ("barnehage/T-C07", "T-C07"), ("R-02/actions/2", "R-02/actions/2")],
)
def test_no_sentence_of_a_refused_cell_names_its_record_twice(
    here: Session, language: str, address: str, named: str
) -> None:
    here.values["lang"] = language
    naming = [
        slug
        for slug in ERRORS | WARNINGS | REFUSED_AT_THE_DOOR
        if "{id}" in entry_of(slug, here.words)["message"]
    ]
    assert len(naming) > 10
    for slug in naming:
        why = Problem(slug, None, _Facts(id=named))
        said = told(refused_cell(here, Refused(cell(address, "due", "x"), why)), here.words)["message"]
        assert len(re.findall(rf"(?<![\w-]){re.escape(named)}(?![\w-])", said)) == 1, said
    plain = refused_cell(
        here, Refused(cell(address, "due", "x"), Problem("not-a-choice", None, _Facts(value="x")))
    )
    assert told(plain, here.words)["message"].startswith(address)


def test_what_was_written_in_the_row_of_a_record_that_is_gone() -> None:
    told = gone_row(cell("R-09", "title", "Ny"))
    assert (told.slug, told.place, dict(told.facts)) == (
        "row-gone", PLACE, {"id": "R-09", "field": "title", "value": "Ny"},
    )  # fmt: skip
