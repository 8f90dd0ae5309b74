"""From the answers of a meeting to edits: attendance, minutes, records done, moved or stuck, commitments."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tpn.edits.agenda_edits import kept
from tpn.edits.mark_done import finished
from tpn.edits.move_date import moved
from tpn.history.meeting_answers import MeetingAnswer
from tpn.model.index import Entry, Index
from tpn.model.logs import Decision, Deliverable, Meeting, MinutesItem
from tpn.model.shapes import Action, Activity
from tpn.plan import Plan
from tpn.source import Append, Edit, Set
from tpn.views.agenda_facts import Agenda, AgendaLine

Route = tuple[str | int, ...]
Worded = Callable[[MeetingAnswer, str], str]


@dataclass(frozen=True)
class AnsweredMeeting:
    """A meeting with what was answered in it. ``worded`` says an answer on a record in a sentence of the minutes."""

    meeting: Meeting
    agenda: Agenda
    plan: Plan
    index: Index
    worded: Worded

    def edits(self, answers: Sequence[MeetingAnswer]) -> list[Edit]:
        """All that the answers change, in an order that can be applied."""
        made: list[Edit] = list(kept(self.index, self.agenda)) if self._numbers(answers) else []
        made += self._attendance(answers)
        made += self._records(answers)
        made += self._minutes(answers)
        made += self._commitments(answers)
        if any(one.said == "agreed" for one in answers):
            made.append(Set((*self._route, "plan_agreed"), value=True))
        return made

    @property
    def _route(self) -> Route:
        return self.index.by_address[self.meeting.id].route

    def _numbers(self, answers: Sequence[MeetingAnswer]) -> bool:
        """Numbers that the minutes speak of are kept from now on."""
        return any(one.at.startswith("case:") for one in answers)

    # -------------------------------------------------------- who was there

    def _attendance(self, answers: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        absent = next((one.who for one in reversed(answers) if one.said == "absent"), None)
        if absent is None:
            return
        for list_name, invited in (
            ("participants", [(one.person, one.attended) for one in self.meeting.participants]),
            ("guests", [(one.name, one.attended) for one in self.meeting.guests]),
        ):
            for number, (name, attended) in enumerate(invited):
                there = name not in absent
                if attended is not there:
                    yield Set((*self._route, list_name, number, "attended"), there)

    # -------------------------------------------------------- records

    def _records(self, answers: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        for address in dict.fromkeys(
            one.at.partition(":")[2] for one in answers if one.at.startswith("record:")
        ):
            entry = self.index.by_address.get(address)
            if entry is not None:
                yield from self._record(entry, [one for one in answers if one.at == f"record:{address}"])

    def _record(self, entry: Entry, answers: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        notes: list[str] = []
        for one in answers:
            for edit in self._answered(entry, one):
                # notes are gathered: each is added to what stands, none in place of another
                if isinstance(edit, Set) and edit.route[-1] == "note":
                    notes.append(str(edit.value).removeprefix(f"{_note(entry)} · "))
                else:
                    yield edit
        if notes:
            before = [said] if (said := _note(entry)) else []
            yield Set((*entry.route, "note"), " · ".join([*before, *notes]))

    def _answered(self, entry: Entry, one: MeetingAnswer) -> list[Edit]:
        route, record, today = entry.route, entry.record, self.plan.today
        match one.said, record:
            case "done", Activity() | Action() | Deliverable():
                return finished(entry, one.due or today)
            case "date", Activity() if one.due:
                return moved(entry, one.due, one.text or self.worded(one, entry.address), self.plan)
            case "date", Action() if one.due:
                return [Set((*route, "due"), one.due)]
            case "date", Decision() if one.due:
                return [Set((*route, "needed_by"), one.due)]
            case "blocked", Activity():
                return [Set((*route, "status"), "blocked"), Set((*route, "waiting_for"), one.text)]
            case "note", Activity():
                return [Set((*route, "note"), f"{today:%d.%m.%Y}: {one.text}")]
            case "decide", Decision():
                return [
                    Set((*route, key), value)
                    for key, value in (
                        ("decided", today),
                        ("outcome", one.text),
                        ("meeting", self.meeting.id),
                    )
                ]
        return []

    # -------------------------------------------------------- minutes

    def _minutes(self, answers: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        for line in self.agenda.lines:
            said = [one for one in answers if one.at == step_of(line)]
            if any(one.said in {"note", "decide", "action", "commit", "gate"} for one in said):
                yield from self._case(line, said)
        followed = [
            one for one in answers if one.at.startswith("record:") and one.said not in {"next", "action"}
        ]
        actions = [one for one in answers if one.at.startswith("record:") and one.said == "action"]
        if followed or actions:
            lines = [self.worded(one, one.at.partition(":")[2]) for one in followed]
            yield Append(
                (*self._route, "minutes"),
                _given(text="\n".join(lines) or None, actions=[*map(_action, actions)] or None),
            )

    def _case(self, line: AgendaLine, said: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        """What was said of a case, after what the minutes have of it already."""
        notes = [
            one.text if one.said == "note" else self.worded(one, "")
            for one in said
            if one.said in {"note", "commit"}
        ]
        decided = [one.text for one in said if one.said == "decide"]
        if not line.case:  # only a number tells that two items of the minutes are of one case
            decided = ["\n".join(decided)] if decided else []
        gate = next((one for one in reversed(said) if one.said == "gate"), None)
        if gate and not decided:
            decided = [self.worded(gate, "")]
        ruled = _ruled(gate) if gate else None
        actions = [_action(one) for one in said if one.said == "action"]
        number, known = self._known(line)
        if known is None:
            text = "\n".join(notes)
            if not line.case:  # without a number the title says what it is about
                text = f"{line.title}: {text}" if text else line.title
            taken = line.decision if decided or ruled else None  # what was only talked of is not taken
            record = _given(case=line.case, text=text or None, resolution=next(iter(decided), None),
                            decision=taken, gate=ruled, actions=actions or None)  # fmt: skip
            yield Append((*self._route, "minutes"), record)
            yield from self._further(line, decided[1:])
            return
        route = (*self._route, "minutes", number)
        if notes:
            yield Set((*route, "text"), "\n".join([*([known.text] if known.text else []), *notes]))
        if decided and not known.resolution:
            yield Set((*route, "resolution"), decided.pop(0))
            if line.decision and known.decision is None:
                yield Set((*route, "decision"), line.decision)
        if ruled and known.gate is None:
            yield Set((*route, "gate"), ruled)
        yield from self._further(line, decided)
        yield from (Append((*route, "actions"), one) for one in actions)

    def _further(self, line: AgendaLine, decided: Sequence[str]) -> Iterator[Edit]:
        """What was decided beside the first, each a decision of its own under the same case."""
        yield from (
            Append((*self._route, "minutes"), _given(case=line.case, resolution=one)) for one in decided
        )

    def _known(self, line: AgendaLine) -> tuple[int, MinutesItem | None]:
        for number, one in enumerate(self.meeting.minutes):
            if line.case and one.case == line.case:
                return number, one
        return 0, None

    def _commitments(self, answers: Sequence[MeetingAnswer]) -> Iterator[Edit]:
        day = self.meeting.date or self.plan.today
        for one in answers:
            if one.said == "commit":
                for person in one.who:
                    record = _given(person=person, to=one.text, date=day, due=one.due)
                    yield Append(("kickoff", "commitments"), record)


def step_of(line: AgendaLine) -> str:
    """The step of a line of the agenda: by its number, else by its title."""
    return f"case:{line.case or line.title}"


def _action(one: MeetingAnswer) -> dict[str, Any]:
    return _given(what=one.text, responsible=list(one.who) or None, due=one.due)


def _ruled(one: MeetingAnswer) -> dict[str, Any]:
    """What was decided at a gate, as the minutes say it."""
    what, _, name = one.gate.partition(":")
    return {what: int(name) if what == "wave" else name, "outcome": one.text}


def _note(entry: Entry) -> str | None:
    note = getattr(entry.record, "note", None)
    return note if isinstance(note, str) else None


def _given(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}
