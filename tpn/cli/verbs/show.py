"""``tpn show ID``: everything about one record."""

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history.log import of_record
from tpn.history.snapshots import foreseen as foreseen_of
from tpn.problems import TextPlace
from tpn.reports.blocks import Heading, TextTable, inline
from tpn.reports.record_screen import RecordScreen, agreed_over_time, told_in
from tpn.views.milestone_trend import trail_of
from tpn.views.next_step import after_record
from tpn.views.record import as_json, taken_in, whole


def perform(run: Run, *, name: str) -> None:
    """Everything about one record."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    entry = record_named(run, name)
    plan = plan_of(run)
    one = whole(entry, plan, run.loaded.index)
    trail = trail_of(plan, entry.address)
    taken = taken_in(run.project, entry.address)
    foreseen = foreseen_of(run.folder, entry.address.rstrip("/"))
    found = run.loaded.place(entry.route) if entry.route in run.loaded.index.by_route else None
    place = (found.file, found.line) if isinstance(found, TextPlace) else None
    if kind == "json":
        run.json({**as_json(one, place), "trail": trail,
                  "took_in": [{"id": old.id, "date": old.ended.date, "decision": old.ended.decision,
                               "reason": old.ended.reason} for old in taken],
                  "foreseen": [{"to": to, "day": day} for to, day in foreseen]})  # fmt: skip
        return
    said = f"{place[0]}:{place[1]}" if place else None
    screen = RecordScreen(one, run.words, run.today, said, printed=kind != "table")
    blocks = screen.blocks()
    blocks += [*told_in(taken, run.words), *agreed_over_time(trail, run.words)]
    if foreseen:
        listed = TextTable(
            (),
            tuple((inline(run.words("show.foreseen_row", to=to, day=day)),) for to, day in foreseen),
            ("left",),
        )
        blocks += [Heading(2, inline(run.words("show.foreseen"))), listed]
    run.following = after_record(one, logged=len(trail) > 1 or bool(of_record(run.folder, entry.address)))
    give_shown(run, blocks, screen.title(), kind)  # beside each of its signs stands a word
