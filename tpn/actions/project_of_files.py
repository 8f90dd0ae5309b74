"""Which project a returned sheet or form belongs to: what it says itself, and where it lies."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tpn.actions.recent_projects import KnownProject, project_at
from tpn.history.rounds import round_named
from tpn.model import find_project
from tpn.problems import Problem, Stop
from tpn.reports.form_files import is_form_file
from tpn.reports.report_form import is_form, read_book, read_document
from tpn.sheets.sent_copy import read_base
from tpn.spreadsheets.fence import read_guarded


class SheetMark(NamedTuple):
    """What a file says of where it came from: the project's id and the round; both empty where tpn did not make it."""

    project: str = ""
    round: str = ""


def homes_of(files: Sequence[Path], known: Iterable[KnownProject], today: date) -> tuple[KnownProject, ...]:
    """The projects that the files may belong to, the likeliest first; none where no project fits.

    A file that says its project belongs to that one, wherever it lies; among copies of it to the one that sent the
    round. A file of others belongs to the project whose folder it lies in, or may belong to any that is known.
    """
    marks = {mark for file in files if (mark := mark_of(file)).project}
    every = tuple(_once([*_around(files, today), *(one for one in known if one.there)]))
    if not marks:
        return tuple(_around(files, today)) or every
    ids = {mark.project for mark in marks}
    own = [one for one in every if one.id in ids]
    return tuple(sorted(own, key=lambda one: not any(_sent(one.folder, mark) for mark in marks)))


def mark_of(file: Path) -> SheetMark:
    """What a file says of its project and round; a file that cannot be read says nothing, its reader will."""
    try:
        if file.suffix.lower() == ".docx":
            return SheetMark(str(read_document(file).base["project"]))
        book = read_guarded(file, name=file.name, structure=False)
        if isinstance(book, Problem):
            return SheetMark()
        if is_form_file(file) and is_form(book):
            return SheetMark(str(read_book(book).base["project"]))
        base = read_base(book)
    except (Stop, OSError, KeyError, ValueError):
        return SheetMark()
    return SheetMark(base.project, base.round) if base else SheetMark()


def _around(files: Sequence[Path], today: date) -> Iterator[KnownProject]:
    """The project whose folder all the files lie in, if any."""
    folders = {find_project(file.absolute().parent) for file in files}
    folder = folders.pop() if len(folders) == 1 else None
    if folder and (found := project_at(folder, today)):
        yield found


def _once(projects: Iterable[KnownProject]) -> Iterator[KnownProject]:
    seen: set[Path] = set()
    for one in projects:
        real = one.folder.resolve()
        if real not in seen:
            seen.add(real)
            yield one


def _sent(folder: Path, mark: SheetMark) -> bool:
    """Whether a project has sent the round that a sheet belongs to."""
    try:
        return bool(mark.round) and round_named(folder, mark.round) is not None
    except Stop:
        return False
