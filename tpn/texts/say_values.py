"""A value of the format as people say it: Pågår, 07.04.2026, 45 %, Ola Nordmann."""

from datetime import date
from enum import StrEnum
from typing import Any

from tpn.model.base import YEARS
from tpn.model.fieldtree import Take
from tpn.model.people import first_word
from tpn.model.references import STEERING_GROUP
from tpn.model.spans import Link
from tpn.texts.formats import NBSP, day, decimal, short_day
from tpn.texts.words import Words
from tpn.views.values import Named


class Teller:
    """Tells values in a language. ``today``: the year is left out where it is plain; ``brief``: for narrow columns."""

    def __init__(self, words: Words, today: date | None = None, *, brief: bool = False) -> None:
        self.words = words
        self.today = today
        self.brief = brief

    def __call__(self, value: Any, take: Take | None = None) -> str:
        """The value in words; empty for nothing."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.words("common.yes" if value else "common.no")
        if isinstance(value, StrEnum):
            return self.words.choice(value)
        if isinstance(value, date):
            return short_day(value, self.today) if self.today else day(value)
        if isinstance(value, int | float):
            return self._number(value, take)
        if isinstance(value, Named):
            return self._named(value)
        if isinstance(value, Link):
            return link(value)
        if isinstance(value, tuple | list):
            return ", ".join(self(one, take) for one in value)
        return str(value)

    def _number(self, value: float, take: Take | None) -> str:
        kind = take.kind if take else ""
        if take and take.limits == YEARS:
            return str(value)
        if kind == "duration":
            return self.words.count("common.working_days", int(value))
        said = decimal(value, self.words.language)
        return f"{said}{'' if self.words.language == 'en' else NBSP}%" if kind == "percent" else said

    def _named(self, value: Named) -> str:
        if value.kind == "people":
            return first_word(value.name) if self.brief else value.name
        if value.kind == "services":
            return value.name
        if value.kind == "bodies":
            return self.words("replan.steering_group") if value.id == STEERING_GROUP else value.name
        return value.id if self.brief or value.name == value.id else f"{value.id} {value.name}"


def link(said: Link) -> str:
    """A link as it is typed: ``K-01``, ``K-01 SS +3d``."""
    kind = "" if said.kind == "FS" else f" {said.kind}"
    lag = f" {said.lag:+d}d" if said.lag else ""
    return f"{said.to}{kind}{lag}"
