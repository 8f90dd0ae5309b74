"""Edits into the project's files: applied, proved, checked as a whole, and written with a way back."""

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tpn.actions.passing import must_pass
from tpn.actions.session import Session
from tpn.actions.write_rules import WRITES
from tpn.edits.action_twins import action_twins, done_days, share_twins
from tpn.edits.figures_day import figures_day
from tpn.edits.launch_edits import launched_twins
from tpn.edits.launch_twins import launch_twins
from tpn.history.git_files import befriend_git
from tpn.history.journal import JournalEntry, undo, write
from tpn.history.log import LogEntry, RecordChange, differences, new_name, path_of, taking_back, text_of
from tpn.history.own_files import keep_new, must_lie_inside
from tpn.history.published import PublishedReport
from tpn.model import MARKER, Loaded, load_read
from tpn.model.choices import Status
from tpn.model.ended import ended_of
from tpn.model.questions import Questions
from tpn.model.recorded import ahead
from tpn.plan import plan_faults
from tpn.problems import Problem, Stop
from tpn.problems.catalogue import REFUSED_AT_THE_DOOR
from tpn.source import Change, Edit, Folder, TextFile, apply
from tpn.source.clean import cleaned
from tpn.source.writing import make_folder
from tpn.texts.names import FieldNamed

# where a section goes that is in no file yet, when that file exists
_LAYOUT: Mapping[str, str] = {
    "kickoff": "1-kickoff.yaml", "benefits": "2-benefits.yaml", "processes": "3-processes.yaml",
    "procurement": "4-procurement.yaml", "launch": "5-launch.yaml",
    **dict.fromkeys(("meetings", "deliverables", "communication", "risks", "deviations", "decisions", "lessons",
                     "economy", "staffing", "participation", "report"), "logs.yaml"),
}  # fmt: skip


def write_edits(
    session: Session, edits: Sequence[Edit], more: Mapping[TextFile, str] | None = None
) -> Loaded:
    """Write edits to the files they concern, all or none; ``more`` are other files of the same write.

    The project as it is then, or – in a preview – as it would be. ``run.written`` says whether anything was.

    Raises:
        Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
    """
    return write_tried(session, tried(session.loaded, edits, session.today), more)


class Tried(NamedTuple):
    """Edits made and found sound, not written yet: the new texts, and the project as it would be."""

    changes: Mapping[TextFile, str]
    after: Loaded


def tried(
    loaded: Loaded,
    edits: Sequence[Edit],
    today: date | None = None,
    *,
    typed: bool = True,
    whole: Container[str] = (),
) -> Tried:
    """Make edits without writing them; not ``typed`` are those that many people made in sheets, cell by cell.

    ``whole`` are records of which a sheet says all at once, since they were made from a row of it.

    Here, at the one way that all edits go, a launch and its going live become one date, whoever writes either; and
    an action that is done is done as the activity that it became.

    Two values that do not agree are refused where both are written now. A sheet that changes the one only, and may not
    even show the other, is taken, and the project warns of it.

    Raises:
        Stop: the project would become faulty, or say of a day after ``today`` that something has happened on it.
    """
    changes = new_texts(loaded, [*edits, *_twins(edits, loaded, today)])
    after = _still_sound(loaded, changes, typed=typed, whole=whole)
    if today is not None and after.project is not None:
        _must_have_been(loaded, after, today)
    must_pass(loaded, after)
    return Tried(changes, after)


def _twins(edits: Sequence[Edit], loaded: Loaded, today: date | None) -> Iterator[Edit]:
    """What follows from edits: one truth that stands in two places is written in both, and figures have a day."""
    if loaded.project is not None:
        if today is not None:
            yield from figures_day(edits, loaded.project, today)
            yield from (days := list(done_days(edits, loaded.index, today)))
            edits = [*edits, *days]
        yield from launch_twins(edits, loaded.project)
        yield from launched_twins(edits, loaded.project, Questions(loaded.folder).go_live)
        yield from action_twins(edits, loaded.index)
        yield from share_twins(edits, loaded.index)


def _must_have_been(before: Loaded, after: Loaded, today: date) -> None:
    """What is recorded has happened; a date that lay ahead before is nobody's fault now."""
    found = list(ahead(after.index, today))
    earlier = ahead(before.index, today) if found and before.project is not None else ()
    known = {one._replace(route=()) for one in earlier}  # its place may have moved
    new = [one for one in found if one._replace(route=()) not in known]
    if new:
        raise Stop([
            Problem("date-not-yet", None, {"id": one.id, "field": FieldNamed(one.cls, one.field), "date": one.date})
            for one in new
        ])  # fmt: skip


