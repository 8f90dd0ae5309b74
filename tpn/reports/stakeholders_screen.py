"""``tpn benefits --stakeholders`` on a terminal: the matrix, and below it each stakeholder with what is done."""

import textwrap
from collections.abc import Iterator

from tpn.reports.blocks import (
    Block,
    FixedLines,
    Heading,
    Paragraph,
    ScreenBlock,
    TextTable,
    ends,
    facts,
    inline,
    quiet,
    strong,
)  # fmt: skip
from tpn.texts import Words, long_day, short_day
from tpn.views.stakeholders import SCALE, Holder, StakeholderAction, Stakeholders

_AXIS, _CELL = 5, 24
_SIGNS = {1: "+", 0: "", -1: "−", None: "?"}


class StakeholdersScreen:
    """The stakeholders of one project in one language, ``width`` columns wide."""

    def __init__(self, view: Stakeholders, words: Words, width: int) -> None:
        self.view = view
        self.words = words
        self.cell = min(_CELL, (width - _AXIS) // len(SCALE))
        self.width = _AXIS + self.cell * len(SCALE)

    def blocks(self) -> list[ScreenBlock]:
        """The whole screen."""
        title = strong(self.words("stakeholders.title", name=self.view.name))
        head = ends(Paragraph(inline(title)), long_day(self.view.as_of, self.words.language))
        if not self.view.holders:
            return [head, Paragraph(inline(self.words("stakeholders.none")))]
        signs = Paragraph(inline(quiet(self.words("stakeholders.signs"))))
        ids = ", ".join(one.id for one in self.view.unplaced)
        unplaced = [Paragraph(inline(f"{self.words('stakeholders.unplaced')} {ids}"))] if ids else []
        holders = [block for one in self.view.by_weight for block in self._holder(one)]
        return [head, FixedLines(tuple(map(inline, self._matrix()))), signs, *unplaced, *holders]

    def _matrix(self) -> Iterator[str]:
        words, room = self.words, self.cell * len(SCALE)
        field = {
            key: words(f"stakeholders.fields.{key}") for key in ("satisfy", "involve", "watch", "inform")
        }
        yield self._ends(f"{words('stakeholders.influence')}  {field['satisfy']}", field["involve"])
        for influence in reversed(SCALE):
            cells = [self._cell(influence, interest) for interest in SCALE]
            for at in range(max(1, *(len(cell) for cell in cells))):
                axis = f"{influence:>3} │" if at == 0 else f"{'':>3} │"
                yield axis + "".join(f"{(cell[at] if at < len(cell) else ''):<{self.cell}}" for cell in cells)
            yield f"{'':>3} " + ("├" if influence > 1 else "└") + ("┄" if influence > 1 else "─") * room
        yield f"{'':{_AXIS}}" + "".join(f"{interest:<{self.cell}}" for interest in SCALE)
        yield self._ends(f"{'':{_AXIS}}{field['watch']}", field["inform"])
        yield f"{'':{_AXIS}}{words('stakeholders.interest')}"

    def _ends(self, left: str, right: str) -> str:
        return f"{left}{right:>{self.width - len(left)}}"

    def _cell(self, influence: int, interest: int) -> list[str]:
        """The ids of one field, as many to a line as there is room for."""
        names = " ".join(f"{one.id}{_SIGNS[one.attitude]}" for one in self.view.at(influence, interest))
        return textwrap.wrap(names, self.cell - 1, break_on_hyphens=False)

    # -------------------------------------------------------- one by one

    def _holder(self, one: Holder) -> Iterator[Block]:
        words = self.words
        group = f" · {words.choice(one.group)}" if one.group else ""
        yield Heading(2, inline(f"{one.id} {one.name}{group}"))
        said = [
            (words(f"stakeholders.{key}"), getattr(one, key)) for key in ("needs", "expectation", "strategy")
        ]
        yield facts([(label, text) for label, text in said if text])
        lines = [self._talk(one), *map(self._task, one.tasks)]
        lines += [] if one.tasks else [words("stakeholders.no_actions")]
        yield TextTable((), tuple((inline(line),) for line in lines), ("left",))

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
