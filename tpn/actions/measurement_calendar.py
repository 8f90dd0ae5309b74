"""What is to be measured, as a calendar: each target on its day, and the measuring activities of the plan."""

from datetime import UTC, datetime, time, timedelta

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.exchange.calendar import Event, calendar, uid
from tpn.views.benefit_plan import Measuring, measurings
from tpn.views.benefits import Register

_REMIND_DAYS = 14


def measurement_calendar(session: Session, view: Register) -> bytes:
    """The .ics of all measurements that are still to come.

    Raises:
        Stop: faults stand in the way (exit code 1).
    """
    found = sorted(measurings(plan_of(session), view), key=lambda one: (one.day, one.id))
    fixed = session.values.get("today")
    stamp = datetime.combine(session.today, time(), UTC) if fixed else session.clock().astimezone(UTC)
    name = f"{session.words('benefits.plan.measuring')} – {view.name}"
    return calendar([_event(session, one) for one in found], name, stamp, language=session.language)


def _event(session: Session, one: Measuring) -> Event:
    about = session.project.about
    place = about.municipality.number if about.municipality else None
    return Event(
        uid(place or "", about.id, one.id),
        session.words("benefits.plan.measure", title=one.title),
        one.day,
        text=_said(session, one),
        remind=timedelta(days=_REMIND_DAYS),
    )


def _said(session: Session, one: Measuring) -> str:
    """What is measured, how, and by whom."""
    words, said = session.words, one.indicator
    lines = [f"{words('benefits.plan.who')}: {', '.join(one.who)}"] if one.who else []
    if said:
        way = words(
            "benefits.way", baseline=_known(said.baseline), target=_known(said.target), unit=said.unit
        )
        method = said.method or words("benefits.one.none")
        facts = {"indicator": said.name, "way": way.strip(), "method": method}
        lines.append(words("benefits.plan.measure_text", **facts))
    return "\n".join(lines)


def _known(value: float | None) -> object:
    return "?" if value is None else value
