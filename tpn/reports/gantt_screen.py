"""``tpn gantt`` on a terminal: a row for each phase and service, drawn in characters that say it without colour."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tpn.charts.gantt_words import finish_said, phase_name
from tpn.reports.blocks import (
    Break,
    FixedLines,
    Inline,
    Paragraph,
    ScreenBlock,
    TextSpan,
    ends,
    inline,
    plain,
    quiet,
    strong,
)
from tpn.reports.signs import SYMBOLS, cut
from tpn.texts import Words, day, long_day
from tpn.texts.formats import MONTHS
from tpn.texts.signs import SIGNS, legend
from tpn.views.gantt import empty
from tpn.views.gantt_facts import GanttBar, GanttFacts

_BOTH_DATES = 100
"""From this width on there is room for the agreed date beside the forecast."""
_DAY, _LATE = 10, 5


class _Cells(NamedTuple):
    """The days of the chart as columns of characters."""

    first: date
    last: date
    room: int

    def of(self, when: date) -> int:
        days = (self.last - self.first).days + 1
        return min(self.room - 1, max(0, (when - self.first).days * self.room // days))


class GanttScreen:
    """The chart in one language, ``width`` characters wide (60 or more)."""

    def __init__(self, view: GanttFacts, words: Words, width: int) -> None:
        self.view, self.words, self.width = view, words, width
        self.both = width >= _BOTH_DATES
        figures = _DAY + 1 + _LATE + (_DAY + 1 if self.both else 0)
        names = [phase_name(bar, words) for bar in (*view.phases, *view.services)]
        longest = max([len(words("gantt.finish_row")), *(len(name) for name in names)])
        word = max((len(word) for name in names for word in name.split()), default=0)
        self.name = max(min(longest + 2, width * 28 // 100), min(word + 2, width * 45 // 100))
        self.cells = _Cells(view.first, view.last, width - self.name - figures - 2)

    def blocks(self) -> list[ScreenBlock]:
        """The whole screen."""
        title = strong(self.words("gantt.title", name=self.view.name))
        head: list[ScreenBlock] = [
            ends(Paragraph(inline(title)), long_day(self.view.as_of, self.words.language)),
            Paragraph(inline(finish_said(self.view, self.words), Break(), self._agreed())),
        ]
        if empty(self.view):
            return [*head, Paragraph(inline(self.words("gantt.empty")))]
        rows = tuple(self._rows())
        below = (part for line in self._legend(rows) for part in (line, Break()))
        return [*head, FixedLines(rows), Paragraph(inline(*below))]

    def _agreed(self) -> str:
        agreed = self.view.agreed
        return self.words("gantt.from", day=agreed) if agreed else self.words("gantt.not_agreed")

    # ------------------------------------------------------------ rows

    def _rows(self) -> Iterator[Inline]:
        yield inline(quiet(" " * self.name + " " + self._years()))
        yield inline(quiet(" " * self.name + " " + self._months() + self._heads()))
        view, words = self.view, self.words
        yield self._heading(words("gantt.phases"))
        for bar in view.phases:
            yield from self._row(bar, phase_name(bar, words), bar.agreed_end, bar.end)
        if view.services:
            yield self._heading(words("gantt.services"))
        for bar in view.services:
            yield from self._row(bar, bar.name, bar.launch_agreed, bar.launch)
        if view.finish:
            marks = self._marked(self._ground(), view.finish_agreed, view.finish)
            figures = self._figures(view.finish_agreed, view.finish, view.late, kept=False)
            yield inline(f"{words('gantt.finish_row'):<{self.name}} " + "".join(marks), *figures)

    def _heading(self, said: str) -> Inline:
        return inline(strong(f"{cut(said, self.name):<{self.name}}"), " " + "".join(self._ground()))

    def _row(self, bar: GanttBar, name: str, agreed: date | None, forecast: date | None) -> Iterator[Inline]:
        first, *more = textwrap.wrap(name, self.name - 2, break_on_hyphens=False)
        sign = SYMBOLS[bar.light] if bar.light else " "
        kept = bar.launched and not bar.late
        figures = self._figures(agreed, forecast, bar.late, kept=kept)
        yield inline(f"{sign} {first:<{self.name - 2}} " + "".join(self._bar(bar)), *figures)
        for line in more:
            yield inline(f"  {line:<{self.name - 2}} " + "".join(self._ground()))

    def _figures(
        self, agreed: date | None, forecast: date | None, late: int | None, *, kept: bool
    ) -> tuple[TextSpan, ...]:
        said = f"+{late}" if late and late > 0 else f"−{-late}" if late else "0" if late == 0 else "–"
        days = [agreed, forecast] if self.both else [forecast]
        dates = "".join(f" {day(one) if one else '–':>{_DAY}}" for one in days)
        number = f"{SIGNS['done'] if kept else said:>{_LATE}}"
        return TextSpan(dates), TextSpan(number, look="was_red" if late and late > 0 else "")

    def _heads(self) -> str:
        names = ("agreed", "forecast") if self.both else ("forecast",)
        heads = "".join(f" {cut(self.words(f'gantt.columns.{name}'), _DAY):>{_DAY}}" for name in names)
        return heads + f"{'+/−':>{_LATE}}"

    # ------------------------------------------------------------ characters

    def _ground(self) -> list[str]:
        """What lies behind every row: what is closed, and today."""
        signs = [" "] * self.cells.room
        for start, end in self.view.closed:
            for at in range(self.cells.of(start), self.cells.of(end) + 1):
                signs[at] = ":"
        signs[self.cells.of(self.view.as_of)] = "│"
        return signs

    def _bar(self, bar: GanttBar) -> list[str]:
        """The agreed stretch, the forecast over it, today, and the launch over all."""
        signs, of, now = self._ground(), self.cells.of, self.cells.of(self.view.as_of)
        if bar.agreed_start and bar.agreed_end:
            for at in range(of(bar.agreed_start), of(bar.agreed_end) + 1):
                signs[at] = "·"
        if bar.start and bar.end:
            done = bool(bar.total) and bar.done == bar.total
            limit = of(bar.agreed_end) if bar.agreed_end and bar.agreed_end < bar.end else self.cells.room
            for at in range(of(bar.start), of(bar.end) + 1):
                signs[at] = "»" if at > limit else "█" if at < now or done else "▒"
        signs[now] = "│"
        return self._marked(signs, bar.launch_agreed, bar.launch)

    def _marked(self, signs: list[str], agreed: date | None, forecast: date | None) -> list[str]:
        if agreed:
            signs[self.cells.of(agreed)] = SIGNS["agreed"]
        if forecast:
            signs[self.cells.of(forecast)] = SIGNS["forecast"]
        return signs

    def _months(self) -> str:
        """Short names where each month begins, as many as there is room for."""
        return self._along(lambda when: MONTHS[self.words.language][when.month - 1][:3], years=False)

    def _years(self) -> str:
        return self._along(lambda when: str(when.year), years=True)

    def _along(self, name: Callable[[date], str], *, years: bool) -> str:
        signs, free = [" "] * self.cells.room, 0
        said: set[str] = set()
        view = self.view
        for number in range((view.last.year - view.first.year) * 12 + view.last.month - view.first.month + 1):
            month = view.first.month - 1 + number
            when = date(view.first.year + month // 12, month % 12 + 1, 1)
            at, text = self.cells.of(when), name(when)
            if (years and text in said) or at < free or at + len(text) > self.cells.room:
                continue
            said.add(text)
            signs[at : at + len(text)] = text
            free = at + len(text) + 1
        return "".join(signs)

    # ------------------------------------------------------------ legend

    def _legend(self, rows: Sequence[Inline]) -> Iterator[str]:
        for name in ("bars", "marks", "dates"):
            yield self.words(f"gantt.signs.{name}", day=self.view.as_of)
        at_ends = " ".join(f"{text[:1]} {text[-1:]}" for text in map(plain, rows))
        yield legend(at_ends, self.words)
        if self.view.critical:
            yield self.words("gantt.critical", ids=" → ".join(self.view.critical))
