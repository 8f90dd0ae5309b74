"""Somebody is taken out of a project and of all that it remembers: whole or not at all, and without a way back."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from tpn.actions.make_report import rendered, report_of_facts
from tpn.actions.session import Session
from tpn.edits.forgetting import NeutralWords, json_without, without_person
from tpn.history.git_files import befriend_git
from tpn.history.journal import write
from tpn.history.log import LogEntry, new_name, path_of, text_of
from tpn.history.numbers import cut_off
from tpn.history.own_files import is_own
from tpn.history.personal import area_of, files_of_memory, said_from, text_parts
from tpn.history.published import FACTS, PublishedReport, all_published, redact, redacted_edition
from tpn.model import load_read
from tpn.model.traces import PersonalTraces
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Change, Folder, TextFile, parse, read_file
from tpn.source.files import newline_of
from tpn.source.inside import leads_out
from tpn.views.report_facts import StatusReport

_PDF = "report.pdf"
_OFFICE = frozenset({".docx", ".pptx", ".xlsx", ".ods"})
_TEXT = frozenset({".json", ".yaml", ".md", ".html", ".csv", ".svg", ".txt"})


class Redaction(NamedTuple):
    """A published report that tells somebody: its files without them, and those that can not be made so."""

    report: PublishedReport
    files: dict[str, bytes]
    left_out: tuple[str, ...]


class Forgetting(NamedTuple):
    """All that is to be done, worked out before anything is: the files' new texts, the reports' other editions.

    ``left`` are files in the folder that tell the person and are none of tpn's to change.
    """

    changes: list[Change]
    redactions: list[Redaction]
    left: list[str]

    @property
    def areas(self) -> dict[str, int]:
        """How many files of each part of the memory change."""
        counted: dict[str, int] = {}
        for file, _ in self.changes:
            area = area_of(file.name)
            counted[area] = counted.get(area, 0) + 1
        return counted


def neutral_words(session: Session, traces: PersonalTraces) -> NeutralWords:
    """The words that stand afterwards; a second person without a name gets a number."""
    word, gone = session.words("forget.person"), session.words("forget.gone")
    if traces.name.startswith(word):
        return NeutralWords(traces.name, gone)
    used = {one.name for one in session.readable.people}
    number, free = 2, word
    while free in used:
        free, number = f"{word} {number}", number + 1
    return NeutralWords(free, gone)


def to_be_found(traces: PersonalTraces, words: NeutralWords) -> PersonalTraces:
    """What is to be taken out: of somebody without a name already, the rest."""
    return replace(traces, name="", maybe=()) if traces.name == words.person else traces


def forgetting(session: Session, traces: PersonalTraces, words: NeutralWords) -> Forgetting:
    """What is to be done to take somebody out; nothing is changed yet.

    Raises:
        Stop: a file cannot be changed as it is written, or the project would become faulty by it.
    """
    reports = list(all_published(session.folder))
    homes = [one.folder for one in reports]
    changes: list[Change] = []
    left: list[str] = []
    for path in files_of_memory(session.folder):
        if any(home in path.parents for home in homes):
            continue
        file = said_from(session.folder, path)
        if file.startswith("history/journal/"):
            continue  # the journal is emptied: it only keeps the way back
        if is_own(file) and path.suffix.lower() in {*_TEXT, ".jsonl"} and not file.startswith("templates/"):
            changes += _change(path, file, traces, words)
        elif any(traces.tells(text) for text, _ in text_parts(path)):
            left.append(file)
    _must_stay_sound(session, changes)
    redactions = [made for one in reports if (made := _redaction(session, one, traces, words))]
    return Forgetting(changes, redactions, left)


def _change(path: Path, name: str, traces: PersonalTraces, words: NeutralWords) -> Iterator[Change]:
    file = read_file(path, name)
    if not isinstance(file, TextFile):
        if file.slug != "file-empty":
            raise Stop(file)
        return
    text = _without(file.text, name, traces, words)
    if name.endswith(".yaml") and _still_tells(parse(text, name).value, traces):
        raise Stop(Problem("forget-cannot", FilePlace(name)))  # written in escapes, say
    if text != file.text:
        yield file, text


def _still_tells(value: Any, traces: PersonalTraces) -> bool:
    if isinstance(value, Mapping):
        return any(_still_tells(one, traces) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return any(_still_tells(one, traces) for one in value)
    return isinstance(value, str) and traces.tells(value)


def _without(text: str, name: str, traces: PersonalTraces, words: NeutralWords) -> str:
    if name.endswith(".yaml"):
        return without_person(text, name, traces, words)
    if name.endswith(".json"):
        try:
            return json_without(text, traces, words)
        except ValueError:
            pass  # damaged: told where it is read; its text is cleaned all the same
    return traces.without(text, words.person, words.gone)


def _must_stay_sound(session: Session, changes: list[Change]) -> None:
    """Make sure that the project still loads, with no fault that it did not have.

    Raises:
        Stop: it would not.
    """
    new = {file.name: text for file, text in changes}
    files = tuple(_with_text(file, new.get(file.path.name)) for file in session.loaded.files.values())
    after = load_read(session.folder, Folder(files, ()))
    known = {(one.slug, str(one.facts)) for one in session.loaded.problems}
    found = [
        one for one in after.problems if one.level == "error" and (one.slug, str(one.facts)) not in known
    ]
    if found:
        raise Stop(found)


def _with_text(file: TextFile, text: str | None) -> TextFile:
    made = file.text if text is None else text
    return TextFile(file.path, file.name, made, newline_of(made), file.bom, file.sha256, file.modified)


# ---------------------------------------------------------------- published reports


def _redaction(
    session: Session, one: PublishedReport, traces: PersonalTraces, words: NeutralWords
) -> Redaction | None:
    """The edition of a report without somebody: of the newest that there is, so that who is out of it stays out.

    Nothing can be taken out of a PDF: it is set anew from the facts without them, and says so.
    """
    project = session.folder
    edition = redacted_edition(project, one)
    home = edition.folder if edition else one.folder
    there = [name for name in (edition.files if edition else one.files) if _ordinary(project, home / name)]
    if not any(traces.tells(text) for name in there for text, _ in text_parts(home / name)):
        return None
    left_out = [name for name in one.files if Path(name).suffix.lower() not in {*_OFFICE, *_TEXT}]
    files: dict[str, bytes] = {}
    for name in (name for name in there if name not in left_out):
        path = home / name
        if path.suffix.lower() in _OFFICE:
            files[name] = _office_without(path, traces, words)
        else:
            files[name] = _without(path.read_text("utf-8"), name, traces, words).encode()
    if _PDF in left_out and FACTS in files:
        report = report_of_facts(one, json.loads(files[FACTS]))
        files[_PDF] = _pdf(session, report, one.reader)
        left_out.remove(_PDF)
    return Redaction(one, files, tuple(left_out))


def _pdf(session: Session, report: StatusReport, reader: str) -> bytes:
    made = rendered(session, report, reader, "pdf", remade=True)
    return made if isinstance(made, bytes) else made.encode()


def _ordinary(project: Path, path: Path) -> bool:
    return path.is_file() and not leads_out(project, path)


def _office_without(path: Path, traces: PersonalTraces, words: NeutralWords) -> bytes:
    """The same package with the texts of its parts changed; everything else byte for byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith((".xml", ".rels")):
                data = traces.without(data.decode("utf-8"), words.person, words.gone).encode()
            new.writestr(part, data)
    return made.getvalue()


