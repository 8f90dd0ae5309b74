"""Comma-separated text: what Norwegian office programs write and read (semicolon, UTF-8 with mark)."""

import csv
import io
import re
from datetime import date, datetime
from pathlib import Path

from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.book import BarRule, Book, Cell, Kind, Tab
from tpn.spreadsheets.cell_style import RowDresses, clean
from tpn.spreadsheets.found_book import FoundBook, FoundTab, TooLarge, Value, tidy, trimmed

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = ";,\t|"
MOST_COLUMNS = 16_384
"""So many columns has a sheet; a row with more was made to be hard to read."""
_SAMPLE = 40


def read(path: Path) -> FoundBook:
    """The text's rows as one tab; every value is text, an empty one None."""
    text, guessed = decode(path.read_bytes())
    delimiter = _delimiter(text)
    csv.field_size_limit(MOST_LETTERS * 1000)  # what is too long for a cell is told with its cell
    rows = csv.reader(io.StringIO(_SAID.sub("", text), newline=""), delimiter=delimiter)
    cells: list[list[Value]] = [[tidy(_unguarded(value)) for value in _within(row)] for row in rows]
    doubts = ("encoding-guessed",) if guessed else ()
    return FoundBook(file=path.name, format="csv", tabs=(FoundTab(path.stem, trimmed(cells)),), doubts=doubts)


def _within(row: list[str]) -> list[str]:
    """A row that a spreadsheet has room for.

    Raises:
        TooLarge: it has more cells than that.
    """
    if len(row) > MOST_COLUMNS:
        raise TooLarge
    return row


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a file and whether its encoding was a guess: by its mark, as UTF-8, else as Windows wrote it."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


def looks_like_rows(text: str) -> bool:
    """Whether a text without a telling name is a table: several lines, most of them with the same delimiters."""
    lines = _first_lines(text)
    return len(lines) > 1 and max(_evenness(lines, mark) for mark in DELIMITERS) * 2 > len(lines)


_SAID = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines most alike; a line ``sep=;`` says it outright."""
    said = _SAID.match(text)
    if said:
        return said[1]
    lines = _first_lines(text)
    return max(DELIMITERS, key=lambda mark: (_evenness(lines, mark), -DELIMITERS.index(mark)))


def _first_lines(text: str) -> list[str]:
    """The first lines without what stands in quotes, which may hold delimiters and line breaks."""
    bare = re.sub(r'"(?:[^"]|"")*"', "", text[:100_000])
    return [line for line in bare.splitlines() if line.strip()][:_SAMPLE]


def _evenness(lines: list[str], mark: str) -> float:
    """How many lines have the commonest count of the mark, weighed a little by that count."""
    counts = [line.count(mark) for line in lines]
    present = [count for count in counts if count]
    if not present:
        return 0
    commonest = max(set(present), key=lambda count: (present.count(count), count))
    return present.count(commonest) + commonest / 1000


_BEGINS, _PART = r"[\t=+\-@]", r"(?:[=@]|[+-]+[\w(@=.])"
_TO_GUARD, _GUARDED = (
    re.compile(rf"(\A'*(?={mark}{_BEGINS})|[,;|\t\n][\"']*(?={mark}{_PART})){mark}") for mark in ("", "'")
)
"""Before what an apostrophe stands, and with it: a text that begins as a formula does, or a part of it: whoever opens
the file with another delimiter has cells of the parts, and ``a,=1+1`` is two. *500,-* and dashes are no formula."""


def _unguarded(value: str) -> str:
    """Without the apostrophes that keep office programs from working out a text (``_spelled`` puts them there)."""
    return _GUARDED.sub(r"\1", value) if "'" in value else value


# writing


def dumps(book: Book) -> tuple[tuple[str, bytes], ...]:
    """The text of each tab with a table (of each visible tab where none has one), by the tab's name."""
    visible = [tab for tab in book.tabs if not tab.hidden]
    tables = [tab for tab in visible if tab.header is not None] or visible
    return tuple((tab.name, dump(tab, first=_first_of_table(tab))) for tab in tables)


def _first_of_table(tab: Tab) -> int:
    """The first row with more than a title in it: what reads a text of rows expects the headings first."""
    if tab.header is None:
        return 0
    width = _width(tab)
    said = (at for at, row in enumerate(tab.rows) if sum(cell.value is not None for cell in row[:width]) > 1)
    return min(next(said, 0), tab.header)


def dump(tab: Tab, *, first: int = 0) -> bytes:
    """A tab from a row on, as Norwegian Excel expects it: semicolon, decimal comma, dd.mm.yyyy, UTF-8 with its mark."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    dresses = RowDresses(tab)
    width = _width(tab)
    for row, cells in enumerate(tab.rows[first:], first):
        lines.writerow(
            _spelled(cell, usual.kind if cell.kind is None else cell.kind)
            for cell, usual in zip(cells[:width], dresses.of(row), strict=False)
        )
    return out.getvalue().encode("utf-8-sig")


def _width(tab: Tab) -> int:
    """How many columns say anything: the empty ones of a bar do not, without their colour."""
    return min((rule.columns[0] for rule in tab.rules if isinstance(rule, BarRule)), default=tab.width)


def _spelled(cell: Cell, kind: Kind) -> str:
    value = cell.value
    if isinstance(value, str):
        return _TO_GUARD.sub(r"\1'", clean(value))
    if value is None or isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y %H:%M" if isinstance(value, datetime) else "%d.%m.%Y")
    return f"{_decimal(value * 100)} %" if kind == "percent" else _decimal(value)


def _decimal(value: float) -> str:
    """With a comma, never with an exponent, and no more digits than sheets show."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text.replace(".", ",")
