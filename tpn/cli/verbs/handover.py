"""``tpn handover PERSON --to PERSON``: all that one person carries, to another."""

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import write_edits
from tpn.cli.run import Run
from tpn.edits.handover import handed_over
from tpn.edits.typed_values import Typist
from tpn.views.values import title_of


def perform(run: Run, *, person: str, to: str, first: str | None, until: str | None, write: bool) -> None:
    """All that one person carries, to another."""
    typist = Typist(run.project, run.today, run.folder)
    one, other = typist.person(person), typist.person(to)
    days = [
        run.date(typed, option, rule="planned") if typed else None
        for typed, option in ((first, "--from"), (until, "--until"))
    ]
    period = (days[0], days[1])
    if days[0] and days[1] and days[1] < days[0]:
        run.stop("period-backwards", start=days[0], end=days[1])
    found = handed_over(run.loaded.standing, one, other, plan_of(run).by_id, period, run.today)
    entries = list(dict.fromkeys(entry.address for entry, _ in found))
    titles = {entry.address: title_of(entry.record) for entry, _ in found}
    for address in entries:
        run.out(run.words("handover.line", id=address, title=titles[address]).rstrip())
    names = {"one": run.project.person[one].name, "other": run.project.person[other].name}
    if not found:
        run.tell_nothing(run.words("handover.nothing", **names))
    elif write:
        write_edits(run, [edit for _, edit in found])
        run.out(run.words.count("handover.done", len(entries), **names))
    else:
        run.tell(run.words.count("handover.would", len(entries), **names))
