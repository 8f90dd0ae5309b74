"""``tpn process`` on a terminal: the variants side by side, or the steps of one; at most 80 columns."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tpn.model.choices import VariantName
from tpn.plan.processes import MEASURES, Count
from tpn.reports.ansi import Paint, clip
from tpn.texts import Words, decimal
from tpn.views.process import ProcessStepLine, ProcessView

WIDTH = 80
_LABEL = 26
_ALONE = 12
_COLUMN = 21
_DIFFERENCE = 10
_ALL = 100
_WHOLE = frozenset({"hours_per_year", "cost_per_year", "user_hours_per_year"})
# users' time is never in the municipal sum: it stands below it, apart
_USERS = ("user_minutes", "user_hours_per_year")
_MUNICIPAL = tuple(measure for measure in MEASURES if measure not in _USERS)


class MeasureLine(NamedTuple):
    """One measure in words: its name, and its value in each variant with the difference to today."""

    label: str
    cells: tuple[str, ...]


class ProcessScreen:
    """The screen of one service's process, in one language and with or without colour."""

    def __init__(self, view: ProcessView, words: Words, paint: Paint) -> None:
        self.view = view
        self.words = words
        self.paint = paint

    def comparison(self) -> str:
        """The variants side by side, then what the numbers stand on."""
        if not self.view.variants:
            return self.words("process.no_variants", name=self.view.name, service=self.view.service) + "\n"
        blocks = [
            [*self._head()],
            [self._titles(), *map(self._row, _MUNICIPAL)],
            [*map(self._row, _USERS)],
            [*self._notes(notes(self.view, self.words))],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def steps(self, variant: VariantName) -> str:
        """The steps of one variant, in order."""
        name = self.words.choice(variant).lower()
        title = self.words("process.steps_of", name=self.view.name, variant=name)
        lines = [
            self.paint(clip(title, WIDTH), "bold"),
            "",
            *step_table(self.view.steps[variant], self.words, self.paint),
        ]
        said = [*self._notes(shortcomings(self.view, self.words, variant))]
        return "\n".join([*lines, *([""] if said else []), *said]) + "\n"

    # -------------------------------------------------------- the comparison

    def basis(self) -> str:
        """The volume and the price that the sums are of."""
        made, words = self.view.comparison, self.words
        cases = words("process.cases", n=made.cases_per_year) if made.cases_per_year is not None else ""
        said = "hourly_example" if made.example_price else "hourly"
        price = words(f"process.{said}", amount=_whole(made.hourly_cost, words)) if made.hourly_cost else ""
        return " · ".join(part for part in (cases, price) if part)

    def _head(self) -> Iterator[str]:
        right = self.basis()
        left = clip(self.view.name, WIDTH - len(right) - 2)
        yield self.paint(left, "bold") + " " * (WIDTH - len(left) - len(right)) + self.paint(right, "quiet")

    def _titles(self) -> str:
        counts = self.view.comparison.variants
        titles = (f"{self.title(count):>{self._width(count)}}" for count in counts)
        return self.paint(" " * _LABEL + "".join(titles), "bold")

    def title(self, count: Count) -> str:
        """The name of a variant, ticked where it is the chosen one."""
        mark = " ✓" if count.variant is self.view.comparison.chosen else ""
        return self.words.choice(count.variant) + mark

    def _width(self, count: Count) -> int:
        return _ALONE if count is self.view.comparison.as_is else _COLUMN

    def _row(self, measure: str) -> str:
        label = clip(self.words(f"process.measures.{measure}"), _LABEL - 1)
        cells = (self._cell(count, measure) for count in self.view.comparison.variants)
        return f"{label:<{_LABEL}}" + "".join(cells)

    def line(self, measure: str) -> MeasureLine:
        """One measure: what it is called, and each variant's value."""
        cells = []
        for count in self.view.comparison.variants:
            value, change = getattr(count, measure), self.view.comparison.difference(count.variant, measure)
            shown = "–" if value is None else self._number(measure, value)
            cells.append(shown if change is None else f"{shown} ({self._signed(measure, change)})")
        return MeasureLine(self.words(f"process.measures.{measure}").strip(), tuple(cells))

    def _cell(self, count: Count, measure: str) -> str:
        value = getattr(count, measure)
        change = self.view.comparison.difference(count.variant, measure)
        shown = "–" if value is None else self._number(measure, value)
        if change is None:
            return f"{shown:>{self._width(count)}}"
        beside = f"{self._signed(measure, change):>{_DIFFERENCE}}"
        return f"{shown:>{_COLUMN - _DIFFERENCE}}" + self.paint(beside, "quiet")

    def _number(self, measure: str, value: float) -> str:
        if measure in _WHOLE:
            return _whole(value, self.words)
        return decimal(round(value, 1), self.words.language)

    def _signed(self, measure: str, change: float) -> str:
        shown = self._number(measure, abs(change))
        sign = "" if shown == "0" else "−" if change < 0 else "+"
        return sign + (shown if shown != "0" else "=")

    # -------------------------------------------------------- what it stands on

    @staticmethod
    def _notes(sentences: Iterable[str]) -> Iterator[str]:
        for text in sentences:
            yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False)


