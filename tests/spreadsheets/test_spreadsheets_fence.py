"""Files that others made: each is read rightly, or refused with one problem, and never harms."""

import ctypes
import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import yaml
from openpyxl.styles import GradientFill

from tests.spreadsheets.sheet_books import follow_up, found, repacked, written
from tpn.problems import FilePlace, Problem, level_of
from tpn.source.child import ServingChild
from tpn.source.windows_job import JobLimits
from tpn.spreadsheets import fence as guard
from tpn.spreadsheets import ods
from tpn.spreadsheets import xlsx_write as xlsx
from tpn.spreadsheets.book import Book, Cell, Tab
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.fence import SECONDS, doubts, read_guarded
from tpn.spreadsheets.found_book import DOUBTS, UNCOMPUTED, CellError, FoundBook

XLSX = xlsx.dump(follow_up())
ODS = ods.dump(follow_up())
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
DATA = Path(__file__).parent.parent / "data" / "sheets"
SLUGS = ("bomb", "corrupt", "encrypted", "format-unknown", "not-a-sheet", "timeout", "too-large", *DOUBTS)


@pytest.fixture
def new_child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """A reading child of the test's own, with so many megabytes: begun here and now, and ended with the test."""
    begun: list[ServingChild] = []

    def begin(megabytes: int = guard.MEGABYTES) -> None:
        begun.append(ServingChild("tpn.spreadsheets.fence_child", str(megabytes)))
        monkeypatch.setattr(guard, "_CHILD", begun[-1])

    yield begin
    for child in begun:
        child.end()


