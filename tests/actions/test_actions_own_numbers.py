"""Rows of a strange sheet that are records of ours: the number and the words must both be the record's."""

from datetime import date
from typing import Any

from tests.edits.small_projects import project
from tpn.actions.own_numbers import of_its_kind
from tpn.model.index import index
from tpn.problems import CellPlace
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.foreign_sheet import ForeignRow

WORK = """\
benefits:
  stakeholders:
    - {id: I-06, name: Servicesenteret, actions: [{what: Møte}, {what: Brev, done: 2026-09-01}]}
kickoff: {activities: [{id: K-01, title: Begynne}]}
risks: [{id: R-01, title: Hast}]
"""
MADE = project(WORK)
MEANINGS = Meanings(MADE, index(MADE), load_words(), date(2026, 9, 7))
PLACE = CellPlace("a.xlsx", "Ark", "A2")
SHORT = MEANINGS.index.short


def row(ref: str, title: str, kind: str = "activities", **values: Any) -> ForeignRow:
    said = {name.replace("__", "."): value for name, value in values.items()}
    return ForeignRow(
        kind,
        ref,
        title,
        {"title": title, **said},
        {"status": PLACE, "due": PLACE},
        PLACE,
        (("phase", "kickoff"),),
    )


def test_a_measure_with_its_number_and_words_is_that_measure() -> None:
    made, told = of_its_kind(row("I-06/actions/1", "møte", due=date(2026, 9, 14)), MEANINGS)
    assert (made.kind, made.ref, made.fixed, told) == ("actions", "I-06/actions/1", (), ())
    assert made.values == {"due": date(2026, 9, 14)}  # its words stand in the project


def test_the_short_number_is_the_same_record() -> None:
    short = SHORT.get("I-06/actions/1", "I-06/actions/1")
    assert of_its_kind(row(short, "Møte"), MEANINGS)[0].ref == "I-06/actions/1"


def test_a_number_without_the_words_or_words_without_the_number_are_a_row_of_theirs() -> None:
    for one in (row("I-06/actions/1", "Annet"), row("", "Møte"), row("X-9", "Møte")):
        assert of_its_kind(one, MEANINGS) == (one, ())


def test_a_row_of_the_kind_it_is_stays_as_it_is() -> None:
    own = row("K-01", "Begynne", due=date(2026, 9, 14))
    assert of_its_kind(own, MEANINGS) == (own, ())
    risk, _ = of_its_kind(row("R-01", "Hast"), MEANINGS)
    assert risk.kind == "risks"


def test_done_as_a_status_is_the_day_it_was_done_unless_that_is_known() -> None:
    made, told = of_its_kind(row("I-06/actions/1", "Møte", status="done"), MEANINGS)
    assert isinstance(made.values["done"], date)
    assert (made.cells["done"], len(told)) == (PLACE, 1)  # which day that is, is told
    known, quiet = of_its_kind(row("I-06/actions/2", "Brev", status="done"), MEANINGS)
    assert ("done" in known.values, quiet) == (False, ())
    open_one, _ = of_its_kind(row("I-06/actions/1", "Møte", status="in_progress"), MEANINGS)
    assert open_one.values == {}


def test_what_its_kind_has_no_field_for_is_left_and_own_columns_stand_beside() -> None:
    made, _ = of_its_kind(
        row("I-06/actions/1", "Møte", milestone=True, finnes_ikke=1, x__Gjelder="Servicesenteret", x__Kode="i-06",
            x__Rom="12"), MEANINGS,
    )  # fmt: skip
    assert made.values == {"x.Rom": "12"}  # whose it is, its number says
