"""What somebody meant by what they typed into a cell: the value of the field, or what is wrong and what to write.

A cell that stands as it was sent is never read again. Words count in all three languages, people by name, initials
or id, dates in the ways that people type them, a percent as 0.5, 50 or «50 %».
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tpn.languages import LANGUAGES
from tpn.model.amounts import NotANumber, read_amount
from tpn.model.base import BEGINNINGS
from tpn.model.canon import Plain, canon
from tpn.model.choices import Status
from tpn.model.dates import NotADate, Ways, planned, read_date, recorded
from tpn.model.fieldtree import Take, default_of, takes
from tpn.model.index import Index
from tpn.model.limits import limit_facts, within
from tpn.model.people import called
from tpn.model.project import Project
from tpn.model.similar import closest
from tpn.model.spans import parse_duration, parse_link
from tpn.problems import CellPlace, Problem, Stop
from tpn.recognise.cell_dates import read_date as read_cell
from tpn.recognise.cell_kinds import left_in_brackets, read_links, read_people, read_status, share_of
from tpn.recognise.normalise import fold
from tpn.recognise.words import HeadingWords
from tpn.sheets.load_style import load_style
from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.found_book import TOO_LONG, UNCOMPUTED, CellError
from tpn.texts.bodies import bodies_called
from tpn.texts.parse_words import choice_value, meant_choice
from tpn.views.fields import RowField

_WHOLE = frozenset({"whole", "scale5", "attitude", "importance", "maturity"})
_WAITING = re.compile(r"(?:venter|ventar|waiting|awaiting)\s+(?:på|for|on)\s+(.+)", re.IGNORECASE | re.DOTALL)


def waited_for(text: str) -> str | None:
    """What «venter på leverandør» waits for: *leverandør*; none where it does not say."""
    found = _WAITING.fullmatch(text.strip())
    return str(canon(found[1])) if found else None


class Meant(NamedTuple):
    """A value, or the problem with it; ``beside`` are values of other fields that the cell gives as well.

    ``told`` is what is said of a value that is taken: how it was understood. ``assumed``: the field of a day that
    nobody typed, which gives way to one that the project has.
    """

    value: Plain = None
    problem: Problem | None = None
    beside: Mapping[str, Plain] = {}
    told: Problem | None = None
    assumed: str = ""


def error_slug(error: CellError) -> str:
    """The problem of a cell that has no value."""
    return "cell-too-long" if error.code == TOO_LONG else "cell-error"


def error_facts(error: CellError) -> dict[str, object]:
    """What is said of a cell that has no value."""
    never = {"hint": "uncomputed"} if error.code == UNCOMPUTED else {}
    return {"value": error.code, "limit": MOST_LETTERS, **never}


@dataclass
class Meanings:
    """What cells are read against: the project's people and services, the words, the day the sheet was sent."""

    project: Project
    index: Index
    words: HeadingWords
    sent: date
    folder: Path | None = None
    today: date | None = None
    own_words: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    """The style's own words for choices, folded, by kind of row and field."""
    day_first: bool = False
    """Whether the sheet is in a language in which «2/10/26» is the second of October."""
    who: str = ""
    """The name of the person who was sent the sheet."""
    to: str = ""
    """The id of that person."""

    def of(
        self, kind: str, asked: RowField, value: Plain | CellError, header: str, place: CellPlace
    ) -> Meant:
        """What a cell says of a field of a kind of row."""
        asking = _Asking(self, kind, asked, header, place)
        if isinstance(value, CellError):
            return asking.fault(error_slug(value), **error_facts(value))
        if value is None:
            return asking.emptied()
        return asking.read(value)

    @property
    def read_on(self) -> date:
        """The day on which the cells are read: today, else when the sheet was sent."""
        return self.today or self.sent

    @cached_property
    def services(self) -> Mapping[str, str]:
        """The services by id and by name, folded."""
        by_name = {fold(service.name): service.id for service in self.project.services}
        return by_name | {fold(service.id): service.id for service in self.project.services}

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, str]]:
        """By kind, the ids of records that other records may name, by id and by title, folded."""
        found: dict[str, dict[str, str]] = {}
        for entry in self.index.entries:
            own = getattr(entry.record, "id", None)
            if isinstance(own, str) and not entry.local:
                known = found.setdefault(entry.kind, {})
                known[fold(own)] = own
                for name in ("title", "name", "text"):
                    if isinstance(said := getattr(entry.record, name, None), str):
                        known.setdefault(fold(said), own)
        return {**found, "services": self.services, "bodies": bodies_called(self.project)}


