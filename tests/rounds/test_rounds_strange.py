"""A folder from a stranger does nothing but be shown; long: ``python -m tests.rounds.strange``."""

import os
from pathlib import Path

import pytest

from tests.rounds.strange import tried


@pytest.mark.skipif(os.name == "nt", reason="links and names as POSIX has them")
@pytest.mark.sampled(every=8)
@pytest.mark.parametrize("first", range(0, 32, 4))
def test_a_strange_folder_is_told_in_a_sentence_and_in_time(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 4):
        assert tried(tmp_path, seed).faults == []
