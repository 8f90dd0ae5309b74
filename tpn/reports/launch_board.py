"""``tpn launch`` on a terminal: services down and steps across, on two tracks; at most 80 columns."""

from collections.abc import Iterator, Sequence

from tpn.plan.readiness import Mark, Readiness
from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, long_day, short_day
from tpn.views.launch import Board, BoardLine

WIDTH = 80
_NAME = 19
_STEP = 5
# the heading of a step goes on over the next two, which stand on the lines above it
_LINES = 3
_GAP = 2
SYMBOLS = {Mark.CLEAR: "●", Mark.WAIVED: "◇", Mark.BEGUN: "▲", Mark.URGENT: "■", Mark.UNTOUCHED: "·"}
_COLOURS = {
    Mark.CLEAR: "green", Mark.WAIVED: "accent", Mark.BEGUN: "yellow", Mark.URGENT: "red", Mark.UNTOUCHED: "quiet",
}  # fmt: skip


class BoardScreen:
    """The board in one language, with or without colour."""

    def __init__(self, view: Board, words: Words, paint: Paint) -> None:
        self.view = view
        self.words = words
        self.paint = paint

    def text(self) -> str:
        """The whole board."""
        if not self.view.lines:
            return self.words("launch.no_services") + "\n"
        blocks = [
            self._head(),
            *(list(self._track(*track)) for track in self.view.tracks),
            list(self._foot()),
        ]
        return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"

    def _head(self) -> list[str]:
        when = long_day(self.view.today, self.words.language)
        title = clip(self.words("launch.board_title", project=self.view.project), WIDTH - len(when) - 2)
        return [
            self.paint(title, "bold") + " " * (WIDTH - len(title) - len(when)) + self.paint(when, "quiet")
        ]

    def _track(self, track: str, themes: Sequence[str]) -> Iterator[str]:
        last = track == self.view.tracks[-1][0]
        yield from self._headings(track, themes, last=last)
        for line in self.view.lines:
            cells = "".join(
                self._symbol(one.mark) + " " * (_STEP - 1) for one in line.ready.themes if one.track == track
            )
            row = f"{self._symbol(line.ready.mark)} {clip(line.ready.service.name, _NAME - 3):<{_NAME - 2}}{cells}"
            yield row + (
                " " * _GAP + self._word(line, WIDTH - _NAME - _STEP * len(themes) - _GAP) if last else ""
            )

    def _headings(self, track: str, themes: Sequence[str], *, last: bool) -> Iterator[str]:
        """Whole words over narrow columns: three lines, each word over its own column and the two after it."""
        names = [self.words(f"columns.themes.{name}") for name in themes]
        for number in reversed(range(_LINES)):
            text = self.words(f"launch.tracks.{track}") if number == 0 else ""
            line = f"{text:<{_NAME}}"
            for place, name in enumerate(names):
                if place % _LINES == number:
                    column = _NAME + _STEP * place
                    room = min(_LINES * _STEP - 1, WIDTH - column)
                    line = f"{line:<{column}}{clip(name, room)}"
            if last and number == 0:
                line = f"{line:<{_NAME + _STEP * len(names) + _GAP}}{self.words('launch.launch')}"
            bold, rest = line[:_NAME], line[_NAME:]
            yield self.paint(bold, "bold") + self.paint(rest, "quiet")

    def _word(self, line: BoardLine, room: int) -> str:
        """When, and what is lacking, in words."""
        ready = line.ready
        when = short_day(ready.launch, self.view.today) if ready.launch else self.words("launch.no_date")
        said = self._said(ready)
        style = "red" if ready.mark is Mark.URGENT else "quiet"
        return self.paint(clip(f"{when} {said}", room), style)

    def _said(self, ready: Readiness) -> str:
        lacking = len(ready.lacking)
        if ready.launched:
            return (
                self.words.count("launch.launched_lacking", lacking)
                if lacking
                else self.words("launch.launched")
            )
        return self.words.count("launch.lacks", lacking) if lacking else self.words("launch.may")

    def _symbol(self, mark: Mark) -> str:
        return self.paint(SYMBOLS[mark], _COLOURS[mark])

    def _foot(self) -> Iterator[str]:
        marks = (f"{self._symbol(mark)} {self.words(f'launch.marks.{mark}')}" for mark in self.view.marks)
        yield "  ".join(marks)
        yield self.words("launch.board_more")
