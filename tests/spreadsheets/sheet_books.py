"""Books to write, at random and by hand, and what must come back of them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from tpn.spreadsheets.book import Book, Cell, CellChoices, ColumnFormat, Content, Properties, Tab
from tpn.spreadsheets.cell_style import clean
from tpn.spreadsheets.found_book import FoundBook, Value, dense, tidy

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
AWKWARD = st.sampled_from(
    (
        *(
            "=1+1",
            "+47 12",
            "-tiltak",
            "@ola",
            "'=x",
            "a_x0041_b",
            "#N/A",
            "0301",
            "1.10",
            "08:30",
            "2026-01-02",
        ),
        *(" foran", "bak ", "to  rom", "a\tb", "a\nb", "\n", "\u00a0", "<b>&amp;</b>", "]]>", "TRUE"),
    )
)
# openpyxl does not tell an escaped character from a text that looks like one
PLAIN = st.text(LETTERS, max_size=12).filter(lambda text: not re.search("_x[0-9A-Fa-f]{4}_", text))
TEXTS = PLAIN | AWKWARD
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9).map(lambda value: round(value, 6))
FIRST, LAST = (datetime.fromisoformat(text) for text in ("1901-01-01", "2199-12-31"))
DAYS = st.dates(FIRST.date(), LAST.date())
MOMENTS = st.datetimes(FIRST, LAST).map(lambda value: value.replace(microsecond=0))
VALUES: st.SearchStrategy[Content] = st.none() | TEXTS | NUMBERS | DAYS | MOMENTS | st.booleans()
NAMES = st.text(st.sampled_from("abcæøåÆØÅ 12'.-_"), min_size=1, max_size=12).map(lambda name: f"t{name}t")


@st.composite
def books(draw: st.DrawFn) -> Book:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    tabs = [
        Tab(name, draw(_rows()), hidden=bool(at) and draw(st.booleans())) for at, name in enumerate(names)
    ]
    return Book(tuple(tabs))


def _rows() -> st.SearchStrategy[tuple[tuple[Cell, ...], ...]]:
    return st.lists(st.lists(VALUES.map(Cell), max_size=5).map(tuple), max_size=6).map(tuple)


def written(book: Book) -> list[tuple[str, bool, tuple[tuple[Value, ...], ...]]]:
    """What a book holds, in the reader's spelling."""
    return [(tab.name, tab.hidden, _values(tab)) for tab in book.tabs]


def _values(tab: Tab) -> tuple[tuple[Value, ...], ...]:
    return dense(
        {row: {at: _value(cell.value) for at, cell in enumerate(cells)} for row, cells in enumerate(tab.rows)}
    )


def _value(value: Content) -> Value:
    return tidy(clean(value) if isinstance(value, str) else value)


def found(book: FoundBook) -> list[tuple[str, bool, tuple[tuple[Value, ...], ...]]]:
    """What was found in a file, without the hidden tab of long lists."""
    return [(tab.name, tab.hidden, tab.rows) for tab in book.tabs if tab.name != "_lists"]


MONDAY = date(2026, 8, 3)
STATES = ("Ikke startet", "Pågår", "Ferdig")
PEOPLE = tuple(f"Person nummer {number}, avdeling {number}" for number in range(20))


def cells(*values: Content) -> tuple[Cell, ...]:
    return tuple(Cell(value) for value in values)


def follow_up() -> Book:
    """A small follow-up sheet with all its dress."""
    headings = ("Nr", "Aktivitet", "Ansvarlig", "Start", "Frist", "Status", "% ferdig")
    columns = (
        ColumnFormat(8, look="quiet"),
        ColumnFormat(30, look="locked"),
        ColumnFormat(20, look="answer", choices="people", editable=True),
        ColumnFormat(11, "date", "answer", editable=True),
        ColumnFormat(11, "date", "answer", editable=True),
        ColumnFormat(12, look="answer", choices="status", editable=True),
        ColumnFormat(9, "percent", "answer", editable=True),
        ColumnFormat(4, look="plain", hidden=True),
    )
    later = MONDAY + timedelta(7)
    rows = (
        (Cell("Tjenester på nett i Halden", look="title", span=(1, 3)),),
        (*cells(*headings), Cell(MONDAY, "day", "week")),
        cells("K-01", "=Møte", "Ola", MONDAY, later, "Pågår", 0.42),
        (Cell("K-02"), Cell("Plan", note="Delt med Eva"), *cells("Eva", None, MONDAY, "Ferdig", 1)),
    )
    tab = Tab(
        "Oppstart",
        rows,
        columns,
        header=1,
        spare=2,
        freeze=(2, 2),
        filter=True,
        protect=True,
        colour="1F4E78",
    )
    base = Tab("_tpn", ((Cell("K-01"), Cell("status"), Cell("Pågår")),), hidden=True)
    choices = {
        "status": CellChoices(STATES, "Status", "Velg en status."),
        "people": CellChoices(PEOPLE, strict=True),
    }
    created = datetime.fromisoformat("2026-08-03T09:00")
    properties = Properties(
        "Oppfølging", company="Halden", created=created, custom=(("tpn-project", "halden"),)
    )
    return Book((tab, base), choices, properties=properties)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A package with some of its parts changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()