def given(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def sheet(folder: Path, name: str, data: bytes, *, structure: bool = True) -> FoundBook:
    book = read_guarded(given(folder, name, data), structure=structure)
    assert isinstance(book, FoundBook), book
    return book


def refusal(folder: Path, name: str, data: bytes, seconds: float = SECONDS) -> Problem:
    problem = read_guarded(given(folder, name, data), name=name, seconds=seconds)
    assert isinstance(problem, Problem), problem
    assert problem.place == FilePlace(name)
    return problem


def changed(data: bytes, part: str, *edits: tuple[bytes, bytes]) -> bytes:
    def change(name: str, old: bytes) -> bytes:
        if not re.fullmatch(part, name):
            return old
        for this, that in edits:
            assert this in old
            old = old.replace(this, that)
        return old

    return repacked(data, change)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def plain(*rows: tuple[object, ...], **options: object) -> bytes:
    """A workbook by the bare library; a formula is given as text that begins with ``=`` and has no result."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy", **options})
    worksheet = workbook.add_worksheet("Ark")
    for row, values in enumerate(rows):
        worksheet.write_row(row, 0, values)
    workbook.close()
    return out.getvalue()


# read rightly


@pytest.mark.parametrize("depth", ["structure", "values"])
@pytest.mark.parametrize(("name", "data"), [("a.xlsx", XLSX), ("a.ods", ODS), ("a.csv", XLSX), ("a", ODS)])
def test_what_a_file_is_shows_from_its_bytes(name: str, data: bytes, depth: str, tmp_path: Path) -> None:
    book = sheet(tmp_path, name, data, structure=depth == "structure")
    assert found(book) == written(follow_up())
    assert book.doubts == ()


def test_an_old_xls_is_read_with_what_surrounds_it() -> None:
    book = read_guarded(DATA / "follow-up.xls", name="retur.xls")
    assert isinstance(book, FoundBook)
    assert found(book) == written(follow_up())
    assert (book.file, book.doubts) == ("retur.xls", ())
    assert book.tabs[0].notes == {(3, 1): "Delt med Eva"}
    assert book.tabs[0].hidden_columns == {7}
    assert book.tabs[0].fills[2, 2] == book.tabs[0].fills[3, 2] != ""
    assert "yyyy" in book.tabs[0].formats[2, 3]


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    data = plain((date(2026, 8, 3), "x"), date_1904=True)
    assert sheet(tmp_path, "mac.xlsx", data).tabs[0].rows == ((date(2026, 8, 3), "x"),)
    assert sheet(tmp_path, "mac.xlsx", data, structure=False).tabs[0].rows == ((date(2026, 8, 3), "x"),)


def test_strict_open_xml_is_read_with_its_structure(tmp_path: Path) -> None:
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        ),
    )

    def strict(name: str, old: bytes) -> bytes:
        for this, that in names:
            old = old.replace(this, that) if name != "[Content_Types].xml" else old
        return old

    book = sheet(tmp_path, "strict.xlsx", repacked(XLSX, strict))
    assert found(book) == written(follow_up())
    assert book.structure


def test_a_declared_size_of_the_whole_sheet_is_not_believed(tmp_path: Path) -> None:
    data = plain(("a", 1))
    huge = changed(
        data, "xl/worksheets/sheet1.xml", (b'<dimension ref="A1:B1"/>', b'<dimension ref="A1:XFD1048576"/>')
    )
    assert sheet(tmp_path, "stor.xlsx", huge).tabs[0].rows == (("a", 1),)


@pytest.mark.parametrize("depth", ["structure", "values"])
@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        (b'"B1"><f>NA()</f><v>0</v>', b'"B1" t="e"><f>NA()</f><v>#N/A</v>', CellError("#N/A")),
        (b'"B1"><f>NA()</f><v>0</v>', b'"B1"><f>NA()</f>', CellError(UNCOMPUTED)),
        (b'"B1"><f>NA()</f><v>0</v>', b'"B1" t="str"><f>""</f><v></v>', None),
    ],
)
def test_an_error_is_no_empty_cell(old: bytes, new: bytes, value: object, depth: str, tmp_path: Path) -> None:
    data = changed(plain(("a", "=NA()", 3)), "xl/worksheets/sheet1.xml", (old, new))
    assert sheet(tmp_path, "feil.xlsx", data, structure=depth == "structure").tabs[0].rows == (
        ("a", value, 3),
    )


def test_a_carriage_return_in_a_cell_is_a_line_end(tmp_path: Path) -> None:
    data = changed(plain(("Xyz",)), "xl/sharedStrings.xml", (b"Xyz", b"A_x000D_\nB"))
    assert sheet(tmp_path, "cr.xlsx", data).tabs[0].rows == (("A\nB",),)


def test_what_openpyxl_cannot_open_is_read_as_values_and_said(tmp_path: Path) -> None:
    data = changed(plain(("a", 1)), "xl/worksheets/sheet1.xml", (b'<c r="A1"', b'<c r="A1" s=""'))
    book = sheet(tmp_path, "rar.xlsx", data)
    assert (book.tabs[0].rows, book.structure) == ((("a", 1),), False)
    assert [problem.slug for problem in doubts(book)] == ["sheet-values-only"]


def test_a_million_repeated_empty_rows_are_nothing(tmp_path: Path) -> None:
    empty = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'
    book = sheet(tmp_path, "lo.ods", changed(ODS, "content.xml", (b"</table:table>", empty)))
    assert found(book) == written(follow_up())


def test_a_comment_on_an_empty_cell_an_indentation_and_a_filtered_row_are_found_in_an_ods(
    tmp_path: Path,
) -> None:
    style = b"""<style:style style:name="inn" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ffcc00"/><style:paragraph-properties fo:margin-left="0.706cm"/>
</style:style></office:automatic-styles>"""
    row = b"""<table:table-row table:visibility="filter"><table:table-cell><office:annotation><text:p>hvem?</text:p>
</office:annotation></table:table-cell><table:table-cell office:value-type="string" table:style-name="inn">
<text:p>Delaktivitet</text:p></table:table-cell></table:table-row></table:table>"""
    data = changed(ODS, "content.xml", (b"</office:automatic-styles>", style), (b"</table:table>", row))
    tab = sheet(tmp_path, "rundt.ods", data).tabs[0]
    at = len(tab.rows) - 1
    assert tab.rows[at][1] == "Delaktivitet"
    assert (tab.notes[at, 0], tab.fills[at, 1], tab.indents[at, 1]) == ("hvem?", "FFCC00", 2)
    assert at in tab.hidden_rows


TEXT = 'Nr;Oppgave\r\n1;"Møte\nmed; Åse"\r\n2;\'-5\r\n'


@pytest.mark.parametrize(
    ("name", "data", "guessed"),
    [
        ("utf8.csv", TEXT.encode(), False),
        ("mark.csv", TEXT.encode("utf-8-sig"), False),
        ("windows.csv", TEXT.encode("cp1252"), True),
        ("utf16.csv", TEXT.encode("utf-16"), False),
        ("komma.csv", TEXT.replace(";", ",").replace("med,", "med;").encode(), False),
        ("fagsystem.xls", TEXT.replace(";", "\t").replace("med\t", "med;").encode(), False),
        ("sagt.csv", ("sep=;\r\n" + TEXT).encode(), False),
    ],
)
def test_text_is_read_whatever_its_encoding(name: str, data: bytes, guessed: bool, tmp_path: Path) -> None:
    book = sheet(tmp_path, name, data)
    assert book.tabs[0].rows == (("Nr", "Oppgave"), ("1", "Møte\nmed; Åse"), ("2", "-5"))
    assert book.doubts == (("encoding-guessed",) if guessed else ())


def test_no_module_of_the_folder_at_hand_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_child: Callable[[], None]
) -> None:
    given(tmp_path, "openpyxl.py", b"raise SystemExit(5)")
    given(tmp_path, "zipfile.py", b"raise SystemExit(5)")
    monkeypatch.chdir(tmp_path)
    new_child()
    assert found(sheet(tmp_path, "ark.xlsx", XLSX)) == written(follow_up())


# refused


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("tom.xlsx", b"", "empty"),
        ("plan.xlsx", b"%PDF-1.7\n", "pdf"),
        ("bilde.xlsx", b"\x89PNG\r\n", "picture"),
        ("fagsystem.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web"),
        ("plan.xls", b'<?xml version="1.0"?><Workbook/>', "xml"),
        (
            "brev.xlsx",
            changed(XLSX, r"\[Content_Types\].xml", (b"spreadsheetml", b"wordprocessingml")),
            "document",
        ),
        ("brev.ods", changed(ODS, "mimetype|META-INF/manifest.xml", (b"spreadsheet", b"text")), "document"),
        ("notat.xls", b"Attachment follows, see below.", "unknown"),
        ("rart.csv", b"\x01\x02\x00\x00", "unknown"),
    ],
)
def test_what_is_no_spreadsheet_is_told_apart(name: str, data: bytes, kind: str, tmp_path: Path) -> None:
    problem = refusal(tmp_path, name, data)
    assert (problem.slug, problem.facts) == ("sheet-not-a-sheet", {"hint": kind})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("laast.xlsx", COMPOUND + "EncryptedPackage".encode("utf-16-le")),
        (
            "laast.ods",
            changed(
                ODS,
                "META-INF/manifest.xml",
                (b'"text/xml"/>', b'"text/xml"><manifest:encryption-data/></manifest:file-entry>'),
            ),
        ),
    ],
)
def test_a_password_is_never_asked_for(name: str, data: bytes, tmp_path: Path) -> None:
    assert refusal(tmp_path, name, data).slug == "sheet-encrypted"


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("pakke.xlsx", with_part(XLSX, "xl/media/stor.bin", bytes(8_000_000))),
        ("mange.xlsx", XLSX),
        ("enheter.xlsx", changed(XLSX, "xl/sharedStrings.xml", (b"<?xml", ENTITIES + b"<?xml"))),
        (
            "ekstern.ods",
            changed(
                ODS,
                "meta.xml",
                (b"<office:document-meta", b'<!DOCTYPE x SYSTEM "http://localhost/x"><office:document-meta'),
            ),
        ),
        (
            "gjemt.ods",
            with_part(ODS, "Object 1/content.xml", (b" " * 5000 + ENTITIES).decode().encode("utf-16")),
        ),
    ],
)
def test_what_is_made_to_burst_is_not_opened(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "mange.xlsx":
        monkeypatch.setattr("tpn.spreadsheets.first_look.MOST_PARTS", 5)
    monkeypatch.setattr(guard, "_in_child", None)
    assert refusal(tmp_path, name, data).slug == "sheet-bomb"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("halv.xlsx", XLSX[: len(XLSX) // 2]),
        ("byte.ods", ODS[:400] + b"\xff\xff" + ODS[402:]),
        ("uten.xlsx", repacked(XLSX, lambda name, old: None if name == "xl/workbook.xml" else old)),
        ("uten.ods", repacked(ODS, lambda name, old: old[:200] if name == "content.xml" else old)),
        ("tomt.xlsx", b"PK\x05\x06" + bytes(18)),
        ("ole.xls", COMPOUND + "Workbook".encode("utf-16-le")),
        ("ole.doc", COMPOUND),
        ("bar.xls", b"\x09\x08\x10\x00" + b"\xff" * 200),
    ],
)
def test_a_damaged_file_is_called_damaged(name: str, data: bytes, tmp_path: Path) -> None:
    assert refusal(tmp_path, name, data, seconds=60).slug == "sheet-corrupt"  # on a busy machine too


def test_values_over_too_many_places_are_too_large(tmp_path: Path) -> None:
    row = b'<table:table-row table:number-rows-repeated="1000000">'
    cell = (
        b'<table:table-cell table:number-columns-repeated="100" office:value-type="float" office:value="1"/>'
    )
    many = row + cell + b"</table:table-row></table:table>"
    problem = refusal(tmp_path, "ut.ods", changed(ODS, "content.xml", (b"</table:table>", many)))
    assert problem.slug == "sheet-too-large"
    assert set(problem.facts) == {"megabytes", "limit"}


@pytest.mark.parametrize(
    ("limit", "name", "data"), [("MOST_BYTES", "stor.csv", b"a;b\n"), ("MOST_UNPACKED", "stor.xlsx", XLSX)]
)
def test_a_large_file_is_not_even_opened(
    limit: str, name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"tpn.spreadsheets.first_look.{limit}", 3)
    assert refusal(tmp_path, name, data).slug == "sheet-too-large"


def test_a_reader_that_never_comes_back_is_stopped(tmp_path: Path, new_child: Callable[[], None]) -> None:
    new_child()  # which takes its time to begin
    problem = read_guarded(given(tmp_path, "treg.xlsx", XLSX), seconds=0.0005)
    assert isinstance(problem, Problem)
    assert problem.slug == "sheet-timeout"


@pytest.mark.skipif(os.name == "nt", reason="the system has no such limit")
def test_memory_is_limited(tmp_path: Path, new_child: Callable[[int], None]) -> None:
    new_child(40)
    big = Book((Tab("Ark", tuple((Cell(f"tekst {row}" * 20),) * 12 for row in range(8_000))),))
    problem = read_guarded(given(tmp_path, "tung.ods", ods.dump(big)))
    assert isinstance(problem, Problem)
    # a busy machine may reach the clock before the memory: the file is refused either way
    assert problem.slug in {"sheet-too-large", "sheet-corrupt", "sheet-timeout"}


def test_one_child_reads_all_files_and_another_what_follows_one_that_it_died_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_child: Callable[[], None]
) -> None:
    new_child()
    begun: list[int] = []
    begin = guard._CHILD._begun

    def counted() -> subprocess.Popen[bytes]:
        begun.append(1)
        return begin()

    monkeypatch.setattr(guard._CHILD, "_begun", counted)
    for name, data in (("a.xlsx", XLSX), ("b.ods", ODS), ("c.csv", TEXT.encode()), ("d.xlsx", XLSX)):
        sheet(tmp_path, name, data)
    assert len(begun) == 1
    assert refusal(
        tmp_path, "halv.ods", repacked(ODS, lambda name, old: old[:200] if name == "content.xml" else old)
    )
    before = len(begun)
    for name, data in (("e.xlsx", XLSX), ("f.ods", ODS)):
        assert found(sheet(tmp_path, name, data)) == written(follow_up())
    assert len(begun) == before + 1


def test_the_folder_of_a_file_can_be_taken_away_while_the_child_waits(tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    assert read_guarded(given(tmp_path / "mappe", "a.xlsx", XLSX))
    (tmp_path / "mappe").rename(tmp_path / "flyttet")
    assert isinstance(read_guarded(tmp_path / "flyttet" / "a.xlsx"), FoundBook)


def test_windows_agrees_to_a_limit_of_memory() -> None:
    assert ctypes.sizeof(JobLimits) == (144 if sys.maxsize > 2**32 else 112)  # as the system lays it out
    if os.name == "nt":
        code = "from tpn.source.windows_job import limit_memory; raise SystemExit(not limit_memory(500))"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_that_is_missing_or_a_folder_is_said(tmp_path: Path) -> None:
    results = [read_guarded(path) for path in (tmp_path / "borte.xlsx", tmp_path)]
    assert [problem.slug for problem in results if isinstance(problem, Problem)] == [
        "file-missing",
        "file-is-folder",
    ]


def test_a_cell_filled_with_a_gradient_has_its_first_colour(tmp_path: Path) -> None:
    path, book = tmp_path / "gradient.xlsx", openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Oppgave"
    book.worksheets[0]["B2"].fill = GradientFill(stop=("FF00B050", "FFFFFFFF"))
    book.save(path)
    (tab,) = READERS["xlsx"](path).tabs
    assert tab.fills == {(1, 1): "00B050"}


@pytest.mark.parametrize("make", [lambda: os.getcwd, lambda: eval, dict, lambda: 5])
def test_the_child_is_believed_only_when_it_gives_a_book(make: Callable[[], object]) -> None:
    assert not isinstance(guard._unpacked(pickle.dumps(make())), FoundBook)
    assert not isinstance(guard._unpacked(b"\x80\x05garbage"), FoundBook)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_refusal_has_its_words(language: str) -> None:
    path = Path(__file__).parents[2] / "templates" / "texts" / language / "problems" / "sheets.yaml"
    texts = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {f"sheet-{slug}" for slug in SLUGS} <= set(texts)
    assert all(level_of(slug) in {"error", "warning"} for slug in texts)
    kinds = ("archive", "document", "empty", "pdf", "picture", "web", "xml")
    assert {f"hint_{kind}" for kind in kinds} <= set(texts["sheet-not-a-sheet"])
