"""Sheets that were sent, for the tests of what comes home: a small plan of four activities, and tables of any kind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tpn.model.canon import Plain
from tpn.sheets.sent_copy import Base, SentColumn, SentTable
from tpn.views.rows import EVERYTHING

HEAD = ("Nr", "Aktivitet", "Ansvarlig", "Frist", "Merknad")
COLUMNS = (
    SentColumn("Nr", "id", "text", editable=False),
    SentColumn("Aktivitet", "title", "text", editable=False),
    SentColumn("Ansvarlig", "responsible", "text", editable=True),
    SentColumn("Frist", "due", "date", editable=True),
    SentColumn("Merknad", "note", "text", editable=True),
)
DAYS = tuple(date(2026, 9, day) for day in (1, 2, 3, 4))
ROWS = [
    ("K-01", "Begynne", "Per", DAYS[0], None),
    ("K-02", "Fortsette", "Liv", DAYS[1], "Snart"),
    ("K-03", "Ende", "Eva", DAYS[2], None),
    ("K-04", "Rydde", None, DAYS[3], None),
]


def sent_table(
    columns: Sequence[SentColumn], rows: Sequence[Sequence[Any]], *, tab: str = "Plan", kind: str = "activities",
    new_rows: bool = True, under: str = "",
) -> SentTable:  # fmt: skip
    """A table of these rows, the first cell of each its id; ``under`` stands before it in its address."""
    keys = tuple(row[0] for row in rows)
    values = tuple(tuple(row[at] for row in rows) for at in range(len(columns)))
    shown: tuple[dict[Plain, Plain], ...] = tuple({} for _ in columns)
    addresses = tuple(f"{under}{key}" for key in keys)
    return SentTable(tab, kind, EVERYTHING, new_rows, tuple(columns), keys, addresses, values, shown)


def table(
    rows: Any = ROWS, *, tab: str = "Plan", kind: str = "activities", new_rows: bool = True
) -> SentTable:
    """The small plan, or other rows in its columns."""
    return sent_table(COLUMNS, rows, tab=tab, kind=kind, new_rows=new_rows)


def base(*tables: SentTable) -> Base:
    """What a sheet said when it was sent: these tables, else the small plan."""
    return Base("lite", "halden", "nb", datetime(2026, 9, 1, 8), tables=tables or (table(),))  # noqa: DTZ001
