"""One count everywhere: every figure on the status is the number of rows of the list that it names."""

import datetime as dt
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest
import yaml
from pptx import Presentation

from tests.cli.files_back import table_cells
from tests.cli.truth_laws import figures
from tests.conftest import ROOT, Tpn

TODAY = "2026-10-05"
PARTS = ((), ("--service", "barnehage"), ("--phase", "4"))
FALLEN = {"cancelled", "not_relevant"}


def untidy(folder: Path) -> Path:
    """The project with its edges: an action carried over, work without dates, people or status, a date long gone."""
    kickoff = folder / "1-kickoff.yaml"
    text = kickoff.read_text("utf-8")
    more = (
        "    - {id: K-90, title: Uten noe}\n"
        "    - {id: K-91, title: Lenge siden, due: 2026-01-05}\n"
        "    - {id: K-92, title: Utgår, due: 2026-01-06, status: cancelled}\n"
        "    - {id: K-93, title: To har den, due: 2026-09-01, responsible: [ola, liv]}\n"
    )
    kickoff.write_text(text.replace("  activities:\n", f"  activities:\n{more}", 1), "utf-8")
    return folder


@pytest.mark.parametrize("part", PARTS, ids=lambda part: " ".join(part) or "all")
@pytest.mark.parametrize("tidy", [True, False])
def test_every_figure_on_the_status_is_the_number_of_rows_of_its_list(
    tpn: Tpn, halden: Path, *, tidy: bool, part: tuple[str, ...]
) -> None:
    folder = halden if tidy else untidy(halden)
    status = json.loads(tpn("status", "-p", folder, "--json", *part).out)
    found = list(figures(status))
    assert len(found) > 5
    for figure, line in found:
        words = shlex.split(line)[1:]
        listed = json.loads(tpn(*words, "-p", folder, "--json").out)
        assert (line, len(listed["records"])) == (line, figure)


@pytest.mark.parametrize("name", ["examples/sandnes", "tests/data/untidy"])
def test_it_is_so_of_other_projects_too(tpn: Tpn, tmp_path: Path, name: str) -> None:
    folder = Path(copytree(ROOT / name, tmp_path / "prosjekt"))
    today = ("-p", folder, "--today", "2026-11-23", "--json")
    found = list(figures(json.loads(tpn("status", *today).out)))
    assert len(found) > 5
    for figure, line in found:
        listed = json.loads(tpn(*shlex.split(line)[1:], *today).out)
        assert (line, len(listed["records"])) == (line, figure)


def test_an_action_that_became_an_activity_is_one_thing_done_once(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("list", "actions", "-p", halden, "--json").out)["records"]
    carried = [one for one in facts if one["fields"]["activity"]]
    assert carried
    for one in carried:
        work = json.loads(tpn("show", one["fields"]["activity"], "-p", halden, "--json").out)
        assert (one["due"]["over"], one["due"]["plan"]) == (work["due"]["over"], work["due"]["plan"])
    deadlines = json.loads(tpn("list", "deadlines", "-p", halden, "--json").out)["records"]
    assert not {one["address"] for one in carried} & {one["address"] for one in deadlines}


# ---------------------------------------------------------------- against an independent small model


class Model:
    """A small reading of the files, without a line of the program: what is typed, and what was agreed."""

    def __init__(self, folder: Path) -> None:
        self.work: dict[str, Mapping[str, Any]] = {}
        for path in sorted(folder.glob("[1-5]-*.yaml")):
            for section in yaml.safe_load(path.read_text("utf-8")).values():
                self.work |= {one["id"]: one for one in section["activities"]}
        project = yaml.safe_load((folder / "project.yaml").read_text("utf-8"))
        self.launch = {one["id"]: one["launch"] for one in project["services"] if one.get("launch")}
        self.names = {one["id"]: one["name"] for one in project["services"]}
        facts = [
            json.loads(path.read_text("utf-8"))
            for path in sorted(folder.glob("history/snapshots/*/facts.json"))
        ]
        agreed = [one for one in facts if one["agreed"]][-1]["activities"]
        self.agreed = {
            name: dt.date.fromisoformat(agreed[name][1])
            for name, one in self.work.items()
            if one.get("milestone") and name in agreed and agreed[name][1]
        }

    def standing(self) -> list[str]:
        return [name for name, one in self.work.items() if one.get("status") not in FALLEN]

    def overdue(self, today: dt.date) -> set[str]:
        return {
            name
            for name in self.standing()
            if self.work[name].get("status") != "done" and (self.work[name].get("due") or today) < today
        }


def written(day: dt.date) -> str:
    return day.strftime("%d.%m.%Y")


