"""What is otherwise than in the report before: two status reports held against each other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tpn.views.change_facts import LightTurn, RecordEvent, RenamedRecord, RescoredRisk, SinceLast
from tpn.views.report_facts import StatusReport


def since_last(now: StatusReport, before: StatusReport, number: int | None) -> SinceLast:
    """The changes from one report to the next. Order of records and comments in the files do not count."""
    lights = {one.dimension: one.light for one in before.lights}
    raised: list[RescoredRisk] = []
    lowered: list[RescoredRisk] = []
    for name, score in now.scores.items():
        if (was := before.scores.get(name)) is not None and was != score:
            (raised if score > was else lowered).append(
                RescoredRisk(name, now.risk_titles.get(name, ""), was, score)
            )
    done = [name for name in now.finished if name not in before.finished]
    milestones = {one.id for one in now.reached}
    names = {one.id: one.name for one in before.services}
    return SinceLast(
        before.head.as_of, number,
        lights=tuple(LightTurn(one.dimension, lights[one.dimension], one.light) for one in now.lights
                     if one.dimension in lights and lights[one.dimension] is not one.light),
        launched=tuple(RecordEvent(one.id, one.name, one.launched) for one in now.services
                       if one.launched and not _was_launched(one.id, before)),
        decided=tuple(dict.fromkeys(RecordEvent(one.id, one.title, one.decided) for one in now.followed
                                    if one.id not in before.taken)),
        deviations=tuple(RecordEvent(name, title) for name, title in (now.deviation_titles or {}).items()
                         if name not in _known_deviations(now, before)),
        settled=tuple(_settled(now, before)),
        risks=tuple(RecordEvent(name, title) for name, title in now.risk_titles.items()
                    if name not in before.risk_titles),
        raised=tuple(raised), lowered=tuple(lowered),
        closed=tuple(RecordEvent(name, title) for name, title in now.risk_titles.items()
                     if name in now.gone and name not in before.gone),
        reached=tuple(RecordEvent(one.id, one.title, one.reached) for one in now.reached if one.id in done),
        done=tuple(name for name in done if name not in milestones),
        moved=_moved(now, before),
        added=tuple(name for name in now.forecasts if name not in before.forecasts and name not in before.finished
                    and name not in before.gone),
        ended=tuple(RecordEvent(one.id, one.title, one.day) for one in now.ended),
        came=tuple(one for one in _arrived(now, before) if one.id not in before.gone),
        resumed=tuple(one for one in _arrived(now, before) if one.id in before.gone),
        renamed=tuple(RenamedRecord(one.id, names[one.id], one.name) for one in now.services
                      if names.get(one.id, one.name) != one.name),
    )  # fmt: skip


def _was_launched(service: str, before: StatusReport) -> bool:
    return any(one.id == service and one.launched for one in before.services)


def _arrived(now: StatusReport, before: StatusReport) -> tuple[RecordEvent, ...]:
    """The services that the report before did not have."""
    known = {one.id for one in before.services}
    return tuple(RecordEvent(one.id, one.name) for one in now.services if one.id not in known)


def _known_deviations(now: StatusReport, before: StatusReport) -> frozenset[str]:
    """The deviations of the report before; an older one kept only the open: what was closed by its day it knew."""
    if before.deviation_titles is not None:
        return frozenset(before.deviation_titles)
    closed = (name for name, day in now.closed_deviations.items() if day <= before.head.as_of)
    return frozenset((*before.open_deviations, *closed))


def _settled(now: StatusReport, before: StatusReport) -> Iterator[RecordEvent]:
    """The deviations that are open no more: those that were, and those that came and went in between."""
    titles, known = now.deviation_titles or {}, _known_deviations(now, before)
    came = (name for name in now.closed_deviations if name not in known)
    for name in dict.fromkeys((*before.open_deviations, *came)):
        if name not in now.open_deviations:
            was = next((one.title for one in before.deviations if one.id == name), "")
            yield RecordEvent(name, titles.get(name, was), now.closed_deviations.get(name))


def _moved(now: StatusReport, before: StatusReport) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The unfinished activities with another forecast, by working days (Monday to Friday), the latest first."""
    found: dict[int, list[str]] = defaultdict(list)
    over = {*before.finished, *now.finished}
    for name, day in now.forecasts.items():
        was = before.forecasts.get(name)
        if was and was != day and name not in over:
            found[week_days(was, day)].append(name)
    return tuple((days, tuple(names)) for days, names in sorted(found.items(), reverse=True) if days)


def week_days(one: date, other: date) -> int:
    """Mondays to Fridays from one day to another; negative backwards."""
    if other < one:
        return -week_days(other, one)
    return sum((one + timedelta(days=n)).weekday() < 5 for n in range(1, (other - one).days + 1))  # noqa: PLR2004
