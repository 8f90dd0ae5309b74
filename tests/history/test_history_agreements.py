"""The sequence of agreements: the later wins, whatever its name or day; nothing of an older version is lost."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.history.agreements import PlanAgreement, agreements, baseline, change_of, in_force, stamp
from tpn.history.snapshots import facts_of, files_of, snapshots
from tpn.plan.baseline import FINISH
from tpn.problems import Stop
from tpn.source import TextFile, write_files

LAST_DAY = date(2030, 1, 1)


def made(hour: int, kind: str, day: date = date(2026, 10, 5), **moved: str) -> PlanAgreement:
    to = {key.replace("_", "-"): date.fromisoformat(said) for key, said in moved.items()}
    at = datetime(2026, 10, 5, hour)  # noqa: DTZ001 - a clock on the wall
    return PlanAgreement(at, day, kind, to, frozenset({"sfo"} & set(to)))  # type: ignore[arg-type]


def agree(folder: Path, name: str) -> None:
    """An agreed plan on top of those there are, as two copies of a project and older versions have left them."""
    today = date(2026, 10, 5)
    session = Session({"project": str(folder), "today": today.isoformat()})
    at = stamp(folder, today, datetime(2026, 10, 5, 8))  # noqa: DTZ001 - a clock on the wall
    facts = facts_of(plan_of(session), name, agreed=True, at=at)
    files = files_of(folder, session.loaded.files, facts, snapshots(folder))
    write_files([(TextFile(path, path.as_posix(), ""), text) for path, text in files.items()])


def test_a_plan_is_agreed_once_and_changed_by_a_decision(tpn: Tpn, halden: Path) -> None:
    before = sorted(halden.rglob("*"))
    told = tpn("snapshot", "--agreed", "ny", "-p", halden)
    assert (told.code, told.out) == (2, "")
    assert (
        "en plan ble avtalt 25.08.2026, og den står til noe annet er besluttet [agreed-already]" in told.err
    )
    assert "«tpn replan --propose»" in told.err
    assert sorted(halden.rglob("*")) == before
    assert tpn("snapshot", "bare et bilde", "-p", halden).code == 0


def test_a_later_plan_replaces_an_earlier_one_of_the_same_day_whatever_their_names(
    tpn: Tpn, halden: Path
) -> None:
    agree(halden, "øre")
    tpn("set", "T-30", "frist=15.12.2026", "-p", halden)
    agree(halden, "a-plan")
    found = baseline(halden, date(2026, 10, 5))
    assert found is not None
    assert found.ends["T-30"] == date(2026, 12, 15)
    assert len(found.trail["T-30"]) == 3
    assert found.revision == 2


def test_a_move_made_after_a_plan_of_the_same_day_counts_and_one_made_before_it_does_not() -> None:
    first, second = made(8, "plan", A_1="2026-11-02"), made(12, "plan", A_1="2026-11-09")
    move = made(10, "move", A_1="2026-12-01")
    assert in_force([first, move, second]).ends == {"A-1": date(2026, 11, 9)}  # type: ignore[union-attr]
    assert in_force([first, second, move]).ends == {"A-1": date(2026, 12, 1)}  # type: ignore[union-attr]


def test_a_move_before_the_first_agreed_plan_agrees_nothing() -> None:
    assert in_force([made(8, "move", A_1="2026-12-01")]) is None


def test_the_trail_begins_with_the_original_and_ends_with_what_is_agreed() -> None:
    found = in_force([
        made(8, "plan", A_1="2026-11-02", sfo="2027-02-01", project="2027-06-30"),
        made(9, "replan", A_1="2026-11-16", sfo="2027-03-01"),
        made(10, "tolerance", A_1="2026-11-18"),
    ])  # fmt: skip
    assert found is not None
    assert [one.to.day for one in found.trail["A-1"]] == [2, 16, 18]
    assert found.trail["sfo"][0].to == date(2027, 2, 1)
    assert found.launches == {"sfo": date(2027, 3, 1)}
    assert found.finish == date(2027, 6, 30)
    assert found.ends == {"A-1": date(2026, 11, 18)}
    assert found.revision == 1  # what the lead moves within the tolerances is no new plan


def test_what_a_new_plan_does_not_name_is_no_longer_agreed() -> None:
    found = in_force([made(8, "plan", A_1="2026-11-02", A_2="2026-11-03"), made(9, "plan", A_2="2026-11-04")])
    assert found is not None
    assert "A-1" not in found.trail


def test_launches_and_finish_of_an_older_snapshot_are_read_from_the_yaml_beside_it(halden: Path) -> None:
    folder = halden / "history" / "snapshots" / "2026-08-25-oppstart"
    assert "agreed_dates" not in json.loads((folder / "facts.json").read_text("utf-8"))
    found = baseline(halden, date(2026, 10, 5))
    assert found is not None
    assert found.finish == date(2027, 6, 30)
    assert found.launches["barnehage"] == date(2026, 10, 26)
    assert found.trail[FINISH][0].day == date(2026, 8, 25)


def test_a_new_snapshot_keeps_what_it_agrees_of_launches_and_finish(tpn: Tpn, halden: Path) -> None:
    shutil.rmtree(halden / "history")
    assert tpn("snapshot", "--agreed", "ny", "-p", halden).code == 0
    facts = json.loads(
        next((halden / "history" / "snapshots").glob("*-ny-*")).joinpath("facts.json").read_text("utf-8")
    )
    assert facts["agreed_dates"]["finish"] == "2027-06-30"
    assert facts["agreed_dates"]["launches"]["sfo"] == "2027-02-01"


def test_the_decided_moves_of_an_older_version_count_after_the_plan_of_their_day(sandnes: Path) -> None:
    found = baseline(sandnes, LAST_DAY)
    assert found is not None
    last = found.trail["T-39"][-1]
    assert (last.to, last.decision, last.kind) == (date(2027, 2, 15), "B-05", "move")
    assert baseline(sandnes, date(2026, 10, 20)).trail["T-39"][-1].kind == "plan"  # type: ignore[union-attr]


def test_an_agreement_is_stamped_after_every_one_before_it_and_reads_back_as_it_was(tmp_path: Path) -> None:
    clock = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - a clock on the wall
    for number in range(3):
        at = stamp(tmp_path, date(2026, 10, 5), clock)
        new = PlanAgreement(at, date(2026, 10, 5), "replan", {"sfo": date(2027, 3, number + 1)}, frozenset({"sfo"}),
                        "B-07", "styret", "Leverandøren er sen")  # fmt: skip
        write_files([change_of(tmp_path, new)])
        assert agreements(tmp_path)[-1] == new
    assert [one.moved["sfo"].day for one in agreements(tmp_path)] == [1, 2, 3]


def test_a_damaged_agreement_is_told_and_never_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "history" / "agreed"
    folder.mkdir(parents=True)
    (folder / "x.json").write_text("{}", "utf-8")
    with pytest.raises(Stop):
        agreements(tmp_path)
