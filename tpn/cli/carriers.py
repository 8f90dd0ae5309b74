"""The texts that carry a name that is left: shown, and told how they get the new one."""

from collections.abc import Sequence

from tpn.cli.run import Run
from tpn.edits.renaming import Carrier
from tpn.texts.names import way_name

_MOST = 12


def tell_carriers(run: Run, carrying: Sequence[Carrier], *, titles: bool, written: bool = True) -> None:
    """Which texts carry the old name, with ``titles`` what they say now; and those with another form of it.

    ``written``: whether they have got it, or would.
    """
    done = "carriers_done" if written and not run.preview else "carriers_would"
    by_rule = [one for one in carrying if one.edit]
    by_hand = [one for one in carrying if not one.edit]
    for some, key in ((by_rule, done if titles else "carriers"), (by_hand, "carriers_by_hand")):
        for one in some[:_MOST]:
            value = one.edit.value if one.edit and titles else getattr(one.entry.record, one.key)
            field = way_name(type(one.entry.record), (one.key,), run.words)
            run.say(
                run.words(
                    "set.carrier", id=run.loaded.index.spoken(one.entry.address), field=field, value=value
                )
            )
        if len(some) > _MOST:
            run.say(run.words("set.carriers_more", n=len(some) - _MOST))
        if some:
            run.tell(
                run.words.count(f"set.{key}", len(some), id=run.loaded.index.spoken(some[0].entry.address))
            )
