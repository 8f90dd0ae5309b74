"""A meeting while it goes on: one step after the other, each answer kept at once, everything written at the end."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tpn.actions.carry_minutes import bring
from tpn.actions.find_meeting import agenda_of, called
from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.app import tell_problems
from tpn.cli.keyboard import LeftKeyboard, ask
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.meeting_edits import AnsweredMeeting, step_of
from tpn.edits.typed_values import Typist
from tpn.history.meeting_answers import MeetingAnswer, answers, keep, written
from tpn.model.logs import Meeting
from tpn.plan.revision import would_bind
from tpn.problems import Stop
from tpn.source import Edit
from tpn.views.agenda_facts import Agenda, AgendaLine
from tpn.views.followup import FollowUpPoint, follow_up
from tpn.views.values import title_of

WIDTH = 80
# what can be said at each kind of step, in the order in which it is offered
_CASE = ("note", "decide", "action", "commit")
_ACTIVITY = ("done", "date", "blocked", "note", "action")
_DECISION = ("decide", "date", "action")
_ACTION = ("done", "date")


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A step of the meeting: what it is called in the answers, what is shown, what can be said."""

    key: str
    lines: tuple[str, ...]
    offers: tuple[str, ...]


class LiveMeeting:
    """One meeting at the keyboard."""

    def __init__(self, run: Run, meeting: Meeting, *, follow_up: bool) -> None:
        self.run = run
        self.words = run.words
        self.meeting = meeting
        self.follow_up = follow_up
        self.said = list(answers(run.folder, meeting.id))

    def hold(self) -> None:
        """Go through what is left of the meeting; written only when it has been gone through and agreed to."""
        self.run.say_at_once()
        self.tell("meet.begin" if not self.said else "meet.again", meeting=called(self.run, self.meeting))
        try:
            self._attendance()
            steps = list(self.steps())
            for number, step in enumerate(steps, 1):
                if not self.is_over(step.key):
                    self.step(step, number, len(steps))
            self._plan_agreed()
            self._end()
        except (LeftKeyboard, KeyboardInterrupt):
            kept = self.said and not self.run.preview
            self.tell("meet.kept" if kept else "meet.nothing", meeting=self.meeting.id)

    # -------------------------------------------------------- steps

    def steps(self) -> Iterator[MeetingStep]:
        """The cases of the agenda, then the records to follow up."""
        for line in self.agenda.lines:
            if not line.pauses:
                yield MeetingStep(step_of(line), tuple(self._case(line)), _CASE)
        points = follow_up(self.held.plan, self.meeting, self.run.loaded.standing) if self.follow_up else ()
        for point in points:
            yield MeetingStep(f"record:{point.address}", tuple(self._point(point)), _offers(point))

    def _case(self, line: AgendaLine) -> Iterator[str]:
        case = self.words("agenda.case", case=line.case) + " " if line.case else ""
        yield f"{line.start or '     '}  {case}{line.title}"
        about = [self.words.choice(line.kind), line.responsible or ""]
        about += [self.words("meet.minutes", n=line.minutes)] if line.minutes else []
        yield " " * 7 + " · ".join(part for part in about if part)

    def _point(self, point: FollowUpPoint) -> Iterator[str]:
        yield f"{point.name or '–'} {point.title}"
        about = [*point.responsible[:3], self.words("meet.due", date=point.due) if point.due else ""]
        if point.days is not None:
            key = "late" if point.days < 0 else "left"
            about.append(self.words.count(f"meet.{key}", abs(point.days)))
        about.append(self.words(f"meet.why.{point.why}"))
        yield " " * 7 + " · ".join(part for part in about if part)

    def step(self, step: MeetingStep, number: int, count: int) -> None:
        """One step: shown, and answered until the next is asked for."""
        head, *rest = step.lines
        place = f"{number}/{count}"
        self.out("")
        self.out(f"{head[: WIDTH - len(place) - 2]:<{WIDTH - len(place)}}{place}")
        for line in rest:
            self.out(line)
        for one in self.said:
            if one.at == step.key:
                said = " ".join(self.worded(one).split())
                self.out(textwrap.fill(said, WIDTH, initial_indent="       – ", subsequent_indent=" " * 9))
        self.out("  " + "   ".join(self._offer(offer) for offer in (*step.offers, "next", "quit")))
        while not self.is_over(step.key):
            self.answer(step)

    def _offer(self, offer: str) -> str:
        return f"{self.keys[offer] or 'Enter'} {self.words(f'meet.says.{offer}')}"

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each answer in this language."""
        return dict(self.words.find("meet.keys"))

    def answer(self, step: MeetingStep) -> None:
        """One line of the keyboard: a key, perhaps with its text behind it."""
        line = self.ask("> ")
        key, _, text = line.partition(" ")
        said = next((name for name, known in self.keys.items() if known == key.lower()), None)
        if said == "quit":
            raise LeftKeyboard
        if said not in {"next", *step.offers}:
            self.tell("meet.unknown", keys=", ".join(filter(None, (self.keys[one] for one in step.offers))))
            return
        try:
            answer = _ASKED[said](self, step.key, text.strip())
        except Stop as stop:  # a slip of the finger does not end the meeting
            self.slipped(stop)
        else:
            self.say(answer)

    def slipped(self, stop: Stop) -> None:
        """What was typed cannot be used: told, and asked again."""
        tell_problems(stop.problems, self.run, self.run.tell)

    def say(self, answer: MeetingAnswer | None) -> None:
        """Keep an answer; it is on the disk before the next is asked for."""
        if answer is not None:
            if not self.run.preview:
                keep(self.run.folder, self.meeting.id, answer)
            self.said.append(answer)

    def is_over(self, key: str) -> bool:
        """Whether a step has been gone through."""
        return any(one.at == key and one.said == "next" for one in self.said)

    # -------------------------------------------------------- answers

    def plain(self, said: str) -> Callable[[str, str], MeetingAnswer | None]:
        """An answer that is only a text."""

        def asked(key: str, text: str) -> MeetingAnswer | None:
            text = text or self.ask(self.words(f"meet.ask.{said}"))
            return MeetingAnswer(key, said, text) if text else None

        return asked

    def action(self, key: str, text: str) -> MeetingAnswer | None:
        """What, who, when."""
        what = text or self.ask(self.words("meet.ask.action"))
        if not what:
            return None
        return MeetingAnswer(
            key, "action", what, self.people(self.ask(self.words("meet.ask.who"))), self.date()
        )

    def commit(self, key: str, text: str) -> MeetingAnswer | None:
        """Who promises what."""
        what = text or self.ask(self.words("meet.ask.commit"))
        who = self.people(self.ask(self.words("meet.ask.who"))) if what else ()
        return MeetingAnswer(key, "commit", what, who) if who else None

    def date_of(self, key: str, text: str) -> MeetingAnswer | None:
        """A new date: what it does to the plan is seen before it counts."""
        to = self.run.date(text, "DATO") if text else self.date()
        if to is None:
            return None
        reason = self.ask(self.words("meet.ask.reason"))
        answer = MeetingAnswer(key, "date", reason, due=to)
        before = self.held.edits(self.said)
        entry = self.run.loaded.index.by_address[key.partition(":")[2]]
        if entry.kind == "activities":
            tell_effect(self.run, self.held.edits([*self.said, answer]), before)
        else:
            self.checked(self.held.edits([*self.said, answer]))
        return answer

    def checked(self, edits: list[Edit]) -> None:
        """Edits that would make the project faulty are told at once, not at the end.

        Raises:
            Stop: they would.
        """
        after_edits(self.run.loaded, edits)

    def people(self, typed: str) -> tuple[str, ...]:
        """People by id, initials or name, with commas between.

        Raises:
            Stop: one of them is nobody's name (exit code 2).
        """
        typist = Typist(self.run.project, self.run.today, self.run.folder)
        return tuple(typist.person(part.strip()) for part in typed.split(",") if part.strip())

    def date(self) -> date | None:
        """A date, or none.

        Raises:
            Stop: what was typed is none (exit code 2).
        """
        typed = self.ask(self.words("meet.ask.date"))
        return self.run.date(typed, self.words("meet.ask.date").strip(" :")) if typed else None

    # -------------------------------------------------------- before and after the steps

    def _attendance(self) -> None:
        while self.meeting.participants and not self.is_over("attendance"):
            names = ", ".join(
                f"{person.initials or person.id} {person.name}"
                for one in self.meeting.participants
                if (person := self.run.project.person.get(one.person))
            )
            self.tell("meet.invited", names=names)
            try:
                absent = self.people(self.ask(self.words("meet.ask.absent")))
            except Stop as stop:
                self.slipped(stop)
                continue
            self.say(MeetingAnswer("attendance", "absent", who=absent))
            self.say(MeetingAnswer("attendance", "next"))

    def _plan_agreed(self) -> None:
        if self.meeting.kind == "kickoff" and not self.meeting.plan_agreed and not self.is_over("agreed"):
            binds = would_bind(self.held.plan)
            asked = self.words(
                "meet.ask.agreed",
                milestones=binds.milestones,
                launches=binds.launches,
                finish=binds.finish or "–",
            )
            if self.ask(asked).lower() in _yes(self.words.language):
                self.say(MeetingAnswer("agreed", "agreed"))
            self.say(MeetingAnswer("agreed", "next"))

    def _end(self) -> None:
        """The minutes, what they bring, and – when agreed to – all of it in the files at once."""
        edits = self.held.edits(self.said)
        if not edits:
            self.tell("meet.nothing_to_write")
            return
        after = after_edits(self.run.loaded, edits)
        held = next(one for one in after.sound().meetings if one.id == self.meeting.id)
        brought, agreed = bring(self.run, held, None, edits)
        if self.run.preview:
            self.tell("meet.would", n=len(edits) + len(brought))
            return
        self.out("")
        if self.ask(self.words("meet.ask.write", n=len(edits) + len(brought))).lower() not in _yes(
            self.words.language
        ):
            raise LeftKeyboard
        marked = written(self.run.folder, self.meeting.id)
        write_edits(self.run, [*edits, *brought], {**agreed, **marked})
        self.tell("meet.written", meeting=self.meeting.id)

    # -------------------------------------------------------- words

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda of the meeting."""
        return agenda_of(self.run, self.meeting)

    @cached_property
    def held(self) -> AnsweredMeeting:
        """The meeting as something that answers can be turned into edits of."""
        return AnsweredMeeting(
            self.meeting,
            self.agenda,
            plan_of(self.run),
            self.run.loaded.index,
            lambda one, address: self.worded(one, self._named(address)),
        )

    def _named(self, address: str) -> str:

        entry = self.run.loaded.index.by_address.get(address)
        title = title_of(entry.record) if entry else ""
        return f"{address} {title}" if entry and getattr(entry.record, "id", None) else title

    def worded(self, one: MeetingAnswer, name: str = "") -> str:
        """An answer as a sentence: «K-12 Justere planen: ny frist 15.10.2026 (Siv er syk)»."""
        people = self.run.project.person
        who = tuple(people[person].name for person in one.who if person in people)
        said = self.words(f"meet.said.{one.said}", text=one.text, who=who, date=one.due)
        if one.said == "date" and one.text:
            said += f" ({one.text})"
        return f"{name}: {said}" if name else said

    def tell(self, key: str, **facts: object) -> None:
        """A text, on the screen."""
        for line in textwrap.wrap(self.words(key, **facts), WIDTH, break_long_words=False):
            self.out(line)

    def out(self, text: str) -> None:
        """A line on the screen, at once: the next thing may be a question."""
        (self.run.tell if self.run.as_json else self.run.out)(text)

    def ask(self, prompt: str) -> str:
        """The answer to a question; it is asked beside the result where that is to be JSON.

        Raises:
            Left: there is no more input.
        """
        return ask(prompt, sys.stderr if self.run.as_json else sys.stdout, self.words("meet.cleaned"))


_ASKED: dict[str, Callable[[LiveMeeting, str, str], MeetingAnswer | None]] = {
    "note": lambda sitting, key, text: sitting.plain("note")(key, text),
    "decide": lambda sitting, key, text: sitting.plain("decide")(key, text),
    "blocked": lambda sitting, key, text: sitting.plain("blocked")(key, text),
    "action": LiveMeeting.action,
    "commit": LiveMeeting.commit,
    "date": LiveMeeting.date_of,
    "done": lambda _, key, text: MeetingAnswer(key, "done", text),
    "next": lambda _, key, text: MeetingAnswer(key, "next"),  # noqa: ARG005 - all are asked alike
}


def _offers(point: FollowUpPoint) -> tuple[str, ...]:
    if point.why == "undecided":
        return _DECISION
    return _ACTION if point.why == "action" else _ACTIVITY


def _yes(language: str) -> frozenset[str]:
    return frozenset({"y", "yes"}) if language == "en" else frozenset({"j", "ja"})
