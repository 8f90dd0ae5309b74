"""Which formulas follow, step by step, from cells that were changed."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tpn.spreadsheets.found_book import CellRange, spot

Place = tuple[str, int, int]
"""Tab, row and column."""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([\w.]+))!)?"
    r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?(?![\w(])"
)
_ANYTHING = re.compile(r"\b(INDIRECT|OFFSET)\(|\[|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|^\*", re.IGNORECASE)
"""What is not followed: these formulas count as following from everything. ``*`` is a formula shared by cells."""


class Reference(NamedTuple):
    """Cells that a formula looks at."""

    tab: str
    span: CellRange


class FormulaReferences(NamedTuple):
    """What a formula looks at; ``anything`` where that cannot be told."""

    references: tuple[Reference, ...]
    anything: bool


def read_formula(text: str, tab: str, names: Mapping[str, str]) -> FormulaReferences:
    """What a formula on a tab looks at; ``names`` are the workbook's defined names."""
    bare = _TEXT.sub('""', text)
    for name, meant in names.items():
        if name in bare:
            bare = re.sub(rf"(?<![\w!']){re.escape(name)}(?![\w(])", f"({meant})", bare)
    references = tuple(
        Reference((quoted.replace("''", "'") if quoted else plain) or tab, _span(*cells))
        for quoted, plain, *cells in _REFERENCE.findall(bare)
    )
    return FormulaReferences(references, bool(_ANYTHING.search(bare)))


def _span(left: str, top: str, right: str, bottom: str) -> CellRange:
    first = spot(f"{left}{top}") or (0, 0)
    last = spot(f"{right}{bottom}") if right else first
    rows, columns = zip(first, last or first, strict=True)
    return CellRange(min(rows), min(columns), max(rows), max(columns))


def following(formulas: Mapping[Place, FormulaReferences], changed: Iterable[Place]) -> set[Place]:
    """The cells whose formulas give something else once ``changed`` have changed."""
    moved: dict[str, set[tuple[int, int]]] = {}
    for tab, row, column in changed:
        moved.setdefault(tab, set()).add((row, column))
    found: set[Place] = set()
    while True:
        new = {
            place
            for place, formula in formulas.items()
            if place not in found
            and (formula.anything or any(_meets(one, moved) for one in formula.references))
        }
        if not new:
            return found
        found |= new
        for tab, row, column in new:
            moved.setdefault(tab, set()).add((row, column))


def _meets(reference: Reference, moved: Mapping[str, set[tuple[int, int]]]) -> bool:
    cells = moved.get(reference.tab, ())
    one = reference.span
    return any(one.top <= row <= one.bottom and one.left <= column <= one.right for row, column in cells)
