"""Workbooks of real projects, for tests."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from tests.conftest import ROOT
from tpn.model import load
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.load_style import load_style
from tpn.sheets.sent_copy import Base, read_base
from tpn.spreadsheets import ods
from tpn.spreadsheets import xlsx_write as xlsx
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.found_book import FoundBook, FoundTab
from tpn.texts import Words
from tpn.views.rows import Tables

TODAY = date(2026, 10, 5)
NOW = datetime.fromisoformat("2026-10-05T08:00:00")
DUMPS = {"xlsx": xlsx.dump, "ods": ods.dump}


def tables_of(folder: Path) -> Tables:
    """The tables of a project; one of the repository's own is read and worked out once."""
    return _tables_once(folder) if folder.is_relative_to(ROOT) else _tables(folder)


def _tables(folder: Path) -> Tables:
    loaded = load(folder)
    plan = work_out(loaded.sound(), TODAY, questions=Questions(folder))
    return Tables(plan, loaded.index)


_tables_once = lru_cache(maxsize=8)(_tables)


def laid(folder: Path, style: str, language: str = "nb", person: str = "") -> tuple[Book, Base]:
    """A workbook and its base, as the base's own tab gives it back."""
    book = lay_out(
        tables_of(folder), load_style(style, folder), Words(language, folder), Sending(NOW, TODAY, person)
    )
    tab = book.tabs[-1]
    rows = tuple(tuple(cell.value for cell in row) for row in tab.rows)
    base = read_base(FoundBook("", "xlsx", (FoundTab(tab.name, rows),)))
    assert base is not None
    return book, base


def read_back(book: Book, form: str, folder: Path) -> FoundBook:
    path = folder / f"ark.{form}"
    path.write_bytes(DUMPS[form](book))
    return READERS[form](path)
