"""Which of the project's own sheets a file is: by the base that came with it, or by what the project says now."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tpn.actions.import_result import ReturnedFile
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.library import pieces
from tpn.roundtrip.match_rows import ReturnedRow, returned
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.load_style import load_style
from tpn.sheets.sent_copy import Base, SentTable, read_base
from tpn.spreadsheets.found_book import FoundBook, FoundTab
from tpn.views.rows import Tables

_FEWEST = 2
"""Rows that are known, and cells of each, before a table without a base counts as the project's own."""


class Homes:
    """The bases of one import; those of today are laid out once for all its files."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def home(self, book: FoundBook, name: str) -> ReturnedFile | None:
        """The file as one of the project's own; None where it is somebody else's."""
        base = read_base(book)
        if base is not None:
            return ReturnedFile(name, book, base)
        made = self._lost(book)
        return ReturnedFile(name, book, made, known=False) if made else None

    def _lost(self, book: FoundBook) -> Base | None:
        """Where a sheet has lost its base (text, or copied elsewhere): what it would be sent with now.

        The style is the one that finds most of the project's rows in it; None where none finds enough.
        """
        best, most = None, _FEWEST - 1
        for base in self._today:
            found = returned(book, base)
            known = [row for row in found.rows if row.address and _stands(row)]
            if len(known) > most:
                best, most = base, len(known)
            elif best is None and known and any(_only_tells(table) for table in found.found):
                best = base  # a tab that only tells, with a row that says what the project says
        return best

    @cached_property
    def _today(self) -> tuple[Base, ...]:
        """The base of each style, as it would be sent now."""
        return tuple(self._laid_out())

    def _laid_out(self) -> Iterator[Base]:
        session = self.session
        tables = Tables(plan_of(session), session.loaded.standing)
        sending = Sending(session.clock().replace(microsecond=0), session.today)
        for piece in pieces("sheets", session.words.folder):
            style = load_style(piece.name, session.words.folder)
            tab = lay_out(tables, style, session.words, sending).tabs[-1]
            rows = tuple(tuple(cell.value for cell in row) for row in tab.rows)
            if base := read_base(FoundBook("", "xlsx", (FoundTab(tab.name, rows),))):
                yield replace(base, own=frozenset())  # what a text says above its table is anybody's


def _only_tells(table: SentTable) -> bool:
    return not any(column.editable for column in table.columns)


def _stands(row: ReturnedRow) -> bool:
    """Whether a row says what the project says, in more than its number."""
    same = [cell for cell in row.cells.values() if cell.same and cell.value is not None]
    return row.untouched is not None or len(same) >= _FEWEST
