"""``tpn launch`` on a terminal: services down and steps across, on two tracks; at most 80 columns."""

from collections.abc import Iterator, Sequence

from tpn.plan.readiness import Mark, Readiness
from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, long_day, short_day
from tpn.texts.names import theme_name, track_name
from tpn.views.launch import BoardLine, LaunchBoard

WIDTH = 80
_NAME = 19
_STEP = 5  # columns of a step, where there is room
_HEADING = (
    15  # columns that a heading needs: it goes on over the next steps, which stand on the lines above it
)
_GAP = 2
_WORDS = 26  # columns for the launch and what lacks, on the last track
SYMBOLS = {Mark.CLEAR: "●", Mark.WAIVED: "◇", Mark.BEGUN: "▲", Mark.URGENT: "■", Mark.UNTOUCHED: "·"}
_COLOURS = {
    Mark.CLEAR: "green", Mark.WAIVED: "accent", Mark.BEGUN: "yellow", Mark.URGENT: "red", Mark.UNTOUCHED: "quiet",
}  # fmt: skip


class BoardScreen:
    """The board in one language, with or without colour."""

    def __init__(self, view: LaunchBoard, words: Words, paint: Paint) -> None:
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
        step = min(_STEP, max(1, (WIDTH - _NAME - (_WORDS + _GAP if last else 0)) // max(1, len(themes))))
        yield from self._headings(track, themes, step, last=last)
        for line in self.view.lines:
            mine = [one.mark for one in line.ready.themes if one.track == track]
            cells = "".join(self._symbol(mark) + " " * (step - 1) for mark in mine)
            row = f"{self._symbol(line.ready.mark)} {clip(line.ready.service.name, _NAME - 3):<{_NAME - 2}}{cells}"
            room = WIDTH - _NAME - step * len(themes) - _GAP
            yield row + (" " * _GAP + self._word(line, room) if last else "")

    def _headings(self, track: str, themes: Sequence[str], step: int, *, last: bool) -> Iterator[str]:
        """Whole words over narrow columns: as many lines as it takes, each word over its own column and those after."""
        names = [theme_name(name, self.words) for name in themes]
        lines = -(-_HEADING // step)
        for number in reversed(range(lines)):
            line = f"{track_name(track, self.words) if number == 0 else '':<{_NAME}}"
            for place in range(number, len(names), lines):
                column = _NAME + step * place
                line = f"{line:<{column}}{clip(names[place], min(lines * step - 1, WIDTH - column))}"
            if last and number == 0:
                line = f"{line:<{_NAME + step * len(names) + _GAP}}{self.words('launch.launch')}"
            if line.strip():
                yield self.paint(line[:_NAME], "bold") + self.paint(line[_NAME:], "quiet")

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
        if lacking and ready.may_launch:
            return self.words("launch.may_open", n=lacking)
        return self.words.count("launch.lacks", lacking) if lacking else self.words("launch.may")

    def _symbol(self, mark: Mark) -> str:
        return self.paint(SYMBOLS[mark], _COLOURS[mark])

    def _foot(self) -> Iterator[str]:
        marks = (f"{self._symbol(mark)} {self.words(f'launch.marks.{mark}')}" for mark in self.view.marks)
        yield "  ".join(marks)
        yield self.words("launch.board_more")
