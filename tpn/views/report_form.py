"""What the lead is asked for a status report: each place to write, and what stands and stood there."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Light
from tpn.plan import Plan
from tpn.plan.budget import amounts_of
from tpn.views.report_facts import Reason, StatusReport

Value = str | float | date | None
NameRoute = tuple[str, ...]
"""The way to a field, records of a list by their id or name: so that it leads there when the list has changed."""


class FormPlace(NamedTuple):
    """A place to write: its column, where it goes in the files, its kind, and what stands in the project now.

    ``kind``: text, number, date or person. ``shown`` is what is filled in beforehand: nothing where the project still
    says last time's words.
    """

    column: str
    route: NameRoute
    kind: str
    value: Value
    shown: Value


class FormRow(NamedTuple):
    """A row of the form: what is asked about, why, last time's words, and the places to write."""

    table: str
    row: str
    title: str | None
    light: Light | None
    because: tuple[Reason, ...]
    last: str | None
    places: tuple[FormPlace, ...]


def form_rows(plan: Plan, report: StatusReport, before: StatusReport | None) -> tuple[FormRow, ...]:
    """Every row of the form, in reading order."""
    return (
        *_lines(plan, before),
        *_lights(plan, report, before),
        *_decisions(plan),
        *_economy(plan),
        *_about(plan),
    )


def _text(column: str, route: NameRoute, said: str | None, last: str | None) -> FormPlace:
    """A text that is written anew each time: empty while it is last time's."""
    return FormPlace(column, route, "text", said, None if said == last else said)


def _lines(plan: Plan, before: StatusReport | None) -> Iterator[FormRow]:
    said = plan.project.report.summary
    for name in ("achieved", "next", "challenge"):
        text = getattr(said, name) if said else None
        last = getattr(before.lines, name) if before else text
        yield FormRow(
            "lines", name, None, None, (), last, (_text("now", ("report", "summary", name), text, last),)
        )


def _lights(plan: Plan, report: StatusReport, before: StatusReport | None) -> Iterator[FormRow]:
    earlier = {one.dimension: one.comment for one in before.lights} if before else {}
    for one in report.lights:
        text = plan.project.report.comments.get(one.dimension)
        last = earlier.get(one.dimension) if before else text
        place = _text("now", ("report", "comments", one.dimension.value), text, last)
        yield FormRow("lights", one.dimension.value, None, one.light, one.because, last, (place,))


def _decisions(plan: Plan) -> Iterator[FormRow]:
    for one in plan.project.decisions:
        if one.decided is None and getattr(one, "ended", None) is None:
            route = ("decisions", one.id, "recommendation")
            place = FormPlace("recommendation", route, "text", one.recommendation, one.recommendation)
            yield FormRow("decisions", one.id, one.title, None, (), None, (place,))


def _economy(plan: Plan) -> Iterator[FormRow]:
    """The figures of each item; one that is the sum of its years is written in the years."""
    for line in plan.project.economy.lines:
        sums = amounts_of(line)
        places = tuple(
            FormPlace(name, ("economy", "lines", line.item, name), "number", said, getattr(sums, name))
            for name in ("committed", "spent", "forecast")
            if (said := getattr(line, name)) is not None or not line.by_year
        )
        budget = None if sums.budget is None else str(round(sums.budget))
        yield FormRow("economy", line.item, None, None, (), budget, places)


def _about(plan: Plan) -> Iterator[FormRow]:
    report = plan.project.report
    point, approved = report.next_decision_point, report.approved
    person = plan.project.person
    by = person[approved.by].name if approved and approved.by in person else None
    for row, route, kind, value, shown in (
        ("as_of", ("economy", "as_of"), "date", plan.project.economy.as_of, plan.project.economy.as_of),
        ("no_decision_because", ("report", "no_decision_because"), "text", report.no_decision_because, None),
        ("point_date", ("report", "next_decision_point", "date"), "date", point.date if point else None, None),
        ("point_what", ("report", "next_decision_point", "what"), "text", point.what if point else None, None),
        ("approved_by", ("report", "approved", "by"), "person", approved.by if approved else None, by),
        ("approved_on", ("report", "approved", "date"), "date", approved.date if approved else None, None),
    ):  # fmt: skip
        given = shown if row in {"approved_by", "as_of"} else value
        place = FormPlace("now", route, kind, value, given)
        yield FormRow("about", row, None, None, (), None, (place,))
