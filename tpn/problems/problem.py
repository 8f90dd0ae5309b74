"""A problem, its place, and the one exception."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tpn.problems.catalogue import REFUSED_AT_THE_DOOR, Level, level_of

Facts = Mapping[str, object]


class TextPlace(NamedTuple):
    """A spot in a text file: ``file`` as the user knows it, line and column from 1."""

    file: str
    line: int
    column: int = 1
    length: int = 1


class CellPlace(NamedTuple):
    """A cell of a sheet: ``retur.xlsx`` · ``Oppstart`` · ``D14``."""

    file: str
    tab: str
    cell: str


class FilePlace(NamedTuple):
    """A whole file or folder, where no line can be pointed at."""

    file: str


Place = TextPlace | CellPlace | FilePlace


class Problem(NamedTuple):
    """One thing that is wrong: ``slug`` names the kind, ``facts`` fill its sentence.

    Facts are plain values (text, numbers, dates, tuples of text); the wording is added by ``texts``.
    """

    slug: str
    place: Place | None = None
    facts: Facts = MappingProxyType({})

    @property
    def level(self) -> Level:
        """How serious this kind of problem is; what only warns in a file is an error where a write is refused."""
        if self.place is None and self.slug in REFUSED_AT_THE_DOOR:
            return "error"
        return level_of(self.slug)


class Stop(Exception):
    """Cannot go on: carries the problems to show and the exit code; caught once, in ``cli``."""

    def __init__(self, problems: Problem | Iterable[Problem], exit_code: int = 1) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.exit_code = exit_code
        super().__init__(", ".join(problem.slug for problem in self.problems))
