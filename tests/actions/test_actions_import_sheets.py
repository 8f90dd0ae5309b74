"""Sheets that come home, on small tables: what is taken, asked, left and told, and what is then written."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.actions.small_session import session, stopped
from tests.roundtrip.sent_tables import HEAD, ROWS, base, table
from tpn.actions.import_result import ForeignFile, ImportResult, ReturnedFile, memory
from tpn.actions.import_sheets import SheetImport
from tpn.actions.session import Session
from tpn.model import load
from tpn.model.choices import Phase
from tpn.problems import CellPlace
from tpn.roundtrip.foreign_sheet import ForeignRow
from tpn.roundtrip.three_way import OutcomeKind
from tpn.spreadsheets.found_book import FoundBook, FoundTab
from tpn.views.rows import Scope

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: per, due: 2026-09-01}
    - {id: K-02, title: Fortsette, responsible: liv, due: 2026-09-02, note: Snart}
    - {id: K-03, title: Ende, responsible: eva, due: 2026-09-03}
    - {id: K-04, title: Rydde, due: 2026-09-04}
risks: [{id: R-01, title: Hast}]
"""
SENT = [
    ("K-01", "Begynne", ("per",), date(2026, 9, 1), None), ("K-02", "Fortsette", ("liv",), date(2026, 9, 2), "Snart"),
    ("K-03", "Ende", ("eva",), date(2026, 9, 3), None), ("K-04", "Rydde", None, date(2026, 9, 4), None),
]  # fmt: skip
NAMES: dict[Any, Any] = {("per",): "Per", ("liv",): "Liv", ("eva",): "Eva"}
OF = base(replace(table(SENT), scope=Scope(Phase.KICKOFF), shown=({}, {}, NAMES, {}, {})))
PLACE = CellPlace("b.xlsx", "Ark", "A2")


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, preview=False)


def home(*rows: Any, file: str = "a.xlsx", known: bool = True, of: Any = OF) -> ReturnedFile:
    tab = FoundTab("Plan", tuple(map(tuple, rows)))
    return ReturnedFile(file, FoundBook(file, "xlsx", (tab,)), of, known)


def brought(here: Session, *homes: ReturnedFile, take: str = "", strangers: Any = ()) -> ImportResult:
    return SheetImport(here, take).bring(homes, strangers)


def first(*cells: Any) -> ReturnedFile:
    """The sheet with another first row."""
    return home(HEAD, cells, *ROWS[1:])


def told(made: ImportResult) -> list[tuple[OutcomeKind, str, str]]:
    return [(one.kind, one.id, one.field) for one in made.outcomes]


def slugs(made: ImportResult) -> list[str]:
    return [one.slug for one in made.problems]


def test_a_sheet_that_says_what_was_sent_changes_nothing(here: Session) -> None:
    made = brought(here, home(HEAD, *ROWS))
    assert (told(made), made.changes, made.problems) == ([], [], [])


def test_a_changed_cell_is_taken_and_written(here: Session) -> None:
    made = brought(here, first("K-01", "Begynne", "Liv", date(2026, 9, 1), "Ny"))
    assert told(made) == [(OutcomeKind.TAKE, "K-01", "responsible"), (OutcomeKind.TAKE, "K-01", "note")]
    SheetImport(here).write(made, (), {})
    one = load(here.folder).sound().kickoff.activities[0]
    assert (one.responsible, one.note) == (("liv",), "Ny")


def test_where_the_project_has_moved_too_it_is_a_question_until_it_is_decided(tmp_path: Path) -> None:
    moved = session(tmp_path / "p", WORK.replace("note: Snart", "note: Flyttet"), preview=False)
    sheet = (HEAD, ROWS[0], ("K-02", "Fortsette", "Liv", date(2026, 9, 2), "Arkets"), *ROWS[2:])
    made = brought(moved, home(*sheet))
    assert (told(made), len(made.conflicts), made.changes) == (
        [(OutcomeKind.CONFLICT, "K-02", "note")],
        1,
        [],
    )
    assert told(brought(moved, home(*sheet), take="sheet")) == [(OutcomeKind.TAKE, "K-02", "note")]
    assert brought(moved, home(*sheet), take="project").changes == []
    assert told(brought(moved, home(HEAD, *ROWS))) == [(OutcomeKind.KEEP, "K-02", "note")]


def test_a_new_row_becomes_a_record_with_an_id_that_nobody_was_sent(here: Session) -> None:
    new = (None, "Ny sak", "Per", date(2026, 10, 1), None)
    made = brought(here, home(HEAD, *ROWS, new))
    assert [(one.kind, one.id) for one in made.outcomes] == [(OutcomeKind.NEW, "K-05")]
    (row,) = memory(made)
    assert (row.kind, row.place, row.title, row.number, row.id) == (
        "activities",
        "phase=kickoff",
        "ny sak",
        0,
        "K-05",
    )


def test_a_grey_cell_is_told_and_not_taken(here: Session) -> None:
    made = brought(here, first("K-01", "Annet navn", "Per", date(2026, 9, 1), None))
    assert told(made) == [(OutcomeKind.NOT_EDITABLE, "K-01", "title")]
    assert made.changes == []


def test_what_would_make_the_project_faulty_is_told_and_the_rest_taken(here: Session) -> None:
    made = brought(here, first("K-01", "Begynne", "Ukjent Person", date(2026, 9, 1), "Ny"))
    assert slugs(made) == ["cell-unknown-person"]
    assert told(made) == [(OutcomeKind.TAKE, "K-01", "note")]


