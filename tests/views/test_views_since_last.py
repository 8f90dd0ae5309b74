"""Two reports held against each other: what is told as changed, and by how many working days things have moved."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tpn.model.choices import Dimension, Light
from tpn.views.change_facts import LightTurn, RecordEvent, RenamedRecord, RescoredRisk, SinceLast
from tpn.views.since_last import since_last, week_days

MONDAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2026-10-05", "2026-10-05", 0),
        ("2026-10-05", "2026-10-06", 1),
        ("2026-10-09", "2026-10-12", 1),  # Friday to Monday
        ("2026-10-09", "2026-10-10", 0),  # to Saturday
        ("2026-10-10", "2026-10-12", 1),
        ("2026-10-05", "2026-10-12", 5),
        ("2026-10-12", "2026-10-05", -5),
        ("2026-10-12", "2026-10-09", -1),
    ],
)
def test_working_days_are_mondays_to_fridays_and_negative_backwards(one: str, other: str, days: int) -> None:
    assert week_days(date.fromisoformat(one), date.fromisoformat(other)) == days


def report(**facts: Any) -> Any:
    """A report in which nothing is, but for what is said."""
    nothing: dict[str, Any] = {
        "head": Some(as_of=MONDAY), "lights": (), "services": (), "followed": (), "deviations": (), "reached": (),
        "ended": (), "scores": {}, "risk_titles": {}, "finished": (), "gone": (), "taken": (), "open_deviations": (),
        "forecasts": {}, "deviation_titles": {}, "closed_deviations": {},
    }  # fmt: skip
    return Some(**(nothing | facts))


def since(now: Any, before: Any) -> SinceLast:
    return since_last(now, before, 7)


def light(name: Dimension, light: Light) -> Any:
    return Some(dimension=name, light=light)


def test_it_says_which_report_and_day_it_is_held_against() -> None:
    made = since(report(), report(head=Some(as_of=date(2026, 9, 7))))
    assert made == SinceLast(date(2026, 9, 7), 7)


def test_a_light_has_turned_where_both_reports_have_it_and_differ() -> None:
    before = report(lights=(light(Dimension.PROGRESS, Light.GREEN), light(Dimension.ECONOMY, Light.RED)))
    now = report(
        lights=(
            light(Dimension.PROGRESS, Light.YELLOW),
            light(Dimension.ECONOMY, Light.RED),
            light(Dimension.RISK, Light.RED),
        )
    )
    assert since(now, before).lights == (LightTurn(Dimension.PROGRESS, Light.GREEN, Light.YELLOW),)


def test_a_service_is_launched_once() -> None:
    was = report(
        services=(Some(id="sfo", name="SFO", launched=MONDAY), Some(id="bhg", name="BHG", launched=None))
    )
    now = report(
        services=tuple(
            Some(id=name, name=name.upper(), launched=day)
            for name, day in (("sfo", MONDAY), ("bhg", MONDAY), ("ny", MONDAY), ("sen", None))
        )
    )
    assert since(now, was).launched == (RecordEvent("bhg", "BHG", MONDAY), RecordEvent("ny", "NY", MONDAY))


def test_a_decision_is_told_by_its_title_and_only_if_it_was_not_taken_before() -> None:
    followed = (
        Some(id="B-01", title="Leie", outcome="Ja", decided=MONDAY),
        Some(id="B-02", title="Velge", outcome=None, decided=MONDAY),
        Some(id="B-02", title="Velge", outcome=None, decided=MONDAY),
        Some(id="B-03", title="Før", outcome="Nei", decided=MONDAY),
    )
    made = since(report(followed=followed), report(taken=("B-03",))).decided
    assert made == (RecordEvent("B-01", "Leie", MONDAY), RecordEvent("B-02", "Velge", MONDAY))


def service(name: str, title: str) -> Any:
    return Some(id=name, name=title, launched=None)


def test_a_service_is_new_or_taken_in_again_or_called_otherwise() -> None:
    was = report(services=(service("sfo", "SFO"), service("bhg", "Barnehage")), gone=("tt",))
    now = report(
        services=(
            service("sfo", "Skolefritid"),
            service("bhg", "Barnehage"),
            service("ny", "Ny"),
            service("tt", "TT"),
        )
    )
    made = since(now, was)
    assert (made.came, made.resumed) == ((RecordEvent("ny", "Ny"),), (RecordEvent("tt", "TT"),))
    assert made.renamed == (RenamedRecord("sfo", "SFO", "Skolefritid"),)
    assert since(now, now)[-3:] == ((), (), ())


TITLES = {"V-01": "Gammelt", "V-02": "Varer", "V-03": "Nytt", "V-04": "Kom og gikk", "V-05": "For lengst"}
CLOSED = {"V-01": MONDAY, "V-04": MONDAY, "V-05": date(2026, 9, 1)}


@pytest.mark.parametrize("known", [{"V-01": "Gammelt", "V-02": "Varer", "V-05": "For lengst"}, None])
def test_deviations_are_new_or_settled_those_that_came_and_went_in_between_both(known: Any) -> None:
    """A report of before all deviations were kept knows those that were closed by its day."""
    before = report(
        head=Some(as_of=date(2026, 9, 7)), open_deviations=("V-01", "V-02"), deviation_titles=known
    )
    now = report(open_deviations=("V-02", "V-03"), deviation_titles=TITLES, closed_deviations=CLOSED)
    made = since(now, before)
    assert made.deviations == (RecordEvent("V-03", "Nytt"), RecordEvent("V-04", "Kom og gikk"))
    assert made.settled == (
        RecordEvent("V-01", "Gammelt", MONDAY),
        RecordEvent("V-04", "Kom og gikk", MONDAY),
    )


def test_a_deviation_that_is_no_longer_there_is_told_by_its_old_title() -> None:
    before = report(open_deviations=("V-01",), deviations=(Some(id="V-01", title="Gammelt"),))
    assert since(report(), before).settled == (RecordEvent("V-01", "Gammelt"),)


def test_a_deviation_that_was_recorded_too_late_is_told_all_the_same() -> None:
    now = report(deviation_titles={"V-01": "Før"}, closed_deviations={"V-01": date(2026, 8, 3)})
    assert since(now, report()).settled == (RecordEvent("V-01", "Før", date(2026, 8, 3)),)


def test_risks_are_new_raised_lowered_or_closed_scored_or_not() -> None:
    before = report(
        scores={"R-1": 4, "R-2": 9, "R-3": 6, "R-5": 2},
        risk_titles=dict.fromkeys(("R-1", "R-2", "R-3", "R-5", "R-6", "R-8"), ""), gone=("R-8",),
    )  # fmt: skip
    titles = {"R-1": "En", "R-4": "Fire", "R-5": "Fem", "R-6": "Seks", "R-7": "Sju", "R-8": "Åtte"}
    now = report(scores={"R-1": 5, "R-2": 8, "R-3": 6}, risk_titles=titles, gone=("R-5", "R-6", "R-7", "R-8"))
    made = since(now, before)
    assert made.raised == (RescoredRisk("R-1", "En", 4, 5),)
    assert made.lowered == (RescoredRisk("R-2", "", 9, 8),)
    assert made.risks == (
        RecordEvent("R-4", "Fire"),
        RecordEvent("R-7", "Sju"),
    )  # R-7 came and went in between
    assert made.closed == (RecordEvent("R-5", "Fem"), RecordEvent("R-6", "Seks"), RecordEvent("R-7", "Sju"))


def test_a_milestone_that_is_reached_is_not_told_as_done_too() -> None:
    now = report(
        finished=("K-01", "K-02", "K-03"),
        reached=(Some(id="K-02", title="Klar", reached=MONDAY), Some(id="K-03", title="Før", reached=MONDAY)),
    )
    made = since(now, report(finished=("K-03",)))
    assert made.reached == (RecordEvent("K-02", "Klar", MONDAY),)
    assert made.done == ("K-01",)


def test_what_moved_is_told_by_working_days_the_latest_first() -> None:
    before = report(forecasts=dict.fromkeys(("A", "B", "C", "D", "E"), MONDAY), finished=("E",))
    now = report(forecasts={
        "A": date(2026, 10, 6), "B": date(2026, 10, 12), "C": MONDAY, "D": date(2026, 10, 2), "E": date(2026, 10, 7),
        "F": MONDAY, "G": date(2026, 10, 6),
    })  # fmt: skip
    made = since(now, before)
    assert made.moved == ((5, ("B",)), (1, ("A",)), (-1, ("D",)))
    assert made.added == ("F", "G")


def test_over_a_weekend_nothing_has_moved_and_what_came_back_is_not_new() -> None:
    friday, saturday = date(2026, 10, 9), date(2026, 10, 10)
    made = since(
        report(forecasts={"A": saturday, "B": friday, "C": friday}),
        report(forecasts={"A": friday}, gone=("B",), finished=("C",)),
    )
    assert (made.moved, made.added) == ((), ())


def test_what_has_ended_is_told_with_its_day() -> None:
    made = since(report(ended=(Some(id="sfo", title="SFO", day=MONDAY),)), report())
    assert made.ended == (RecordEvent("sfo", "SFO", MONDAY),)


def test_what_is_finished_since_is_what_is_done_and_what_is_reached() -> None:
    made = SinceLast(MONDAY, 7, done=("K-01", "K-02"), reached=(RecordEvent("K-03", "Klar", MONDAY),))
    assert made.finished == 3
