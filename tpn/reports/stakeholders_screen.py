"""``tpn benefits --stakeholders`` on a terminal: the matrix, and below it each stakeholder with what is done."""

import textwrap
from collections.abc import Iterator

from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, long_day, short_day
from tpn.views.stakeholders import SCALE, Holder, StakeholderAction, Stakeholders

WIDTH = 80
_AXIS, _CELL = 5, 15
_SIGNS = {1: "+", 0: "", -1: "−", None: "?"}


class StakeholdersScreen:
    """The stakeholders of one project, in one language and with or without colour."""

    def __init__(self, view: Stakeholders, words: Words, paint: Paint) -> None:
        self.view = view
        self.words = words
        self.paint = paint

    def text(self) -> str:
        """The whole screen."""
        blocks = [self._head()]
        if not self.view.holders:
            blocks.append([self.words("stakeholders.none")])
        else:
            blocks += [list(self._matrix()), *(list(self._holder(one)) for one in self.view.by_weight)]
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def _head(self) -> list[str]:
        when = long_day(self.view.as_of, self.words.language)
        room = WIDTH - len(when)
        title = clip(self.words("stakeholders.title", name=self.view.name), room - 2)
        return [self.paint(f"{title:<{room}}", "bold") + self.paint(when, "quiet")]

    def _matrix(self) -> Iterator[str]:
        words = self.words
        field = {
            key: words(f"stakeholders.fields.{key}") for key in ("satisfy", "involve", "watch", "inform")
        }
        yield _ends(f"{words('stakeholders.influence')}  {field['satisfy']}", field["involve"])
        for influence in reversed(SCALE):
            cells = [self._cell(influence, interest) for interest in SCALE]
            for at in range(max(1, *(len(cell) for cell in cells))):
                axis = f"{influence:>3} │" if at == 0 else f"{'':>3} │"
                yield (
                    axis + "".join(f"{(cell[at] if at < len(cell) else ''):<{_CELL}}" for cell in cells)
                ).rstrip()
            yield (
                f"{'':>3} " + ("├" if influence > 1 else "└") + ("┄" if influence > 1 else "─") * (5 * _CELL)
            )
        yield (f"{'':{_AXIS}}" + "".join(f"{interest:<{_CELL}}" for interest in SCALE)).rstrip()
        yield _ends(f"{'':{_AXIS}}{field['watch']}", field["inform"])
        yield self.paint(f"{'':{_AXIS}}{words('stakeholders.interest')}", "bold")
        yield ""
        yield self.paint(words("stakeholders.signs"), "quiet")
        if self.view.unplaced:
            yield from textwrap.wrap(
                f"{words('stakeholders.unplaced')} {', '.join(one.id for one in self.view.unplaced)}", WIDTH
            )

    def _cell(self, influence: int, interest: int) -> list[str]:
        """The ids of one field, two to a line."""
        names = [f"{one.id}{_SIGNS[one.attitude]}" for one in self.view.at(influence, interest)]
        return [" ".join(names[at : at + 2]) for at in range(0, len(names), 2)]

    # -------------------------------------------------------- one by one

    def _holder(self, one: Holder) -> Iterator[str]:
        words = self.words
        group = f" · {words.choice(one.group)}" if one.group else ""
        yield self.paint(f"{one.id} {clip(one.name, WIDTH - len(one.id) - 1 - len(group))}", "bold") + group
        for key in ("needs", "expectation", "strategy"):
            if said := getattr(one, key):
                yield from _filled(f"{words(f'stakeholders.{key}')}: {said}")
        yield from _filled(self._talk(one))
        for task in one.tasks:
            yield from _filled(self._task(task))
        if not one.tasks:
            yield "  " + words("stakeholders.no_actions")

    def _talk(self, one: Holder) -> str:
        if one.last is None:
            return self.words("stakeholders.no_contact")
        who, how = one.last.by or "", one.last.how or ""
        said = ", ".join(part for part in (how, who) if part)
        return self.words("stakeholders.contact", date=short_day(one.last.date, self.view.as_of), how=said)

    def _task(self, task: StakeholderAction) -> str:
        today = self.view.as_of
        state = "done" if task.done else "overdue" if task.overdue else "due" if task.due else "open"
        when = task.done or task.due
        said = self.words(f"stakeholders.task.{state}", date=short_day(when, today) if when else "")
        who = ", ".join(task.responsible)
        return f"{said} {task.what}{f' ({who})' if who else ''}"


def _ends(left: str, right: str) -> str:
    return f"{left}{right:>{WIDTH - len(left)}}"


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
