"""What a whole column says about each of its cells: order of day and month, scale of percents, ticks, weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tpn.sheets.recognise.cells import percent_scale, surname_first
from tpn.sheets.recognise.column import Column, Mapped
from tpn.sheets.recognise.dates import Order, Ways, order_of
from tpn.sheets.recognise.drawn import Stretches, find_stretches
from tpn.sheets.recognise.fields import DATES, ENDS
from tpn.sheets.recognise.fold import clean, fold, hints
from tpn.sheets.recognise.grid import Value, letters
from tpn.sheets.recognise.regions import Region
from tpn.sheets.recognise.words import Words


@dataclass
class Habits:
    """The columns of one table; ``year`` is that of dates typed without one."""

    region: Region
    mapped: Mapped
    words: Words
    year: int | None

    def ways(self, name: str, column: Column) -> Ways:
        """How dates of a field are written in a column."""
        return Ways(self.words, self.orders.get(column), self.year, name in ENDS, column in self.weeks)

    @cached_property
    def stretches(self) -> Stretches:
        """The calendar of a drawn plan."""
        return find_stretches(self.region, Ways(self.words, year=self.year))

    @cached_property
    def orders(self) -> dict[Column, Order | None]:
        """Whether a date column writes day or month first."""
        return {c: order_of(self.region.values(c.label)) for c in self.mapped.columns if c.field in DATES}

    @cached_property
    def scales(self) -> dict[Column, float]:
        """What a plain number of a percent column is multiplied by."""
        return {
            c: percent_scale(self.region.values(c.label)) for c in self.mapped.columns if c.field == "percent"
        }

    @cached_property
    def surnames_first(self) -> frozenset[Column]:
        """People columns of *Surname, Given*."""
        people = [column for column in self.mapped.columns if column.field == "responsible"]
        return frozenset(column for column in people if surname_first(self.region.values(column.label)))

    @cached_property
    def ticked(self) -> frozenset[Column]:
        """Status columns that hold only ticks: there a blank means not done."""
        return frozenset(
            column
            for column in self.mapped.columns
            if column.field == "status"
            and (values := self.region.values(column.label))
            and all(map(self._is_tick, values))
        )

    def _is_tick(self, value: Value) -> bool:
        return isinstance(value, bool) or (
            isinstance(value, str) and (fold(value) or value.strip()) in self.words.checks
        )

    @cached_property
    def weeks(self) -> frozenset[Column]:
        """Date columns whose bare numbers are weeks: their heading says so."""
        return frozenset(
            column
            for column in self.mapped.columns
            if column.field in DATES and any(part in self.words.week for part in _heading_words(column))
        )

    @cached_property
    def headings(self) -> dict[Column, str]:
        """The heading of each column, told apart where two are alike: by their group, else by a number."""
        return headings_of(self.mapped.columns)


def headings_of(columns: Iterable[Column]) -> dict[Column, str]:
    """A different name for each column: its heading, with its group or a number where two are alike."""
    found: dict[Column, str] = {}
    for column in columns:
        name = column.header or letters(column.label.column)
        if name in found.values() and column.label.group:
            name = f"{clean(column.label.group)} {name}"
        count, base = 2, name
        while name in found.values():
            name = f"{base} ({count})"
            count += 1
        found[column] = name
    return found


def unit_of(column: Column, words: Words) -> str:
    """The unit that a heading names for its numbers; days where it names none."""
    found = [
        words.units.get(word)
        for word in (*hints(column.label.text).split(" "), *_heading_words(column))
        if len(word) > 1
    ]
    return next((unit for unit in found if unit), "days")


def _heading_words(column: Column) -> list[str]:
    return fold(f"{column.label.group} {column.label.text}").split(" ")
