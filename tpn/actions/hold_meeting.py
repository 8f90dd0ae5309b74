"""A meeting that is held: its cases and what is to follow up, what was answered, and what comes of it.

Whoever asks the questions is elsewhere. An answer is on the disk before the next one is asked for, and everything is
written into the project at the end, at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tpn.actions.carry_minutes import bring
from tpn.actions.decide_gate import gate_named, may_be_decided
from tpn.actions.find_meeting import agenda_of
from tpn.actions.load_plan import plan_of
from tpn.actions.meeting_series import planner_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.meeting_edits import AnsweredMeeting, step_of
from tpn.edits.meeting_series import Rhythm
from tpn.edits.typed_values import Typist
from tpn.history.meeting_answers import MeetingAnswer, answers, corrected, keep, written
from tpn.model.choices import ActivityKind, Every, MeetingKind, PassageOutcome, Phase
from tpn.model.fieldtree import takes
from tpn.model.logs import Deliverable, GateDecision, Meeting
from tpn.model.people import names_of
from tpn.model.similar import fold
from tpn.plan.facts import Work
from tpn.plan.gates import phase_at_hand
from tpn.plan.revision import BindingDate, binding_dates
from tpn.plan.timing import is_accepted
from tpn.source import Edit, TextFile
from tpn.views.agenda_facts import Agenda, AgendaLine
from tpn.views.followup import FollowUpPoint, follow_up
from tpn.views.minutes import following
from tpn.views.values import title_of

_ABOUT = timedelta(days=14)


@dataclass(frozen=True)
class MeetingResult:
    """What a meeting changes: its minutes, what they bring into the project, and the plan that they agree."""

    edits: tuple[Edit, ...]
    brought: tuple[Edit, ...]
    agreed: dict[TextFile, str]

    @property
    def count(self) -> int:
        """How many edits that is."""
        return len(self.edits) + len(self.brought)


class HeldMeeting:
    """One meeting while it goes on. ``said`` are the answers that are not written into the project yet."""

    def __init__(self, session: Session, meeting: Meeting, *, follow_up: bool) -> None:
        self.session = session
        self.meeting = meeting
        self.follow_up = follow_up
        self.said = list(answers(session.folder, meeting.id))

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda of the meeting."""
        return agenda_of(self.session, self.meeting)

    @property
    def cases(self) -> tuple[AgendaLine, ...]:
        """The lines of the agenda that somebody says something at."""
        return tuple(line for line in self.agenda.lines if not line.pauses)

    @property
    def points(self) -> Sequence[FollowUpPoint]:
        """The records to follow up, where that was asked for."""
        if not self.follow_up:
            return ()
        return tuple(follow_up(self._answered.plan, self.meeting, self.session.loaded.standing))

    @cached_property
    def _answered(self) -> AnsweredMeeting:
        return AnsweredMeeting(
            self.meeting,
            self.agenda,
            plan_of(self.session),
            self.session.loaded.index,
            lambda one, address: self.worded(one, self._named(address)),
        )

    # -------------------------------------------------------- answers

    def keep(self, answer: MeetingAnswer) -> None:
        """Keep an answer; it is on the disk afterwards, except in a preview."""
        if not self.session.preview:
            keep(self.session.folder, self.meeting.id, answer)
        self.said.append(answer)

    def correct(self, old: MeetingAnswer, new: MeetingAnswer | None) -> None:
        """An answer takes another's place, or is taken back; on the disk likewise."""
        if not self.session.preview:
            keep(self.session.folder, self.meeting.id, new, old)
        self.said = corrected(self.said, old, new)

    def is_over(self, key: str) -> bool:
        """Whether a step has been gone through."""
        return any(one.at == key and one.said == "next" for one in self.said)

    def edits_with(
        self, answer: MeetingAnswer | None = None, before: MeetingAnswer | None = None
    ) -> list[Edit]:
        """What the answers change, with one more, or with one in the place of another."""
        rest = corrected(self.said, before, None) if before else self.said
        given = [*rest, *((answer,) if answer else ())]
        return [*self._answered.edits(given), *self._next_meeting(given)]

    @cached_property
    def following(self) -> Meeting | None:
        """The next meeting of those who meet here, where it is planned."""
        return following(self.session.remaining, self.meeting)

    def _next_meeting(self, given: Sequence[MeetingAnswer]) -> tuple[Edit, ...]:
        """The next meeting, as one of a series is made: who, where and when as here, with its papers."""
        day = next((one.due for one in reversed(given) if one.said == "following"), None)
        if day is None:
            return ()
        kind = MeetingKind.PROJECT if self.meeting.kind is MeetingKind.KICKOFF else self.meeting.kind
        values = {"kind": kind.value, "date": day}
        phase = phase_at_hand(self.session.project)
        return planner_of(self.session).series(values, Rhythm(Every.MONTH, 1), phase).edits

    def must_hold(self, answer: MeetingAnswer, before: MeetingAnswer | None = None) -> None:
        """See that the project would be sound with an answer.

        Raises:
            Stop: it would not.
        """
        after_edits(self.session.loaded, self.edits_with(answer, before))

    def is_of_plan(self, address: str) -> bool:
        """Whether a record is an activity, whose date moves others."""
        return self.session.loaded.index.by_address[address].kind == "activities"

    def own_work(self) -> Sequence[Work]:
        """The activities that this meeting is: open, of the kind, planned for its day; a kick-off's for about then.

        What a steering group was to decide before, and is not done, is asked about too.
        """
        day, said = self.meeting.date, {one.at for one in self.said}
        near = _ABOUT if self.meeting.kind is MeetingKind.KICKOFF else timedelta(0)
        about = self.session.project.about
        members = {*about.steering_group, about.owner} if self.meeting.kind is MeetingKind.STEERING else set()
        return [
            one
            for one in self._answered.plan.work
            if one.activity.kind is ActivityKind.MEETING and not one.done and not one.fallen_out
            if day
            and one.plan_end
            and (
                abs(one.plan_end - day) <= near
                or (one.overdue and not members.isdisjoint(one.activity.responsible))
            )
            if (one.phase is Phase.KICKOFF or not near) and f"record:{one.activity.id}" not in said
        ]

    def up_for_approval(self, key: str) -> Deliverable | None:
        """The deliverable that a case is about, while nobody has accepted it."""
        titles = {fold(line.title) for line in self.cases if step_of(line) == key}
        waiting = (one for one in self.session.remaining.deliverables if not is_accepted(one))
        return next((one for one in waiting if fold(one.title) in titles), None)

    # -------------------------------------------------------- gates

    def gate_meant(self, typed: str) -> str:
        """The gate that was meant, as an answer keeps it.

        Raises:
            Stop: there is none.
        """
        what, name = next(iter(gate_named(self.session, typed).said.items()))
        return f"{what}:{name}"

    def gate_name(self, gate: str) -> str:
        """What a gate is called: its phase, its service or its wave."""
        what, _, name = gate.partition(":")
        words, services = self.session.words, self.session.project.service
        if what == "phase":
            return words(f"status.phases.{name}")
        return services[name].name if name in services else words("meet.wave", n=name)

    def next_gate(self) -> str:
        """The gate of the phase at hand: the one that is decided next."""
        return self.gate_name(f"phase:{phase_at_hand(self.session.project).value}")

    def outcome_meant(self, typed: str) -> PassageOutcome:
        """The outcome that was meant.

        Raises:
            Stop: it is none.
        """
        typist = Typist(self.session.readable, self.session.today, self.session.folder)
        return PassageOutcome(str(typist.value(takes(GateDecision)["outcome"], typed)))

    def may_rule(self, gate: str, outcome: PassageOutcome, *, conditions: bool) -> None:
        """See that an outcome goes with the points that are open.

        Raises:
            Stop: it does not.
        """
        what, _, name = gate.partition(":")
        named = gate_named(self.session, f"wave {name}" if what == "wave" else name)
        may_be_decided(self.session, named, outcome, conditions=conditions)

    # -------------------------------------------------------- what comes of it

    @property
    def has_agreed_plan(self) -> bool:
        """Whether a plan has been agreed: it is agreed once, and revised after that."""
        return self._answered.plan.baseline is not None

    def would_agree(self) -> list[BindingDate]:
        """The dates that bind if the plan is agreed now, the first one first."""
        plan = plan_of(self.session, after_edits(self.session.loaded, self.edits_with()))
        return sorted(binding_dates(plan), key=lambda one: (one.plan or date.max, one.key))

    def result(self) -> MeetingResult | None:
        """What the answers come to, told line by line; None where they change nothing.

        Raises:
            Stop: the project would become faulty by it.
        """
        edits = self.edits_with()
        if not edits:
            return None
        after = after_edits(self.session.loaded, edits)
        held = next(one for one in after.sound().meetings if one.id == self.meeting.id)
        brought, agreed = bring(self.session, held, None, edits)
        return MeetingResult(tuple(edits), tuple(brought), agreed)

    def write(self, result: MeetingResult) -> None:
        """Everything into the project, all or nothing, with the answers marked as written.

        Raises:
            Stop: the files cannot be written; nothing is changed then.
        """
        marked = written(self.session.folder, self.meeting.id)
        write_edits(self.session, [*result.edits, *result.brought], {**result.agreed, **marked})

    # -------------------------------------------------------- words of the minutes

    def worded(self, one: MeetingAnswer, name: str = "") -> str:
        """An answer as a sentence of the minutes: «K-12 Justere planen: ny frist 15.10.2026 (Siv er syk)»."""
        who = names_of(self.session.project.person, one.who)
        none = one.said == "absent" and not who
        by = "_by" if one.said == "commit" and one.due else ""
        key = "meet.said.all_here" if none else f"meet.said.{one.said}{by}"
        if one.said == "gate":
            return self.session.words(key, gate=self.gate_name(one.gate), outcome=PassageOutcome(one.text))
        said = self.session.words(key, text=one.text, who=who or "–", date=one.due or "–")
        if one.said == "date" and one.text:
            said += f" ({one.text})"
        return f"{name}: {said}" if name else said

    def _named(self, address: str) -> str:
        entry = self.session.loaded.index.by_address.get(address)
        title = title_of(entry.record) if entry else ""
        return f"{address} {title}" if entry and getattr(entry.record, "id", None) else title
