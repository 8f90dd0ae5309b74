"""``tpn handover PERSON --to PERSON``: all that one person carries, to another."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import write_edits
from tpn.cli.run import Run
from tpn.edits.handover import handed_over, roles_taken
from tpn.edits.typed_values import Typist
from tpn.model.index import Entry
from tpn.plan import Plan
from tpn.plan.timing import timing_of
from tpn.views.values import title_of


def perform(
    run: Run,
    *,
    person: str,
    to: str,
    first: str | None,
    until: str | None,
    only: str | None,
    roles: bool,
    write: bool,
) -> None:
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
    index, plan = run.loaded.standing, plan_of(run)
    everything = handed_over(index, one, other, plan.by_id, (None, None), run.today)
    found = handed_over(index, one, other, plan.by_id, period, run.today)
    if only:
        named = {name.strip() for name in only.split(",")}
        found = [pair for pair in everything if pair[0].address in named]
    taken = roles_taken(index, one, other) if roles else []
    gone = list({entry.address: entry for entry, _ in found}.values())
    left = {entry.address: entry for entry, _ in everything if entry not in gone}
    names = {"one": run.project.person[one].name, "other": run.project.person[other].name}
    _list(run, plan, gone)
    if taken:
        said = ", ".join(run.words.choice(role) for role in run.project.person[one].roles)
        run.out(run.words("handover.roles", roles=said, **names))
    if left:
        run.out(run.words.count("handover.left", len(left), **names))
        _list(run, plan, left.values())
    if not found and not taken:
        run.tell_nothing(run.words("handover.nothing", **names))
        return
    if write:
        write_edits(run, [*(edit for _, edit in found), *taken])
        run.out(run.words.count("handover.done", len(gone), **names))
    else:
        run.tell(run.words.count("handover.would", len(gone), **names))
    if days[1]:
        ids = ",".join(entry.address for entry in gone)
        run.tell(run.words("handover.back", date=days[1], ids=ids, back=one, stand_in=other, **names))


def _list(run: Run, plan: Plan, entries: Iterable[Entry]) -> None:
    """Records kind by kind, each with its day, the first day first."""
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    for kind, some in kinds.items():
        heading = run.words(f"kinds.{kind}.many") if run.words.find(f"kinds.{kind}") else kind
        run.out(f"{heading[:1].upper()}{heading[1:]} ({len(some)})")
        _of_kind(run, plan, some)


def _of_kind(run: Run, plan: Plan, entries: Sequence[Entry]) -> None:
    wide = max(len(entry.address) for entry in entries)
    dated = [(timing.plan if (timing := timing_of(one.record, plan)) else None, one) for one in entries]
    dated.sort(key=lambda pair: (pair[0] is None, pair[0] or run.today))
    for day, some in groupby(dated, key=lambda pair: pair[0]):
        when = run.words("handover.day", date=day) if day else ""
        for _, entry in some:
            facts = {"id": entry.address.ljust(wide), "date": when.ljust(10), "title": title_of(entry.record)}
            run.out("  " + run.words("handover.line", **facts).rstrip())
