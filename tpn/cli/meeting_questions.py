"""What is asked in a meeting, part by part: what, who, when. What is not understood is asked again."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NoReturn, TypeVar, overload

from rich.prompt import InvalidResponse

from tpn.cli.keyboard import Dialog
from tpn.cli.run import Run
from tpn.edits.typed_values import Typist
from tpn.model.logs import Meeting
from tpn.model.people import guest_called
from tpn.model.wording import whole_number
from tpn.problems import Stop

Part = TypeVar("Part")


class Dropped(Exception):
    """The person lets go of the answer that is being given."""


class MeetingQuestions:
    """The questions of one meeting. ``before`` is always what was answered earlier: Enter keeps it."""

    def __init__(self, run: Run, meeting: Meeting, dialog: Dialog) -> None:
        self.run = run
        self.words = run.words
        self.meeting = meeting
        self.dialog = dialog

    def part(
        self, question: str, understood: Callable[[str], Part], before: str = "", *, edited: bool = False
    ) -> Part:
        """Part of an answer; a minus lets go of the whole.

        Raises:
            Dropped: it did.
        """
        return self.dialog.ask(
            question,
            lambda typed: understood(typed if typed != "-" else _drop()),
            before=before,
            edited=edited,
        )

    def text(self, key: str, before: str) -> str:
        """A text that must be there."""

        def understood(typed: str) -> str:
            if not typed:
                raise InvalidResponse(self.words("meet.needs_text"))
            return typed

        return self.part(self.words(key), understood, before, edited=True)

    def people(self, before: tuple[str, ...] = (), *, needed: bool = False) -> tuple[str, ...]:
        """People by id, initials or name, with commas between."""
        typist = Typist(self.run.project, self.run.today, self.run.folder)

        def understood(typed: str) -> tuple[str, ...]:
            found = tuple(typist.person(part.strip()) for part in typed.split(",") if part.strip())
            if needed and not found:
                raise InvalidResponse(self.words("meet.needs_who"))
            return found

        names = self.run.project.person
        shown = ", ".join(names[one].initials or one for one in before if one in names)
        return self.part(self.words("meet.ask.who_must" if needed else "meet.ask.who"), understood, shown)

    @overload
    def day(self, before: date | None, *, needed: Literal[True]) -> date: ...
    @overload
    def day(self, before: date | None) -> date | None: ...
    def day(self, before: date | None, *, needed: bool = False) -> date | None:
        """A date, or none where none is needed."""

        def understood(typed: str) -> date | None:
            if not typed and needed:
                raise InvalidResponse(self.words("meet.needs_date"))
            return self.run.date(typed, self.words("meet.date")) if typed else None

        shown = f"{before:%d.%m.%Y}" if before else ""
        return self.part(self.words("meet.ask.date_must" if needed else "meet.ask.date"), understood, shown)

    def following(self) -> date | None:
        """The day of the next meeting, after this one; none where it is not agreed."""
        held = self.meeting.date or self.run.today

        def understood(typed: str) -> date | None:
            day = self.run.date(typed, self.words("meet.date")) if typed.strip("-") else None
            if day and day <= held:
                raise InvalidResponse(self.words("meet.needs_later", date=held))
            return day

        return self.dialog.ask(self.words("meet.ask.following"), understood)

    def typed_day(self, typed: str) -> date | None:
        """A date that was typed behind its key; what is none is told, and then asked for."""
        try:
            return self.run.date(typed, self.words("meet.date"))
        except Stop as stop:
            self.run.warn(stop.problems)
            return None

    def number(self, most: int) -> int:
        """One of so many, by its number; 0 for none of them."""

        def understood(typed: str) -> int:
            number = whole_number(typed) or 0
            if typed and not 1 <= number <= most:
                raise InvalidResponse(self.words("meet.needs_number", most=most))
            return number

        return self.dialog.ask(self.words("meet.ask.which"), understood)

    def absent(self, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Who is not here, of those who are invited: the id of a person, the name of a guest."""
        typist = Typist(self.run.project, self.run.today, self.run.folder)
        names = self.run.project.person
        invited = {one.person for one in self.meeting.participants} | {
            one.name for one in self.meeting.guests
        }

        def understood(typed: str) -> tuple[str, ...]:
            parts = [part.strip() for part in typed.split(",") if part.strip() and typed != "-"]
            found = tuple(guest_called(self.meeting.guests, part) or typist.person(part) for part in parts)
            if strangers := [names[one].name for one in found if one not in invited]:
                raise InvalidResponse(self.words("meet.not_invited", names=tuple(strangers)))
            return found

        shown = ", ".join(names[one].initials or one if one in names else one for one in before)
        return self.dialog.ask(self.words("meet.ask.absent"), understood, before=shown)


def _drop() -> NoReturn:
    raise Dropped
