"""Rows of a strange sheet that are records of ours: copied from a sheet that tpn sent, with their numbers."""

from collections.abc import Mapping
from dataclasses import replace

from tpn.model.index import Entry, Index
from tpn.problems import Problem
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.foreign_sheet import ForeignRow
from tpn.roundtrip.three_way import same_title
from tpn.views.computed_fields import field as field_of
from tpn.views.values import title_of

_NAMING = ("title", "name", "text", "what", "message")


def of_its_kind(row: ForeignRow, meanings: Meanings) -> tuple[ForeignRow, tuple[Problem, ...]]:
    """The row as the record of ours that has both its number and its title, whatever the table looked like.

    ``I-06/1`` with the words of that measure is the measure, not a new activity of the same name. What its kind
    has no field for stands beside, but for the name of the record that it belongs to.
    """
    entry = _meant(row, meanings.index)
    if entry is None or entry.kind == row.kind:
        return row, ()
    told: list[Problem] = []
    values: dict[str, object] = {}
    for name, value in row.values.items():
        if name in _NAMING or name == "milestone":
            continue
        asked = field_of(entry.kind, name)
        if name.startswith("x."):
            if not _names_the_owner(value, entry, meanings.index):
                values[name] = value
        elif asked and not asked.computed:
            values[name] = value
        elif name == "status" and value == "done" and (done := field_of(entry.kind, "done")):
            if _value(entry, "done"):
                continue
            meant = meanings.of(entry.kind, done, _DONE, name, row.cells.get("status", row.place))
            told += [one for one in (meant.problem, meant.told) if one]
            values |= {"done": meant.value} if meant.problem is None else {}
    cells = {("done" if name == "status" else name): cell for name, cell in row.cells.items()}
    return replace(row, kind=entry.kind, ref=entry.address, values=values, cells=cells, fixed=()), tuple(told)


_DONE = "ferdig"


def _meant(row: ForeignRow, index: Index) -> Entry | None:
    """The record with the number, long or as people write it, and the title of the row."""
    if not row.ref:
        return None
    address = _long(index).get(row.ref, row.ref)
    entry = index.by_address.get(address)
    return entry if entry and same_title(title_of(entry.record)) == same_title(row.title) else None


def _long(index: Index) -> Mapping[str, str]:
    return {short: full for full, short in index.short.items()}


def _value(entry: Entry, name: str) -> object:
    return getattr(entry.record, name, None)


def _names_the_owner(value: object, entry: Entry, index: Index) -> bool:
    """*Gjelder: Servicesenteret* says where the record stands, which its number says too."""
    owner = index.by_address.get(entry.address.split("/")[0])
    said = same_title(str(value))
    return owner is not None and (
        said == owner.address.casefold() or same_title(title_of(owner.record)).startswith(said)
    )
