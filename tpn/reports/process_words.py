"""``tpn process`` in words: the variants side by side, or the steps of one."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tpn.model.choices import VariantName
from tpn.plan.processes import MEASURES, Count
from tpn.texts import Words, decimal
from tpn.views.process import ProcessView

_WHOLE = frozenset({"hours_per_year", "cost_per_year", "user_hours_per_year"})
# users' time is never in the municipal sum: it stands below it, apart
_USERS = ("user_minutes", "user_hours_per_year")
_MUNICIPAL = tuple(measure for measure in MEASURES if measure not in _USERS)


class MeasureLine(NamedTuple):
    """One measure in words: its name, and its value in each variant with the difference to today."""

    label: str
    cells: tuple[str, ...]


class ProcessWords:
    """The process of one service in words."""

    def __init__(self, view: ProcessView, words: Words) -> None:
        self.view = view
        self.words = words

    def basis(self) -> str:
        """The volume and the price that the sums are of."""
        made, words = self.view.comparison, self.words
        cases = words("process.cases", n=made.cases_per_year) if made.cases_per_year is not None else ""
        said = "hourly_example" if made.example_price else "hourly"
        price = words(f"process.{said}", amount=_whole(made.hourly_cost, words)) if made.hourly_cost else ""
        return " · ".join(part for part in (cases, price) if part)

    def title(self, count: Count) -> str:
        """The name of a variant, and whether it is the chosen one."""
        name = self.words.choice(count.variant)
        is_chosen = count.variant is self.view.comparison.chosen
        return self.words("process.chosen_variant", name=name) if is_chosen else name

    def line(self, measure: str) -> MeasureLine:
        """One measure: what it is called, and each variant's value."""
        cells = []
        for count in self.view.comparison.variants:
            value, change = getattr(count, measure), self.view.comparison.difference(count.variant, measure)
            shown = "–" if value is None else self._number(measure, value)
            cells.append(shown if change is None else f"{shown} ({self._signed(measure, change)})")
        return MeasureLine(self.words(f"process.measures.{measure}").strip(), tuple(cells))

    def _number(self, measure: str, value: float) -> str:
        if measure in _WHOLE:
            return _whole(value, self.words)
        return decimal(round(value, 1), self.words.language)

    def _signed(self, measure: str, change: float) -> str:
        shown = self._number(measure, abs(change))
        sign = "" if shown == "0" else "−" if change < 0 else "+"
        return sign + (shown if shown != "0" else "=")


def page_facts(view: ProcessView, words: Words, *, screen: bool = False) -> dict[str, Any]:
    """What the document of a process may use."""
    said = ProcessWords(view, words)
    return {
        "view": view,
        "title": words("process.page", name=view.name),
        "subtitle": said.basis(),
        "titles": [said.title(count) for count in view.comparison.variants],
        "municipal": [said.line(measure) for measure in _MUNICIPAL],
        "users": [said.line(measure) for measure in _USERS],
        "notes": list(notes(view, words, screen=screen)),
        "variants": [{"title": words.choice(name), "lines": lines} for name, lines in view.steps.items()],
    }


def steps_facts(view: ProcessView, words: Words, variant: VariantName) -> dict[str, Any]:
    """What the page of the steps of one variant may use."""
    return {
        "variant": {"lines": view.steps[variant]},
        "notes": list(shortcomings(view, words, variant)),
    }


def notes(view: ProcessView, words: Words, *, screen: bool) -> Iterator[str]:
    """What the numbers stand on, and what is missing, one sentence each; on the screen with what to write."""

    def how(key: str, said: str, **facts: object) -> str:
        return f"{said} {words(key, **facts)}" if screen else said

    made = view.comparison
    yield from shortcomings(view, words)
    if made.cases_per_year is None:
        yield how("process.no_cases_how", words("process.no_cases"), service=view.service)
    if made.hourly_cost is not None and made.example_price:
        said = words("process.example_price", amount=_whole(made.hourly_cost, words))
        yield how("process.example_price_how", said)
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
    return decimal(value, words.language, 0)
