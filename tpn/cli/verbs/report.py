"""``tpn report``: the status report, for one reader; published it stays as it is."""

from tpn.actions.find_named import service_named
from tpn.actions.make_report import (
    corrected_money,
    corrected_report,
    dashboard_of,
    is_unchanged,
    lacking,
    last_report,
    made_report,
    published_lately,
    published_now,
    rendered,
    report_form,
    report_to_remake,
    same_lines,
    withdraw_report,
)
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history.published import (
    READERS,
    PublishedReport,
    bytes_of_report,
    correction_of,
    numbered_twice,
    published,
    redacted_edition,
    report_numbered,
)
from tpn.reports.blocks import Break, Heading, Inline, Paragraph, TextTable, inline
from tpn.reports.dashboard import DASHBOARD_READERS
from tpn.reports.report_form import form_book, form_document
from tpn.reports.report_page import SHOWN_TO
from tpn.spreadsheets.writers import files_of
from tpn.texts import day
from tpn.views.frozen import frozen
from tpn.views.next_step import after_report
from tpn.views.report_facts import StatusReport


def perform(
    run: Run,
    *,
    reader: str | None,
    since: str | None,
    service: str | None,
    form: bool,
    dashboard: bool,
    with_persons: bool,
    publishing: bool,
    listing: bool,
    show: int | None,
    withdraw: int | None,
    correct: int | None,
    reason: str | None,
) -> None:
    """The status report, for one reader."""
    who = _reader(run, reader)
    series = service_named(run, service) if service else None
    if listing:
        _listed(run, series)
    elif show is not None:
        _shown(run, series, show, who, asked=reader is not None)
    elif withdraw is not None:
        _withdrawn(run, series, withdraw, reason)
    elif form:
        _form(run, series)
    elif dashboard:
        _dashboard(run, series, who, persons=with_persons)
    elif publishing or correct is not None:
        _published(run, series, who, since, correct, reason)
    else:
        _drafted(run, series, who, since)


def _reader(run: Run, said: str | None) -> str:
    """For whom, by any beginning of the name; the steering group where nobody says."""
    if said is None:
        return READERS[0]
    typed = _IN_NYNORSK.get(said.lower(), said.lower())
    found = [one for one in READERS if one.startswith(typed)]
    if len(found) != 1:
        run.stop("no-such-reader", reader=said, known=READERS)
    return found[0]


_IN_NYNORSK = {"eigar": "eier", "tilsette": "ansatte"}


def _drafted(run: Run, series: str | None, reader: str, since: str | None) -> None:

    kind = _kind(run, reader)
    report = made_report(run, series, since)
    if kind == "json":
        run.json({"format": 1, **frozen(report)})
        return
    if kind == "table":
        run.following = after_report(lacking=bool(lacking(report)))
    _give(run, rendered(run, report, reader, kind, display=run.display), kind)
    _remarks(run, report)


def _dashboard(run: Run, series: str | None, reader: str, *, persons: bool) -> None:
    """The page to look things up in; for the steering group or the employees."""
    run.format("html")
    if run.output is None:
        run.stop("needs-output")
    if reader not in DASHBOARD_READERS:
        run.stop("no-such-reader", reader=reader, known=DASHBOARD_READERS)
    run.out(dashboard_of(run, series, reader, persons=persons and reader == DASHBOARD_READERS[0]))


def _kind(run: Run, reader: str) -> str:
    """The format asked for; slides are for those who meet over them."""
    return run.format("table", "json", *DOCUMENTS[1:], *(("pptx",) if reader in SHOWN_TO else ()))


