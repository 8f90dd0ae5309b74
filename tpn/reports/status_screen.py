"""``tpn status`` on a terminal: one screen, from 80 columns on at most 40 lines, readable without colour."""

from collections.abc import Sequence
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
from tpn.reports.status_words import StatusWords
from tpn.reports.table_widths import beside, lines_of
from tpn.texts import day, long_day, short_day
from tpn.texts.formats import NBSP, full_pair
from tpn.texts.signs import SIGNS
from tpn.views.status import Deadline, LightLine, PhaseLine, ServiceLine

HEIGHT = 40
_FOOT = 2
_BAR, _NARROW_BAR, _GAP = 16, 10, 2
_MOST_SERVICES, _MOST_DEADLINES, _MOST_OVERDUE, _MOST_PEOPLE = 8, 4, 2, 3
_WHO = 13  # letters of a first name or a role beside a title, where there is not room for all
_MARK = 2  # a sign and the blank behind it
_ROOMY = 100
"""From this width on a bar is longer, and what has changed stands apart."""
_MOVED = "→"
_LEFT: Align = "left"
_CENTER: Align = "center"


class _Yield(NamedTuple):
    """What gives way where the screen is too high, in this order."""

    cut: bool = False
    services: bool = False
    greens: bool = False
    deadlines: bool = False
    people: bool = False
    names: bool = False
    since: bool = False
    red: bool = False


_YIELDS = tuple(_Yield(*(True,) * number) for number in range(len(_Yield._fields) + 1))
"""First nothing gives way, then one thing after the other."""


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
        for some in _YIELDS if self.width >= USUAL else _YIELDS[:1]:
            body = self._body(some)
            if over + 1 + lines_of(body, self.width) + self.foot <= HEIGHT:
                break
        return body

    def _body(self, some: _Yield) -> list[Block]:
        tables = (self._overall(some), self._lights(some), self._phases(some))
        gone = self.said.gone()
        left = [Paragraph(inline(quiet(gone)))] if gone else []
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
        room = self.width - len(word.text) - 2 - _GAP
        forecast = cut(self.said.forecast(), room) if some.cut else self.said.forecast()
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
        if some.cut and len(text) > room:  # the title gives way, not what is said of it
            text = cut(self.said.reason(line, most=len(text) - room), room)
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
            taken = sum(max(len(row[n]) for row in [heads, *rows]) for n in range(3)) + 3 * _GAP
            room = self.width - taken
            rows = [
                (*row[:3], self._coming(one, room)) for row, one in zip(rows, self.view.phases, strict=True)
            ]
        return _headed(heads, rows, ("left", "left", "right", "left"))

    def _dated(self, key: str, rows: Sequence[Sequence[str]]) -> str:
        """The heading of a column of days; where one of them moves, what the arrow points to."""
        what = self.words(f"status.{key}")
        moved = any(_MOVED in row[-1] for row in rows)
        return self.words("status.and_forecast", what=what).replace(" ", NBSP) if moved else what

    def _phase(self, line: PhaseLine) -> tuple[str, ...]:
        done, total = line.progress.done, line.progress.total
        name = f"{line.number}{NBSP}{self.words(f'status.phases.{line.phase}')}"
        wide = _BAR if self.width >= _ROOMY else _NARROW_BAR
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
        heads = (self.words("status.steps_done"), self.words("status.stands"), launch)
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

    @property
    def _left(self) -> int:
        return beside(self.width)[0]

    def _foot(self, some: _Yield) -> Columns:
        coming = self.view.next[:_MOST_DEADLINES] if some.deadlines else self.view.next
        head = Heading(2, inline(self.words("status.next_title")))
        rows = [self._deadline(one, some) for one in coming]
        if some.cut:
            rows = _fitted(rows, self._left)
        listed: Block = _headed((), rows, ("left", "left", "left"))
        if not rows:
            listed = Paragraph(inline(self.words("status.none_next")))
        return Columns("beside", ((head, listed), tuple(self._overdue(some))))

    def _deadline(self, one: Deadline, some: _Yield) -> tuple[str, ...]:
        """When, what, and who; that others are along too yields to the title where both have no room."""
        first, *others = one.responsible or ("–",)
        alone = not others or (some.cut and self.width < _ROOMY)
        who = first if alone else self.words("status.with_others", name=first)
        return short_day(one.due, self.view.as_of), f"{one.id} {one.title}", who

    def _overdue(self, some: _Yield) -> list[Block]:
        view, words = self.view, self.words
        said = [f"{name or words('status.nobody')}{NBSP}{number}" for name, number in view.overdue]
        rows = [self._deadline(one, some) for one in view.overdue_first[:_MOST_OVERDUE]]
        if some.cut:
            rows = _fitted(rows, self.width - self._left - _GAP)
        blocks: list[Block] = [
            Heading(2, inline(words("status.overdue", n=view.overdue_all))),
            *([_headed((), rows, ("left", "left", "left"))] if rows else []),
        ]
        if not (some.names and rows):
            people = " · ".join(said[:_MOST_PEOPLE] if some.people else said)
            if some.people and (left := len(said) - _MOST_PEOPLE) > 0:
                people += words("status.more", n=left)
            told = words("status.by_person", people=people) if said else words("status.none_overdue")
            blocks.append(Paragraph(inline(told)))
        if some.since or not (since := self.said.since()):
            return blocks
        parts = tuple(blocks), (Paragraph(inline(since)),)
        return [Columns("close" if USUAL <= self.width < _ROOMY else "apart", parts)]


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
