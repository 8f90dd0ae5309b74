"""Rounds of sheets: who was sent what and when, who has answered, who was reminded.

A round is one file, ``history/rounds/NAME.json``. It is written by ``tpn export --each-responsible``, by each
``tpn import`` that brings an answer home, and by ``tpn round --remind``: always through the journal, so that
``tpn undo`` takes it back with the rest of the write.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tpn.history.entries import mark_of
from tpn.history.own_files import kept_json
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file
from tpn.source.names import free_name

FOLDER = Path("history") / "rounds"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """One sheet that came home: when, how many changes it brought, whether «looked through» was ticked."""

    date: date
    changes: int = 0
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What one person was sent: the file, how many rows; and what has come of it."""

    person: str
    file: str
    rows: int
    answers: tuple[SheetAnswer, ...] = ()
    reminded: tuple[date, ...] = ()

    @property
    def answered(self) -> date | None:
        """The day of the first answer; None while it is missing."""
        return min((answer.date for answer in self.answers), default=None)

    @property
    def changes(self) -> int:
        """How many changes the answers have brought."""
        return sum(answer.changes for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its name, when it was sent, when the answers are due, and what each person was sent."""

    name: str
    sent: date
    due: date | None
    style: str
    people: tuple[Sent, ...]
    ids: tuple[str, ...] = ()
    """The ids that the project had when it was sent."""

    @property
    def missing(self) -> tuple[Sent, ...]:
        """Those who have not answered."""
        return tuple(one for one in self.people if one.answered is None)

    def overdue(self, today: date) -> bool:
        """Whether somebody should have answered by now."""
        return self.due is not None and self.due < today and bool(self.missing)

    def is_time_to_remind(self, today: date) -> bool:
        """Whether somebody is missing and it is the day before the deadline; without one, a week after it was sent."""
        day = self.due - timedelta(days=1) if self.due else self.sent + timedelta(days=7)
        return bool(self.missing) and day <= today


# ---------------------------------------------------------------- what happens to a round


def with_answer(found: Round, person: str, answer: SheetAnswer) -> Round:
    """The round with somebody's answer; the same answer twice is one."""
    return _changed(found, (person,), lambda one: replace(
        one, answers=one.answers if answer in one.answers else (*one.answers, answer)
    ))  # fmt: skip


def with_reminder(found: Round, people: Iterable[str], today: date) -> Round:
    """The round where these people were reminded today."""
    return _changed(found, people, lambda one: replace(
        one, reminded=one.reminded if today in one.reminded else (*one.reminded, today)
    ))  # fmt: skip


def _changed(found: Round, people: Iterable[str], change: Callable[[Sent], Sent]) -> Round:
    meant = frozenset(people)
    return replace(found, people=tuple(change(one) if one.person in meant else one for one in found.people))


_DAY = len("2026-09-21-")


def new_name(project: Path, sent: date, at: datetime, wanted: str = "") -> str:
    """The name of a new round: its day, what is wanted, and when it is made, so that two branches make two names."""
    parts = (sent.isoformat(), re.sub(r"[^\w.-]+", "-", wanted).strip("-."), mark_of(project, at))
    there = (path.name for path in (project / FOLDER).glob("*.json"))
    return free_name("-".join(filter(None, parts)), there, ".json").removesuffix(".json")


# ---------------------------------------------------------------- on the disk


def rounds(project: Path) -> tuple[Round, ...]:
    """All rounds of a project, the oldest first.

    Raises:
        Stop: one has been damaged.
    """
    found = [_read(project, path) for path in sorted((project / FOLDER).glob("*.json"))]
    return tuple(sorted(found, key=lambda one: (one.sent, one.name)))


def round_named(project: Path, name: str | None = None) -> Round | None:
    """The round of that name, or the only one whose name after its day has it, or the newest; None without one.

    Raises:
        Stop: it has been damaged.
    """
    if name is None:
        return next(reversed(rounds(project)), None)
    path = project / FOLDER / f"{name}.json"
    if not re.fullmatch(r"[\w.-]+", name):
        return None
    if path.is_file():
        return _read(project, path)
    partly = [one for one in (project / FOLDER).glob("*.json") if name in one.stem[_DAY:]]
    return _read(project, partly[0]) if len(partly) == 1 else None


def change_of(project: Path, new: Round) -> tuple[TextFile, str]:
    """The file of a round as it is and its new text, for ``history.journal.write``."""
    path = project / FOLDER / f"{new.name}.json"
    if not path.is_file():
        return first_file_of(project, new)
    file = read_file(path)
    if not isinstance(file, TextFile):
        raise Stop(file)
    return file, _text_of(new)


def first_file_of(project: Path, new: Round) -> tuple[TextFile, str]:
    """The file of a round that there is none of yet: the journal refuses it where somebody has made one meanwhile."""
    path = project / FOLDER / f"{new.name}.json"
    return TextFile(path, path.as_posix(), ""), _text_of(new)


def _text_of(one: Round) -> str:
    return json.dumps(_as_json(one), ensure_ascii=False, indent=1, default=_iso) + "\n"


def _as_json(one: Round) -> Mapping[str, Any]:
    people = {
        sent.person: {key: value for key, value in asdict(sent).items() if key != "person"}
        for sent in one.people
    }
    return {
        "format": FORMAT,
        "name": one.name,
        "sent": one.sent,
        "due": one.due,
        "style": one.style,
        "people": people,
        "ids": list(one.ids),
    }


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _read(project: Path, path: Path) -> Round:
    """A round from its file, whose name is the round's: what stands in it names no other."""
    try:
        said = kept_json(project, path)
        people = tuple(_sent(person, some) for person, some in said["people"].items())
        ids = tuple(map(str, said.get("ids", ())))
        return Round(
            path.stem, date.fromisoformat(said["sent"]), _day(said["due"]), said["style"], people, ids
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Stop(Problem("round-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})) from None


def _sent(person: str, said: Mapping[str, Any]) -> Sent:
    answers = tuple(
        SheetAnswer(date.fromisoformat(one["date"]), int(one["changes"]), bool(one["reviewed"]))
        for one in said["answers"]
    )
    return Sent(
        person,
        str(said["file"]),
        int(said["rows"]),
        answers,
        tuple(map(date.fromisoformat, said["reminded"])),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
