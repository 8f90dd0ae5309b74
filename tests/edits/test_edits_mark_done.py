"""What «done» means for each kind of record, and what a new answer leaves behind."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import everything
from tpn.edits.mark_done import afresh, done_on, finished, is_done
from tpn.problems import Stop
from tpn.source import Remove, Set

DAY = date(2026, 10, 5)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: A}
    - {id: K-02, title: B, percent: 40, waiting_for: Nord, status: blocked}
    - {id: K-03, title: C, percent: 0}
    - {id: K-04, title: D, status: done, finished: 2026-09-01}
  checklist:
    K-C01: {answer: open, evidence: Utkast}
    K-C02: {answer: not_relevant, by: per, evidence: Sak 1, date: 2026-09-01, note: Husk}
    K-C03: {answer: done, date: 2026-09-02}
    K-C04: {answer: not_relevant, by: per}
benefits:
  stakeholders:
    - {id: I-01, name: Foresatte, actions: [{what: Møte}, {what: Brev, done: 2026-09-03}]}
risks: [{id: R-01, title: Hast}]
decisions:
  - {id: B-01, title: A, decided: 2026-09-01}
  - {id: B-02, title: B, decided: 2026-09-01, followed_up: 2026-09-02}
deliverables: [{id: L-01, title: Plan}, {id: L-02, title: Kart, accepted: 2026-09-01}]
"""
FOUND = everything(WORK)


def edits(name: str) -> list[Any]:
    return finished(FOUND.by_address[name], DAY)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("K-01", [("status", "done"), ("finished", DAY)]),
        ("K-02", [("status", "done"), ("finished", DAY), ("percent", 100), ("waiting_for", None)]),
        ("K-03", [("status", "done"), ("finished", DAY), ("percent", 100)]),
        ("K-04", []),
        ("kickoff/K-C01", [("answer", "done"), ("date", DAY)]),
        ("kickoff/K-C02", [("answer", "done"), ("date", DAY), ("by", None), ("evidence", None)]),
        ("kickoff/K-C03", []),
        ("kickoff/K-C04", [("answer", "done"), ("date", DAY), ("by", None)]),
        ("I-01/actions/1", [("done", DAY)]),
        ("I-01/actions/2", []),
        ("L-01", [("status", "accepted"), ("accepted", DAY)]),
        ("L-02", []),
        ("B-01", [("followed_up", DAY)]),
        ("B-02", []),
    ],
)
def test_what_is_written_when_it_is_done(name: str, made: list[tuple[str, object]]) -> None:
    route = FOUND.by_address[name].route
    assert edits(name) == [
        Remove((*route, key)) if value is None else Set((*route, key), value) for key, value in made
    ]


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(Stop) as stop:
        edits("R-01")
    assert (stop.value.problems[0].slug, stop.value.exit_code) == ("cannot-be-done", 2)
    assert not is_done(FOUND.by_address["R-01"])


@pytest.mark.parametrize(
    ("name", "done", "on"),
    [
        ("K-01", False, None), ("K-04", True, date(2026, 9, 1)), ("kickoff/K-C03", True, date(2026, 9, 2)),
        ("kickoff/K-C02", False, date(2026, 9, 1)), ("I-01/actions/1", False, None),
        ("I-01/actions/2", True, date(2026, 9, 3)), ("R-01", False, None),
    ],
)  # fmt: skip
def test_whether_and_when_it_was_done(name: str, done: bool, on: date | None) -> None:
    entry = FOUND.by_address[name]
    assert (is_done(entry), done_on(entry)) == (done, on)


POINT = FOUND.by_address["kickoff/K-C02"]
WAY = POINT.route


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ([Set((*WAY, "answer"), "done")], [Set((*WAY, "date"), DAY), Remove((*WAY, "by")), Remove((*WAY, "evidence"))]),
        ([Set((*WAY, "answer"), "done"), Set((*WAY, "by"), "eva")], [Set((*WAY, "date"), DAY), Remove((*WAY,
         "evidence"))]),
        ([Set((*WAY, "answer"), "done"), Set((*WAY, "date"), DAY)], [Remove((*WAY, "by")), Remove((*WAY, "evidence"))]),
        ([Set((*WAY, "answer"), "not_relevant")], []),
        ([Set((*WAY, "answer"), "open")], [Remove((*WAY, "date")), Remove((*WAY, "by")), Remove((*WAY, "evidence"))]),
        ([Remove((*WAY, "answer"))], [Remove((*WAY, "date")), Remove((*WAY, "by")), Remove((*WAY, "evidence"))]),
        ([Set((*WAY, "note"), "Ny")], []),
        ([Set(("kickoff", "checklist", "K-C01", "answer"), "done")], []),
    ],
)  # fmt: skip
def test_a_new_answer_has_its_day_and_nothing_of_the_old(said: list[Any], made: list[Any]) -> None:
    assert afresh(POINT, said, DAY) == made


def test_only_an_answer_is_answered_afresh() -> None:
    work = FOUND.by_address["K-01"]
    assert afresh(work, [Set((*work.route, "answer"), "done")], DAY) == []
