"""Wrong arguments are refused in a sentence and change nothing; long: ``python -m tests.rounds.wrong_use``."""

import random
from pathlib import Path

import pytest

from tests.rounds.wrong_use import tried, wrong_line
from tpn.cli.verbs import VERBS


@pytest.mark.sampled(every=8)
@pytest.mark.parametrize("verb", list(VERBS))
def test_a_verb_with_wrong_arguments_says_so_and_breaks_nothing(tmp_path: Path, verb: str) -> None:
    chance, home = random.Random(verb), tmp_path / "her"  # noqa: S311
    for _ in range(2):
        assert tried(wrong_line(verb, home, chance), home).faults == []
