"""The papers of a month or of a gate, as a journal lists them; each knows how its files are made.

A published report is given as it was kept, byte for byte – its edition, not the facts behind it, which hold more than
the edition tells; where somebody has been taken out of it, the redacted edition stands in its place. All else is made
from the project as it is on the day, and says so.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tpn.actions.benefits_plan import benefits_plan
from tpn.actions.decide_gate import NamedGate, gate_seen, heard
from tpn.actions.document_access import access_of_document
from tpn.actions.evaluation_record import evaluation_record
from tpn.actions.find_meeting import agenda_of, called
from tpn.actions.load_plan import plan_of
from tpn.actions.make_document import document, document_named
from tpn.actions.make_report import KEPT, access_text, made_report, rendered
from tpn.actions.session import Session
from tpn.actions.session_paper import PaperFacts, session_paper
from tpn.history.published import PublishedReport, all_published, bytes_of_report, redacted_edition
from tpn.model.choices import MeetingKind, Phase
from tpn.model.logs import Decision, Meeting
from tpn.model.people import name_of
from tpn.plan.attendance import has_minutes
from tpn.plan.deciders import body_name, decider
from tpn.problems import Stop
from tpn.reports.lights import light_rows
from tpn.reports.writing import written
from tpn.source.files import file_bytes, reading_problem
from tpn.views.attendance import chair_of
from tpn.views.description import description
from tpn.views.discussed import discussed
from tpn.views.launch import service_page
from tpn.views.minutes import minutes
from tpn.views.procurement import evaluation_view

Files = Mapping[str, bytes]
MOST_OF_A_PAPER = 50_000_000
"""Bytes of a file that is put into an archive as it was sent."""


class ArchivedPaper(NamedTuple):
    """A line of a journal. ``state``: ``published``, ``withdrawn``, ``draft``, ``sent``, ``made``; ``note`` says more.

    ``access`` is as the paper itself says it; ``files`` makes the bytes of its files by their endings. ``redacted``: a
    published report from which somebody has been taken out since.
    """

    title: str
    day: date | None
    sender: str
    recipient: str
    access: str
    case_reference: str
    state: str
    files: Callable[[], Files]
    note: str = ""
    redacted: bool = False


def papers_of_month(session: Session, first: date, last: date) -> list[ArchivedPaper]:
    """What was published, met about, decided and launched from the first to the last day, the oldest first.

    Raises:
        Stop: faults in the files.
    """

    def inside(day: date | None) -> bool:
        return day is not None and first <= day <= last

    project = session.project
    reports = [one for one in all_published(session.folder) if inside(one.published)]
    found = [_report(session, one) for one in reports]
    if first <= session.today <= last and not any(one.stands and one.series is None for one in reports):
        found.append(_draft(session))
    for meeting in project.meetings:
        if inside(meeting.date) and meeting.ended is None:
            found += _meeting(session, meeting)
    found += [_decision(session, one) for one in project.decisions if inside(one.decided)]
    for service in project.launch.services:
        if inside(service.launched):
            found += _launched(session, service.service, service.launched)
    return sorted(found, key=_day)


def papers_of_gate(session: Session, gate: NamedGate) -> list[ArchivedPaper]:
    """What a gate was, or will be, decided on: its paper, its decisions and their meetings, the report before it.

    Raises:
        Stop: faults in the files.
    """
    decisions = heard(session, gate)
    until = max((one.decided for one in decisions if one.decided), default=session.today)
    found = [_gate(session, gate), *(_decision(session, one) for one in decisions)]
    for meeting in session.project.meetings:
        if meeting.id in {one.meeting for one in decisions}:
            found += _meeting(session, meeting)
    reports = [one for one in all_published(session.folder) if one.series is None and one.published <= until]
    if standing := [one for one in reports if one.stands]:
        found.append(_report(session, standing[-1]))
    elif until == session.today:
        found.append(_draft(session))
    phases = {one.phase for one in gate.passages}
    if Phase.KICKOFF in phases:
        found.append(_of_template(session, "project-directive", None, session.today))
    if Phase.BENEFITS in phases and session.project.benefits.benefits:
        found.append(_benefits_plan(session))
    if Phase.PROCUREMENT in phases:
        found += _procurements(session)
    for passage in gate.passages:
        if passage.service:
            found += _launched(session, passage.service, None)
    return sorted(found, key=_day)


def _day(one: ArchivedPaper) -> date:
    return one.day or date.max


def _name(session: Session, person: str | None) -> str:
    return name_of(session.project.person, person) or ""


def _lead(session: Session) -> str:
    return _name(session, session.project.about.lead)


def _owner(session: Session) -> str:
    return _name(session, session.project.about.owner)


def _case(session: Session, own: str | None = None) -> str:
    return own or session.project.about.case_reference or ""


# ---------------------------------------------------------------- reports


def _report(session: Session, one: PublishedReport) -> ArchivedPaper:
    words, project = session.words, session.project
    key = "withdrawn" if not one.stands else "correcting" if one.corrects else "standing"
    note = words(
        f"archive.report.{key}", n=one.corrects, reason=(one.withdrawn or one.correction or "").rstrip(".")
    )
    edition = redacted_edition(session.folder, one)
    if edition is not None:
        said = [note, words("archive.report.redacted", day=edition.made)]
        said += [words("archive.report.not_redacted", left_out=edition.left_out)] if edition.left_out else []
        note = " ".join(said).strip()
    title = words("archive.report.title", n=one.number, day=one.last)
    if one.series:
        service = project.service.get(one.series)
        title = words("archive.report.of", title=title, service=service.name if service else one.series)
    folder = edition.folder if edition else one.folder
    kept = [kind for kind in KEPT if f"report.{kind}" in (edition.files if edition else one.files)]

    def files() -> Files:
        return {kind: bytes_of_report(session.folder, folder, f"report.{kind}") for kind in kept}

    return ArchivedPaper(
        title, one.published, _lead(session), words(f"report.readers.{one.reader}"), access_text(session, one.reader),
        _case(session), "published" if one.stands else "withdrawn", files, note,
        edition is not None,
    )  # fmt: skip


def _draft(session: Session) -> ArchivedPaper:
    """The report as it is today, where none is published: it says that it is a draft."""
    reader = "styringsgruppe"

    def files() -> Files:
        return _pdf(rendered(session, made_report(session), reader, "pdf"))

    return ArchivedPaper(
        session.words("archive.report.draft"), session.today, _lead(session), session.words(f"report.readers.{reader}"),
        access_text(session, reader), _case(session), "draft", files,
    )  # fmt: skip


def _pdf(data: str | bytes) -> Files:
    return {"pdf": data if isinstance(data, bytes) else data.encode()}


# ---------------------------------------------------------------- what is made of the project


class _Ways(NamedTuple):
    """Who a paper goes between, on which day, in which case."""

    day: date | None
    sender: str
    recipient: str
    case_reference: str


def _made(
    session: Session, template: str, title: str, ways: _Ways, said: Callable[[], PaperFacts]
) -> ArchivedPaper:
    """A paper that is made of the project as it is; only when its file is asked for."""
    deal = said().deal if template == "procurement-record" else None
    access = access_of_document(session, template, deal)

    def files() -> Files:
        return _pdf(
            written(session_paper(session, said(), session.project, archived=True), "pdf", session.words)
        )

    return ArchivedPaper(title, *ways[:3], access, ways.case_reference, "made", files)


def _meeting(session: Session, meeting: Meeting) -> Iterator[ArchivedPaper]:
    words, project = session.words, session.project
    name, chair = called(session, meeting), _name(session, chair_of(project, meeting))
    steering = meeting.kind is MeetingKind.STEERING
    ways = _Ways(
        meeting.date,
        chair,
        words("archive.steering_group" if steering else "archive.participants"),
        _case(session),
    )

    def agenda() -> PaperFacts:
        # what a meeting that is over was told is not what is true today
        ahead = meeting.date is None or meeting.date >= session.today
        lights = light_rows(plan_of(session), words) if steering and ahead else ()
        talked = discussed(plan_of(session), meeting) if ahead else ()
        facts = {"agenda": agenda_of(session, meeting), "lights": lights, "discussed": talked}
        return PaperFacts("agenda", facts, name)

    yield _made(session, "agenda", words("archive.agenda", meeting=name), ways, agenda)
    if has_minutes(project, meeting):
        title = words("minutes.title", meeting=name)
        said = partial(PaperFacts, "minutes", {"minutes": minutes(project, meeting)}, title)
        yield _made(session, "minutes", title, ways, said)


def _decision(session: Session, one: Decision) -> ArchivedPaper:
    found = _of_template(session, "decision", one.id, one.decided)
    title = session.words("archive.decision", id=one.id, title=one.title)
    return found._replace(
        title=title, recipient=_whose(session, one),
        case_reference=_case(session, one.case_reference),
    )  # fmt: skip


def _whose(session: Session, one: Decision) -> str:
    """Who had a decision to take: the body by its name, else those of the meeting."""
    found = decider(session.project, one)
    if person := name_of(session.project.person, found.person):
        return person
    if found.body:
        return body_name(session.project, found.body) or session.words("archive.steering_group")
    return session.words("archive.participants" if found.meeting else "documents.unrecorded")


def _of_template(session: Session, kind: str, about: str | None, day: date | None) -> ArchivedPaper:
    """A document of ``tpn document``."""
    meant = document_named(session, kind)

    def said() -> PaperFacts:
        made = document(session, meant, about)
        return PaperFacts(f"documents/{kind}", made.facts, made.title, made.pictures)

    service = session.project.service.get(about or "")
    title = f"{meant.title} – {service.name}" if service else meant.title
    ways = _Ways(day, _lead(session), _owner(session), _case(session))
    return _made(session, f"documents/{kind}", title, ways, said)


def _gate(session: Session, gate: NamedGate) -> ArchivedPaper:
    words, view = session.words, gate_seen(session, gate)
    names = [one.name or words(f"status.phases.{one.phase}") for one in view.subjects]
    title = words("gate.title", of=", ".join(names))
    said = partial(PaperFacts, "gate", {"view": view, "brief": False}, title)
    ways = _Ways(session.today, _lead(session), words("archive.steering_group"), _case(session))
    return _made(session, "gate", title, ways, said)


def _benefits_plan(session: Session) -> ArchivedPaper:
    """The plan that the gate of the benefits phase decides on."""

    def said() -> PaperFacts:
        return benefits_plan(session)

    ways = _Ways(session.today, _lead(session), _owner(session), _case(session))
    return _made(session, "benefits-plan", said().title, ways, said)


def _procurements(session: Session) -> Iterator[ArchivedPaper]:
    for deal in session.project.procurement.procurements:
        if deal.bids:
            said = partial(evaluation_record, session, deal, evaluation_view(deal, plan_of(session)))
            ways = _Ways(session.today, _lead(session), _owner(session), _case(session))
            yield _made(session, "procurement-record", said().title, ways, said)


def _launched(session: Session, service: str, day: date | None) -> Iterator[ArchivedPaper]:
    """What a service goes live on: its checklist, its description, and the record of its handing over."""
    words, plan = session.words, plan_of(session)
    one = session.project.service[service]
    ways = _Ways(
        day or session.today, _name(session, one.responsible) or _lead(session),
        _name(session, one.owner) or _owner(session), _case(session),
    )  # fmt: skip
    page = service_page(plan, service, session.language)
    facts = {"view": page, "every": True, "drawn": False}
    checklist = partial(PaperFacts, "launch-service", facts, words("launch.page_name", service=one.name))
    yield _made(session, "launch-service", words("archive.checklist", service=one.name), ways, checklist)
    described = {"view": description(plan, service, session.language)}
    said = partial(PaperFacts, "service-description", described, one.name)
    yield _made(session, "service-description", words("archive.description", service=one.name), ways, said)
    handed = _of_template(session, "handover", service, ways.day)
    yield handed._replace(sender=_lead(session), recipient=ways.recipient)  # as the record itself says


# ---------------------------------------------------------------- what was sent


def sent_paper(session: Session, file: Path) -> ArchivedPaper:
    """A file as it was sent; what access it has, and to whom it went, its own text says.

    Raises:
        Stop: it is gone, too large or not to be read (exit code 1).
    """
    try:
        data = file_bytes(file, MOST_OF_A_PAPER)
    except OSError as fault:
        raise Stop(reading_problem(fault, str(file))) from fault
    ending = file.suffix.lstrip(".").lower() or "bin"
    return ArchivedPaper(
        file.stem, None, _lead(session), "", session.words("archive.access_unsaid"), _case(session), "sent",
        lambda: {ending: data},
    )  # fmt: skip
