"""One tab of a workbook: title and help, its tables under each other, columns, rules and the week bar."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from tpn.history.additions import TableAdditions
from tpn.model.choices import Answer, Light, Status
from tpn.model.ended import FALLEN_OUT
from tpn.plan.timing import timing_of
from tpn.sheets.added import NOTHING_ADDED, Adding
from tpn.sheets.cell_text import Spelling
from tpn.sheets.sent_copy import SentTable
from tpn.sheets.style import ColumnStyle, LocalText, TableStyle, TabStyle
from tpn.spreadsheets.book import BarRule, Cell, ColumnFormat, Content, Kind, Print, Row, Rule, Tab, WordRule
from tpn.views import fields
from tpn.views.rows import Row as ViewRow

SPARE = 12
SPARE_ABOVE = 3
"""Empty rows for new records: under the last table, and under one that others follow."""
WEEK = timedelta(7)
WEEK_WIDTH = 2.4
WIDTHS: Mapping[Kind, float] = {
    "date": 11.5,
    "day": 8,
    "percent": 9,
    "number": 10,
    "money": 13,
    "bool": 9,
    "text": 20,
}
STATES: Mapping[str, str] = {
    Status.DONE: "good", Status.IN_PROGRESS: "going", Status.BLOCKED: "watch", Status.POSTPONED: "watch",
    Answer.STILL_OPEN: "watch",
}  # fmt: skip
"""The look of a status or an answer, by its value (``done`` is both)."""
LAMPS: Mapping[str, str] = {
    Light.GREEN: "good", Light.YELLOW: "watch", Light.RED: "bad", Light.GREY: "unknown",
}  # fmt: skip


class Shaped(NamedTuple):
    """A column ready to be filled: its style, its field, and how its cells are spelled, dressed and offered."""

    style: ColumnStyle
    field: fields.RowField
    kind: Kind
    heading: str
    open: bool
    choices: str
    spell: Any
    look: str
    fresh: bool
    """Whether it may be filled in where a new row is written."""


@dataclass
class FilledTable:
    """A table with its cells, and what of it is remembered."""

    style: TableStyle
    shaped: tuple[Shaped, ...]
    rows: list[ViewRow]
    cells: list[tuple[Content, ...]]
    sent: SentTable
    today: date
    added: TableAdditions = NOTHING_ADDED

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The columns whose single cells may have a look of their own."""
        return tuple(at for at, one in enumerate(self.shaped) if _may_tell(one))


@dataclass(frozen=True, slots=True)
class TabFrame:
    """What a tab takes from its workbook: how texts are filled in, the project's name, the printed page, the words."""

    fill: Callable[[LocalText], str]
    project: str
    print: Print
    spelling: Spelling


