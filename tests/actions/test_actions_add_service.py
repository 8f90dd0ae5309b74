"""A service of the catalogue into a small project, without a terminal."""

from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import session, stopped
from tpn.actions.add_service import add_service
from tpn.actions.session import Session
from tpn.model import load

LAUNCHES = """\
launch:
  activities:
    - {id: L-01, title: SFO på nett, service: sfo, kind: go_live, milestone: true, due: 2027-03-01}
    - {id: L-02, title: Oppsummert, milestone: true, after: [L-01]}
    - {id: L-03, title: Pilot, milestone: true, due: 2026-12-01}
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", LAUNCHES, preview=False)


def test_what_is_not_in_the_catalogue_is_told_with_the_nearest(here: Session) -> None:
    problem = stopped(lambda: add_service(here, "kulturskol", None))
    assert (problem.slug, problem.facts["suggestion"]) == ("not-in-catalogue", "kulturskoleplass")
    assert stopped(lambda: add_service(here, "xyzzy", None)).facts["suggestion"] is None


def test_it_comes_with_records_of_its_own_by_its_id_or_its_name(here: Session) -> None:
    made = add_service(here, " Kulturskole ", None)
    assert made.content["id"] == "kulturskoleplass"
    after = load(here.folder).sound()
    assert [one.catalogue for one in after.services] == [None, None, "kulturskoleplass"]
    own = [one for one in after.launch.activities if one.service == made.records.service]
    assert own
    assert made.agreed is None


def test_a_service_that_the_project_has_from_the_catalogue_comes_once(here: Session) -> None:
    add_service(here, "kulturskole", None)
    after = Session({**here.values}, clock=here.clock)
    assert stopped(lambda: add_service(after, "kulturskole", None)).slug == "service-there"


def test_it_goes_live_in_its_wave_on_a_day_of_the_plan(here: Session) -> None:
    made = add_service(here, "kulturskole", 2)
    service = load(here.folder).sound().services[-1]
    assert service.wave == 2
    assert made.launch is not None
    assert made.launch > date(2026, 9, 7)


def test_what_closed_after_every_launch_closes_after_this_one_too(here: Session) -> None:
    add_service(here, "kulturskole", None)
    after = {one.id: [link.to for link in one.after] for one in load(here.folder).sound().launch.activities}
    assert len(after["L-02"]) > 1
    assert after["L-03"] == []


def test_where_no_launch_is_planned_nothing_closes_after_it(tmp_path: Path) -> None:
    only = "launch:\n  activities:\n    - {id: L-02, title: Oppsummert, milestone: true, due: 2027-04-01}\n"
    here = session(tmp_path / "q", only, preview=False)
    add_service(here, "kulturskole", None)
    assert load(here.folder).sound().launch.activities[0].after == ()


def test_a_preview_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    here = session(tmp_path / "q", LAUNCHES)
    before = (here.folder / "project.yaml").read_bytes()
    assert add_service(here, "kulturskole", None).records.service
    assert [path.name for path in here.folder.iterdir()] == ["project.yaml"]
    assert (here.folder / "project.yaml").read_bytes() == before
