"""What is told of a risk and of a deviation, with what is done about it."""

from datetime import date
from typing import NamedTuple


class UndoneAction(NamedTuple):
    """A measure that is not done: what, who, by when; of whose units."""

    what: str
    responsible: tuple[str, ...]
    due: date | None
    units: tuple[str, ...] = ()


class RiskFacts(NamedTuple):
    """A risk: probability × consequence before and after measures, what is done about it, whose it is."""

    id: str
    title: str
    before: int | None
    after: int | None
    probability: int | None
    consequence: int | None
    probability_after: int | None
    consequence_after: int | None
    owner: str | None
    actions: tuple[UndoneAction, ...]


class DeviationFacts(NamedTuple):
    """Avvik – årsak – konsekvens – tiltak."""

    id: str
    title: str
    cause: str | None
    consequence: str | None
    importance: int
    actions: tuple[UndoneAction, ...]
