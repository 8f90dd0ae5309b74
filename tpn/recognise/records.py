"""From the spots of a row to the values of a record, with a problem for each cell that cannot be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from tpn.model.dates import Ways
from tpn.problems import CellPlace, Problem
from tpn.recognise.cell_dates import ReadDate, begin_of, day_within, read_date
from tpn.recognise.cell_kinds import (
    Read,
    plain,
    read_links,
    read_number,
    read_people,
    read_percent,
    read_status,
    says_more_than_status,
    share_of,
    split_number,
)
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_formats import Habits, unit_of
from tpn.recognise.column_profile import is_code
from tpn.recognise.day_numbers import PeriodDates
from tpn.recognise.fields import DATES, FIELDS, LISTS, RATINGS, title_of
from tpn.recognise.gantt_bars import drawn
from tpn.recognise.grid import Value, is_number, letters
from tpn.recognise.left_out import PlacedValue, Raw
from tpn.recognise.matrices import who_does
from tpn.recognise.normalise import clean, fold
from tpn.recognise.regions import Region
from tpn.recognise.tables import FoundRecord, Plain
from tpn.recognise.words import HeadingWords
from tpn.recognise.years import When

T = TypeVar("T")

_SHORT = 2  # letters: «MS» and «BP» begin other names too

_COUNTED = frozenset({"start", "due", "started", "finished"})
_BY_TEXT = frozenset({"by", "when"})  # a date if it is one, else words are as good


@dataclass
class Reader:
    """Reads the records of one table. ``when`` is for dates typed without a year; ``file`` names the cells' place."""

    region: Region
    mapped: Mapped
    words: HeadingWords
    file: str
    when: When
    calendar: PeriodDates | None = None
    problems: list[Problem] = field(default_factory=list)

    def read(self, raws: Iterable[Raw]) -> list[FoundRecord]:
        """The records, in the order of the sheet."""
        return [record for raw in raws if (record := self._record(raw)) is not None]

    def _record(self, raw: Raw) -> FoundRecord | None:
        values: dict[str, Plain] = {}
        extra: dict[str, Plain] = {}
        cells: dict[str, str] = {}
        said: dict[str, Plain] = {}
        for column in self.mapped.columns:
            if column.field and self.mapped.takes(column.field):
                value = self._field(column, raw)
                if column.level and values.get(column.field) and value is None:
                    continue
                values[column.field] = value
                if column in raw.spots:
                    cells[column.field] = _cell(raw.spots[column])
                    if value in (None, ()) and (
                        self._unread(raw.spots[column]) or self._no_tick(column, raw)
                    ):
                        self._extra(column, raw, extra)  # what was not understood stays with its row
                    if column.field == "status" and value:
                        said["status"] = as_it_stands(raw.spots[column].value)
                        self._beside_status(column, raw, values, extra)
            else:
                self._extra(column, raw, extra)
            self._further(column, raw, values, extra)
        self._named(raw, values)
        self._by_when(raw, values, extra)
        self._belongs(raw, values)
        if raw.block and raw.block != raw.section:
            extra["Avsnitt"] = raw.block
        if not values.get(title_of(self.mapped.kind)) and not raw.milestone:
            self._untitled(values)
        self._begin(raw, values)
        if roles := who_does(raw, self.mapped, self.words):
            values["responsible"] = roles
        more = {spot.row for spots in raw.more.values() for spot in spots}
        rows = {raw.row, *more, *(spot.row for spot in raw.spots.values() if spot.row > raw.row)}
        return FoundRecord(raw.row, values, extra, cells=cells, rows=tuple(sorted(rows)), said=said)

    def _beside_status(
        self, column: RecognisedColumn, raw: Raw, values: dict[str, Plain], extra: dict[str, Plain]
    ) -> None:
        """A share in a status, «50 %», is how far it has come; further words stay with the row as they stand."""
        said = raw.spots[column].value
        share = share_of(said, self.words)
        if share and "percent" in FIELDS[self.mapped.kind] and self.mapped.of("percent") is None:
            values["percent"] = share
        elif says_more_than_status(said, self.words):
            self._extra(column, raw, extra)

    def _unread(self, spot: PlacedValue) -> bool:
        last = self.problems[-1].place if self.problems else None
        return isinstance(last, CellPlace) and last.cell == _cell(spot)

    @cached_property
    def habits(self) -> Habits:
        """What whole columns say."""
        return Habits(self.region, self.mapped, self.words, self.when)

    # -- one cell -------------------------------------------------------------------------------------------

    def _field(self, column: RecognisedColumn, raw: Raw) -> Plain:
        spot = raw.spots.get(column)
        name = column.field or ""
        if spot is None:
            blank = "not_started" if name == "status" and column in self.habits.ticked else None
            return () if name in LISTS else blank
        return self._value(name, column, spot)

    def _value(self, name: str, column: RecognisedColumn, spot: PlacedValue) -> Plain:
        if name in DATES:
            return self._date(name, column, spot)
        if column in self.habits.with_deadline:
            who = _who_and_when(spot.value)[0]
            return read_people(who, self.words) if name == "responsible" else self.as_text(who)
        if name == "responsible":
            return read_people(spot.value, self.words, comma_in_name=column in self.habits.surnames_first)
        if name == "after":
            return self._told(read_links(spot.value, self.words), spot) or ()
        if name in {"status", "percent", "duration", "effort"}:
            return self._told(self._typed(name, column, spot), spot)
        if name == "milestone":
            return self._tick(spot)
        if name == "level":
            text = str(spot.value).strip()
            return self.words.levels.get(fold(text), text)
        if name == "kind" and self.mapped.kind == "risks":
            return self._risk_kind(str(spot.value).strip())
        if name == "cases_per_year" and isinstance(spot.value, str):
            return self._told(read_number(spot.value, self.words, "days"), spot)
        return self.as_text(spot.value) if name in _TEXTS else _measure(spot.value, name)

    def _risk_kind(self, text: str) -> str:
        """*Trussel*, *T*, *Opportunity*: a threat or an opportunity; what else it says as it stands."""
        threat, chance = (self.words.row_word(group, text) for group in ("threats", "opportunities"))
        return "threat" if threat and not chance else "opportunity" if chance and not threat else text

    def _no_tick(self, column: RecognisedColumn, raw: Raw) -> bool:
        """Whether a cell of ticks says something else than *yes* or *no*."""
        said = raw.spots[column].value
        return column.field == "milestone" and read_status(said, self.words).value != "not_started"

    def _tick(self, spot: PlacedValue) -> Plain:
        text = spot.value if isinstance(spot.value, bool) else str(spot.value)
        state = read_status(text, self.words).value
        return True if state == "done" else None

    def _typed(self, name: str, column: RecognisedColumn, spot: PlacedValue) -> Read[str | int | float]:
        if name == "status":
            return read_status(spot.value, self.words)
        if name == "percent":
            shown = (spot.row, spot.column) in self.region.grid.percents
            return read_percent(spot.value, self.words, 100.0 if shown else self.habits.scales[column])
        if name == "effort":
            return read_number(spot.value, self.words, "hours", unit_of(column, self.words, "hours"))
        return read_number(spot.value, self.words, unit_of(column, self.words))

    def _date(self, name: str, column: RecognisedColumn, spot: PlacedValue) -> Plain:
        if self.calendar and name in _COUNTED and is_number(spot.value) and self._by_number(column):
            day = self.calendar.day(float(spot.value))  # type: ignore[arg-type]
            if day is None:
                self._tell("day-number-unknown", spot)
            return day
        if column in self.habits.counted:
            self._tell("day-number-unknown", spot)
            return None
        read = read_date(spot.value, self.habits.ways(name, column))
        if name in _BY_TEXT and read.day is None:
            return self.as_text(spot.value)
        if read.slug == "date-unreadable" and is_number(spot.value) and name in _COUNTED:
            self._tell("day-number-unknown", spot)
            return None
        for slug in read.slugs:
            self._tell(slug, spot, **_readings(read))
        return read.day

    def _begin(self, raw: Raw, values: dict[str, Plain]) -> None:
        """A stretch of time in the only date column gives the start too, marks under weeks or months both."""
        due = self.mapped.of("due")
        if self.mapped.kind == "activities" and not due and not self.mapped.of("start"):
            days = drawn(self.region, raw.row, self.habits.stretches)
            stretch = {"start": days[0], "due": days[1]} if days else {}
            if values.get("milestone"):
                stretch.pop("start", None)
            values |= stretch if days and not raw.milestone else {}
        elif self.mapped.kind == "activities" and due in raw.spots and due and not self.mapped.of("start"):
            values["start"] = begin_of(raw.spots[due].value, self.habits.ways("due", due))

    def _by_number(self, column: RecognisedColumn) -> bool:
        return column.seen.dates == 0

    def _told(self, read: Read[T], spot: PlacedValue) -> T | None:
        if read.slug:
            self._tell(read.slug, spot)
        return read.value

    def _tell(self, slug: str, spot: PlacedValue, **facts: object) -> None:
        place = CellPlace(self.file, self.region.grid.name, _cell(spot))
        self.problems.append(Problem(slug, place, {"value": as_it_stands(spot.value), **facts}))

    def as_text(self, value: Value) -> str | None:
        """A cell as text: whole numbers without decimals; a dash is nothing."""
        text = value.strip() if isinstance(value, str) else str(as_it_stands(value))
        return text if text.strip("-–— ") else None

    # -- beside the fields ------------------------------------------------------------------------------------

    def _extra(self, column: RecognisedColumn, raw: Raw, extra: dict[str, Plain]) -> None:
        spot = raw.spots.get(column)
        if spot is None or (isinstance(spot.value, str) and not spot.value.strip()):
            return
        extra[self.habits.headings[column]] = as_it_stands(spot.value)

    def _further(
        self, column: RecognisedColumn, raw: Raw, values: dict[str, Plain], extra: dict[str, Plain]
    ) -> None:
        """Further lines of the same record: people and texts are added, other values stand beside."""
        for count, spot in enumerate(raw.more.get(column, ()), 2):
            name = column.field if self.mapped.takes(column.field) else None
            if name == "responsible":
                people = read_people(
                    spot.value, self.words, comma_in_name=column in self.habits.surnames_first
                )
                values[name] = tuple(dict.fromkeys([*_tuple(values.get(name)), *people]))
            elif name and isinstance(values.get(name), str) and name not in {"status", "id"}:
                values[name] = f"{values[name]}\n{self.as_text(spot.value)}"
            else:
                extra[f"{self.habits.headings[column]} ({count})"] = as_it_stands(spot.value)

    def _named(self, raw: Raw, values: dict[str, Plain]) -> None:
        title = title_of(self.mapped.kind)
        if raw.milestone:
            values |= {title: raw.title, "due": raw.milestone}
            values |= {"milestone": True} if self.mapped.kind == "activities" else {}
        if "id" in FIELDS[self.mapped.kind] and self.mapped.of("id") is None and len(self.mapped.titles) > 1:
            numbers = [
                spot.value for c in self.mapped.titles if (spot := raw.spots.get(c)) and is_code(spot.value)
            ]
            values |= {"id": self.as_text(numbers[0])} if numbers and values.get(title) else {}
        if self.mapped.kind == "people" and not values.get(title):
            parts = [
                raw.spots[c].value
                for name in ("first_name", "last_name")
                if (c := self.mapped.of(name)) in raw.spots and c
            ]
            values[title] = clean(" ".join(str(part) for part in parts)) or None
        if self.mapped.kind == "activities" and (
            (values.get("duration") == 0 and values.get("due")) or self._is_milestone(raw)
        ):
            values["milestone"] = True

    def _untitled(self, values: dict[str, Plain]) -> None:
        """A row without a title, with a person and a day of its own: what it says of the matter names it."""
        for name in ("outcome", "action", "recommendation"):
            if values.get(name) and any(values.get(field) for field in ("responsible", "owner")):
                values[title_of(self.mapped.kind)] = values.pop(name)
                return

    def _by_when(self, raw: Raw, values: dict[str, Plain], extra: dict[str, Plain]) -> None:
        """The deadline in a column of both: «Ansvarlig/frist» over «Liv, uke 43»; what is no day stays as it stands."""
        for column in self.habits.with_deadline & raw.spots.keys():
            spot = raw.spots[column]
            when = _who_and_when(spot.value)[1]
            if when and not values.get("due"):
                day = self._date("due", column, PlacedValue(when, spot.row, spot.column))
                values["due"] = day
                if day is None:
                    self._extra(column, raw, extra)

    def _is_milestone(self, raw: Raw) -> bool:
        """A row whose type says so: «Type: Milepæl»; or a name and a number alone: «Milepæl 1 – Godkjent»."""
        column = self.mapped.of("type")
        value = raw.spots[column].value if column in raw.spots and column else None
        if isinstance(value, str) and self.words.row_word("milestones", value):
            return True
        said = {column.field for column in raw.spots if column.field}
        text = str(raw.spots[title].value) if (title := self._title(raw)) else ""
        first = fold(text).split(" ")[0]
        if ":" in text and fold(text.split(":")[0]) in self.words.rows["milestones"].whole:
            return True  # «Milepæl: produksjon»
        named = len(first) > _SHORT and first in self.words.rows["milestones"].whole
        return named and ("id" in said or len(self.mapped.columns) == 1) and not said & _COUNTED

    def _title(self, raw: Raw) -> RecognisedColumn | None:
        return next((column for column in self.mapped.titles if column in raw.spots), None)

    def _belongs(self, raw: Raw, values: dict[str, Plain]) -> None:
        if raw.section and "phase" in FIELDS[self.mapped.kind] and not values.get("phase"):
            values["phase"] = raw.section
        elif raw.section and self.mapped.kind == "requirements" and not values.get("group"):
            values["group"] = raw.section
        if raw.block and "decided" in FIELDS[self.mapped.kind] and not values.get("decided"):
            values["decided"] = day_within(
                raw.block, self.habits.when.ways("decided", Ways(order="day first", folder=self.words.folder))
            )


