"""Fields of rows that are worked out: each kind's, on small YAML, by hand."""

from datetime import date
from typing import Any

import pytest

from tests.views.small_views import seen
from tpn.model.choices import Light, Phase
from tpn.plan.facts import Work
from tpn.plan.service_steps import ServiceStep
from tpn.views.computed_fields import field, worked_paths
from tpn.views.rows import KINDS, Scope

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Gjort, due: 2026-09-01, status: done, finished: 2026-08-31}
    - {id: K-02, title: Utgått, due: 2026-09-02, status: cancelled}
    - {id: K-03, title: Sen, responsible: [per, liv], due: 2026-09-01}
    - {id: K-04, title: Blir sen, due: 2026-09-09, duration: 10d, after: [K-03]}
    - {id: K-05, title: Snart, due: 2026-09-18}
    - {id: K-06, title: Senere, start: 2026-12-01, due: 2026-12-04}
"""
TABLES = seen(WORK)
ALL = seen()


def value(kind: str, address: str, path: str, tables: Any = ALL, **scope: Any) -> Any:
    found = field(kind, path)
    assert found
    return found.get(next(row for row in tables.rows(kind, Scope(**scope)) if row.address == address))


@pytest.mark.parametrize(
    ("name", "standing", "late"),
    [("K-01", "done", None), ("K-02", "fallen_out", None), ("K-03", "overdue", 4), ("K-04", "delayed", 8),
     ("K-05", "due_soon", None), ("K-06", "on_plan", None)],
)  # fmt: skip
def test_how_an_activity_stands(name: str, standing: str, late: int | None) -> None:
    assert (value("activities", name, "standing", TABLES), value("activities", name, "late", TABLES)) == (
        standing,
        late,
    )


def test_the_dates_of_an_activity() -> None:
    dates = {
        path: value("activities", "K-06", path, TABLES)
        for path in ("forecast", "begin", "end", "agreed", "original")
    }
    assert dates == {"forecast": date(2026, 12, 4), "begin": date(2026, 12, 1), "end": date(2026, 12, 4),
     "agreed": None,
                     "original": None}  # fmt: skip
    assert value("activities", "K-06", "critical", TABLES) is True
    assert value("activities", "K-01", "critical", TABLES) is False
    start = field("activities", "start")
    assert start
    assert start.otherwise
    row = next(row for row in TABLES.rows("activities") if row.address == "K-05")
    assert isinstance(row.about, Work)
    assert (start.get(row), start.otherwise(row)) == (None, row.about.dates.plan_start)


@pytest.mark.parametrize(
    ("kind", "address", "path", "found"),
    [
        ("activities", "L-01", "in_phase", Phase.LAUNCH),
        ("activities", "L-01", "in_services", ("sfo",)),
        ("activities", "K-01", "in_services", None),
        ("activities", "K-02", "carriers", ("per", "liv")),
        ("activities", "L-01", "carriers", None),
        ("activities", "K-02", "shared_with", None),
        ("benefits", "G-01", "in_services", ("sfo",)),
        ("benefits", "G-02", "in_services", None),
        ("measurements", "G-01/measurements/2026-09-01", "holder", "Mindre kø"),
        ("measurements", "G-01/measurements/2026-09-01", "holder_id", "G-01"),
        ("measurements", "G-01/measurements/2026-09-01", "holder.indicator.unit", "min"),
        ("bids", "A-1/bids/nord", "holder", "Skjema"),
        ("risks", "R-01", "holder", None),
        ("risks", "R-01", "holder_id", None),
        ("risks", "R-01", "score", 12),
        ("benefits", "G-01", "attainment", 50.0),
        ("benefits", "G-01", "last_value", 7),
        ("benefits", "G-01", "last_date", date(2026, 9, 1)),
        ("benefits", "G-02", "attainment", None),
        ("benefits", "G-02", "last_value", None),
        ("steps", "processes/sfo/paper/S01", "variant", "paper"),
        ("steps", "processes/sfo/paper/S01", "service", "sfo"),
        ("answers", "A-1/bids/nord/answers/KR-2", "requirement", "Pen"),
        ("answers", "A-1/bids/nord/answers/KR-2", "criterion", "kval"),
        ("answers", "A-1/bids/nord/answers/KR-1", "criterion", None),
        ("answers", "A-1/bids/sør/answers/KR-1", "supplier", "sør"),
        ("checklist", "kickoff/K-C01", "settled", True),
        ("checklist", "kickoff/K-C02", "settled", False),
        ("checklist", "sfo/T-C01", "service", "sfo"),
        ("checklist", "sfo/T-C01", "role", "process_owner"),
        ("phases", "kickoff", "done", 1),
        ("phases", "kickoff", "total", 3),
        ("phases", "kickoff", "overdue", 1),
        ("phases", "kickoff", "next", "Beslutte"),
        ("phases", "kickoff", "next_due", date(2026, 9, 25)),
        ("phases", "processes", "next", None),
        ("phases", "processes", "next_due", None),
        ("lights", "risk", "light", Light.YELLOW),
        ("board", "sfo", "launch", date(2026, 10, 12)),
        ("board", "sfo", "step.benefits", True),
        ("board", "sfo", "agreed", None),
        ("services", "sfo", "forecast", date(2026, 10, 12)),
        ("services", "bhg", "forecast", None),
        ("services", "sfo", "light", Light.YELLOW),
        ("services", "bhg", "light", Light.GREY),
        ("services", "sfo", "step", ServiceStep.CHOSEN),
    ],
)  # fmt: skip
def test_what_is_worked_out(kind: str, address: str, path: str, found: object) -> None:
    assert value(kind, address, path) == found


def test_in_a_sheet_for_one_the_others_are_told() -> None:
    assert value("activities", "K-02", "shared_with", person="per") == ("liv",)
    assert value("activities", "K-03", "shared_with", person="per") is None


def test_a_point_is_asked_in_its_words() -> None:
    must = {value("checklist", row.address, "level") for row in ALL.rows("checklist", Scope(service="sfo"))}
    assert must == {"must", "should"}
    question = ALL.plan.facts.questions.of(Phase.LAUNCH)[0]
    assert value("checklist", "sfo/T-C01", "question") == question.text
    assert value("checklist", "sfo/T-C01", "level") == ("must" if question.must else "should")


def test_a_theme_tells_how_many_of_its_points_are_settled() -> None:
    questions = ALL.plan.facts.questions.of(Phase.LAUNCH)
    theme = questions[0].theme
    asked = sum(one.theme == theme for one in questions)
    assert value("board", "sfo", f"theme.{theme}") == (0, asked)
    assert value("board", "sfo", "theme.borte") is None
    known = field("board", f"theme.{theme}")
    assert known
    assert (known.kind, known.computed, known.key) == ("share", True, theme)
    answered = seen(
        f"launch: {{services: [{{service: sfo, checklist: {{{questions[0].id}: {{answer: done}}}}}}]}}\n"
    )
    assert value("board", "sfo", f"theme.{theme}", answered) == (1, asked)
    assert value("board", "bhg", f"theme.{theme}", answered) == (0, asked)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("risks", "borte"),
        ("risks", "holder.borte"),
        ("risks", "theme.x"),
        ("lights", "title"),
        ("risks", "holder."),
    ],
)
def test_where_there_is_no_such_field_none_is_given(kind: str, path: str) -> None:
    assert field(kind, path) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_worked_out_field_is_never_filled_in(kind: str) -> None:
    for path in worked_paths(kind):
        found = field(kind, path)
        assert found, path
        assert (found.path, found.computed) == (path, True)
    assert "in_phase" in worked_paths(kind)


def test_the_id_has_the_name_of_its_class_where_that_has_one() -> None:
    risk, phase = field("risks", "id"), field("phases", "id")
    assert risk
    assert phase
    assert (risk.owner is not None, phase.owner) == (True, None)
    assert value("risks", "R-01", "id") == "R-01"
