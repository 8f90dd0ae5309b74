"""A status report of a session: worked out, held against the one before it, published, found again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tpn.actions.document_access import access_of_document
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import note_report
from tpn.history.agreements import baseline
from tpn.history.log import made_on
from tpn.history.published import (
    DATA,
    FACTS,
    Publication,
    PublishedReport,
    bytes_of_report,
    correction_of,
    facts_of_report,
    last_published,
    next_number,
    publish,
    published,
    redacted_edition,
    report_numbered,
    sha_of,
    withdraw,
)
from tpn.history.snapshots import Snapshot, reported, snapshots
from tpn.model import load
from tpn.model.choices import Every, Light
from tpn.model.logs import Meeting
from tpn.model.questions import Questions
from tpn.model.wording import whole_number
from tpn.plan import Plan, work_out
from tpn.plan.scope import scope_change
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.dashboard import dashboard
from tpn.reports.display import Display
from tpn.reports.paper import Paper
from tpn.reports.report_form import WritingForm, form_of
from tpn.reports.report_page import report_paper, report_slides
from tpn.reports.writing import written
from tpn.views.access import access_of_report
from tpn.views.dashboard import shown_activities
from tpn.views.frozen import frozen, thawed
from tpn.views.report import ReportSeries, status_report
from tpn.views.report_facts import LightFacts, StatusReport
from tpn.views.report_form import form_rows
from tpn.views.report_services import plan_of_service

_APART = {Every.WEEK: 4, Every.MONTH: 20, Every.QUARTER: 60}
"""Days that are fewer than between two reports."""
KEPT = ("docx", "pdf", "html")
"""The formats that are kept of a published report, beside its facts."""


class Compared(NamedTuple):
    """What a report is held against: the report then, and its number if it was one."""

    report: StatusReport
    number: int | None


def made_report(session: Session, service: str | None = None, since: str | None = None) -> StatusReport:
    """The report as it would be today.

    Raises:
        Stop: faults in the files; ``since`` names nothing (exit code 2).
    """
    last = _before_now(session, service)
    before = last if since is None else _compared(session, service, since, session.today)
    return _report(session, plan_of(session), service, before, last)


def _before_now(session: Session, service: str | None) -> Compared | None:
    """What a report of today is held against: one that was published today is before a new one."""
    last = last_published(session.folder, _after(session.today), service)
    if last:
        return Compared(kept_report(session, last), last.number)
    return _compared(session, service, None, session.today)


def _report(
    session: Session, plan: Plan, service: str | None, before: Compared | None, last: Compared | None
) -> StatusReport:
    series = ReportSeries(
        next_number(session.folder, service), service, before.report if before else None,
        before.number if before else None, last.report if last and last.number is not None else None,
        _came(session, plan),
    )  # fmt: skip
    return status_report(plan_of_service(plan, service) if service else plan, series)


def _came(session: Session, plan: Plan) -> Mapping[str, date]:
    """When each service came, where one has come since the plan was agreed."""
    if scope_change(plan).came:
        with suppress(
            Stop
        ):  # a damaged log is told of where it is asked for; the line is drawn without its mark
            return made_on(session.folder, plan.project.service)
    return {}


def corrected_report(session: Session, one: PublishedReport) -> StatusReport:
    """A published report anew: as of its own day, by the files that are kept of it, with what people write now.

    That is the words of the report, and the amounts where they are still said to be of that day or before.

    Raises:
        Stop: its files are damaged, nothing of that is otherwise, or it has been corrected (exit code 1).
    """
    if other := correction_of(session.folder, one):
        session.stop("report-corrected", exit_code=1, number=one.number, by=other.number)
    day, loaded = one.last, load(one.folder / DATA)
    project, now = loaded.sound(), session.project
    of_then = now.economy.as_of is not None and now.economy.as_of <= day
    project = project.but(report=now.report, economy=now.economy if of_then else project.economy)
    folder = session.folder
    plan = work_out(
        project,
        day,
        baseline=baseline(folder, day),
        questions=Questions(folder),
        reported=reported(folder, day),
    )
    before = _compared(session, one.series, None, day)
    made = _report(session, plan, one.series, before, before)
    kept = kept_report(session, one)
    if frozen(made._replace(head=kept.head)) == frozen(kept):
        session.stop("report-unchanged", exit_code=1, number=one.number, day=day, hint="correction")
    return made


class CorrectedMoney(NamedTuple):
    """What a correction does with the economy: whether its figures are others; ``later``: they are of after it."""

    changed: bool
    later: bool
    as_of: date | None


def corrected_money(session: Session, one: PublishedReport, made: StatusReport) -> CorrectedMoney:
    """Which figures of the economy the correction of a report has: those of then, or those of now."""
    now, kept = session.project.economy, kept_report(session, one)
    changed = frozen(made.money) != frozen(kept.money)
    return CorrectedMoney(changed, now.as_of is not None and now.as_of > one.last, now.as_of)


def _compared(session: Session, service: str | None, since: str | None, today: date) -> Compared | None:
    """The report before: the one that ``since`` names, else the last published, else the last snapshot."""
    folder = session.folder
    if since is not None:
        return _named(session, service, since)
    if last := last_published(folder, today, service):
        return Compared(kept_report(session, last), last.number)
    taken = [one for one in snapshots(folder) if one.taken < today]
    found = _of_snapshot(session, taken[-1], service) if taken else None
    return Compared(found, None) if found else None


def _named(session: Session, service: str | None, since: str) -> Compared:
    """A published report by number, or the last snapshot or report on or before a day, or a snapshot by name."""
    folder = session.folder
    if since.isdecimal():
        if one := report_numbered(folder, whole_number(since) or 0, service):
            return Compared(kept_report(session, one), one.number)
        session.stop("no-such-report", number=since)
    for snapshot in reversed(snapshots(folder)):
        named = since in {str(snapshot.facts["name"]), snapshot.folder.name}
        if named and (found := _of_snapshot(session, snapshot, service)):
            return Compared(found, None)
    day = session.date(since, "--since", rule="recorded")
    if last := last_published(folder, _after(day), service):
        return Compared(kept_report(session, last), last.number)
    taken = [one for one in snapshots(folder) if one.taken <= day]
    if taken and (found := _of_snapshot(session, taken[-1], service)):
        return Compared(found, None)
    session.stop("no-such-report", number=since)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _of_snapshot(session: Session, snapshot: Snapshot, service: str | None) -> StatusReport | None:
    """The report that a snapshot would have given on its day; none where its files can no longer be read."""
    loaded = load(snapshot.folder)
    if loaded.project is None or loaded.faulty:
        return None
    folder, day = session.folder, snapshot.taken
    try:
        plan = work_out(
            loaded.sound(), day, baseline=baseline(folder, day), questions=Questions(folder),
            reported=reported(folder, day),
        )  # fmt: skip
    except Stop:
        return None
    if service and service not in plan.project.service:
        return None
    found = status_report(plan_of_service(plan, service) if service else plan, ReportSeries(service=service))
    return found if service else found._replace(lights=tuple(_as_kept(found.lights, snapshot)))


def _as_kept(lights: Iterable[LightFacts], snapshot: Snapshot) -> Iterator[LightFacts]:
    """The lights with the colours that were told that day, whatever rules and figures would say of it now."""
    for one in lights:
        said = snapshot.facts["lights"].get(one.dimension.value)
        yield one._replace(light=Light(said)) if said else one


def kept_report(session: Session, one: PublishedReport) -> StatusReport:
    """The facts of a published report.

    Raises:
        Stop: they are damaged.
    """
    return report_of_facts(one, facts_of_report(session.folder, one))


def report_to_remake(session: Session, one: PublishedReport) -> tuple[StatusReport, date | None]:
    """The facts that an edition of a published report is made of anew: without those who have been taken out since.

    With the day on which somebody was, None where nobody has been.

    Raises:
        Stop: they are damaged.
    """
    edition = redacted_edition(session.folder, one)
    if edition is None or FACTS not in edition.files:
        return kept_report(session, one), None
    facts = bytes_of_report(session.folder, edition.folder, FACTS)
    try:
        return report_of_facts(one, json.loads(facts)), edition.made
    except ValueError:
        raise Stop(Problem("report-damaged", FilePlace(edition.folder.as_posix()))) from None


def report_of_facts(one: PublishedReport, value: object) -> StatusReport:
    """The facts of a published report, or of an edition of it, as they were.

    Raises:
        Stop: they are damaged.
    """
    try:
        return thawed(StatusReport, value)
    except (TypeError, ValueError, KeyError, AttributeError, StopIteration):
        raise Stop(Problem("report-damaged", FilePlace(one.folder.as_posix()))) from None


def rendered(
    session: Session,
    report: StatusReport,
    reader: str,
    kind: str,
    *,
    remade: bool = False,
    display: Display = Display(),  # noqa: B008 - a constant
) -> str | bytes:
    """A report for one reader in one format.

    Raises:
        Stop: the project's own template or letterhead has a fault.
    """
    if kind == "pptx":
        return slides_of(session, report, reader, remade=remade)
    paper = _paper(session, report, reader, kind, remade=remade)
    return written(paper, kind, session.words, display=display)


def _paper(session: Session, report: StatusReport, reader: str, kind: str, *, remade: bool = False) -> Paper:
    word = session.project.about.benefit_word.value
    access = access_text(session, reader)
    return report_paper(
        report, session.words, reader, benefit_word=word, access=access, remade=remade, kind=kind
    )


def access_text(session: Session, reader: str) -> str:
    """The access that a report carries: as the project has set it, else the default of its reader."""
    said, section = access_of_report(session.project, reader)
    if not said:
        return session.words(f"report.access.{reader}")
    return session.words("document.access.exempt" if section else "document.access.public", section=section)


def slides_of(session: Session, report: StatusReport, reader: str, *, remade: bool = False) -> bytes:
    """The presentation of a report.

    Raises:
        Stop: the municipality's own template is no presentation.
    """
    return report_slides(report, session.words, reader, access=access_text(session, reader), remade=remade)


def dashboard_of(session: Session, service: str | None, reader: str, *, persons: bool) -> str:
    """The dashboard as it would be today.

    Raises:
        Stop: faults in the files; the project's own template has a fault.
    """
    report, plan = made_report(session, service), plan_of(session)
    lead = session.project.person.get(session.project.about.lead or "")
    activities = shown_activities(plan_of_service(plan, service) if service else plan)
    phone = (lead.phone or "") if lead else ""
    access = access_text(session, reader)
    return dashboard(report, activities, session.words, reader, persons=persons, phone=phone, access=access)


def report_form(session: Session, service: str | None = None) -> WritingForm:
    """The form in which the month's report is written, or that of one service.

    Raises:
        Stop: faults in the files.
    """
    plan, before = plan_of(session), _before_now(session, service)
    report = made_report(session, service)
    published_one = before.report if before and before.number else None
    form = form_of(form_rows(plan, report, published_one), report, session.words, session.today)
    return form._replace(access=access_of_document(session, "report-form"))


def lacking(report: StatusReport) -> tuple[str, ...]:
    """What keeps a report from being published: the lead's lines that are empty."""
    return tuple(name for name, text in report.lines._asdict().items() if not text)


