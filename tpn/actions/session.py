"""What a use case is handed: the folder, today, the project as it is, the words of its language. No screen.

Help and Tab make a session and open no project: what reads one is imported when it is first asked for.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

from tpn.actions.language import language_of
from tpn.problems import FilePlace, Problem, Stop

if TYPE_CHECKING:
    from tpn.history.log import RecordChange
    from tpn.model import Loaded, Project
    from tpn.texts import Words

NEAREST = timedelta(days=182)
"""A day without a year from so long before the clock's day on is the nearest one to it."""


@dataclass(eq=False, repr=False)
class Session:
    """One piece of work on one project. ``values`` are the common options as they were typed.

    ``changes`` and ``written`` are what it has done to the project, ``given`` the files it has made elsewhere.
    """

    values: dict[str, str] = field(default_factory=dict)
    line: Sequence[str] = ()
    clock: Callable[[], datetime] = datetime.now
    verb: str = ""
    changes: "list[RecordChange]" = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    settled: bool = False
    """Whether it has been said why nothing is written."""

    @cached_property
    def folder(self) -> Path:
        """The project's folder: ``-p``, else this one or the nearest above it with a ``project.yaml``.

        Raises:
            Stop: there is none (exit code 2).
        """
        from tpn.model import MARKER, find_project

        if said := self.values.get("project"):
            folder = Path(said)
            folder = folder.parent if folder.name == MARKER else folder
        else:
            folder = find_project(Path()) or Path()
        if not (folder / MARKER).exists():
            shown = str(folder.resolve() if folder == Path() else folder)
            self.stop("not-a-project", folder=shown)
        return _as_typed(folder)

    @property
    def is_in_project(self) -> bool:
        """Whether a project is named, or this folder lies in one."""
        from tpn.model import find_project

        return "project" in self.values or find_project(Path()) is not None

    @cached_property
    def loaded(self) -> "Loaded":
        """The project's files as they are, faults included; an interrupted write is put right first.

        Raises:
            Stop: a broken write. What was not completed unasked is told, and the project is shown as it is.
        """
        from tpn.history.numbers import cut_off
        from tpn.model import load

        if cut_off(self.folder):
            from tpn.history.journal import recover

            problems = recover(self.folder)
            if any(problem.slug == "write-interrupted" for problem in problems):
                raise Stop(problems)
            self.warn(problems)
        found = load(self.folder)
        if found.project is not None:
            found.index.remember(self._once_used)
            self._take_its_words(found.project.about.benefit_word.value)
        return found

    def _take_its_words(self, benefit_word: str) -> None:
        """What was said before the project was read said *nytte*; a project may say *gevinst*."""
        before = self.__dict__.get("words")
        if before is not None and before.benefit_word != benefit_word and before.folder is not None:
            del self.words

    @property
    def opened(self) -> "Loaded | None":
        """The project's files, where they have been read already."""
        return self.__dict__.get("loaded")

    def _once_used(self) -> Iterable[str]:
        from tpn.history.once_used import once_used

        return once_used(self.folder)

    @property
    def project(self) -> "Project":
        """The project, where no fault stands in the way.

        Raises:
            Stop: the faults (exit code 1).
        """
        return self.loaded.sound()

    @property
    def readable(self) -> "Project":
        """The project as far as it can be read: a fault of references or sense does not keep it from being mended.

        Raises:
            Stop: its shape is wrong (exit code 1).
        """
        return self.loaded.project or self.loaded.sound()

    @property
    def preview(self) -> bool:
        """Whether nothing may be changed, whatever else was said."""
        return "preview" in self.values

    @property
    def remaining(self) -> "Project":
        """The project without what has ended, where no fault stands in the way.

        Raises:
            Stop: the faults (exit code 1).
        """
        return self.loaded.remaining

    @cached_property
    def today(self) -> date:
        """``--today``, else the clock's day.

        Raises:
            Stop: what was typed is no date (exit code 2).
        """
        clock = self.clock().date()
        return self.date(said, "--today", rule="near") if (said := self.values.get("today")) else clock

    def date(
        self, typed: str, option: str, *, rule: Literal["planned", "recorded", "near"] = "planned"
    ) -> date:
        """A date typed on the line, in any of the ways people write one.

        Without a year a planned day is the first one not more than 60 days ago, a recorded one the latest that is
        not after today, and ``--today`` the nearest.

        Raises:
            Stop: it is none (exit code 2).
        """
        from tpn.model.dates import NotADate, Ways, planned, read_date, recorded
        from tpn.model.dates import typed as typed_on

        today = self.clock().date() if option == "--today" else self.today
        ways = {"planned": planned(today), "recorded": recorded(today)}.get(rule)
        try:
            meant = read_date(typed, typed_on(ways, today) if ways else Ways(since=today - NEAREST))
        except NotADate as fault:
            self.stop("bad-date", option=option, value=typed, hint=fault.why, found=fault.readings)
        over = rule == "planned" and "year-assumed" in meant.told and meant.day < today
        self.tell_reading(typed, meant.day, (*meant.told, *(("past",) if over else ())))
        return meant.day

    def tell_reading(self, typed: str, value: object, rules: Sequence[str]) -> None:
        """Say how something typed was understood, where that is not seen from the value itself."""
        for rule in rules:
            if rule != "year-assumed":
                self.tell(self.words(f"common.read_as.{rule}", typed=typed, value=value))

    @cached_property
    def language(self) -> str:
        """``--lang``, else the project's, else ``TPN_LANG``, else the system's, else bokmål."""
        return language_of(self.values, os.environ)

    @cached_property
    def words(self) -> "Words":
        """The texts of this run's language; a municipality's own win over tpn's."""
        from tpn.model import MARKER, find_project
        from tpn.texts import Words

        said = Path(self.values.get("project") or find_project(Path()) or Path())
        folder = said.parent if said.name == MARKER else said
        return Words(
            self.language, folder if (folder / MARKER).is_file() else None, benefit_word=self._benefit_word
        )

    def speak_plainly(self) -> None:
        """From now on in tpn's own words, whatever the municipality has put in their place."""
        from tpn.texts import Words

        self.words = Words(self.language)

    @property
    def _benefit_word(self) -> str:
        loaded = self.opened
        return loaded.project.about.benefit_word.value if loaded and loaded.project else "nytte"

    def stop(self, slug: str, *, exit_code: int = 2, hint: str | None = None, **facts: object) -> NoReturn:
        """Leave with one problem; wrong use has exit code 2."""
        place = FilePlace(str(facts["file"])) if "file" in facts else None
        raise Stop(Problem(slug, place, {**facts, "hint": hint} if hint else facts), exit_code)

    def warn(self, problems: Sequence[Problem]) -> None:
        """Problems that stop nothing; told where there is a screen."""

    def progress(self, number: int, count: int) -> None:
        """How far a long work has come; nobody waits unless there is a screen."""

    def tell_nothing(self, text: str) -> None:
        """Why nothing is written, where nothing was to be written."""
        self.settled = True
        self.tell(text)

    def tell(self, text: str = "", *, how: str = "") -> None:
        """Words about the work while it goes on; nobody listens unless there is a screen.

        ``how``: what to type now. It is told to whoever types lines, not where somebody else asks what to do.
        """


def _as_typed(folder: Path) -> Path:
    """The folder as short as can be said from where the user stands."""
    try:
        return folder.resolve().relative_to(Path.cwd())
    except (ValueError, OSError):
        return folder
