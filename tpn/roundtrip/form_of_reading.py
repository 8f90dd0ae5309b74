"""A form that nobody has described by hand: the columns of a kept reading, as places to fill in."""

from collections.abc import Iterator

from tpn.model.base import Record
from tpn.recognise.fields import title_of
from tpn.recognise.find_form import Ask, FormBlock
from tpn.recognise.tables import FoundTable, Reading
from tpn.roundtrip.foreign_record import field_name
from tpn.roundtrip.foreign_rows import KINDS
from tpn.views.form_facts import class_of, knows

_ROOM = 500
"""Rows that a list may grow by, where nothing stands below it."""


def blocks_of(reading: Reading) -> tuple[FormBlock, ...]:
    """A block for each table of a kind that the project has, with the columns that its records have a field for."""
    return tuple(block for table in reading.tables if (block := _block(table, reading)))


def _block(table: FoundTable, reading: Reading) -> FormBlock | None:
    kind = KINDS.get(table.kind, "")
    cls = class_of(kind) if kind else None
    if cls is None:
        return None
    columns = dict(_columns(table, kind, cls))
    named = next((one.letter for one in table.columns if one.field == title_of(table.kind)), "")
    if named not in columns:
        return None  # nothing would say which row a record is
    first = max(table.header_rows, default=table.rows[0] - 1) + 1
    rows = (left.row for left in reading.left_out if left.sheet == table.sheet)
    below = any(row is not None and row > first for row in rows)
    last = table.rows[1] if below else table.rows[1] + _ROOM
    return FormBlock(table.sheet, rows=kind, first=first, last=last, key=named, columns=columns)


def _columns(table: FoundTable, kind: str, cls: type[Record]) -> Iterator[tuple[str, Ask]]:
    for column in table.columns:
        name = field_name(kind, column.field) if column.field else ""
        if name and knows(cls, name):
            yield column.letter, Ask(name)