def last_report(session: Session, service: str | None) -> StatusReport | None:
    """The last published report before today, as it was."""
    last = last_published(session.folder, session.today, service)
    return kept_report(session, last) if last else None


def same_lines(session: Session, report: StatusReport) -> bool:
    """Whether all the lead's three lines are those of the last published report."""
    last = last_report(session, report.head.service)
    return last is not None and last.lines == report.lines


def published_lately(session: Session, service: str | None) -> PublishedReport | None:
    """The newest report of a series that stands, where it is younger than reports are apart."""
    standing = [one for one in published(session.folder, service) if one.stands]
    said = session.project.about.reporting
    apart = _APART[said.every if said else Every.MONTH]
    if standing and (session.today - standing[-1].published).days < apart:
        return standing[-1]
    return None


def published_for(session: Session, meeting: Meeting) -> PublishedReport | None:
    """The newest report that stands and was published for a meeting: after the one of its kind before it."""
    if meeting.date is None:
        return None
    earlier = [one.date for one in session.project.meetings
               if one.kind is meeting.kind and one.ended is None and one.date and one.date < meeting.date]  # fmt: skip
    since = max(earlier, default=date.min)
    found = [one for one in published(session.folder) if one.stands and since < one.published <= meeting.date]
    return found[-1] if found else None


