"""What somebody added to a table of ours that came home: columns, colours, formulas, rows of sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tpn.history.additions import TableAdditions
from tpn.model.canon import canon
from tpn.problems import CellPlace, Problem
from tpn.roundtrip.find_tables import PlacedTable
from tpn.sheets.sent_copy import Base
from tpn.spreadsheets.carried_formula import Piece, carried
from tpn.spreadsheets.found_book import CellError, CellRange, Spot, cell_name

_NO_COLOUR = "FFFFFF"


@dataclass(frozen=True)
class AddedTo:
    """What was added to a table: what of it is carried on, in which cells formulas are, which rows are sums."""

    table: TableAdditions
    formulas: Mapping[Spot, tuple[Piece, ...]] = field(default_factory=dict)
    sums: frozenset[int] = frozenset()
    left: tuple[Problem, ...] = ()
    """Formulas that are not carried on, the first of each column: what they came to is read."""


def added_to(spot: PlacedTable, rows: Mapping[int, str], base: Base, place: str, file: str) -> AddedTo:
    """What was added to a table whose records stand in ``rows``; of an older sheet nobody can tell."""
    table = TableAdditions(spot.sent.kind, place)
    if not base.colours or not any(one.editable for one in spot.sent.columns):
        return AddedTo(table)
    fields = {at: spot.sent.columns[number].field for at, number in spot.columns.items()}
    fields |= {at: f"x.{heading}" for at, heading in spot.own.items()}
    found = dict(_formulas(spot, rows, fields))
    mine = {
        cell: said
        for cell, said in found.items()
        if said and cell[0] in rows and fields[cell[1]].startswith("x.")
    }
    sums = [row for row in dict.fromkeys(row for row, _ in found) if _is_sum(spot, row, rows, found)]
    taken = {*mine, *(cell for cell in found if cell[0] in sums)}
    whole = TableAdditions(
        spot.sent.kind,
        place,
        tuple(name.removeprefix("x.") for _, name in sorted(fields.items()) if name.startswith("x.")),
        _by_record(rows, fields, _colours(spot, base)),
        _by_record(rows, fields, mine),
        tuple(_sum(spot, row, fields, found) for row in sums),
    )
    left = tuple(_left(spot, file, [cell for cell in found if cell not in taken]))
    return AddedTo(whole, mine, frozenset(sums), left)


def _formulas(
    spot: PlacedTable, rows: Mapping[int, str], fields: Mapping[int, str]
) -> Iterator[tuple[Spot, tuple[Piece, ...] | None]]:
    body = CellRange(min(rows, default=0), 0, max(rows, default=0), 0)
    for (row, at), formula in sorted(spot.tab.formulas.items()):
        if spot.header < row <= spot.last and at in fields:

            def where(first: Spot, last: Spot, here: int = row) -> Piece | None:
                names = [fields.get(at) for _, at in (first, last)]
                if None in names:
                    return None
                if first == last and first[0] == here:
                    return {"row": str(names[0])}
                top, bottom = first[0], last[0]
                whole = spot.header < top <= body.top and body.bottom <= bottom and not top <= here <= bottom
                inside = here in rows and spot.header < top <= body.top and body.bottom <= bottom
                return {"rows": [str(name) for name in names]} if rows and (whole or inside) else None

            yield (row, at), carried(formula, where)


def _is_sum(
    spot: PlacedTable, row: int, rows: Mapping[int, str], found: Mapping[Spot, tuple[Piece, ...] | None]
) -> bool:
    """Whether a row is no record: it has no number, and all of its formulas are about the columns above."""
    ids = spot.id_column
    if row in rows or (ids is not None and (row, ids) in found):
        return False
    said = [pieces for (at, _), pieces in found.items() if at == row]
    return all(pieces and any(isinstance(one, dict) and "rows" in one for one in pieces) for pieces in said)


def _sum(
    spot: PlacedTable, row: int, fields: Mapping[int, str], found: Mapping[Spot, tuple[Piece, ...] | None]
) -> Mapping[str, Any]:
    values = {
        at: canon(value) for at in fields if not isinstance(value := spot.tab.value(row, at), CellError)
    }
    plain = {fields[at]: value for at, value in values.items() if isinstance(value, str | int | float)}
    return plain | {fields[at]: pieces for (one, at), pieces in found.items() if one == row and pieces}


def _colours(spot: PlacedTable, base: Base) -> Mapping[Spot, str]:
    own = base.colours | {_NO_COLOUR}
    return {cell: colour for cell, colour in sorted(spot.tab.fills.items()) if colour not in own}


def _by_record(
    rows: Mapping[int, str], fields: Mapping[int, str], cells: Mapping[Spot, Any]
) -> Mapping[str, Mapping[str, Any]]:
    """What is said of cells, by the record of the row and the field of the column."""
    made: dict[str, dict[str, Any]] = {}
    for (row, at), said in cells.items():
        if row in rows and at in fields:
            made.setdefault(rows[row], {})[fields[at]] = said
    return made


def _left(spot: PlacedTable, file: str, cells: list[Spot]) -> Iterator[Problem]:
    by_column: dict[int, list[Spot]] = {}
    for cell in cells:
        if isinstance(spot.tab.value(*cell), CellError):
            continue  # told as what it is
        by_column.setdefault(cell[1], []).append(cell)
    for some in by_column.values():
        place = CellPlace(file, spot.tab.name, cell_name(*some[0]))
        yield Problem(
            "sheet-formula-left", place, {"formula": f"={spot.tab.formulas[some[0]]}", "n": len(some)}
        )
