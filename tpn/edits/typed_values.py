"""From what somebody types for a field to the value that goes into the YAML."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from tpn.model.amounts import NotANumber, read_number
from tpn.model.base import BEGINNINGS, ID_PATTERN, Record
from tpn.model.dates import NotADate, ReadDay, planned, read_date, recorded, typed
from tpn.model.fieldtree import Take, takes
from tpn.model.index import index
from tpn.model.limits import limit_facts, within
from tpn.model.people import begun_by, called
from tpn.model.project import Project
from tpn.model.record_kinds import kind_named
from tpn.model.similar import closest, fold, numbered
from tpn.model.spans import parse_duration, parse_link
from tpn.problems import Problem, Stop
from tpn.source import Edit, Remove, Set
from tpn.texts.bodies import bodies_called
from tpn.texts.names import FieldNamed
from tpn.texts.parse_words import (
    choice_value,
    field_key,
    fitting_choices,
    grade_of,
    meant_choice,
    meant_field,
)

Route = tuple[str | int, ...]
_TRUE = {"true", "ja", "yes", "x", "sann", "1"}
_FALSE = {"false", "nei", "no", "0", "usann"}


class ReadTyped(NamedTuple):
    """A text that was understood as a value by a rule, and the rules: ``year-assumed`` and so on."""

    text: str
    value: date | int | float
    rules: tuple[str, ...]


def past(meant: ReadDay, today: date, recorded_day: bool) -> tuple[str, ...]:
    """A planned day whose year was found, and which is over, is told."""
    assumed = "year-assumed" in meant.told
    return ("past",) if assumed and not recorded_day and meant.day < today else ()


def readings(fault: NotADate) -> dict[str, object]:
    """The days that a text may mean, for the wording of a problem."""
    return {"found": fault.readings, "hint": "readings"} if fault.readings else {}


def plain(number: Decimal) -> int | float:
    """A number as YAML writes it."""
    return int(number) if number == int(number) else float(number)


@dataclass(frozen=True)
class Typist:
    """What typed words are read against: the project's people, the day, a municipality's own words."""

    project: Project
    today: date
    folder: Path | None = None
    told: list["ReadTyped"] = field(default_factory=list)
    """What was understood in a way that is worth saying."""

    def edits(self, cls: type[Record], route: Route, words: list[str]) -> list[Edit]:
        """The edits that ``field=value`` words mean for a record of a class at a route.

        ``a.b=v`` reaches inside, ``a=x,y`` is a list, ``a=`` removes; ``a+=x`` is made whole by ``list_words``.

        Raises:
            Stop: a word has no ``=``, no such field, or a value that the field cannot take (exit code 2).
        """
        return [self._edit(cls, route, word) for word in words]

    def values(self, cls: type[Record], words: list[str]) -> dict[str, object]:
        """The same for a new record: its fields as a mapping."""
        made: dict[str, object] = {}
        for word in words:
            way, take, text = self._field(cls, word)
            if not text:
                continue
            inner: Any = made
            for key, under in pairwise(way):
                inner = (
                    inner[key] if isinstance(key, int) else inner.setdefault(key, [{}] if under == 0 else {})
                )
            inner[way[-1]] = self.value(take, text)
        return made

    def _edit(self, cls: type[Record], route: Route, word: str) -> Edit:
        way, take, text = self._field(cls, word)
        if 0 in way:
            _stop("field-is-list", field=word.partition("=")[0].partition(".")[0])
        if not text:
            if take.required and len(way) == 1:
                _stop("required-field", field=FieldNamed(cls, take.key))
            return Remove((*route, *way))
        return Set((*route, *way), self.value(take, text))

    def _field(self, cls: type[Record], word: str) -> tuple[Route, Take, str]:
        name, equals, text = word.partition("=")
        if not equals:
            _stop("no-equals-sign", word=word)
        way: list[str | int] = []
        take: Take | None = None
        here: type[Record] | None = cls
        for part in self._whole_way(cls, name.strip()).split("."):
            if take is not None and take.form.endswith("_by_key") and here is take.record:
                way.append(_key(take, part, self.folder))
                take = take._replace(form="record" if take.record else "value", keys=None)
                continue
            if way and way[0] == "x":
                way.append(part)
                continue
            key = field_key(here, part, self.folder) if here else None
            if key is None or here is None:
                meant = meant_field(here, part, self.folder) if here else None
                kind = kind_named(here) if here else None
                hint = "suggestion" if meant else "of_kind" if kind else None
                _stop("no-such-field", field=part, suggestion=meant, kind=kind, hint=hint)
            if take is not None and take.form == "records":
                way.append(0)
            take = takes(here)[key]
            way.append(key)
            here = take.record
        emptied = take is not None and take.form == "record" and take.nullable and not text.strip()
        if take is None or (take.record is not None and take.form != "value" and not emptied):
            inner = take.record if take else None
            parts = tuple(FieldNamed(inner, key) for key in takes(inner) if key != "x") if inner else ()
            _stop("field-has-parts", field=name, parts=parts)
        return tuple(way), take, text.strip()

    def _whole_way(self, cls: type[Record], name: str) -> str:
        """A field that stands in one part of the record alone, with that part before it: ``indicator.baseline``."""
        if "." in name or field_key(cls, name, self.folder):
            return name
        parts = [
            (key, one.record) for key, one in takes(cls).items() if one.form == "record" and key != "ended"
        ]
        ways = [key for key, inner in parts if inner and field_key(inner, name, self.folder)]
        return f"{ways[0]}.{name}" if len(ways) == 1 else name

    def way(self, cls: type[Record], word: str) -> tuple[Route, Take]:
        """Where in a record the field stands that a ``field=value`` word names, and what it takes."""
        way, take, _ = self._field(cls, word)
        return way, take

    def take(self, cls: type[Record], word: str) -> Take:
        """What the field takes that a ``field=value`` word names."""
        return self._field(cls, word)[1]

    def value(self, take: Take, text: str) -> object:
        """The value that a typed text means for a field."""
        if take.form == "values":
            return [self._one(take, part.strip()) for part in text.split(",") if part.strip()]
        return self._one(take, text)

    def _one(self, take: Take, text: str) -> object:
        if take.choices:
            return _choice(take, take.choices, text, self.folder)
        if take.ref:
            return self._reference(take, text)
        match take.kind:
            case "date":
                return self._date(take, text)
            case "duration" | "id":
                return self._patterned(take, text)
            case "bool":
                return self._bool(take, text)
            case "text" | "anything" | "digits4":
                return text
        return self._number(take, text)

    def _reference(self, take: Take, text: str) -> str:
        if take.ref == "people":
            return self.person(text)
        if take.ref == "predecessor" and parse_link(text) is None:
            _stop("not-a-link", key=take.key, value=text)
        if take.ref == "bodies":
            return self._body(text)
        return self._named(take.ref or "", text)

    def _body(self, text: str) -> str:
        """The id of a body that is called that.

        Raises:
            Stop: there is none; who decides alone is told where that is written (exit code 2).
        """
        known = bodies_called(self.project)
        if found := known.get(fold(text)):
            return found
        names = (*sorted({one.name for one in self.project.about.bodies}),)
        hint = "person" if len(called(self.project.people, text)) == 1 else None
        _stop("no-such-body", name=text, known=names, suggestion=closest(text, known), hint=hint)

    def _named(self, kind: str, text: str) -> str:
        """The id of the one record of a kind that is called that: by its id, or its name; else the text.

        The number of an id may be written otherwise: ``K2`` for ``K-02``.
        """
        ids = {str(one.address): one.record for one in index(self.project).of(kind)}
        if text in ids:
            return text
        alike = [name for name in ids if fold(name) == fold(text) or numbered(name) == numbered(text)]
        called_so = [
            name
            for name, record in ids.items()
            if fold(text) in {fold(said) for key in ("name", "title") if (said := getattr(record, key, None))}
        ]
        found = alike or called_so
        return found[0] if len(found) == 1 else text

    def person(self, text: str) -> str:
        """A person by id, initials or name.

        Raises:
            Stop: nobody, or more than one, is called that (exit code 2).
        """
        people = self.project.people
        found = called(people, text)
        if len(found) == 1:
            return found[0]
        begun = begun_by(people, text)
        if found or begun[1:]:
            _stop("several-people", name=text, found=found or begun)
        spoken = {person.id: person.id for person in people} | {person.name: person.id for person in people}
        meant = begun[0] if begun else spoken.get(closest(text, spoken) or "")
        _stop("unknown-person", name=text, kind="people", suggestion=meant,
              hint="suggestion" if meant else None)  # fmt: skip

    def _date(self, take: Take, text: str) -> date:
        rule = recorded if take.recorded else planned
        try:
            meant = read_date(text, typed(rule(self.today, end=take.key not in BEGINNINGS), self.today))
        except NotADate as fault:
            why = {"open": "unreadable"}.get(fault.why, fault.why)
            _stop(f"date-{why}", key=take.key, value=text, **readings(fault))
        if meant.told:
            self.told.append(
                ReadTyped(text, meant.day, (*meant.told, *past(meant, self.today, take.recorded)))
            )
        return meant.day

    def _number(self, take: Take, text: str) -> int | float:
        if (grade := grade_of(take.kind, text, self.folder)) is not None:
            return grade
        try:
            found = read_number(text)
        except NotANumber as fault:
            if fault.why == "ambiguous":
                _stop("number-ambiguous", key=take.key, value=text, found=tuple(map(plain, fault.readings)))
            _stop("not-a-number", key=take.key, value=text)
        number = float(found.number)
        if not isfinite(number):
            _stop("not-a-number", key=take.key, value=text)
        if found.thousands:
            self.told.append(ReadTyped(text, plain(found.number), ("thousands",)))
        if not within(take, number):
            _stop("out-of-range", key=take.key, value=text, **limit_facts(take))
        whole = int(number)
        if take.kind not in {"number", "percent"} and whole != number:
            _stop("not-a-whole-number", key=take.key, value=text)
        return whole if whole == number else number

    def _bool(self, take: Take, text: str) -> bool:
        if fold(text) in _TRUE | _FALSE:
            return fold(text) in _TRUE
        _stop("not-true-false", key=take.key, value=text)

    def _patterned(self, take: Take, text: str) -> str:
        if take.kind == "duration" and parse_duration(text) is None:
            _stop("not-a-duration", key=take.key, value=text)
        if take.kind == "id" and not re.fullmatch(ID_PATTERN.strip("^$"), text):
            _stop("bad-id", key=take.key, value=text)
        return text


def _key(take: Take, part: str, folder: Path | None) -> str:
    if take.keys is None:
        return part
    return _choice(take, take.keys, part, folder)


def _choice(take: Take, choices: type[StrEnum], text: str, folder: Path | None) -> str:
    """The value of a choice that was typed in any language; what is unknown is answered in people's words."""
    member = choice_value(choices, text, folder)
    if member is None:
        several = fitting_choices(choices, text, folder)
        if len(several) > 1:
            _stop("which-choice", key=take.key, value=text, choices=several)
        meant = meant_choice(choices, text, folder)
        _stop("not-a-choice", key=take.key, value=text, choices=tuple(choices), suggestion=meant,
              hint="suggestion" if meant else None)  # fmt: skip
    return member.value


def _stop(slug: str, **facts: object) -> NoReturn:
    raise Stop(Problem(slug, None, facts), 2)
