"""The files of an import as they were read: workbooks that came home with their base, and sheets of others."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tpn.actions.import_result import ForeignFile, ReturnedFile
from tpn.actions.load_plan import plan_of
from tpn.actions.open_files import Opened
from tpn.actions.session import Session
from tpn.library import load, pieces
from tpn.model.choices import Phase
from tpn.problems import FilePlace, Problem, Stop
from tpn.recognise.recognise import recognise
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.foreign_rows import Foreign, ForeignOptions, has_records
from tpn.roundtrip.match_rows import ReturnedRow, returned
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.load_style import load_style
from tpn.sheets.sent_copy import Base, SentTable, read_base
from tpn.spreadsheets.fence import cleaned_cells, doubts, read_guarded
from tpn.spreadsheets.found_book import FoundBook, FoundTab
from tpn.views.rows import Tables


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
    homes: dict[str, ReturnedFile] = {}
    strangers: dict[str, ForeignFile] = {}
    for number, (path, book) in enumerate(zip(names, opened.books, strict=True), 1):
        session.progress(number, len(names))
        if isinstance(book, Problem):
            problems.append(book)
        elif not said.profile and (home := _home(session, book, names[path])):
            home.problems += cleaned_cells(home.book)
            homes.setdefault(_digest(path), home)
        elif isinstance(stranger := _stranger(session, path, names[path], said), ForeignFile):
            strangers.setdefault(_digest(path), stranger)
        else:
            problems.append(stranger)
    if problems:
        raise Stop(problems)
    return list(homes.values()), list(strangers.values())


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
    options = ForeignOptions(said.phase or Phase.KICKOFF, said.new_people, session.words("import.unsaid"))
    foreign = Foreign(reading, meanings, options)
    rows = foreign.rows()
    problems = [*doubts(book), *reading.problems, *foreign.problems]
    return ForeignFile(name, rows, problems, Counter(row.kind for row in rows))


def _digest(path: Path) -> str:

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _home(session: Session, book: FoundBook, name: str) -> ReturnedFile | None:

    base = read_base(book)
    if base is not None:
        return ReturnedFile(name, book, base)
    made = _base_now(session, book)
    return ReturnedFile(name, book, made, known=False) if made else None


def _base_now(session: Session, book: FoundBook) -> Base | None:
    """Where a sheet has lost its base (text, or copied elsewhere): what it would be sent with now.

    The style is the one that finds most of the project's rows in it; None where none finds enough.
    """
    best, most = None, _FEWEST - 1
    for base in _bases_now(session):
        found = returned(book, base)
        known = [row for row in found.rows if row.address and _stands(row)]
        if len(known) > most:
            best, most = base, len(known)
        elif best is None and known and any(_only_tells(table) for table in found.found):
            best = base  # a tab that only tells, with a row that says what the project says
    return best


def _only_tells(table: SentTable) -> bool:
    return not any(column.editable for column in table.columns)


def _stands(row: ReturnedRow) -> bool:
    """Whether a row says what the project says, in more than its number."""
    same = [cell for cell in row.cells.values() if cell.same and cell.value is not None]
    return row.untouched is not None or len(same) >= _FEWEST


_FEWEST = 2
"""Rows that are known, and cells of each, before a table without a base counts as the project's own."""


def _bases_now(session: Session) -> Iterator[Base]:

    tables = Tables(plan_of(session), session.loaded.standing)
    sending = Sending(session.clock().replace(microsecond=0), session.today)
    for piece in pieces("sheets", session.words.folder):
        tab = lay_out(tables, load_style(piece.name, session.words.folder), session.words, sending).tabs[-1]
        rows = tuple(tuple(cell.value for cell in row) for row in tab.rows)
        if base := read_base(FoundBook("", "xlsx", (FoundTab(tab.name, rows),))):
            yield base
