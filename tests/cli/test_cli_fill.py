"""``tpn fill``: the municipality's own form, by a profile; filled twice it is the same."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Tpn
from tests.recognise.form_books import form
from tpn.spreadsheets.found_book import FoundTab
from tpn.spreadsheets.ods_read import read as read_ods

# openpyxl, which only reads here, says that it would lose the extended rules
pytestmark = pytest.mark.filterwarnings("ignore:.*not supported:UserWarning")

PROFILE = """\
recognise: [Nytteplan]
fill:
  - sheet: Forside
    cells: {B2: project.name, B3: project.start}
  - sheet: Nytteplan
    rows: benefits
    as: plan
    key: A
    first: 4
    last: 9
    step: 2
    columns:
      A: title
      C: {field: kind, words: {staff_time: Tid}, else: Annet}
  - {sheet: Nytteplan, like: plan, first: 4, step: 2, columns: {B: owner, D: indicator.by}}
"""


@pytest.fixture
def book(halden: Path) -> Path:
    """The form beside Halden, with a profile of Halden's own."""
    profile = halden / "templates" / "profiles" / "nytteplan.yaml"
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(PROFILE, "utf-8")
    path = halden.parent / "skjema.xlsm"
    path.write_bytes(form())
    return path


def cells(path: Path, sheet: str, *names: str) -> list[object]:
    found = openpyxl.load_workbook(path)[sheet]
    return [found[name].value for name in names]


def test_nothing_is_written_before_it_is_asked_for(tpn: Tpn, halden: Path, book: Path) -> None:
    result = tpn("fill", book, "-p", halden)
    assert result.code == 0
    assert "nytteplan" in result.out
    assert book.read_bytes() == form()


def test_the_form_is_filled_by_the_profile_and_says_what_found_no_room(
    tpn: Tpn, halden: Path, book: Path
) -> None:
    new = halden.parent / "ny.xlsm"
    result = tpn("fill", book, "-o", new, "-p", halden)
    assert result.code == 0
    assert "har plass til 3" in result.err
    assert cells(new, "Forside", "B2") == ["Tjenester på nett i Halden"]
    titles, owners = cells(new, "Nytteplan", "A4", "A6", "A8"), cells(new, "Nytteplan", "B4", "B6", "B8")
    assert all(isinstance(text, str) for text in (*titles, *owners))
    assert set(cells(new, "Nytteplan", "C4", "C6", "C8")) <= {"Tid", "Annet"}
    assert book.read_bytes() == form()


def test_filled_twice_it_is_the_same(tpn: Tpn, halden: Path, book: Path) -> None:
    assert tpn("fill", book, "--write", "-p", halden).code == 0
    once = book.read_bytes()
    assert once != form()
    result = tpn("fill", book, "--write", "-p", halden)
    assert "står der allerede" in result.out
    assert book.read_bytes() == once


def test_a_record_keeps_its_row_when_another_comes_before_it(tpn: Tpn, halden: Path, book: Path) -> None:
    tpn("fill", book, "--write", "-p", halden)
    before = cells(book, "Nytteplan", "A4", "A6", "A8")
    text = (halden / "2-benefits.yaml").read_text("utf-8")
    first = text.index("    - id: G-01")
    second = text.index("    - id: G-02")
    third = text.index("    - id: G-03")
    moved = text[:first] + text[second:third] + text[first:second] + text[third:]
    (halden / "2-benefits.yaml").write_text(moved, "utf-8")
    tpn("fill", book, "--write", "-p", halden)
    assert cells(book, "Nytteplan", "A4", "A6", "A8") == before


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ("C: {field: kind", "C: {field: kin", "profile-fault"),
        ("sheet: Forside", "sheet: Forsiden", "profile-fault"),
        ("rows: benefits", "rows: gevinster", "profile-fault"),
        ("B2: project.name", "2B: project.name", "profile-fault"),
        ("first: 4\n", "first: fire\n", "profile-fault"),
        ("recognise: [Nytteplan]", "recognise: [Annet]", "fill-no-profile"),
    ],
)
def test_a_fault_in_a_profile_is_one_sentence(
    tpn: Tpn, halden: Path, book: Path, old: str, new: str, slug: str
) -> None:
    path = halden / "templates" / "profiles" / "nytteplan.yaml"
    path.write_text(PROFILE.replace(old, new, 1), "utf-8")
    result = tpn("fill", book, "-p", halden)
    assert result.code == 1
    assert slug in result.err


def test_a_text_file_cannot_be_filled(tpn: Tpn, halden: Path) -> None:
    path = halden.parent / "plan.csv"
    path.write_text("Nytte;Eier\nTid;Eva\n", "utf-8")
    result = tpn("fill", path, "-p", halden)
    assert (result.code, "fill-not-possible" in result.err) == (1, True)


def test_a_register_of_the_municipality_is_filled_by_what_read_has_kept(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    """Our rows are found by their titles, theirs stay, and so does what tpn has no field for."""
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    tab.title = "Risikoer"
    tab.append(["Vårt register"])
    tab.append(["Nr", "Risiko", "Sannsynlighet", "Konsekvens", "Risikoeier", "Vår kode"])
    tab.append(["R-01", "Prosesseiere får ikke satt av tid", 2, 2, "Kari", "K7"])
    tab.append(["R-99", "Noe eget", 1, 1, "Ola", "K8"])
    book.save(tmp_path / "vart.xlsx")
    assert tpn("-p", halden, "read", tmp_path / "vart.xlsx", "--save-profile", "vart").code == 0
    made = tpn("-p", halden, "fill", tmp_path / "vart.xlsx", "--profile", "vart", "-o", tmp_path / "ny.xlsx")
    assert made.code == 0, made.err
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "ny.xlsx")["Risikoer"].rows
    ]
    assert rows[2] == ["R-01", "Prosesseiere får ikke satt av tid", 3, 4, "Kari Holm", "K7"]
    assert rows[3] == ["R-99", "Noe eget", 1, 1, "Ola", "K8"]
    assert rows[4][:2] == ["R-02", "Nytten tas ikke ut i linjen"]
    assert len(rows) == 12


def test_a_register_in_opendocument_is_filled_too(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    tab = FoundTab(
        "Risikoer",
        (
            ("Nr", "Risiko", "Sannsynlighet", "Konsekvens", "Risikoeier"),
            ("R-01", "Prosesseiere får ikke satt av tid", 2, 2, "Kari"), ("R-99", "Noe eget", 1, 1, "Ola"),
        ),
    )  # fmt: skip
    (tmp_path / "vart.ods").write_bytes(plain_ods(tab))
    assert tpn("-p", halden, "read", tmp_path / "vart.ods", "--save-profile", "vart").code == 0
    assert tpn("-p", halden, "fill", tmp_path / "vart.ods", "--profile", "vart", "--write").code == 0
    found = read_ods(tmp_path / "vart.ods").tabs[0].rows
    assert found[1][:5] == ("R-01", "Prosesseiere får ikke satt av tid", 3, 4, "Kari Holm")
    assert found[2][:5] == ("R-99", "Noe eget", 1, 1, "Ola")
    assert found[3][1] == "Nytten tas ikke ut i linjen"
    once = (tmp_path / "vart.ods").read_bytes()
    assert tpn("-p", halden, "fill", tmp_path / "vart.ods", "--profile", "vart", "--write").code == 0
    assert (tmp_path / "vart.ods").read_bytes() == once


def plain_ods(tab: FoundTab) -> bytes:
    """A workbook in OpenDocument with the values of one tab, and nothing else."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )

    def cell(value: object) -> str:
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in tab.rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{tab.name}">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return out.getvalue()
