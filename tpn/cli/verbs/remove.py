"""``tpn remove ID``: what should never have been there is taken out; refused while something points at it."""

from tpn.actions.find_record import called, mention_line
from tpn.actions.remove_record import remove
from tpn.cli.run import Run


def perform(run: Run, *, name: str, replace_by: str | None, write: bool) -> None:
    """What should never have been there is taken out."""
    gone = remove(run, name, replace_by, write=write)
    for one in gone.pointing:
        run.say(mention_line(run, one.entry, [one.take.key]))
    facts = {
        "id": run.loaded.index.spoken(gone.entry.address),
        "title": called(run, gone.entry),
        "count": len(gone.pointing),
    }
    if gone.other:
        facts |= {"other": gone.other.address, "name": called(run, gone.other)}
    done, would = ("replaced", "would_replace") if gone.other else ("done", "would")
    run.say(run.words(f"remove.{done if write else would}", **facts))
