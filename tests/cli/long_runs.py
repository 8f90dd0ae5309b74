"""A law over many generated projects, by hand: every failure is told at once and none is made smaller.

Making a failure smaller runs the law hundreds of times, and one run takes seconds: it looks as if it never ends.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

PATIENCE = 60.0
"""Seconds between two words of how far it has come."""


def held_over(count: int, law: Callable[..., bool], *drawn: st.SearchStrategy[Any], start: int = 1) -> int:
    """Hold a law for so many projects from a seed; the number of failures.

    ``law`` takes what is drawn and a folder, and says whether the project could be tried. What fails is kept as JSON
    in a folder that is named at the end.
    """
    kept = Path(tempfile.mkdtemp(prefix="law-"))
    tally = {"tried": 0, "held": 0, "failed": 0}
    told = time.monotonic()

    @seed(start)
    @settings(
        max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(st.tuples(*drawn))
    def over(case: tuple[Any, ...]) -> None:
        nonlocal told
        tally["tried"] += 1
        with tempfile.TemporaryDirectory() as folder:
            try:
                tally["held"] += law(*case, Path(folder) / "p")
            except Exception as failure:  # noqa: BLE001 - whatever it is, the next project is tried
                tally["failed"] += 1
                text = json.dumps(case, ensure_ascii=False, indent=1, default=str)
                (kept / f"{tally['tried']:04}.json").write_text(text, "utf-8")
                _say(f"{tally['tried']}: {type(failure).__name__}: {str(failure)[:1500]}")
        if time.monotonic() - told > PATIENCE:
            told = time.monotonic()
            _say(str(tally))

    over()
    _say(f"seed {start}: {tally}" + (f", see {kept}" if tally["failed"] else ": every law holds"))
    return tally["failed"]


def by_hand(law: Callable[..., bool], *drawn: st.SearchStrategy[Any]) -> None:
    """The line of a module that is run: how many, and from which seed."""
    numbers = [int(word) for word in sys.argv[1:]]
    count, start = (*numbers, *(1000, 1)[len(numbers) :])
    sys.exit(bool(held_over(count, law, *drawn, start=start)))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
