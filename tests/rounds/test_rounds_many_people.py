"""Many people's sheets, at random and short; the long form is ``python -m tests.rounds.many_people``."""

import random
from pathlib import Path

import pytest

from tests.rounds.many_people import one_round


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("seed", [3, 11])
def test_no_edit_is_unseen_and_no_import_is_stopped_whole(tmp_path: Path, seed: int) -> None:
    count, found, _ = one_round(random.Random(seed), tmp_path, 12)  # noqa: S311
    assert count > 0
    assert found == []