_MEASURES = frozenset({"priority", "cases_per_year", "wave", "baseline", "target", "milestone"}) | RATINGS
_GRADES = RATINGS | {"priority"}
_TEXTS = frozenset(name for names in FIELDS.values() for name in names) - _MEASURES


def _measure(value: Value, name: str) -> Plain:
    """A grade or an amount: as it stands, a number typed as text as the number that it is; «12 kr» is no grade."""
    graded = isinstance(value, str) and name in _GRADES and any(map(str.isalpha, value))
    found = split_number(value) if isinstance(value, str) and not graded else None
    return plain(found[0]) if found and not found[1] else as_it_stands(value)


def as_it_stands(value: Value) -> Plain:
    """A value that is kept: whole numbers as such, binary noise away, times of day left out of dates at midnight."""
    if is_number(value):
        return plain(float(value))  # type: ignore[arg-type]
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or isinstance(value, datetime):  # noqa: SIM101 - two plain questions
        return value
    return value if isinstance(value, date) else str(value)


_APART = re.compile(r"\s*[,/;]\s*|\s+(?=\d)")


def _who_and_when(value: Value) -> tuple[str, str]:
    """The name and the time in «Liv, uke 43», «Eva / 15.10»: a time has a figure or begins with a small letter."""
    text = str(value).strip()
    who, *rest = _APART.split(text, maxsplit=1)
    when = rest[0] if rest else ""
    timed = bool(when) and (any(map(str.isdigit, when)) or when[:1].islower())
    return (who, when) if timed else (text, "")


def _readings(read: ReadDate) -> dict[str, object]:
    """The days that a text may mean, where they are several."""
    return {"found": read.readings, "hint": "readings"} if read.readings else {}


def _cell(spot: PlacedValue) -> str:
    return f"{letters(spot.column)}{spot.row}"


def _tuple(value: Plain) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
