"""Which record somebody means: an id, an address, a person's name, or words from a title."""

from typing import TYPE_CHECKING

from tpn.model.index import Entry
from tpn.model.similar import closest, fold
from tpn.views.values import title_of

if TYPE_CHECKING:
    from tpn.cli.run import Run

_MOST = 8


def record_named(run: "Run", typed: str) -> Entry:
    """The record that was meant. Where several fit, they are listed.

    Raises:
        Stop: none fits, or several do (exit code 2).
    """
    index = run.loaded.index
    found = index.by_address.get(typed)
    if found:
        return found
    known = {fold(address): entry for address, entry in reversed(list(index.by_address.items()))}
    if fold(typed) in known:
        return known[fold(typed)]
    near = [entry for entry in index.entries if _speaks_of(entry, fold(typed))]
    if len(near) == 1:
        return near[0]
    if near:
        run.stop(
            "several-records", name=typed, found="".join(f"\n  {_shown(entry)}" for entry in near[:_MOST])
        )
    meant = closest(typed, index.by_address)
    run.stop("no-such-record", name=typed, suggestion=meant, hint="suggestion" if meant else None)


def _speaks_of(entry: Entry, wanted: str) -> bool:
    names = (getattr(entry.record, name, None) for name in ("title", "name", "initials", "what"))
    return any(isinstance(name, str) and (wanted in fold(name)) for name in names)


def _shown(entry: Entry) -> str:
    return f"{entry.address} {title_of(entry.record)}".strip()
