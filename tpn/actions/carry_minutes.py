"""What the minutes of a meeting bring into the project, told first and written when asked."""

from collections.abc import Iterator, Sequence

from tpn.actions.decide_gate import gate_named, may_be_decided
from tpn.actions.find_meeting import called
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.minutes_to_records import Carried, carried, current_phase
from tpn.history.agreements import stamp
from tpn.history.snapshots import facts_of, files_of, snapshots
from tpn.model.choices import Answer, MeetingKind, Phase
from tpn.model.logs import Meeting, MinutesItem
from tpn.model.project import Project
from tpn.model.questions import Question, Questions
from tpn.plan.revision import would_bind
from tpn.source import Edit, Set, TextFile


def carry(session: Session, meeting: Meeting, phase: Phase | None, *, write: bool) -> None:
    """Tell – or write – the decisions, the activities and the agreed plan that come of a meeting.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    words = session.words
    edits, agreed = bring(session, meeting, phase)
    if not edits and not agreed:
        session.tell_nothing(words("minutes.nothing"))
    elif write:
        write_edits(session, edits, agreed)
        session.tell(words("minutes.written"))
    else:
        session.tell(how=words("minutes.would", meeting=meeting.id))


def bring(
    session: Session, meeting: Meeting, phase: Phase | None, before: Sequence[Edit] = ()
) -> tuple[list[Edit], dict[TextFile, str]]:
    """What a meeting brings, told line by line: the edits, and the files of the agreed plan.

    ``before`` are edits that are not written yet; ``meeting`` is as they make it.
    """
    loaded = after_edits(session.loaded, before) if before else session.loaded
    into = phase or current_phase(plan_of(session, loaded), meeting.date or session.today)
    for item in meeting.minutes:
        if item.gate and not _is_decided(session, item):
            named = item.gate.service or item.gate.phase or f"bølge {item.gate.wave}"
            may_be_decided(
                session, gate_named(session, str(named)), item.gate.outcome, conditions=bool(item.actions)
            )
    source = session.words("minutes.source", meeting=called(session, meeting), date=meeting.date)
    found = carried(loaded.index, loaded.sound(), meeting, into, source)
    edits = [edit for one in found for edit in one.edits]
    agreed = _agreed(session, meeting, [*before, *edits])
    for one in found:
        session.tell(_line(session, one))
    for point in _proven(loaded.sound(), Questions(session.folder), meeting, agreed=bool(agreed)):
        edits.append(Set((Phase.KICKOFF.value, "checklist", point.id), _answer(meeting, source)))
        session.tell(session.words("minutes.proven", id=point.id, title=point.text[session.language]))
    if agreed:
        binds = would_bind(plan_of(session, after_edits(session.loaded, [*before, *edits])))
        session.tell(session.words(
            "minutes.agrees", milestones=binds.milestones, launches=binds.launches, finish=binds.finish or "–"
        ))  # fmt: skip
    return edits, agreed


def _proven(project: Project, questions: Questions, meeting: Meeting, *, agreed: bool) -> Iterator[Question]:
    """The points of the first checklist that the minutes themselves are the evidence of, where nobody answered them."""
    shown = {
        "plan_agreed": agreed,
        "commitments": meeting.kind is MeetingKind.KICKOFF and bool(project.kickoff.commitments),
    }
    for point in questions.of(Phase.KICKOFF):
        said = project.kickoff.checklist.get(point.id)
        if shown.get(point.key or "") and (said is None or said.answer is Answer.OPEN):
            yield point


def _answer(meeting: Meeting, source: str) -> dict[str, object]:
    day = {"date": meeting.date} if meeting.date else {}
    return {"answer": Answer.DONE.value, **day, "evidence": source}


def _is_decided(session: Session, item: MinutesItem) -> bool:
    return any(one.id == item.decision and one.decided for one in session.project.decisions)


def _line(session: Session, one: Carried) -> str:
    people = session.project.person
    who = tuple(people[name].name for name in one.responsible if name in people)
    return session.words(
        f"minutes.carried.{one.fact}", id=one.id, title=one.title, who=who or "–", due=one.due or "–"
    )


def _agreed(session: Session, meeting: Meeting, edits: Sequence[Edit]) -> dict[TextFile, str]:
    """The snapshot that makes the plan the agreed one, where none has been agreed before.

    A plan is agreed once; what is agreed later is a revised plan (Rules: docs/rules.md, «Who decides, and when»).
    """
    known = snapshots(session.folder)
    if not meeting.plan_agreed or any(one.agreed for one in known):
        return {}
    after = after_edits(session.loaded, edits)
    at = stamp(session.folder, session.today, session.clock())
    facts = facts_of(plan_of(session, after), called(session, meeting), agreed=True, at=at)
    files = files_of(session.folder, after.files, facts, known)
    return {TextFile(path, path.as_posix(), ""): text for path, text in files.items()}
