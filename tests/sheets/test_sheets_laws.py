"""Laws 4 and 11 on the workbooks of random projects: what is written is read, and the same gives the same bytes."""

import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.sheets.laid import DUMPS, laid, read_back
from tests.sheets.random_projects import projects, written_project
from tests.sheets.test_sheets_round_trip import OFFICE
from tests.sheets.test_sheets_styles import STYLES
from tests.spreadsheets.sheet_books import found, written
from tpn.sheets.sent_copy import read_base
from tpn.spreadsheets.by_format import READERS
from tpn.texts import LANGUAGES


@settings(max_examples=30)
@given(projects(), st.sampled_from(STYLES), st.sampled_from(sorted(DUMPS)), st.sampled_from(LANGUAGES))
def test_a_workbook_of_any_project_holds_what_was_laid_out(
    value: dict[str, Any], style: str, form: str, language: str
) -> None:
    with TemporaryDirectory() as place:
        folder = written_project(Path(place) / "p", value)
        book, base = laid(folder, style, language, person="ola" if style == "responsible" else "")
        back = read_back(book, form, Path(place))
        assert found(back) == written(book)
        assert read_base(back) == base


@settings(max_examples=10)
@given(projects(), st.sampled_from(STYLES))
def test_the_same_project_gives_the_same_book_and_the_same_bytes(value: dict[str, Any], style: str) -> None:
    with TemporaryDirectory() as place:
        folder = written_project(Path(place) / "p", value)
        one, other = laid(folder, style)[0], laid(folder, style)[0]
        assert one == other
        assert all(dump(one) == dump(other) for dump in DUMPS.values())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", sorted(DUMPS))
def test_a_project_with_nothing_in_it_gives_a_workbook(style: str, form: str, tmp_path: Path) -> None:
    about = {"format": 1, "id": "p", "name": "Tomt", "start": date(2026, 1, 5)}
    folder = written_project(tmp_path / "p", {"project": about})
    book, base = laid(folder, style)
    assert read_base(read_back(book, form, tmp_path)) == base


@pytest.mark.sampled(every=14)  # every style and form comes home in test_sheets_come_home
@pytest.mark.parametrize("example", ["halden", "sandnes"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", sorted(DUMPS))
def test_the_workbooks_of_the_examples_hold_what_was_laid_out(
    example: str, style: str, form: str, tmp_path: Path
) -> None:
    book, base = laid(ROOT / "examples" / example, style)
    back = read_back(book, form, tmp_path)
    assert found(back) == written(book)
    assert read_base(back) == base


@pytest.mark.wide
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("form", "other"), [("xlsx", "ods"), ("ods", "xlsx")])
def test_a_workbook_that_libreoffice_saves_as_the_other_format_says_the_same(
    sandnes: Path, form: str, other: str, tmp_path: Path
) -> None:
    book, base = laid(sandnes, "sandnes")
    path = tmp_path / f"ark.{form}"
    path.write_bytes(DUMPS[form](book))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    there = str(tmp_path / "there")
    command = [str(OFFICE), profile, "--headless", "--convert-to", other, "--outdir", there, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    back = READERS[other](tmp_path / "there" / f"ark.{other}")
    assert found(back) == written(book)
    assert read_base(back) == base