def _remarks(run: Run, report: StatusReport) -> None:
    """What the lead should see to before the report is sent."""
    _last_time(run, report)
    if passed := report.head.point_passed:
        run.tell(run.words("report.remarks.point_passed", day=passed))
    for shown in report.lights:
        if shown.unchanged:
            light = run.words(f"status.dimensions.{shown.dimension}")
            run.tell(run.words("report.remarks.unchanged", light=light))
    old = {one.dimension for one in report.lights if one.unchanged}
    for one in report.unanswered:
        light = run.words(f"status.dimensions.{one.dimension}")
        if one.dimension not in old:
            run.tell(run.words("report.remarks.unanswered", light=light))
        run.tell(run.words("report.remarks.proposed", light=light, day=one.decide_by))


def _last_time(run: Run, report: StatusReport) -> None:
    """That words are those of the last report: some ended with it, the others stand until they are written anew."""
    last = last_report(run, report.head.service)
    if last is None or last.head.number == report.head.number:
        return
    approved, because = report.words.approved_by, report.words.because
    if (approved and not report.head.approved_by) or (because and not report.no_decision_because):
        run.tell(run.words("report.remarks.ended", n=last.head.number))
    lines, lights = report.repeats(last)
    names = [run.words(f"report.lines.{name}") for name in lines]
    names += [
        run.words("report.remarks.comment_on", light=run.words(f"status.dimensions.{one}")) for one in lights
    ]
    if names:
        run.tell(run.words("report.remarks.repeated", n=last.head.number, names=names))


def _give(run: Run, result: str | bytes, kind: str) -> None:
    if kind in {"docx", "pdf", "pptx"} and run.output is None:
        run.stop("needs-output")
    if isinstance(result, bytes):
        run.deliver(result)
    else:
        run.out(result)


def _published(
    run: Run, series: str | None, reader: str, since: str | None, corrects: int | None, reason: str | None
) -> None:

    if corrects is not None:
        wrong = _found(run, series, corrects)
        if not reason:
            run.stop("report-needs-reason")
        report = corrected_report(run, wrong)
        _correction(run, wrong, report)
    else:
        report = made_report(run, series, since)
    if empty := lacking(report):
        names = tuple(run.words(f"report.lines.{name}").lower() for name in empty)
        run.stop("report-unwritten", exit_code=1, names=names)
    if corrects is None and same_lines(run, report):
        run.stop("report-unwritten", exit_code=1, hint="same", names=())
    _remarks(run, report)
    before = published_lately(run, series) if corrects is None else None
    if before and is_unchanged(run, before):
        run.stop("report-unchanged", exit_code=1, number=before.number)
    if run.preview:
        if corrects is not None and run.output is None:
            run.out(str(rendered(run, report, reader, "table", display=run.display)))
        run.say(run.words("report.would_be", n=report.head.number))
        return
    if before and not _another(run, before):
        run.say(run.words("common.interrupted"))
        return
    kept = published_now(run, report, reader, corrects, reason)
    folder = kept.folder.relative_to(run.folder).as_posix()
    run.say(run.words("report.kept", n=kept.number, folder=folder))


def _correction(run: Run, wrong: PublishedReport, report: StatusReport) -> None:
    """Which figures a correction stands on: those of the report, and the economy's where they are others now."""
    money = corrected_money(run, wrong, report)
    facts = {"n": wrong.number, "day": wrong.last, "as_of": money.as_of}
    run.tell(run.words("report.correction_of_money" if money.changed else "report.correction_of", **facts))
    if money.later:
        run.tell(run.words("report.correction_later", **facts))


def _another(run: Run, before: PublishedReport) -> bool:
    """Whether one more is meant so soon after another: asked where somebody can answer, else only told."""
    facts = {"n": before.number, "day": before.published}
    answer = run.yes_or_no("report.another", **facts)
    if answer is None:
        run.tell(run.words("report.another_told", **facts))
    return answer is not False


def _found(run: Run, series: str | None, number: int) -> PublishedReport:
    return report_numbered(run.folder, number, series) or run.stop("no-such-report", number=number)


