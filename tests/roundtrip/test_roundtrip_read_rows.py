"""A returned row in the project's own values: what is meant, what is locked, comments, own columns, reasons."""

from datetime import date
from typing import Any

from tests.edits.small_projects import project
from tests.roundtrip.sent_tables import COLUMNS, HEAD, ROWS, base, sent_table, table
from tpn.model.index import index
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.match_rows import returned
from tpn.roundtrip.read_rows import Understanding, Understood, getters_of, restored, value_of
from tpn.sheets.sent_copy import SentColumn, SentTable
from tpn.spreadsheets.found_book import CellError, FoundBook, FoundTab

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [per], due: 2026-09-01, note: Fra før}
    - {id: K-02, title: Fortsette, responsible: [liv], due: 2026-09-02, waiting_for: KS}
    - {id: K-03, title: Ende, responsible: [eva], due: 2026-09-03}
    - {id: K-04, title: Rydde, due: 2026-09-04}
  checklist: {K-C01: {answer: open, note: Sagt}, K-C02: {answer: open}}
launch: {activities: [{id: L-1, title: På, service: sfo, due: 2026-11-02, kind: go_live, milestone: true}]}
"""
MADE = project(WORK)
STATUS = SentColumn("Status", "status", "choice", editable=True)


class Home:
    """What came home of a sheet: the rows as they were understood, and the problems."""

    def __init__(
        self, *rows: Any, sent: SentTable | None = None, who: str = "", notes: Any = None, to: str = ""
    ) -> None:
        tab = FoundTab("Plan", tuple(map(tuple, rows)), notes=notes or {})
        meanings = Meanings(MADE, index(MADE), load_words(), date(2026, 9, 1), who=who, to=to)
        understanding = Understanding(meanings)
        self.rows = understanding.rows(returned(FoundBook("a.xlsx", "xlsx", (tab,)), base(sent or table())))
        self.problems = [(one.slug, dict(one.facts)) for one in understanding.problems]
        self.slugs = [slug for slug, _ in self.problems]

    def row(self, address: str | None = "K-01") -> Understood:
        return next(one for one in self.rows if one.address == address)


def with_first(*cells: Any, **rest: Any) -> Home:
    """The table with another first row."""
    return Home(HEAD, cells, *ROWS[1:], **rest)


def test_an_untouched_row_says_what_was_sent() -> None:
    row = Home(HEAD, *ROWS).row()
    assert row.values == row.sent
    assert (row.values["title"], row.locked, row.cells) == ("Begynne", frozenset({"id", "title"}), {})


def test_a_changed_cell_is_read_and_the_others_are_as_sent() -> None:
    home = with_first("K-01", "Begynne", "Liv Dahl", "7.9.2026", None)
    row = home.row()
    assert (row.values["responsible"], row.values["due"], row.values["note"]) == (
        ("liv",),
        date(2026, 9, 7),
        None,
    )
    assert (row.sent["responsible"], row.title) == ("Per", "Begynne")
    assert row.cells["due"].cell == "D2"
    assert home.problems == []


def test_a_locked_cell_that_was_changed_stands_as_it_was_typed() -> None:
    row = with_first("K-01", "Noe annet", "Per", ROWS[0][3], "Ny").row()
    assert (row.values["title"], row.locked) == ("Noe annet", frozenset({"title"}))
    fault = with_first("K-01", CellError("#N/A"), "Per", ROWS[0][3], "Ny").row()
    assert fault.values["title"] == "#N/A"


def test_the_day_that_stood_there_typed_in_another_way_is_no_change() -> None:
    row = with_first("K-01", "Begynne", "Per", "1. september 2026", "Ny").row()
    assert row.values["due"] == row.sent["due"] == date(2026, 9, 1)


def test_what_cannot_be_read_is_told_and_not_taken() -> None:
    home = with_first("K-01", "Begynne", "Per", "snarest", "Ny")
    assert home.slugs == ["cell-not-a-date"]
    assert home.problems[0][1]["id"] == "K-01"
    assert "due" not in home.row().values


def new(*cells: Any, sent: SentTable | None = None, head: Any = HEAD, **rest: Any) -> Home:
    return Home(head, *ROWS, cells, sent=sent, **rest)


def test_a_new_row_has_what_can_be_typed_of_its_kind() -> None:
    row = new(None, "Ny sak", "Eva", "14.9.2026", "Obs").row(None)
    assert row.values == {
        "title": "Ny sak", "responsible": ("eva",), "due": date(2026, 9, 14), "note": "Obs",
    }  # fmt: skip
    assert (row.title, row.unread, row.sent) == ("Ny sak", frozenset(), {})


def test_a_new_row_keeps_in_mind_what_could_not_be_read() -> None:
    home = new(None, "Ny sak", "Ukjent Person", "snarest", None)
    assert home.row(None).unread == {"responsible", "due"}
    assert home.problems[0][1]["id"] == ""


def test_a_new_row_of_which_nothing_can_be_read_is_none() -> None:
    home = new(None, None, None, "snarest", None)
    assert [row for row in home.rows if row.address is None] == []


def plan_with(*columns: SentColumn) -> tuple[SentTable, tuple[str, ...]]:
    """The sent table with more columns, empty in every row, and its headers."""
    every = (*COLUMNS, *columns)
    made = sent_table(every, [(*row, *(None for _ in columns)) for row in ROWS])
    return made, tuple(column.header for column in every)


PERCENT = SentColumn("Prosent", "percent", "percent", editable=True)


def test_new_work_of_which_a_part_is_done_is_under_way() -> None:
    sent, head = plan_with(PERCENT, STATUS)

    def status(percent: Any, said: Any = None) -> Any:
        home = new(None, "Ny", None, None, None, percent, said, sent=sent, head=head)
        return home.row(None).values.get("status")

    assert [status(percent) for percent in ("40 %", "1 %", "100 %", "0 %", None)] == [
        "in_progress", "in_progress", "done", None, None,
    ]  # fmt: skip
    assert status("40 %", "Ikke startet") == "not_started"


def test_waiting_says_for_what_or_is_not_taken() -> None:
    sent, head = plan_with(STATUS)

    def home(number: int, said: str) -> Home:
        rows = [(*row, said if n == number else None) for n, row in enumerate(ROWS)]
        return Home(head, *rows, sent=sent)

    lacking = home(0, "Venter")
    assert lacking.problems == [
        ("cell-waits-for-what", {"id": "K-01", "field": "Status", "value": "blocked"})
    ]
    assert "status" not in lacking.row().values
    assert home(0, "Venter på Nord").row().values["waiting_for"] == "Nord"
    known = home(1, "Venter")  # the project says for what already
    assert (known.problems, known.row("K-02").values["status"]) == ([], "blocked")


POINTS = (
    SentColumn("Nr", "id", "text", editable=False),
    SentColumn("Svar", "answer", "choice", editable=True),
)


def points(*answers: str) -> Home:
    """The two points of a checklist with these answers; the sheet has no column for a note."""
    keys = ("K-C01", "K-C02")
    sent = sent_table(
        POINTS, [(key, "open") for key in keys], kind="checklist", new_rows=False, under="kickoff/"
    )
    return Home(("Nr", "Svar"), *zip(keys, answers, strict=True), sent=sent)


def test_a_point_that_is_set_aside_needs_its_reason() -> None:
    for answer in ("Ikke relevant", "Fortsatt åpen"):
        home = points(answer, answer)
        assert [facts["id"] for slug, facts in home.problems if slug == "cell-needs-note"] == [
            "kickoff/K-C02"
        ]
        assert "answer" in home.row("kickoff/K-C01").values  # of the first the project says why
        assert "answer" not in home.row("kickoff/K-C02").values
    assert points("Ferdig", "Ferdig").problems == []


def test_a_name_under_x_is_a_column_that_somebody_added() -> None:
    head = (*HEAD, "Avdeling")
    rows = [(*row, "Skole" if n == 0 else None) for n, row in enumerate(ROWS)]
    home = Home(head, *rows)
    assert (home.row().values["x.Avdeling"], home.row().cells["x.Avdeling"].cell) == ("Skole", "F2")
    fault = Home(head, (*ROWS[0], CellError("#N/A")), *ROWS[1:])
    assert fault.slugs == ["cell-error"]
    added = Home(head, *[(*row, None) for row in ROWS], (None, "Ny", None, None, None, "IKT")).row(None)
    assert added.values["x.Avdeling"] == "IKT"


def test_a_comment_on_a_cell_goes_into_the_note_with_who_wrote_it() -> None:
    noted = Home(HEAD, *ROWS, notes={(1, 3): "Per Moe:\nKan ikke før fredag"}, who="Liv Dahl")
    row = noted.row()
    assert row.values["note"] == "Fra før\nPer Moe (Frist): Kan ikke før fredag"
    assert (row.sent["note"], row.cells["note"].cell) == (None, "D2")
    plain = Home(HEAD, *ROWS, notes={(1, 3): "Kan  ikke"}, who="Liv Dahl")
    assert plain.row().values["note"] == "Fra før\nLiv Dahl (Frist): Kan ikke"
    nobody = Home(HEAD, *ROWS, notes={(3, 3): "Kan ikke"})
    assert nobody.row("K-03").values["note"] == "Frist: Kan ikke"


def test_a_comment_beside_a_typed_note_is_added_to_what_was_typed_and_never_twice() -> None:
    typed = with_first("K-01", "Begynne", "Per", ROWS[0][3], "Skrevet", notes={(1, 3): "Sen"})
    assert typed.row().values["note"] == "Skrevet\nFrist: Sen"
    again = with_first("K-01", "Begynne", "Per", ROWS[0][3], "Frist: Sen", notes={(1, 3): "Sen"})
    assert again.row().values["note"] == "Frist: Sen"


def test_a_comment_on_a_new_row_is_its_note() -> None:
    home = new(None, "Ny", None, None, None, notes={(5, 1): "Viktig"})
    assert home.row(None).values["note"] == "Aktivitet: Viktig"


def test_the_fields_that_the_project_itself_holds() -> None:
    sent, _ = plan_with(SentColumn("Sen", "overdue", "tick", editable=False))
    names = [name for name, _ in getters_of(sent)]
    assert names == ["title", "responsible", "due", "note"]
    entry = index(MADE).by_address["K-01"]
    assert {name: get(entry.record) for name, get in getters_of(sent)}["responsible"] == ("per",)


def test_what_a_record_says_now_and_what_was_kept_of_it() -> None:
    record = index(MADE).by_address["K-01"].record
    assert (value_of("activities", "due", record), value_of("activities", "finnes-ikke", record)) == (
        date(2026, 9, 1), None,
    )  # fmt: skip
    assert restored("activities", "due", "2026-09-01") == date(2026, 9, 1)
    assert restored("activities", "note", "2026-09-01") == "2026-09-01"
    assert restored("activities", "due", None) is None
    assert restored("activities", "responsible", ["per", "liv"]) == ("per", "liv")
    assert restored("activities", "finnes-ikke", 3) == 3


def test_new_work_in_a_sheet_that_one_person_was_sent_is_theirs_where_it_says_nobody() -> None:
    theirs = new(None, "Ny sak", None, None, None, to="eva", who="Eva Lie")
    assert theirs.row(None).values["responsible"] == ("eva",)
    assert theirs.problems == [
        ("sheet-whose-row", {"id": "", "field": "responsible", "kind": "activities", "name": "Eva Lie"})
    ]
    said = new(None, "Ny sak", "Per", None, None, to="eva")
    assert (said.row(None).values["responsible"], said.slugs) == (("per",), [])
    unread = new(None, "Ny sak", "Ukjent Person", None, None, to="eva")
    assert "responsible" not in unread.row(None).values  # somebody is named, whoever that is
    assert "responsible" not in new(None, "Ny sak", None, None, None).row(None).values


def test_a_comment_that_the_note_has_already_changes_nothing() -> None:
    noted = Home(HEAD, *ROWS, notes={(1, 3): "Fra før"})
    assert noted.row().values["note"] == "Fra før\nFrist: Fra før"
    known = project(WORK.replace("note: Fra før", "note: 'Frist: Sen'"))
    tab = FoundTab("Plan", (HEAD, *(tuple(row) for row in ROWS)), notes={(1, 3): "Sen"})
    meanings = Meanings(known, index(known), load_words(), date(2026, 9, 1))
    rows = Understanding(meanings).rows(returned(FoundBook("a.xlsx", "xlsx", (tab,)), base(table())))
    assert rows[0].values["note"] == rows[0].sent["note"]
