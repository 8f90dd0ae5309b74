"""What the minutes of a meeting bring into the project, told first and written when asked."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpn.cli.run import Run
    from tpn.merge.minuting import Carried
    from tpn.model.choices import Phase
    from tpn.model.logs import Meeting
    from tpn.source import Edit, TextFile


def carry(run: "Run", meeting: "Meeting", phase: "Phase | None", *, write: bool) -> None:
    """Tell – or write – the decisions, the activities and the agreed plan that come of a meeting.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    from tpn.cli.writing import write_edits

    words = run.words
    edits, agreed = bring(run, meeting, phase)
    if not edits and not agreed:
        run.tell(words("minutes.nothing"))
    elif write:
        write_edits(run, edits, agreed)
        run.tell(words("minutes.written"))
    else:
        run.tell(words("minutes.would", meeting=meeting.id))


def bring(
    run: "Run", meeting: "Meeting", phase: "Phase | None", before: "Sequence[Edit]" = ()
) -> "tuple[list[Edit], dict[TextFile, str]]":
    """What a meeting brings, told line by line: the edits, and the files of the agreed plan.

    ``before`` are edits that are not written yet; ``meeting`` is as they make it.
    """
    from tpn.cli.meetings import called
    from tpn.cli.planned import plan_of
    from tpn.cli.writing import after_edits
    from tpn.merge.minuting import carried, current_phase

    loaded = after_edits(run.loaded, before) if before else run.loaded
    into = phase or current_phase(plan_of(run, loaded), meeting.date or run.today)
    source = run.words("minutes.source", meeting=called(run, meeting), date=meeting.date)
    found = carried(loaded.index, loaded.sound(), meeting, into, source)
    edits = [edit for one in found for edit in one.edits]
    agreed = _agreed(run, meeting, [*before, *edits])
    for one in found:
        run.tell(_line(run, one))
    if agreed:
        run.tell(run.words("minutes.agrees"))
    return edits, agreed


def _line(run: "Run", one: "Carried") -> str:
    people = run.project.person
    who = tuple(people[name].name for name in one.responsible if name in people)
    return run.words(
        f"minutes.carried.{one.fact}", id=one.id, title=one.title, who=who or "–", due=one.due or "–"
    )


def _agreed(run: "Run", meeting: "Meeting", edits: "Sequence[Edit]") -> "dict[TextFile, str]":
    """The snapshot that makes the plan the agreed one, unless a plan has been agreed since the meeting."""
    from tpn.cli.meetings import called
    from tpn.cli.planned import plan_of
    from tpn.cli.writing import after_edits
    from tpn.history.snapshots import facts_of, files_of, snapshots
    from tpn.source import TextFile

    known = snapshots(run.folder)
    if not meeting.plan_agreed or any(
        one.agreed and (meeting.date is None or one.taken >= meeting.date) for one in known
    ):
        return {}
    after = after_edits(run.loaded, edits)
    facts = facts_of(plan_of(run, after), called(run, meeting), agreed=True)
    files = files_of(run.folder, after.files, facts, known)
    return {TextFile(path, path.as_posix(), ""): text for path, text in files.items()}
