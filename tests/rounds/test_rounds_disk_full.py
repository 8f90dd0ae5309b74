"""A full disk leaves the old project or the new one; the long form is ``python -m tests.rounds.disk_full``."""

import tempfile
from pathlib import Path

import pytest

from tests.rounds.disk_full import full_at, refuse
from tests.rounds.kills import in_peace
from tests.rounds.processes import CAN_FORK, NEED_ROOM, VERBS, AtOperation


@pytest.mark.skipif(
    not CAN_FORK, reason="only where a process can be copied can its every operation be refused"
)
@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("verb", [VERBS[6], VERBS[0]], ids=lambda verb: verb[0])
def test_a_verb_that_is_refused_any_of_its_files_leaves_the_old_or_the_new_and_says_which(
    verb: tuple[str, ...],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        new, _ = in_peace(Path(name) / "peace", verb)
    reached, number = True, 0
    while reached:
        number += 1
        found, reached = full_at(verb, new, AtOperation(number, refuse, NEED_ROOM))
        assert found == []
    assert number > 5