def is_unchanged(session: Session, one: PublishedReport) -> bool:
    """Whether a report of today would say word for word what one of the same day says: the files are the same."""
    now = {f"{DATA}/{Path(file.path).name}": sha_of(file.text) for file in session.loaded.files.values()}
    kept = {name: sha for name, sha in one.files.items() if name.startswith(f"{DATA}/")}
    return one.last == session.today and now == kept


def published_now(
    session: Session, report: StatusReport, reader: str, corrects: int | None, reason: str | None
) -> PublishedReport:
    """Publish a report: number, day, facts, editions and files are kept as they are now.

    Raises:
        Stop: the project's own template has a fault, or the files cannot be written.
    """
    today = session.today
    head = report.head._replace(published=today, corrects=corrects, correction=reason)
    report = report._replace(head=head)
    for_word, paper = (_paper(session, report, reader, kind) for kind in KEPT[:2])
    files = {
        f"report.{kind}": data if isinstance(data, bytes) else data.encode()
        for kind in KEPT
        for data in (written(for_word if kind == "docx" else paper, kind, session.words),)
    }
    data = {Path(file.path).name: file.text for file in session.loaded.files.values()}
    if old := report_numbered(session.folder, corrects, head.service) if corrects else None:
        names = [name for name in old.files if name.startswith(f"{DATA}/")]  # what the figures come from
        data = {Path(name).name: bytes_of_report(session.folder, old.folder, name).decode() for name in names}
    said = Publication(
        head.number, head.service, head.since, head.as_of, reader, session.language, frozen(report), files, data,
        corrects, reason,
    )  # fmt: skip
    kept = publish(session.folder, said, today)
    note_report(session, kept, "published", kept.folder.relative_to(session.folder).as_posix())
    return kept


def withdraw_report(session: Session, one: PublishedReport, reason: str) -> None:
    """Say that a published report no longer stands.

    Raises:
        Stop: the files cannot be written.
    """
    withdraw(session.folder, one, session.today, session.project.about.lead, reason)
    note_report(session, one, "withdrawn", reason)
