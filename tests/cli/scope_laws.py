"""What leaves leaves whole: over one generated project, whatever ends, comes back or is removed.

For a thousand: ``python -m tests.cli.scope_laws 1000``.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.cli.generated_projects import bytes_of, days_later, written
from tests.cli.long_runs import by_hand
from tests.cli.truth_laws import TODAYS, tpn
from tests.cli.whole_projects import whole_projects
from tpn.model import load

NAMES = st.sampled_from(
    ("sfo", "byggesak", "T0", "T1", "T2", "B-02", "R-01", "C-01", "L-01", "F-01", "G-01", "A-K01", "A-K02", "ola",
     "kari", "liv", "MO-01")
)  # fmt: skip
"""What may leave; people are removed, or their work is handed over."""
PEOPLE = frozenset({"ola", "kari", "liv"})
SCREENS = (
    ("status",),
    ("week",),
    ("list", "frister"),
    ("report",),
    ("benefits",),
    ("gate",),
    ("replan",),
    ("procure",),
)
Screens = Sequence[tuple[str, ...]]
Way = tuple[str, Screens]
"""How something leaves, and what is looked at while it is gone."""
WAYS: st.SearchStrategy[Way] = st.tuples(
    st.sampled_from(("cancel", "postpone", "until", "remove")),
    st.lists(st.sampled_from(SCREENS), min_size=2, max_size=2, unique=True),
)


def faults(folder: Path) -> list[str]:
    """The errors of a project as it lies on the disk, and what it points at that is not there."""
    return [one.slug for one in load(folder).problems if one.level == "error"]


def check(project: dict[str, Any], today: date, name: str, way: Way, folder: Path) -> bool:
    """Hold the laws for one project, one record and one way to leave; False where the project has faults of its own."""
    written(folder, project)
    if faults(folder):
        return False
    before = bytes_of(folder)
    verb, screens = way
    if verb == "remove":
        _is_removed_or_not(folder, today, name, before)
    else:
        words = ("postpone", "--to", str(days_later(today, 40))) if verb == "until" else (verb,)
        _ends_and_comes_back(folder, today, name, words, before, screens)
    return True


def _ends_and_comes_back(
    folder: Path, today: date, name: str, ends: tuple[str, ...], before: dict[str, bytes], screens: Screens
) -> None:
    verb, *how = ends
    code, _, err = tpn(folder, today, verb, name, *how, "--reason", "Ikke nå", "--write")
    if code != 0:
        assert code in (1, 2), err
        assert "[" in err, err  # said in one sentence, by its name
        assert bytes_of(folder) == before
        return
    assert not faults(folder), (verb, name)
    for words in screens:
        told = tpn(folder, today, *words)
        assert told[0] in (0, 1), (words, told[2])
    code, _, err = tpn(folder, today, verb, name, "--resume", "--write")
    assert code == 0, err
    assert bytes_of(folder) == before, (verb, name)


def _is_removed_or_not(folder: Path, today: date, name: str, before: dict[str, bytes]) -> None:
    """It goes when nothing points at it, and stays as it is when something does."""
    code, _, err = tpn(folder, today, "remove", name, "--write")
    if code != 0:
        assert bytes_of(folder) == before, err
        return
    assert not faults(folder), name
    assert tpn(folder, today, "show", name)[0] == 2
    assert tpn(folder, today, "undo", "--write")[0] == 0
    assert bytes_of(folder) == before


if __name__ == "__main__":
    by_hand(check, whole_projects(), TODAYS, NAMES, WAYS)
