"""A project that the line has taken over shouts no more; its benefits are measured."""

import json
from pathlib import Path

from tests.conftest import Tpn

DAY = ("--today", "2028-03-01")


def test_only_what_is_to_be_measured_waits_for_anybody(tpn: Tpn, halden: Path) -> None:
    at = ("-p", halden, *DAY)
    before = json.loads(tpn("status", "--json", *at).out)
    assert (
        before["overall"]["light"] == "red"
        if isinstance(before["overall"], dict)
        else before["overall"] == "red"
    )
    late = json.loads(tpn("list", "frister", "--overdue", "--json", *at).out)["records"]
    assert len(late) > 20
    assert tpn("set", "project", "overlevert=01.02.2028", *at).code == 0
    after = json.loads(tpn("status", "--json", *at).out)
    lights = {one["dimension"]: one["light"] for one in after["lights"]}
    assert {name: light for name, light in lights.items() if name != "benefits"} == dict.fromkeys(
        ("progress", "economy", "quality", "risk", "change", "privacy"), "grey"
    )
    assert lights["benefits"] != "grey"
    assert json.loads(tpn("list", "frister", "--overdue", "--json", *at).out)["records"] == []
    assert "overlevert til linjen 01.02.2028" in tpn("status", "--format", "md", *at).out
    assert json.loads(tpn("list", "aktiviteter", "--overdue", "--json", *at).out)["records"] == []
    assert "[K" not in tpn("check", "--all", *at).out
    due = json.loads(tpn("list", "nytte", "--json", *at).out)["records"]
    assert any(one["due"] and not one["due"]["over"] for one in due)
    calendar = tpn("benefits", "--format", "ics", *at)
    assert calendar.code == 0


def test_before_its_day_and_without_one_nothing_is_otherwise(tpn: Tpn, halden: Path) -> None:
    shown = tpn("status", "-p", halden).out
    ahead = tpn("set", "project", "overlevert=01.02.2028", "-p", halden)
    assert "[date-not-yet]" in ahead.err
    assert tpn("status", "-p", halden).out == shown
