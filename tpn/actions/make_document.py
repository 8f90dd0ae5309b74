"""The documents of a project: each kind is a template in ``templates/documents/``, and no more than that.

A template gets the project by the keys of its format (``p``), the status report (``r``, ``w``), the budget years
(``budget``), the work of each service today (``work_today``), the open *must*
points of the one it is about (``open_points``), what is no longer a part (``gone``), every record
(``every``; ``tables`` of those that make one; the ``questions`` of the checklists by id), the plan as a picture, and
what it is about (``about``) where its first line says of what kind it must be: ``{# about: decision. … #}``. The rest
of that line says what it is.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.make_report import made_report
from tpn.actions.session import Session
from tpn.charts import gantt, gantt_words
from tpn.library import Piece, pieces
from tpn.model.about import Service
from tpn.model.actors import Actors
from tpn.model.choices import Phase
from tpn.model.index import Entry
from tpn.model.similar import fold
from tpn.plan.gates import Passage
from tpn.reports.report_words import ReportWords
from tpn.source import TextFile, read_file
from tpn.texts import LANGUAGES, Words
from tpn.views.budget_plan import budget_plan
from tpn.views.gate import GatePoint, gate_points
from tpn.views.gone_records import gone_records
from tpn.views.record_tables import table_of
from tpn.views.spoken_project import every_record, spoken_project, spoken_record
from tpn.views.work_today import work_today

_HEAD = re.compile(r"\A\{#\s*(?:about:\s*(\w+)\.\s*)?(.*?)\s*#\}")
_ENDING = ".md"
_KINDS: Mapping[str, str] = {"decision": "decisions", "service": "services"}
"""What a template may be about, and the list that it stands in."""


class DocumentKind(NamedTuple):
    """A kind of document: the name of its template, its title, what it is, what it must be about; whose it is."""

    name: str
    title: str
    sentence: str
    about: str | None
    origin: str


class MadeDocument(NamedTuple):
    """What a template is filled in with, the title, and the pictures by name."""

    title: str
    facts: Mapping[str, object]
    pictures: Mapping[str, str]


def document_kinds(session: Session) -> tuple[DocumentKind, ...]:
    """All kinds, the municipality's own among them, by their titles."""
    found = [_kind(piece, session.words) for piece in pieces("documents", session.folder)]
    return tuple(sorted(found, key=lambda one: one.title))


def _kind(piece: Piece, words: Words) -> DocumentKind:
    name = piece.name.removesuffix(_ENDING)
    file = read_file(piece.path)
    head = _HEAD.match(file.text) if isinstance(file, TextFile) else None
    said, sentence = (head[1], head[2]) if head else (None, "")
    title = words.find(f"documents.kinds.{name}.title") or name.replace("-", " ").capitalize()
    return DocumentKind(
        name, title, words.find(f"documents.kinds.{name}.about") or sentence, said, piece.origin
    )


def document_named(session: Session, typed: str) -> DocumentKind:
    """The kind that was meant, by its title in any of the languages, the name of its template, or a beginning.

    Raises:
        Stop: none fits, or several do (exit code 2).
    """
    known = document_kinds(session)
    wanted = _letters(typed)
    names = {one.name: [_letters(one.name), *_titles(one.name)] for one in known}
    exactly = [one for one in known if wanted in names[one.name]]
    near = exactly or [
        one for one in known if any(name.startswith(wanted) for name in names[one.name]) and wanted
    ]
    if len(near) != 1:
        session.stop("no-such-document", name=typed, known=[one.title for one in near or known])
    return near[0]


def _titles(name: str) -> list[str]:
    found = (Words(language).find(f"documents.kinds.{name}.title") for language in LANGUAGES)
    return [_letters(title) for title in found if title]


def _letters(text: str) -> str:
    """A name without case, spaces and hyphens, and with plain letters for æ, ø and å."""
    plain = fold(text).translate(str.maketrans("øå", "oa")).replace("æ", "ae")
    return re.sub(r"[\W_]+", "", plain)


def document(session: Session, kind: DocumentKind, subject: str | None) -> MadeDocument:
    """What the template of a kind needs.

    Raises:
        Stop: faults in the files; what it is about is not there, or is of another kind (exit code 2).
    """
    plan, index = plan_of(session), session.loaded.index
    entry = _subject(session, kind, subject)
    report = made_report(session)
    words = session.words
    pictured = report.gantt is not None and gantt.drawable(report.gantt)
    every = every_record(index)
    facts: dict[str, object] = {
        "p": spoken_project(plan, index), "r": report, "w": ReportWords(report, words),
        "about": spoken_record(entry.record, plan, index) if entry else None,
        "budget": budget_plan(plan), "every": every, "tables": {kind: table_of(some) for kind, some in every.items()},
        "questions": {one.id: one.text[words.language] for phase in Phase for one in plan.facts.questions.of(phase)},
        "open_points": _open_points(session, entry),
        "gone": gone_records(plan), "work_today": work_today(session.project, Actors(session.folder).side),
        "benefit_word": session.project.about.benefit_word.value,
        "gantt": gantt_words.told(report.gantt, words) if report.gantt and pictured else "",
    }  # fmt: skip
    drawn = {"gantt": gantt.picture(report.gantt, words, compact=True)} if report.gantt and pictured else {}
    return MadeDocument(kind.title, facts, drawn)


def _open_points(session: Session, entry: Entry | None) -> tuple[GatePoint, ...]:
    """Of a document about a service, the *must* points that are open, by name."""
    if entry is None or not isinstance(entry.record, Service):
        return ()
    return gate_points(plan_of(session), Passage(Phase.LAUNCH, entry.record.id), session.language)


def _subject(session: Session, kind: DocumentKind, typed: str | None) -> Entry | None:
    """The record that a document is about; the only one there is needs no name."""
    if kind.about is None:
        if typed is not None:
            session.stop("document-about-all", name=typed, document=kind.title)
        return None
    listed = _KINDS.get(kind.about, kind.about)
    candidates = [one for one in session.loaded.standing.entries if one.kind == listed]
    if typed is None:
        if len(candidates) == 1:
            return candidates[0]
        session.stop(
            "document-about-which", document=kind.title, known=[one.address for one in candidates],
            hint=None if candidates else "none",
        )  # fmt: skip
    found = record_named(session, typed)
    if found.kind != listed:
        session.stop("document-about-other", name=typed, document=kind.title)
    return found