def test_counts_and_dates_on_the_screen_are_those_of_the_small_model(tpn: Tpn, halden: Path) -> None:
    model = Model(halden)
    done = sum(model.work[name].get("status") == "done" for name in model.standing())
    screen = tpn("status", "-p", halden).out
    assert f"{done} av {len(model.standing())} aktiviteter ferdig" in screen
    listed = json.loads(tpn("list", "aktiviteter", "--overdue", "-p", halden, "--json").out)["records"]
    assert {one["address"] for one in listed} == model.overdue(dt.date(2026, 10, 5))
    milestones = json.loads(tpn("list", "milepæler", "-p", halden, "--json").out)["records"]
    for one in milestones:
        typed = model.work[one["address"]]["due"]
        assert (one["address"], one["due"]["plan"]) == (one["address"], typed.isoformat())
        if day := model.agreed.get(one["address"]):
            assert (one["address"], one["due"]["agreed"]) == (one["address"], day.isoformat())


def test_dates_in_the_workbook_are_those_of_the_small_model(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    model, path = Model(halden), tmp_path / "ut.xlsx"
    assert tpn("export", "-p", halden, "-o", path).code == 0
    found: dict[str, tuple[object, object]] = {}
    for tab in openpyxl.load_workbook(path):
        heads: list[object] = []
        for row in tab.iter_rows(values_only=True):
            if row[0] == "Nr":
                heads = list(row)
            elif heads and row[0] in model.work and "Frist" in heads:
                agreed: object = row[heads.index("Avtalt")] if "Avtalt" in heads else None
                found[str(row[0])] = (row[heads.index("Frist")], agreed)
    assert len(found) == len(model.work)
    for name, (due, said) in found.items():
        typed = model.work[name].get("due")
        if typed:
            assert isinstance(due, dt.datetime)
            assert (name, due.date()) == (name, typed)
        expected = model.agreed.get(name)
        assert (name, said.date() if isinstance(said, dt.datetime) else None) == (name, expected)


def test_launches_in_the_document_are_those_of_the_small_model(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    model, path = Model(halden), tmp_path / "status.docx"
    assert tpn("status", "-p", halden, "-o", path).code == 0
    rows = table_cells(path)
    for name, day in model.launch.items():
        said = [cell for row in rows if model.names[name] in row for cell in row]
        assert (name, any(written(day) in cell for cell in said)) == (name, True)


def test_launches_on_the_slides_are_those_of_the_small_model(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    model, path = Model(halden), tmp_path / "lysbilder.pptx"
    assert tpn("slides", "kickoff", "-p", halden, "-o", path).code == 0
    rows = [
        [cell.text for cell in row.cells]
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    found = {name: row for row in rows for name, title in model.names.items() if title in row}
    told = {name: row for name, row in found.items() if name in model.launch}
    assert told
    for name, row in told.items():
        day = model.launch[name]
        assert (name, any(written(day) in cell or f"{day:%d.%m.}" in cell for cell in row)) == (name, True)


def test_who_writes_a_launch_writes_the_deadline_of_its_going_live_and_the_other_way_round(
    tpn: Tpn, halden: Path
) -> None:
    for words in (("set", "barnehage", "lansering=02.11.2026"), ("set", "T-17", "frist=09.11.2026")):
        assert tpn(*words, "-p", halden).code == 0
        model = Model(halden)
        day = dt.date(2026, 11, 2 if words[1] == "barnehage" else 9)
        assert (model.launch["barnehage"], model.work["T-17"]["due"]) == (day, day)


def test_a_launch_that_comes_home_in_a_sheet_is_the_deadline_of_its_going_live_too(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ut.xlsx"
    assert tpn("export", "-p", halden, "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    for tab in book:
        heads: list[object] = []
        for row in tab.iter_rows():
            if row[0].value == "Nr":
                heads = [cell.value for cell in row]
            elif row[0].value == "T-17":
                row[heads.index("Frist")].value = dt.datetime(2026, 11, 9)  # noqa: DTZ001 - a cell has no zone
    book.save(path)
    assert tpn("import", path, "-p", halden, "--write").code == 0
    model = Model(halden)
    assert (model.work["T-17"]["due"], model.launch["barnehage"]) == (dt.date(2026, 11, 9),) * 2


@pytest.mark.parametrize("how", ["done", "set"])
def test_an_action_that_is_done_is_done_as_the_activity_it_became(tpn: Tpn, halden: Path, how: str) -> None:
    address, day = "I-01/actions/1", dt.date(2026, 10, 5)
    words = ("done", address, "--date", str(day)) if how == "done" else ("set", address, f"utført={day}")
    result = tpn(*words, "-p", halden)
    assert result.code == 0, result.err
    work = Model(halden).work["T-14"]
    assert (work["status"], work["finished"]) == ("done", day)
    assert how == "set" or "T-14 " in result.out
