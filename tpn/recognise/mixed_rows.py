"""Tables whose rows say what they are: a log of risks, issues and assumptions in one."""

from collections.abc import Mapping

from tpn.recognise.column import Mapped
from tpn.recognise.fields import Kind
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.normalise import fold
from tpn.recognise.regions import Region

_MOST = 0.5
_MIXED: frozenset[Kind] = frozenset({"risks", "issues", "decisions", "activities"})


def kinds_by_row(region: Region, mapped: Mapped, lookup: Lookup) -> Mapping[int, Kind]:
    """The kind of each row where a column says it: a log of risks, issues and assumptions; none where none does."""
    if mapped.kind not in _MIXED:
        return {}
    for column in mapped.columns:
        if column.field in {None, "type", "group", "phase"} and column.seen.filled:
            said = {row: str(v) for row in region.rows if (v := region.value(row, column.label)) is not None}
            kinds = {row: _kind_named(text, lookup) for row, text in said.items()}
            known = {kind for kind in kinds.values() if kind != "unknown"}
            if (
                "risks" in known
                and len(known) > 1
                and sum(k in known for k in kinds.values()) >= _MOST * len(kinds)
            ):
                return kinds
    return {}


def _kind_named(text: str, lookup: Lookup) -> Kind:
    named = lookup.signs(text) | {kind for name, kind in lookup.words.names if name == fold(text)}
    return (
        next((kind for kind in named if kind in _MIXED), "unknown") if len(named & _MIXED) == 1 else "unknown"
    )
