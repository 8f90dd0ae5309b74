"""A meeting while it goes on: one step after the other, each answer kept at once, everything written at the end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_uppercase

from rich.prompt import InvalidResponse

from tpn.actions.find_meeting import called
from tpn.actions.hold_meeting import HeldMeeting
from tpn.cli.keyboard import NO, YES, Dialog, LeftKeyboard
from tpn.cli.meeting_questions import Dropped, MeetingQuestions
from tpn.cli.offers import keys
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.meeting_edits import step_of
from tpn.history.meeting_answers import MeetingAnswer
from tpn.model.choices import AgendaKind, MeetingKind, PassageOutcome
from tpn.model.logs import Meeting
from tpn.problems import Stop
from tpn.reports.blocks import ScreenBlock, Told, inline, listed, quiet, told
from tpn.reports.display import Display
from tpn.reports.terminal import drawn
from tpn.texts import day
from tpn.views.agenda_facts import AgendaLine
from tpn.views.followup import FollowUpPoint

# what can be said at each kind of step, in the order in which it is offered
_CASE = ("note", "decide", "action", "commit")
_TO_DECIDE = ("note", "decide", "gate", "action", "commit")
_ACTIVITY = ("done", "date", "blocked", "note", "action")
_DECISION = ("decide", "date", "action")
_ACTION = ("done", "date")
_ALWAYS = ("next", "back", "correct", "quit")
_SLIP = 3
"""So many characters without a key's meaning are a slip of the finger; more are meant for something."""


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A step of the meeting: what it is called in the answers, what is shown of it, what can be said.

    ``start``: the time that the agenda has for it; ``about``: who, how long, by when, why.
    """

    key: str
    start: str
    title: str
    about: str
    offers: tuple[str, ...]
    decision: str | None = None
    """The id of the decision that the case is for."""
    ways: tuple[str, ...] = ()
    """What can be decided, and what is recommended."""


class LiveMeeting:
    """One meeting at the keyboard; what is answered, and what comes of it, is ``held``."""

    def __init__(self, run: Run, meeting: Meeting, *, follow_up: bool) -> None:
        self.run = run
        self.words = run.words
        self.meeting = meeting
        self.held = HeldMeeting(run, meeting, follow_up=follow_up)
        self.dialog = Dialog(run)
        self.asks = MeetingQuestions(run, meeting, self.dialog)
        self.width = self.dialog.width

    def hold(self) -> None:
        """Go through what is left of the meeting; written only when it has been gone through and agreed to."""
        self.run.converse()
        self.tell(
            "meet.begin" if not self.held.said else "meet.again", meeting=called(self.run, self.meeting)
        )
        if (day := self.meeting.date) and day > self.run.today:
            self.tell("meet.ahead", date=day, meeting=self.meeting.id, today=self.run.today)
        try:
            self._attendance()
            steps = list(self.steps())
            while True:
                while (
                    at := next((n for n, step in enumerate(steps) if not self.held.is_over(step.key)), None)
                ) is not None:
                    self.step(steps, at)
                self._own_work()
                self._plan_agreed()
                self._following()
                if not self._end():
                    break
                self._back(steps, len(steps))  # and from there further back
        except KeyboardInterrupt:
            self.out("")
            kept = self.held.said and not self.run.preview
            self.tell("meet.kept" if kept else "meet.nothing", meeting=self.meeting.id)
        except Stop:  # what it is, is told after this
            if self.held.said and not self.run.preview:
                self.tell("meet.kept", meeting=self.meeting.id)
            raise

    # -------------------------------------------------------- steps

    def steps(self) -> Iterator[MeetingStep]:
        """The cases of the agenda, then the records to follow up."""
        for line in self.held.cases:
            yield self._case(line)
        for point in self.held.points:
            yield self._point(point)

    def _case(self, line: AgendaLine) -> MeetingStep:
        case = self.words("agenda.case", case=line.case) + " " if line.case else ""
        about = [self.words.choice(line.kind), line.responsible or ""]
        about += [self.words("meet.minutes", n=line.minutes)] if line.minutes else []
        start = str(line.start or "")
        return MeetingStep(
            step_of(line),
            start,
            f"{case}{line.title}",
            " · ".join(filter(None, about)),
            _TO_DECIDE if line.kind is AgendaKind.DECISION else _CASE,
            line.decision,
            tuple(self._ways(line.decision)) if line.decision else (),
        )

    def _ways(self, decision: str) -> Iterator[str]:
        """The alternatives of a decision by their letters, and what is recommended."""
        one = next((one for one in self.run.project.decisions if one.id == decision), None)
        for letter, way in zip(ascii_uppercase, one.alternatives if one else (), strict=False):
            does = " · ".join(filter(None, (way.time, way.cost, way.benefit)))
            yield f"{letter} {way.title}{f' ({does})' if does else ''}"
        if one and one.recommendation:
            yield self.words("meet.recommended", text=one.recommendation)

    def _point(self, point: FollowUpPoint) -> MeetingStep:
        about = [*point.responsible[:3], self.words("meet.due", date=point.due) if point.due else ""]
        if point.days is not None:
            key = "late" if point.days < 0 else "left"
            about.append(self.words.count(f"meet.{key}", abs(point.days)))
        about.append(self.words(f"meet.why.{point.why}"))
        title = f"{point.name or '–'} {point.title}"
        return MeetingStep(
            f"record:{point.address}", "", title, " · ".join(filter(None, about)), _offers(point)
        )

    def step(self, steps: list[MeetingStep], at: int) -> None:
        """One step: shown, and answered until the next – or the one before – is asked for."""
        step, place = steps[at], f"{at + 1}/{len(steps)}"
        said = self._said_of(step)
        self.out("")
        self.show([listed([
            (place, step.start, step.title),
            ("", "", inline(quiet(step.about))),
            *(("", "", inline(quiet(way))) for way in step.ways),
            *(("", "", f"– {self._plainly(one)}") for one in said),
        ])])  # fmt: skip
        for half in (one for one in said if one.half):
            typed = f"{half.due:%d.%m.%Y}" if half.said == "date" else half.text
            try:
                self.held.correct(half, _ASKED[half.said](self, half.at, typed, half))
            except Dropped:
                self.held.correct(half, None)
        offers = (*step.offers, *_ALWAYS)
        self.show([keys((self.keys[one] or "Enter", self.words(f"meet.says.{one}")) for one in offers)])
        while not self.held.is_over(step.key):
            if self.answer(step) == "back":
                self._back(steps, at)
                return

    def _said_of(self, step: MeetingStep) -> list[MeetingAnswer]:
        return [one for one in self.held.said if one.at == step.key and one.said != "next"]

    def _back(self, steps: list[MeetingStep], at: int) -> None:
        """The step before is open again; what was answered there stands."""
        if not at:
            self.tell("meet.first")
            return
        before = steps[at - 1].key
        self.held.correct(MeetingAnswer(before, "next"), None)

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each answer in this language."""
        return dict(self.words.find("meet.keys"))

    def answer(self, step: MeetingStep) -> str:
        """One line of the keyboard: a key, perhaps with its text behind it; what it was."""
        line = self.dialog.text(">")
        key, _, text = line.partition(" ")
        said = next((name for name, known in self.keys.items() if known == key.lower()), None)
        if said not in {*step.offers, *_ALWAYS}:
            said, text = self._meant(step, line), line
        try:
            match said:
                case "next" if step.decision and not self._said_of(step):
                    self.tell("meet.undecided", decision=step.decision, back=self.keys["back"])
                    self.held.keep(MeetingAnswer(step.key, "next"))
                case "quit":
                    raise LeftKeyboard
                case "correct":
                    self.review()
                case str() if said in _ASKED:
                    given = _ASKED[said](self, step.key, text.strip())
                    self.held.keep(given)
                    if said != "next":
                        self.show([listed([("", f"– {self._plainly(given)}")])])
                    if said == "decide":
                        self._approved(step)
        except Dropped:
            self.tell("meet.dropped")
        return said or ""

    def _approved(self, step: MeetingStep) -> None:
        """What was decided of a deliverable may be that it is accepted."""
        one = self.held.up_for_approval(step.key)
        if one and self.dialog.agreed(self.words("meet.ask.approved", name=f"{one.id} {one.title}")):
            day = min(self.meeting.date or self.run.today, self.run.today)
            self.held.keep(MeetingAnswer(f"record:{one.id}", "done", due=day))

    def _meant(self, step: MeetingStep, line: str) -> str | None:
        """What a line without a key of this step was meant for: a note, where it is more than a slip of a finger."""
        if (
            "note" in step.offers
            and len(line) > _SLIP
            and self.dialog.agreed(self.words("meet.ask.as_note", text=line))
        ):
            return "note"
        self.tell(
            "meet.unknown",
            keys=", ".join(
                f"{self.keys[one]} {self.words(f'meet.says.{one}')}"
                for one in (*step.offers, *_ALWAYS)
                if self.keys[one]
            ),
        )
        return None

    # -------------------------------------------------------- answers

    def plain(self, key: str, said: str, text: str, before: MeetingAnswer | None = None) -> MeetingAnswer:
        """An answer that is only a text."""
        return MeetingAnswer(
            key, said, text or self.asks.text(f"meet.ask.{said}", before.text if before else "")
        )

    def action(self, key: str, text: str, before: MeetingAnswer | None = None) -> MeetingAnswer:
        """What, who, when."""
        return self._task("action", key, text, before, needed=False)

    def _task(
        self, said: str, key: str, text: str, before: MeetingAnswer | None, *, needed: bool
    ) -> MeetingAnswer:
        old = before or MeetingAnswer(key, said)
        what = text or self.asks.text(f"meet.ask.{said}", old.text)
        who: tuple[str, ...] = ()
        try:
            who = self.asks.people(old.who, needed=needed)
            return MeetingAnswer(key, said, what, who, self.asks.day(old.due))
        except KeyboardInterrupt:
            self._cut_off(MeetingAnswer(key, said, what, who), before)
            raise

    def commit(self, key: str, text: str, before: MeetingAnswer | None = None) -> MeetingAnswer:
        """Who promises what, and by when; a promise is somebody's."""
        return self._task("commit", key, text, before, needed=True)

    def _cut_off(self, so_far: MeetingAnswer, before: MeetingAnswer | None) -> None:
        """What was said before a question was cut off is not lost; an answer that is given anew stands till then."""
        if before is None:
            self.held.keep(replace(so_far, half=True))

    def gate(self, key: str, text: str, before: MeetingAnswer | None = None) -> MeetingAnswer:
        """What is decided at a gate: which, with which outcome, and the conditions as actions of the case."""
        shown = self.held.gate_name(before.gate) if before else self.held.next_gate()
        try:
            gate = self.held.gate_meant(
                text or self.asks.part(self.words("meet.ask.gate"), str, shown, edited=True)
            )
            outcome = self.held.outcome_meant(self.asks.text("meet.ask.outcome", ""))
            known = any(one.at == key and one.said == "action" for one in self.held.said)
            if outcome is PassageOutcome.APPROVED_WITH_CONDITIONS and not known:
                self.held.keep(self.action(key, ""))
                known = True
            self.held.may_rule(gate, outcome, conditions=known)
        except Stop as stop:  # no such gate, or points are open: told now, not at the end
            self.run.warn(stop.problems)
            raise Dropped from None
        return MeetingAnswer(key, "gate", outcome.value, gate=gate)

    def done(self, key: str, text: str) -> MeetingAnswer:
        """That something is done: what holds it back is told at once, and not when all is to be written."""
        answer = MeetingAnswer(key, "done", text)
        try:
            self.held.must_hold(answer)
        except Stop as stop:
            self.run.warn(stop.problems)
            raise Dropped from None
        return answer

    def date_of(self, key: str, text: str, before: MeetingAnswer | None = None) -> MeetingAnswer:
        """A new date: what it does to the plan is seen before it counts."""
        old = before or MeetingAnswer(key, "date")
        to = (self.asks.typed_day(text) if text else None) or self.asks.day(old.due, needed=True)
        try:
            reason = self.asks.part(self.words("meet.ask.reason"), str, old.text)
        except KeyboardInterrupt:
            self._cut_off(MeetingAnswer(key, "date", due=to), before)
            raise
        answer = MeetingAnswer(key, "date", reason, due=to)
        try:
            self._effect(key.partition(":")[2], answer, before)
        except Stop as stop:  # it would make the project faulty: told now, not at the end
            self.run.warn(stop.problems)
            raise Dropped from None
        return answer

    def _effect(self, address: str, answer: MeetingAnswer, before: MeetingAnswer | None) -> None:
        if self.held.is_of_plan(address):
            tell_effect(self.run, self.held.edits_with(answer, before), self.held.edits_with(None, before))
        else:
            self.held.must_hold(answer, before)

    # -------------------------------------------------------- what has been said, and its corrections

    def review(self) -> None:
        """All that has been answered, numbered; what is chosen is answered anew, or taken away."""
        order = {step.key: number for number, step in enumerate(self.steps())}
        while given := sorted(
            (one for one in self.held.said if one.said != "next"), key=lambda one: order.get(one.at, -1)
        ):
            self.out("")
            said = (f"{self._where(one)}{self._plainly(one)}" for one in given)
            self.show([listed((f"{number:>2}", text) for number, text in enumerate(said, 1))])
            number = self.asks.number(len(given))
            if not number:
                return
            try:
                self._anew(given[number - 1])
            except Dropped:
                self.held.correct(given[number - 1], None)
                self.tell("meet.withdrawn")
        self.tell("meet.nothing_said")

    def _anew(self, old: MeetingAnswer) -> None:
        """One answer again; Enter keeps what stands, a minus takes the answer away.

        Raises:
            Dropped: it is to be taken away.
        """
        self.tell("meet.keep_or_drop")
        new = old
        if old.said == "absent":
            new = MeetingAnswer(old.at, old.said, who=self.asks.absent(old.who))
        elif old.said in _ANEW:
            new = _ASKED[old.said](self, old.at, "", old)
        else:  # that something is done is kept or taken away
            self.asks.part(self.words("meet.ask.kept"), str)
        if new != old:
            self.held.correct(old, new)

    def _where(self, one: MeetingAnswer) -> str:
        """The case or the record that an answer is about."""
        kind, _, name = one.at.partition(":")
        if kind == "case":
            line = next((line for line in self.held.agenda.lines if step_of(line) == one.at), None)
            number = self.words("agenda.case", case=line.case) if line and line.case else ""
            return f"{number or name}: "
        return f"{name}: " if kind == "record" else ""

    # -------------------------------------------------------- before and after the steps

    def _attendance(self) -> None:
        if (self.meeting.participants or self.meeting.guests) and not self.held.is_over("attendance"):
            known = (self.run.project.person.get(one.person) for one in self.meeting.participants)
            rows = [(one.initials or one.id, one.name) for one in known if one]
            rows += [("", one.name) for one in self.meeting.guests]
            self.show([told(self.words("meet.invited"), [listed(rows)])])
            self.held.keep(MeetingAnswer("attendance", "absent", who=self.asks.absent()))
            self.held.keep(MeetingAnswer("attendance", "next"))

    def _own_work(self) -> None:
        """Whether the activity that the meeting itself is has been done by it."""
        if self.held.is_over("held"):
            return
        day = min(self.meeting.date or self.run.today, self.run.today)
        for one in self.held.own_work():
            name = f"{one.activity.id} {one.activity.title}"
            sure = one.plan_end == self.meeting.date or self.meeting.kind is MeetingKind.KICKOFF
            if self.dialog.agreed(self.words("meet.ask.held", name=name, date=day), otherwise=sure):
                answer = MeetingAnswer(f"record:{one.activity.id}", "done", due=day)
                try:
                    self.held.must_hold(answer)
                    self.held.keep(answer)
                except Stop as stop:
                    self.run.warn(stop.problems)
        self.held.keep(MeetingAnswer("held", "next"))

    def _plan_agreed(self) -> None:
        if (
            self.meeting.kind in {MeetingKind.KICKOFF, MeetingKind.STEERING}
            and not self.meeting.plan_agreed
            and not self.held.has_agreed_plan
            and not self.held.is_over("agreed")
        ):
            binding = self.held.would_agree()
            self.out("")
            self.tell("meet.would_agree")
            rows = (
                (
                    day(line.plan) if line.plan else "–",
                    self.words(f"meet.binds.{line.kind}", title=line.title),
                )
                for line in binding
            )
            self.show([listed(rows)])
            if self.dialog.agreed(self.words("meet.ask.agreed")):
                self.held.keep(MeetingAnswer("agreed", "agreed"))
            self.held.keep(MeetingAnswer("agreed", "next"))

    def _following(self) -> None:
        """When those who meet here meet next: told where it is planned, else asked."""
        if self.held.is_over("following") or self.meeting.kind is MeetingKind.WORKSHOP:
            return
        if planned := self.held.following:
            self.tell("meet.following", meeting=called(self.run, planned), id=planned.id, date=planned.date)
            return
        if day := self.asks.following():
            self.held.keep(MeetingAnswer("following", "following", due=day))
        self.held.keep(MeetingAnswer("following", "next"))

    def _end(self) -> bool:
        """The minutes, what they bring, and – when agreed to – all of it in the files at once; whether to go back."""
        while True:
            result = self.held.result()
            if result is None:
                self.tell("meet.nothing_to_write")
                return False
            if self.run.preview:
                self.show([told(self.words.count("meet.would", result.count))])
                return False
            self._beside_cases()
            self.out("")
            asked = self.words("meet.ask.write", key=self.keys["correct"], back=self.keys["back"])
            match self.dialog.ask(asked, self._ending):
                case "correct":
                    self.review()
                case "back":
                    return True
                case "no":
                    raise LeftKeyboard
                case _:
                    break
        self.held.write(result)
        self.tell("meet.written", meeting=self.meeting.id)
        return False

    def _beside_cases(self) -> None:
        """What is written of records, of the plan and of the next meeting: nobody has seen it under a case."""
        given = [one for one in self.held.said if one.said != "next" and not one.at.startswith("case:")]
        if given:
            self.out("")
            said = [(f"{self._where(one)}{self._plainly(one)}",) for one in given]
            self.show([told(self.words("meet.beside_cases"), [listed(said)])])

    def _ending(self, typed: str) -> str:
        """Write it, not yet, or look at it once more."""
        keys = {name: {self.keys[name]} for name in ("correct", "back")}
        for name, known in {"yes": YES, "no": NO, **keys}.items():
            if typed.lower() in known:
                return name
        raise InvalidResponse(
            self.words("meet.needs_ending", key=self.keys["correct"], back=self.keys["back"])
        )

    # -------------------------------------------------------- words

    def _plainly(self, one: MeetingAnswer) -> str:
        return " ".join(self.held.worded(one).split())

    def tell(self, key: str, **facts: object) -> None:
        """A text, on the screen."""
        self.show([Told(inline(self.words(key, **facts)), hanging=False)])

    def show(self, blocks: Sequence[ScreenBlock]) -> None:
        """Blocks, by the writer that all screens have."""
        self.out(drawn(blocks, Display(self.width, self.run.colour)).removesuffix("\n"))

    def out(self, text: str) -> None:
        """A line on the screen, at once: the next thing may be a question."""
        (self.run.tell if self.run.as_json else self.run.out)(text)


_ANEW = frozenset({"note", "decide", "blocked", "action", "commit", "date", "gate"})
_ASKED: dict[str, Callable[..., MeetingAnswer]] = {
    "note": lambda held, key, text, before=None: held.plain(key, "note", text, before),
    "decide": lambda held, key, text, before=None: held.plain(key, "decide", text, before),
    "blocked": lambda held, key, text, before=None: held.plain(key, "blocked", text, before),
    "action": LiveMeeting.action,
    "commit": LiveMeeting.commit,
    "date": LiveMeeting.date_of,
    "gate": LiveMeeting.gate,
    "done": LiveMeeting.done,
    "next": lambda _, key, text: MeetingAnswer(key, "next"),  # noqa: ARG005 - all are asked alike
}


def _offers(point: FollowUpPoint) -> tuple[str, ...]:
    if point.why == "undecided":
        return _DECISION
    return _ACTION if point.why == "action" else _ACTIVITY
