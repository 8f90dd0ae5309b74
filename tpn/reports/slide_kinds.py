"""What a slide can be, in words and numbers, before anything is drawn. ``notes`` is what is said while it is shown."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Light
from tpn.views.gantt_facts import GanttBar, GanttFacts
from tpn.views.risk_facts import RiskFacts


class Lamp(NamedTuple):
    """A light with its word: in a cell it is drawn in its colours."""

    light: Light
    said: str


Cell = str | Lamp


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSlide:
    """Every slide: what is said to it."""

    notes: str = ""


@dataclass(frozen=True, slots=True)
class CoverSlide(SpokenSlide):
    """The first slide, and the last."""

    title: str
    lines: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Points(SpokenSlide):
    """A few sentences."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlideTable(SpokenSlide):
    """A table; ``widths`` are shares of the width, ``alt`` says what it shows, ``right`` which columns are figures.

    ``note`` stands under its last row; ``most`` is how many rows a slide has at most, where that is not told by the
    room alone.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    alt: str
    note: str = ""
    right: frozenset[int] = frozenset()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Boxes(SpokenSlide):
    """The organisation: rows of boxes, each with its name and its lines, every row under the one before."""

    title: str
    rows: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Timeline(SpokenSlide):
    """The plan: bars from–to, each with its name, then marks on days, each with its own; the day it is seen from."""

    title: str
    bars: tuple[tuple[str, date, date], ...]
    marks: tuple[tuple[str, date], ...]
    today: date
    today_name: str
    alt: str


@dataclass(frozen=True, slots=True)
class VerdictSlide(SpokenSlide):
    """Where the project is: the light and its phrase, the lead's three lines, the key figures with a word to each."""

    title: str
    lamp: Lamp
    phrase: str
    lines: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str], ...]


class ChartRow(NamedTuple):
    """A row of the plan: its name, its bar, what stands at its right."""

    name: str
    bar: GanttBar
    label: str


@dataclass(frozen=True, slots=True)
class PlanSlide(SpokenSlide):
    """Agreed against forecast.

    ``legend`` names the signs in the order in which they are drawn: the agreed frame, what is done, the forecast,
    what is late, the agreed day, the foreseen day, today.
    """

    title: str
    rows: tuple[ChartRow, ...]
    gantt: GanttFacts
    legend: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class BarSlide(SpokenSlide):
    """A bar chart of the program's own, so that its figures can be read and changed."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    unit: str
    alt: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixSlide(SpokenSlide):
    """Risks by probability and consequence, before and after measures, and the largest of them in a table."""

    title: str
    risks: tuple[RiskFacts, ...]
    limit: int
    axes: tuple[str, str]
    legend: tuple[str, str]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    note: str = ""


Slide = (
    CoverSlide | Points | SlideTable | Boxes | Timeline | VerdictSlide | PlanSlide | BarSlide | MatrixSlide
)


def of_pages(title: str, number: int, count: int) -> str:
    """A title, with which of its slides it is where there are several."""
    return f"{title} ({number}/{count})" if count > 1 else title
