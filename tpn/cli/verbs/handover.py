"""``tpn handover PERSON --to PERSON``: all that one person carries, to another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tpn.actions.handover import HandedOver, hand_over
from tpn.actions.load_plan import plan_of
from tpn.cli.reorganisation import give_reorganisation
from tpn.cli.run import Run
from tpn.edits.typed_values import Typist
from tpn.model.choices import Role
from tpn.model.index import Entry
from tpn.plan import Plan
from tpn.plan.timing import timing_of
from tpn.reports.blocks import Block, Heading, inline, listed
from tpn.texts import day
from tpn.views.values import title_of


def perform(
    run: Run,
    *,
    person: str | None,
    to: str | None,
    first: str | None,
    until: str | None,
    only: str | None,
    roles: bool,
    write: bool,
) -> None:
    """All that one person carries, to another; without a person the workbook of a reorganisation."""
    if person is None:
        give_reorganisation(run)
        return
    if to is None:
        run.stop("option-missing", verb="handover", name="--to")
    typist = Typist(run.project, run.today, run.folder)
    one, other = typist.person(person), typist.person(to)
    start, end = (
        run.date(typed, option) if typed else None
        for typed, option in ((first, "--from"), (until, "--until"))
    )
    named = {name.strip() for name in only.split(",")} if only else None
    found = hand_over(run, one, other, (start, end), named, roles=roles)
    names = {"one": run.project.person[one].name, "other": run.project.person[other].name}
    _tell(run, found, run.project.person[one].roles, names)
    if not found.edits:
        run.tell_nothing(run.words("handover.nothing", **names))
        return
    if write:
        found.write(run)
        run.say(run.words.count("handover.done", len(found.gone), **names))
    else:
        run.tell(run.words.count("handover.would", len(found.gone), **names))
    if end:
        ids = ",".join(entry.address for entry in found.gone)
        run.tell(run.words("handover.back", date=end, ids=ids, back=one, stand_in=other, **names))


def _tell(run: Run, found: HandedOver, roles: Sequence[Role], names: Mapping[str, str]) -> None:
    """What goes over, with the roles, and what stays."""
    plan = plan_of(run)
    _list(run, plan, found.gone)
    if found.roles:
        said = ", ".join(run.words.choice(role) for role in roles)
        run.say(run.words("handover.roles", roles=said, **names))
    if found.left:
        run.say(run.words.count("handover.left", len(found.left), **names))
        _list(run, plan, found.left)


def _list(run: Run, plan: Plan, entries: Iterable[Entry]) -> None:
    """Records kind by kind, each with its day, the first day first."""
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry)
    blocks: list[Block] = []
    for kind, some in kinds.items():
        heading = run.words(f"kinds.{kind}.many") if run.words.find(f"kinds.{kind}") else kind
        said = f"{heading[:1].upper()}{heading[1:]} ({len(some)})"
        blocks += [Heading(2, inline(said)), listed(_rows(run, plan, some))]
    if blocks:
        run.show(blocks)


def _rows(run: Run, plan: Plan, entries: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    dated = [(timing.plan if (timing := timing_of(one.record, plan)) else None, one) for one in entries]
    dated.sort(key=lambda pair: (pair[0] is None, pair[0] or run.today))
    for due, entry in dated:
        yield entry.address, day(due) if due else "", title_of(entry.record)
