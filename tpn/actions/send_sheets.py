"""One workbook for each responsible, the mail beside it, and the round that remembers who was sent what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tpn.actions.document_access import access_of_document
from tpn.actions.lay_out_sheets import kinds_of, sending, tables_of
from tpn.actions.session import Session
from tpn.actions.write_changes import commit
from tpn.exchange.mail import Draft, draft, reachable
from tpn.history.additions import additions
from tpn.history.locking import locked
from tpn.history.rounds import Round, Sent, first_file_of, new_name, round_named
from tpn.model.ids import slug
from tpn.model.people import first_name
from tpn.problems import Problem, Stop
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.sent_copy import read_base
from tpn.sheets.style import Style
from tpn.source import write_all_new
from tpn.source.names import must_be_name, names_apart
from tpn.source.writing import make_folder, uninterrupted
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.writers import files_of
from tpn.starter.cast import is_placeholder
from tpn.views.rows import Scope, Tables, people_with_rows


class SentRound(NamedTuple):
    """The sheets of a round: what each was sent, who got none and why, how many rows wait, whose mail nobody gets.

    ``unnamed`` are roles that wait for a name. ``lead`` is the project lead, where there would have been rows for one.
    ``later`` are those who have only rows that wait.
    """

    name: str
    sheets: Sequence[Sent]
    waiting: int
    lead: str | None
    unnamed: Sequence[str]
    unreachable: Sequence[str]
    later: Sequence[str]


def send_each(
    session: Session,
    style: Style,
    folder: Path,
    kind: str,
    *,
    due: date | None,
    mail: bool,
    until: date | None,
) -> SentRound:
    """Write the workbooks and the mails, and remember the round: all of it or nothing.

    Everything is made before anything is written. Where the machine stops in between, sheets may lie there that
    belong to no round: the next sending knows them, and puts its own in their place.

    Raises:
        Stop: nobody has rows (exit code 1), a sheet lies there already (exit code 2), or something cannot be written.
    """
    tables = replace(tables_of(session), until=until)
    kinds = set(kinds_of(style))
    everybody = [
        who
        for who in people_with_rows(tables, kinds_of(style))
        if any(tables.rows(kind, Scope(person=who)) for kind in kinds)
    ]
    people = tuple(who for who in everybody if _is_written_to(session, who))
    if not people:
        session.stop("export-nobody", exit_code=1, hint="unnamed" if everybody else None)
    name = new_name(session.folder, session.today, session.clock(), folder.name)
    what = replace(sending(session), due=due, round=name)
    paths = [folder / name for name in names_apart(map(partial(_called, session), people), f".{kind}")]
    left = _left_unsent(session, folder, paths, mail=mail)
    files: dict[Path, bytes] = {}
    sent = []
    for number, (who, path) in enumerate(zip(people, paths, strict=True), 1):
        session.progress(number, len(people))
        added = additions(session.folder, style.name, who)
        own = replace(what, person=who, waiting=tables.waiting(kinds, who), until=until, added=added)
        made, one = _made(session, tables, style, own, path, mail=mail)
        files |= made
        sent.append(one)
    ids = tuple(session.loaded.index.ids)
    _write(session, folder, files, Round(name, session.today, due, style.name, tuple(sent), ids), left)
    waiting = sum(tables.waiting(kinds, who) for who in people) if until else 0
    return _told(session, name, sent, everybody, waiting, _later(session, tables, kinds_of(style), everybody))


def _later(
    session: Session, tables: Tables, kinds: Sequence[str], everybody: Collection[str]
) -> Sequence[str]:
    """The names of those who get no sheet, since all of theirs lies beyond the day that nearer rows are shown of."""
    others = set(people_with_rows(replace(tables, until=None), kinds)) - {*everybody}
    people = (one for one in session.project.people if one.id in others and _is_written_to(session, one.id))
    return [one.name for one in people if tables.waiting(kinds, one.id)]


def _told(
    session: Session,
    name: str,
    sent: Sequence[Sent],
    everybody: Sequence[str],
    waiting: int,
    later: Sequence[str],
) -> SentRound:
    known, lead = session.project.person, session.project.about.lead
    return SentRound(
        name, sent, waiting,
        lead if lead in everybody else None,
        [known[who].name for who in everybody if is_placeholder(known[who].name)],
        [known[one.person].name for one in sent if not reachable(known[one.person].email or "")], later,
    )  # fmt: skip


def _called(session: Session, who: str) -> str:
    """What a person's sheet is called: as the id is, where that is of the name; else as the person."""
    name = slug(session.project.person[who].name)
    return who if who in name.split("-") or not name else name


