"""The same records several times: a plan and each person's own copy of its rows; a register graded again and again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tpn.problems import CellPlace, Problem
from tpn.recognise.fields import Kind, title_of
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.normalise import fold
from tpn.recognise.tables import FoundRecord, FoundTable


def without_copies(tables: Sequence[FoundTable]) -> tuple[list[FoundTable], list[LeftOutPart]]:
    """The tables without those whose every row stands in a larger table of the same kind on another tab."""
    kept: list[FoundTable] = []
    left: list[LeftOutPart] = []
    for table in tables:
        if any(_is_copy(table, other) for other in tables if other is not table):
            left += [LeftOutPart(table.sheet, "same", record.row) for record in table.records]
            kept.append(replace(table, records=()))
        else:
            kept.append(table)
    return kept, left


def _is_copy(table: FoundTable, other: FoundTable) -> bool:
    alike = table.kind == other.kind != "unknown" and table.sheet != other.sheet
    if not alike or not table.records or len(other.records) <= len(table.records):
        return False
    by_title: dict[str, list[FoundRecord]] = {}
    for record in other.records:
        by_title.setdefault(_title(record, other), []).append(record)
    return all(
        any(_agree(record, one) for one in by_title.get(_title(record, table), ()))
        for record in table.records
    )


def _title(record: FoundRecord, table: FoundTable) -> str:
    return fold(str(record.values.get(title_of(table.kind)) or ""))


def _agree(record: FoundRecord, other: FoundRecord) -> bool:
    """Whether the row says nothing that the other does not say as well."""
    return all(
        other.values.get(name) == value for name, value in record.values.items() if value not in (None, ())
    )


_GRADED: tuple[Kind, ...] = ("risks", "benefits", "stakeholders", "issues")
"""The kinds of registers that are gone through again."""
_LEAST, _MOST = 3, 0.8


def said_again(tables: Sequence[FoundTable], file: str) -> Iterable[Problem]:
    """A register whose records stand in the file several times, as they do where they are graded anew: which holds?"""
    for kind in _GRADED:
        said = [(record, table) for table in tables if table.kind == kind for record in table.records]
        counts = Counter(_title(record, table) for record, table in said)
        again = [title for title, count in counts.items() if title and count > 1]
        if len(again) >= _LEAST and len(again) >= _MOST * len(counts):
            record, table = next(one for one in said if _title(*one) in again)
            cell = record.cells.get(title_of(kind)) or f"A{record.row}"
            facts = {"found": len(again), "value": max(counts.values())}
            yield Problem("records-again", CellPlace(file, table.sheet, cell), facts)
