"""The papers of a gate or a month in one zip, to be kept and read without tpn: a journal, the papers, their hashes.

The same project on the same day gives the same bytes.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tpn.actions.archive_papers import ArchivedPaper, papers_of_gate, papers_of_month, sent_paper
from tpn.actions.decide_gate import gate_named
from tpn.actions.session import Session
from tpn.actions.session_paper import PaperFacts, session_paper
from tpn.model.dates import NotADate, read_date, recorded
from tpn.model.similar import fold
from tpn.problems import Stop
from tpn.reports.packing import zipped
from tpn.reports.writing import written
from tpn.source.names import names_apart
from tpn.spreadsheets.book import Book, Cell, Content, Tab
from tpn.spreadsheets.csv_file import dumps
from tpn.texts.formats import MONTHS

HASHES = "sha256.txt"


class ArchiveSubject(NamedTuple):
    """What an archive is of: what it is called, its papers, and what it does not have."""

    title: str
    papers: tuple[ArchivedPaper, ...]
    lacking: tuple[str, ...]


class JournalLine(NamedTuple):
    """A paper as the journal lists it: its number, and the names of its files in the zip."""

    number: int
    paper: ArchivedPaper
    files: tuple[str, ...]


def archive_of(session: Session, typed: str) -> ArchiveSubject:
    """The month or the gate that was meant, with its papers.

    Raises:
        Stop: it is neither (exit code 2); faults in the files.
    """
    words = session.words
    if span := _month(session, typed):
        papers = tuple(papers_of_month(session, *span))
        said = f"{MONTHS[session.language][span[0].month - 1]} {span[0].year}"
        reported = any(one.state == "published" and one.files for one in papers)
        return ArchiveSubject(said, papers, () if reported else (words("archive.no_report"),))
    try:
        gate = gate_named(session, typed)
    except Stop:
        session.stop("no-such-archive", name=typed)
    papers = tuple(papers_of_gate(session, gate))
    said = next(one.title for one in papers)
    return ArchiveSubject(said, papers, ())


def with_sent(session: Session, subject: ArchiveSubject, files: Sequence[Path]) -> ArchiveSubject:
    """The same with papers as they were sent: one of the title that a paper has stands in its place.

    Raises:
        Stop: a file is gone, too large or not to be read.
    """
    papers = list(subject.papers)
    for file in files:
        sent = sent_paper(session, file)
        alike = [n for n, one in enumerate(papers) if fold(one.title) == fold(sent.title)]
        at = next((n for n in alike if papers[n].state != "sent" or not _same_forms(papers[n], sent)), None)
        if at is None:
            papers.append(sent)
        else:
            papers[at] = _as_sent(papers[at], sent)
    return subject._replace(papers=tuple(papers))


def _same_forms(one: ArchivedPaper, other: ArchivedPaper) -> bool:
    """Whether two papers that were sent have a file of the same kind: then they are two."""
    return not one.files().keys().isdisjoint(other.files())


def _as_sent(made: ArchivedPaper, sent: ArchivedPaper) -> ArchivedPaper:
    """A paper with the file that was sent in the place of tpn's own; beside another that was sent already."""
    before = made.files() if made.state == "sent" else {}
    return made._replace(files=lambda: {**before, **sent.files()}, state=sent.state)


def _month(session: Session, typed: str) -> tuple[date, date] | None:
    """The first and the last day of a month; without a year it is the latest that has begun."""
    try:
        read = read_date(typed, recorded(session.today, end=False))
    except NotADate:
        return None
    if "rounded" not in read.told or (read.first.day, read.first.month) != (1, read.last.month):
        return None
    return read.first, read.last


def journal(subject: ArchiveSubject) -> tuple[JournalLine, ...]:
    """The papers numbered, without making one of them."""
    return tuple(JournalLine(number, one, ()) for number, one in enumerate(subject.papers, 1))


