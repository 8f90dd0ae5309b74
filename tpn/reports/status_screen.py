"""``tpn status`` on a terminal: one screen, at most 40 lines of 80 columns, readable without colour."""

import textwrap
from functools import cached_property
from itertools import zip_longest

from tpn.model.choices import Light
from tpn.plan.lights import Because
from tpn.plan.service_steps import ServiceStep
from tpn.reports.ansi import Paint, bar, clip, lamp
from tpn.texts import Words, day, long_day, short_day
from tpn.texts.distance import apart
from tpn.texts.formats import NBSP, brief_pair, day_pair
from tpn.texts.light_reasons import light_reason
from tpn.views.changes import Changes
from tpn.views.status import Deadline, LightLine, PhaseLine, ServiceLine, StatusView

WIDTH = 80
HEIGHT = 40
_SPLIT = 42
_LAUNCH = 10
_FOOT = 6
_TITLE = 12
_BLANK = 3  # so many columns after the last mark are empty
STEPS = (
    ServiceStep.CHOSEN,
    ServiceStep.BENEFITS,
    ServiceStep.PROCESS,
    ServiceStep.PLATFORM,
    ServiceStep.ONLINE,
    ServiceStep.ORGANISATION,
    ServiceStep.LAUNCHED,
)


class Screen:
    """The screen of one status, in one language and with or without colour."""

    def __init__(self, view: StatusView, words: Words, paint: Paint, changes: Changes | None = None) -> None:
        self.view = view
        self.words = words
        self.paint = paint
        self.changes = changes

    def text(self) -> str:
        """The whole screen."""
        blocks = [self._head(), self._overall(), self._lights(), self._phases()]
        foot = self._foot()
        used = sum(len(block) + 1 for block in blocks) + len(foot)
        blocks.append(self._services(HEIGHT - used - 1))
        return "\n\n".join("\n".join(block) for block in [*blocks, foot] if block) + "\n"

    # -------------------------------------------------------- head

    def _head(self) -> list[str]:
        view, words = self.view, self.words
        week = words("status.week", week=view.as_of.isocalendar().week)
        when = f"{long_day(view.as_of, words.language)} · {week}"
        agreed = words("status.agreed", date=view.agreed) if view.agreed else words("status.no_agreed")
        return [self._ends(view.name, when, "bold"), self._ends(self.people(), agreed, "quiet")]

    def people(self) -> str:
        """Who leads it, for whom."""
        view = self.view
        return self.words("status.for", lead=view.lead, owner=view.owner) if view.owner else view.lead or ""

    def _ends(self, left: str, right: str, style: str) -> str:
        left = clip(left, WIDTH - len(right) - 2)
        gap = " " * (WIDTH - len(left) - len(right))
        return self.paint(left, style if style == "bold" else "quiet") + gap + self.paint(right, "quiet")

    def _overall(self) -> list[str]:
        view, words = self.view, self.words
        word = f"{words.choice(view.overall).upper():<5}"
        mark = f"{lamp(view.overall, self.paint)} {self.paint(word, view.overall.value + ' bold')}"
        return [f"{mark} {self.count()}", " " * 8 + self.forecast()]

    def count(self) -> str:
        """How many are done, of how many, and how many should be; and whether a light was overruled."""
        view, words = self.view, self.words
        done, total, percent, planned_percent, _, _ = view.progress
        said = {
            "percent": _whole(percent),
            "planned": view.planned,
            "planned_percent": _whole(planned_percent),
        }
        first = words("status.count" if total else "status.nothing_to_count", done=done, total=total, **said)
        return first + (f"  ({words('status.some_overruled')})" if view.overruled else "")

    def forecast(self) -> str:
        """When the project will be finished – a service launched – beside what was agreed, wished or planned."""
        view, words, ends = self.view, self.words, self.view.ends
        of_service = view.asked.startswith(" --service")
        finish = ends.forecast if ends and of_service else view.finish
        if finish is None:
            return words("status.no_forecast")
        text = words("status.launch_forecast" if of_service else "status.forecast", finish=finish)
        if ends and ends.binding and view.finish_late is not None:
            late = apart(view.finish_late, words)
            key = "agreed_finish" if ends.agreed else "wished_finish" if view.wished else "planned_finish"
            text += words(f"status.{key}", binding=ends.binding, late=late)
            if ends.original and ends.original != ends.binding:
                text += words("status.original_finish", original=ends.original)
        if view.hanging:  # short: the line is full already
            more = f" +{len(view.hanging) - 1}" if len(view.hanging) > 1 else ""
            text += words("status.hanging", what=view.hanging[0] + more)
        return clip(text, WIDTH - 8)

    # -------------------------------------------------------- lights

    def _lights(self) -> list[str]:
        return [self._light(line) for line in self.view.lights]

    def _light(self, line: LightLine) -> str:
        shown = line.shown
        name = f"{self.words(f'status.dimensions.{shown.dimension}'):<13}"
        text = self.reason(line)
        before = ""
        if line.previous and line.previous is not shown.light:
            before = "  " + self.words("status.was", light=lamp(line.previous, lambda plain, _: plain))
        room = WIDTH - 18 - len(before)
        if len(text) > room:  # the title gives way, not what is said of it
            text = clip(self.reason(line, most=len(text) - room), room)
        return f"  {lamp(shown.light, self.paint)} {name} {text}{self.paint(before, 'quiet')}"

    def reason(self, line: LightLine, *, most: int = 0) -> str:
        """Why a light has its colour, in one line; its title ``most`` characters shorter."""
        shown = line.shown
        why = self.because(shown.because[0], shorter=most)
        if len(shown.because) > 1:
            why += self.words("status.more", n=len(shown.because) - 1)
        if shown.overruled:
            computed = lamp(shown.computed, lambda plain, _: plain)
            return self.words("status.overruled", reason=shown.reason, computed=computed)
        if shown.light is Light.GREY:
            return self.words("status.unknown", why=why)
        return why

    def because(self, because: Because, *, shorter: int = 0) -> str:
        """A fact of a light in words; the title in it so many characters shorter, but not below a few words."""
        titles = self.view.titles
        name = str(because.facts.get("id", ""))
        if shorter and name in titles:
            titles = {**titles, name: clip(titles[name], max(_TITLE, len(titles[name]) - shorter))}
        return light_reason(because, self.words, titles)

    # -------------------------------------------------------- phases and services

    def _phases(self) -> list[str]:
        title = self._ends(self.words("status.phases_title"), self.words("status.next_milestone"), "bold")
        return [title, *map(self._phase, self.view.phases)]

    def _phase(self, line: PhaseLine) -> str:
        done, total = line.progress.done, line.progress.total
        name = f"{line.number} {self.words(f'status.phases.{line.phase}')}"
        count = f"{done}/{total}"
        coming = ""
        if line.next:
            when = self.when(line.next)
            coming = f"{clip(line.next.title, 27 - len(when)):<{28 - len(when)}}{when:>{len(when)}}"
        filled = self.paint(bar(done, total, 16), "accent")
        return f"{lamp(line.light, self.paint)} {clip(name, 23):<23} {filled} {count:>7}  {coming}".rstrip()

    def when(self, one: Deadline) -> str:
        """The day of a milestone: agreed, else planned, and the forecast where it is another."""
        timing = one.timing
        binding = (timing.binding if timing else None) or one.due
        return day_pair(binding, (timing.forecast if timing else None) or binding, self.view.as_of)

    def _services(self, room: int) -> list[str]:
        services = self.view.services
        if not services:
            return []
        heads = [self.words(f"status.steps.{step}") for step in STEPS]
        columns = "".join(f"{text:^{width}}" for text, width in zip(heads, self._widths, strict=True))
        title, launch = self.words("status.services_title"), self.words("status.launch")
        head = f"{title:<{self._name + 2}}{columns}{launch:>{self._launch}}"
        lines = [self.paint(head, "bold")]
        shown = services if len(services) <= room - 1 else services[: max(1, room - 2)]
        lines += [self._service(one) for one in shown]
        if len(shown) < len(services):
            lines.append(
                self.paint(self.words("status.more_services", n=len(services) - len(shown)), "quiet")
            )
        return lines

    def _service(self, one: ServiceLine) -> str:
        marks = "".join(self._step(one, step, width) for step, width in zip(STEPS, self._widths, strict=True))
        when = launch_day(one)
        name = f"{clip(one.name, self._name - 1):<{self._name}}"
        return f"{lamp(one.light, self.paint)} {name}{marks[:-_BLANK]}{when:>{self._launch + _BLANK}}"

    def _step(self, one: ServiceLine, step: ServiceStep, width: int) -> str:
        symbol, style = (
            ("●", "green") if one.steps[step] else ("▲", "yellow") if step is one.step else ("·", "quiet")
        )
        left = (width - 1) // 2
        return " " * left + self.paint(symbol, style) + " " * (width - 1 - left)

    @cached_property
    def _widths(self) -> list[int]:
        """Of the columns of the steps: their headings and a space, at least 6."""
        return [max(6, len(self.words(f"status.steps.{step}")) + 1) for step in STEPS]

    @cached_property
    def _launch(self) -> int:
        """Of the column of launches: two days where what was agreed is not what is foreseen."""
        return max([_LAUNCH, *(len(launch_day(one)) - _BLANK for one in self.view.services)])

    @property
    def _name(self) -> int:
        return WIDTH - 2 - sum(self._widths) - self._launch

    # -------------------------------------------------------- foot

    def _foot(self) -> list[str]:
        left = [self.words("status.next_title"), *(self._deadline(one) for one in self.view.next)]
        if len(left) == 1:
            left.append(self.words("status.none_next"))
        right = self._overdue()
        pairs = zip_longest(left, right, fillvalue="")
        lines = [f"{a:<{_SPLIT}}{b}".rstrip() for a, b in pairs]
        head = self.paint(f"{left[0]:<{_SPLIT}}", "bold") + self.paint(right[0], "bold")
        return [head.rstrip(), *lines[1:]]

    def _deadline(self, one: Deadline) -> str:
        others = len(one.responsible) - 1
        who = clip(one.responsible[0], 8) + (f" +{others}" if others else "") if one.responsible else "–"
        room = _SPLIT - 9 - max(4, len(who))
        return f"{short_day(one.due, self.view.as_of)} {clip(f'{one.id} {one.title}', room):<{room}} {who}"

    def _overdue(self) -> list[str]:
        count = self.view.overdue_all
        said = [f"{name or self.words('status.nobody')} {number}" for name, number in self.view.overdue]
        lines = [
            self.words("status.overdue", n=count),
            *_filled(" · ".join(said) or self.words("status.none_overdue")),
        ]
        if self.changes:
            lines = [*lines[:3], ""]
            lines += _filled(self.since(), _FOOT - len(lines))
        return lines[:_FOOT]

    def since(self) -> str:
        """What has changed since the last snapshot; empty without one."""
        changes = self.changes
        if changes is None:
            return ""
        parts = [
            self.words.count(f"status.since.{name}", number) for name, number in changes.counts if number
        ]
        turned = [
            f"{self.words(f'status.dimensions.{turn.dimension}')}{NBSP}"
            f"{lamp(turn.before, lambda plain, _: plain)}{NBSP}→{NBSP}{lamp(turn.now, lambda plain, _: plain)}"
            for turn in changes.lights
        ]
        text = ", ".join([*parts, *turned]) or self.words("status.since.nothing")
        return self.words("status.since.title", date=short_day(changes.since, self.view.as_of), what=text)


def launch_day(one: ServiceLine) -> str:
    """When a service is launched: agreed or planned, and the forecast where it is another."""
    if one.launch is None:
        return "–"
    timing = one.timing
    if timing.over or timing.binding is None or timing.forecast is None:
        return day(one.launch)
    return brief_pair(timing.binding, timing.forecast)


def _whole(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:.0f}"


def _filled(text: str, most: int | None = None) -> list[str]:
    """A text in the right column; what goes past ``most`` lines is left out with an ellipsis."""
    return textwrap.wrap(text, WIDTH - _SPLIT, break_long_words=False, max_lines=most, placeholder=" …")
