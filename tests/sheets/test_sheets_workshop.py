"""The workshop's sheet: a tab for each variant of one service, its cells open to what the people in the room know."""

from pathlib import Path

import pytest

from tests.cli.sheets_back import Back
from tests.conftest import Tpn
from tpn.model import load
from tpn.model.choices import VariantName
from tpn.sheets.sent_copy import read_base
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook


def book(file: Path) -> FoundBook:
    found = read_guarded(file, name=file.name)
    assert isinstance(found, FoundBook)
    return found


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_there_is_a_tab_for_each_variant_and_it_knows_where_each_cell_belongs(
    tpn: Tpn, halden: Path, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"steg.{suffix}"
    result = tpn("process", "barnehage", "-p", halden, "-o", file)
    assert result.code == 0, result.err
    found = book(file)
    base = read_base(found)
    assert base
    by_tab = {table.tab: table for table in base.tables}
    assert list(by_tab) == ["Om prosessen", "Papirbasert", "Selvbetjent", "Fullintegrert"]
    paper = by_tab["Papirbasert"]
    assert paper.addresses[5] == "processes/barnehage/paper/S08"
    assert paper.keys[5] == "S08"
    assert paper.new_rows
    assert [column.field for column in paper.columns if column.editable] == [
        "name", "actor", "system", "minutes", "wait_days", "share", "kind", "automation",
    ]  # fmt: skip
    assert by_tab["Om prosessen"].addresses == ("processes/barnehage",)


def test_one_variant_alone_can_be_sent(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "steg.xlsx"
    assert tpn("process", "sfo", "--variant", "papir", "-p", halden, "-o", file).code == 0
    base = read_base(book(file))
    assert base
    assert [table.tab for table in base.tables] == ["Om prosessen", "Papirbasert"]


# ------------------------------------------------------------------------------------------------- the way back


def test_own_minutes_come_home_and_end_the_example_times(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "steg.xlsx"
    assert tpn("process", "sfo", "-p", halden, "-o", file).code == 0
    sheet = Back(file, "Papirbasert")
    sheet.put("S08", "Minutter", 7)
    sheet.put("S09", "Utføres av", "Dokumentsenteret")
    sheet.save()
    shown = tpn("import", file, "-p", halden)
    assert "Tidene for SFO regnes nå som egne" in shown.err
    assert next(one for one in load(halden).sound().processes.services if one.service == "sfo").example_times
    result = tpn("import", file, "--write", "-p", halden)
    assert result.code == 0, result.err
    process = next(one for one in load(halden).sound().processes.services if one.service == "sfo")
    by_id = {step.id: step for step in process.variants[VariantName.PAPER].steps}
    assert (by_id["S08"].minutes, by_id["S09"].actor) == (7, "Dokumentsenteret")
    assert process.example_times is False
    assert "Tidene er eksempler" not in tpn("process", "sfo", "-p", halden).out


def test_a_sheet_without_own_minutes_leaves_the_examples_examples(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "steg.xlsx"
    assert tpn("process", "sfo", "-p", halden, "-o", file).code == 0
    sheet = Back(file, "Papirbasert")
    sheet.put("S09", "Utføres av", "Dokumentsenteret")
    sheet.save()
    assert tpn("import", file, "--write", "-p", halden).code == 0
    process = next(one for one in load(halden).sound().processes.services if one.service == "sfo")
    assert process.example_times


def test_a_new_step_in_the_sheet_is_a_new_step_of_the_variant(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "steg.xlsx"
    assert tpn("process", "barnehage", "--variant", "papir", "-p", halden, "-o", file).code == 0
    sheet = Back(file, "Papirbasert")
    below = sheet.row("S24") + 1
    for heading, value in {"Steg": "Ringe foresatte", "Utføres av": "Saksbehandler", "Minutter": 4}.items():
        sheet.sheet.cell(below, sheet.column(heading)).value = value
    sheet.save()
    result = tpn("import", file, "--write", "-p", halden)
    assert result.code == 0, result.err
    process = next(one for one in load(halden).sound().processes.services if one.service == "barnehage")
    last = process.variants[VariantName.PAPER].steps[-1]
    assert (last.id, last.name, last.actor, last.minutes) == ("S25", "Ringe foresatte", "Saksbehandler", 4)


def test_a_step_added_from_the_line_gets_the_next_number_of_its_variant(tpn: Tpn, halden: Path) -> None:
    words = ("add", "processes/barnehage/paper/steps", "name=Ringe foresatte", "actor=Saksbehandler")
    assert tpn(*words, "-p", halden).code == 0
    process = next(one for one in load(halden).sound().processes.services if one.service == "barnehage")
    assert process.variants[VariantName.PAPER].steps[-1].id == "S25"
