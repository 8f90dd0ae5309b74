"""Walking down a table: which rows are records, which name the part that follows, which are left out and why."""

from dataclasses import dataclass, field
from datetime import date
from statistics import median

from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import DATES
from tpn.recognise.grid import is_number
from tpn.recognise.left_out import (
    LeftOutPart,
    PlacedValue,
    Raw,
    Spots,
    Why,
    fields_of,
    first_text,
    is_words,
    says_nothing,
)
from tpn.recognise.normalise import clean
from tpn.recognise.not_a_table import counts_on
from tpn.recognise.row_kinds import Shape

_GAP = 2  # blank rows before what belongs to no record
_WIDE, _NARROW, _FEW_CELLS = 4, 2, 3
_FEW, _HALF = 0.4, 0.5
_PARTS = frozenset({"phase", "group"})
"""The fields that name a part of a list: alone in a row, they name it for the rows below."""
_PARTED = frozenset({"activities", "requirements"})
"""The kinds whose records name the part of the plan that they belong to."""


@dataclass
class Walk:
    """The state while walking down one table: ``raws`` and ``left`` are what it gives."""

    shape: Shape
    raws: list[Raw] = field(default_factory=list)
    left: list[LeftOutPart] = field(default_factory=list)
    section: str | None = None
    outer: str | None = None
    down: dict[RecognisedColumn, PlacedValue] = field(default_factory=dict)
    over: Why | None = None
    sections: list[int] = field(default_factory=list)
    block: str = ""

    def run(self) -> "Walk":
        """All rows, top to bottom."""
        blank = 0
        above = self.shape.region.above
        title = above[-1] if len(above) > 1 else ""
        self.section = title if self._is("sections", title) else None
        self._begin_block(self.shape.region.header.rows[0] if self.shape.block_titles else 0)
        titles = {row for rows in self.shape.block_titles.values() for row in rows}
        for row in self.shape.region.rows:
            spots = self.shape.spots(row)
            if row in titles:
                self._leave(row, "above")
            elif spots:
                self._row(row, spots, blank)
            blank = 0 if spots else blank + 1
        return self

    def _is(self, group: str, text: str) -> bool:
        return self.shape.lookup.words.row_word(group, text)

    def _row(self, row: int, spots: dict[RecognisedColumn, PlacedValue], blank: int) -> None:
        if self.shape.repeats_header(spots):
            self.over = None
            self._leave(row, "repeated-header")
            self._begin_block(row)
        elif why := self.over or self._ends(row, spots, blank) or self._no_record(row, spots):
            self._leave(row, why)
            self._name_groups(spots, why)
        elif self._continues(row, spots) or self._runs_on(row, spots):
            self._add_to_last(spots)
        elif not self.shape.names_a_record(spots):
            self._untitled(row, spots, blank)
        else:
            self._titled(row, spots, blank)

    def _titled(self, row: int, spots: dict[RecognisedColumn, PlacedValue], blank: int) -> None:
        if milestone := self.shape.milestone(spots):
            self.raws.append(
                Raw(row, spots, section=self.section, title=milestone[0], milestone=milestone[1])
            )
        elif self._is_last_word(row, spots, blank):
            self._leave(row, "footnote")
        elif self.shape.is_section(row, spots, after_gap=blank > 0 or (not self.raws and bool(self.section))):
            self._begin(row, self.shape.title(spots))
        elif self.shape.sums_up(row, spots):
            self.section, self.outer = self.shape.title(spots), None
            self._leave(row, "phase")
        elif self._is_loose_end(row, spots, blank):
            self._leave(row, "footnote")
        else:
            self._record(row, spots)

    def _begin(self, row: int, name: str) -> None:
        self.section, self.outer = name, None
        self.sections.append(row)
        self.down.clear()

    def _begin_block(self, row: int) -> None:
        """What stands over headings that are printed again belongs to the rows below them."""
        block = self.shape.block_over(row)
        if not block:
            return
        self.block, self.outer = block, None
        self.section = block if self.shape.mapped.kind in _PARTED else None
        self.down.clear()

    def _name_groups(self, spots: Spots, why: Why) -> None:
        """A row that is no record may name the group of those below it."""
        if why in {"total", "untitled", "prefilled"} and not self._is("totals", first_text(spots) or ""):
            for column in sorted(spots.keys() & self.shape.grouping, key=lambda column: column.label.column):
                self._renew(column, spots[column])

    def _leave(self, row: int, why: Why) -> None:
        last = self.left[-1] if self.left else None
        if last and last.why == why == "prefilled" and (last.last or last.row) == row - 1:
            self.left[-1] = LeftOutPart(last.sheet, why, last.row, row)
        else:
            self.left.append(LeftOutPart(self.shape.region.grid.name, why, row))

    def _record(self, row: int, spots: dict[RecognisedColumn, PlacedValue]) -> None:
        named = [
            column
            for column in self.shape.mapped.titles
            if column in spots and any(map(str.isalpha, str(spots[column].value)))
        ]
        if len(named) > 1:
            # «Hovedaktivitet | Delaktivitet» in one row: the outer one is a heading, no record of its own
            self.outer = clean(str(spots[named[0]].value))
        elif named and named[0].level == 1:
            self.outer = None
        level = self.shape.level(row, spots)
        section = self.outer or self.section
        self.raws.append(Raw(row, self._implied(row, spots), section=section, level=level, block=self.block))

    # -- what ends the table, and what is no record --------------------------------------------------------

    def _ends(self, row: int, spots: Spots, blank: int) -> Why | None:
        """A signature, a legend or a list of another shape after a gap: nothing below is a record."""
        first = first_text(spots) or ""
        if self.shape.is_signed(spots):
            self.over = "signature"
        elif self.shape.explains_matrix(spots):
            numbers = any(is_number(spot.value) for spot in spots.values())
            return (
                "calculation" if numbers else "legend"
            )  # how often; who has the role, or what a letter means
        elif len(spots) <= _FEW_CELLS and self._is("legends", first):
            self.over = "legend"
        elif self._other_shape(row, blank):
            self.over = "below" if self._counts(row) else "legend"
        return self.over

    def _counts(self, row: int) -> bool:
        """Whether what stands from a row on has figures: a calculation under the list, no explanation of words."""
        rest = (
            spot.value
            for at in range(row, self.shape.region.last + 1)
            for spot in self.shape.spots(at).values()
        )
        return any(map(is_number, rest))

    def _other_shape(self, row: int, blank: int) -> bool:
        if blank < _GAP or len(self.raws) < 2:  # noqa: PLR2004 - two records are the least to compare with
            return False
        rest = [
            len(spots) for at in range(row, self.shape.region.last + 1) if (spots := self.shape.spots(at))
        ]
        typical = median(len(raw.spots) for raw in self.raws)
        if typical >= _WIDE and self._heads_another(row, blank, typical, rest):
            return True
        return typical >= _WIDE and len(rest) > 1 and max(rest) <= _NARROW

    def _heads_another(self, row: int, blank: int, typical: float, rest: list[int]) -> bool:
        """Texts after a gap over rows much narrower than the records, far below or marked: another list's headings."""
        spots = self.shape.spots(row)
        marked = {(spot.row, spot.column) in self.shape.region.grid.marked for spot in spots.values()}
        above = [(s.row, s.column) for raw in self.raws for s in raw.spots.values()]
        plain = sum(cell in self.shape.region.grid.marked for cell in above) < _FEW * len(above)
        worded = all(isinstance(spot.value, str) for spot in spots.values())
        apart = blank > _GAP or (plain and marked == {True})
        return worded and apart and len(rest) > _GAP and max(rest[1:]) * 2 <= typical

    def _no_record(self, row: int, spots: Spots) -> Why | None:
        first = first_text(spots)
        if first is None:
            return None if self._continues(row, spots) or self.shape.is_broken(row) else self._no_text(spots)
        if self.shape.is_footnote(first, spots):
            return "footnote"
        if self.shape.is_total(first, spots):
            return "total"
        if self.shape.is_placeholder(spots) or self.shape.tells_what_to_write(row, spots):
            return "placeholder"
        if self.shape.is_withdrawn(spots):
            return "withdrawn"
        if self.shape.has_no_words(spots):
            return "no-words"
        if self.shape.is_form(spots):
            self.over = "form"
        return self.over

    def _no_text(self, spots: Spots) -> Why | None:
        """Numbers alone: a total without a word, a running number, formulas that give nothing."""
        values = {column: spot.value for column, spot in spots.items() if column.field != "id"}
        if not any(values.values()) or all(isinstance(value, bool) for value in values.values()):
            return "prefilled"
        if len(values) == 1 and next(iter(values)) is self.shape.mapped.columns[0]:
            return "prefilled"  # running numbers under a heading that does not say so
        if self.shape.names_a_record(spots) or not all(
            isinstance(v, bool) or is_number(v) for v in values.values()
        ):
            return None
        line = self.shape.region.grid.line(next(iter(spots.values())).row)
        if counts_on(line):
            return "calendar"
        return "total" if self._sums(spots) else "untitled"

    def _sums(self, spots: Spots) -> bool:
        """Whether numbers without a name are a sum: last, apart or marked, or the sum of those above or of the last."""
        (row, *_) = {spot.row for spot in spots.values()}
        marked = any((spot.row, spot.column) in self.shape.region.grid.marked for spot in spots.values())
        apart = not self.shape.spots(row - 1) and not self.shape.spots(row + 1)
        if marked or apart or not self._below(row):
            return True
        for column, spot in spots.items():
            above = [raw.spots[column].value for raw in self.raws if column in raw.spots]
            numbers = [float(value) for value in above if is_number(value)]  # type: ignore[arg-type]
            if numbers and is_number(spot.value) and float(spot.value) in {sum(numbers), numbers[-1]}:  # type: ignore[arg-type]
                return True
        return False

    def _below(self, row: int) -> bool:
        """Whether anything stands further down."""
        return any(self.shape.spots(at) for at in range(row + 1, self.shape.region.last + 1))

    def _is_last_word(self, row: int, spots: Spots, blank: int) -> bool:
        """A lone text after a gap under the last row, unless it is named or numbered as a part of the plan."""
        title = self.shape.title(spots)
        named = len(title.split()) <= _NARROW or self._is("sections", title)
        return not named and not self._below(row) and self._is_loose_end(row, spots, blank)

    def _is_loose_end(self, row: int, spots: Spots, blank: int) -> bool:
        """One text after a gap with nothing below it, in a table whose rows say more."""
        if not blank or len(spots) > 1 or self.shape.share_alone >= _FEW or not self.raws:
            return self._trails(row, spots, blank)
        return not any(len(self.shape.spots(at)) > 1 for at in range(row + 1, self.shape.region.last + 1))

    def _trails(self, row: int, spots: Spots, blank: int) -> bool:
        """One or two texts far below records that say much more, with no title: who made it, what it is called."""
        if blank < _GAP or len(spots) > _NARROW or len(self.raws) < 2:  # noqa: PLR2004 - two records are the least
            return False
        titled = any(column in spots for column in self.shape.mapped.titles)
        typical = median(len(raw.spots) for raw in self.raws)
        return (
            not titled
            and not self._below(row)
            and typical >= _WIDE
            and all(is_words(s.value) for s in spots.values())
        )

    # -- rows that belong to the record above ---------------------------------------------------------------

    def _continues(self, row: int, spots: Spots) -> bool:
        """Whether the row lies within the merged title of the last record."""
        if not self.raws or self.raws[-1].milestone or any(c in spots for c in self.shape.mapped.titles):
            return False
        if "id" in fields_of(spots):
            return False  # a number of its own: a record of its own, whatever is merged over it
        for column in self.shape.mapped.titles:
            span = self.shape.region.grid.tall(row, column.label.column)
            if span and span.top == self.raws[-1].row < row and column not in spots:
                return True
        return False

    def _runs_on(self, row: int, spots: Spots) -> bool:
        """A lone text right under a record that goes on with its sentence: it begins with a small letter."""
        if len(spots) != 1 or not self.raws or row - self._last_row() != 1:
            return False
        (column, spot), *_ = spots.items()
        begun = [str(other[column].value).lstrip() for other in self.shape.filled if column in other]
        small = sum(text[:1].islower() for text in begun)
        goes_on = isinstance(spot.value, str) and spot.value.lstrip()[:1].islower()
        return (
            goes_on
            and column in self.raws[-1].spots
            and column.field not in {"id", "responsible", "status"}
            and small <= _HALF * len(begun)
            and len(self.raws[-1].spots) > _NARROW
        )

    def _last_row(self) -> int:
        """The last row of the last record."""
        record = self.raws[-1]
        return max([record.row, *(spot.row for more in record.more.values() for spot in more)])

    def _add_to_last(self, spots: Spots) -> None:
        record = self.raws[-1]
        for column, spot in spots.items():
            if column in record.spots:
                record.more.setdefault(column, []).append(spot)
            else:
                record.spots[column] = spot

    def _untitled(self, row: int, spots: dict[RecognisedColumn, PlacedValue], blank: int) -> None:
        """A row without a title: a group's name, more text of the record above, or numbers printed in advance."""
        self._name_groups(spots, "untitled")
        said = {
            column: spot
            for column, spot in spots.items()
            if column.field != "id"
            and not says_nothing(spot.value)
            and not self.shape.is_printed(column, spot)
        }
        if self.shape.is_broken(row):
            self._record(row, spots)  # its name is there, but cannot be had
            return
        if self._trails(row, spots, blank):
            self._leave(row, "footnote")
            return
        numbered = "id" in fields_of(spots)
        if not said:
            self._only_number(row, spots)
        elif self.shape.is_a_matter(said):
            self._record(row, spots)
        elif len(said) == 1 and next(iter(said)).field in _PARTS and self._below(row):
            self._begin(row, clean(str(next(iter(said.values())).value)))
            self.down[next(iter(said))] = next(iter(said.values()))
        elif len(said) == 1 and not numbered and next(iter(said)).field in {"phase", "service", None}:
            self._group(row, *next(iter(said.items())))
        elif (
            not numbered
            and self.raws
            and self.raws[-1].row == row - 1
            and not self._says_all_anew(said)
            and all(is_words(spot.value) for spot in said.values())
        ):
            self._add_to_last(said)
        elif self.shape.is_diary and all(column.field in DATES | {None} for column in said):
            self._leave(row, "prefilled")
        elif numbered or any(isinstance(spot.value, date) for spot in said.values()):
            self._record(row, spots)
        else:
            self._leave(row, "untitled")

    def _says_all_anew(self, said: Spots) -> bool:
        """Whether a row answers most of what the record above has answered: it is one of its own, without a name."""
        above = self.raws[-1].spots
        return len(said) > _NARROW and all(column in above for column in said) and len(said) * 2 >= len(above)

    def _only_number(self, row: int, spots: Spots) -> None:
        """A running number printed in advance; or a heading in the column of numbers: «Fase 2: Drift»."""
        text = first_text(spots) or ""
        if len(spots) == 1 and (
            self._is("sections", text) or " " in text or self.shape.is_a_word_among_numbers(text)
        ):
            if self._below(row):
                self._begin(row, text)
            else:
                self._leave(row, "footnote")
        else:
            self._leave(row, "prefilled")

    def _group(self, row: int, column: RecognisedColumn, spot: PlacedValue) -> None:
        titles = self.shape.mapped.titles
        outer = not titles or column.label.column < titles[0].label.column
        if isinstance(spot.value, str) and outer and not self.shape.tells(column):
            self.section = clean(spot.value) if column.field is None else self.section
            self.sections.append(row)
            self.down[column] = spot
        else:
            self._leave(row, "footnote")

    # -- values implied downwards ------------------------------------------------------------------------------

    def _implied(self, row: int, spots: Spots) -> dict[RecognisedColumn, PlacedValue]:
        """The row's spots with those of merged cells above and of groups named once."""
        found = dict(spots)
        for column in self.shape.mapped.columns:
            if column in spots:
                self._renew(column, spots[column])
            elif column not in self.shape.mapped.titles and (spot := self._from_above(row, column)):
                found[column] = spot
        return found

    def _renew(self, column: RecognisedColumn, spot: PlacedValue) -> None:
        """A new group value takes away those of the groups inside it."""
        if column not in self.shape.grouping:
            return
        for other in [other for other in self.down if other.label.column > column.label.column]:
            del self.down[other]
        self.down[column] = spot

    def _from_above(self, row: int, column: RecognisedColumn) -> PlacedValue | None:
        span = self.shape.region.grid.tall(row, column.label.column)
        if span and span.top < row and column.field != "id":
            value = self.shape.region.grid.line(span.top).get(column.label.column)
            return PlacedValue(value, span.top, column.label.column) if value is not None else None
        return self.down.get(column)
