"""The proposal of a revised plan as a workbook: what is proposed is written in it, and it comes home.

One table with the dates of each thing that binds; the column of the proposal is open. The name of the proposal travels
along in a hidden tab, and what each row is about in a hidden column, so that rows may be sorted and columns moved.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from tpn.model.similar import fold
from tpn.plan.baseline import FINISH
from tpn.problems import CellPlace
from tpn.spreadsheets.book import EMPTY, Book, Cell, ColumnFormat, Print, Properties, Row, Tab
from tpn.spreadsheets.found_book import FoundBook, FoundTab, Value, cell_name
from tpn.texts import LANGUAGES, Words
from tpn.views.revised_plan import RevisedDate, Revision

PROPOSAL_TAB: Final = "_tpn_proposal"
_DATES = ("original", "agreed", "forecast", "proposed")
_KEY, _TITLE, _BODY, _DAYS = "key", 46.0, 24.0, 12.0


class ProposalSheet(NamedTuple):
    """A workbook that came home: the proposal it was made from, and what stands as proposed, by key, with its cell."""

    name: str
    proposed: Mapping[str, tuple[Value, CellPlace]]


def proposal_book(facts: Revision, name: str, case: str, words: Words, made: datetime) -> Book:
    """The workbook of a proposal. ``name`` is that of the proposal, ``case`` the decision that it is put in."""
    title = words("replan.title_paper")
    heads = ("what", *_DATES, "days", "body")
    rows: list[Row] = [
        (EMPTY, Cell(title, look="title")),
        (EMPTY, Cell(words("replan.case_line", case=case, project=facts.project, date=facts.day), look="subtitle")),
        (EMPTY, Cell(words("replan.sheet_help", decision=case), look="plain", span=(1, len(heads))), *(EMPTY,) * 6),
        (EMPTY,),
        (Cell(_KEY, look="header"), *(Cell(words(f"replan.head.{one}"), look="header") for one in heads)),
        *(_row(one, words) for one in (*facts.moved, *facts.stands) if one.body == facts.body),
    ]  # fmt: skip
    columns = (
        ColumnFormat(8, hidden=True), ColumnFormat(_TITLE),
        *(ColumnFormat(_DAYS, kind="date", editable=one == "proposed", look="answer" if one == "proposed" else "")
          for one in _DATES),
        ColumnFormat(16.0, kind="number"), ColumnFormat(_BODY),
    )  # fmt: skip
    return Book(
        tabs=(
            Tab(title[:31].replace(":", ""), tuple(rows), columns, header=4, freeze=(5, 2), protect=True,
                print=Print(footer_left=title, footer_centre=facts.project)),
            Tab(PROPOSAL_TAB, ((Cell(name, look="raw"),),), hidden=True),
        ),
        properties=Properties(title=title, company=facts.project, created=made, language=words.language),
    )  # fmt: skip


def _row(one: RevisedDate, words: Words) -> Row:
    name = (
        words("replan.finish") if one.kind == "finish"
        else words("replan.launch", title=one.title) if one.kind == "launch" else f"{one.id} {one.title}"
    )  # fmt: skip
    open_one = Cell(one.proposed, editable=True, look="answer")
    return (
        Cell(one.id or FINISH, look="quiet"), Cell(name), Cell(one.original), Cell(one.agreed), Cell(one.forecast),
        open_one, Cell(one.days or None), Cell(one.body or words("replan.steering_group")),
    )  # fmt: skip


# ---------------------------------------------------------------- back


def proposal_in(book: FoundBook) -> ProposalSheet | None:
    """What stands in a returned workbook; None where it is not that of a proposal, or has lost its hidden parts."""
    name = next((tab.value(0, 0) for tab in book.tabs if tab.name == PROPOSAL_TAB), None)
    found: dict[str, tuple[Value, CellPlace]] = {}
    for tab in book.tabs:
        for number, keys, column in _tables(tab):
            for row in range(number + 1, len(tab.rows)):
                if isinstance(key := tab.value(row, keys), str):
                    found[key] = (
                        tab.value(row, column),
                        CellPlace(book.file, tab.name, cell_name(row, column)),
                    )
    return ProposalSheet(name, found) if isinstance(name, str) and found else None


def _tables(tab: FoundTab) -> list[tuple[int, int, int]]:
    """The header of the table: its row, and the columns of the keys and of what is proposed."""
    proposed = {fold(Words(language)("replan.head.proposed")) for language in LANGUAGES}
    for number, row in enumerate(tab.rows):
        said = [fold(value) if isinstance(value, str) else "" for value in row]
        if _KEY in said and (columns := [at for at, value in enumerate(said) if value in proposed]):
            return [(number, said.index(_KEY), columns[0])]
    return []


def as_day(value: Value) -> date | str | None:
    """A cell as a day, else as the text that is to be read as one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    return str(value).strip() or None
