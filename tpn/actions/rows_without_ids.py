"""New rows of a returned sheet that an earlier import made records of which have no id: known again by what they say.

A record with an id is remembered by it (``history.imports``). A lesson, an action, an absence has only its place in a
list, which moves: such a row is the record that was not there when the sheet was sent, belongs to the same record, and
says nothing that the row does not say. What the row says beside that was added to it since.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tpn.model.base import Record
from tpn.model.canon import Plain
from tpn.model.fieldtree import takes
from tpn.model.index import Entry, Index
from tpn.roundtrip.read_rows import Understood, value_of
from tpn.views.rows import class_of

_HOLDER = "holder_id"
_EMPTY: tuple[Plain, ...] = (None, (), "")


def known_again(rows: Sequence[Understood], index: Index, sent: Collection[str]) -> list[Understood]:
    """The rows, those with their record's address that stand in the project already. ``sent``: what the sheet held."""
    taken = set(sent)
    found = []
    for row in rows:
        entry = None if row.address or _has_id(row.table.kind) else _record_of(row, index, taken)
        if entry:
            taken.add(entry.address)
            row = _as(row, entry)  # noqa: PLW2901 - the same row
        found.append(row)
    return found


def _as(row: Understood, entry: Entry) -> Understood:
    """The row as that of a record; whose it is, it is by its place."""
    values = {name: value for name, value in row.values.items() if name != _HOLDER}
    return replace(row, address=entry.address, values=values, sent=_said(row, entry.record))


def _has_id(kind: str) -> bool:
    cls = class_of(kind)
    return cls is Record or "id" in takes(cls)


def _record_of(row: Understood, index: Index, taken: Collection[str]) -> Entry | None:
    """The record of the kind that the row says all of; None where there is none, or it says nothing."""
    holder = row.values.get(_HOLDER)
    for entry in index.of(row.table.kind):
        if entry.address not in taken and (holder is None or entry.address.startswith(f"{holder}/")):
            said = _said(row, entry.record)
            there = {name: value for name, value in said.items() if value not in _EMPTY}
            if there and all(row.values[name] == value for name, value in there.items()):
                return entry
    return None


def _said(row: Understood, record: Record) -> dict[str, Plain]:
    """What a record says in the fields of a row."""
    return {name: value_of(row.table.kind, name, record) for name in row.values if name != _HOLDER}
