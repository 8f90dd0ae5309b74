"""A series of meetings in one line, with the papers of each as an activity."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from tpn.model.choices import Every, MeetingKind, Phase, Role
from tpn.model.ids import TakenIds, next_id
from tpn.model.index import Index
from tpn.model.logs import Meeting
from tpn.model.project import Project
from tpn.model.similar import fold
from tpn.model.wording import whole_number
from tpn.plan.recurring import papers_due, series
from tpn.plan.workdays import WorkDays
from tpn.problems import Problem, Stop
from tpn.source import Append, Edit
from tpn.texts.parse_words import choice_value

_EVERY, _COUNT = frozenset({"every", "hver", "kvar"}), frozenset({"count", "antall", "antal"})
_MOST = 60
_MANY = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, and how many times."""

    every: Every
    count: int


@dataclass(frozen=True, slots=True)
class Made:
    """One meeting of the series; ``papers`` is the activity that sends them out, and its date.

    ``beside``: the meetings of the kind that were there on that day already.
    """

    id: str
    day: date
    papers: tuple[str, date] | None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of a series, and the edits that make them."""

    meetings: tuple[Made, ...]
    edits: tuple[Edit, ...]


def is_of_series(word: str) -> bool:
    """Whether a word says how often or how many."""
    return fold(word.partition("=")[0]) in _EVERY | _COUNT


def rhythm(words: Sequence[str], folder: Path | None) -> Rhythm:
    """What ``every=month count=6`` means: a month where only the count is said, twelve times where only the rhythm is.

    Raises:
        Stop: a word cannot be read (exit code 2).
    """
    said = {fold(word.partition("=")[0]): word.partition("=")[2].strip() for word in words}
    every = next((said[name] for name in _EVERY if name in said), None)
    count = next((said[name] for name in _COUNT if name in said), None)
    found = choice_value(Every, every or Every.MONTH.value, folder)
    if found is None:
        _stop("not-a-choice", key="every", value=every, choices=tuple(Every))
    number = _MANY if count is None else whole_number(count) or 0
    if not 1 <= number <= _MOST:
        name = next(name for name in _COUNT if name in said)
        _stop("out-of-range", key=name, value=count, low=1, high=_MOST)
    return Rhythm(found, number)


@dataclass(frozen=True)
class Planner:
    """What a series is made from. ``papers`` words the title of the activity for a meeting on a day."""

    project: Project
    index: Index
    days: WorkDays
    papers: Callable[[date], str]

    def series(self, values: Mapping[str, Any], rhythm: Rhythm, phase: Phase = Phase.KICKOFF) -> Series:
        """The meetings like ``values``, from its date on.

        Raises:
            Stop: kind or date is missing (exit code 2).
        """
        lacking = tuple(key for key in ("kind", "date") if key not in values)
        if lacking:
            _stop("fields-missing", kind="meetings", fields=lacking)
        kind = MeetingKind(values["kind"])
        like = {**self.like_before(kind), **values}
        number = self.last_number(kind)
        taken = TakenIds(self.index.taken)
        made: list[Made] = []
        edits: list[Edit] = []
        for n, day in enumerate(series(values["date"], rhythm.every, rhythm.count, self.days), 1):
            name = next_id("MO-01", taken)
            record = {"id": name, "kind": kind.value, "number": number + n, **_rest(like), "date": day}
            edits.append(Append(("meetings",), _ordered(record)))
            papers = self.send(day, phase, taken, edits) if kind is MeetingKind.STEERING else None
            made.append(Made(name, day, papers, self.beside(kind, day)))
        return Series(tuple(made), tuple(edits))

    def one(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A single meeting, as one of a series would be: what is not said is as at the last of its kind.

        It goes on with the numbers, where those of its kind have any.
        """
        if "kind" not in values:
            return dict(values)
        kind = MeetingKind(values["kind"])
        last = self.last_number(kind)
        return _ordered({**({"number": last + 1} if last else {}), **self.like_before(kind), **values})

    def last_number(self, kind: MeetingKind) -> int:
        """The highest number of the meetings of a kind; 0 where none has one."""
        return max((one.number or 0 for one in self.project.meetings if one.kind is kind), default=0)

    def beside(self, kind: MeetingKind, day: date | None) -> tuple[str, ...]:
        """The meetings of a kind that the project has on a day."""
        same = (
            one for one in self.project.meetings if one.kind is kind and one.date == day and one.ended is None
        )
        return tuple(one.id for one in same) if day else ()

    def like_before(self, kind: MeetingKind) -> dict[str, Any]:
        """Time, place and people as at the last meeting of the kind; without one, whoever has the role."""
        before = [one for one in self.project.meetings if one.kind is kind]
        last = max(before, key=lambda one: one.date or date.min, default=None)
        said: dict[str, Any] = {}
        for key in ("start", "end", "place") if last else ():
            if (value := getattr(last, key)) is not None:
                said[key] = value
        people = self.people(kind, last)
        return said | ({"participants": [{"person": person} for person in people]} if people else {})

    def people(self, kind: MeetingKind, last: Meeting | None) -> list[str]:
        """The steering group and the lead; of other meetings those who were there last, else the project group."""
        about = self.project.about
        lead = [about.lead] if about.lead else []
        if kind is MeetingKind.STEERING:
            return list(dict.fromkeys([*about.steering_group, *lead]))
        if last:
            return [one.person for one in last.participants]
        group = [one.id for one in self.project.people if Role.PROJECT_GROUP in one.roles]
        return list(dict.fromkeys([*lead, *group]))

    def send(self, day: date, phase: Phase, taken: dict[str, object], edits: list[Edit]) -> tuple[str, date]:
        """The activity that sends out the papers a week before."""
        name = next_id(f"{phase.letter}-01", taken)
        due = papers_due(day, self.days)
        record: dict[str, Any] = {"id": name, "title": self.papers(day)}
        if self.project.about.lead:
            record["responsible"] = [self.project.about.lead]
        edits.append(Append((phase.value, "activities"), record | {"due": due}))
        return name, due


def _rest(like: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in like.items() if key not in {"id", "kind", "number", "date"}}


def _ordered(record: dict[str, Any]) -> dict[str, Any]:
    """The fields in the order of the format, as a person would have written them."""
    order = ("id", "kind", "number", "date", "start", "end", "form", "place", "participants", "guests")
    return {key: record[key] for key in (*order, *record) if key in record}


def _stop(slug: str, **facts: object) -> NoReturn:
    raise Stop(Problem(slug, None, facts), 2)
