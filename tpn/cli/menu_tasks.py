"""What a project lead does, one task a function: each is a few lines of tpn, with the questions between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from rich.prompt import InvalidResponse

from tpn.actions.desk import Desk, DeskMeeting, Unwritten, unwritten
from tpn.actions.find_meeting import meeting_named
from tpn.cli.dropped_paths import dropped_paths
from tpn.cli.exit_codes import CONFLICTS
from tpn.cli.run import Run
from tpn.cli.typed_lines import TypedLines
from tpn.source.names import free_name

_DUE_IN = timedelta(days=10)


@dataclass
class LeadTasks:
    """The tasks in one project. ``desk`` is what waits there, as it was when the list was shown."""

    run: Run
    lines: TypedLines
    desk: Desk = field(default_factory=Desk)

    def week(self) -> None:
        """This week."""
        self.lines.perform("week")

    def bring(self, files: Sequence[Path] = ()) -> None:
        """Sheets and forms that came back."""
        paths = files or self._ask_files()
        words = ["import", *(self.lines.from_home(path) for path in paths)]
        done = self.lines.write(*words)
        if done and done.code == CONFLICTS and (side := self._side()):
            self.lines.perform(*words, "--take", side, "--write")

    def _ask_files(self) -> tuple[Path, ...]:
        def understood(typed: str) -> tuple[Path, ...]:
            if found := dropped_paths(typed):
                return found
            raise InvalidResponse(self._said("menu.no_file", typed=typed))

        return self.lines.dialog.ask(self._said("menu.ask.files"), understood)

    def _side(self) -> str:
        """Whose word counts where both have changed the same: ``sheet``, ``project``, or nothing."""
        keys = {self._said("menu.keys.sheet"): "sheet", self._said("menu.keys.project"): "project", "": ""}

        def understood(typed: str) -> str:
            if typed.lower() not in keys:
                raise InvalidResponse(self._said("menu.unknown"))
            return keys[typed.lower()]

        return self.lines.dialog.ask(self._said("menu.ask.side"), understood)

    def send(self) -> None:
        """Sheets to those who have something to do; first to those who have no name yet."""
        if self.desk.unnamed and self._names_first():
            if self.lines.make(self._said("menu.files.people"), "export", "--style", "people", asked=""):
                self.run.say(self._said("menu.told.people", folder=self._out()))
            return
        before = self.run.today + _DUE_IN
        due = self.lines.dialog.ask(self._said("menu.ask.due"), self._day, before=f"{before:%d.%m.%Y}")
        home = self.lines.at_home(self.lines.out_folder)
        there = [one.name for one in home.iterdir()] if home.is_dir() else []
        name = free_name(self._said("menu.files.sheets", week=self.run.today.isocalendar().week), there)
        folder = self.lines.out_folder / name
        words = ("export", "--each-responsible", str(folder), "--due", f"{due:%d.%m.%Y}", "--mail")
        if (done := self.lines.write(*words)) and done.run.given:
            self.run.say(self._said("menu.told.sheets", folder=str(self.lines.at_home(folder))))
            self.lines.offer(folder)

    def _names_first(self) -> bool:
        question = self.run.words.count("menu.ask.people", self.desk.unnamed)
        return self.lines.dialog.agreed(question, otherwise=True)

    def agenda(self) -> None:
        """The agenda of a meeting, as a paper and as an invitation."""
        if not (meeting := self._ask_meeting(self.desk.coming)):
            return
        if self.desk.coming and meeting == self.desk.coming.id:
            self._write_texts([one for one in self._unwritten() if one.record != "report"])
        paper = self._said("menu.files.agenda", meeting=meeting)
        # a paper that is sent has case numbers that stay
        self.lines.make(paper, "agenda", meeting, "--write", asked="menu.make_agenda")
        self.lines.make(self._said("menu.files.invitation", meeting=meeting), "agenda", meeting)

    def minutes(self) -> None:
        """What came of a meeting: said case by case, and as a paper."""
        held, coming = self.desk.held, self.desk.coming
        meeting = self._ask_meeting(held if held and not held.written else coming or held)
        if not meeting:
            return
        if not self._is_written(meeting) and self.lines.agreed("menu.ask.meet", otherwise=True):
            self.lines.perform("meet", meeting)
        if self._is_written(meeting):
            self.lines.write("minutes", meeting)
            self.lines.make(self._said("menu.files.minutes", meeting=meeting), "minutes", meeting)

    def form(self) -> None:
        """The form that the report is written in."""
        if self.lines.make(self._said("menu.files.form", day=self.run.today.isoformat()), "report", "--form"):
            self.run.say(self._said("menu.told.form", folder=self._out()))

    def report(self) -> None:
        """The report: what it lacks is asked for, it is made as a paper, and published where that is agreed to."""
        self._write_texts(self._unwritten_report())
        # by its number: a draft of the next one is laid beside the one that was published, never over it
        name = self._said("menu.files.report", n=self.desk.report, day=self.run.today.isoformat())
        if not self.lines.make(name, "report"):
            return
        if any(one.field.startswith("summary.") for one in self._unwritten_report()):
            self.run.say(self._said("menu.told.publish_later"))
        else:
            self.run.say(self._said("menu.told.publish"))
            self.lines.write("report", "--publish")

    def _unwritten_report(self) -> list[Unwritten]:
        return [one for one in self._unwritten() if one.record == "report"]

    def fill(self) -> None:
        """What the papers wait for, one text after the other; Enter passes one by."""
        waiting = self._unwritten()
        if not waiting:
            self.run.say(self._said("menu.told.nothing_unwritten"))
        self._write_texts(waiting)

    def _write_texts(self, waiting: Sequence[Unwritten]) -> None:
        """Ask for each text; those of one record are one line. Who has written them loses none by pressing Enter."""
        if waiting:
            self.run.say(self._said("menu.told.unwritten"))
        said: dict[str, list[str]] = {}
        for one in waiting:
            if text := self.lines.dialog.text(self._asked(one)):
                said.setdefault(one.record, []).append(f"{one.field}={text}")
        for record, fields in said.items():
            self.lines.write("set", record, *fields, typed=True)

    def check(self) -> None:
        """Faults and advice."""
        self.lines.perform("check")

    def undo(self) -> None:
        """Take the last write back."""
        self.lines.write("undo")

    # -------------------------------------------------------- questions

    def _said(self, key: str, **facts: object) -> str:
        return self.run.words(key, **facts)

    def _out(self) -> str:
        """Where the files are that were made, as somebody finds them who knows of no folder of the program's."""
        return str(self.lines.at_home(self.lines.out_folder))

    def _asked(self, one: Unwritten) -> str:
        kind = "comments" if one.field.startswith("comments.") else one.field.replace(".", "_")
        return self._said(f"menu.ask.text.{kind}", title=one.title, id=one.record)

    def _day(self, typed: str) -> date:
        return self.run.date(typed, self._said("menu.due"))

    def _ask_meeting(self, before: DeskMeeting | None) -> str:
        """Which meeting; Enter is the one that is likely, or none. What is no meeting is asked about again."""

        def understood(typed: str) -> str:
            return meeting_named(self._now(), typed).id if typed else before.id if before else ""

        question = self._said("menu.ask.meeting")
        if before:
            about = self._said("menu.meeting", name=before.name, id=before.id, day=before.day or "–")
            question = f"{about}\n{self._said('menu.ask.meeting_or')}"
        return self.lines.dialog.ask(question, understood)

    def _is_written(self, meeting: str) -> bool:
        found = self._now().project.meetings
        return any(one.minutes for one in found if one.id == meeting)

    def _unwritten(self) -> tuple[Unwritten, ...]:
        return unwritten(self._now())

    def _now(self) -> Run:
        """The project as it is after what has been done."""
        return fresh(self.run, self.lines.folder)


def fresh(run: Run, folder: Path | None) -> Run:
    """A run on a project as it is now, that says what it says at once."""
    values = {key: value for key, value in run.values.items() if key != "project"}
    made = Run({**values, "project": str(folder)} if folder else values, (), run.clock, "menu")
    made.say_at_once()
    return made


TASKS: tuple[tuple[str, str, Callable[[LeadTasks], None]], ...] = (
    ("week", "tpn week", LeadTasks.week),
    ("bring", "tpn import", LeadTasks.bring),
    ("send", "tpn export --each-responsible", LeadTasks.send),
    ("agenda", "tpn agenda", LeadTasks.agenda),
    ("minutes", "tpn meet, tpn minutes", LeadTasks.minutes),
    ("form", "tpn report --form", LeadTasks.form),
    ("report", "tpn report", LeadTasks.report),
    ("fill", "tpn set", LeadTasks.fill),
    ("check", "tpn check", LeadTasks.check),
)
"""The numbered choices in the order of a week, each with what it is made of."""
