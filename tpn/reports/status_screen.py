"""``tpn status`` on a terminal: one screen, from 80 columns on at most 40 lines, readable without colour."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from tpn.model.choices import Light
from tpn.plan.service_steps import STEPS, ServiceStep
from tpn.reports.blocks import (
    Align,
    Block,
    Columns,
    Heading,
    Inline,
    Paragraph,
    TextSpan,
    TextTable,
    ends,
    inline,
    quiet,
    strong,
)
from tpn.reports.display import USUAL
from tpn.reports.signs import SYMBOLS, bar, cut
from tpn.reports.status_words import StatusWords, fitting
from tpn.reports.table_widths import beside, lines_of
from tpn.texts import day, long_day, short_day
from tpn.texts.formats import NBSP, full_pair
from tpn.texts.signs import SIGNS
from tpn.views.status import NEXT, Deadline, LightLine, PhaseLine, ServiceLine

HEIGHT = 40
_FOOT = 2
_BAR, _NARROW_BARS, _GAP = 16, (10, 5), 2
_MOST_SERVICES = 8
_WHO = 13  # letters of a first name or a role beside a title, where there is not room for all
_MARK = 2  # a sign and the blank behind it
_ROOMY = 100
"""From this width on a bar is longer, and the deadlines stand beside what is overdue."""
_MOVED = "→"
_WHOLE = frozenset({"revised"})
"""Reasons without a title that could be shortened: decisions and distances are told whole, on two lines if need be."""
_LEFT: Align = "left"
_CENTER: Align = "center"


class _Yield(NamedTuple):
    """What has given way where the screen is too high. ``rows``: of what is overdue, and of what falls due."""

    cut: bool = False
    services: bool = False
    greens: bool = False
    rows: int = NEXT
    one_line: bool = False
    since: bool = False
    red: bool = False


def _yields() -> Iterator[_Yield]:
    """First nothing gives way, then one thing after the other."""
    steps: tuple[dict[str, int], ...] = (
        {"cut": True}, {"services": True}, {"greens": True}, {"rows": 4}, {"one_line": True}, {"rows": 3},
        {"rows": 2}, {"since": True}, {"red": True}, {"rows": 1},
    )  # fmt: skip
    some = _Yield()
    yield some
    for step in steps:
        some = some._replace(**step)  # type: ignore[arg-type]
        yield some


class StatusScreen:
    """The screen of one status, ``width`` columns wide. ``foot``: lines that others set below it."""

    def __init__(self, said: StatusWords, width: int, foot: int = _FOOT) -> None:
        self.said = said
        self.view = said.view
        self.words = said.words
        self.width = width
        self.foot = foot

    def blocks(self) -> list[Block]:
        """The whole screen; from the usual width on in as many lines as a screen has."""
        head = self._head()
        return [*head, *self._fitting(sum(lines_of([one], self.width) for one in head))]

    def _fitting(self, over: int) -> list[Block]:
        """What stands below the head, which takes ``over`` lines: the first that is low enough."""
        body: list[Block] = []
        for some in _yields():
            body = self._body(some)
            if self.width < USUAL or over + 1 + lines_of(body, self.width) + self.foot <= HEIGHT:
                break
        return body

    def _body(self, some: _Yield) -> list[Block]:
        tables = (self._overall(some), self._lights(some), self._phases(some))
        left = [Paragraph(inline(quiet(told))) for told in (self.said.refused(), self.said.gone()) if told]
        return [*(one for one in tables if one.rows), *self._services(some), *left, self._foot(some)]

    # -------------------------------------------------------- head

    def _head(self) -> list[Block]:
        view, words = self.view, self.words
        week = words("status.week", week=view.as_of.isocalendar().week)
        when = f"{long_day(view.as_of, words.language)} · {week}"
        agreed = words("status.agreed", date=view.agreed) if view.agreed else words("status.no_agreed")
        room = self.width - len(agreed) - _GAP if self.width >= USUAL else None  # below it everything wraps
        people = Paragraph(inline(quiet(self.said.people(room))))
        return [ends(Paragraph(inline(strong(self.said.about()))), when), ends(people, agreed)]

    def _overall(self, some: _Yield) -> TextTable:
        light = self.view.overall
        word = TextSpan(self.words.choice(light).upper(), look=light.value)
        room = self.width - len(word.text) - _MARK - _GAP
        forecast = self.said.forecast()
        if some.cut and len(forecast) > room:  # what it hangs on gives way; its days never do
            forecast = self.said.forecast(printed=True)
        return _table((
            (inline(f"{SYMBOLS[light]} ", word), inline(self.said.count())), ((), inline(forecast))
        ))  # fmt: skip

    # -------------------------------------------------------- lights

    def _lights(self, some: _Yield) -> TextTable:
        lines = self.view.lights
        together = [one for one in lines if _is_calm(one)] if some.greens else []
        name = max((len(self._dimension(one)) for one in lines), default=0)
        rows = [self._light(one, some, name) for one in lines if one not in together]
        if together:
            names = " · ".join(self._dimension(one) for one in together)
            rows.append((inline(SYMBOLS[Light.GREEN]), inline(names)))
        return _table(rows)

    def _dimension(self, line: LightLine) -> str:
        return self.words(f"status.dimensions.{line.shown.dimension}")

    def _light(self, line: LightLine, some: _Yield, name: int) -> tuple[Inline, ...]:
        text = self.said.reason(line)
        room = self.width - name - _MARK - _GAP
        titled = line.shown.overruled or line.shown.because[0].fact not in _WHOLE
        if (
            some.cut and titled and len(text) > room
        ):  # first the limits give way, then the title, not what is said of it
            text = self.said.reason(line, limits=False)
            if len(text) > room:
                text = cut(self.said.reason(line, most=len(text) - room, limits=False), room)
        return inline(_marked(line.shown.light, self._dimension(line))), inline(text)

    # -------------------------------------------------------- phases and services

    def _phases(self, some: _Yield) -> TextTable:
        rows = [self._phase(line) for line in self.view.phases]
        heads = (
            self._over("phases_title"), "", self.words("status.phase_done"), self._dated("next_milestone", rows),
        )  # fmt: skip
        if self.width < USUAL:  # the numbers say what the bar says, and words need its room
            some_heads, some_rows = (heads[0], *heads[2:]), [(row[0], *row[2:]) for row in rows]
            return _headed(some_heads, some_rows, (_LEFT, "right", _LEFT))
        if some.cut:
            return self._cut_phases(heads, rows)
        return _headed(heads, rows, ("left", "left", "right", "left"))

    def _cut_phases(self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> TextTable:
        """The milestones on one line each: for their words the bar is made shorter, then left out."""
        fixed = sum(max(len(row[n]) for row in [heads, *rows]) for n in (0, 2)) + 2 * _GAP
        longest = max(len(row[3]) for row in [heads, *rows])
        bars = (_BAR,) if self.width >= _ROOMY else _NARROW_BARS
        wide = next((one for one in bars if fixed + one + _GAP + longest <= self.width), 0)
        room = self.width - fixed - (wide + _GAP if wide else 0)
        said = [
            (row[0], *([bar(line.progress.done, line.progress.total, wide)] if wide else ()), row[2],
             self._coming(line, room))
            for row, line in zip(rows, self.view.phases, strict=True)
        ]  # fmt: skip
        if wide:
            return _headed(heads, said, ("left", "left", "right", "left"))
        return _headed((heads[0], *heads[2:]), said, (_LEFT, "right", _LEFT))

    def _dated(self, key: str, rows: Sequence[Sequence[str]]) -> str:
        """The heading of a column of days; where one of them moves, what the arrow points to."""
        what = self.words(f"status.{key}")
        moved = any(_MOVED in row[-1] for row in rows)
        return self.words("status.and_forecast", what=what).replace(" ", NBSP) if moved else what

    def _phase(self, line: PhaseLine) -> tuple[str, ...]:
        done, total = line.progress.done, line.progress.total
        name = f"{line.number}{NBSP}{self.words(f'status.phases.{line.phase}')}"
        wide = _BAR if self.width >= _ROOMY else _NARROW_BARS[0]
        return _marked(line.light, name), bar(done, total, wide), f"{done}/{total}", self._coming(line)

    def _coming(self, line: PhaseLine, room: int | None = None) -> str:
        """The next milestone: its day, and of its title what there is room for."""
        if not line.next:
            return ""
        when, title = f"{self.said.when(line.next)}  ", line.next.title
        return when + (title if room is None else cut(title, room - len(when)))

    def _services(self, some: _Yield) -> list[Block]:
        """The services with each of their steps by its name; where that has no room, the steps close together."""
        shown = self._shown if some.services else self.view.services
        shown = shown[:_MOST_SERVICES] if some.red else shown
        if not shown:
            return []
        rows = [self._service(one) for one in shown]
        launch = self._dated("launch", rows)
        heads, align = self._named_steps(launch)
        if (
            sum(max(map(len, column)) for column in zip(heads, *rows, strict=True)) + len(rows[0])
            > self.width
        ):
            heads, align = self._close_steps(launch)
            rows = [self._brief_service(one) for one in shown]
            taken = sum(max(len(row[n]) for row in [heads, *rows]) for n in range(1, len(heads)))
            room = self.width - taken - _GAP * (len(heads) - 1)
            rows = [(cut(row[0], room), *row[1:]) for row in rows] if some.cut else rows
        table = _headed(heads, rows, align)
        if left := len(self.view.services) - len(shown):
            more = Paragraph(inline(quiet(self.words("status.more_services", n=left))))
            return [Columns("close", ((table,), (more,)))]
        return [table]

    def _named_steps(self, launch: str) -> tuple[tuple[str, ...], tuple[Align, ...]]:
        steps = tuple(self.words(f"status.steps.{step}").replace(" ", NBSP) for step in STEPS)
        heads = (self._over("services_title"), *steps, launch)
        return heads, (_LEFT, *(_CENTER for _ in steps), _LEFT)

    def _close_steps(self, launch: str) -> tuple[tuple[str, ...], tuple[Align, ...]]:
        steps = self.words("status.steps_done", last=len(STEPS)).replace(" ", NBSP)
        heads = (steps, self.words("status.stands"), launch)
        return (self._over("services_title"), *heads), (_LEFT,) * 4

    @staticmethod
    def _service(one: ServiceLine) -> tuple[str, ...]:
        """A service, each of its steps, and its launch."""
        return _marked(one.light, one.name), *_steps(one), launch_day(one)

    def _brief_service(self, one: ServiceLine) -> tuple[str, ...]:
        """A service, its steps as one sign each, the step it stands on, and its launch."""
        stands = self.words.choice(one.step)
        return _marked(one.light, one.name), "".join(_steps(one)), stands.replace(" ", NBSP), launch_day(one)

    def _over(self, key: str) -> str:
        """The heading of a column of names that have signs before them."""
        return " " * _MARK + self.words(f"status.{key}")

    @cached_property
    def _shown(self) -> list[ServiceLine]:
        """Those that are red and the next to be launched, and the first of the others, in their order."""
        waiting = [one for one in self.view.services if one.launch and not one.steps[ServiceStep.LAUNCHED]]
        following = min((one.launch for one in waiting if one.launch), default=None)
        must = [one for one in self.view.services if one.light is Light.RED or one.launch == following]
        others = [one for one in self.view.services if one not in must]
        kept = [*must, *others[: max(0, _MOST_SERVICES - len(must))]]
        return [one for one in self.view.services if one in kept]

    # -------------------------------------------------------- foot

    def _foot(self, some: _Yield) -> Columns:
        """What is overdue, what falls due, what has changed: the first two side by side where there is room."""
        roomy = self.width >= _ROOMY and bool(self.view.overdue)
        left = beside(self.width)[0] if roomy else self.width
        overdue = tuple(self._overdue(some, left))
        coming = tuple(self._next(some, self.width - left - _GAP if roomy else left))
        lists: list[tuple[Block, ...]] = [overdue, coming]
        if roomy:
            lists = [(Columns("beside", (overdue, coming)),)]
        since = "" if some.since else self.said.since(self.width if some.one_line else None)
        parts = (*lists, *([(Paragraph(inline(since)),)] if since else ()))
        return Columns("close" if self.width >= USUAL and not roomy else "apart", parts)

    def _next(self, some: _Yield, width: int) -> Iterator[Block]:
        """What falls due next."""
        yield Heading(2, inline(self.words("status.next_title")))
        if not self.view.next:
            yield Paragraph(inline(self.words("status.none_next")))
            return
        yield self._deadlines(self.view.next, some, width)

    def _overdue(self, some: _Yield, width: int) -> Iterator[Block]:
        """What has been overdue for longest; over it how much is, and whose, where there is room."""
        view, words = self.view, self.words
        head = words("status.overdue", n=view.overdue_all)
        people = [f"{name or words('status.nobody')}{NBSP}{number}" for name, number in view.overdue]
        if not people:
            yield Paragraph(inline(words("status.none_overdue")))
            return
        room = width - len(head) - len(words("status.by_person", people=""))
        # a narrow screen has no height to keep: there all of them are said
        shown = " · ".join(people) if self.width < USUAL else fitting(people, " · ", words, room)
        yield Heading(2, inline(head + words("status.by_person", people=shown)))
        yield self._deadlines(view.overdue_first, some, width)

    def _deadlines(self, some_of: Sequence[Deadline], some: _Yield, width: int) -> TextTable:
        rows = [self._deadline(one, some) for one in some_of[: some.rows]]
        return _headed((), _fitted(rows, width) if some.cut else rows, ("left", "left", "left"))

    def _deadline(self, one: Deadline, some: _Yield) -> tuple[str, ...]:
        """When, what, and who; that others are along too yields to the title where both have no room."""
        first, *others = one.responsible or ("–",)
        alone = not others or (some.cut and self.width < _ROOMY)
        who = first if alone else self.words("status.with_others", name=first)
        return short_day(one.due, self.view.as_of), f"{one.id} {one.title}", who


def _fitted(rows: Sequence[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Deadlines in so many columns: a role with a long name yields before the title does."""
    said = [(when, title, cut(who, _WHO)) for when, title, who in rows]
    taken = sum(max((len(row[at]) for row in said), default=0) + _GAP for at in (0, 2))
    return [(when, cut(title, width - taken), who) for when, title, who in said]