# ---------------------------------------------------------------- the write


def forget(session: Session, traces: PersonalTraces, done: Forgetting, reason: str) -> list[Path]:
    """Do it: the reports' other editions first, then every file of the project and its memory in one write.

    The redacted editions that were made. The journal is empty afterwards; the log says that it was done, by id alone.

    Raises:
        Stop: something cannot be written; nothing is changed then.
    """
    made: list[Path] = []
    try:
        made.extend(
            redact(session.folder, one.report, one.files, one.left_out, session.today, reason)
            for one in done.redactions
        )
        now = session.clock()
        line = ["forget", traces.id or "?", "--write"]
        names = tuple(file.name for file, _ in done.changes)
        entry = LogEntry(new_name(session.folder, now), now, tuple(line), "", (), (), names)
        told = path_of(session.folder, entry.name)
        log = (TextFile(told, told.as_posix(), ""), text_of(entry))
        write(session.folder, [*done.changes, log], line, now, way_back=False)
    except BaseException:
        # where the next command may complete what was begun, the editions belong to it
        if not cut_off(session.folder):
            for folder in made:
                shutil.rmtree(folder, ignore_errors=True)
        raise
    session.written += [*names, *(os.path.relpath(one, session.folder).replace(os.sep, "/") for one in made)]
    befriend_git(session.folder)
    return made
