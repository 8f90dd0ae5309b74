"""Where things are poor the work is done or refused in a sentence; long: ``python -m tests.rounds.poor_places``."""

from pathlib import Path

import pytest

from tests.cli.test_cli_writes import LINES
from tests.rounds.poor_places import in_a_closed_folder
from tests.rounds.processes import CAN_FORK


@pytest.mark.skipif(
    not CAN_FORK, reason="only where a process can be copied can its every operation be refused"
)
@pytest.mark.sampled(every=12)
@pytest.mark.parametrize("verb", sorted(LINES))
def test_in_a_folder_that_takes_no_files_who_looks_sees_and_who_writes_is_told(
    tmp_path: Path, verb: str
) -> None:
    for line in LINES[verb][-1:]:
        assert in_a_closed_folder(tmp_path / "her", line) == []
