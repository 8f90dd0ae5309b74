"""What is to be measured, as a calendar: each target on its day, and the measuring activities of the plan."""

from datetime import UTC, datetime, time, timedelta

from tpn.actions.load_plan import plan_of
from tpn.cli.run import Run
from tpn.exchange.calendar import Event, calendar, uid
from tpn.views.benefit_plan import Measuring, measurings
from tpn.views.benefits import Register

_REMIND_DAYS = 14


def give_calendar(run: Run, view: Register) -> None:
    """The .ics of all measurements that are still to come, to the screen or the file of ``-o``."""
    found = sorted(measurings(plan_of(run), view), key=lambda one: (one.day, one.id))
    stamp = (
        datetime.combine(run.today, time(), UTC) if run.values.get("today") else run.clock().astimezone(UTC)
    )
    name = f"{run.words('benefits.plan.measuring')} – {view.name}"
    made = calendar([_event(run, one) for one in found], name, stamp, language=run.language)
    if run.output is None:
        run.out(made.decode())
    else:
        run.deliver(made)


def _event(run: Run, one: Measuring) -> Event:

    about = run.project.about
    place = about.municipality.number if about.municipality else None
    return Event(
        uid(place or "", about.id, one.id),
        run.words("benefits.plan.measure", title=one.title),
        one.day,
        text=_said(run, one),
        remind=timedelta(days=_REMIND_DAYS),
    )


def _said(run: Run, one: Measuring) -> str:
    """What is measured, how, and by whom."""
    words, said = run.words, one.indicator
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
