"""A writer that is killed leaves the old project or the new one; the long form is ``python -m tests.rounds.kills``."""

import random
from pathlib import Path

import pytest

from tests.rounds.kills import fault, in_peace, killed
from tests.rounds.processes import VERBS


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("verb", [VERBS[0], VERBS[7]], ids=lambda verb: verb[0])
def test_a_killed_writer_leaves_the_old_or_the_new(tmp_path: Path, verb: tuple[str, ...]) -> None:
    new, seconds = in_peace(tmp_path / "peace", verb)
    chance = random.Random(5)  # noqa: S311
    for number in range(3):
        project = tmp_path / str(number)
        before, after, _ = killed(project, verb, chance.uniform(0.5, 1.0) * seconds)
        assert fault(before, after, new, verb, project) is None
