"""One workbook for each responsible, the mail beside it, and the round that remembers who was sent what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import commit
from tpn.cli.run import Run
from tpn.exchange.mail import Draft, draft, reachable
from tpn.history.locking import locked
from tpn.history.rounds import Round, Sent, first_file_of, new_name, round_named
from tpn.model.people import first_name
from tpn.problems import Problem, Stop
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.sent_copy import read_base
from tpn.sheets.style import Style
from tpn.source import write_all_new
from tpn.source.names import must_be_name, names_apart
from tpn.source.writing import uninterrupted, writing_problem
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.writers import files_of
from tpn.starter.cast import is_placeholder
from tpn.views.rows import Scope, Tables, people_with_rows


def send_each(
    run: Run, style: Style, folder: Path, kind: str, *, due: str | None, mail: bool, until: date | None
) -> None:
    """Write the workbooks and the mails, and remember the round: all of it or nothing.

    Everything is made before anything is written. Where the machine stops in between, sheets may lie there that
    belong to no round: the next sending knows them, and puts its own in their place.
    """
    tables = replace(tables_of(run), until=until)
    kinds = set(_kinds(style))
    everybody = tuple(
        who
        for who in people_with_rows(tables, _kinds(style))
        if any(tables.rows(kind, Scope(person=who)) for kind in kinds)
    )
    people = tuple(who for who in everybody if _is_written_to(run, who))
    if not people:
        run.stop("export-nobody", exit_code=1, hint="unnamed" if everybody else None)
    day = run.date(due, "--due") if due else None
    what = replace(sending(run), due=day, round=new_name(run.folder, run.today, folder.name))
    paths = [folder / name for name in names_apart(people, f".{kind}")]
    left = _left_unsent(run, folder, paths, mail=mail)
    files: dict[Path, bytes] = {}
    sent = []
    for number, (who, path) in enumerate(zip(people, paths, strict=True), 1):
        run.progress(number, len(people))
        own = replace(what, person=who, waiting=tables.waiting(set(_kinds(style)), who), until=until)
        made, one = _made(run, tables, style, own, path, mail=mail)
        files |= made
        sent.append(one)
    _write(
        run,
        folder,
        files,
        Round(what.round, run.today, day, style.name, tuple(sent), tuple(run.loaded.index.ids)),
        left,
    )
    for one in sent:
        name = run.project.person[one.person].name
        run.out(run.words.count("export.line", one.rows, name=name, file=one.file))
    key = "export.would" if run.preview else "export.sent"
    run.out(run.words.count(key, len(sent), folder=str(folder), name=what.round))
    _tell_left_out(run, tables, style, everybody, people)
    _tell_unreachable(run, people, mail=mail)


def _is_written_to(run: Run, who: str) -> bool:
    """Nobody writes to themselves, and a role that waits for a name reads no mail."""
    return who != run.project.about.lead and not is_placeholder(run.project.person[who].name)


def _tell_left_out(
    run: Run, tables: Tables, style: Style, everybody: Sequence[str], people: Sequence[str]
) -> None:
    """Who got no sheet, and why; and how many rows wait."""
    waiting = sum(tables.waiting(set(_kinds(style)), who) for who in people)
    if tables.until and waiting:
        run.tell(run.words.count("export.waiting", waiting, until=tables.until))
    if run.project.about.lead in everybody:
        run.tell(run.words("export.lead_left_out", id=run.project.about.lead))
    unnamed = [
        run.project.person[who].name for who in everybody if is_placeholder(run.project.person[who].name)
    ]
    if unnamed:
        run.tell(run.words("export.roles_left_out", names=unnamed))


def _write(run: Run, folder: Path, files: Mapping[Path, bytes], made: Round, left: Collection[Path]) -> None:
    """The sheets, and then the round; without the round the folder is as it was, and ``left`` lies there.

    The project is locked: nobody else sends from it now, and what is half-written was left by a sending cut off.
    """
    if run.preview:
        commit(run, [first_file_of(run.folder, made)])
        return
    with locked(run.folder), uninterrupted(), _as_it_was(folder, files):
        for path in files:
            if path.exists() and path not in left:  # somebody has put it there while the sheets were made
                run.stop("file-exists", file=str(path))
        _folder(folder)
        write_all_new(files, alone=True)
        commit(run, [first_file_of(run.folder, made)])
    run.given += map(str, files)


@contextmanager
def _as_it_was(folder: Path, files: Iterable[Path]) -> Iterator[None]:
    """Where what is done inside fails, the files and the folder are put back; the fault itself is what is told."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            with suppress(OSError, Stop):
                if data is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != data:
                    write_all_new({path: data}, alone=True)
        with suppress(OSError):
            for one in new:
                one.rmdir()
        raise


