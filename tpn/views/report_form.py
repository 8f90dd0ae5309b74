"""What the lead is asked for a status report: each place to write, and what stands and stood there."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.ended import ended_of
from tpn.model.logs import Report, ServiceReport
from tpn.model.shapes import Approval
from tpn.plan import Plan
from tpn.plan.budget import amounts_of
from tpn.views.report_facts import LightFacts, StatusReport

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
    light: LightFacts | None
    last: str | None
    places: tuple[FormPlace, ...]


def form_rows(plan: Plan, report: StatusReport, before: StatusReport | None) -> tuple[FormRow, ...]:
    """Every row of the form, in reading order; of one service what is written of it alone."""
    if service := report.head.service:
        own = next((one for one in plan.project.report.by_service if one.service == service), None)
        said = own or ServiceReport(service=service)
        way: NameRoute = ("report", "by_service", service)
        return (
            *_lines(said, before, way),
            *_lights(said, report, before, way),
            *_approval(report, said.approved, way),
        )
    written = plan.project.report
    return (
        *_lines(written, before, ("report",)),
        *_lights(written, report, before, ("report",)),
        *_decisions(plan),
        *_economy(plan),
        *_about(report, plan),
        *_approval(report, written.approved, ("report",)),
    )


def _text(column: str, route: NameRoute, said: str | None, last: str | None) -> FormPlace:
    """A text that is written anew each time: empty while it is last time's."""
    return FormPlace(column, route, "text", said, None if said == last else said)


def _lines(written: Report | ServiceReport, before: StatusReport | None, way: NameRoute) -> Iterator[FormRow]:
    said = written.summary
    for name in ("achieved", "next", "challenge"):
        text = getattr(said, name) if said else None
        last = getattr(before.lines, name) if before else text
        yield FormRow("lines", name, None, None, last, (_text("now", (*way, "summary", name), text, last),))


def _lights(
    written: Report | ServiceReport, report: StatusReport, before: StatusReport | None, way: NameRoute
) -> Iterator[FormRow]:
    earlier = {one.dimension: one.comment for one in before.lights} if before else {}
    for one in report.lights:
        text = written.comments.get(one.dimension)
        last = earlier.get(one.dimension) if before else text
        place = _text("now", (*way, "comments", one.dimension.value), text, last)
        yield FormRow("lights", one.dimension.value, None, one, last, (place,))


def _decisions(plan: Plan) -> Iterator[FormRow]:
    for one in plan.project.decisions:
        if one.decided is None and ended_of(one) is None:
            route = ("decisions", one.id, "recommendation")
            place = FormPlace("recommendation", route, "text", one.recommendation, one.recommendation)
            yield FormRow("decisions", one.id, one.title, None, None, (place,))


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
        yield FormRow("economy", line.item, None, None, budget, places)


def _about(made: StatusReport, plan: Plan) -> Iterator[FormRow]:
    report, as_of = plan.project.report, plan.project.economy.as_of
    point, passed = report.next_decision_point, made.head.point_passed
    for row, route, kind, value, shown in (
        ("as_of", ("economy", "as_of"), "date", as_of, as_of),
        ("no_decision_because", ("report", "no_decision_because"), "text", report.no_decision_because,
         made.no_decision_because),
        ("point_date", ("report", "next_decision_point", "date"), "date", point.date if point else None,
         point.date if point and not passed else None),
        ("point_what", ("report", "next_decision_point", "what"), "text", point.what if point else None,
         point.what if point and not passed else None),
    ):  # fmt: skip
        yield FormRow("about", row, None, None, None, (FormPlace("now", route, kind, value, shown),))


def _approval(made: StatusReport, approved: Approval | None, way: NameRoute) -> Iterator[FormRow]:
    """Who has approved the report, and when: the owner of the project, or of the service."""
    head, when = made.head, approved.date if approved else None
    for row, name, kind, value, shown in (
        ("approved_by", "by", "person", approved.by if approved else None, head.approved_by),
        ("approved_on", "date", "date", when, head.approved_on),
    ):  # fmt: skip
        place = FormPlace("now", (*way, "approved", name), kind, value, shown)
        yield FormRow("about", row, None, None, None, (place,))