def step_table(lines: Iterable[ProcessStepLine], words: Words, paint: Paint) -> Iterator[str]:
    """Steps in order, one line each."""
    heads = words.find("process.columns")
    head = (
        f"{heads['id']:<5}{heads['name']:<28} {heads['actor']:<13} {heads['system']:<14}"
        f"{heads['minutes']:>5}{heads['wait_days']:>6}{heads['share']:>6}"
    )
    yield paint(head, "bold")
    for line in lines:
        step = line.step
        minutes = "–" if step.minutes is None else decimal(step.minutes, words.language)
        days = decimal(step.wait_days, words.language) if step.wait_days else ""
        share = f"{decimal(step.share, words.language)} %" if step.share != _ALL else ""
        yield (
            f"{clip(step.id, 4):<5}{clip(step.name, 28):<28} {clip(step.actor or '–', 13):<13} "
            f"{clip(step.system or '', 13):<14}{minutes:>5}{days:>6}{share:>6}"
        ).rstrip()


def page_facts(view: ProcessView, words: Words) -> dict[str, Any]:
    """What the document of a process may use."""
    screen = ProcessScreen(view, words, lambda text, _style: text)
    return {
        "view": view,
        "title": words("process.page", name=view.name),
        "subtitle": screen.basis(),
        "titles": [screen.title(count) for count in view.comparison.variants],
        "municipal": [screen.line(measure) for measure in _MUNICIPAL],
        "users": [screen.line(measure) for measure in _USERS],
        "notes": list(notes(view, words)),
        "variants": [{"title": words.choice(name), "lines": lines} for name, lines in view.steps.items()],
    }


def notes(view: ProcessView, words: Words) -> Iterator[str]:
    """What the numbers stand on, and what is missing, one sentence each."""
    made = view.comparison
    yield from shortcomings(view, words)
    if made.cases_per_year is None:
        yield words("process.no_cases", service=view.service)
    if made.hourly_cost is not None and made.example_price:
        yield words("process.example_price", amount=_whole(made.hourly_cost, words))
    elif made.hourly_cost is not None and view.source:
        yield words("process.price_from", amount=_whole(made.hourly_cost, words), source=view.source)
    if view.users:
        yield words("process.users", actors=view.users)
    if view.others:
        yield words("process.others", actors=view.others)
    yield from _chosen(view, words)


def shortcomings(view: ProcessView, words: Words, variant: VariantName | None = None) -> Iterator[str]:
    """That minutes are examples or missing, in one variant or in all."""
    if view.comparison.example_times:
        yield words("process.example_times")
    for count in view.comparison.variants:
        if count.missing and variant in {None, count.variant}:
            yield words("process.missing", variant=words.choice(count.variant).lower(), steps=count.missing)
    actors = dict.fromkeys(actor for count in view.comparison.variants for actor in count.uncounted)
    if actors:
        yield words("process.uncounted", actors=tuple(actors))


def _chosen(view: ProcessView, words: Words) -> Iterator[str]:
    made = view.comparison
    if made.chosen is None:
        yield words("process.none_chosen")
        return
    validated = ""
    if view.validated_by and view.validated:
        validated = words("process.validated", by=view.validated_by, date=view.validated)
    name = words.choice(made.chosen).lower()
    yield words("process.chosen", variant=name, validated=validated)
    hours = made.freed_hours(made.chosen)
    if hours is not None and made.as_is and made.chosen is not made.as_is.variant:
        share = 100.0 if made.digital_share is None else made.digital_share
        yield words("process.freed", share=share, hours=_whole(hours, words))


def _whole(value: float, words: Words) -> str:
    return decimal(round(value), words.language)
