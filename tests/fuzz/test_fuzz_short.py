"""The targets of the fuzzer for a moment, without its guidance: random bytes, and mutations of what is right."""

import random
from pathlib import Path

import pytest

from tests.fuzz.fuzz import SEEDS, TARGETS, mutated

TRIES = 150
_SLOW = {"recognise": 15, "markdown": 2}


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_makes_a_target_raise(name: str, tmp_path: Path) -> None:
    chance = random.Random(f"{name}-2026")  # noqa: S311 - the same tries each time
    for number in range(TRIES // _SLOW.get(name, 1)):
        data = mutated(SEEDS[name], chance)
        (tmp_path / "last").write_bytes(data)  # what it was, where it hangs
        try:
            TARGETS[name](data)
        except Exception as fault:
            raise AssertionError(f"{name} {number}: {data!r}") from fault
