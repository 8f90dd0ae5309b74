"""What people added to the sheet before stands in this one: colours and formulas, by the record and the field."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from tpn.history.additions import TableAdditions
from tpn.sheets.sent_copy import SentTable
from tpn.sheets.style import ColumnStyle
from tpn.spreadsheets.book import Cell, Kind, Row
from tpn.spreadsheets.carried_formula import written
from tpn.spreadsheets.looks import Look

NOTHING_ADDED = TableAdditions("", "")
_COLOUR = re.compile("[0-9A-F]{6}")
_MARK = "+"


def place_of(table: SentTable, seen: Counter[str]) -> str:
    """Which table of a workbook it is: what it shows, and the how manyth of these."""
    seen[table.where] += 1
    return f"{table.where}#{seen[table.where]}"


class DyedLooks(dict[str, Look]):
    """Looks by name; ``locked+FFFF00`` is the look *locked* in a colour that somebody gave the cell."""

    def __missing__(self, name: str) -> Look:
        like, mark, colour = name.rpartition(_MARK)
        if not mark:
            raise KeyError(name)
        return replace(self[like], fill=colour)


class AddedColumn(Protocol):
    """What has to be known of a column."""

    @property
    def style(self) -> ColumnStyle:
        """Its field, and how many columns of the tab it spans."""

    @property
    def kind(self) -> Kind:
        """How its values are shown."""

    @property
    def look(self) -> str:
        """How its cells look."""


class Adding:
    """Dresses the rows of one table; ``body`` are its first and last row, the empty ones for new records with them."""

    def __init__(self, added: TableAdditions, columns: Sequence[AddedColumn], body: tuple[int, int]) -> None:
        self._added, self._columns, self._body = added, columns, body
        self._at = {one.style.field: at for at, one in enumerate(columns)}
        self._places: dict[str, int] = {}
        place = 0
        for one in columns if added.some else ():
            self._places[one.style.field] = place
            place += one.style.span

    def dress(self, address: str, row: int, cells: list[Cell]) -> None:
        """Give the cells of a record's row the colours and formulas that they had."""
        for name, colour in self._added.colours.get(address, {}).items():
            at = self._at.get(name)
            if at is not None and _COLOUR.fullmatch(colour):
                look = cells[at].look
                dyed = f"{self._columns[at].look if look is None else look}{_MARK}{colour}"
                cells[at] = cells[at]._replace(look=dyed)
        for name, pieces in self._added.formulas.get(address, {}).items():
            at = self._at.get(name)
            if at is not None and (formula := written(pieces, self._places.get, row, self._body)):
                look = cells[at].look
                own = self._columns[at].look if look is None else look
                cells[at] = cells[at]._replace(value=None, formula=formula, look=own)

    def sums(self) -> tuple[Row, ...]:
        """The rows under the table that are worked out of its columns."""
        return tuple(tuple(self._sum(one) for one in row) for row in map(self._by_column, self._added.sums))

    def _by_column(self, said: object) -> list[tuple[AddedColumn, object]]:
        row = said if isinstance(said, dict) else {}
        return [
            (one, row.get(one.style.field) if part == 0 else None)
            for one in self._columns
            for part in range(one.style.span)
        ]

    def _sum(self, column: tuple[AddedColumn, object]) -> Cell:
        one, said = column
        if isinstance(said, tuple):
            formula = written(said, self._places.get, 0, self._body)
            return Cell(None, one.kind, "total", editable=True, formula=formula)
        value = said if isinstance(said, str | int | float) else None
        return Cell(value, one.kind, "total", editable=True)