class _Asking(NamedTuple):
    """One cell being read."""

    by: Meanings
    kind: str
    asked: RowField
    header: str
    place: CellPlace

    def fault(self, slug: str, **facts: object) -> Meant:
        return Meant(problem=Problem(slug, self.place, {"field": self.header, **facts}))

    def emptied(self) -> Meant:
        if self.asked.required:
            return self.fault("cell-required")
        return Meant(False if self.asked.kind == "bool" else self._unsaid())

    def _unsaid(self) -> Plain:
        """What the field says where nothing is written: an activity that has no status is not started."""
        default = default_of(self.asked.owner, self.asked.key) if self.asked.owner else None
        return (
            str(default)
            if isinstance(default, StrEnum)
            else default
            if isinstance(default, int | float)
            else None
        )

    def read(self, value: Plain) -> Meant:
        asked = self.asked
        if asked.path.startswith("x."):
            return Meant(value)
        if asked.choices:
            return self._choices(value, asked.choices)
        if asked.ref == "people":
            return self._people(value)
        if asked.ref:
            return self._references(value)
        if asked.many:
            return Meant(tuple(part for part in map(str.strip, str(value).split(",")) if part) or None)
        match asked.kind:
            case "date":
                return self._date(value)
            case "duration":
                return self._duration(value)
            case "bool":
                return self._tick(value)
            case "text" | "anything" | "digits4" | "id":
                return Meant(canon(_as_text(value)))
        return self._number(value)

    # -- choices ----------------------------------------------------------------------------------------------

    def _choices(self, value: Plain, choices: type[StrEnum]) -> Meant:
        if not self.asked.many:
            return self._choice(value, choices)
        read = [self._choice(part.strip(), choices) for part in str(value).split(",") if part.strip()]
        wrong = next((one for one in read if one.problem), None)
        right = tuple(dict.fromkeys(str(one.value) for one in read if not one.problem))
        if wrong and not right:
            return wrong
        return Meant(right or None, told=wrong.problem if wrong else None)

    def _choice(self, value: Plain, choices: type[StrEnum]) -> Meant:
        text = _as_text(value)
        if choices is Status and (waits := waited_for(text)):
            return Meant(Status.BLOCKED.value, beside={"waiting_for": waits})
        own = self.by.own_words.get((self.kind, self.asked.path), {}).get(fold(text))
        if choices is Status and not own and self.by.words.row_word("acknowledged", text):
            return self.fault("cell-not-a-choice", value=text, choices=tuple(choices), hint="unclear")
        found = own or choice_value(choices, text, self.by.folder)
        if found is not None and not (
            choices is Status and text.endswith("?")
        ):  # that asks, and says nothing
            return Meant(str(found))
        if choices is Status and (status := self._status(value, text)):
            return status
        meant = meant_choice(choices, text, self.by.folder)
        return self.fault("cell-not-a-choice", value=text, choices=tuple(choices), suggestion=meant,
                          hint="suggestion" if meant else None)  # fmt: skip

    def _status(self, value: Plain, text: str) -> Meant | None:
        """A status in the words of foreign sheets; a share under way, «50 %», says how far as well."""
        if len(fold(text).split(" ")) > _MOST_WORDS:
            return None
        known = read_status(text if isinstance(value, tuple) or value is None else value, self.by.words).value
        if known == Status.DONE and self.kind == "activities" and (said := self._said_done(text)):
            return said if said.problem else said._replace(value=known, beside={"finished": said.value})
        share = (
            share_of(text, self.by.words)
            if known == Status.IN_PROGRESS and self.kind == "activities"
            else None
        )
        return Meant(known, beside={"percent": share} if share else {}) if known else None

    def _said_done(self, text: str) -> Meant | None:
        """The day of «gjort 22/9» and «ferdig i går»; none where no day is said."""
        head, _, rest = text.strip().partition(" ")
        if not rest or not self._is_done(head):
            return None
        try:
            meant, ahead = (self._day(rest, ways, "finished") for ways in self._ways_done())
        except NotADate:
            return None
        for day in (meant.value, ahead.value):
            days = (day - self.by.read_on).days if isinstance(day, date) else 0
            if 0 < days <= _SOON or (days > 0 and day == meant.value):
                return self.fault("cell-date-ahead", date=day)
        return meant

    def _is_done(self, text: str) -> bool:
        """Whether a text is a word or a mark that says *done*."""
        spelled = fold(text) or text.strip()
        return (self.by.words.checks.get(spelled) or self.by.words.statuses.get(spelled)) == Status.DONE

    # -- references -------------------------------------------------------------------------------------------

    def _people(self, value: Plain) -> Meant:
        text = _as_text(value)
        whole = called(self.by.project.people, text)
        names: Iterable[str] = (
            (text,)
            if len(whole) == 1
            else read_people(
                text,
                self.by.words,
                known={one.initials.casefold() for one in self.by.project.people if one.initials},
            )
        )
        found: list[str] = []
        unknown: list[Meant] = []
        for name in names:
            fits = called(self.by.project.people, name)
            if len(fits) != 1:
                unknown.append(self._nobody(name, fits))
                continue
            found += [one for one in fits if one not in found]
        if unknown and not (self.asked.many and found):
            return unknown[0]
        if unknown:  # who is known comes in, and the other is said
            return Meant(tuple(found), told=unknown[0].problem)
        if not self.asked.many and len(found) > 1:
            return self.fault("cell-one-person", value=text)
        left = ", ".join(left_in_brackets(text, names))
        told = Problem("brackets-left-out", self.place, {"found": 1, "value": left}) if left else None
        return Meant((tuple(found) if self.asked.many else found[0]) if found else None, told=told)

    def _nobody(self, name: str, fits: tuple[str, ...]) -> Meant:
        people = self.by.project.people
        if fits:
            return self.fault(
                "cell-several-people", name=name, found=tuple(p.name for p in people if p.id in fits)
            )
        meant = closest(name, [person.name for person in people])
        return self.fault(
            "cell-unknown-person", name=name, suggestion=meant, hint="suggestion" if meant else None
        )

    def _references(self, value: Plain) -> Meant:
        if self.asked.kind == "link":
            return self._links(value)
        known = self.by.named.get(self.asked.ref or "", {})
        text = _as_text(value)
        found = []
        for part in _named_parts(text, known) if self.asked.many else filter(None, [text]):
            if fold(part) not in known:
                meant = closest(part, set(known.values()))
                return self.fault("cell-unknown-reference", value=part, kind=self.asked.ref, suggestion=meant,
                                  hint="suggestion" if meant else None)  # fmt: skip
            found.append(known[fold(part)])
        many = tuple(dict.fromkeys(found)) or None
        return Meant(many if self.asked.many else found[0] if found else None)

    def _links(self, value: Plain) -> Meant:
        text = _as_text(value)
        parts = tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())
        if all(parse_link(part) for part in parts):
            return Meant(parts or None)
        read = read_links(text, self.by.words)
        return Meant(read.value or None) if read.slug is None else self.fault("cell-not-a-link", value=text)

    # -- dates, numbers, ticks --------------------------------------------------------------------------------

    def _date(self, value: Plain) -> Meant:
        """A date; of what has happened none after today."""
        meant, take = self._any_date(value), self._take()
        day, today = meant.value, self.by.today
        if take is not None and take.recorded and today is not None and isinstance(day, date) and day > today:
            return self.fault("cell-date-ahead", date=day)
        return meant

    def _any_date(self, value: Plain) -> Meant:
        if isinstance(value, date):
            return Meant(value.date() if isinstance(value, datetime) else value)
        if value is True and self.asked.path in _DONE:
            return self._date_in_words("x")
        if isinstance(value, str) and value.casefold().strip() not in self.by.words.nothing:
            return self._date_in_words(value)
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        read = read_cell(number if number is not None else _as_text(value), Ways(folder=self.by.folder))
        if read.day is None:
            return Meant() if read.slug is None else self.fault("cell-not-a-date", value=_as_text(value))
        return Meant(read.day)

    def _date_in_words(self, value: str) -> Meant:
        """A planned day without a year is counted from when the sheet was sent, a recorded one from when it is read."""
        name = self.asked.path.rpartition(".")[2]
        end = name not in BEGINNINGS
        if fold(value) in self.by.words.dates.feasts:
            return self.fault("cell-not-a-date", value=value)
        if self.asked.recorded and name in _DONE and (done := self._done_in_words(value, name)):
            return done
        try:
            return self._day(value, self._ways(end=end), name)
        except NotADate as fault:
            slug = "cell-not-a-date" if fault.why in {"unreadable", "open"} else f"cell-date-{fault.why}"
            more = {"found": fault.readings, "hint": "readings"} if fault.readings else {}
            return self.fault(slug, value=value, **more)

    def _ways(self, *, end: bool) -> Ways:
        if self.asked.recorded:
            return recorded(self.by.read_on, end=end)
        return planned(self.by.sent, end=end)

    def _ways_done(self) -> tuple[Ways, Ways]:
        """How the day is read on which something was done, and how it would be if it were to come.

        «i går» counts from the day on which the sheet is read.
        """
        on = self.by.read_on
        return recorded(on)._replace(said_on=on), planned(self.by.sent)._replace(said_on=on)

    def _done_in_words(self, text: str, name: str) -> Meant | None:
        """«ja», «x», «gjort 22/9» and «i går» where a day is asked for: done then, or else on the day it is read."""
        head, _, rest = text.strip().partition(" ")
        said = self._is_done(text)
        part = rest if rest and self._is_done(head) else text
        try:
            meant = (
                self._done_on(text, self.by.read_on, name)
                if said
                else self._day(part, self._ways_done()[0], name)
            )
        except NotADate:
            return None
        if part == text and not meant.assumed:
            return None  # a day as any other
        status = {"status": Status.DONE.value} if (self.kind, name) == ("activities", "finished") else {}
        return meant._replace(beside=status)

    def _day(self, text: str, ways: Ways, name: str) -> Meant:
        """The day of a text. What may be two days has the day first where the sheet's language writes it so.

        Raises:
            NotADate: it is none, or may be several.
        """
        try:
            found = read_date(text, ways)
        except NotADate as fault:
            if fault.why != "ambiguous" or not self.by.day_first or not _NUMBERS.search(text):
                raise
            day = read_date(text, ways._replace(order="day first")).day
            return Meant(day, told=Problem("cell-date-read", self.place, {"value": text, "date": day}))
        if "counted" in found.told:
            return self._done_on(text, found.day, name)
        how = next((rule for rule in ("about", "range", "rounded") if rule in found.told), None)
        facts = {"value": text, "date": found.day, "hint": how}
        return Meant(found.day, told=Problem("cell-date-read", self.place, facts) if how else None)

    def _done_on(self, text: str, day: date, name: str) -> Meant:
        """That something is done, on a day that is not typed."""
        told = Problem("cell-date-read", self.place, {"value": text, "date": day, "hint": "assumed"})
        return Meant(day, told=told, assumed=name)

    def _number(self, value: Plain) -> Meant:
        if self.asked.kind == "percent" and isinstance(value, str) and (part := _PART.fullmatch(value)):
            of, whole = int(part[1]), int(part[2])
            return (
                Meant(round(100 * of / whole))
                if of <= whole
                else self.fault("cell-not-a-number", value=value)
            )
        try:
            number, mark = _amount(value)
        except NotANumber as fault:
            found = tuple(int(one) if one == int(one) else float(one) for one in fault.readings)
            return self.fault("cell-number-ambiguous", value=_as_text(value), found=found)
        if number is None:
            hint = "percent" if self.asked.kind == "percent" else None
            return self.fault("cell-not-a-number", value=_as_text(value), hint=hint)
        if self.asked.kind == "percent" and mark != "%" and 0 <= number <= 1:
            number *= 100
        take = self._take()
        if take is not None and not within(take, number):
            return self.fault("cell-out-of-range", value=_as_text(value), **limit_facts(take))
        if self.asked.kind in _WHOLE and number != int(number):
            return self.fault("cell-not-a-whole-number", value=_as_text(value))
        told = Problem("number-thousands", self.place, {"value": value}) if _divides(value) else None
        return Meant(canon(round(number, 10)), told=told)

    def _take(self) -> Take | None:
        """What the field takes, where the cell is of a field of a record."""
        return takes(self.asked.owner).get(self.asked.key) if self.asked.owner else None

    def _duration(self, value: Plain) -> Meant:
        if isinstance(value, str) and parse_duration(value) is not None:
            return Meant(value)
        try:
            number, mark = _amount(value)
        except NotANumber:
            return self.fault("cell-not-a-duration", value=_as_text(value))
        days = {"": 1, "days": 1, "weeks": 5}.get(self.by.words.units.get(fold(mark), mark))
        if number is None or days is None or number * days != int(number * days) or number <= 0:
            return self.fault("cell-not-a-duration", value=_as_text(value))
        return Meant(f"{int(number * days)}d")

    def _tick(self, value: Plain) -> Meant:
        if isinstance(value, bool):
            return Meant(value)
        state = self.by.words.checks.get(fold(_as_text(value)) or _as_text(value).strip())
        if state is None and value not in {0, 1}:
            return self.fault("cell-not-a-tick", value=_as_text(value))
        return Meant(state == "done" if state else bool(value))


