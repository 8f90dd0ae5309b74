"""A long run, round by round: it tells as it goes, so that one that is cut off has its numbers."""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

PATIENCE = 60.0
"""Seconds between two words of how far it has come."""


class Round(NamedTuple):
    """What one round tried, of what kinds, and what was wrong afterwards."""

    tries: int
    kinds: Counter[str]
    faults: list[str]


@dataclass
class Tally:
    """How far a run has come."""

    name: str
    rounds: int = 0
    tries: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def line(self) -> str:
        """All of it in one line."""
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(self.kinds.items()))
        return (
            f"{self.name}: {self.tries} tries in {self.rounds} rounds, {self.seconds:.0f} s ({kinds}): "
            f"{len(self.faults)} wrong"
        )


def counted(name: str, rounds: Iterator[Round], most: int, seconds: float) -> Tally:
    """Go on till so many tries are made, or so many seconds have passed; every fault is told when it is found."""
    made, begun, told = Tally(name), time.monotonic(), time.monotonic()
    while made.tries < most and (made.seconds < seconds):
        one = next(rounds, None)
        if one is None:
            break
        made.rounds, made.tries, made.seconds = (
            made.rounds + 1,
            made.tries + one.tries,
            time.monotonic() - begun,
        )
        made.kinds += one.kinds
        made.faults += one.faults
        for fault in one.faults:
            say(f"{name}, round {made.rounds}: {fault}")
        if time.monotonic() - told > PATIENCE:
            told = time.monotonic()
            say(made.line())
    return made


def by_hand(name: str, rounds: Callable[[int], Iterator[Round]], most: int) -> None:
    """The line of a module that is run; exit code 1 where something was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tries", type=int, default=most)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=10**9, help="no round is begun after so many")
    said = parser.parse_args()
    with own_settings():
        made = counted(name, rounds(said.seed), said.tries, said.seconds)
    say(made.line())
    sys.exit(bool(made.faults))


@contextmanager
def own_settings() -> Iterator[None]:
    """A folder of settings of its own: the projects of a run are none that the user has opened."""
    with tempfile.TemporaryDirectory(prefix="settings-") as name:
        os.environ["XDG_CONFIG_HOME"] = name
        yield


def say(words: str) -> None:
    """Tell it now, whoever cuts the run off later."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
