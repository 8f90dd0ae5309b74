"""Many records of one kind as a table: what most of them say in columns, what only some say in the last one."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

FEWEST, MOST_COLUMNS = 3, 6
"""Records that make a table, and columns that a page has room for beside the first and the last."""
LONG, SHORT, MUCH, ROOM = 60, 14, 150, 78
"""Letters of a value that a column has no room for, of one that is short, of what is left over that the last column has
none for, and of the longest words that the columns between have room for."""


class FieldLine(NamedTuple):
    """A field that says something: its key, the class it is of, and its value or the records it holds.

    ``table``: the same records as a table, where they make one. ``keyed``: a value for each of some keys.
    """

    key: str
    of: str
    value: object
    held: tuple["RecordLines", ...] = ()
    table: "RecordTable | None" = None
    keyed: tuple[tuple[object, object], ...] = ()

    @property
    def letters(self) -> int:
        """How long it is when it is written."""
        own = "" if self.value in (None, ()) else str(self.value)
        return len(own) + sum(len(f"{key}: {said}") for key, said in self.keyed)

    @property
    def deep(self) -> bool:
        """Whether what it holds holds something in turn: more than a cell has room for."""
        return any(line.held for one in self.held for line in one.fields)


class RecordLines(NamedTuple):
    """A record with every field that says something; ``id`` is its address among its kind."""

    id: str
    title: object
    fields: tuple[FieldLine, ...]


class TableRow(NamedTuple):
    """A record of a table: what it says in each column (None: nothing), and what has no column."""

    record: RecordLines
    cells: tuple[FieldLine | None, ...]
    rest: RecordLines


class RecordTable(NamedTuple):
    """The fields that have columns, the rows, what all of them say alike, and the field that a row is called by.

    ``name`` is None where a row is called by its id.
    """

    heads: tuple[FieldLine, ...]
    rows: tuple[TableRow, ...]
    alike: tuple[FieldLine, ...] = ()
    name: FieldLine | None = None

    @property
    def letters(self) -> tuple[int, ...]:
        """How much a column has to hold: its usual letters; the last of them what is left over."""
        many = len(self.rows)
        columns = zip(*(row.cells for row in self.rows), strict=True)
        own = [sum(line.letters for line in cells if line) // many for cells in columns]
        return (*own, sum(_weight(row.rest) for row in self.rows) // many)

    @property
    def more(self) -> bool:
        """Whether some row says what has no column."""
        return any(row.rest.fields for row in self.rows)


def table_of(records: Sequence[RecordLines]) -> RecordTable | None:
    """The records as a table; None where they are few, have little in common, or say too much for a cell."""
    if len(records) < FEWEST:
        return None
    lines = [line for one in records for line in one.fields if not line.held and not _named(line, one)]
    said = Counter(line.key for line in lines)
    size: Counter[str] = Counter()
    first: dict[str, FieldLine] = {}
    for line in lines:
        size[line.key] += line.letters
        first.setdefault(line.key, line)
    alike = {key for key in first if said[key] == len(records) and _are_alike(key, lines)}
    keys = [
        key
        for key in first
        if size[key] <= LONG * said[key] and _is_common(said[key], size[key], len(records))
    ]
    keys = [key for key in keys if key not in alike]
    keys = _that_fit(keys, lines)[:MOST_COLUMNS]
    if not keys:
        return None
    rows = tuple(_row(one, keys, alike) for one in records)
    if sum(_weight(row.rest) for row in rows) > MUCH * len(rows):
        return None
    heads, same = (
        tuple(first[key] for key in some) for some in (keys, [key for key in first if key in alike])
    )
    called = (line for one in records for line in one.fields if line.key != "id" and _named(line, one))
    return RecordTable(heads, rows, same, next(called, None))


def _is_common(said: int, size: int, records: int) -> bool:
    """Whether half of the records say a field; of a short one, such as a number, a fifth is enough."""
    return said * 2 >= records or (said * 5 >= records and size <= SHORT * said)


def _that_fit(keys: Sequence[str], lines: Iterable[FieldLine]) -> list[str]:
    """The first fields whose longest words leave a third of the page for the last column."""
    words = dict.fromkeys(keys, 0)
    for line in lines:
        if line.key in words:
            values = line.value if isinstance(line.value, tuple) else (line.value,)
            longest = max((len(word) for value in values for word in str(value).split()), default=0)
            words[line.key] = max(words[line.key], longest)
    kept: list[str] = []
    taken = 0
    for key in keys:
        taken += words[key] + 2
        if taken > ROOM and kept:
            break
        kept.append(key)
    return kept


def _are_alike(key: str, lines: Iterable[FieldLine]) -> bool:
    values = [(line.value, line.keyed) for line in lines if line.key == key]
    return all(value == values[0] for value in values)


def _row(one: RecordLines, keys: Sequence[str], alike: Collection[str]) -> TableRow:
    own = {line.key: line for line in one.fields if not line.held}
    told = {*keys, *alike}
    rest = [line for line in one.fields if line.held or (line.key not in told and not _named(line, one))]
    return TableRow(one, tuple(own.get(key) for key in keys), one._replace(fields=tuple(rest)))


def _named(line: FieldLine, one: RecordLines) -> bool:
    """Whether a field says only what the row is called by: its id, or its name where that stands for the id."""
    return line.key == "id" or (line.value == one.title and one.id == one.id.lower())


def _weight(one: RecordLines) -> int:
    """Letters of a record, what it holds in turn among it."""
    return sum(len(line.key) + line.letters + sum(map(_weight, line.held)) for line in one.fields)
