"""Edits into the project's files: applied, proved, checked as a whole, and written with a way back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpn.actions.session import Session
from tpn.history.journal import write
from tpn.model import MARKER, Loaded, load_read
from tpn.problems import Problem, Stop
from tpn.source import Edit, Folder, TextFile, apply

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

    The project as it is then.

    Raises:
        Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
    """
    return write_tried(session, tried(session.loaded, edits), more)


class Tried(NamedTuple):
    """Edits made and found sound, not written yet: the new texts, and the project as it would be."""

    changes: Mapping[TextFile, str]
    after: Loaded


def tried(loaded: Loaded, edits: Sequence[Edit]) -> Tried:
    """Make edits without writing them.

    Raises:
        Stop: the project would become faulty.
    """
    changes = new_texts(loaded, edits)
    return Tried(changes, _still_sound(loaded, changes))


def write_tried(session: Session, made: Tried, more: Mapping[TextFile, str] | None = None) -> Loaded:
    """Write what was tried, all or none; ``more`` are other files of the same write.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    write(session.folder, [*made.changes.items(), *(more or {}).items()], session.line, session.clock())
    return made.after


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


def _still_sound(loaded: Loaded, changes: Mapping[TextFile, str]) -> Loaded:
    files = tuple(_with_text(file, changes) for file in loaded.files.values())
    after = load_read(loaded.folder, Folder(files, ()))
    known = {_what(problem) for problem in loaded.problems}
    new = [problem for problem in after.problems if problem.level == "error" and _what(problem) not in known]
    if new:
        raise Stop([Problem(problem.slug, None, problem.facts) for problem in new])
    return after


def _what(problem: Problem) -> tuple[str, str]:
    """What a problem is about, wherever it and its fellows have moved to."""
    return problem.slug, str({k: v for k, v in problem.facts.items() if k not in {"where", "other", "first"}})


def _with_text(file: TextFile, changes: Mapping[TextFile, str]) -> TextFile:
    text = next((text for changed, text in changes.items() if changed.name == file.name), file.text)
    return TextFile(file.path, file.name, text, file.newline, file.bom, file.sha256, file.modified)
