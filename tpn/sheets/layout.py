"""Rows and a style, in a language, become a workbook – and the hidden tab that lets it come home."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from tpn.history.additions import TableAdditions
from tpn.model.base import Record
from tpn.model.canon import Plain, canon
from tpn.model.choices import Phase
from tpn.model.fieldtree import takes
from tpn.model.people import first_name
from tpn.model.project import Project
from tpn.plan.proposals import FROM
from tpn.sheets.added import NOTHING_ADDED, DyedLooks, place_of
from tpn.sheets.cell_text import Spelling
from tpn.sheets.cover import cover_tab
from tpn.sheets.sent_copy import Base, SentColumn, SentTable, base_tab, own_marks
from tpn.sheets.style import (
    THEMES,
    ColumnStyle,
    Each,
    LocalText,
    LookStyle,
    PrintFormat,
    Style,
    TableStyle,
    TabStyle,
    cell_kind,
    editable,
)
from tpn.sheets.tab_builder import FilledTable, Shaped, TabFrame, TabMaker
from tpn.spreadsheets.book import Book, CellChoices, Content, Print, Properties, Tab
from tpn.spreadsheets.cell_style import tab_name
from tpn.spreadsheets.looks import PALETTE, Look
from tpn.texts import Words, long_day
from tpn.texts.gone import gone
from tpn.views import fields
from tpn.views.access import exempt_by
from tpn.views.computed_fields import field as field_of
from tpn.views.report_ended import services_gone
from tpn.views.rows import EVERYTHING, Scope, Tables
from tpn.views.rows import Row as ViewRow


@dataclass(frozen=True, slots=True)
class Sending:
    """What is being sent: when, to whom (a person's id), as part of which round; how many rows wait till after when."""

    sent: datetime
    today: date
    person: str = ""
    round: str = ""
    due: date | None = None
    waiting: int = 0
    until: date | None = None
    added: Sequence[TableAdditions] = ()
    """What people added to the sheet before this one."""


def lay_out(tables: Tables, style: Style, words: Words, sending: Sending) -> Book:
    """The workbook of a project in a style; only one person's rows where it is sent to one."""
    return _Layout(tables, style, words, sending).book()


@dataclass
class _Layout:
    tables: Tables
    style: Style
    words: Words
    sending: Sending
    choices: dict[str, CellChoices] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    sent: list[SentTable] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spelling = Spelling(self.project, self.words, self.tables.status.titles)
        self.looks = DyedLooks(_looks(self.style))
        self.added = {one.place: one for one in self.sending.added}
        self.shown: Counter[str] = Counter()

    @property
    def project(self) -> Project:
        return self.tables.project

    def book(self) -> Book:
        tabs = [made for tab in self.style.tabs for made in self._tabs(tab)]
        about = self.project.about
        base = Base(
            about.id, self.style.name, self.words.language, self.sending.sent, self.sending.person,
            self.sending.round, tables=tuple(self.sent),
        )  # fmt: skip
        if self.style.cover:
            facts = self._facts(EVERYTHING)
            base, first = cover_tab(self.style, self.words, facts, base, self.choices)
            tabs.insert(0, replace(first, print=self._print()))
        colours = frozenset(look.fill for look in self.looks.values() if look.fill)
        base = replace(base, own=own_marks(tabs, bool(self.style.cover)), colours=colours)
        return Book((*tabs, base_tab(base)), self.choices, self.looks, self._properties())

    def _properties(self) -> Properties:
        about = self.project.about
        lead = self.project.person.get(about.lead or "")
        title = self._filled(self.style.title, EVERYTHING)
        return Properties(
            title, subject=self._filled(self.style.about, EVERYTHING),
            author=lead.name if lead else "", company=about.municipality.name if about.municipality else "",
            created=self.sending.sent, language=self.words.language,
            custom=(("tpn-project", about.id), ("tpn-style", self.style.name)), category=self._access,
        )  # fmt: skip

    @cached_property
    def _access(self) -> str:
        """Who may read a sheet: the project group, whose notes stand in it, unless the project says otherwise."""
        section = exempt_by("sheets", self.project, self.sending.today, self.words.folder)
        return self.words("document.access.exempt" if section else "document.access.public", section=section)

    # -------------------------------------------------------- texts

    def _facts(self, scope: Scope) -> Mapping[str, object]:
        about, today = self.project.about, self.sending.today
        service = self.project.service.get(scope.service or "")
        person = self.project.person.get(self.sending.person)
        return {
            "project": about.name,
            "municipality": about.municipality.name if about.municipality else about.name,
            "date": today,
            "day": long_day(today, self.words.language),
            "service": service.name if service else "",
            "phase": scope.phase or "",
            "variant": self.words(f"choices.variant_name.{scope.variant}") if scope.variant else "",
            "person": person.name if person else about.name,
            "first_name": first_name(person) if person else "",
            "lead": self._lead(),
            "due": self.sending.due or "",
            "waiting": self.sending.waiting,
            "until": self.sending.until or "",
            "gone": "" if person else gone(services_gone(self.tables.plan), self.words),
        }

    def _lead(self) -> str:
        lead = self.project.person.get(self.project.about.lead or "")
        return lead.name if lead else self.words("columns.cover.lead")

    def _filled(self, said: LocalText, scope: Scope) -> str:
        return self.words.fill(said.of(self.words.language), self._facts(scope))

    def _print(self, tab: TabStyle | None = None) -> Print:
        project, today = self.project.about.name, self.words("columns.printed", date=self.sending.today)
        wide = tab is not None and (
            tab.paper is PrintFormat.A3 or (tab.paper is None and tab.weeks is not None)
        )
        return Print(
            "A3" if wide else "A4",
            landscape=not (tab and tab.portrait),
            footer_left=project,
            footer_centre=today,
            footer_right=f"{self._access} · {{page}} / {{pages}}",
        )

    def _frame(self, tab: TabStyle, scope: Scope) -> TabFrame:
        def fill(said: LocalText) -> str:
            return self._filled(said, scope)

        return TabFrame(fill, self.project.about.name, self._print(tab), self.spelling)

    # -------------------------------------------------------- tabs

    def _tabs(self, tab: TabStyle) -> Iterator[Tab]:
        for scope in self._scopes(tab):
            filled = [self._filled_table(table, scope) for table in tab.tables]
            if self.sending.person and not any(one.rows or one.style.new_rows for one in filled):
                continue
            name = tab_name(self._filled(tab.name, scope), frozenset(self.names))
            self.names.append(name)
            self.sent += [replace(one.sent, tab=name) for one in filled]
            yield TabMaker(self._frame(tab, scope), tab, name, filled).tab()

    def _scopes(self, tab: TabStyle) -> Iterable[Scope]:
        if tab.each is Each.SERVICES:
            return [Scope(service=service.id) for service in self.project.services]
        if tab.each is Each.PHASES:
            return [Scope(phase=phase) for phase in Phase]
        if tab.each is Each.VARIANTS:
            return [
                Scope(service=process.service, variant=variant.value)
                for process in self.project.processes.services
                for variant in process.variants
            ]
        return [EVERYTHING]

    def _filled_table(self, style: TableStyle, scope: Scope) -> FilledTable:
        within = Scope(
            style.phase or scope.phase, style.service or scope.service,
            style.variant.value if style.variant else scope.variant, style.holder or scope.holder,
            self.sending.person or None,
        )  # fmt: skip
        rows = self.tables.rows(style.rows, within)
        empty = SentTable("", style.rows, within, style.new_rows, ())
        added = self.added.get(place_of(empty, self.shown), NOTHING_ADDED)
        shaped = tuple(
            self._told_apart(
                self._shaped(style.rows, column) for column in self._columns(style, rows, added.columns)
            )
        )
        records = [row.record for row in rows]
        values = [
            tuple(map(one.field.own, records) if one.field.own else map(one.field.get, rows))
            for one in shaped
        ]
        spelled = [_spelled(one, some) for one, some in zip(shaped, values, strict=True)]
        stood = {
            at: dict(_stood(one, rows, values[at])) for at, one in enumerate(shaped) if one.field.otherwise
        }
        sent = replace(
            empty,
            columns=tuple(SentColumn(one.heading, one.style.field, one.field.kind, one.open) for one in shaped),
            keys=tuple(row.key for row in rows), addresses=tuple(row.address for row in rows),
            values=tuple(column.sent for column in spelled), shown=tuple(column.shown for column in spelled),
            stood={at: some for at, some in stood.items() if some},
        )  # fmt: skip
        columns = [
            tuple(stood[at].get(row, cell) for row, cell in enumerate(column.cells))
            if stood.get(at)
            else column.cells
            for at, column in enumerate(spelled)
        ]
        return FilledTable(
            style, shaped, rows, list(zip(*columns, strict=True)), sent, self.sending.today, added
        )

    def _columns(
        self, style: TableStyle, rows: Sequence[ViewRow], added: Sequence[str]
    ) -> Iterator[ColumnStyle]:
        """The columns of a table, one for each theme where all are asked for; last what own sheets brought."""
        for column in style.columns:
            if column.field == THEMES:
                yield from (column.but(field=f"theme.{name}") for name in self._themes(column.track))
            elif column.field == "agreed":
                found = field_of(style.rows, "agreed")
                if found and any(
                    found.get(row) for row in rows
                ):  # nothing is agreed yet: no empty column of it
                    yield column
            elif column.field != "shared_with" or self.sending.person:
                yield column
        if not any(editable(style.rows, column) for column in style.columns):
            return
        known = {column.field for column in style.columns}
        own = {f"x.{name}": None for name in added} | {
            f"x.{name}": None for row in rows for name in row.record.x if _is_said(name, row.record.x[name])
        }
        yield from (ColumnStyle(field=name) for name in own if name not in known)

    def _told_apart(self, shaped: Iterable[Shaped]) -> Iterator[Shaped]:
        """The columns; one of people's own is called otherwise than one of its table: «Frist (eget felt)»."""
        used: set[str] = set()
        for one in shaped:
            own = one.heading.casefold() in used and one.field.path.startswith("x.")
            heading = self.words("columns.own_field", name=one.heading) if own else one.heading
            used.add(heading.casefold())
            yield one._replace(heading=heading)

    def _themes(self, track: str | None) -> Iterable[str]:
        questions = self.tables.plan.facts.questions.of(Phase.LAUNCH)
        return dict.fromkeys(q.theme for q in questions if q.theme and track in {None, q.track})

    def _offered(
        self, kind: str, known: fields.RowField, column: ColumnStyle
    ) -> tuple[str, CellChoices] | None:
        """The list that a column offers; where a new row says what it belongs to, all that may hold one."""
        if known.path != "holder_id":
            return self.spelling.list_of(known, column) or self.spelling.bounds_of(
                known, cell_kind(kind, column)
            )
        entries = self.tables.index.entries
        holders = tuple(entry.address for entry in entries if _holds(type(entry.record), kind))
        return (f"holders:{kind}", CellChoices(holders)) if holders else None

    def _shaped(self, kind: str, column: ColumnStyle) -> Shaped:
        known = field_of(kind, column.field)
        if known is None:
            raise KeyError(column.field)
        cells = cell_kind(kind, column)
        is_open, is_fresh = editable(kind, column), known.fresh or not known.computed
        offered = self._offered(kind, known, column) if is_open or is_fresh else None
        if offered:
            self.choices.setdefault(*offered)
        return Shaped(
            column, known, cells, self.spelling.heading(known, column), is_open,
            offered[0] if offered else "", self.spelling.of(known, column, cells),
            column.look or _look(known, is_open=is_open), is_fresh,
        )  # fmt: skip


_NAMED = frozenset({"question", "requirement", "holder"})
"""What is worked out, but is what the row is called: read, not glanced at."""


def _look(known: fields.RowField, *, is_open: bool) -> str:
    """Open cells are white; the id is quiet, what is worked out or fixed is grey."""
    if is_open or known.path == "id":
        return "" if is_open else "quiet"
    return "locked" if known.computed and known.path not in _NAMED else "fixed"


def _holds(cls: type[Record], kind: str) -> bool:
    take = takes(cls).get(kind)
    return take is not None and take.record is not None


def _is_said(name: str, value: object) -> bool:
    """Whether somebody has said it: what tpn keeps for itself (where a proposal came from) is no column."""
    return name != FROM and not isinstance(value, dict)


def _stood(column: Shaped, rows: Sequence[ViewRow], values: Sequence[Any]) -> Iterator[tuple[int, Plain]]:
    """What the cells of a column show where nothing is typed, by row."""
    otherwise = column.field.otherwise
    for at, (row, value) in enumerate(zip(rows, values, strict=True)):
        if otherwise and value is None and (shown := otherwise(row)) is not None:
            yield at, shown


class _Spelled(NamedTuple):
    cells: tuple[Content, ...]
    sent: tuple[Plain, ...]
    shown: Mapping[Plain, Plain]


_OWN_TEXT = frozenset({"languages", "said", "theme", "share", "because"})


def _spelled(column: Shaped, values: tuple[Any, ...]) -> _Spelled:
    """The cells of a column, and what is remembered of them; each value is spelled once."""
    spell = column.spell
    if column.field.kind in _OWN_TEXT:
        cells = tuple(map(spell, values))
        return _Spelled(cells, tuple(map(canon, cells)), {})
    distinct = {value: spell(value) for value in dict.fromkeys(values)}
    said = {value: canon(cell) for value, cell in distinct.items() if cell is not value}
    shown = {value: cell for value, cell in said.items() if cell != value or type(cell) is not type(value)}
    return _Spelled(tuple(map(distinct.__getitem__, values)), values, shown)


def _looks(style: Style) -> Mapping[str, Look]:
    """The palette with the style's own looks, each built on the one it is like."""
    return {**PALETTE, **{name: _look_of(style, name) for name in style.looks}}


def _look_of(style: Style, name: str) -> Look:
    own = style.looks.get(name)
    if own is None:
        return PALETTE[name]
    like = own.like or (name if name in PALETTE else "")
    return replace(PALETTE[like] if like == name else _look_of(style, like), **_said(own))


def _said(own: LookStyle) -> dict[str, Any]:
    return {
        key: value for key, value in own.__dict__.items() if value is not None and key not in {"x", "like"}
    }
