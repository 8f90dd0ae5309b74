"""What the whole table says about one of its rows: is it a heading within, a total, a footnote, part of a form?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tpn.model.dates import Ways
from tpn.recognise.cell_dates import read_date
from tpn.recognise.cell_kinds import read_status, split_number
from tpn.recognise.codes import codes_of
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_profile import is_code
from tpn.recognise.fields import DATES
from tpn.recognise.grid import is_number
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.left_out import PlacedValue, Spots, fields_of, is_words, repeats_heading, says_nothing
from tpn.recognise.matrices import MATRIX, says_role
from tpn.recognise.normalise import clean, fold
from tpn.recognise.regions import Region

_NARROW, _MERGED = 2, 3
_MOST, _FEW, _DENSE = 0.6, 0.4, 0.8
_CAPITALS = 4
_SENTENCE = 60
_TELLING = 25  # letters: what says how to fill in a column is a sentence
_LABEL, _HALF = 0.9, 0.5
_TOLD = frozenset({None, "note", "outcome", "action", "recommendation"})
"""The fields of texts that may say what a row without a title is about."""
_ABOUT = re.compile(r"^\s*(?:[^\w\s]+|ca\.?|circa|omtrent|about|approx\.?)\s*", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|\{[^{}]+\}")


@dataclass
class Shape:
    """A table with its columns mapped; answers about its rows are worked out once."""

    region: Region
    mapped: Mapped
    lookup: Lookup

    def spots(self, row: int) -> dict[RecognisedColumn, PlacedValue]:
        """The filled cells of a row."""
        found: dict[RecognisedColumn, PlacedValue] = {}
        for column in self.mapped.columns:
            value = self.region.value(row, column.label)
            if value is not None:
                found[column] = PlacedValue(value, row, self.region.at(row, column.label))
        return found

    # -- rows that are no records ---------------------------------------------------------------------------

    def repeats_header(self, spots: Spots) -> bool:
        """The headings printed again."""
        same = [fold(str(spot.value)) for column, spot in spots.items() if repeats_heading(column, spot)]
        return len(set(same)) > 1 and len(same) >= _MOST * len(spots)

    def is_footnote(self, first: str, spots: Spots) -> bool:
        """A copyright line, a note, a source."""
        if any(isinstance(spot.value, str) and clean(spot.value).startswith("©") for spot in spots.values()):
            return True
        known = self.lookup.words.row_word("footnotes", first)
        return len(spots) <= _NARROW and (known or first.startswith("*"))

    def is_total(self, first: str, spots: Spots) -> bool:
        """*Sum* and numbers, with or without their units, nothing else."""
        if not self.lookup.words.row_word("totals", first) or "responsible" in fields_of(spots):
            return False
        values = [spot.value for column, spot in spots.items() if column.field != "note"]
        dated = any(not isinstance(value, str) and not is_number(value) for value in values)
        worded = [
            value for value in values if is_words(value) and not split_number(_ABOUT.sub("", str(value)))
        ]
        nameless = not any(column in spots for column in self.mapped.titles)
        return (len(worded) == 1 or nameless) and not dated

    def is_placeholder(self, spots: Spots) -> bool:
        """A title that says what to write: ``<Skriv aktivitet her>``, ``[Navn på tiltak]``."""
        return _PLACEHOLDER.fullmatch(self.title(spots)) is not None

    def tells_what_to_write(self, row: int, spots: Spots) -> bool:
        """The first row, of texts, where the other rows have numbers or ids: it says what the columns are for."""
        if (
            row != self._top
            or len(self.filled) < _MERGED
            or not all(isinstance(spot.value, str) for spot in spots.values())
        ):
            return False
        others = self.filled[1:]
        counted = [
            column
            for column in spots
            if sum(is_number(one[column].value) for one in others if column in one) >= _MOST * len(others)
        ]
        identity = self.mapped.of("id")
        nameless = identity is not None and identity not in spots and all(identity in one for one in others)
        told = [spot for spot in spots.values() if len(str(spot.value)) > _TELLING]
        return len(counted) > 1 or (nameless and len(told) >= _MOST * len(spots) and len(told) > 1)

    def is_withdrawn(self, spots: Spots) -> bool:
        """A title that says no more than that the record is given up: *Utgår*; what it was is not told."""
        title = self.title(spots)
        told = {"status", "responsible", "owner", "start", "due"} & fields_of(spots)
        if not title or told or self.mapped.kind == "unknown":
            return False
        return read_status(title, self.lookup.words).value in {"cancelled", "not_relevant"}

    def is_printed(self, column: RecognisedColumn, spot: PlacedValue) -> bool:
        """Whether a value stands in most of the rows that have no title: it was there before anybody wrote."""
        same = sum(row.get(column) == spot.value for row in self._nameless)
        return len(self._nameless) >= _MERGED and same >= _MOST * len(self._nameless)

    @cached_property
    def _nameless(self) -> Sequence[dict[RecognisedColumn, object]]:
        """The values of the rows without a title."""
        rows = [spots for spots in self.filled if not self.names_a_record(spots)]
        return [{column: spot.value for column, spot in spots.items()} for spots in rows]

    def is_a_matter(self, said: Spots) -> bool:
        """Whether a row without a title has a text, and two of a person, a day and a status of its own."""
        fields = {column.field for column in said}
        own = [{"responsible", "owner"} & fields, DATES & fields, {"status"} & fields]
        others = [column for column in said if column.field in _TOLD and column not in self.grouping]
        worded = any(is_words(said[column].value) for column in others)
        return worded and sum(map(bool, own)) > 1 and len(self.mapped.titles) == 1

    def is_a_word_among_numbers(self, text: str) -> bool:
        """Whether a word stands alone in the column of numbers, where the others have figures: it names a group."""
        identity = self.mapped.of("id")
        others = (
            [str(spots[identity].value) for spots in self.filled if identity in spots] if identity else []
        )
        figured = sum(any(map(str.isdigit, other)) for other in others)
        return len(text) > _NARROW and not any(map(str.isdigit, text)) and figured >= _MOST * len(others) > 0

    # -- headings printed again -----------------------------------------------------------------------------

    @cached_property
    def block_titles(self) -> dict[int, tuple[int, ...]]:
        """The rows of texts over each row that repeats the headings, after a blank row: they begin another block."""
        repeated = [row for row in self.region.rows if self.repeats_header(self.spots(row))]
        found = {row: self._texts_over(row) for row in repeated}
        return {row: rows for row, rows in found.items() if rows}

    def _texts_over(self, row: int) -> tuple[int, ...]:
        grid = self.region.grid
        last = next((at for at in (row - 1, row - 2) if grid.line(at)), 0)
        rows: list[int] = []
        while last > 0 and self._is_block_title(last):
            rows.insert(0, last)
            last -= 1
        return () if grid.line(last) else tuple(rows)

    def _is_block_title(self, row: int) -> bool:
        line = self.region.grid.line(row)
        worded = all(isinstance(value, str) for value in line.values())
        return bool(line) and worded and len(line) * 2 <= len(self.region.labels)

    def block_over(self, row: int) -> str:
        """What stands over headings, in one line."""
        lines = [self.region.grid.line(at) for at in self._texts_over(row)]
        return " – ".join(" ".join(clean(str(line[at])) for at in sorted(line)) for line in lines)

    def has_no_words(self, spots: Spots) -> bool:
        """A title without a letter, in a table whose other titles have words: a slip, no record."""
        title = self.title(spots)
        return bool(title) and not any(mark.isalpha() for mark in title) and self._mostly_words

    @cached_property
    def _mostly_words(self) -> bool:
        titles = [title for spots in self.filled if (title := self.title(spots))]
        return sum(any(mark.isalpha() for mark in title) for title in titles) >= _MOST * len(titles)

    def is_broken(self, row: int) -> bool:
        """Whether the row's title shows an error, or is a formula that was never worked out."""
        errors = self.region.grid.errors
        return any((row, column.label.column) in errors for column in self.mapped.titles)

    def sums_up(self, row: int, spots: Spots) -> bool:
        """A row named as a phase, whose dates and hours are those of the rows below it together."""
        if self.mapped.kind != "activities" or not self.lookup.words.row_word("sections", self.title(spots)):
            return False
        below: list[dict[RecognisedColumn, PlacedValue]] = []
        for at in range(row + 1, self.region.last + 1):
            found = self.spots(at)
            title = self.title(found) if found else ""
            if self.lookup.words.row_word("sections", title) or self.is_total(title, found):
                break
            below += [found] if found else []
        return bool(below) and self._is_sum_of(spots, below)

    def _is_sum_of(self, spots: Spots, below: Sequence[Spots]) -> bool:
        """Whether each date and amount of a row is the first, last or sum of those below; one at least must be."""
        judged = []
        summed = False
        totals: dict[str, Callable[[list[Any]], Any]] = {
            "start": min,
            "due": max,
            "effort": sum,
            "duration": sum,
        }
        for name, total in totals.items():
            column = self.mapped.of(name)
            if column is None or column not in spots:
                continue
            values = [found[column].value for found in below if column in found]
            try:
                judged.append(bool(values) and total(values) == spots[column].value)
            except TypeError:
                judged.append(False)
            summed |= judged[-1] and total is sum and len(values) > 1
        return (len(judged) > 1 and all(judged)) or summed

    def is_form(self, spots: Spots) -> bool:
        """Labels of a form printed within the table: every cell a heading or a text that ends with a colon."""
        found = [clean(spot.value) if isinstance(spot.value, str) else "" for spot in spots.values()]
        coded = any(
            is_code(spot.value) for spot in spots.values()
        )  # a number and its name, drawn above as well
        if len(found) > 1 and not coded and set(map(fold, found)) <= self._said_above:
            return True  # the form above the table, printed once more
        labels = [text.endswith(":") or self.lookup.worth(text) >= _LABEL for text in found]
        if self._heads_another(spots, found):
            return True
        return len(found) > 1 and all(labels) and not any(map(self._recurs, spots, spots.values()))

    def _heads_another(self, spots: Spots, texts: Sequence[str]) -> bool:
        """Headings of another list: half of three or more are known, and one stands where a day belongs."""
        known = sum(self.lookup.worth(text) > _HALF for text in texts)
        dated = DATES - {"when", "by"}  # there words are as good
        words = [clean(str(spot.value)) for column, spot in spots.items() if column.field in dated]
        undated = any(text and not any(map(str.isdigit, text)) for text in words)
        return undated and len(texts) >= _MERGED and known * 2 >= len(texts)

    def _recurs(self, column: RecognisedColumn, spot: PlacedValue) -> bool:
        """Whether a text stands in its column in another row too: *Abgeschlossen* there is a value."""
        return (
            not clean(str(spot.value)).endswith(":")
            and sum(other[column].value == spot.value for other in self.filled if column in other) > 1
        )

    @cached_property
    def _said_above(self) -> frozenset[str]:
        return frozenset(fold(text) for text in self.region.above[1:])

    def explains_matrix(self, spots: Spots) -> bool:
        """A row of a matrix of responsibility with texts where letters belong, or a letter where the names do."""
        if not self.is_matrix:
            return False
        words = self.lookup.words
        said = {column: says_role(spot.value, words) for column, spot in spots.items()}
        told = [is_role for column, is_role in said.items() if column.field == MATRIX]
        first = next(column.label.column for column in self.mapped.columns if column.field == MATRIX)
        named = any(is_role for column, is_role in said.items() if column.label.column < first)
        return named or (bool(told) and not any(told))

    @cached_property
    def is_matrix(self) -> bool:
        """Whether the table is a matrix of responsibility."""
        return any(column.field == MATRIX for column in self.mapped.columns)

    def is_signed(self, spots: Spots) -> bool:
        """A row to sign on."""
        texts = (clean(str(spot.value)) for spot in spots.values())
        return len(spots) <= _MERGED and any(self.lookup.words.row_word("signatures", text) for text in texts)

    def names_a_record(self, spots: Spots) -> bool:
        """Whether the row has a title (in a list without known headings every row has)."""
        if self.mapped.kind == "unknown":
            return True
        naming = {column for column in self.mapped.columns if column.field in {"first_name", "last_name"}}
        return bool(spots.keys() & {*self.mapped.titles, *naming})

    # -- rows that name the part that follows ---------------------------------------------------------------

    def is_section(self, row: int, spots: Spots, *, after_gap: bool) -> bool:
        """Whether a row with nothing but a title names the rows below it."""
        if self.mapped.kind == "unknown" or not self.is_alone(spots) or self._is_named_milestone(spots):
            return False
        if self._parent_by_number(row, spots) or self._is_wide(row, spots) or self._names_a_group(spots):
            return True
        text = self.title(spots)
        if self.lookup.words.row_word("sections", text) or self._stands_out(row, spots, text):
            return True
        if "id" in fields_of(spots) or text in self._coded:
            return False
        return self._mostly_numbered or self._leads(row, after_gap=after_gap)

    def _is_named_milestone(self, spots: Spots) -> bool:
        """«Milepæl 1 – Godkjent» with a number like the other rows, «Milepæl: godkjent»: a record, no heading."""
        name, colon, _ = self.title(spots).partition(":")
        first = fold(name).split(" ")[0]
        named = first in self.lookup.words.rows["milestones"].whole
        numbered = "id" in fields_of(spots) and self._mostly_numbered
        told = numbered or bool(colon) or len(self.mapped.columns) == 1
        return named and len(first) > _NARROW and told

    def _names_a_group(self, spots: Spots) -> bool:
        """Alone in the outer of two columns of names, where records have groups and no parts: of requirements."""
        titles = self.mapped.titles
        return (
            self.mapped.kind == "requirements" and len(titles) > 1 and not any(c in spots for c in titles[1:])
        )

    def is_alone(self, spots: Spots) -> bool:
        """Nothing but a title, and perhaps a number, zeros of formulas and empty boxes; «?» asks for something."""
        titles = set(self.mapped.titles)
        said = (
            column
            for column, spot in spots.items()
            if column.field != "id"
            and (not says_nothing(spot.value) or spot.value == "?")
            and not (column.field is None and clean(str(spot.value)).endswith(":"))
            and not self.tells(column)
        )
        return bool(titles & spots.keys()) and all(column in titles for column in said)

    def tells(self, column: RecognisedColumn) -> bool:
        """Whether a column without a field holds sentences left of the names: it says how to fill in the sheet."""
        titles = self.mapped.titles
        left = bool(titles) and column.label.column < titles[0].label.column
        return left and column.field is None and column.seen.length > _SENTENCE

    def title(self, spots: Spots) -> str:
        """The outermost title in a row that has words."""
        found = [clean(str(spots[column].value)) for column in self.mapped.titles if column in spots]
        return next((text for text in found if any(map(str.isalpha, text))), found[0] if found else "")

    def _is_wide(self, row: int, spots: Spots) -> bool:
        grid = self.region.grid
        return any(
            grid.width(row, spot.column) - column.label.last >= _MERGED - 1 for column, spot in spots.items()
        )

    def _stands_out(self, row: int, spots: Spots, text: str) -> bool:
        """In capitals, bold or coloured, where the other titles are not; or the rows below are indented."""
        if text.isupper() and sum(mark.isalpha() for mark in text) >= _CAPITALS and not self._mostly_capitals:
            return True
        if (
            any((row, spot.column) in self.region.grid.marked for spot in spots.values())
            and not self._mostly_marked
            and self._marks_tell
        ):
            return True
        below = self.spots(row + 1)
        return self.names_a_record(below) and self.indent(row + 1, below) > self.indent(row, spots)

    def _parent_by_number(self, row: int, spots: Spots) -> bool:
        """``1`` with only a title, followed by ``1.1``, is a heading."""
        identity = self.mapped.of("id")
        rest = (self.spots(at) for at in range(row + 1, self.region.last + 1))
        following = next((found for found in rest if found), {})
        if (
            self.share_alone >= _DENSE
            or identity is None
            or identity not in spots
            or identity not in following
        ):
            return False
        own, other = (clean(str(found[identity].value)).rstrip(".") for found in (spots, following))
        return other.startswith(f"{own}.")

    def _leads(self, row: int, *, after_gap: bool) -> bool:
        """Right before a filled row, in a filled table: after a gap, at the top, or one of several like it."""
        if len(self.spots(row + 1)) <= 1 or self.share_alone >= _FEW:
            return False
        return after_gap or row == self._top or self._divided

    @cached_property
    def _top(self) -> int:
        """The first row that is not blank."""
        return next((row for row in self.region.rows if self.spots(row)), self.region.first)

    @cached_property
    def _divided(self) -> bool:
        """The table begins with a lone title, and nearly all its lone titles stand right over a filled row."""
        alone = [row for row in self.region.rows if (spots := self.spots(row)) and self.is_alone(spots)]
        leading = sum(len(self.spots(row + 1)) > 1 and row + 1 not in alone for row in alone)
        return len(alone) > 1 and alone[0] == self._top and leading >= _DENSE * len(alone)

    @cached_property
    def filled(self) -> Sequence[dict[RecognisedColumn, PlacedValue]]:
        """The rows that are not blank."""
        return [spots for row in self.region.rows if (spots := self.spots(row))]

    @cached_property
    def is_diary(self) -> bool:
        """Whether most rows have a day and no title: the days were printed in advance, to be written beside."""
        days = [spots for spots in self.filled if any(column.field in DATES for column in spots)]
        return sum(not self.names_a_record(spots) for spots in days) > _MOST * len(self.filled)

    @cached_property
    def share_alone(self) -> float:
        """The share of rows with nothing but a title."""
        return sum(self.is_alone(spots) for spots in self.filled) / max(1, len(self.filled))

    @cached_property
    def _mostly_numbered(self) -> bool:
        identity = self.mapped.of("id")
        return identity is not None and sum(identity in s for s in self.filled) >= _MOST * len(self.filled)

    @cached_property
    def _coded(self) -> frozenset[str]:
        """The titles that begin with a code as nearly all do: each is a record, alone in its row or not."""
        titles = [self.title(spots) for spots in self.filled if self.title(spots)]
        found = codes_of(titles, self.lookup.words)
        return frozenset(title for title, match in zip(titles, found, strict=True) if match)

    @cached_property
    def _mostly_capitals(self) -> bool:
        titles = [self.title(spots) for spots in self.filled]
        return sum(title.isupper() for title in titles) > _FEW * len(titles)

    @cached_property
    def _mostly_marked(self) -> bool:
        cells = [
            (s.row, s.column) for spots in self.filled for c, s in spots.items() if c in self.mapped.titles
        ]
        return sum(cell in self.region.grid.marked for cell in cells) > _FEW * len(cells)

    @cached_property
    def _marks_tell(self) -> bool:
        """Whether most titles that are bold or coloured stand alone: else records are marked as well."""
        marked = [
            self.is_alone(spots)
            for spots in self.filled
            if any(
                (s.row, s.column) in self.region.grid.marked
                for c, s in spots.items()
                if c in self.mapped.titles
            )
        ]
        return sum(marked) * 2 > len(marked)

    # -- milestones and levels ---------------------------------------------------------------------------------

    def milestone(self, spots: Spots) -> tuple[str, date] | None:
        """A row such as «MS1 12.10.2015»: a milestone's name and its date in one text."""
        if len(spots) != 1 or self.mapped.kind not in {"activities", "milestones"}:
            return None
        parts = clean(str(next(iter(spots.values())).value)).split(" ")
        words = self.lookup.words
        if fold(parts[0]).rstrip("0123456789").strip() not in words.rows["milestones"].whole:
            return None
        days = (
            (count, read_date(" ".join(parts[count:]), Ways(folder=words.folder)).day)
            for count in range(1, len(parts))
        )
        return next(((" ".join(parts[:count]).rstrip(" :-–,"), day) for count, day in days if day), None)

    def indent(self, row: int, spots: Spots) -> int:
        """How far a title is moved in: by blanks before it, or by the cell's indentation."""
        for column in self.mapped.titles:
            if column in spots:
                text = str(spots[column].value)
                blanks = len(text) - len(text.lstrip(" \u00a0"))
                blanks = blanks if blanks > 1 else 0  # one is a slip
                return blanks + self.region.grid.indents.get((row, column.label.column), 0)
        return 0

    def level(self, row: int, spots: Spots) -> int:
        """How deep a record lies: by its title column where they are several, else by its indentation."""
        deepest = max((column.level for column in self.mapped.titles if column in spots), default=0)
        return deepest or self.indent(row, spots)

    @cached_property
    def grouping(self) -> frozenset[RecognisedColumn]:
        """The columns that name a group once, on its first row."""
        return frozenset(self._grouping())

    def _grouping(self) -> Iterator[RecognisedColumn]:
        rows = self.filled
        dense = (c for c in self.mapped.columns if sum(c in spots for spots in rows) >= _DENSE * len(rows))
        inner = self.mapped.titles[0] if self.mapped.titles else next(dense, None)
        for column in self.mapped.columns if inner and rows else ():
            share = sum(column in spots for spots in rows) / len(rows)
            begins = any(column in spots for spots in rows[:2]) and (column in rows[0] or len(rows[0]) == 1)
            left = inner is not None and column.label.column < inner.label.column
            numbers = column.seen.codes > _MOST and column.field not in {"phase", "service"}
            if (
                left
                and begins
                and share < _MOST
                and not numbers
                and column.field in {None, "phase", "service"}
            ):
                yield column
