"""Whoever waits at a terminal sees that the work goes on; what is said takes the line away."""

import io
import re
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import NOW
from tpn.cli import waiting
from tpn.cli.app import run
from tpn.cli.waiting import WaitingSign

DEADLINE = 45.0


class Terminal(io.StringIO):
    """Standard error as a screen."""

    def isatty(self) -> bool:
        return True


def until_shown(screen: io.StringIO) -> str:
    """What is on it, when there is something."""
    ends = time.monotonic() + DEADLINE
    while not screen.getvalue() and time.monotonic() < ends:
        time.sleep(0.01)
    return screen.getvalue()


def test_a_long_work_counts_its_seconds_on_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_PATIENCE", 0.02)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    (one := WaitingSign()).begin()
    assert re.match(r"\r… \d+ s", until_shown(screen))
    one.end()
    assert screen.getvalue().endswith("\r\033[K")
    assert re.sub(r"\r(… \d+ s|\033\[K)", "", screen.getvalue()) == ""
    one.end()


def test_nothing_is_counted_where_nobody_looks_or_the_work_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, patience in ((io.StringIO(), 0.01), (Terminal(), 30.0)):
        monkeypatch.setattr(waiting, "_PATIENCE", patience)
        monkeypatch.setattr(sys, "stderr", screen)
        (one := WaitingSign()).begin()
        time.sleep(0.05)
        one.end()
        assert screen.getvalue() == ""


def test_one_large_sheet_is_waited_for_as_any_work_is(monkeypatch: pytest.MonkeyPatch, halden: Path) -> None:
    """Its rows are read, compared and tried: each takes its time, and none needs to tell of itself."""
    monkeypatch.setattr(waiting, "_PATIENCE", 0.02)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    monkeypatch.setattr(sys, "stdout", result := io.StringIO())
    (halden.parent / "plan.csv").write_text(
        "Aktivitet;Ansvarlig;Frist\n" + "".join(f"Oppgave {n};Kari Holm;04.01.2027\n" for n in range(300)),
        "utf-8",
    )
    assert run(["import", str(halden.parent / "plan.csv"), "-p", str(halden)], clock=lambda: NOW) == 0
    assert "\r…" in screen.getvalue()
    assert "…" not in result.getvalue().splitlines()[0]
