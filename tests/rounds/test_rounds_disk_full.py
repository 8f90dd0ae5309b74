"""A full disk leaves the old project or the new one; the long form is ``python -m tests.rounds.disk_full``."""

import pytest

from tests.rounds.disk_full import full_at_each
from tests.rounds.processes import CAN_FORK, MORE_VERBS, VERBS
from tpn.actions.write_rules import WRITES


def test_every_verb_that_writes_is_tried() -> None:
    assert {verb[0] for verb in (*VERBS, *MORE_VERBS)} == set(WRITES)


@pytest.mark.skipif(
    not CAN_FORK, reason="only where a process can be copied can its every operation be refused"
)
@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("verb", [VERBS[6], VERBS[0], *MORE_VERBS[-2:]], ids=lambda verb: verb[0])
def test_a_verb_that_is_refused_any_of_its_files_leaves_the_old_or_the_new_and_says_which(
    verb: tuple[str, ...],
) -> None:
    made = [*full_at_each(verb, for_good=False), *full_at_each(verb, for_good=True)]
    assert [one.faults for one in made if one.faults] == []
    assert len(made) > 10
