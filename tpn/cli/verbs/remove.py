"""``tpn remove ID``: what should never have been there is taken out; refused while something points at it."""

from tpn.actions.find_record import called, record_named
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.endings import mention_line
from tpn.cli.run import Run
from tpn.edits.removing import pointers, removed
from tpn.problems import Problem, Stop


def perform(run: Run, *, name: str, replace_by: str | None, write: bool) -> None:
    """What should never have been there is taken out."""
    entry = record_named(run, name)
    other = record_named(run, replace_by) if replace_by else None
    found = pointers(run.loaded.index, entry)
    if found and other is None:
        shown = "".join(f"\n  {mention_line(run, one.entry, [one.take.key])}" for one in found)
        facts = {"id": entry.address, "count": len(found), "found": shown}
        raise Stop(Problem("is-pointed-at", None, facts), 2)
    edits = removed(run.loaded.index, entry, other)
    for one in found:
        run.out(mention_line(run, one.entry, [one.take.key]))
    facts = {"id": entry.address, "title": called(run, entry), "count": len(found)}
    if other:
        facts |= {"other": other.address, "name": called(run, other)}
    if write:
        write_edits(run, edits)
        run.say(run.words("remove.replaced" if other else "remove.done", **facts))
    else:
        after_edits(run.loaded, edits)
        run.say(run.words("remove.would_replace" if other else "remove.would", **facts))
