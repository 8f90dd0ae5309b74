"""The workshop's sheet: a tab for each variant of one service, its cells open to what the people in the room know."""

from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.sheets.base import read_base
from tpn.sheets.found import FoundBook
from tpn.sheets.guard import read_guarded


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