def _is_written_to(session: Session, who: str) -> bool:
    """Nobody writes to themselves, and a role that waits for a name reads no mail."""
    return who != session.project.about.lead and not is_placeholder(session.project.person[who].name)


def _write(
    session: Session, folder: Path, files: Mapping[Path, bytes], made: Round, left: Collection[Path]
) -> None:
    """The sheets, and then the round; without the round the folder is as it was, and ``left`` lies there.

    The project is locked: nobody else sends from it now, and what is half-written was left by a sending cut off.
    """
    if session.preview:
        commit(session, [first_file_of(session.folder, made)])
        return
    with locked(session.folder), uninterrupted(), _as_it_was(folder, files):
        for path in files:
            if path.exists() and path not in left:  # somebody has put it there while the sheets were made
                session.stop("file-exists", file=str(path))
        make_folder(folder)
        write_all_new(files, alone=True)
        commit(session, [first_file_of(session.folder, made)])
    session.given += map(str, files)


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


def _left_unsent(session: Session, folder: Path, sheets: Iterable[Path], *, mail: bool) -> frozenset[Path]:
    """What a sending that was cut off has left; a sheet that somebody may be filling in is never written over."""
    must_be_name(folder, "--each-responsible")
    left: set[Path] = set()
    for sheet in sheets:
        there = [path for path in ((sheet, sheet.with_suffix(".eml")) if mail else (sheet,)) if path.exists()]
        if there and not (sheet.exists() and _never_sent(session, sheet)):
            session.stop("file-exists", file=str(there[0]))
        left.update(there)
    if folder.exists() and not folder.is_dir():
        session.stop("folder-is-file", file=str(folder))
    return frozenset(left)


def _never_sent(session: Session, sheet: Path) -> bool:
    """Whether a sheet of this project belongs to a round that was never finished."""
    book = read_guarded(sheet, name=sheet.name, structure=False)
    base = None if isinstance(book, Problem) else read_base(book)
    own = base is not None and base.project == session.project.about.id and bool(base.round)
    return own and base is not None and round_named(session.folder, base.round) is None


def _made(
    session: Session, tables: Tables, style: Style, what: Sending, path: Path, *, mail: bool
) -> tuple[Mapping[Path, bytes], Sent]:
    """What one person is sent: the files, and what the round remembers of it."""
    files = dict(files_of(lay_out(tables, style, session.words, what), path))
    if mail:
        files[path.with_suffix(".eml")] = _draft(session, what, path.name, files[path])
    rows = sum(
        len({row.address for row in tables.rows(kind, Scope(person=what.person))})
        for kind in set(kinds_of(style))
    )
    return files, Sent(what.person, path.name, rows)


def _draft(session: Session, what: Sending, name: str, sheet: bytes) -> bytes:
    project = session.project
    person, lead = project.person[what.person], project.person.get(project.about.lead or "")
    facts: dict[str, object] = {
        "project": project.about.name, "first_name": first_name(person), "due": what.due,
        "lead": lead.name if lead else "", "file": name,
    }  # fmt: skip
    letter = Draft(
        (person.name, person.email or ""), (lead.name, lead.email or "") if lead else ("", ""),
        _said(session, "subject", what.due, facts),
        f"{_said(session, 'text', what.due, facts).rstrip()}\n\n{name}: {access_of_document(session, 'sheets')}\n",
    )  # fmt: skip
    return draft(letter, name, sheet)


def _said(session: Session, key: str, due: date | None, facts: dict[str, object]) -> str:
    return session.words(f"export.mail.{key}_{'due' if due else 'open'}", **facts)
