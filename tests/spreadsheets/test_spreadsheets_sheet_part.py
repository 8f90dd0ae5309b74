"""Single cells of a worksheet's XML: only they change, whatever the XML looks like."""
# ruff: noqa: E501 - XML reads best on a line

import pytest

from tpn.spreadsheets.sheet_part import Content, scan

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="m"><cols><col min="3" max="4" style="9"/></cols>'


def patched(
    data: bytes, values: dict[tuple[int, int], Content], stale: set[tuple[int, int]] | None = None
) -> bytes:
    return HEAD and scan(HEAD + data).with_cells(values, stale or set()).removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "place", "value", "after"),
    [
        pytest.param(
            b'<sheetData><row r="1"><c r="A1" s="5" t="s"><v>3</v></c><c r="B1"/></row></sheetData>', (0, 0), 7,
            b'<sheetData><row r="1"><c r="A1" s="5"><v>7</v></c><c r="B1"/></row></sheetData>', id="a cell keeps its style",
        ),
        pytest.param(
            b'<sheetData><row r="1"><c r="A1"/><c r="C1"/></row></sheetData>', (0, 1), "a<b",
            b'<sheetData><row r="1"><c r="A1"/><c r="B1" t="inlineStr"><is><t xml:space="preserve">a&lt;b</t></is></c><c r="C1"/></row></sheetData>',
            id="a missing cell comes in its place",
        ),
        pytest.param(
            b'<sheetData><row r="1" s="4" customFormat="1"/></sheetData>', (0, 0), 1,
            b'<sheetData><row r="1" s="4" customFormat="1"><c r="A1" s="4"><v>1</v></c></row></sheetData>',
            id="an empty row opens and gives its style",
        ),
        pytest.param(
            b'<sheetData><row r="1"/><row r="9"/></sheetData>', (4, 2), 1,
            b'<sheetData><row r="1"/><row r="5"><c r="C5" s="9"><v>1</v></c></row><row r="9"/></sheetData>',
            id="a missing row comes in its place, with the column's style",
        ),
        pytest.param(
            b"<sheetData/>", (0, 0), 1.5, b'<sheetData><row r="1"><c r="A1"><v>1.5</v></c></row></sheetData>',
            id="an empty sheet",
        ),
        pytest.param(
            b'<x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData>', (0, 0), 1,
            b'<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>', id="names with a prefix",
        ),
        pytest.param(
            b"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>", (0, 1), 3,
            b'<sheetData><row><c><v>1</v></c><c r="B1"><v>3</v></c></row></sheetData>', id="places that are not written",
        ),
    ],
)  # fmt: skip
def test_only_the_cell_changes(before: bytes, place: tuple[int, int], value: Content, after: bytes) -> None:
    tail = b"<extLst><ext/></extLst></worksheet>"
    if b"x:" in before:
        before, after = (
            text.replace(b"<x:sheetData", b'<x:sheetData xmlns:x="m"', 1) for text in (before, after)
        )
    assert patched(before + tail, {place: value}) == after + tail


def test_a_remembered_result_is_dropped_and_the_formula_stays() -> None:
    before = b'<sheetData><row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v xml:space="preserve">gammelt </v></c></row></sheetData>'
    after = b'<sheetData><row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f></c></row></sheetData>'
    assert patched(before + b"</worksheet>", {}, {(0, 0)}) == after + b"</worksheet>"
