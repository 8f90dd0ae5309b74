"""What is otherwise than in the report before: two status reports held against each other."""

from collections import defaultdict
from datetime import date, timedelta

from tpn.views.change_facts import LightTurn, RecordEvent, RescoredRisk, SinceLast
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
    return SinceLast(
        before.head.as_of, number,
        lights=tuple(LightTurn(one.dimension, lights[one.dimension], one.light) for one in now.lights
                     if one.dimension in lights and lights[one.dimension] is not one.light),
        launched=tuple(RecordEvent(one.id, one.name, one.launched) for one in now.services
                       if one.launched and not _was_launched(one.id, before)),
        decided=tuple(dict.fromkeys(RecordEvent(one.id, one.title, one.decided) for one in now.followed
                                    if one.id not in before.taken)),
        deviations=tuple(RecordEvent(one.id, one.title) for one in now.deviations
                         if one.id not in before.open_deviations),
        settled=tuple(RecordEvent(name, _deviation(name, before)) for name in before.open_deviations
                      if name not in now.open_deviations),
        risks=tuple(RecordEvent(name, now.risk_titles.get(name, "")) for name in now.scores
                    if name not in before.risk_titles),
        raised=tuple(raised), lowered=tuple(lowered),
        closed=tuple(RecordEvent(name, now.risk_titles.get(name, "")) for name in before.scores if name in now.gone),
        reached=tuple(RecordEvent(one.id, one.title, one.reached) for one in now.reached if one.id in done),
        done=tuple(name for name in done if name not in milestones),
        moved=_moved(now, before),
        added=tuple(name for name in now.forecasts if name not in before.forecasts and name not in before.finished
                    and name not in before.gone),
        ended=tuple(RecordEvent(one.id, one.title, one.day) for one in now.ended),
    )  # fmt: skip


def _was_launched(service: str, before: StatusReport) -> bool:
    return any(one.id == service and one.launched for one in before.services)


def _deviation(name: str, before: StatusReport) -> str:
    return next((one.title for one in before.deviations if one.id == name), "")


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
