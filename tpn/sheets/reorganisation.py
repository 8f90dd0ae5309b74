"""The workbook of a reorganisation: old unit to new, new leaders and roles, and whose work goes to whom.

One tab with the units, one with the people; what is new is written beside what is. An empty cell changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from tpn.model.similar import fold
from tpn.problems import CellPlace, Problem
from tpn.sheets.grey_cells import GreyCell, GreyNow, Shown, as_shown, changed, shown_in, shown_rows
from tpn.spreadsheets.book import EMPTY, Book, Cell, ColumnFormat, Content, Print, Properties, Row, Tab
from tpn.spreadsheets.found_book import FoundBook, FoundTab, cell_name
from tpn.texts import LANGUAGES, Words
from tpn.views.reorganisation import Organisation

REORGANISATION_TAB: Final = "_tpn_people"
_KEY = "key"
_UNITS = ("unit", "people", "leaders", "new_unit", "new_leader")
_PEOPLE = ("name", "unit", "new_unit", "roles", "new_roles", "open", "goes_to")
_OPEN = frozenset({"new_unit", "new_leader", "new_roles", "goes_to"})
_WIDTHS = {"people": 10.0, "open": 10.0, "roles": 38.0, "new_roles": 38.0}
_ABOVE = 3  # rows over the table
_SPARE = 8  # rows under the people, for those who come


class WrittenCell(NamedTuple):
    """A text of a cell that came home, and where it stands."""

    text: str
    place: CellPlace


class ReorganisationSheet(NamedTuple):
    """What came home: the project it is of, and by unit and by person what is written, column by column."""

    project: str
    units: Mapping[str, Mapping[str, WrittenCell]]
    people: Mapping[str, Mapping[str, WrittenCell]]
    changed: tuple[Problem, ...] = ()
    """The grey cells that somebody has written in."""
    new: tuple[Mapping[str, WrittenCell], ...] = ()
    """The rows that somebody has written under the people."""


def reorganisation_book(facts: Organisation, words: Words, made: datetime) -> Book:
    """The workbook as it is sent out."""
    units: list[tuple[str, Mapping[str, Content]]] = [
        (one.name, {"unit": one.name, "people": one.people, "leaders": ", ".join(one.leaders)})
        for one in facts.units
    ]
    people: list[tuple[str, Mapping[str, Content]]] = [
        (one.id, {"name": one.name, "unit": one.unit, "roles": _roles(words, one.roles), "open": one.open or None})
        for one in facts.people
    ]  # fmt: skip
    title = words("reorganise.title")
    grey = {
        GreyCell(f"{kind}/{key}", name): said.get(name)
        for kind, names, records in (("units", _UNITS, units), ("people", _PEOPLE, people))
        for key, said in records
        for name in names
        if name not in _OPEN
    }
    return Book(
        tabs=(
            _tab(words, "units", _UNITS, units, facts.project),
            _tab(words, "people", _PEOPLE, people, facts.project),
            Tab(REORGANISATION_TAB, ((Cell(facts.id, look="raw"),), *shown_rows(grey)), hidden=True),
        ),
        properties=Properties(title=title, company=facts.project, created=made, language=words.language),
    )  # fmt: skip


def _roles(words: Words, roles: Sequence[object]) -> str:
    return ", ".join(words.choice(role) for role in roles)  # type: ignore[arg-type]


def _tab(
    words: Words,
    kind: str,
    names: Sequence[str],
    records: Sequence[tuple[str, Mapping[str, Content]]],
    project: str,
) -> Tab:
    title = f"{words('reorganise.title')} – {project}"
    rows: list[Row] = [
        (EMPTY, Cell(title, look="title")),
        (EMPTY, Cell(words(f"reorganise.help_{kind}"), look="plain", span=(1, len(names))),
         *(EMPTY,) * (len(names) - 1)),
        (EMPTY,),
        (Cell(_KEY, look="header"), *(Cell(words(f"reorganise.head.{name}"), look="header") for name in names)),
    ]  # fmt: skip
    for key, said in records:
        cells = (
            Cell(said.get(name), editable=True, look="answer") if name in _OPEN else Cell(said.get(name))
            for name in names
        )
        rows.append((Cell(key, look="quiet"), *cells))
    columns = (
        ColumnFormat(8, hidden=True),
        *(ColumnFormat(_WIDTHS.get(name, 28.0), editable=name in _OPEN, fresh=name in {"name", *_OPEN},
                       look="answer" if name in _OPEN else "")
          for name in names),
    )  # fmt: skip
    return Tab(
        words(f"reorganise.tab_{kind}"), tuple(rows), columns, header=_ABOVE, freeze=(_ABOVE + 1, 2), protect=True,
        spare=_SPARE if kind == "people" else 0,
        print=Print(footer_left=words("reorganise.title"), footer_centre=project), heights={1: 48.0},
    )  # fmt: skip


# ---------------------------------------------------------------- back


def reorganisation_in(book: FoundBook) -> ReorganisationSheet | None:
    """What stands in a returned workbook; None where it has lost the parts that say what it is."""
    hidden = next((tab for tab in book.tabs if tab.name == REORGANISATION_TAB), None)
    project = hidden.value(0, 0) if hidden else None
    if hidden is None or not isinstance(project, str):
        return None
    shown = shown_in(hidden, 1)
    units: dict[str, Mapping[str, WrittenCell]] = {}
    people: dict[str, Mapping[str, WrittenCell]] = {}
    said: list[Problem] = []
    new: list[Mapping[str, WrittenCell]] = []
    for tab in book.tabs:
        for header, columns in _headers(tab):
            kind, into = ("units", units) if "new_leader" in columns else ("people", people)
            for key, cells in _records(book, tab, header, columns):
                if key is None:
                    new.append({name: one for name, one in cells.items() if one.text})
                    continue
                into[key] = {name: one for name, one in cells.items() if name in _OPEN and one.text}
                heads = {name: str(tab.value(header, column)) for name, column in columns.items()}
                grey = {
                    GreyCell(f"{kind}/{key}", name): GreyNow(one.text, heads[name], one.place)
                    for name, one in cells.items()
                    if name not in _OPEN
                }
                said += changed(shown, grey)
                into[key] = {**_as_sent(grey, shown), **into[key]}
    return ReorganisationSheet(project, units, people, tuple(said), tuple(new)) if units or people else None


def _as_sent(grey: Mapping[GreyCell, GreyNow], shown: Shown) -> Mapping[str, WrittenCell]:
    """The grey cells as they were sent; of a sheet that does not keep it, as they stand."""
    texts = {cell: shown.get(cell, "") if shown else as_shown(now.value) for cell, now in grey.items()}
    return {cell.name: WrittenCell(text, grey[cell].place) for cell, text in texts.items() if text}


def _records(
    book: FoundBook, tab: FoundTab, header: int, columns: Mapping[str, int]
) -> Iterator[tuple[str | None, Mapping[str, WrittenCell]]]:
    """The rows with something in them, by their keys; what somebody has added has none."""
    for row in range(header + 1, len(tab.rows)):
        key = tab.value(row, columns[_KEY])
        cells = {
            name: WrittenCell(
                as_shown(tab.value(row, column)), CellPlace(book.file, tab.name, cell_name(row, column))
            )
            for name, column in columns.items()
            if name != _KEY
        }
        if key is not None or any(one.text for one in cells.values()):
            yield None if key is None else str(key), cells


def _headers(tab: FoundTab) -> Iterator[tuple[int, Mapping[str, int]]]:
    """The header of a table of ours: its row, and the column of each head, in any of the languages."""
    known = {
        fold(Words(language)(f"reorganise.head.{name}")): name
        for language in LANGUAGES
        for name in {*_UNITS, *_PEOPLE}
    } | {_KEY: _KEY}
    for number, row in enumerate(tab.rows):
        said = [known.get(fold(value)) if isinstance(value, str) else None for value in row]
        if _KEY in said and not _OPEN.isdisjoint(name for name in said if name):
            yield number, {name: at for at, name in enumerate(said) if name}
            return
