"""``tpn week``: what a project lead must see to this week."""

from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give, give_shown
from tpn.cli.run import Run
from tpn.edits.typed_values import Typist
from tpn.history.rounds import rounds
from tpn.history.snapshots import blocked_since
from tpn.reports.week_words import WeekWords
from tpn.views.next_step import after_week
from tpn.views.week import WeekQuery, as_json, week


def perform(run: Run, *, responsible: str | None) -> None:
    """What is due, who waits, whom to remind, what the next meeting lacks."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    plan = plan_of(run)
    person = Typist(run.project, run.today, run.folder).person(responsible) if responsible else None
    found = week(
        plan,
        run.loaded.standing,
        WeekQuery(person, blocked_since(run.folder, run.today), tuple(rounds(run.folder))),
    )
    said = WeekWords(found, run.words)
    if kind == "json":
        run.json(as_json(found))
    elif kind == "table":
        run.following = after_week(found)
        give_shown(run, said.screen(), said.title, kind)
    else:
        facts = {"blocks": said.blocks(), "days": said.days, "nothing": run.words("week.nothing")}
        give(run, "week", facts, said.title, kind=kind)
