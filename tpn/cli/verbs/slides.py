"""``tpn slides MEETING -o FILE.pptx``: the presentation of goals, organisation, services and plan."""

from tpn.actions.find_meeting import agenda_of, called, meeting_named
from tpn.actions.load_plan import plan_of
from tpn.cli.run import Run
from tpn.reports.deck import deck
from tpn.reports.lights import light_rows
from tpn.reports.paper import Paper
from tpn.reports.slides import slides
from tpn.views.slides import presentation


def perform(run: Run, *, name: str | None) -> None:
    """The presentation for a meeting."""
    run.format("pptx")
    if run.output is None:
        run.stop("needs-output")
    meeting = meeting_named(run, name)
    plan = plan_of(run)
    view = presentation(plan, meeting, agenda_of(run, meeting))
    made = deck(view, run.words, light_rows(plan, run.words), called(run, meeting))
    day = meeting.date or run.today
    paper = Paper(view.project, (), run.language, day, view.municipality or "", view.presenter or "")
    run.deliver(slides(made, paper, run.words))