def write_tried(
    session: Session, made: Tried, more: Mapping[TextFile, str] | None = None, by: "By | None" = None
) -> Loaded:
    """Write what was tried, all or none; ``more`` are other files of the same write.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    commit(session, [*made.changes.items(), *(more or {}).items()], made.after, by)
    return made.after


class By(NamedTuple):
    """Whose a write is: the sheets that brought it, and the person who filled them in."""

    sheets: tuple[str, ...] = ()
    person: str = ""


def commit(
    session: Session, changes: Sequence[Change], after: Loaded | None = None, by: By | None = None
) -> bool:
    """The one way into the project's folder: whole, with a way back, and told in the log.

    Nothing is written in a preview, nor where the files say it already. ``after`` is the project as the files make
    it; left out where they are none of its YAML files.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    if session.verb and session.verb not in WRITES:
        raise AssertionError(f"«{session.verb}» writes and does not stand in WRITES")
    real = [(file, text) for file, text in changes if file.sha256 is None or text != file.text]
    names = [os.path.relpath(file.path, session.folder).replace(os.sep, "/") for file, _ in real]
    told = differences(session.loaded, after) if after else ()
    session.changes += told
    if not real:
        session.settled = True
        session.tell(session.words("common.unchanged"))
    if not real or session.preview:
        return False
    now, said = session.clock(), by or By()
    person = _writer() or said.person
    entry = LogEntry(
        new_name(session.folder, now), now, tuple(session.line), person, said.sheets, told, tuple(names)
    )
    path = path_of(session.folder, entry.name)
    write(session.folder, [*real, (TextFile(path, path.as_posix(), ""), text_of(entry))], session.line, now)
    session.written += names
    befriend_git(session.folder)
    return True


def _writer() -> str:
    """Who says that they write, in one line that any screen and any file takes."""
    return " ".join(cleaned(os.environ.get("TPN_USER", "")).split())


def note_report(session: Session, report: PublishedReport, field: str, said: str) -> None:
    """Tell the log what became of a report: published, withdrawn. It stays for good: the journal has no part in it.

    Raises:
        Stop: the log cannot be written; the report is kept already.
    """
    now = session.clock()
    name = "/".join(filter(None, (report.series, "report", str(report.number))))
    told = (RecordChange(name, field, None, said),)
    folder = report.folder.relative_to(session.folder).as_posix()
    entry = LogEntry(new_name(session.folder, now), now, tuple(session.line), _writer(), (), told, (folder,))
    path = path_of(session.folder, entry.name)
    session.written.append(folder)
    must_lie_inside(session.folder, (path,))
    make_folder(path.parent)
    keep_new(session.folder, path, text_of(entry).encode())
    session.changes += told
    befriend_git(session.folder)


def uncommit(session: Session) -> JournalEntry:
    """Take back the latest write, and tell that in the log.

    Raises:
        Stop: there is none, or a file was changed since.
    """

    def told(entry: JournalEntry) -> Change:
        made = taking_back(session.folder, entry, session.clock(), session.line, _writer())
        session.changes += made.changes
        path = path_of(session.folder, made.name)
        return TextFile(path, path.as_posix(), ""), text_of(made)

    entry = undo(session.folder, told)
    session.written += [one.file for one in entry.files if not one.file.startswith("history/log/")]
    return entry


