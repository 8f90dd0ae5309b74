"""What a whole column says about each of its cells: order of day and month, scale of percents, ticks, weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tpn.model.dates import Order, Ways, order_of
from tpn.recognise.cell_kinds import percent_scale, read_status, surname_first
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.fields import DATES, ENDS
from tpn.recognise.gantt_bars import Stretches, find_stretches
from tpn.recognise.grid import Value, letters
from tpn.recognise.normalise import clean, fold, hints
from tpn.recognise.regions import Region
from tpn.recognise.words import HeadingWords
from tpn.recognise.years import When


@dataclass
class Habits:
    """The columns of one table; ``when`` finds the year of dates typed without one."""

    region: Region
    mapped: Mapped
    words: HeadingWords
    when: When

    def ways(self, name: str, column: RecognisedColumn) -> Ways:
        """How dates of a field are written in a column."""
        return self.when.ways(name, Ways(end=name in ENDS, order=self.orders.get(column), weeks=column in self.weeks,
                                         folder=self.words.folder))  # fmt: skip

    @cached_property
    def stretches(self) -> Stretches:
        """The calendar of a drawn plan."""
        return find_stretches(self.region, Ways(year=self.when.usual, folder=self.words.folder), self.words)

    @cached_property
    def orders(self) -> dict[RecognisedColumn, Order | None]:
        """Whether a date column writes day or month first; a program writes all the dates of its export alike."""
        own = {c: order_of(self.region.values(c.label)) for c in self.mapped.columns if c.field in DATES}
        shown = {order for order in own.values() if order}
        if any(column.how == "export" for column in own) and len(shown) == 1:
            return dict.fromkeys(own, shown.pop())
        return own

    @cached_property
    def scales(self) -> dict[RecognisedColumn, float]:
        """What a plain number of a percent column is multiplied by."""
        return {
            c: percent_scale(self.region.values(c.label)) for c in self.mapped.columns if c.field == "percent"
        }

    @cached_property
    def surnames_first(self) -> frozenset[RecognisedColumn]:
        """People columns of *Surname, Given*."""
        people = [column for column in self.mapped.columns if column.field == "responsible"]
        return frozenset(column for column in people if surname_first(self.region.values(column.label)))

    @cached_property
    def with_deadline(self) -> frozenset[RecognisedColumn]:
        """People columns whose heading names a deadline too, and no other column does: «Ansvarlig/frist»."""
        if self.mapped.of("due"):
            return frozenset()
        return frozenset(
            column
            for column in self.mapped.columns
            if column.field in {"responsible", "owner"}
            and any(
                meaning.field == "due" and not meaning.weak
                for part in column.header.split("/")[1:]
                for meaning in self.words.headings.get(fold(part), ())
            )
        )

    @cached_property
    def ticked(self) -> frozenset[RecognisedColumn]:
        """Status columns that hold only ticks: there a blank means not done, unless some cells say *no*."""
        return frozenset(
            column
            for column in self.mapped.columns
            if column.field == "status"
            and (values := self.region.values(column.label))
            and all(map(self._is_tick, values))
            and all(map(self._is_done, values))
        )

    def _is_done(self, value: Value) -> bool:
        return read_status(value, self.words).value == "done"

    def _is_tick(self, value: Value) -> bool:
        return isinstance(value, bool) or (
            isinstance(value, str) and (fold(value) or value.strip()) in self.words.checks
        )

    @cached_property
    def weeks(self) -> frozenset[RecognisedColumn]:
        """Date columns whose bare numbers are weeks: their heading says so."""
        return frozenset(
            column
            for column in self.mapped.columns
            if column.field in DATES and any(part in self.words.week for part in _heading_words(column))
        )

    @cached_property
    def counted(self) -> frozenset[RecognisedColumn]:
        """Columns of weeks, where one counts from one down a sheet that names no day or year: weeks of the project."""
        if self.when.common is not None:
            return frozenset()
        found = {c: [_week_number(value) for value in self.region.values(c.label)] for c in self.weeks}
        numbered = {c: [n for n in numbers if n] for c, numbers in found.items() if None not in numbers}
        begun = any(len(one) > 1 and one[0] == 1 and one == sorted(one) for one in numbered.values())
        return frozenset(numbered) if begun else frozenset()

    @cached_property
    def headings(self) -> dict[RecognisedColumn, str]:
        """The heading of each column, told apart where two are alike: by their group, else by a number."""
        return headings_of(self.mapped.columns)


def _week_number(value: Value) -> int | None:
    """*3*, *Uke 3*: the number; none where there is more to it."""
    last = str(value).strip().split(" ")[-1].removesuffix(".0").rstrip(".")
    return int(last) if last.isdigit() and len(last) < _YEAR else None


_YEAR = 3  # digits: a week has two


def headings_of(columns: Iterable[RecognisedColumn]) -> dict[RecognisedColumn, str]:
    """A different name for each column: its heading, with its group or a number where two are alike."""
    found: dict[RecognisedColumn, str] = {}
    taken: set[str] = set()
    for column in columns:
        name = column.header or letters(column.label.column)
        if name in taken and column.label.group:
            name = f"{clean(column.label.group)} {name}"
        count, base = 2, name
        while name in taken:
            name = f"{base} ({count})"
            count += 1
        found[column] = name
        taken.add(name)
    return found


def unit_of(column: RecognisedColumn, words: HeadingWords, usual: str = "days") -> str:
    """The unit that a heading names for its numbers; the ``usual`` one where it names none."""
    found = [
        words.units.get(word)
        for word in (*hints(column.label.text).split(" "), *_heading_words(column))
        if len(word) > 1
    ]
    return next((unit for unit in found if unit), usual)


def _heading_words(column: RecognisedColumn) -> list[str]:
    return fold(f"{column.label.group} {column.label.text}").split(" ")
