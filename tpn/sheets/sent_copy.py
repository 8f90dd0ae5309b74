"""The hidden tab ``_tpn``: what a sheet said when it was sent, so that what comes home can be compared with it.

It travels in the workbook itself: project, style, language, when sent, to whom, which header stood for which field
in which table, and every (row, field, value). The heading lines can be read by eye; the values are packed (JSON,
deflated, base64) into a few long cells: small, quick, and safe from every office program's ideas about spaces.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from tpn.model.canon import Plain, canon
from tpn.model.choices import Phase, VariantName
from tpn.sheets.grey_cells import as_shown
from tpn.spreadsheets.book import Cell, ColumnFormat, Tab
from tpn.spreadsheets.found_book import FoundBook
from tpn.views.rows import Scope

BASE_TAB = "_tpn"
FORMAT = 1
_CHUNK = 30_000
_MOST_BYTES = 64 * 1024 * 1024
"""Unpacked; a hundred times what a large project sends."""
_OWN, _COLOURS = "own", "colours"
_LINES = ("project", "style", "language", "sent", "to", "round", "reviewed")


class SentColumn(NamedTuple):
    """Which header stood for which field; ``kind`` as in ``views.fields.Field``."""

    header: str
    field: str
    kind: str
    editable: bool


class SentCell(NamedTuple):
    """One value as it was sent: plain as in the YAML, and as it stood in its cell; both in the one spelling."""

    value: Plain
    cell: Plain


@dataclass(frozen=True)
class SentTable:
    """One table of a tab. ``values`` has, per column, the value of each row; ``shown`` where the cell said another.

    ``stood``, per column and row: what the cell said where nothing was typed and the plan gave a date.
    """

    tab: str
    kind: str
    scope: Scope
    new_rows: bool
    columns: tuple[SentColumn, ...]
    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    values: tuple[tuple[Plain, ...], ...] = ()
    shown: tuple[Mapping[Plain, Plain], ...] = ()
    stood: Mapping[int, Mapping[int, Plain]] = field(default_factory=dict)

    @cached_property
    def identity(self) -> int | None:
        """The column that a row is known by: its id, else the first locked one whose texts are all different."""
        known = self.column_of("id")
        named = (at for at in range(len(self.columns)) if not self.columns[at].editable and self._names(at))
        return known if known is not None else next(named, None)

    def _names(self, column: int) -> bool:
        """Whether the cells of a column are texts that name their rows."""
        said = [self.cell(row, column).cell for row in range(len(self.keys))]
        return bool(said) and all(isinstance(one, str) for one in said) and len(set(said)) == len(said)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What each row is known by, as it stands in its cell; none where nothing names the rows."""
        at = self.identity
        if at is None:
            return ()
        if self.columns[at].field == "id":
            return self.keys
        return tuple(str(self.cell(row, at).cell) for row in range(len(self.keys)))

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The number of a row by what it is known by; by its printed key and its address too."""
        rows = {address: at for at, address in reversed(list(enumerate(self.addresses)))}
        rows |= {key: at for at, key in reversed(list(enumerate(self.keys)))}
        return rows | {mark: at for at, mark in reversed(list(enumerate(self.marks)))}

    @property
    def where(self) -> str:
        """What it shows of which part of the project, as one word."""
        scope = self.scope
        parts = (self.kind, scope.phase, scope.service, scope.variant, scope.holder)
        return "|".join(str(part or "") for part in parts)

    def column_of(self, field: str) -> int | None:
        """The number of a field's column."""
        return next((at for at, column in enumerate(self.columns) if column.field == field), None)

    def cell(self, row: int, column: int) -> SentCell:
        """What was sent at a row and column."""
        value = self.values[column][row]
        stood = self.stood.get(column, {})
        return SentCell(value, stood[row] if row in stood else self.shown[column].get(value, value))


@dataclass(frozen=True)
class Base:
    """What a workbook said when it was sent. ``to``: the person it was made for; ``round``: the round it belongs to.

    ``reviewed`` is the label of the cell «looked through, no changes», empty where there is none.
    """

    project: str
    style: str
    language: str
    sent: datetime
    to: str = ""
    round: str = ""
    reviewed: str = ""
    tables: tuple[SentTable, ...] = ()
    own: frozenset[int] = frozenset()
    """What the workbook itself says outside the rows of its tables, by marks; of an older sheet nothing."""
    colours: frozenset[str] = frozenset()
    """The colours that the workbook itself fills cells with; of an older sheet nothing."""

    def highest_ids(self) -> frozenset[str]:
        """Every address that was sent: a new record never takes a number that a returning sheet knows."""
        return frozenset(address for table in self.tables for address in table.addresses)


# ---------------------------------------------------------------- out


_STANDING = frozenset({"title", "subtitle", "caption", "band", "legend"})
_STANDING_LIKE = ("header", "week")


def mark_of(value: object) -> int:
    """The mark of what a cell says, the same before and after any office program."""
    return zlib.crc32(as_shown(value).casefold().encode())  # type: ignore[arg-type]


def own_marks(tabs: Sequence[Tab], cover: bool) -> frozenset[int]:
    """The marks of what stands outside the rows of tables: all of the cover, titles and headings of the others."""
    return frozenset(
        mark_of(cell.value)
        for at, tab in enumerate(tabs)
        for row in tab.rows
        if row
        and (row[0].look or (cover and at == 0))  # a row of the last table has the looks of its columns
        for cell in row
        if cell.value is not None and ((cover and at == 0) or _stands(cell.look))
    )


