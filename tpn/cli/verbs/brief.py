"""``tpn brief``: two pages for whoever takes over the project."""

from tpn.actions.load_plan import plan_of
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.history.rounds import rounds
from tpn.views.brief import brief


def perform(run: Run) -> None:
    """What was agreed with whom, what is pending, overruled, out, under contract, and the first week."""
    plan = plan_of(run)
    facts = brief(plan, run.loaded.standing, rounds(run.folder))
    title = run.words("brief.title", name=run.project.about.name)
    give(run, "brief", {"title": title, "brief": facts, "day": run.today, "most": MOST}, title)


MOST = 15
"""Lines of a kind, so that it stays two pages."""
