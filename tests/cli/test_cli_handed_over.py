"""A project that the line has taken over shouts no more; its benefits are measured."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import Tpn
from tpn.model import load

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


def test_each_owner_is_sent_what_is_to_be_measured_and_the_answer_comes_home(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    """Once a year: the benefits that one owns or measures, with target and day; a new row is a measurement."""
    at = ("-p", halden, *DAY)
    tpn("set", "project", "overlevert=01.02.2028", *at)
    benefits = load(halden).sound().benefits.benefits
    owners = {one.owner for one in benefits} | {
        one.indicator.measured_by for one in benefits if one.indicator
    }
    sent = tpn("export", "--each-responsible", tmp_path / "ut", "--due", "01.04.2028", *at)
    assert sent.code == 0
    files = {path.stem for path in (tmp_path / "ut").glob("*.xlsx")}
    assert files
    assert files <= owners
    path = tmp_path / "ut" / "liv.xlsx"
    book = openpyxl.load_workbook(path)
    assert [tab.title for tab in book if tab.sheet_state == "visible"] == ["Start her", "Nytte", "Målinger"]
    told = [[cell.value for cell in row] for row in book["Nytte"].iter_rows()]
    (mine,) = [row for row in told if row[0] == "G-04"]
    assert datetime(2027, 10, 29) in mine  # noqa: DTZ001 - a cell has no zone
    assert "Ingenting er endret" in tpn("import", path, *at).err
    heads = {cell.value: at for at, cell in enumerate(book["Målinger"][3], 1)}
    row = max(one[0].row for one in book["Målinger"].iter_rows() if one[0].value) + 1
    said: dict[str, Any] = {"Gjelder nr": "G-04", "Dato": datetime(2028, 2, 28), "Målt verdi": 29}  # noqa: DTZ001
    for head, value in said.items():
        book["Målinger"].cell(row, heads[head]).value = value
    book.save(path)
    assert tpn("import", path, "--write", *at).code == 0
    last = load(halden).sound().benefits.benefits[3].measurements[-1]
    assert (last.date.isoformat(), last.value) == ("2028-02-28", 29)
    assert "29" in tpn("benefits", "G-04", *at).out
    assert "1 av" in tpn("round", *at).out
