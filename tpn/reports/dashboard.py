"""The dashboard: a report as one self-contained page to look things up in. What stands on it is a template."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from markupsafe import Markup

from tpn.charts import gantt, gantt_words, risk_matrix
from tpn.history.published import READERS
from tpn.model.choices import Phase
from tpn.reports.fill_template import dashboard_page
from tpn.reports.held_together import held_together
from tpn.reports.letter_words import LetterWords
from tpn.reports.report_page import checksum, standing
from tpn.texts import Words
from tpn.texts.formats import MONTHS
from tpn.views.dashboard import ShownActivity, Standing
from tpn.views.gantt_facts import GanttBar, GanttFacts
from tpn.views.report_facts import StatusReport

DASHBOARD_READERS = (READERS[0], READERS[4])
"""For whom there is a dashboard: the steering group, and the employees."""


_NARROW, _WIDE = 260, 600
"""How wide the line of time is where it is narrowest, in pixels: on a phone of 320; on a screen wider than 1100."""

_NAME_ROOM, _YEAR_ROOM = 32, 44
"""The room that the name of a month and that of a year want, in pixels."""


class TrackPart(NamedTuple):
    """A part of a track: where it begins and how wide it is, in percent of the whole."""

    left: float
    width: float


class Track(NamedTuple):
    """A row of the plan: what it is, its stretches, its diamonds (agreed, foreseen), and its dates in words."""

    kind: str
    key: str
    name: str
    agreed: TrackPart | None
    done: TrackPart | None
    rest: TrackPart | None
    late: TrackPart | None
    open: float | None
    full: float | None
    label: str


class MonthMark(NamedTuple):
    """A month on the line of time.

    Attributes:
        year: where one begins, and there is room to say so.
        room: ``everywhere`` its name has room; ``wide``: only on a wide screen; ``nowhere``: it is a line alone.
    """

    left: float
    width: float
    name: str
    year: int | None
    room: str


def dashboard(
    report: StatusReport,
    activities: Sequence[ShownActivity],
    words: Words,
    reader: str,
    *,
    persons: bool,
    phone: str,
    access: str,
) -> str:
    """The whole page. ``persons``: whether people stand on it, else their units; ``phone`` is the lead's.

    ``access``: who may read it, as the page says it.

    Raises:
        Stop: the project's own template has a fault.
    """
    view = report.gantt
    drawn = view is not None and gantt.drawable(view)
    facts: dict[str, Any] = {
        "r": report, "w": LetterWords(report, words, phone), "reader": reader, "persons": persons, "phone": phone,
        "access": access,
        "activities": activities, "standings": tuple(Standing), "phases": _phases(activities),
        "people": _people(activities) if persons else (),
        "standing": standing(report, words), "sum": checksum(report),
        "tracks": tuple(_tracks(view, words)) if view and drawn else (),
        "months": tuple(_months(view, words)) if view and drawn else (),
        "closed": tuple(_between(view, *one) for one in view.closed) if view and drawn else (),
        "today": _at(view, view.as_of) if view and drawn else None,
        "matrix": _matrix(report, words),
    }  # fmt: skip
    return held_together(dashboard_page(facts, words))


def _phases(activities: Sequence[ShownActivity]) -> tuple[Phase, ...]:
    return tuple(phase for phase in Phase if any(one.phase is phase for one in activities))


def _people(activities: Sequence[ShownActivity]) -> tuple[str, ...]:
    return tuple(sorted({name for one in activities for name in one.people}))


def _matrix(report: StatusReport, words: Words) -> Markup:
    threats = (*report.risks, *report.other_risks)
    if not risk_matrix.drawable(threats):
        return Markup()
    drawn = risk_matrix.picture(threats, report.risk_limit, words, risk_matrix.BESIDE)
    return Markup(drawn)  # noqa: S704 - drawn here, its texts escaped


# ------------------------------------------------------------ the line of time


def _at(view: GanttFacts, when: date) -> float:
    days = (view.last - view.first).days + 1
    return round(100 * min(max((when - view.first).days / days, 0), 1), 2)


def _between(view: GanttFacts, start: date, end: date) -> TrackPart:
    left = _at(view, start)
    return TrackPart(left, round(_at(view, end + timedelta(days=1)) - left, 2))


def _months(view: GanttFacts, words: Words) -> Iterator[MonthMark]:
    """Every month; named are those that have room: every second, third … from January on."""
    day, total = view.first, 12 * (view.last.year - view.first.year) + view.last.month - view.first.month + 1
    narrow, wide = (_step(total, track) for track in (_NARROW, _WIDE))
    years = -(-_YEAR_ROOM * total // _NARROW)
    while day <= view.last:
        following, left = (day + timedelta(days=32)).replace(day=1), _at(view, day)
        begins = day.month == 1 and (day.year - view.first.year - 1) % -(-years // 12) == 0
        year = day.year if begins or (day == view.first and 12 - day.month >= years) else None
        name = MONTHS[words.language][day.month - 1][:3]
        room = "everywhere" if _has_room(day, left, narrow, _NARROW) else "wide"
        if room == "wide" and not _has_room(day, left, wide, _WIDE):
            room = "nowhere"
        yield MonthMark(left, round(_at(view, following) - left, 2), name, year, room)
        day = following


def _step(months: int, track: int) -> int:
    """Every how many months have room for their names on a track so many pixels wide: a part of a year."""
    return next((step for step in (1, 2, 3, 4, 6) if step * track >= _NAME_ROOM * months), 12)


def _has_room(day: date, left: float, step: int, track: int) -> bool:
    return (day.month - 1) % step == 0 and (100 - left) * track >= 100 * _NAME_ROOM


def _tracks(view: GanttFacts, words: Words) -> Iterator[Track]:
    for bar in view.phases:
        yield _track(view, bar, "phase", bar.phase.value if bar.phase else "", gantt_words.phase_name(bar, words),
                     words("gantt.count", done=bar.done, total=bar.total))  # fmt: skip
    for bar in view.services:
        yield _track(view, bar, "service", bar.service or "", bar.name, gantt_words.launch_said(bar, words))


def _track(view: GanttFacts, bar: GanttBar, kind: str, key: str, name: str, label: str) -> Track:
    parts: Mapping[str, TrackPart | None] = dict.fromkeys(("done", "rest", "late"))
    if bar.start and bar.end:
        whole = bool(bar.total) and bar.done == bar.total
        seen = bar.end if whole else min(max(view.as_of, bar.start), bar.end)
        agreed = bar.agreed_end
        parts = {
            "done": _between(view, bar.start, seen) if view.as_of >= bar.start else None,
            "rest": _between(view, bar.start, bar.end),
            "late": _between(view, agreed + timedelta(days=1), bar.end) if agreed and bar.end > agreed else None,
        }  # fmt: skip
    frame = _between(view, bar.agreed_start, bar.agreed_end) if bar.agreed_start and bar.agreed_end else None
    moved = bar.launch_agreed if bar.launch_agreed != bar.launch else None
    return Track(
        kind, key, name, frame, parts["done"], parts["rest"], parts["late"], _at(view, moved) if moved else None,
        _at(view, bar.launch) if bar.launch else None, label,
    )  # fmt: skip