def _stands(look: str | None) -> bool:
    return look is not None and (look in _STANDING or look.startswith(_STANDING_LIKE))


def base_tab(base: Base) -> Tab:
    """The hidden tab."""
    heads = [(name, _line(base, name)) for name in _LINES]
    packed = base64.b64encode(zlib.compress(_json(base.tables).encode(), 6)).decode("ascii")
    chunks = [("base", packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK)]
    own = (_OWN, " ".join(f"{mark:x}" for mark in sorted(base.own)))
    colours = (_COLOURS, " ".join(sorted(base.colours)))
    lines = [
        ("tpn", str(FORMAT)),
        *heads,
        *([own] if base.own else []),
        *([colours] if base.colours else []),
        *chunks,
    ]
    rows = tuple((Cell(name), Cell(text or None)) for name, text in lines)
    return Tab(BASE_TAB, rows, (ColumnFormat(12, look="raw"), ColumnFormat(40, look="raw")), hidden=True)


def _line(base: Base, name: str) -> str:
    value = getattr(base, name)
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)


def _json(tables: Sequence[SentTable]) -> str:
    return json.dumps(
        [_table_json(one) for one in tables], ensure_ascii=False, separators=(",", ":"), default=_iso
    )


def _table_json(table: SentTable) -> dict[str, Any]:
    scope = table.scope
    return {
        "tab": table.tab,
        "kind": table.kind,
        "scope": [scope.phase, scope.service, scope.variant, scope.holder, scope.person],
        "new": table.new_rows,
        "columns": [[*column[:3], int(column.editable)] for column in table.columns],
        "keys": table.keys,
        "addresses": None if table.addresses == table.keys else table.addresses,
        "values": table.values,
        "shown": [list(shown.items()) for shown in table.shown],
        "stood": [[column, list(some.items())] for column, some in table.stood.items()],
    }


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


# ---------------------------------------------------------------- back


def read_base(book: FoundBook) -> Base | None:
    """The base that a returned workbook carries; None where it carries none, or one that cannot be read."""
    tab = next((tab for tab in book.tabs if tab.name == BASE_TAB), None)
    if tab is None:
        return None
    lines: dict[str, list[str]] = {}
    for row in tab.rows:
        if row and row[0] is not None:
            lines.setdefault(str(row[0]), []).append(_text(row[1]) if len(row) > 1 else "")
    try:
        return _base({name: "".join(texts) for name, texts in lines.items()})
    except (KeyError, ValueError, TypeError, IndexError, zlib.error, binascii.Error):
        return None


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _base(lines: Mapping[str, str]) -> Base:
    if int(lines["tpn"]) > FORMAT:
        raise ValueError(lines["tpn"])
    sent = datetime.fromisoformat(lines["sent"])
    heads = {name: lines.get(name, "") for name in _LINES if name != "sent"}
    own = frozenset(int(mark, 16) for mark in lines.get(_OWN, "").split())
    tables = tuple(map(_table, json.loads(_unpacked(lines["base"]))))
    colours = frozenset(lines.get(_COLOURS, "").split())
    return Base(**heads, sent=sent, tables=tables, own=own, colours=colours)


def _unpacked(packed: str) -> bytes:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(base64.b64decode(packed, validate=True), _MOST_BYTES)
    if not unpacking.eof:
        raise ValueError("too large or cut off")
    return data


def _table(said: Mapping[str, Any]) -> SentTable:
    phase, service, variant, holder, person = said["scope"]
    scope = Scope(
        Phase(phase) if phase else None,
        service,
        VariantName(variant).value if variant else None,
        holder,
        person,
    )
    columns = tuple(
        SentColumn(header, field, kind, bool(open_)) for header, field, kind, open_ in said["columns"]
    )
    keys = tuple(said["keys"])
    values = tuple(
        tuple(_plain(value, column.kind) for value in some)
        for column, some in zip(columns, said["values"], strict=True)
    )
    shown = tuple(
        {_plain(value, column.kind): _plain(cell, column.kind) for value, cell in pairs}
        for column, pairs in zip(columns, said["shown"], strict=True)
    )
    if any(len(some) != len(keys) for some in values):
        raise ValueError("rows")
    addresses = keys if said["addresses"] is None else tuple(said["addresses"])
    stood = {  # not in a sheet of 0.2.0
        column: {row: _plain(cell, columns[column].kind) for row, cell in some}
        for column, some in said.get("stood", ())
    }
    return SentTable(
        said["tab"], said["kind"], scope, said["new"], columns, keys, addresses, values, shown, stood
    )


def _plain(value: Any, kind: str) -> Plain:
    if isinstance(value, list):
        return tuple(_plain(one, kind) for one in value)
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value  # type: ignore[no-any-return]


def is_reviewed(book: FoundBook, base: Base) -> bool:
    """Whether somebody has filled in the cell beside «looked through, no changes»."""
    label = canon(base.reviewed)
    if label is None:
        return False
    return any(
        canon(value) == label and any(canon(other) is not None for other in row[at + 1 :])
        for tab in book.tabs
        if not tab.hidden
        for row in tab.rows
        for at, value in enumerate(row)
        if isinstance(value, str)
    )
