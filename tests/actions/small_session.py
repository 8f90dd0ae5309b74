"""Sessions on small projects on the disk, for use cases without a terminal: Monday 7 September 2026."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pytest

from tests.edits.small_projects import ABOUT
from tpn.actions.session import Session
from tpn.problems import Problem, Stop

NOON = datetime(2026, 9, 7, 12)  # noqa: DTZ001 - a clock on the wall


class Listening(Session):
    """A session that remembers what it was told."""

    @cached_property
    def heard(self) -> list[str]:
        """Every line, in order."""
        return []

    def tell(self, text: str = "", *, how: str = "") -> None:
        self.heard.append(text or how)


def session(
    folder: Path, text: str, about: str = ABOUT, *, preview: bool = True, language: str = ""
) -> Listening:
    """A session on the project that the two texts are; one that only looks unless it is said to write."""
    folder.mkdir(exist_ok=True)
    (folder / "project.yaml").write_text(about + text, "utf-8")
    values = {"project": str(folder), "today": "2026-09-07"} | ({"preview": ""} if preview else {})
    values |= {"lang": language} if language else {}
    return Listening(values, clock=lambda: NOON)


def stopped(work: Callable[[], object]) -> Problem:
    """The first problem that stops a piece of work."""
    with pytest.raises(Stop) as fault:
        work()
    return fault.value.problems[0]
