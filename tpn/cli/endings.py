"""Something ends, or comes back: first what hangs on it is shown, then it is written when asked."""

from collections.abc import Sequence
from itertools import groupby

from tpn.actions.find_record import called
from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.ending import BY_DECISION, Ending, How, ended, ending_of, resumed
from tpn.model.about import Service
from tpn.model.choices import EndOutcome
from tpn.model.index import Entry
from tpn.texts.names import field_name

_MOST = 40
_PARTS = 2  # the fewest that something is split into


def end(run: Run, entry: Entry, how: How, *, write: bool) -> None:
    """Show what ends and what hangs on it; write it when asked.

    Raises:
        Stop: it cannot end so (exit code 2).
    """
    _may_end(run, entry, how)
    plan = plan_of(run)
    ending = ending_of(run.loaded.index, entry)
    edits = ended(ending, how, plan.days, run.loaded.value)
    after_edits(run.loaded, edits)
    _tell(run, ending, how)
    tell_effect(run, edits, leave_out={one.address for one in (entry, *ending.along)})
    if isinstance(entry.record, BY_DECISION) and not how.decision:
        run.tell(run.words("cancel.without_decision"))
    if not write:
        run.tell(run.words("cancel.would"))
        return
    write_edits(run, edits)
    run.say(run.words(f"cancel.done.{how.outcome}", id=entry.address, title=called(run, entry)))


def _may_end(run: Run, entry: Entry, how: How) -> None:
    """A decision that is taken, other records of the same kind to go into, and no launched service without a word."""
    if how.decision:
        found = run.project.decisions
        if not any(one.id == how.decision and one.decided for one in found):
            run.stop("not-decided", id=how.decision)
    for name in how.into:
        other = run.loaded.index.by_address[name]
        if other.kind != entry.kind or other.route == entry.route:
            run.stop("not-of-one-kind", id=entry.address, other=name)
    if how.outcome is EndOutcome.SPLIT_INTO and len(how.into) < _PARTS:
        run.stop("split-needs-two", id=entry.address)
    launched = isinstance(entry.record, Service) and entry.address in plan_of(run).facts.launched
    if launched and how.outcome in {EndOutcome.CANCELLED, EndOutcome.POSTPONED}:
        run.stop("service-is-on", id=entry.address, name=called(run, entry))
    if how.outcome is EndOutcome.WITHDRAWN and not launched:
        run.stop("service-is-not-on", id=entry.address)


def _tell(run: Run, ending: Ending, how: How) -> None:
    entry = ending.entry
    title = f"{entry.address} {called(run, entry)}".strip()
    into = ", ".join(called(run, run.loaded.index.by_address[name]) for name in how.into)
    facts = {"title": title, "into": into, "who": how.taken_over_by or "", "date": how.until or ""}
    run.say(run.words(f"cancel.title.{how.outcome}", **facts))
    goes = "cancel.goes_over" if how.into else "cancel.along"
    _group(run, goes, ending.along)
    _group(run, "cancel.parts", ending.parts)
    _group(run, "cancel.stays", ending.stays)
    if ending.mentions:
        run.out(run.words("cancel.mentions", n=len(ending.mentions)))
        for one in ending.mentions:
            run.out(f"    {mention_line(run, one.entry, one.fields)}")


def _group(run: Run, key: str, entries: Sequence[Entry]) -> None:
    """What shares a fate, kind by kind."""
    if not entries:
        return
    run.out(run.words(key, n=len(entries)))
    for kind, some in groupby(sorted(entries, key=lambda one: one.kind), key=lambda one: one.kind):
        named = list(some)
        run.out(f"  {run.words(f'kinds.{kind}.many').capitalize()} ({len(named)})")
        for one in named[:_MOST]:
            run.out(f"    {one.address} {called(run, one)}".rstrip())
        if len(named) > _MOST:
            run.out("    " + run.words("cancel.more", n=len(named) - _MOST))


def mention_line(run: Run, entry: Entry, fields: Sequence[str]) -> str:
    """A record, and the fields in which it names another."""
    names = ", ".join(field_name(type(entry.record), key, run.words) for key in fields)
    return f"{entry.address} {called(run, entry)}".strip() + f" ({names})"


def take_back(run: Run, entry: Entry, *, write: bool) -> None:
    """What ended comes back, with all that went along with it."""
    back, edits = resumed(run.loaded.index, entry)
    after_edits(run.loaded, edits)
    _group(run, "cancel.back", back)
    tell_effect(run, edits, leave_out={one.address for one in back})
    if not write:
        run.tell(run.words("cancel.would"))
        return
    write_edits(run, edits)
    run.say(run.words("cancel.resumed", id=entry.address, title=called(run, entry)))
