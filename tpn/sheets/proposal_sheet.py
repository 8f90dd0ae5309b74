"""The proposal of a revised plan as a workbook: what is proposed is written in it, and it comes home.

One table with the dates of each thing that binds; the column of the proposal is open. The name of the proposal travels
along in a hidden tab, and what each row is about in a hidden column, so that rows may be sorted and columns moved.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from tpn.model.similar import fold
from tpn.plan.baseline import FINISH
from tpn.problems import CellPlace, Problem
from tpn.sheets.grey_cells import GreyCell, GreyNow, changed, shown_in, shown_rows
from tpn.spreadsheets.book import EMPTY, Book, Cell, ColumnFormat, Content, Print, Properties, Row, Tab
from tpn.spreadsheets.found_book import FoundBook, FoundTab, Value, cell_name
from tpn.texts import LANGUAGES, Words
from tpn.views.revised_plan import RevisedDate, Revision

PROPOSAL_TAB: Final = "_tpn_proposal"
_DATES = ("original", "agreed", "forecast", "proposed")
_HEADS = ("what", *_DATES, "days", "body")
_OPEN = "proposed"
_KEY, _TITLE, _BODY, _DAYS = "key", 46.0, 24.0, 12.0


class ProposalSheet(NamedTuple):
    """A workbook that came home: the proposal it was made from, and what stands as proposed, by key, with its cell."""

    name: str
    proposed: Mapping[str, tuple[Value, CellPlace]]
    changed: tuple[Problem, ...] = ()
    """The grey cells that somebody has written in."""


def proposal_book(facts: Revision, name: str, case: str, words: Words, made: datetime) -> Book:
    """The workbook of a proposal. ``name`` is that of the proposal, ``case`` the decision that it is put in."""
    title = words("replan.title_paper")
    heads = _HEADS
    lines = [_line(one, words) for one in (*facts.moved, *facts.stands) if one.body == facts.body]
    grey = {
        GreyCell(key, name): value for key, said in lines for name, value in said.items() if name != _OPEN
    }
    rows: list[Row] = [
        (EMPTY, Cell(title, look="title")),
        (EMPTY, Cell(words("replan.case_line", case=case, project=facts.project, date=facts.day), look="subtitle")),
        (EMPTY, Cell(words("replan.sheet_help", decision=case), look="plain", span=(1, len(heads))), *(EMPTY,) * 6),
        (EMPTY,),
        (Cell(_KEY, look="header"), *(Cell(words(f"replan.head.{one}"), look="header") for one in heads)),
        *(_row(key, said) for key, said in lines),
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
            Tab(PROPOSAL_TAB, ((Cell(name, look="raw"),), *shown_rows(grey)), hidden=True),
        ),
        properties=Properties(title=title, company=facts.project, created=made, language=words.language),
    )  # fmt: skip


def _line(one: RevisedDate, words: Words) -> tuple[str, Mapping[str, Content]]:
    """The key of a row, and what stands under each heading."""
    name = (
        words("replan.finish") if one.kind == "finish"
        else words("replan.launch", title=one.title) if one.kind == "launch" else f"{one.id} {one.title}"
    )  # fmt: skip
    return one.id or FINISH, {
        "what": name, "original": one.original, "agreed": one.agreed, "forecast": one.forecast,
        "proposed": one.proposed, "days": one.days or None, "body": one.body or words("replan.steering_group"),
    }  # fmt: skip


def _row(key: str, said: Mapping[str, Content]) -> Row:
    cells = (
        Cell(value, editable=True, look="answer") if name == _OPEN else Cell(value)
        for name, value in said.items()
    )
    return (Cell(key, look="quiet"), *cells)


# ---------------------------------------------------------------- back


def proposal_in(book: FoundBook) -> ProposalSheet | None:
    """What stands in a returned workbook; None where it is not that of a proposal, or has lost its hidden parts."""
    hidden = next((tab for tab in book.tabs if tab.name == PROPOSAL_TAB), None)
    name = hidden.value(0, 0) if hidden else None
    if hidden is None or not isinstance(name, str):
        return None
    found: dict[str, tuple[Value, CellPlace]] = {}
    grey: dict[GreyCell, GreyNow] = {}
    for tab in book.tabs:
        header, columns = _table(tab)
        for row in range(header + 1, len(tab.rows) if columns else 0):
            if not isinstance(key := tab.value(row, columns[_KEY]), str):
                continue
            for head, column in columns.items():
                value, place = tab.value(row, column), CellPlace(book.file, tab.name, cell_name(row, column))
                if head == _OPEN:
                    found[key] = (value, place)
                elif head != _KEY:
                    grey[GreyCell(key, head)] = GreyNow(value, str(tab.value(header, column)), place)
    return ProposalSheet(name, found, tuple(changed(shown_in(hidden, 1), grey))) if found else None


def _table(tab: FoundTab) -> tuple[int, Mapping[str, int]]:
    """The header of the table: its row, and the column of each head; no columns where there is none."""
    heads = {fold(Words(lang)(f"replan.head.{name}")): name for lang in LANGUAGES for name in _HEADS}
    heads[_KEY] = _KEY
    for number, row in enumerate(tab.rows):
        said = [heads.get(fold(value)) if isinstance(value, str) else None for value in row]
        if _KEY in said and _OPEN in said:
            return number, {name: said.index(name) for name in (_KEY, *_HEADS) if name in said}
    return 0, {}


def as_day(value: Value) -> date | str | None:
    """A cell as a day, else as the text that is to be read as one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    return str(value).strip() or None
