"""Dates as people write them: the one grammar of the line, of YAML, of our own sheets and of foreign ones.

``2026-08-17`` ``17.08.2026`` ``17.8.26`` ``17.08`` ``17/8-26`` ``17. august 2026`` ``April 7, 2026`` ``uke 34``
``mandag uke 42`` ``uke 14/27`` ``Q4 2026`` ``primo juni`` ``15.–20.10.2026``, in nb, nn, en, sv, da and de.

A text is a stretch from a first to a last day, most often of one day. The caller says which end is meant and how a
year that is not typed is found. Nothing is guessed: ``03/04/26`` may be two days and is none, a weekday that
contradicts its date is a doubt, and so is a year in which no project runs.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from tpn.model.date_counts import counted_from
from tpn.model.date_forms import plain_text, typed_order, understood
from tpn.model.date_years import YEARS, NotADate, Order, Ways, settled, within_reach
from tpn.model.wording import fold

__all__ = [
    "YEARS", "NotADate", "Order", "ReadDay", "Ways", "order_of", "planned", "read_date", "recorded", "typed",
    "within_reach",
]  # fmt: skip

PLANNED_BACK = timedelta(days=60)
"""A planned day without a year is the first one from so long before today."""


class ReadDay(NamedTuple):
    """The day that a text means, the stretch that it is the end of, and what is worth saying of it.

    ``told``: ``year-assumed``, ``rounded`` (a month or a part of one), ``range`` (several days), ``about`` («ca»),
    ``counted`` (from the day on which it was typed).
    """

    day: date
    first: date
    last: date
    told: tuple[str, ...] = ()


def planned(today: date, *, end: bool = True) -> Ways:
    """How a planned day is read that was typed today."""
    return Ways(end=end, since=today - PLANNED_BACK)


def recorded(today: date, *, end: bool = True) -> Ways:
    """How a day is read on which something has happened."""
    return Ways(end=end, until=today)


def typed(ways: Ways, today: date) -> Ways:
    """The same of what is typed today: «i dag», «i morgen», «fredag» and «om to uker» are days then."""
    return ways._replace(said_on=today)


def read_date(text: str, ways: Ways) -> ReadDay:
    """The day that a text means.

    Raises:
        NotADate: it is none, or may be several.
    """
    if ways.said_on and (counted := counted_from(fold(plain_text(text)), ways, ways.said_on)):
        return ReadDay(counted, counted, counted, ("counted",))
    said = understood(plain_text(text), ways.order, ways.weeks, ways.folder)
    if isinstance(said, NotADate):
        raise NotADate(said.why, *said.readings)
    first, last, assumed = settled(said, ways)
    if said.weekday and said.unit != "week" and first.isoweekday() != said.weekday:
        raise NotADate("weekday", first)
    holds = {"year-assumed": assumed, "rounded": said.unit == "month", "range": said.unit == "range",
             "about": said.about}  # fmt: skip
    told = [name for name, is_so in holds.items() if is_so]
    return ReadDay(within_reach(last if ways.end else first), first, last, tuple(told))


def order_of(values: Iterable[object]) -> Order | None:
    """Whether a column writes day or month first: one ``27/04/26`` settles it; both kinds settle nothing."""
    found = {
        order for value in values if isinstance(value, str) and (order := typed_order(plain_text(value)))
    }
    return found.pop() if len(found) == 1 else None
