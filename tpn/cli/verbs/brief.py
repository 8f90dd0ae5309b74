"""``tpn brief``: the first pages for whoever takes over the project."""

from tpn.actions.load_plan import plan_of
from tpn.actions.make_report import made_report
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.history.rounds import rounds
from tpn.reports.report_words import ReportWords
from tpn.views.brief import brief


def perform(run: Run) -> None:
    """The project in a few lines; what was agreed with whom, is pending, overruled, out, under contract, and near."""
    report = made_report(run)
    facts = brief(plan_of(run), run.loaded.standing, rounds(run.folder))
    title = run.words("brief.title", name=run.project.about.name)
    said = {
        "title": title,
        "brief": facts,
        "day": run.today,
        "r": report,
        "w": ReportWords(report, run.words),
    }
    give(run, "brief", said, title)
