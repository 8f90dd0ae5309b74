"""``tpn show ID``: everything about one record."""

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.cli.run import Run
from tpn.problems import TextPlace
from tpn.reports.ansi import painter
from tpn.reports.record_screen import RecordScreen
from tpn.views.record import as_json, whole


def perform(run: Run, *, name: str) -> None:
    """Everything about one record."""
    kind = run.format("table", "json")
    entry = record_named(run, name)
    one = whole(entry, plan_of(run), run.loaded.index)
    found = run.loaded.place(entry.route) if entry.route in run.loaded.index.by_route else None
    place = (found.file, found.line) if isinstance(found, TextPlace) else None
    if kind == "json":
        run.json(as_json(one, place))
        return
    said = f"{place[0]}:{place[1]}" if place else None
    run.out(RecordScreen(one, run.words, painter(colour=run.colour), run.today, said).text())