def archived(
    session: Session,
    subject: ArchiveSubject,
    progress: Callable[[int, int], None] = lambda _number, _count: None,
) -> bytes:
    """The zip: papers, journal to read and to import, a note on what it is, and the hash of every file.

    ``progress`` is told how many papers are made, of how many.

    Raises:
        Stop: the project's own template or letterhead has a fault; a kept file is gone.
    """
    files: dict[str, bytes] = {}
    lines = []
    names = names_apart(f"{n:02d} {one.title}" for n, one in enumerate(subject.papers, 1))
    for number, (paper, name) in enumerate(zip(subject.papers, names, strict=True), 1):
        made = {f"{name}.{ending}": data for ending, data in paper.files().items()}
        files |= made
        lines.append(JournalLine(number, paper, tuple(made)))
        progress(number, len(subject.papers))
    words = session.words
    files[f"{words('archive.file')}.csv"] = _csv(session, lines)
    listed = session_paper(session, journal_facts(session, subject, lines), session.project)
    for kind in ("html", "pdf"):
        data = written(listed, kind, words)
        files[f"{words('archive.file')}.{kind}"] = data if isinstance(data, bytes) else data.encode()
    files[f"{words('archive.readme')}.txt"] = _readme(session, subject)
    hashes = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return zipped({**files, HASHES: hashes.encode()})


def journal_facts(session: Session, subject: ArchiveSubject, lines: Sequence[JournalLine]) -> PaperFacts:
    """The journal as a document and on the screen."""
    title = session.words("archive.title", of=subject.title)
    about = session.project.about
    facts = {"lines": [_said(session, one) for one in lines], "lacking": subject.lacking, "name": about.name,
             "day": session.today, "packed": any(one.files for one in lines),
             "unpublished": any(one.paper.state == "made" for one in lines)}  # fmt: skip
    return PaperFacts("archive", facts, title)


def as_json(subject: ArchiveSubject) -> dict[str, object]:
    """The journal as facts."""
    return {
        "format": 1, "title": subject.title, "lacking": list(subject.lacking),
        "papers": [
            {"number": one.number, "title": one.paper.title, "date": one.paper.day, "from": one.paper.sender,
             "to": one.paper.recipient, "access": one.paper.access, "case_reference": one.paper.case_reference,
             "state": one.paper.state, "note": one.paper.note}
            for one in journal(subject)
        ],
    }  # fmt: skip


def _said(session: Session, line: JournalLine) -> Mapping[str, Content | tuple[str, ...]]:
    """A line of the journal in words; the access and the paragraph apart."""
    paper = line.paper
    access, _, section = paper.access.partition(", ")
    state = session.words(f"archive.states.{paper.state}")
    return {
        "number": line.number, "day": paper.day, "title": paper.title, "sender": paper.sender or "–",
        "recipient": paper.recipient or "–", "access": access, "section": section or "–",
        "case": paper.case_reference or "–", "state": f"{state} {paper.note}".strip(), "files": line.files,
    }  # fmt: skip


def _csv(session: Session, lines: Sequence[JournalLine]) -> bytes:
    """The journal as a table for the archive system: semicolons, and the mark by which Excel reads our letters."""
    keys = ("number", "day", "title", "sender", "recipient", "access", "section", "case", "state", "files")
    head = tuple(Cell(session.words(f"archive.columns.{key}")) for key in keys)
    rows = [tuple(Cell(_cell(row[key])) for key in keys) for row in (_said(session, one) for one in lines)]
    ((_, data),) = dumps(Book((Tab(session.words("archive.file"), (head, *rows), header=0),)))
    return data


def _cell(value: Content | tuple[str, ...]) -> Content:
    return " | ".join(value) if isinstance(value, tuple) else value


def _readme(session: Session, subject: ArchiveSubject) -> bytes:
    words, about = session.words, session.project.about
    lines = [
        words("archive.note.title", of=subject.title, name=about.name), "",
        words("archive.note.made", day=session.today, n=len(subject.papers)),
        *(words(f"archive.note.{key}") for key in ("journal", "papers", "hashes")), _origin(session, subject), "",
        *subject.lacking,
    ]  # fmt: skip
    return ("\n".join(lines).rstrip() + "\n").encode()


def _origin(session: Session, subject: ArchiveSubject) -> str:
    """Where the papers are from – published, without somebody, sent, made now – of each kind that is there."""
    redacted = tuple(one.title for one in subject.papers if one.redacted)
    states = {one.state for one in subject.papers}
    said = []
    if states & {"published", "withdrawn"}:
        said.append(session.words(f"archive.note.{'redacted' if redacted else 'published'}", titles=redacted))
    said += [session.words("archive.note.sent")] if "sent" in states else []
    said += [session.words("archive.note.rest")] if states & {"made", "draft"} else []
    return " ".join(said)
