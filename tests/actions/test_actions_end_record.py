"""Something ends, or comes back: whether it may, and what is written – with values and without a terminal."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.actions.small_session import session, stopped
from tests.edits.small_projects import ABOUT
from tpn.actions.end_record import ended_record, resumed_record
from tpn.actions.session import Session
from tpn.edits.ending import How
from tpn.model import load
from tpn.model.choices import EndOutcome

DAY = date(2026, 9, 7)
US = ABOUT.replace(
    "  - {id: bhg, name: Barnehage}\n", "  - {id: bhg, name: Barnehage}\n  - {id: kul, name: Kulturskole}\n"
)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Innføre SFO, service: sfo, due: 2026-10-01}
    - {id: K-02, title: SFO er kjent, service: sfo, due: 2026-08-01, status: done, finished: 2026-08-01}
launch:
  activities: [{id: L-01, title: På, service: bhg, due: 2026-08-03, milestone: true, kind: go_live, status: done,
    finished: 2026-08-03}]
  services: [{service: bhg, launched: 2026-08-03}]
decisions: [{id: B-01, title: Tatt, decided: 2026-09-01}, {id: B-02, title: Ikke tatt}]
benefits: {benefits: [{id: G-01, title: Mindre kø i SFO, services: [sfo]}]}
risks: [{id: R-01, title: Hast}, {id: R-02, title: Gått, ended: {date: 2026-09-01}}]
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, US, preview=False)


def how(**said: Any) -> How:
    return How(**{"day": DAY, "reason": "Nei", **said})


def ends(here: Session, name: str, *, titles: bool = False, **said: Any) -> Any:
    return ended_record(here, here.loaded.index.by_address[name], how(**said), titles=titles)


def refusal(here: Session, name: str, **said: Any) -> str:
    return stopped(lambda: ends(here, name, **said)).slug


def test_it_is_seen_before_it_is_written(here: Session) -> None:
    planned = ends(here, "R-01")
    assert load(here.folder).sound().risks[0].ended is None
    planned.write(here)
    found = load(here.folder).sound().risks[0].ended
    assert found
    assert (found.date, found.reason, found.outcome) == (DAY, "Nei", EndOutcome.CANCELLED)


def test_only_a_decision_that_is_taken_stands_behind_it(here: Session) -> None:
    assert ends(here, "sfo", decision="B-01").edits
    assert refusal(here, "sfo", decision="B-02")
    assert refusal(here, "sfo", decision="B-99")


def test_it_goes_into_others_of_its_kind_and_not_into_itself(here: Session) -> None:
    merged = EndOutcome.MERGED_INTO
    assert refusal(here, "sfo", outcome=merged, into=("R-01",)) == "not-of-one-kind"
    assert refusal(here, "sfo", outcome=merged, into=("sfo",)) == "not-of-one-kind"
    assert ends(here, "sfo", outcome=merged, into=("bhg",)).edits


def test_it_goes_into_nothing_that_has_ended_itself_so_that_no_two_go_into_each_other(here: Session) -> None:
    assert refusal(here, "R-01", outcome=EndOutcome.MERGED_INTO, into=("R-02",)) == "has-ended"


def test_it_is_split_into_two_at_least(here: Session) -> None:
    split = EndOutcome.SPLIT_INTO
    assert refusal(here, "sfo", outcome=split, into=("bhg",)) == "split-needs-two"
    assert ends(here, "sfo", outcome=split, into=("bhg", "kul")).edits


def test_a_launched_service_is_withdrawn_and_one_that_is_not_cannot_be(here: Session) -> None:
    for outcome in (EndOutcome.CANCELLED, EndOutcome.POSTPONED):
        problem = stopped(lambda outcome=outcome: ends(here, "bhg", outcome=outcome))  # type: ignore[misc]
        assert (problem.slug, problem.facts["name"]) == ("service-is-on", "Barnehage")
    assert ends(here, "bhg", outcome=EndOutcome.WITHDRAWN).edits
    assert refusal(here, "sfo", outcome=EndOutcome.WITHDRAWN) == "service-is-not-on"
    assert refusal(here, "R-01", outcome=EndOutcome.WITHDRAWN) == "service-is-not-on"
    assert ends(here, "bhg", outcome=EndOutcome.MERGED_INTO, into=("sfo",)).edits


def test_what_goes_over_and_carries_the_old_name_is_told_and_written_when_asked(here: Session) -> None:
    merged: dict[str, Any] = {"outcome": EndOutcome.MERGED_INTO, "into": ("kul",)}
    told = ends(here, "sfo", **merged)
    assert [one.entry.address for one in told.carrying] == [
        "G-01"
    ]  # its own work ends with it, and keeps its words
    ends(here, "sfo", titles=True, **merged).write(here)
    assert load(here.folder).sound().benefits.benefits[0].title == "Mindre kø i Kulturskole"


def test_of_a_split_a_person_must_say_which_is_meant_and_of_a_cancelled_one_nothing_goes_over(
    here: Session,
) -> None:
    split = ends(here, "sfo", outcome=EndOutcome.SPLIT_INTO, into=("bhg", "kul"))
    assert [one.edit for one in split.carrying] == [None]
    assert ends(here, "sfo").carrying == ()
    assert ends(here, "R-01").carrying == ()


def test_what_ended_comes_back(here: Session) -> None:
    back = resumed_record(here, here.loaded.index.by_address["R-02"])
    assert [one.address for one in back.entries] == ["R-02"]
    back.write(here)
    assert load(here.folder).sound().risks[1].ended is None


def test_what_has_not_ended_cannot_come_back(here: Session) -> None:
    assert stopped(lambda: resumed_record(here, here.loaded.index.by_address["R-01"])).slug


def test_who_knows_a_merged_service_knows_what_it_goes_into_and_nothing_is_accepted_twice(
    tmp_path: Path,
) -> None:
    about = (
        US.replace("name: SFO}", "name: SFO, responsible: eva, subject_staff: [eva, per, tom]}")
        .replace("name: Barnehage}", "name: Barnehage, responsible: per}")
        .replace("services:\n", "  - {id: tom, name: Hovedansvarlig – SFO}\nservices:\n")
    )
    text = (
        "deliverables:\n  - {id: D-1, title: Ny prosess – SFO, service: sfo}\n"
        "  - {id: D-2, title: Ny prosess – Barnehage, service: bhg}\n"
        "  - {id: D-3, title: Bilder av SFO, service: sfo}\n"
    )
    here = session(tmp_path / "q", text, about, preview=False)
    planned = ends(here, "sfo", titles=True, outcome=EndOutcome.MERGED_INTO, into=("bhg",))
    assert planned.staff == ("eva",)  # Per is there already, the other is a role that waits for somebody
    assert [one.address for one in planned.ending.same] == ["D-1"]
    planned.write(here)
    left = load(here.folder).sound()
    assert left.service["bhg"].subject_staff == ("eva",)
    assert [(one.title, one.service, bool(one.ended)) for one in left.deliverables] == [
        ("Ny prosess – SFO", "sfo", True), ("Ny prosess – Barnehage", "bhg", False),
        ("Bilder av Barnehage", "bhg", False)
    ]  # fmt: skip
