"""The workbook of a reorganisation, understood: values in, values out, nothing written."""

from pathlib import Path

import pytest

from tests.actions.small_session import session, stopped
from tpn.actions.reorganise import GivenWork, NewPlace, Reorganised, reorganised
from tpn.actions.session import Session
from tpn.model import load
from tpn.problems import CellPlace, FilePlace
from tpn.sheets.reorganisation import ReorganisationSheet, WrittenCell

ABOUT = """\
project: {format: 1, id: lite, name: Lite, start: 2026-08-17, lead: liv}
people:
  - {id: liv, name: Liv Dahl, unit: Skole, roles: [management]}
  - {id: per, name: Per Moe, unit: Skole}
  - {id: eva, name: Eva Lie, unit: Kultur, roles: [project_group]}
"""
WORK = """\
kickoff:
  activities:
    - {id: A-01, title: Rydde, responsible: per}
    - {id: A-02, title: Ferdig for lenge siden, responsible: per, status: done}
staffing:
  - {id: BM-01, unit: skole, role: Koordinator}
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, ABOUT, preview=False)


def cells(**texts: str) -> dict[str, WrittenCell]:
    return {name: WrittenCell(text, CellPlace("ny.xlsx", "Folk", "C4")) for name, text in texts.items()}


def made(here: Session, sheet: ReorganisationSheet) -> Reorganised:
    return reorganised(here, sheet, "ny.xlsx")


def test_the_workbook_of_another_project_is_none_of_this_one(here: Session) -> None:
    problem = stopped(lambda: made(here, ReorganisationSheet("et-annet", {}, {})))
    assert problem.slug == "reorganisation-not-here"
    assert problem.place == FilePlace("ny.xlsx")


def test_an_empty_workbook_changes_nothing(here: Session) -> None:
    assert made(here, ReorganisationSheet("lite", {}, {})) == Reorganised((), (), (), (), ())


def test_a_unit_that_gets_a_new_name_takes_its_people_and_what_is_agreed_with_it(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {"Skole": cells(new_unit="Oppvekst")}, {}))
    assert [(one.person, one.before, one.after) for one in told.places] == [
        ("liv", ("Skole",), ("Oppvekst",)),
        ("per", ("Skole",), ("Oppvekst",)),
    ]
    told.write(here, "ny.xlsx")
    after = load(here.folder).sound()
    assert [one.unit for one in after.people] == ["Oppvekst", "Oppvekst", "Kultur"]
    assert after.staffing[0].unit == "Oppvekst"


def test_what_is_written_for_a_person_goes_before_what_the_unit_becomes(here: Session) -> None:
    sheet = ReorganisationSheet(
        "lite", {"Skole": cells(new_unit="Oppvekst")}, {"per": cells(unit="Skole", new_unit="Kultur")}
    )
    assert {one.person: one.after for one in made(here, sheet).places} == {
        "liv": ("Oppvekst",),
        "per": ("Kultur",),
    }


def test_who_has_moved_since_the_workbook_was_sent_is_asked_about_and_stays(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {}, {"per": cells(unit="Kultur", new_unit="Oppvekst")}))
    assert [(one.slug, one.facts["value"]) for one in told.problems] == [("reorganised-since", "Skole")]
    assert told.places == ()


def test_a_new_leader_of_a_unit_takes_over_what_is_open_and_the_role(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {"Skole": cells(new_leader="Eva Lie")}, {}))
    assert [(one.one, one.other, one.names) for one in told.work] == [("liv", "eva", ("Liv Dahl", "Eva Lie"))]
    assert (
        NewPlace("eva", "Eva Lie", "roles", ("project_group",), ("project_group", "management"))
        in told.places
    )


def test_a_unit_that_nobody_leads_has_nobody_to_follow(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {"Kultur": cells(new_leader="Per Moe")}, {}))
    assert [(one.slug, one.facts["name"]) for one in told.problems] == [("unit-without-leader", "Kultur")]
    nobody = made(here, ReorganisationSheet("lite", {"Nytt kontor": cells(new_leader="Per Moe")}, {}))
    assert (nobody.problems, nobody.work) == ((), ())


def test_open_work_goes_to_whom_it_is_written_for_and_what_is_done_stays(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {}, {"per": cells(goes_to="Eva Lie")}))
    (given,) = told.work
    assert isinstance(given, GivenWork)
    assert [entry.address for entry in given.entries] == ["A-01"]
    to_oneself = made(here, ReorganisationSheet("lite", {}, {"per": cells(goes_to="Per Moe")}))
    assert (to_oneself.work, to_oneself.edits) == ((), ())


def test_roles_that_are_the_same_are_no_change_and_what_is_no_role_is_told_at_its_cell(here: Session) -> None:
    same = made(here, ReorganisationSheet("lite", {}, {"eva": cells(new_roles="prosjektgruppe")}))
    assert (same.places, same.problems) == ((), ())
    told = made(here, ReorganisationSheet("lite", {}, {"eva": cells(new_roles="trollmann")}))
    assert (told.places, [one.place for one in told.problems]) == ((), [CellPlace("ny.xlsx", "Folk", "C4")])


def test_who_is_written_below_the_people_comes_whole_and_who_is_there_is_that_one(here: Session) -> None:
    sheet = ReorganisationSheet(
        "lite", {}, {}, (), (cells(name="Siri Vik", unit="Kultur"), cells(name="eva  lie", unit="Skole"))
    )
    told = made(here, sheet)
    assert [(one.id, one.name) for one in told.comers] == [("siri", "Siri Vik")]
    told.write(here, "ny.xlsx")
    people = load(here.folder).sound().person
    assert (people["siri"].unit, people["eva"].unit, len(people)) == ("Kultur", "Skole", 4)


def test_a_row_without_a_name_is_nobody(here: Session) -> None:
    told = made(here, ReorganisationSheet("lite", {}, {}, (), (cells(unit="Kultur"),)))
    assert ([one.slug for one in told.problems], told.comers) == (["person-without-name"], ())


def test_grey_cells_that_somebody_wrote_in_are_told_first(here: Session) -> None:
    grey = stopped(lambda: made(here, ReorganisationSheet("x", {}, {})))
    told = made(here, ReorganisationSheet("lite", {"Kultur": cells(new_leader="Per Moe")}, {}, (grey,)))
    assert [one.slug for one in told.problems] == [grey.slug, "unit-without-leader"]