def test_a_row_that_is_gone_from_the_sheet_or_from_the_project_is_told(here: Session, tmp_path: Path) -> None:
    made = brought(here, home(HEAD, *ROWS[:3]))
    assert told(made) == [(OutcomeKind.GONE_THERE, "K-04", "")]
    less = session(tmp_path / "q", WORK.replace("    - {id: K-04, title: Rydde, due: 2026-09-04}\n", ""))
    gone = brought(less, home(HEAD, *ROWS[:3], ("K-04", "Rydde", None, date(2026, 9, 4), "Ny")))
    assert (OutcomeKind.GONE_HERE, "K-04", "note") in told(gone)
    assert "row-gone" in slugs(gone)


def test_a_sheet_that_is_nearly_empty_or_of_another_project_is_not_taken_at_all(here: Session) -> None:
    many = [(f"K-{number:02d}", f"Sak {number}", None, None, None) for number in range(1, 11)]
    for left, is_taken in ((5, True), (4, False)):
        sheet = home(HEAD, *many[:left], of=base(table(many)))
        if is_taken:
            assert brought(here, sheet).outcomes
        else:
            problem = stopped(lambda sheet=sheet: brought(here, sheet))  # type: ignore[misc]
            assert (problem.slug, problem.facts["n"], problem.facts["all"]) == ("import-nearly-empty", 6, 10)
    other = stopped(lambda: brought(here, home(HEAD, *ROWS, of=replace(OF, project="annet"))))
    assert (other.slug, other.facts["project"], other.facts["own"]) == (
        "import-other-project",
        "annet",
        "lite",
    )


def test_what_has_ended_is_told_cell_by_cell_and_left(tmp_path: Path) -> None:
    ended = session(
        tmp_path / "p",
        WORK.replace("due: 2026-09-01}", "due: 2026-09-01, status: cancelled, ended: {date: 2026-09-01}}"),
    )
    made = brought(ended, first("K-01", "Begynne", "Per", date(2026, 9, 1), "Ny"))
    assert (slugs(made), made.changes) == (["record-ended"], [])


def test_without_its_base_every_difference_is_a_question_but_for_what_the_plan_works_out(
    here: Session,
) -> None:
    rows = (HEAD, ("K-01", "Begynne", "Per", date(2026, 9, 1), "Ny"), *ROWS[1:])
    made = brought(here, home(*rows, known=False))
    assert told(made) == [(OutcomeKind.CONFLICT, "K-01", "note")]


def test_an_old_sheet_says_that_it_is_and_a_lost_table_is_named(here: Session) -> None:
    old = replace(OF, sent=OF.sent.replace(year=2025))
    assert "import-old-sheet" in slugs(brought(here, home(HEAD, *ROWS, of=old)))
    two = replace(
        OF, tables=(*OF.tables, table([("R-01", "Hast", None, None, None)], tab="Risiko", kind="risks"))
    )
    assert "import-table-lost" in slugs(brought(here, home(HEAD, *ROWS, of=two)))


# ---------------------------------------------------------------- sheets of others


def foreign(ref: str, title: str, kind: str = "activities", **values: Any) -> ForeignRow:
    fixed = (("phase", "kickoff"),) if kind == "activities" else ()
    return ForeignRow(
        kind, ref, title, {("name" if kind == "people" else "title"): title, **values}, {}, PLACE, fixed
    )


def strange(here: Session, *rows: ForeignRow) -> ImportResult:
    return brought(here, strangers=(ForeignFile("b.xlsx", rows, []),))


def test_a_row_of_others_is_a_record_by_its_number_else_by_its_title_else_new(here: Session) -> None:
    by_number = strange(here, foreign("K-01", "Noe annet", note="A"))
    assert {(one.id, one.field) for one in by_number.outcomes} == {("K-01", "title"), ("K-01", "note")}
    by_title = strange(here, foreign("7", "fortsette", due=date(2026, 9, 2), note="Annet"))
    assert ("K-02", "note") in {(one.id, one.field) for one in by_title.outcomes}
    new = strange(here, foreign("9", "Helt nytt", due=date(2026, 10, 1)))
    assert [(one.kind, one.id) for one in new.outcomes] == [(OutcomeKind.NEW, "K-05")]
    SheetImport(here).write(new, (), {})
    assert load(here.folder).sound().kickoff.activities[-1].title == "Helt nytt"


def test_a_role_that_somebody_has_is_no_other_answer(here: Session) -> None:
    made = strange(here, foreign("", "Per Moe", "people", roles=("project_group",)))
    assert told(made) == []
    more = strange(here, foreign("", "Per Moe", "people", roles=("records",)))
    assert {one.field for one in more.outcomes} == {"roles"}


def test_one_person_in_two_rows_of_others_is_one_person(here: Session) -> None:
    made = strange(
        here,
        foreign("", "Ny Person", "people", roles=("records",)),
        foreign("", "Ny Person", "people", roles=("it",)),
    )
    (one,) = made.joined
    assert (one.person.id, one.other, one.person.roles) == ("ny", "ny-person", ("records", "it"))
    SheetImport(here).write(made, (), {})
    assert [person.id for person in load(here.folder).sound().people if person.name == "Ny Person"] == ["ny"]
