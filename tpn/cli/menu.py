"""A start without a command line: choose a project, then what to do there; always back to the list.

The menu knows no rule and writes nothing: it performs lines of tpn that anybody could type, and shows them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from platformdirs import user_documents_path
from rich.prompt import InvalidResponse

from tpn.actions.desk import Desk, desk
from tpn.actions.project_of_files import homes_of
from tpn.actions.recent_projects import KnownProject, project_at, recent_projects, remember
from tpn.cli.dropped_paths import dropped_paths
from tpn.cli.menu_tasks import TASKS, LeadTasks, fresh
from tpn.cli.offers import keys, numbered
from tpn.cli.own_window import has_own_window
from tpn.cli.run import Run
from tpn.cli.typed_lines import TypedLines, words_of
from tpn.model import MARKER, find_project
from tpn.model.similar import fold
from tpn.model.wording import whole_number
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.blocks import Told, inline, told
from tpn.source.names import file_name, free_name

_LEAST = 3
"""Letters of a title that are taken for it."""


class Leave(Exception):
    """The menu is left; with ``other`` another project is chosen."""

    def __init__(self, *, other: bool = False) -> None:
        self.other = other
        super().__init__()


class StartMenu:
    """The first list: the projects that were used last, a new one, a folder."""

    def __init__(self, run: Run) -> None:
        self.run, self.words = run, run.words
        self.lines = TypedLines(run)

    def hold(self) -> None:
        """Until somebody leaves; the project that is at hand is opened at once."""
        self.run.converse()
        here = self.run.values.get("project") or find_project(Path())
        folder = self._opened(Path(here)) if here else None
        try:
            while True:
                folder = folder or self._choose()
                self._open(folder)
                folder = None
        except (Leave, KeyboardInterrupt):
            self.run.say(self.words("menu.bye"))

    def read_in(self, files: Sequence[Path]) -> None:
        """Files that were dropped on the program: which project they belong to, the preview, write or not."""
        self.run.converse()
        if len(files) == 1 and (files[0].is_dir() or files[0].name == MARKER):
            self.run.values["project"] = str(files[0])
            return self.hold()
        try:
            homes = homes_of(files, recent_projects(), self.run.today)
            if homes:
                folder = homes[0].folder if len(homes) == 1 else self._which(homes)
            else:
                self.run.say(self.words("menu.whose", files=tuple(one.name for one in files)))
                folder = self._choose()
            ProjectMenu(self.run, folder).bring(files)
        except (Leave, KeyboardInterrupt):
            self.run.say(self.words("menu.not_written"))
        if has_own_window():
            self.lines.dialog.text(self.words("menu.close"))

    def _open(self, folder: Path) -> None:
        try:
            ProjectMenu(self.run, folder).hold()
        except Leave as left:
            if not left.other:
                raise

    # -------------------------------------------------------- which project

    def _choose(self) -> Path:
        """The folder of the project that is chosen; asked until there is one."""
        while True:
            known = recent_projects()
            self._list(known)
            action = self.lines.dialog.ask(self.words("menu.choose"), self._understood(known))
            if folder := safely(self.run, action):
                return folder

    def _list(self, known: Sequence[KnownProject]) -> None:
        offers = [
            (self._key(key), self.words(f"menu.does.{key}")) for key in ("new", "open", "example", "quit")
        ]
        there = numbered(map(self._row, known)) if known else told(self.words("menu.no_projects"))
        self.run.out("")
        self.run.show([Told(inline(self.words("menu.projects")), (there, keys(offers)))])

    def _row(self, one: KnownProject) -> tuple[str, ...]:
        """A project by its name, where it lies, and when it was opened."""
        when = (
            self.words("menu.today")
            if one.opened == self.run.today
            else self.words("menu.day", day=one.opened)
        )
        return one.name or one.folder.name, str(one.folder), when if one.there else self.words("menu.gone")

    def _understood(self, known: Sequence[KnownProject]) -> Callable[[str], Callable[[], Path | None]]:
        letters = {
            self._key("new"): self._new, self._key("open"): self._ask_folder, self._key("example"): self._example,
            self._key("quit"): _leave,
        }  # fmt: skip

        def understood(typed: str) -> Callable[[], Path | None]:
            if action := letters.get(typed.upper()):
                return action
            if 1 <= (number := whole_number(typed) or 0) <= len(known):
                chosen = known[number - 1].folder
                return lambda: self._opened(chosen)
            if paths := dropped_paths(typed):
                return lambda: self._opened(paths[0])
            if action := by_title(typed, self._titles(known)):
                return action
            raise InvalidResponse(self.words("menu.unknown"))

        return understood

    def _titles(self, known: Sequence[KnownProject]) -> list[tuple[str, Callable[[], Path | None]]]:
        """What each choice is called, for those who type that."""

        def opening(folder: Path) -> Callable[[], Path | None]:
            return lambda: self._opened(folder)

        does = {"new": self._new, "open": self._ask_folder, "example": self._example, "quit": _leave}
        return [
            *((self.words(f"menu.does.{key}"), action) for key, action in does.items()),
            *((one.name or one.folder.name, opening(one.folder)) for one in known),
        ]

    def _which(self, homes: Sequence[KnownProject]) -> Path:
        """Which of several projects files belong to; Enter is the likeliest."""
        self.run.show([Told(inline(self.words("menu.several")), (numbered(map(self._row, homes)),))])

        def understood(typed: str) -> Path:
            if 1 <= (number := whole_number(typed) or 0) <= len(homes):
                return homes[number - 1].folder
            raise InvalidResponse(self.words("menu.unknown"))

        return self.lines.dialog.ask(self.words("menu.choose"), understood, before="1")

    def _opened(self, folder: Path) -> Path:
        """The folder of the project there, or the nearest above it.

        Raises:
            Stop: there is none.
        """
        found = find_project(folder if folder.is_dir() else folder.parent)
        if found is None:
            raise Stop(Problem("not-a-project", FilePlace(str(folder)), {"folder": str(folder)}), 2)
        return found

    def _ask_folder(self) -> Path:
        def understood(typed: str) -> Path:
            return self._opened((dropped_paths(typed) or (Path(typed.strip('"')),))[0])

        return self.lines.dialog.ask(self.words("menu.ask.folder"), understood)

    def _new(self) -> Path | None:
        """A new project: where, and then what ``tpn init`` asks."""
        return self._made(self.words("menu.files.project"))

    def _example(self) -> Path | None:
        """A copy of an example to practise on."""
        return self._made(self.words("menu.files.example"), "--from", "halden")

    def _made(self, name: str, *more: str) -> Path | None:
        home = user_documents_path()
        there = [one.name for one in home.iterdir()] if home.is_dir() else []
        before = str(home / free_name(name, there))
        typed = self.lines.dialog.text(self.words("menu.ask.new"), before=before).strip('"')
        bare = Path(typed).name == typed
        folder = home / file_name(typed) if bare else Path(typed)
        ended = self.lines.perform("init", str(folder), *more, closing=False)
        if not ended.code:
            self.run.say(self.words("menu.told.lines"))
        return folder if not ended.code and project_at(folder, self.run.today) else None

    def _key(self, key: str) -> str:
        return self.words(f"menu.keys.{key}")


class ProjectMenu:
    """The list of what is done in one project, in the project's language."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = fresh(run, folder)
        self.words, self.folder = self.run.words, folder
        self.lines = TypedLines(self.run, folder)
        if not self.run.preview:
            remember(folder, run.today)

    def hold(self) -> None:
        """The status, then the list, until somebody leaves."""
        safely(self.run, lambda: self.lines.perform("status"))
        while True:
            self._list(self._desk())
            self._choice()

    def _choice(self) -> None:
        """One choice – and the next, where it is typed at once."""
        ask = self.lines.dialog.ask
        action: Callable[[], object] | None = ask(self.words("menu.choose_task"), self._understood)
        while action is not None:
            safely(self.run, action)
            action = ask(self.words("menu.go_on"), lambda typed: self._understood(typed) if typed else None)

    def bring(self, files: Sequence[Path]) -> None:
        """Files that were dropped, and nothing else."""
        safely(self.run, lambda: LeadTasks(self.run, self.lines).bring(files))

    def _desk(self) -> Desk:
        """What waits; nothing is said of it where the files have faults: those are told by what is chosen."""
        try:
            return desk(fresh(self.run, self.folder))
        except (Stop, OSError):
            return Desk()

    def _list(self, now: Desk) -> None:
        notes = self._notes(now)
        tasks = ((self.words(f"menu.tasks.{name}"), line) for name, line, _ in TASKS)
        offers = [
            (self._key(key), self.words(f"menu.does.{key}")) for key in ("undo", "other", "all", "quit")
        ]
        listed = numbered(tasks, [notes.get(name, "") for name, _, _ in TASKS])
        self.run.out("")
        self.run.show([Told(inline(self.words("menu.what")), (listed, keys(offers)))])

    def _notes(self, now: Desk) -> dict[str, str]:
        """What waits, beside the choices that it waits for."""
        words, notes = self.words, {}
        if now.unnamed:
            notes["send"] = words.count("menu.notes.unnamed", now.unnamed)
        if now.sent and now.sent.missing:
            count = len(now.sent.people)
            notes["bring"] = words("menu.notes.sent", all=count, answered=count - len(now.sent.missing))
        if now.coming and now.coming.day:
            notes["agenda"] = words("menu.notes.coming", name=now.coming.name, day=now.coming.day)
        if now.held and not now.held.written and now.held.day:
            notes["minutes"] = words("menu.notes.held", name=now.held.name, day=now.held.day)
        if now.reported:
            notes["report"] = words("menu.notes.reported", day=now.reported)
        return notes

    def _understood(self, typed: str) -> Callable[[], object]:
        """What an answer means: a number, a letter, files that were dragged here, or a line of tpn."""
        letters: dict[str, Callable[[], object]] = {
            self._key("undo"): lambda: self._tasks().undo(), self._key("other"): _leave_project,
            self._key("quit"): _leave, self._key("all"): lambda: TypedLines(self.run).perform("--help"),
        }  # fmt: skip
        if action := letters.get(typed.upper()):
            return action
        if 1 <= (number := whole_number(typed) or 0) <= len(TASKS):
            return lambda: TASKS[number - 1][2](self._tasks())
        if files := dropped_paths(typed):
            return lambda: self._tasks().bring(files)
        if typed.startswith("tpn "):
            return self._as_typed(typed)
        if action := by_title(typed, self._titles(letters)):
            return action
        raise InvalidResponse(self.words("menu.unknown"))

    def _titles(self, letters: Mapping[str, Callable[[], object]]) -> list[tuple[str, Callable[[], object]]]:
        """What each choice is called, for those who type that."""

        def doing(task: Callable[[LeadTasks], None]) -> Callable[[], object]:
            return lambda: task(self._tasks())

        does = ("undo", "other", "quit", "all")
        return [
            *((self.words(f"menu.tasks.{name}"), doing(task)) for name, _, task in TASKS),
            *((self.words(f"menu.does.{key}"), letters[self._key(key)]) for key in does),
        ]

    def _tasks(self) -> LeadTasks:
        """The tasks as they are now: what was done before has changed what waits."""
        return LeadTasks(self.run, self.lines, self._desk())

    def _as_typed(self, typed: str) -> Callable[[], object]:
        """A line of tpn; the menu opens no other inside itself."""
        try:
            words = words_of(typed)[1:]
        except ValueError:
            raise InvalidResponse(self.words("menu.quote_open")) from None
        return lambda: self.lines.perform(*words) if words[:1] != ["menu"] else None

    def _key(self, key: str) -> str:
        return self.words(f"menu.keys.{key}")


Made = TypeVar("Made")


def by_title(typed: str, choices: Sequence[tuple[str, Made]]) -> Made | None:
    """The choice whose title begins with what was typed; None where that is several, or less than a word."""
    said = fold(typed)
    found = [action for title, action in choices if fold(title).startswith(said)]
    return found[0] if len(said) >= _LEAST and len(found) == 1 else None


def safely(run: Run, action: Callable[[], Made]) -> Made | None:
    """Do something of which every fault is told, and the list comes back; None where it was broken off."""
    try:
        return action()
    except Leave:
        raise
    except Stop as stop:
        run.warn(stop.problems)
    except KeyboardInterrupt:
        run.tell("\n" + run.words("menu.back"))
    except Exception as fault:  # noqa: BLE001 - a window that closes shows no fault at all
        run.tell(run.words("menu.broken", what=f"{type(fault).__name__}: {fault}"))
    return None


def _leave() -> Path | None:
    raise Leave


def _leave_project() -> None:
    raise Leave(other=True)
