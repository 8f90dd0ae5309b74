"""``tpn launch`` on a terminal: services down and steps across, on two tracks."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from tpn.plan.readiness import Mark, Readiness
from tpn.reports.blocks import Break, FixedLines, Inline, Paragraph, ScreenBlock, ends, inline, quiet, strong
from tpn.texts import Words, day, long_day, short_day
from tpn.texts.formats import NBSP
from tpn.texts.names import theme_name, track_name
from tpn.texts.signs import LIGHTS, SIGNS
from tpn.views.launch import BoardLine, LaunchBoard

_GAP, _MARK, _LEAST = 2, 2, 2
_NAMES = 0.38
"""The part of the screen that names get at most."""
SYMBOLS = {
    Mark.CLEAR: SIGNS["done"], Mark.WAIVED: SIGNS["waived"], Mark.BEGUN: SIGNS["begun"], Mark.URGENT: SIGNS["red"],
    Mark.UNTOUCHED: SIGNS["untouched"],
}  # fmt: skip


class BoardScreen:
    """The board in one language, ``width`` columns wide."""

    def __init__(self, view: LaunchBoard, words: Words, width: int) -> None:
        self.view = view
        self.words = words
        self.width = width
        self.name = self._name_width() + _MARK + _GAP

    def _name_width(self) -> int:
        """What the longest name takes, as far as the marks and the words behind them leave room."""
        names = [line.ready.service.name for line in self.view.lines]
        longest = max(map(len, names), default=0)
        word = max((len(word) for name in names for word in name.split()), default=0)
        last = len(self.view.tracks[-1][1]) * _LEAST if self.view.tracks else 0
        said = max((len(self._word(line)) for line in self.view.lines), default=0)
        room = self.width - last - said - _MARK - 2 * _GAP
        return max(word, min(longest, int(self.width * _NAMES), room))

    def blocks(self) -> list[ScreenBlock]:
        """The whole board."""
        if not self.view.lines:
            return [Paragraph(inline(self.words("launch.no_services")))]
        title = strong(self.words("launch.board_title", project=self.view.project))
        head = ends(Paragraph(inline(title)), long_day(self.view.today, self.words.language))
        tracks = [FixedLines(tuple(self._track(*track))) for track in self.view.tracks]
        marks = "  ".join(f"{SYMBOLS[mark]} {self.words(f'launch.marks.{mark}')}" for mark in self.view.marks)
        moved = [self.words("launch.moved")] if any(line.foreseen for line in self.view.lines) else []
        said = [part for line in (marks, self._lights(), *moved) for part in (Break(), line)][1:]
        return [head, *tracks, Paragraph(inline(*said)), Paragraph(inline(self.words("launch.board_more")))]

    def _lights(self) -> str:
        """What the signs before the names mean: the lights, the same as on the status."""
        used = {line.light for line in self.view.lines}
        lights = (
            f"{sign}{NBSP}{self.words(f'signs.{light}')}" for light, sign in LIGHTS.items() if light in used
        )
        return self.words("launch.before_name", lights="  ".join(lights))

    def _track(self, track: str, themes: Sequence[str]) -> Iterator[Inline]:
        words = [self._word(line) for line in self.view.lines] if track == self.view.tracks[-1][0] else []
        names = [theme_name(name, self.words) for name in themes]
        step = self._step(names, max(map(len, words), default=-_GAP) + _GAP)
        yield from self._headings(track, names, step, launches=bool(words))
        for line, word in zip_longest(self.view.lines, words, fillvalue=""):
            if isinstance(line, BoardLine):
                yield from self._row(line, track, step, word)

    def _step(self, names: Sequence[str], words: int) -> int:
        """How wide a column is: so that the marks, the words behind them and every heading have room."""
        room = self.width - self.name
        step = min(max(map(len, names), default=1) + _GAP, (room - words) // max(1, len(names)))
        over = [(room - len(name)) // place for place, name in enumerate(names) if place]
        return max(_LEAST, min([step, *over]))

    def _row(self, line: BoardLine, track: str, step: int, word: str) -> Iterator[Inline]:
        """A service: its name, its marks, and what is lacking; a long name goes on below."""
        marks = "".join(f"{SYMBOLS[one.mark]:<{step}}" for one in line.ready.themes if one.track == track)
        names = textwrap.wrap(line.ready.service.name, self.name - _MARK - _GAP, break_on_hyphens=False)
        room = self.width - self.name - len(marks) - _GAP
        said = textwrap.wrap(word, max(room, 1), break_long_words=False) if word else []
        for number, (name, rest) in enumerate(zip_longest(names, said, fillvalue="")):
            sign, row = (LIGHTS[line.light], marks) if number == 0 else ("", " " * len(marks))
            yield inline(f"{sign:<{_MARK}}{name:<{self.name - _MARK}}{row}{' ' * _GAP}{rest}")

    def _headings(self, track: str, names: Sequence[str], step: int, *, launches: bool) -> Iterator[Inline]:
        """Whole words over narrow columns: as many lines as it takes, each word over its own column and those after."""
        high = min(len(names), -(-(max(map(len, names), default=0) + 1) // step))
        lines = ["" for _ in range(high)]
        for place, name in enumerate(names):
            lines[place % high] = f"{lines[place % high]:<{step * place}}{name}"
        if launches:
            at = step * len(names) + _GAP
            free = next((n for n, line in enumerate(lines) if len(line) < at - 1), len(lines))
            lines = [*lines, *([""] if free == len(lines) else [])]
            lines[free] = f"{lines[free]:<{at}}{self.words('launch.launch')}"
        title = f"{track_name(track, self.words):<{self.name}}"
        for number in reversed(range(len(lines))):
            yield inline(strong(title if number == 0 else " " * self.name), quiet(lines[number]))

    def _word(self, line: BoardLine) -> str:
        """When, and what is lacking, in words."""
        ready = line.ready
        when = self.words("launch.no_date")
        if line.foreseen:
            when = f"→{self._day(line.foreseen)}"
        elif ready.launch:
            when = self._day(ready.launch)
        return f"{when} {self._said(ready)}"

    def _day(self, when: date) -> str:
        """With its year where that is not this one: launches of two years stand in one column."""
        return short_day(when, when) if when.year == self.view.today.year else day(when)

    def _said(self, ready: Readiness) -> str:
        lacking = len(ready.lacking)
        if ready.launched:
            return (
                self.words.count("launch.launched_lacking", lacking)
                if lacking
                else self.words("launch.launched")
            )
        if lacking and ready.may_launch:
            return self.words("launch.may_open", n=lacking)
        return self.words.count("launch.lacks", lacking) if lacking else self.words("launch.may")
