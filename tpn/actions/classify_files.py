"""The files of an import as they were read: workbooks that came home with their base, and sheets of others."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tpn.actions.homes import Homes
from tpn.actions.import_result import ForeignFile, ReturnedFile
from tpn.actions.open_files import Opened
from tpn.actions.own_numbers import of_its_kind
from tpn.actions.session import Session
from tpn.library import load
from tpn.model.choices import Phase
from tpn.problems import FilePlace, Problem, Stop
from tpn.recognise.recognise import recognise
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.foreign_rows import Foreign, has_records
from tpn.roundtrip.foreign_sheet import ForeignOptions
from tpn.spreadsheets.fence import cleaned_cells, doubts, read_guarded


@dataclass(frozen=True)
class LineOptions:
    """What was said on the line of files that tpn never wrote: a profile, the phase of their rows, new people."""

    profile: str | None = None
    phase: Phase | None = None
    new_people: bool = False


def files_of(
    session: Session, opened: Opened, said: LineOptions
) -> tuple[list[ReturnedFile], list[ForeignFile]]:
    """The workbooks that came home, and sheets of others. All must be readable, or none is taken.

    Raises:
        Stop: the files that cannot be read; or the project has faults.
    """
    session.loaded.sound()  # read while the first files are
    names = opened.names
    problems: list[Problem] = []
    homes, back = Homes(session), dict[str, ReturnedFile]()
    strangers: dict[str, ForeignFile] = {}
    for number, (path, book) in enumerate(zip(names, opened.books, strict=True), 1):
        session.progress(number, len(names))
        if isinstance(book, Problem):
            problems.append(book)
        elif not said.profile and (home := homes.home(book, names[path])):
            home.problems += cleaned_cells(home.book)
            home.saved = path.stat().st_mtime
            back.setdefault(_digest(path), home)
        elif isinstance(stranger := _stranger(session, path, names[path], said), ForeignFile):
            strangers.setdefault(_digest(path), stranger)
        else:
            problems.append(stranger)
    if problems:
        raise Stop(problems)
    return list(back.values()), list(strangers.values())


def _stranger(session: Session, path: Path, name: str, said: LineOptions) -> ForeignFile | Problem:
    """A sheet that tpn never wrote, as far as it is understood; or why nothing in it can be brought in."""
    book = read_guarded(path, name=name)
    if isinstance(book, Problem):
        return book
    profile = load(f"profiles/{said.profile}.yaml", session.folder) if said.profile else None
    words = load_words(session.folder)
    reading = recognise(grids_of(book), words, file=name, profile=profile, today=session.today)
    if not has_records(reading):
        empty = any(left.why in {"empty-form", "prefilled", "placeholder"} for left in reading.left_out)
        nothing = Problem("import-no-base", FilePlace(name), {"hint": "form" if empty else None})
        return next((one for one in reading.problems if one.slug == "no-table-found"), nothing)
    meanings = Meanings(
        session.project, session.loaded.index, words, session.today, session.folder, today=session.today
    )
    options = ForeignOptions(
        said.phase or Phase.KICKOFF,
        said.new_people,
        session.words("import.unsaid"),
        partial(_called, session),
    )
    foreign = Foreign(reading, meanings, options)
    found = [of_its_kind(row, meanings) for row in foreign.rows()]
    rows = [row for row, _ in found]
    told = [one for _, some in found for one in some]
    problems = [*doubts(book), *reading.problems, *foreign.problems, *told]
    return ForeignFile(name, rows, problems, Counter(row.kind for row in rows), foreign.left_out())


def _called(session: Session, name: str) -> str:
    """What a recognised field is called."""
    words = session.words
    return str(words.find(f"read.fields.{name}") or words.find(f"fields.common.{name}") or name)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
