"""``tpn slides MEETING -o FILE.pptx``: to the steering group the month's report, to others what the project is."""

from tpn.actions.find_meeting import called, meeting_named
from tpn.actions.load_plan import plan_of
from tpn.actions.make_report import made_report, published_for, report_to_remake, slides_of
from tpn.cli.run import Run
from tpn.history.published import READERS
from tpn.model.choices import MeetingKind
from tpn.reports.deck import deck
from tpn.reports.paper import Paper
from tpn.reports.slides import slides
from tpn.texts.municipality import municipality_said
from tpn.views.slides import presentation


def perform(run: Run, *, name: str | None) -> None:
    """The presentation for a meeting."""
    run.format("pptx")
    if run.output is None:
        run.stop("needs-output")
    meeting = meeting_named(run, name)
    if meeting.kind is MeetingKind.STEERING:  # what it meets over is the report, however it is asked for
        kept = published_for(run, meeting)
        report = report_to_remake(run, kept)[0] if kept else made_report(run)
        run.deliver(slides_of(run, report, READERS[0], remade=kept is not None))
        if kept:
            run.tell(run.words("report.slides_of", n=kept.number, day=kept.published))
        elif meeting.date and meeting.date < run.today:
            run.tell(run.words("report.slides_not_of", meeting=meeting.date, day=run.today))
        return
    view = presentation(plan_of(run), meeting)
    made = deck(view, run.words, called(run, meeting))
    day = meeting.date or run.today
    paper = Paper(
        view.project,
        (),
        run.language,
        day,
        municipality_said(view.municipality, run.words),
        view.presenter or "",
    )
    run.deliver(slides(made, paper, run.words))
