"""A new date for something: which fields take it, and that a launch and its going live are one date."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.views.small_views import TODAY, planned
from tpn.edits.move_date import moved
from tpn.problems import Stop
from tpn.source import Set

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Frist alene, due: 2026-09-18}
    - {id: K-02, title: Start og frist, start: 2026-09-14, due: 2026-09-18}
    - {id: K-03, title: Begynt, start: 2026-09-01, started: 2026-09-01, due: 2026-09-18}
    - {id: K-04, title: Start og lengde, start: 2026-09-14, duration: 5d}
    - {id: K-05, title: Uten dag, duration: 5d}
procurement:
  components: [{id: C-1, name: Skjema, expected: 2026-09-01}]
  procurements: [{id: A-1, title: Skjema}]
launch:
  activities:
    - {id: L-01, title: SFO på nett, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}
    - {id: L-02, title: Barnehage på nett, service: bhg, milestone: true, kind: go_live, after: [K-01]}
risks: [{id: R-01, title: Hast}]
"""
PEOPLE = ABOUT.replace("{id: sfo, name: SFO}", "{id: sfo, name: SFO, launch: 2026-10-12}")
PLAN, INDEX = planned(WORK, TODAY, PEOPLE)
TO = date(2026, 9, 25)
"""A Friday, five working days after the 18th."""


def edits(name: str, to: date = TO) -> list[Any]:
    return moved(INDEX.by_address[name], to, "Klage", PLAN)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("K-01", [Set(("kickoff", "activities", 0, "due"), TO)]),
        ("K-02", [Set(("kickoff", "activities", 1, "start"), date(2026, 9, 21)), Set(("kickoff", "activities",
         1, "due"), TO)]),
        ("K-03", [Set(("kickoff", "activities", 2, "due"), TO)]),
        ("K-04", [Set(("kickoff", "activities", 3, "start"), date(2026, 9, 21))]),
        ("K-05", [Set(("kickoff", "activities", 4, "due"), TO)]),
        ("C-1", [Set(("procurement", "components", 0, "expected"), TO), Set(("procurement", "components", 0,
         "reason"), "Klage")]),
        ("A-1", [Set(("procurement", "procurements", 0, "expected"), TO)]),
        ("L-01", [Set(("launch", "activities", 0, "due"), TO), Set(("services", 0, "launch"), TO)]),
        ("L-02", [Set(("launch", "activities", 1, "due"), TO)]),  # the service has no date of its own
        ("sfo", [Set(("launch", "activities", 0, "due"), TO), Set(("services", 0, "launch"), TO)]),
        ("bhg", [Set(("services", 1, "launch"), TO)]),  # and its going live follows from other work
    ],
)  # fmt: skip
def test_the_fields_that_take_the_day(name: str, made: list[Any]) -> None:
    assert edits(name) == made


def test_an_earlier_day_moves_the_start_as_many_days_back() -> None:
    assert edits("K-02", date(2026, 9, 17))[0] == Set(
        ("kickoff", "activities", 1, "start"), date(2026, 9, 11)
    )


def test_what_has_no_date_is_not_moved() -> None:
    with pytest.raises(Stop) as stop:
        edits("R-01")
    assert (stop.value.problems[0].slug, stop.value.exit_code) == ("cannot-be-moved", 2)
