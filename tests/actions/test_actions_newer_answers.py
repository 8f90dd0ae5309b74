"""A sheet that comes home once more: the newer answer stands, whichever file is read first, and that is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tests.roundtrip.sent_tables import base, table
from tpn.actions import newer_answers
from tpn.actions.import_result import ReturnedFile
from tpn.actions.newer_answers import ANSWERED, after_newer_round, answered, settle
from tpn.edits.outcome_edits import RecordEdits
from tpn.history.imports import ImportedRow
from tpn.problems import CellPlace
from tpn.roundtrip.read_rows import Understood
from tpn.roundtrip.three_way import Outcome, OutcomeKind, SheetValue
from tpn.spreadsheets.found_book import FoundBook

PLACE = CellPlace("a.xlsx", "Plan", "E2")
SENT = table()


def row(address: str | None = "K-01", title: str = "", sent: Any = None, **values: Any) -> Understood:
    cells = dict.fromkeys(values, PLACE)
    return Understood(
        SENT, address, PLACE, title, values, cells, sent if sent is not None else dict.fromkeys(values)
    )


def home(
    *rows: Understood, file: str = "a.xlsx", saved: float = 1.0, to: str = "per", **said: Any
) -> ReturnedFile:
    of = replace(base(), to=to, **said)
    return ReturnedFile(file, FoundBook(file, "xlsx", ()), of, rows=list(rows), saved=saved)


def notes(one: ReturnedFile) -> list[Any]:
    return [some.values.get("note") for some in one.rows]


def told(one: ReturnedFile) -> list[tuple[str, object]]:
    return [(problem.slug, problem.facts["field"]) for problem in one.problems]


def test_of_two_copies_the_one_saved_last_says_what_both_have_changed() -> None:
    for order in (False, True):
        old, new = home(row(note="Først"), saved=1), home(row(note="Sist"), file="b.xlsx", saved=2)
        settle([new, old] if order else [old, new], (), {})
        assert (notes(old), notes(new)) == (["Sist"], ["Sist"])
        assert (told(old), told(new)) == ([], [("sheet-newer-answer", "note")])


def test_what_only_one_of_them_changed_stands() -> None:
    old, new = home(row(note="Først", due=1), saved=1), home(row(note=None, due=None), saved=2)
    settle([old, new], (), {})
    assert (old.rows[0].values, new.problems) == ({"note": "Først", "due": 1}, [])
    same_old, same = home(row(note="Likt")), home(row(note="Likt"), saved=2)
    settle([same_old, same], (), {})
    assert same.problems == []


def test_files_of_one_moment_of_other_people_and_of_nobody_are_let_be() -> None:
    for other in (
        home(row(note="Sist"), saved=1.0),
        home(row(note="Sist"), saved=2, to="liv"),
        home(row(note="Sist"), saved=2, to=""),
    ):
        first = home(row(note="Først"), to=other.base.to if not other.base.to else "per")
        settle([first, other], (), {})
        assert (notes(first), other.problems) == (["Først"], [])


def test_new_rows_are_the_same_by_their_list_title_and_number() -> None:
    old = home(row(None, "Ny", note="Først"), row(None, "Ny", note="To"), saved=1)
    new = home(row(None, "ny", note="Sist"), saved=2)
    settle([old, new], (), {})
    assert notes(old) == ["Sist", "To"]


BEFORE = [ImportedRow("", "activities", ANSWERED, "K-01", 0, "K-01", {"note": "Først"})]


def again(note: Any, now: Any, *earlier: Any) -> ReturnedFile:
    """The sheet once more, after an import took these answers; the project says ``now``."""
    one = home(row(sent={"note": None}, note=note))
    before = [replace(BEFORE[0], sheet=one.key, values={"note": value}) for value in earlier]
    settle([one], before, {"K-01": {"note": now}})
    return one


def test_a_new_answer_changes_what_the_project_has_from_the_sheet_before() -> None:
    newer = again("Sist", "Først", "Først")
    assert (newer.rows[0].sent["note"], told(newer)) == ("Først", [("sheet-newer-answer", "note")])


def test_the_first_copy_once_more_says_nothing_new() -> None:
    first = again("Først", "Sist", "Først", "Sist")
    assert (first.rows[0].sent["note"], told(first)) == ("Først", [])


def test_where_somebody_else_has_written_since_it_is_a_question_as_before() -> None:
    other = again("Sist", "Annens", "Først")
    assert (other.rows[0].sent["note"], told(other)) == (None, [])
    same = again("Først", "Først", "Først")
    assert (same.rows[0].sent["note"], told(same)) == (None, [])


def test_what_is_taken_from_peoples_own_sheets_is_remembered() -> None:
    mine, nobodys = home(row(note="A")), home(row(note="B"), file="b.xlsx", to="")

    def taken(kind: OutcomeKind, sheet: str, field: str = "note") -> RecordEdits:
        return RecordEdits((Outcome(kind, "K-01", field, said=(SheetValue(sheet, "A", PLACE),)),), ())

    changes = [taken(OutcomeKind.TAKE, "a.xlsx"), taken(OutcomeKind.TAKE, "a.xlsx", "due"),
               taken(OutcomeKind.KEEP, "a.xlsx"), taken(OutcomeKind.TAKE, "b.xlsx")]  # fmt: skip
    (one,) = answered([mine, nobodys], changes)
    assert (one.sheet, one.kind, one.place, one.id, dict(one.values)) == (
        mine.key, "activities", ANSWERED, "K-01", {"note": "A", "due": "A"},
    )  # fmt: skip


def test_that_a_newer_round_was_sent_to_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def rounds(day: int, person: str = "per") -> None:
        later = Some(sent=date(2026, 9, day), people=[Some(person=person)])
        monkeypatch.setattr(newer_answers, "rounds", lambda _: [later])

    def of() -> list[str]:
        return [one.slug for one in after_newer_round(Path(), home(round="r1"))]  # sent on 1 September

    rounds(2)
    assert of() == ["import-older-round"]
    assert list(after_newer_round(Path(), home(round=""))) == []
    for day, person in ((1, "per"), (2, "liv")):
        rounds(day, person)
        assert of() == []
