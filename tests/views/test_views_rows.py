"""Rows of every kind: which there are in a scope, what is printed for them, and whose they are."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.views.small_views import seen
from tpn.model.choices import Phase
from tpn.model.procurement import Bid
from tpn.views.rows import AskedRequirement, CheckRow, Scope, Tables, carriers, class_of, people_with_rows

ALL = seen()


def keys(kind: str, tables: Tables = ALL, **scope: Any) -> list[str]:
    return [row.key for row in tables.rows(kind, Scope(**scope))]


def of(kind: str, address: str) -> tuple[str, ...]:
    return next(carriers(row) for row in ALL.rows(kind) if row.address == address)


@pytest.mark.parametrize(
    ("kind", "scope", "found"),
    [
        ("activities", {}, ["K-01", "K-02", "K-03", "G-A1", "L-01"]),
        ("activities", {"phase": Phase.KICKOFF}, ["K-01", "K-02", "K-03"]),
        ("activities", {"service": "sfo"}, ["G-A1", "L-01"]),
        ("activities", {"service": "sfo", "phase": Phase.LAUNCH}, ["L-01"]),
        ("activities", {"service": "bhg"}, []),
        ("milestones", {}, ["K-03", "L-01"]),
        ("milestones", {"phase": Phase.LAUNCH}, ["L-01"]),
        ("board", {}, ["sfo", "bhg"]),
        ("board", {"service": "bhg"}, ["bhg"]),
        ("phases", {}, ["kickoff", "benefits", "processes", "procurement", "launch"]),
        ("benefits", {}, ["G-01", "G-02"]),
        ("benefits", {"service": "sfo"}, ["G-01"]),
        ("benefits", {"phase": Phase.LAUNCH}, []),
        ("measurements", {}, ["G-01/2026-09-01"]),
        ("measurements", {"holder": "G-01"}, ["2026-09-01"]),
        ("measurements", {"holder": "G-0"}, []),
        ("steps", {"service": "sfo", "variant": "paper"}, ["S01"]),
        ("steps", {"service": "sfo", "variant": "integrated"}, []),
        ("steps", {"service": "bhg"}, []),
        ("steps", {"service": "sfo"}, ["processes/sfo/paper/S01"]),
        ("answers", {"holder": "A-1/bids/nord"}, ["KR-1", "KR-2", "KR-4"]),
        ("answers", {"holder": "A-1/bids/ny"}, ["KR-1", "KR-2", "KR-4"]),
        ("answers", {"holder": "A-2/bids/nord"}, []),
        ("answers", {}, ["A-1/nord/KR-1", "A-1/nord/KR-2", "A-1/nord/KR-4",
                         "A-1/sør/KR-1", "A-1/sør/KR-2", "A-1/sør/KR-4"]),
    ],
)  # fmt: skip
def test_the_rows_of_a_scope(kind: str, scope: dict[str, Any], found: list[str]) -> None:
    assert keys(kind, **scope) == found


def test_what_gives_points_is_asked_of_who_is_still_in() -> None:
    rows = ALL.rows("answers", Scope(holder="A-1"))
    assert [row.key for row in rows] == ["A-1/bids/nord/answers/KR-2", "A-1/bids/nord/answers/KR-4"]
    assert [row.about.supplier for row in rows if isinstance(row.about, AskedRequirement)] == ["nord", "nord"]


def test_an_answer_that_a_bidder_gave_stands_in_its_row() -> None:
    given = {row.key: row.record.answer.value if row.record.answer else None for row in ALL.rows("answers")}  # type: ignore[attr-defined]
    assert given["A-1/nord/KR-1"] == "yes"
    assert set(given.values()) == {"yes", None}


def test_the_checklist_is_asked_of_phases_and_of_each_service() -> None:
    questions = ALL.plan.facts.questions
    of_launch = len(questions.of(Phase.LAUNCH))
    of_others = sum(len(questions.of(phase)) for phase in Phase if phase is not Phase.LAUNCH)
    assert len(keys("checklist")) == of_others + 2 * of_launch
    assert len(keys("checklist", phase=Phase.KICKOFF)) == len(questions.of(Phase.KICKOFF))
    assert len(keys("checklist", service="bhg")) == of_launch
    assert keys("checklist", service="bhg", phase=Phase.KICKOFF) == []
    assert keys("checklist")[0] == "kickoff/K-C01"
    assert keys("checklist", phase=Phase.KICKOFF)[0] == "K-C01"
    assert keys("checklist", service="bhg")[0] == "T-C01"
    assert keys("checklist", phase=Phase.LAUNCH)[0] == "sfo/T-C01"
    answered = [row.address for row in ALL.rows("checklist") if row.record.answer.value != "open"]  # type: ignore[attr-defined]
    assert answered == ["kickoff/K-C01"]


@pytest.mark.parametrize(
    ("kind", "address", "whose"),
    [
        ("activities", "K-02", ("per", "liv")),
        ("activities", "G-A1", ()),
        ("benefits", "G-01", ("eva", "per")),  # who owns it, and who measures
        ("risks", "R-01", ("per",)),
        ("actions", "I-01/actions/1", ("per",)),
        ("measurements", "G-01/measurements/2026-09-01", ("per",)),  # who measures, before who owns
        ("bids", "A-1/bids/nord", ()),
        ("checklist", "kickoff/K-C01", ("per",)),  # who answered
        ("checklist", "kickoff/K-C02", ("liv",)),  # whom it is put to
    ],
)
def test_whose_a_row_is(kind: str, address: str, whose: tuple[str, ...]) -> None:
    assert of(kind, address) == whose


def test_a_point_is_put_to_the_person_of_its_role() -> None:
    people = ABOUT.replace("id: sfo, name: SFO", "id: sfo, name: SFO, responsible: per, owner: eva")
    tables = seen("", about=people)

    def of_service(name: str) -> dict[str | None, tuple[str, ...]]:
        rows = tables.rows("checklist", Scope(service=name))
        return {row.about.question.role: carriers(row) for row in rows if isinstance(row.about, CheckRow)}

    whose = of_service("sfo")
    assert (whose["main_responsible"], whose["process_owner"]) == (("per",), ("eva",))
    none = of_service("bhg")
    assert (none["main_responsible"], none["process_owner"]) == ((), ())


def test_the_rows_of_one_person_are_those_that_name_them() -> None:
    assert keys("activities", person="liv") == ["K-01", "K-02"]
    assert keys("activities", person="per") == ["K-02", "K-03"]
    assert keys("activities", person="eva") == []
    assert keys("actions", person="per") == ["I-01/1"]


@pytest.mark.parametrize(
    ("until", "found", "waiting"),
    [
        (date(2026, 9, 24), ["K-02"], 1),  # K-02 is overdue, K-03 falls due the day after
        (date(2026, 9, 25), ["K-02", "K-03"], 0),
    ],
)
def test_of_a_person_only_what_is_near_is_shown_and_the_rest_is_counted(
    until: date, found: list[str], waiting: int
) -> None:
    near = Tables(ALL.plan, ALL.index, until)
    assert keys("activities", near, person="per") == found
    assert near.waiting(("activities",), "per") == waiting
    assert near.waiting(("activities", "milestones"), "per") == waiting  # once, in however many tables
    assert ALL.waiting(("activities",), "per") == 0


def test_people_with_rows_stand_in_the_order_of_the_project() -> None:
    assert people_with_rows(ALL, ("activities",)) == ("liv", "per")
    assert people_with_rows(ALL, ("benefits", "risks")) == ("per", "eva")
    assert people_with_rows(ALL, ("phases",)) == ()


def test_the_class_of_a_kind() -> None:
    assert class_of("bids") is Bid
    assert class_of("milestones") is class_of("activities")
    assert class_of("project").__name__ == "About"


def test_what_holds_a_row() -> None:
    entry = ALL.index.by_address["G-01/measurements/2026-09-01"]
    holder = ALL.holder(entry)
    assert holder
    assert holder.address == "G-01"
    assert ALL.holder(ALL.index.by_address["R-01"]) is None
