"""The law of foreign sheets: every filled cell is a record's value, a heading, or named as left out, and only one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tpn.recognise.grid import Grid
from tpn.recognise.left_out import LeftOutPart, Raw
from tpn.recognise.regions import Region

_LAST = 20_000  # columns: no sheet has more


@dataclass
class Account:
    """What of one tab has been accounted for: whole rows, single cells, all from a column on in some rows."""

    grid: Grid
    rows: set[int] = field(default_factory=set)
    cells: set[tuple[int, int]] = field(default_factory=set)
    stretches: list[tuple[range, range]] = field(default_factory=list)
    first: int = 0
    """The first row of headings of any table; what stands above it is said above the tables."""

    def table(self, region: Region, raws: Iterable[Raw], sections: Iterable[int]) -> None:
        """Take in a table: its headings, its records' cells, the rows that name its parts."""
        self.rows |= {*region.header.rows, *sections}
        self.first = min(self.first or region.first, *region.header.rows, region.first)
        for raw in raws:
            self.cells |= {(spot.row, spot.column) for spot in raw.spots.values()}
            self.cells |= {(spot.row, spot.column) for more in raw.more.values() for spot in more}

    def left(self, part: LeftOutPart) -> None:
        """Take in what has been named as left out."""
        if part.row is None:
            self.rows |= set(self.grid.lines)
        elif part.column is None:
            self.rows |= set(range(part.row, (part.last or part.row) + 1))
        else:
            last = part.last or (part.row if part.until else self.grid.last_row)
            columns = range(part.column, (part.until or _LAST) + 1)
            self.stretches.append((range(part.row, last + 1), columns))

    def rest(self) -> Iterator[LeftOutPart]:
        """What nobody has accounted for yet: rows above and below the tables, cells beside them."""
        beside: dict[int, list[int]] = {}
        for row in sorted(self.grid.lines):
            if row in self.rows:
                continue
            open_ = [column for column in sorted(self.grid.lines[row]) if not self._known(row, column)]
            if len(open_) == len(self.grid.lines[row]):
                yield LeftOutPart(
                    self.grid.name, "below" if self.first and row >= self.first else "above", row
                )
                continue
            for column in open_:
                beside.setdefault(column, []).append(row)
        for column, rows in beside.items():
            yield LeftOutPart(self.grid.name, "beside", rows[0], rows[-1], column, column)

    def _known(self, row: int, column: int) -> bool:
        if (row, column) in self.cells:
            return True
        return any(row in rows and column in columns for rows, columns in self.stretches)