def _listed(run: Run, series: str | None) -> None:
    found = published(run.folder, series)
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, "reports": [_json(one) for one in found]})
        return
    title = run.words("report.listed.title")
    heads = tuple(map(inline, run.words.find("report.listed.heads")))
    rows = tuple(_row(run, one) for one in found)
    said = TextTable(heads, rows, ("right", "left", "left", "left", "left"))
    nothing = Paragraph(inline(run.words("report.no_reports")))
    give_shown(run, [Heading(1, inline(title)), said if found else nothing], title, kind)
    run.warn([*numbered_twice(run.folder)])


def _row(run: Run, one: PublishedReport) -> tuple[Inline, ...]:
    """A published report: whose figures, for whom, and what has become of it."""
    said = []
    if not one.stands:
        said.append(run.words("report.listed.withdrawn", reason=one.withdrawn))
    elif one.corrects:
        said.append(run.words("report.listed.correcting", corrects=one.corrects, reason=one.correction))
    if other := correction_of(run.folder, one):
        said.append(run.words("report.listed.corrected", by=other.number, reason=other.correction))
    if edition := redacted_edition(run.folder, one):
        said.append(run.words("report.listed.redacted", day=edition.made))
    note = [part for text in said for part in (Break(), text)][1:]
    reader = run.words(f"report.readers.{one.reader}")
    return (
        inline(str(one.number)),
        inline(day(one.published)),
        inline(day(one.last)),
        inline(reader),
        inline(*note),
    )


def _json(one: PublishedReport) -> dict[str, object]:
    return {
        "number": one.number, "series": one.series, "published": one.published, "first": one.first, "last": one.last,
        "reader": one.reader, "language": one.language, "corrects": one.corrects, "correction": one.correction,
        "withdrawn": one.withdrawn, "folder": one.folder.as_posix(), "files": dict(one.files),
    }  # fmt: skip


def _shown(run: Run, series: str | None, number: int, reader: str, *, asked: bool) -> None:
    """A published report: the bytes that were kept; any other edition made again from its facts, and it says so."""
    one = _found(run, series, number)
    who = reader if asked else one.reader
    kind = _kind(run, who)
    name = f"report.{kind}"
    if not one.stands:
        run.tell(run.words("report.is_withdrawn", n=one.number, reason=one.withdrawn))
    if other := correction_of(run.folder, one):
        run.tell(run.words("report.is_corrected", n=one.number, by=other.number, reason=other.correction))
    if name in one.files and who == one.reader:
        if edition := redacted_edition(run.folder, one):
            folder = edition.folder.relative_to(run.folder).as_posix()
            run.tell(run.words("report.is_redacted", n=one.number, day=edition.made, folder=folder))
        data = bytes_of_report(run.folder, one.folder, name)
        if run.output is None and kind in {"json", "html"}:
            run.out(data.decode())
        else:
            run.deliver(data)
        return
    report, without = report_to_remake(run, one)
    if without:
        run.tell(run.words("report.made_without", n=one.number, day=without))
    _give(run, rendered(run, report, who, kind, remade=True, display=run.display), kind)


def _withdrawn(run: Run, series: str | None, number: int, reason: str | None) -> None:

    one = _found(run, series, number)
    if not reason:
        run.stop("report-needs-reason")
    if not one.stands:
        run.stop("report-withdrawn", exit_code=1, number=number)
    if run.preview:
        run.say(run.words("report.would_go", n=number))
        return
    withdraw_report(run, one, reason)
    run.say(run.words("report.now_withdrawn", n=number))
    if _found(run, series, number).stands:  # another branch has given it the same number
        run.say(run.words("report.other_stands", n=number, folder=one.folder.name))


def _form(run: Run, series: str | None) -> None:
    """The form in which the report is written, as a document or a workbook."""
    if run.output is None:
        run.stop("needs-output")
    kind = run.format("docx", "xlsx", "ods")
    form = report_form(run, series)
    if kind == "docx":
        run.deliver(form_document(form, run.words, run.today))
    else:
        run.give(files_of(form_book(form, run.words, run.today), run.output, form.access))