def new_texts(loaded: Loaded, edits: Sequence[Edit]) -> dict[TextFile, str]:
    """The files that edits change, with their new text."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(_home(loaded, str(edit.route[0])), []).append(edit)
    made = {}
    for name, some in by_file.items():
        file = loaded.files[name]
        text = apply(file.text, some, name)
        if text != file.text:
            made[file] = text
    return made


def _home(loaded: Loaded, section: str) -> str:
    if section in loaded.home:
        return loaded.home[section]
    names = {file.path.name: name for name, file in loaded.files.items()}
    return names.get(_LAYOUT.get(section, MARKER)) or names[MARKER]


def after_edits(loaded: Loaded, edits: Sequence[Edit]) -> Loaded:
    """The project as it would be, not written.

    Raises:
        Stop: it would be faulty.
    """
    return tried(loaded, edits).after


def _still_sound(
    loaded: Loaded, changes: Mapping[TextFile, str], *, typed: bool, whole: Container[str] = ()
) -> Loaded:
    """The project as the changes make it, with no fault that it did not have: of shape, of reference, of the plan."""
    files = tuple(_with_text(file, changes) for file in loaded.files.values())
    after = load_read(loaded.folder, Folder(files, ()))
    if after.project is not None and loaded.project is not None:
        after.index.remember(loaded.index.retired)
    known = {_what(problem) for problem in loaded.problems}
    new = [
        problem
        for problem in after.problems
        if _refused(problem)
        and _what(problem) not in known
        and not _left_behind(problem, loaded)
        and not _came_back(problem, loaded, after)
        and (typed or not _left_to_a_sheet(problem, loaded, after, whole))
    ]
    readable = after.project is not None and not after.faulty and not loaded.faulty
    if readable and (found := list(_of_plan(after))):
        before = {_what(one) for one in _of_plan(loaded)}
        new = [problem for problem in found if _what(problem) not in before]
    if new:
        raise Stop([Problem(problem.slug, None, problem.facts) for problem in new])
    return after


def _of_plan(loaded: Loaded) -> Iterator[Problem]:
    """The errors in the plan of a project; they are the same on every day."""
    return map(loaded.problem, plan_faults(loaded.sound()))


def _left_behind(problem: Problem, before: Loaded) -> bool:
    """Whether a percent that does not agree with *done* stood there before: who says *done* need not mend it first."""
    if problem.facts.get("hint") != "done_percent" or before.project is None:
        return False
    entry = before.index.by_address.get(str(problem.facts.get("id")))
    return entry is not None and getattr(entry.record, "percent", None) == problem.facts.get("percent")


def _came_back(problem: Problem, before: Loaded, after: Loaded) -> bool:
    """Whether two values of a record that had ended do not agree, as they did not before it ended."""
    if problem.slug != "values-disagree" or before.project is None or after.project is None:
        return False
    address = str(problem.facts.get("id"))
    was, becomes = before.index.by_address.get(address), after.index.by_address.get(address)
    if was is None or becomes is None:
        return False
    return ended_of(was.record) is not None and ended_of(becomes.record) is None


_PAIRS: Mapping[str, tuple[str, str]] = {
    "done_percent": ("status", "percent"), "not_started_percent": ("status", "percent"),
    "not_started_started": ("status", "started"), "finished_not_done": ("status", "finished"),
}  # fmt: skip
"""The two fields that a contradiction is between, where people see and change one of them alone."""


def _left_to_a_sheet(problem: Problem, before: Loaded, after: Loaded, whole: Container[str]) -> bool:
    """Whether a sheet may say it: two rows of one name become one person, and one value of a pair comes alone."""
    half = problem.facts.get("id") not in whole and _half_said(problem, before, after)
    return problem.slug == "person-twice" or half


def _half_said(problem: Problem, before: Loaded, after: Loaded) -> bool:
    """Whether one of two values that do not agree stood there already, and only the other is new."""
    facts = problem.facts
    pair = (
        (facts["key"], facts["before"])
        if facts.get("hint") == "dates"
        else _PAIRS.get(str(facts.get("hint")))
    )
    address = str(facts.get("id"))
    if problem.slug != "values-disagree" or pair is None or before.project is None:
        return False
    was, becomes = before.index.by_address.get(address), after.index.by_address.get(address)
    if was is None or becomes is None:
        return False
    if facts.get("hint") == "done_percent" and getattr(was.record, "status", None) == Status.DONE:
        return False  # a share of what is done already is no half of an answer
    return any(getattr(was.record, str(one)) == getattr(becomes.record, str(one)) for one in pair)


def _refused(problem: Problem) -> bool:
    """Whether no write may bring it about."""
    return problem.level == "error" or problem.slug in REFUSED_AT_THE_DOOR


def _what(problem: Problem) -> tuple[str, str]:
    """What a problem is about, wherever it and its fellows have moved to."""
    return problem.slug, str({k: v for k, v in problem.facts.items() if k not in {"where", "other", "first"}})


def _with_text(file: TextFile, changes: Mapping[TextFile, str]) -> TextFile:
    text = next((text for changed, text in changes.items() if changed.name == file.name), file.text)
    return TextFile(file.path, file.name, text, file.newline, file.bom, file.sha256, file.modified)
