"""An activity goes to another phase with all that stands in it. It keeps its number: others name it by that."""

from collections.abc import Sequence

from tpn.model.base import Record
from tpn.model.choices import Phase
from tpn.model.index import Entry
from tpn.model.shapes import Activity
from tpn.model.similar import fold
from tpn.problems import Problem, Stop
from tpn.source import Append, Edit, Remove, has_comments
from tpn.source.routes import value_at

_NAMES = frozenset({"phase", "fase"})


def phase_apart(record: Record, words: Sequence[str]) -> tuple[str, list[str]]:
    """The phase that ``field=value`` words name, empty where none does, and the other words."""
    if not isinstance(record, Activity):
        return "", list(words)
    said = [word for word in words if fold(word.partition("=")[0]) in _NAMES]
    return (said[-1].partition("=")[2].strip() if said else ""), [word for word in words if word not in said]


def to_phase(entry: Entry, phase: Phase, value: object, text: str) -> list[Edit]:
    """The edits that move an activity to a phase; none where it stands there.

    Args:
        entry: the activity.
        phase: where it goes.
        value: the project's files as one value, with the other edits of the same write made.
        text: the file that it stands in; a comment beside it would not come along.

    Raises:
        Stop: comments stand in it (exit code 2).
    """
    route = entry.route
    if route[0] == phase.value:
        return []
    if has_comments(text, route):
        raise Stop(Problem("comments-would-go", None, {"id": entry.address}), 2)
    return [Append((phase.value, "activities"), value_at(value, route)), Remove(route)]
