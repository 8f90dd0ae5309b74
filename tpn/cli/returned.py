"""The files of an import as they were read: workbooks that came home with their base, and sheets of others."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tpn.cli.bringing import Home, Stranger
from tpn.problems import FilePlace, Problem, Stop

if TYPE_CHECKING:
    from tpn.cli.opening import Opened
    from tpn.cli.run import Run
    from tpn.model.choices import Phase
    from tpn.sheets.base import Base
    from tpn.sheets.found import FoundBook
    from tpn.sheets.reading import SeenRow


@dataclass(frozen=True)
class Asked:
    """What was said on the line of files that tpn never wrote: a profile, the phase of their rows, new people."""

    profile: str | None = None
    phase: "Phase | None" = None
    new_people: bool = False


def files_of(run: "Run", opened: "Opened", said: Asked) -> tuple[list[Home], list[Stranger]]:
    """The workbooks that came home, and sheets of others. All must be readable, or none is taken.

    Raises:
        Stop: the files that cannot be read; or the project has faults.
    """
    run.loaded.sound()  # read while the first files are
    names = opened.names
    problems: list[Problem] = []
    homes: dict[str, Home] = {}
    strangers: dict[str, Stranger] = {}
    for number, (path, book) in enumerate(zip(names, opened.books, strict=True), 1):
        _progress(run, number, len(names))
        if isinstance(book, Problem):
            problems.append(book)
        elif not said.profile and (home := _home(run, book, names[path])):
            homes.setdefault(_digest(path), home)
        elif isinstance(stranger := _stranger(run, path, names[path], said), Stranger):
            strangers.setdefault(_digest(path), stranger)
        else:
            problems.append(stranger)
    if problems:
        raise Stop(problems)
    return list(homes.values()), list(strangers.values())


def _stranger(run: "Run", path: Path, name: str, said: Asked) -> Stranger | Problem:
    """A sheet that tpn never wrote, as far as it is understood; or why nothing in it can be brought in."""
    from tpn.library import load
    from tpn.model.choices import Phase
    from tpn.sheets.foreign import Foreign, Options, has_records
    from tpn.sheets.guard import doubts, read_guarded
    from tpn.sheets.meaning import Meanings
    from tpn.sheets.recognise.recognise import recognise
    from tpn.sheets.recognise.tabs import grids_of
    from tpn.sheets.recognise.words import load_words

    book = read_guarded(path, name=name)
    if isinstance(book, Problem):
        return book
    profile = load(f"profiles/{said.profile}.yaml", run.folder) if said.profile else None
    words = load_words(run.folder)
    reading = recognise(grids_of(book), words, file=name, profile=profile, year=run.today.year)
    if not has_records(reading):
        empty = any(left.why == "empty-form" for left in reading.left_out)
        nothing = Problem("import-no-base", FilePlace(name), {"hint": "form" if empty else None})
        return next((one for one in reading.problems if one.slug == "no-table-found"), nothing)
    meanings = Meanings(run.project, run.loaded.index, words, run.today, run.folder)
    options = Options(said.phase or Phase.KICKOFF, said.new_people, run.words("import.unsaid"))
    foreign = Foreign(reading, meanings, options)
    rows = foreign.rows()
    problems = [*doubts(book), *reading.problems, *foreign.problems]
    return Stranger(name, rows, problems, Counter(row.kind for row in rows))


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _progress(run: "Run", number: int, all_: int) -> None:
    import sys

    if all_ > _MANY and sys.stderr.isatty():
        run.tell(run.words("import.reading", n=number, all=all_))


_MANY = 5


def _home(run: "Run", book: "FoundBook", name: str) -> Home | None:
    from tpn.sheets.base import read_base

    base = read_base(book)
    if base is not None:
        return Home(name, book, base)
    made = _base_now(run, book)
    return Home(name, book, made, known=False) if made else None


def _base_now(run: "Run", book: "FoundBook") -> "Base | None":
    """Where a sheet has lost its base (text, or copied elsewhere): what it would be sent with now.

    The style is the one that finds most of the project's rows in it; None where none finds enough.
    """
    from tpn.sheets.reading import returned

    best, most = None, _FEWEST - 1
    for base in _bases_now(run):
        found = returned(book, base)
        known = [row for row in found.rows if row.address and _stands(row)]
        if len(known) > most:
            best, most = base, len(known)
        elif best is None and any(table.column_of("id") is None for table in found.found):
            best = base  # a tab that only tells: nothing in it can be filled in
    return best


def _stands(row: "SeenRow") -> bool:
    """Whether a row says what the project says, in more than its number."""
    same = [cell for cell in row.cells.values() if cell.same and cell.value is not None]
    return row.untouched is not None or len(same) >= _FEWEST


_FEWEST = 2
"""Rows that are known, and cells of each, before a table without a base counts as the project's own."""


def _bases_now(run: "Run") -> Iterator["Base"]:
    from tpn.cli.planned import plan_of
    from tpn.library import pieces
    from tpn.sheets.base import read_base
    from tpn.sheets.found import FoundBook, FoundTab
    from tpn.sheets.layout import Sending, lay_out
    from tpn.sheets.style import load_style
    from tpn.views.rows import Tables

    tables = Tables(plan_of(run), run.loaded.index)
    sending = Sending(run.clock().replace(microsecond=0), run.today)
    for piece in pieces("sheets", run.words.folder):
        tab = lay_out(tables, load_style(piece.name, run.words.folder), run.words, sending).tabs[-1]
        rows = tuple(tuple(cell.value for cell in row) for row in tab.rows)
        if base := read_base(FoundBook("", "xlsx", (FoundTab(tab.name, rows),))):
            yield base