def launch_day(one: ServiceLine) -> str:
    """When a service is launched: agreed or planned, and the forecast where it is another."""
    if one.launch is None:
        return "–"
    timing = one.timing
    if timing.over or timing.binding is None or timing.forecast is None:
        return day(one.launch)
    return full_pair(timing.binding, timing.forecast)


def _steps(one: ServiceLine) -> tuple[str, ...]:
    """The sign of each step."""
    return tuple(
        SIGNS["done" if one.steps[step] else "begun" if step is one.step else "untouched"] for step in STEPS
    )


def _marked(light: Light, text: str) -> str:
    return f"{SYMBOLS[light]}{NBSP}{text}"


def _is_calm(line: LightLine) -> bool:
    """Whether a light is green and was not overruled: it needs no reason where there is no room."""
    return line.shown.light is Light.GREEN and not line.shown.overruled


def _headed(heads: Sequence[str], rows: Sequence[Sequence[str]], align: tuple[Align, ...]) -> TextTable:
    said = tuple(tuple(inline(text) for text in row) for row in rows)
    return TextTable(tuple(map(inline, heads)), said, align, ruled=False)


def _table(rows: Sequence[tuple[Inline, ...]]) -> TextTable:
    align: tuple[Align, ...] = (_LEFT,) * max(map(len, rows), default=0)
    return TextTable((), tuple(rows), align)