@dataclass
class TabMaker:
    """One tab: title and help, then its tables under each other; the last is the one with filter and new rows."""

    frame: TabFrame
    style: TabStyle
    name: str
    tables: list[FilledTable]
    rows: list[Row] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)

    def tab(self) -> Tab:
        """The tab."""
        weeks = self._weeks()
        self._titles(weeks)
        for table in self.tables[:-1]:
            self._table_above(table)
        last = self.tables[-1]
        header = self._header(last, weeks)
        adding = Adding(last.added, last.shaped, (header + 1, header + len(last.rows) + SPARE))
        for row, cells in zip(last.rows, last.cells, strict=True):
            self.rows.append(
                (*self._cells(last, row, cells, adding, usual=True), *self._up_to_today(last, weeks))
            )
        self._rules(last, header + 1, len(self.rows) + SPARE)
        if weeks:
            self._bar(last, len(weeks))
        alone = len(self.tables) == 1
        return Tab(
            self.name, tuple(self.rows), self._columns(last, weeks), header,
            spare=SPARE if last.style.new_rows else 0, sums=adding.sums(),
            freeze=(header + 1, self.style.freeze) if alone else (0, self.style.freeze), filter=bool(last.rows),
            protect=True, colour=self.style.colour or "", rules=tuple(self.rules),
            print=self.frame.print, heights=self.heights,
        )  # fmt: skip

    def _titles(self, weeks: Sequence[date]) -> None:
        self._line(self.frame.fill(self.style.title or self.style.name), "title", 26)
        self._line(
            self.frame.fill(self.style.help) if self.style.help else self.frame.project, "subtitle", 18
        )
        if weeks:
            before = sum(one.style.span for one in self.tables[-1].shaped) - 1
            self.rows[-1] = (*self.rows[-1], *[Cell(None, look="plain")] * before, *self._legend(len(weeks)))

    def _line(self, text: str, look: str, height: float) -> None:
        self.heights[len(self.rows)] = height
        self.rows.append((Cell(text, look=look),))

    def _table_above(self, table: FilledTable) -> None:
        """A table that is not the last: its cells say themselves how they are dressed."""
        self._table_title(table)
        self.rows.append(self._headings(table, ()))
        first = len(self.rows)
        adding = Adding(table.added, table.shaped, (first, first + len(table.rows) + SPARE_ABOVE - 1))
        for row, cells in zip(table.rows, table.cells, strict=True):
            self.rows.append(tuple(self._cells(table, row, cells, adding, usual=False)))
        if table.style.new_rows:
            fresh = [one._replace(open=True, look="") if one.fresh else one for one in table.shaped]
            self.rows += [tuple(_spaced(table, [_dressed(one, None) for one in fresh]))] * SPARE_ABOVE
        self._rules(table, first, len(self.rows) - 1)
        self.rows += [*adding.sums(), ()]

    def _table_title(self, table: FilledTable) -> None:
        if table.style.title:
            self._line(self.frame.fill(table.style.title), "caption", 22)

    def _header(self, table: FilledTable, weeks: Sequence[date]) -> int:
        self._table_title(table)
        self._bands(table)
        self.rows.append(self._headings(table, weeks))
        return len(self.rows) - 1

    def _bands(self, table: FilledTable) -> None:
        """A row above the headings that says what several of them have in common."""
        said = [one.style.band for one in table.shaped for _ in range(one.style.span)]
        if not any(said):
            return
        cells: list[Cell] = []
        for band, some in groupby(said):
            width = len(tuple(some))
            text = self.frame.fill(band) if band else None
            cells += [Cell(text, look="band" if band else "plain", span=(1, width) if band else (1, 1))]
            cells += [Cell(None, look="band" if band else "plain")] * (width - 1)
        self.rows.append(tuple(cells))

    def _headings(self, table: FilledTable, weeks: Sequence[date]) -> Row:
        cells = [Cell(one.heading, look=_heading_look(one)) for one in table.shaped]
        return (
            *_spaced(table, cells),
            *(Cell(monday, "day", _week_look(monday, table.today)) for monday in weeks),
        )

    def _cells(
        self, table: FilledTable, row: ViewRow, cells: tuple[Content, ...], adding: "Adding", *, usual: bool
    ) -> Iterable[Cell]:
        made = [
            Cell(value) if usual else _dressed(one, value)
            for one, value in zip(table.shaped, cells, strict=True)
        ]
        for at in table.telling:
            if look := _told(table.shaped[at], row, cells[at]):
                made[at] = made[at]._replace(look=look[0], kind=look[1] or made[at].kind)
        adding.dress(row.address, len(self.rows), made)
        return _spaced(table, made)

    # -------------------------------------------------------- columns and rules

    def _columns(self, last: FilledTable, weeks: Sequence[date]) -> tuple[ColumnFormat, ...]:
        shaped = [one for one in last.shaped for _ in range(one.style.span)]
        widths, new = _widths(self.tables), last.style.new_rows
        columns = [
            ColumnFormat(
                width, one.kind, one.look, one.choices, one.open, one.style.hidden, fresh=new and one.fresh
            )
            for one, width in zip(shaped, widths, strict=False)
        ]
        columns += [ColumnFormat(width, look="plain") for width in widths[len(columns) :]]
        bars = [ColumnFormat(WEEK_WIDTH, look="plain", bare=True)] * len(weeks)
        return (*columns, *bars)

    def _rules(self, table: FilledTable, first: int, last: int) -> None:
        at = 0
        for one in table.shaped:
            if one.open and one.field.choices in {Status, Answer}:
                self.rules += self._word_rules(
                    one, at, (first, last), sum(s.style.span for s in table.shaped) - 1
                )
            at += one.style.span

    def _word_rules(self, one: Shaped, at: int, rows: tuple[int, int], last: int) -> Iterator[Rule]:
        said = self.frame.spelling.choice_words(one.field.choices, one.style)  # type: ignore[arg-type]
        by_look: dict[str, list[str]] = {}
        for value, word in said.items():
            if look := STATES.get(value):
                by_look.setdefault(look, []).append(word)
        for look, words in by_look.items():
            yield WordRule(at, tuple(words), look, (at, at), rows)
        if gone := tuple(said[value] for value in sorted(FALLEN_OUT) if value in said):
            yield WordRule(at, gone, "faded", (0, last), rows)

    def _weeks(self) -> list[date]:
        """The Mondays from the first date of the rows to the last, as far as the plan goes."""
        if self.style.weeks is None:
            return []
        table = self.tables[-1]
        dated = [at for at, one in enumerate(table.shaped)
                 if one.style.field in {self.style.weeks.start, self.style.weeks.due}]  # fmt: skip
        days = [day for cells in table.cells for at in dated if isinstance(day := cells[at], date)]
        if not days:
            return []
        monday = min(days) - timedelta(min(days).weekday())
        number = min((max(days) - monday).days // 7 + 1, self.style.weeks.most)
        return [monday + WEEK * at for at in range(number)]

    @staticmethod
    def _up_to_today(table: FilledTable, weeks: Sequence[date]) -> Row:
        """Empty cells up to the week that today is in, which is marked; none where the line has no such week."""
        at = next((at for at, monday in enumerate(weeks) if monday <= table.today < monday + WEEK), None)
        return () if at is None else (*[Cell(None, look="plain")] * at, Cell(None, look="today"))

    def _bar(self, table: FilledTable, number: int) -> None:
        """Rules over the empty week columns: coloured while the row runs, by how it stands; the first that fits."""
        paths = [one.style.field for one in table.shaped]
        weeks = self.style.weeks
        if weeks is None:
            return
        first = len(paths)
        bar = BarRule((first, first + number - 1), paths.index(weeks.start), paths.index(weeks.due))
        for status in sorted(FALLEN_OUT):
            if gone := self._status_words(table, status):
                self.rules.append(replace(bar, look="faded", only=gone))
        if done := self._status_words(table, Status.DONE):
            self.rules.append(replace(bar, look="bar-done", only=done))
        if "forecast" in paths:
            self.rules.append(replace(bar, look="bar-late", after=paths.index("forecast")))
        if going := self._status_words(table, Status.IN_PROGRESS):
            self.rules.append(replace(bar, look="bar-going", only=going))
        self.rules.append(bar)

    def _status_words(self, table: FilledTable, status: Status) -> tuple[int, tuple[str, ...]] | None:
        """Where the status stands, and the word for one of them."""
        for at, one in enumerate(table.shaped):
            if one.field.choices is Status:
                return at, (self.frame.spelling.choice_words(Status, one.style)[status],)
        return None

    def _legend(self, weeks: int) -> Row:
        """What the colours of the week line mean, over the weeks; as many as there is room for."""
        cells: list[Cell] = []
        for look, word in _LEGEND:
            text = self.frame.spelling.words(f"columns.weeks.{word}")
            wide = 1 + math.ceil((len(text) + 1) / WEEK_WIDTH)
            if len(cells) + wide > weeks:
                break
            cells += [
                Cell(None, look=look),
                Cell(text, look="legend"),
                *[Cell(None, look="plain")] * (wide - 2),
            ]
        return tuple(cells)


_LEGEND = (
    ("bar-done", "done"),
    ("bar-going", "going"),
    ("bar-late", "late"),
    ("bar", "planned"),
    ("today", "today"),
)


def _week_look(monday: date, today: date) -> str:
    return "week-now" if monday <= today < monday + WEEK else "week"


def _heading_look(one: Shaped) -> str:
    """What may be filled in has the stronger colour."""
    if one.style.upright:
        return "header-upright"
    return "header" if one.open else "header-locked"


def _dressed(one: Shaped, value: Content) -> Cell:
    return Cell(value, one.kind, one.look, one.choices or None, one.open)


def _spaced(table: FilledTable, cells: Sequence[Cell]) -> list[Cell]:
    """The cells in their places: one that spans several columns is followed by empty ones."""
    if all(one.style.span == 1 for one in table.shaped):
        return list(cells)
    placed: list[Cell] = []
    for one, cell in zip(table.shaped, cells, strict=True):
        span = one.style.span
        placed.append(cell if span == 1 else cell._replace(span=(1, span)))
        placed += [cell._replace(value=None, choices=None)] * (span - 1)
    return placed


def _may_tell(one: Shaped) -> bool:
    return (
        one.field.choices is Light
        or one.field.kind == "share"
        or one.style.field in {"forecast", "shared_with"}
    )


def _told(one: Shaped, row: ViewRow, value: Content) -> tuple[str, Kind | None] | None:
    """The look of a worked-out cell that has something to tell: a light, a share, a forecast after the promise."""
    if value is None:
        return None
    if one.field.choices is Light:
        return LAMPS[one.field.get(row)], None
    if one.field.kind == "share":
        done, total = one.field.get(row)
        return ("good" if done == total else "watch" if done else "locked"), None
    if one.style.field == "forecast" and row.kind in {"activities", "milestones"} and _is_late(row):
        return "watch", "late"
    if one.style.field == "shared_with":
        return "shared", None
    return None


def _is_late(row: ViewRow) -> bool:
    timing = timing_of(row.record, row.tables.plan)
    return timing is not None and timing.late


def _widths(tables: Sequence[FilledTable]) -> list[float]:
    """The widths of a tab's columns: the last table decides, a wider one above makes it wider."""
    found: list[float] = []
    for table in tables:
        own = [
            (one.style.width or WIDTHS.get(one.kind, 12)) / one.style.span
            for one in table.shaped
            for _ in range(one.style.span)
        ]
        longer = max(len(found), len(own))
        found += [0.0] * (longer - len(found))
        found = [max(width, own[at] if at < len(own) else 0.0) for at, width in enumerate(found)]
    return found
