"""The laws of a revised plan over one generated project, through the commands.

For a thousand: ``python -m tests.cli.replan_laws 1000``.
"""

import contextlib
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.cli.generated_projects import bytes_of, projects, written
from tests.cli.long_runs import by_hand
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.cli.app import run
from tpn.plan import Plan
from tpn.plan.revision import revised

BODIES = ("steering_group", "formannskapet")
AGREED = date(2026, 5, 11)


def tpn(folder: Path, today: date, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        line = [*words, "-p", str(folder), "--today", today.isoformat(), "--lang", "nb"]
        code = run(line, clock=lambda: datetime(2026, 12, 1, 8))  # noqa: DTZ001 - a clock on the wall
    return code, out.getvalue(), err.getvalue()


def seen(folder: Path, today: date) -> Plan:
    return plan_of(Session({"project": str(folder), "today": today.isoformat()}))


def check(project: dict[str, Any], today: date, body: str, folder: Path) -> bool:
    """Hold the laws for one project; False where it has faults or nothing to propose."""
    written(folder, project)
    if tpn(folder, AGREED, "snapshot", "--agreed", "plan")[0] != 0:
        return False  # links in a loop, dates that disagree: such a plan cannot be agreed
    code, _, err = tpn(folder, today, "replan", "--propose", "--body", body, "--decision", "B-01")
    assert code == 0, err
    if b"proposal" not in bytes_of(folder)["project.yaml"]:
        return False
    decide = ("set", "B-01", f"vedtatt={today.isoformat()}", f"besluttes av={body}")
    assert tpn(folder, today, *decide)[0] == 0
    before, bytes_before = seen(folder, today), bytes_of(folder)
    asked = {line.key: line for line in revised(before).lines}
    code, _, err = tpn(folder, today, "replan", "--decision", "B-01", "--write")
    assert code == 0, err
    after = seen(folder, today)
    _nothing_is_late(after, body, asked)
    _what_is_over_stands(before, after)
    released = [line for line in asked.values() if line.body == body and line.proposed]
    for line in released:
        assert len(after.trail[line.key]) == len(before.trail.get(line.key, ())) + 1, line.key
        assert after.trail[line.key][-1].decision == "B-01"
    kept = [line for line in asked.values() if line.body != body]
    for line in kept:
        assert after.trail.get(line.key, ()) == before.trail.get(line.key, ()), line.key
    bytes_after = bytes_of(folder)
    code, _, err = tpn(folder, today, "replan", "--decision", "B-01", "--write")
    assert (code, bytes_of(folder)) == (0, bytes_after), err
    assert "ingenting å foreslå" in err, err
    assert tpn(folder, today, "undo", "--write")[0] == 0
    assert bytes_of(folder) == bytes_before
    assert seen(folder, today).trail == before.trail
    return True


def _nothing_is_late(after: Plan, body: str, asked: dict[str, Any]) -> None:
    for line in revised(after).lines:
        short = (
            line.key in asked and asked[line.key].short
        )  # what was foreseen without a date is asked for nothing
        if line.body == body and line.agreed and line.forecast and not short:
            assert line.forecast <= line.agreed.to, (line.key, line.forecast, line.agreed)
    overdue = [work.activity.id for work in after.work if work.overdue]
    assert not overdue, overdue


def _what_is_over_stands(before: Plan, after: Plan) -> None:
    for old, new in zip(before.work, after.work, strict=True):
        if old.done or old.fallen_out or old.dates.undated:
            assert vars(old.activity) == vars(new.activity)
        assert (old.activity.started, old.activity.percent) == (new.activity.started, new.activity.percent)


if __name__ == "__main__":
    by_hand(check, projects(), st.dates(date(2026, 5, 12), date(2026, 9, 30)), st.sampled_from(BODIES))
