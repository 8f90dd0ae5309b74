"""A forged memory is told or passed over, and touches nothing else; long: ``python -m tests.rounds.forged``."""

import os
import random
from pathlib import Path

import pytest

from tests.rounds.forged import tried


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are not to be had without rights there")
@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("seed", range(8))
def test_what_a_project_remembers_may_be_forged(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(4):
        assert tried(tmp_path, chance).faults == []
