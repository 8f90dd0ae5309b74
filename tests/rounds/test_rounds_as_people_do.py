"""Whatever people do to a sheet, nothing of it is lost unseen; long: ``python -m tests.rounds.as_people_do``."""

import random
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ROOT
from tests.rounds.as_people_do import HABITS, TAB, Hands, faults, rounds, written
from tests.sheets.laid import DUMPS, laid


@pytest.mark.sampled(every=8)
@pytest.mark.parametrize("seed", range(11, 19))
def test_a_sheet_that_people_have_handled_comes_home(seed: int) -> None:
    one = next(rounds(seed))
    assert one.tries
    assert one.faults == []


def test_what_an_import_is_silent_about_is_noticed(tmp_path: Path) -> None:
    """The model itself: where the import says nothing, everything that was written is missed."""
    path = tmp_path / "ark.xlsx"
    path.write_bytes(DUMPS["xlsx"](laid(ROOT / "examples" / "halden", "halden")[0]))
    hands = Hands(openpyxl.load_workbook(path)[TAB], random.Random(1))  # noqa: S311
    written(hands, 20)
    for habit in HABITS:
        habit(hands)
    silent = list(faults(hands, 0, {"outcomes": [], "problems": []}, ROOT / "examples" / "halden"))
    assert len(silent) == len(hands.meant) > 20