_NUMBERS = re.compile(r"/|-\d{4}$")
"""Three numbers of which the last is the year: 2/10/26 and 02-10-2026, and not 26-10-02."""
_DONE = frozenset({"done", "finished", "closed"})
"""The fields in which a day says that something is done; a word that says so is as good."""
_SOON = 92
"""«Ferdig 22.12.» in the autumn is a promise for as many days ahead, and not last year's."""
_MOST_WORDS = 4
"""A longer text in a status cell is a remark."""


_PART = re.compile(r"\s*(\d{1,3})\s*/\s*([1-9]\d{0,2})\s*")
"""A share as a fraction: «1/2»."""


def _amount(value: Plain) -> tuple[float | None, str]:
    """A number, and the unit typed behind it.

    Raises:
        NotANumber: it may be two.
    """
    if isinstance(value, bool):
        return None, ""
    if isinstance(value, int | float):
        return float(value), ""
    try:
        found = read_amount(value if isinstance(value, str) else "")
    except NotANumber as fault:
        if fault.readings:
            raise
        return None, ""
    return float(found.number), found.rest.removesuffix(".").strip()


def _divides(value: Plain) -> bool:
    """Whether the point of a typed number was taken to divide thousands: 125.000, not 1.5."""
    return isinstance(value, str) and read_amount(value).thousands


def _as_text(value: Plain) -> str:
    """A cell's value as people write it: a day as 05.10.2026."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def words_of_style(name: str, folder: Path | None) -> dict[tuple[str, str], dict[str, str]]:
    """The words for choices that a style has of its own, folded, by kind of row and field; none where it is gone."""
    try:
        style = load_style(name, folder)
    except Stop:
        return {}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table in (table for tab in style.tabs for table in tab.tables):
        for column in table.columns:
            known = found.setdefault((table.rows, column.field), {})
            for value, said in column.words.items():
                known |= {fold(said.of(language)): value for language in LANGUAGES}
    return found


def _named_parts(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """The names in a text, with commas between; one that has a comma itself is one name."""
    parts = [text] if fold(text) in known else re.split(r"[,;\n]", text)
    left = [part for part in map(str.strip, parts) if part]
    while left:
        joined = (", ".join(left[:size]) for size in range(len(left), 1, -1))
        found = next((one for one in joined if fold(one) in known), left[0])
        yield found
        del left[: found.count(", ") + 1 if found != left[0] else 1]
