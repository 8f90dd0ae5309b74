"""Where columns have too little room, a table is one block per record."""

import pytest

from tpn.reports.blocks import Align, Inline, TextSpan, TextTable
from tpn.reports.display import Display
from tpn.reports.terminal import drawn

POINTS = "T-C08, T-C09, T-C18, T-C26, T-C28 og 7 til"


def cells(row: tuple[str, ...]) -> tuple[Inline, ...]:
    return tuple((TextSpan(text),) for text in row)


def screen(
    width: int, *rows: tuple[str, ...], head: tuple[str, ...] = ("Hva", "Åpne", "Hvilke")
) -> list[str]:
    align: list[Align] = ["left"] * len(head)
    table = TextTable(cells(head), tuple(map(cells, rows)), tuple(align))
    return drawn([table], Display(width)).splitlines()


def test_rows_that_mostly_grow_over_three_lines_become_blocks() -> None:
    rows = [("Barnehageplass", "12", POINTS), ("SFO", "30", POINTS)]
    assert screen(80, *rows)[2:] == [f"Barnehageplass  12    {POINTS}", f"SFO             30    {POINTS}"]
    assert screen(34, *rows)[:4] == [
        "Barnehageplass",
        "  Åpne: 12",
        "  Hvilke: T-C08, T-C09, T-C18,",
        "  T-C26, T-C28 og 7 til",
    ]


def test_one_tall_row_of_many_leaves_the_table_as_it_is() -> None:
    rows = [("Barnehageplass", "12", POINTS), *[("SFO", "30", "T-C08")] * 2]
    assert screen(34, *rows)[-1] == "SFO             30    T-C08"


@pytest.mark.parametrize("name", ["R-03", "barnehage", "styring-2", "● kulturmidler", "08.12.2026"])
def test_what_stands_beside_an_id_or_a_day_is_what_the_record_is_called(name: str) -> None:
    assert screen(22, (name, "Venter", POINTS))[0].startswith(f"{name}  ")


@pytest.mark.parametrize("name", ["Barnehageplass", "SFO", "Leie av lokaler"])
def test_what_stands_beside_a_name_is_told_by_its_own(name: str) -> None:
    assert screen(20, (name, "30", POINTS))[:2] == [name, "  Åpne: 30"]