def _kinds(style: Style) -> list[str]:
    return [table.rows for tab in style.tabs for table in tab.tables]


def _left_unsent(run: Run, folder: Path, sheets: Iterable[Path], *, mail: bool) -> frozenset[Path]:
    """What a sending that was cut off has left; a sheet that somebody may be filling in is never written over."""
    must_be_name(folder, "--each-responsible")
    left: set[Path] = set()
    for sheet in sheets:
        there = [path for path in ((sheet, sheet.with_suffix(".eml")) if mail else (sheet,)) if path.exists()]
        if there and not (sheet.exists() and _never_sent(run, sheet)):
            run.stop("file-exists", file=str(there[0]))
        left.update(there)
    if folder.exists() and not folder.is_dir():
        run.stop("folder-is-file", file=str(folder))
    return frozenset(left)


def _never_sent(run: Run, sheet: Path) -> bool:
    """Whether a sheet of this project belongs to a round that was never finished."""
    book = read_guarded(sheet, name=sheet.name, structure=False)
    base = None if isinstance(book, Problem) else read_base(book)
    own = base is not None and base.project == run.project.about.id and bool(base.round)
    return own and base is not None and round_named(run.folder, base.round) is None


def _folder(folder: Path) -> None:
    """The folder, made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from error


def _made(
    run: Run, tables: Tables, style: Style, what: Sending, path: Path, *, mail: bool
) -> tuple[Mapping[Path, bytes], Sent]:
    """What one person is sent: the files, and what the round remembers of it."""
    files = dict(files_of(lay_out(tables, style, run.words, what), path))
    if mail:
        files[path.with_suffix(".eml")] = _draft(run, what, path.name, files[path])
    rows = sum(
        len({row.address for row in tables.rows(kind, _only(what.person))}) for kind in set(_kinds(style))
    )
    return files, Sent(what.person, path.name, rows)


def _only(person: str) -> Scope:

    return Scope(person=person)


def _draft(run: Run, what: Sending, name: str, sheet: bytes) -> bytes:

    project = run.project
    person, lead = project.person[what.person], project.person.get(project.about.lead or "")
    facts: dict[str, object] = {
        "project": project.about.name, "first_name": first_name(person), "due": what.due,
        "lead": lead.name if lead else "", "file": name,
    }  # fmt: skip
    letter = Draft(
        (person.name, person.email or ""), (lead.name, lead.email or "") if lead else ("", ""),
        _said(run, "subject", what.due, facts), _said(run, "text", what.due, facts),
    )  # fmt: skip
    return draft(letter, name, sheet)


def _said(run: Run, key: str, due: date | None, facts: dict[str, object]) -> str:
    return run.words(f"export.mail.{key}_{'due' if due else 'open'}", **facts)


def _tell_unreachable(run: Run, people: tuple[str, ...], *, mail: bool) -> None:
    """Those whose mail has no address in it."""
    names = [
        run.project.person[who].name for who in people if not reachable(run.project.person[who].email or "")
    ]
    if mail and names:
        run.tell(run.words("export.no_address", names=names))


def tables_of(run: Run) -> Tables:
    """The rows of the run's project."""
    plan = plan_of(run)
    return Tables(plan, run.loaded.standing)


def sending(run: Run, person: str = "") -> Sending:
    """What is sent: now by the clock, or at the start of the day that ``--today`` names."""
    today = run.today
    clock = run.clock().replace(microsecond=0)
    sent = datetime(today.year, today.month, today.day) if "today" in run.values else clock  # noqa: DTZ001 - a sheet's time has no zone
    return Sending(sent, today, person)
