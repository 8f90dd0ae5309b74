"""A workbook in OpenDocument filled in place: the cells that were meant, and every other byte as it was."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tpn.recognise.fill_ods import OdsWorkbook
from tpn.recognise.fill_workbook import CannotFill, Put
from tpn.spreadsheets.found_book import FoundTab, spot
from tpn.spreadsheets.ods_read import read

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def cell(value: str = "", more: str = "", note: str = "") -> str:
    """A cell: a number, a text, or empty."""
    kind = (
        f' office:value-type="float" office:value="{value}"'
        if value.isdigit()
        else ' office:value-type="string"'
    )
    inside = note + (f"<text:p>{value}</text:p>" if value else "")
    return f"<table:table-cell{more}{kind if value else ''}>{inside}</table:table-cell>"


ROWS = (
    (
        "",
        cell("Tiltak &gt; 1", ' table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        + cell("Sum"),
    ),
    (
        ' table:style-name="ro1"',
        cell("3", ' table:style-name="ce1"')
        + cell("gammel", note="<office:annotation><text:p>husk</text:p></office:annotation>")
        + cell("6", ' table:formula="of:=[.A2]*2"')
        + cell("9", ' table:formula="of:=[.B9]"'),
    ),
    (
        ' table:number-rows-repeated="4" table:style-name="ro2"',
        '<table:table-cell table:style-name="ce2" table:number-columns-repeated="3"/>',
    ),
)
CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{NAMES}><office:body><office:spreadsheet>'
    '<table:table table:name="Plan"><table:table-column table:number-columns-repeated="5"/>'
    + "".join(f"<table:table-row{more}>{cells}</table:table-row>" for more, cells in ROWS)
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def book(content: str = CONTENT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("Pictures/a.png", b"\x89PNG")
    return out.getvalue()


def content_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.read("Pictures/a.png") == b"\x89PNG"
        return package.read("content.xml").decode()


def tab(data: bytes, folder: Path) -> FoundTab:
    (folder / "a.ods").write_bytes(data)
    return read(folder / "a.ods").tabs[0]


def value(found: FoundTab, name: str) -> object:
    place = spot(name)
    assert place
    return found.value(*place)


def filled(*puts: tuple[str, object]) -> tuple[bytes, list[str]]:
    made = OdsWorkbook(book()).filled([Put("Plan", name, said) for name, said in puts])  # type: ignore[arg-type]
    return made.data, [one.what for one in made.done]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A2", 7), ("B2", "ny & <bedre>"), ("A3", date(2026, 10, 12)), ("B4", "midt"), ("C6", 2.5),
        ("A4", "to\nlinjer"),
        ("E2", "bak"), ("G3", "langt bak"), ("B7", "rett under"), ("A12", "langt under"),
    ],
)  # fmt: skip
def test_one_cell_is_written_and_all_others_say_what_they_said(
    name: str, said: object, tmp_path: Path
) -> None:
    before = tab(book(), tmp_path)
    data, what = filled((name, said))
    after = tab(data, tmp_path)
    assert what == ["written"]
    assert value(after, name) == said
    names = {f"{letter}{row}" for letter in "ABCDEFG" for row in range(1, 13)} - {name}
    names -= {"C2"} if name == "A2" else set()  # follows from it
    assert [value(after, one) for one in sorted(names)] == [value(before, one) for one in sorted(names)]
    assert after.notes == before.notes
    assert after.merged == before.merged


def test_many_cells_in_rows_and_cells_that_stand_for_several(tmp_path: Path) -> None:
    said = {"A3": 1, "C3": 3, "B5": "x", "C6": "y", "A6": "z", "B9": "ny rad"}
    data, _ = filled(*said.items())
    after = tab(data, tmp_path)
    assert {one: value(after, one) for one in said} == said
    assert value(after, "A4") is None
    assert (
        content_of(data).count('table:style-name="ro2"') == 4
    )  # of a stretch of four rows each is still dressed


def test_the_style_of_a_cell_stays_and_a_formula_is_not_written_over(tmp_path: Path) -> None:
    data, what = filled(("A2", 7), ("C2", 1), ("A9", 1))
    assert what == ["written", "formula", "written"]
    assert (
        '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="7">'
        in content_of(data)
    )
    assert tab(data, tmp_path).formulas[1, 2] == "A2*2"


def test_only_what_follows_from_a_change_forgets_its_result() -> None:
    said = content_of(filled(("A2", 7))[0])
    assert '<table:table-cell table:formula="of:=[.A2]*2"></table:table-cell>' in said
    assert 'table:formula="of:=[.B9]" office:value-type="float" office:value="9"' in said


def test_a_merged_cell_is_written_where_it_shows(tmp_path: Path) -> None:
    data, _ = filled(("B1", "Nytt"))
    assert value(tab(data, tmp_path), "A1") == "Nytt"


def test_nothing_to_write_is_the_same_file_and_a_tab_that_is_not_there_is_said() -> None:
    made = OdsWorkbook(book()).filled([Put("Annen", "A1", 1)])
    assert (made.data, [one.what for one in made.done]) == (book(), ["no-tab"])


@pytest.mark.parametrize("data", [b"", b"PK", book("<a/>"), book(CONTENT.replace("table:", "t:"))])
def test_what_is_no_such_workbook_cannot_be_filled(data: bytes) -> None:
    with pytest.raises(CannotFill):
        OdsWorkbook(data)
