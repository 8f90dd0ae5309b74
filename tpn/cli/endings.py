"""Something ends, or comes back: first what hangs on it is shown, then it is written when asked."""

from collections.abc import Sequence
from itertools import groupby

from tpn.actions.end_record import ended_record, resumed_record
from tpn.actions.find_record import called, mention_line, record_named
from tpn.cli.carriers import tell_carriers
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.ending import BY_DECISION, Ending, How
from tpn.model.index import Entry
from tpn.reports.blocks import Told, told

_MOST = 40


def to_end(run: Run, name: str, reason: str | None, *, resume: bool, write: bool) -> tuple[Entry, str] | None:
    """What is to end, and why; None where it was to come back instead, which it has.

    Raises:
        Stop: there is no such record, or nobody has said why (exit code 2).
    """
    entry = record_named(run, name)
    if resume:
        _take_back(run, entry, write=write)
        return None
    if not reason:
        run.stop("option-missing", verb=run.verb, name="--reason")
    return entry, reason


def end(run: Run, entry: Entry, how: How, *, write: bool, titles: bool = False) -> None:
    """Show what ends and what hangs on it; write it when asked.

    Raises:
        Stop: it cannot end so (exit code 2).
    """
    found = ended_record(run, entry, how, titles=titles)
    _tell(run, found.ending, how)
    if found.staff:
        names = [run.project.person[one].name for one in found.staff]
        run.say(run.words("cancel.staff", into=_facts(run, entry, how)["into"], names=names))
    tell_carriers(run, found.carrying, titles=titles, written=write)
    tell_effect(run, found.edits, leave_out={one.address for one in (entry, *found.ending.along)})
    if isinstance(entry.record, BY_DECISION) and not how.decision:
        run.tell(run.words("cancel.without_decision"))
    if not write:
        run.tell(run.words("cancel.would"))
        return
    found.write(run)
    run.say(
        run.words(
            f"cancel.done.{how.outcome}", id=run.loaded.index.spoken(entry.address), **_facts(run, entry, how)
        )
    )


def _facts(run: Run, entry: Entry, how: How) -> dict[str, object]:
    """What an ending is told with."""
    into = ", ".join(called(run, run.loaded.index.by_address[name]) for name in how.into)
    return {
        "title": called(run, entry),
        "into": into,
        "who": how.taken_over_by or "",
        "date": how.until or "",
    }


def _tell(run: Run, ending: Ending, how: How) -> None:
    entry = ending.entry
    facts = _facts(run, entry, how) | {
        "title": f"{run.loaded.index.spoken(entry.address)} {called(run, entry)}".strip()
    }
    run.say(run.words(f"cancel.title.{how.outcome}", **facts))
    goes = "cancel.goes_over" if how.into else "cancel.along"
    along = [one for one in ending.along if one not in ending.same]
    fates = ((goes, along), ("cancel.same", ending.same), ("cancel.parts", ending.parts),
             ("cancel.stays", ending.stays), ("cancel.idle", ending.idle))  # fmt: skip
    groups = [_group(run, key, entries) for key, entries in fates if entries]
    mentions = [mention_line(run, one.entry, one.fields) for one in ending.mentions]
    named = [told(run.words("cancel.mentions", n=len(mentions)), mentions)] if mentions else []
    if shown := [*groups, *named]:
        run.show(shown)


def _group(run: Run, key: str, entries: Sequence[Entry]) -> Told:
    """What shares a fate, kind by kind."""
    kinds = groupby(sorted(entries, key=lambda one: one.kind), key=lambda one: one.kind)
    return told(run.words(key, n=len(entries)), (_of_kind(run, kind, list(some)) for kind, some in kinds))


def _of_kind(run: Run, kind: str, entries: Sequence[Entry]) -> Told:
    rows = [f"{one.address} {called(run, one)}".rstrip() for one in entries[:_MOST]]
    if len(entries) > _MOST:
        rows.append(run.words("cancel.more", n=len(entries) - _MOST))
    return told(f"{run.words(f'kinds.{kind}.many').capitalize()} ({len(entries)})", rows)


def _take_back(run: Run, entry: Entry, *, write: bool) -> None:
    """What ended comes back, with all that went along with it."""
    found = resumed_record(run, entry)
    if found.entries:
        run.show([_group(run, "cancel.back", found.entries)])
    tell_effect(run, found.edits, leave_out={one.address for one in found.entries})
    if not write:
        run.tell(run.words("cancel.would"))
        return
    found.write(run)
    run.say(run.words("cancel.resumed", id=run.loaded.index.spoken(entry.address), title=called(run, entry)))
