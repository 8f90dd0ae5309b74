"""What the lead is asked for a report: each place to write, what stands there, and last time's words."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

from tests.views.small_views import planned
from tpn.model.choices import Dimension
from tpn.plan import Plan
from tpn.views.report_form import FormRow, form_rows

WORK = """\
report:
  summary: {achieved: Vi begynte, next: Som sist}
  comments: {progress: I rute, economy: Som sist}
  no_decision_because: Ingen
  approved: {by: per, date: 2026-09-04}
  by_service:
    - {service: bhg, summary: {achieved: Klart}}
decisions:
  - {id: B-1, title: Leie, recommendation: Ja}
  - {id: B-2, title: Tatt, decided: 2026-09-01}
  - {id: B-3, title: Trukket, ended: {date: 2026-09-01}}
economy:
  as_of: 2026-09-01
  lines:
    - {item: Lisens, budget: 100.4, spent: 10}
    - {item: Drift, forecast: 5, by_year: [{year: 2026, budget: 7, spent: 3}]}
    - {item: Uten}
"""
PLAN, _ = planned(WORK)


def rows(
    service: str | None = None, before: Any = None, passed: date | None = None, plan: Plan = PLAN
) -> dict[tuple[str, str], FormRow]:
    lights = tuple(Some(dimension=one) for one in (Dimension.PROGRESS, Dimension.ECONOMY, Dimension.RISK))
    head = Some(service=service, approved_by="Per Moe", approved_on=date(2026, 9, 4), point_passed=passed)
    report: Any = Some(head=head, lights=lights, no_decision_because=None)
    return {(row.table, row.row): row for row in form_rows(plan, report, before)}


FIRST = rows()
LAST: Any = Some(
    lines=Some(achieved="Før", next="Som sist", challenge=None),
    lights=(
        Some(dimension=Dimension.PROGRESS, comment="Før"),
        Some(dimension=Dimension.ECONOMY, comment="Som sist"),
    ),
)


def place(row: FormRow) -> tuple[Any, ...]:
    one = row.places[0]
    return one.route, one.kind, one.value, one.shown


def test_it_asks_for_all_in_reading_order() -> None:
    assert list(FIRST) == [
        ("lines", "achieved"), ("lines", "next"), ("lines", "challenge"), ("lights", "progress"), ("lights",
        "economy"),
        ("lights", "risk"), ("decisions", "B-1"), ("economy", "Lisens"), ("economy", "Drift"), ("economy", "Uten"),
        ("about", "as_of"), ("about", "no_decision_because"), ("about", "point_date"), ("about", "point_what"),
        ("about", "approved_by"), ("about", "approved_on"),
    ]  # fmt: skip


def test_a_text_that_is_last_times_is_asked_for_anew() -> None:
    again = rows(before=LAST)
    assert place(again["lines", "achieved"]) == (
        ("report", "summary", "achieved"),
        "text",
        "Vi begynte",
        "Vi begynte",
    )
    assert (again["lines", "achieved"].last, again["lines", "next"].last) == ("Før", "Som sist")
    assert place(again["lines", "next"])[2:] == ("Som sist", None)
    assert place(again["lights", "progress"])[2:] == ("I rute", "I rute")
    assert (place(again["lights", "economy"])[3], again["lights", "progress"].last) == (None, "Før")
    assert again["lights", "risk"].last is None


def test_in_the_first_report_what_stands_is_what_was_said_last() -> None:
    assert (FIRST["lines", "achieved"].last, place(FIRST["lines", "achieved"])[3]) == ("Vi begynte", None)
    assert place(FIRST["lights", "progress"])[3] is None


def test_only_decisions_that_are_waited_for_are_asked_about() -> None:
    assert place(FIRST["decisions", "B-1"]) == (("decisions", "B-1", "recommendation"), "text", "Ja", "Ja")
    assert FIRST["decisions", "B-1"].title == "Leie"


def test_figures_are_asked_for_where_they_are_typed() -> None:
    plain, summed, bare = (FIRST["economy", item] for item in ("Lisens", "Drift", "Uten"))
    assert [(one.column, one.value, one.shown) for one in plain.places] == [
        ("committed", None, None), ("spent", 10, 10), ("forecast", None, None),
    ]  # fmt: skip
    assert [(one.column, one.value, one.shown) for one in summed.places] == [("forecast", 5, 5)]
    assert (plain.last, summed.last, bare.last, len(bare.places)) == ("100", "7", None, 3)


def test_about_the_figures_the_next_point_and_the_approval() -> None:
    assert place(FIRST["about", "as_of"]) == (
        ("economy", "as_of"),
        "date",
        date(2026, 9, 1),
        date(2026, 9, 1),
    )
    assert place(FIRST["about", "no_decision_because"])[2:] == ("Ingen", None)
    said = "  next_decision_point: {date: 2026-09-30, what: Velge vei}\n"
    plan, _ = planned(WORK.replace("report:\n", f"report:\n{said}"))
    for passed, shown in ((None, (date(2026, 9, 30), "Velge vei")), (date(2026, 9, 30), (None, None))):
        found = rows(passed=passed, plan=plan)  # a day that has been is not filled in again
        assert tuple(place(found["about", name])[3] for name in ("point_date", "point_what")) == shown
        assert place(found["about", "point_what"])[2] == "Velge vei"
    assert place(FIRST["about", "point_date"]) == (
        ("report", "next_decision_point", "date"),
        "date",
        None,
        None,
    )
    assert place(FIRST["about", "approved_by"]) == (("report", "approved", "by"), "person", "per", "Per Moe")
    assert place(FIRST["about", "approved_on"])[1:] == ("date", date(2026, 9, 4), date(2026, 9, 4))


def test_of_one_service_only_what_is_written_of_it_alone() -> None:
    known, new = rows("bhg"), rows("sfo")
    assert {table for table, _ in known} == {"lines", "lights", "about"}
    assert place(known["lines", "achieved"])[:3] == (
        ("report", "by_service", "bhg", "summary", "achieved"), "text", "Klart",
    )  # fmt: skip
    assert place(new["lines", "achieved"])[2] is None
    assert place(known["about", "approved_by"])[:3] == (
        ("report", "by_service", "bhg", "approved", "by"),
        "person",
        None,
    )
