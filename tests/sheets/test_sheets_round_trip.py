"""What is written is read: law 4, and the same through LibreOffice where it is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.spreadsheets.sheet_books import books, follow_up, found, written
from tpn.spreadsheets import ods
from tpn.spreadsheets import xlsx_write as xlsx
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook

OFFICE = shutil.which("soffice")
DUMPS = {"xlsx": xlsx.dump, "ods": ods.dump}


def read_back(book: Book, form: str, reader: str) -> FoundBook:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"ark.{form}")
        path.write_bytes(DUMPS[form](book))
        return READERS[reader](path)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_an_xlsx_holds_what_the_book_held(book: Book) -> None:
    assert found(read_back(book, "xlsx", "xlsx")) == written(book)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_an_ods_holds_what_the_book_held(book: Book) -> None:
    assert found(read_back(book, "ods", "ods")) == written(book)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_the_quick_reader_sees_what_the_thorough_one_sees(book: Book) -> None:
    assert found(read_back(book, "xlsx", "xlsx-values")) == written(book)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_dressed_sheet_holds_what_the_book_held(form: str) -> None:
    assert found(read_back(follow_up(), form, form)) == written(follow_up())


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_same_book_gives_the_same_bytes(form: str) -> None:
    assert DUMPS[form](follow_up()) == DUMPS[form](follow_up())


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_surrounds_the_values_is_found_again(form: str) -> None:
    book = read_back(follow_up(), form, form)
    tab = book.tabs[0]
    assert book.properties["tpn-project"] == "halden"
    assert tab.merged == ((0, 0, 0, 2),)
    assert tab.notes == {(3, 1): "Delt med Eva"}
    assert tab.hidden_columns == {7}
    assert tab.fills[2, 2] == "FFFBE6"
    assert (1, 0) in tab.bold
    assert {words for _, words in tab.lists} >= {("Ikke startet", "Pågår", "Ferdig")}
    assert "%" in tab.formats[2, 6]
    assert "yy" in tab.formats[2, 3]


@pytest.mark.wide
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("form", "other"), [("xlsx", "ods"), ("ods", "xlsx"), ("xlsx", "xls"), ("ods", "ods")]
)
def test_nothing_is_lost_when_libreoffice_saves_another_format(form: str, other: str, tmp_path: Path) -> None:
    path = tmp_path / f"ark.{form}"
    path.write_bytes(DUMPS[form](follow_up()))
    there = tmp_path / "there"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", other, "--outdir", str(there), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = read_guarded(there / f"ark.{other}")
    assert isinstance(book, FoundBook)
    assert found(book) == written(follow_up())
    assert book.doubts == ()
    assert book.tabs[0].notes == {(3, 1): "Delt med Eva"}
