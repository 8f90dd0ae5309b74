"""What each column works out that the fields do not say, on small YAML: every value by hand."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import TODAY
from tpn.model.index import index
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.plan.baseline import Agreed, Baseline
from tpn.plan.timing import timing_of
from tpn.views.columns import PARTS, WORKED_OUT, Source
from tpn.views.todos import todos

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Gjort, responsible: [per], due: 2026-09-01, status: done, finished: 2026-09-02}
    - {id: K-02, title: Sen, responsible: [per], due: 2026-09-01}
    - {id: K-03, title: Flyttet, responsible: [per], due: 2026-09-25, milestone: true}
    - {id: K-04, title: I rute, due: 2026-09-25}
launch:
  activities:
    - {id: L-01, title: På, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}
    - {id: L-02, title: Var, service: bhg, due: 2026-09-01, milestone: true, kind: go_live, status: done,
       finished: 2026-09-03}
  services: [{service: sfo, checklist: {T-C17: {answer: done}, T-C18: {answer: open}}},
             {service: bhg, launched: 2026-09-03}]
risks:
  - {id: R-01, title: Fare, probability: 4, consequence: 3, after: {probability: 2, consequence: 2}, actions: [
     {what: Måle, due: 2026-09-20}, {what: Målt, done: 2026-09-01}]}
  - {id: R-02, title: Uklart, probability: 4, kind: opportunity}
benefits:
  benefits:
    - {id: G-01, title: Kø, indicator: {name: Minutter, baseline: 10, target: 4}, measurements: [
       {date: 2026-09-07, value: 7}, {date: 2026-09-01, value: 8}, {date: 2026-09-08, value: 1}]}
    - {id: G-02, title: Ro}
processes:
  services:
    - {service: sfo, variants: {paper: {steps: [{id: S01, name: A}, {id: S02, name: B}]},
                                selfservice: {steps: [{id: S01, name: A}]}}}
    - {service: bhg}
procurement:
  components:
    - {id: C-1, name: A, expected: 2026-09-20, needed_by: 2026-09-10}
    - {id: C-2, name: B, delivered: 2026-09-01, comes_with: K-04}
meetings: [{id: MO-1, kind: steering, agenda: [{title: A}, {title: Pause, kind: break}, {title: B}]}]
"""
MADE = project(WORK, ABOUT)
INDEX = index(MADE)
BASELINE = Baseline(
    date(2026, 9, 1),
    ends={"K-03": date(2026, 9, 23), "K-04": date(2026, 9, 25)},
    trail={
        "K-03": (Agreed(date(2026, 8, 20), date(2026, 9, 21)), Agreed(date(2026, 9, 1), date(2026, 9, 23))),
        "K-04": (Agreed(date(2026, 8, 20), date(2026, 9, 25)),),
    },
)  # fmt: skip
PLAN = work_out(MADE, TODAY, baseline=BASELINE, questions=Questions())


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def of(address: str, column: str) -> Any:
    """What a column says of a record."""
    entry = INDEX.by_address[address]
    own = [one for one in todos(PLAN, INDEX) if address in one.people]
    source = Source(entry, None, (), todos=own, timing=timing_of(entry.record, PLAN))
    name = type(entry.record).__name__
    rule = WORKED_OUT.get((name, column)) or WORKED_OUT["", column]
    return rule(PLAN, source)


@pytest.mark.parametrize(
    ("address", "column", "value"),
    [
        ("K-03", "address", "K-03"), ("K-03", "due", day(25)), ("K-03", "agreed", day(23)),
        ("K-03", "original", day(21)), ("K-04", "agreed", None), ("K-04", "original", None),
        ("K-02", "forecast", day(7)), ("K-01", "forecast", None), ("K-04", "forecast", None),
        ("K-03", "forecast", day(25)),  # another day than was agreed
        ("sfo", "launch", day(12, 10)), ("bhg", "launch", day(3)),
        ("C-1", "expected", day(20)), ("C-2", "expected", None), ("C-1", "needed_by", day(10)),
        ("C-2", "needed_by", day(25)),
        ("R-01", "score", 12), ("R-01", "score_after", 4), ("R-02", "score", None), ("R-02", "score_after", None),
        ("R-01", "open_actions", 1), ("per", "open", 2), ("per", "overdue", 1), ("eva", "open", 0),
        ("G-01", "baseline", 10), ("G-01", "target", 4), ("G-02", "target", None),
        ("G-01", "measured", 7), ("G-02", "measured", None), ("G-01", "attainment", 50.0), ("MO-1", "cases", 2),
        ("sfo", "step", "chosen"),
    ],
)  # fmt: skip
def test_a_column_says(address: str, column: str, value: Any) -> None:
    assert of(address, column) == value


@pytest.mark.parametrize(
    ("section", "number", "column", "value"),
    [("launch", 0, "launch", day(12, 10)), ("launch", 1, "launch", day(3)), ("launch", 0, "checked", 1),
     ("launch", 1, "checked", 0), ("processes", 0, "steps", 2), ("processes", 1, "steps", 0)],
)  # fmt: skip
def test_a_column_of_a_services_part_says(section: str, number: int, column: str, value: Any) -> None:
    record = getattr(MADE, section).services[number]
    entry = next(one for one in INDEX.entries if one.record is record)
    columns = {key[1]: rule for key, rule in WORKED_OUT.items() if key[0] == type(record).__name__}
    assert columns[column](PLAN, Source(entry, None, (), timing=timing_of(record, PLAN))) == value


def test_milestones_and_opportunities_are_some_of_the_records_of_another_kind() -> None:
    kept = {
        kind: [one.address for one in INDEX.entries if is_part(one.record)]
        for kind, (_, is_part) in PARTS.items()
    }
    assert kept == {"milestones": ["K-03", "L-01", "L-02"], "opportunities": ["R-02"]}
