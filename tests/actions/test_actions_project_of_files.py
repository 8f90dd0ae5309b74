"""Which project a sheet that came home belongs to: what it says itself, and where it lies."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import session
from tests.edits.small_projects import ABOUT
from tpn.actions.lay_out_sheets import sending, tables_of
from tpn.actions.project_of_files import SheetMark, homes_of, mark_of
from tpn.actions.recent_projects import KnownProject
from tpn.actions.session import Session
from tpn.history.rounds import Round, first_file_of
from tpn.sheets.layout import lay_out
from tpn.sheets.load_style import load_style
from tpn.spreadsheets.xlsx_write import dump

TODAY = date(2026, 9, 7)
WORK = "kickoff:\n  activities:\n    - {id: A-01, title: Rydde}\n"


def made(folder: Path, name: str = "lite") -> KnownProject:
    session(folder, WORK, ABOUT.replace("id: lite", f"id: {name}"))
    return KnownProject(folder, TODAY, name, name)


def sheet(one: KnownProject, file: Path, round_: str = "") -> Path:
    """A workbook of the project, as part of a round where one is named."""
    here = session_of(one)
    said = replace(sending(here), round=round_)
    book = lay_out(tables_of(here), load_style("whole", one.folder), here.words, said)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(dump(book))
    return file


def session_of(one: KnownProject) -> Session:
    return Session({"project": str(one.folder), "today": "2026-09-07"})


def foreign(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Aktivitet;Frist\nRydde;01.10.2026\n", "utf-8")
    return file


def test_a_sheet_of_ours_says_its_project_and_its_round(tmp_path: Path) -> None:
    lite = made(tmp_path / "lite")
    assert mark_of(sheet(lite, tmp_path / "a.xlsx", "september")) == SheetMark("lite", "september")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.docx", "finnes-ikke.xlsx"])
def test_what_is_not_ours_or_cannot_be_read_says_nothing(tmp_path: Path, name: str) -> None:
    if not name.startswith("finnes"):
        (tmp_path / name).write_text("Aktivitet;Frist\nRydde;i dag\n", "utf-8")
    assert mark_of(tmp_path / name) == SheetMark()


def test_a_sheet_belongs_to_its_project_wherever_it_lies(tmp_path: Path) -> None:
    lite, other = made(tmp_path / "lite"), made(tmp_path / "annet", "annet")
    file = sheet(lite, other.folder / "retur.xlsx")
    assert [one.id for one in homes_of([file], [other, lite], TODAY)] == ["lite"]
    assert homes_of([file], [other], TODAY) == ()


def test_among_copies_it_is_the_one_that_sent_the_round(tmp_path: Path) -> None:
    first, copy = made(tmp_path / "a"), made(tmp_path / "b")
    file = sheet(copy, tmp_path / "ned" / "retur.xlsx", "september")
    rounds = copy.folder / "history" / "rounds"
    rounds.mkdir(parents=True)
    text, said = first_file_of(copy.folder, Round("september", TODAY, None, "whole", ()))
    text.path.write_text(said, "utf-8")
    assert [one.folder for one in homes_of([file], [first, copy], TODAY)] == [copy.folder, first.folder]


def test_a_file_of_others_belongs_to_the_project_around_it_or_may_to_any(tmp_path: Path) -> None:
    lite, other = made(tmp_path / "lite"), made(tmp_path / "annet", "annet")
    inside = foreign(lite.folder / "inn" / "plan.csv")
    assert [one.id for one in homes_of([inside], [other, lite], TODAY)] == ["lite"]
    outside = foreign(tmp_path / "ned" / "plan.csv")
    assert [one.id for one in homes_of([outside], [other, lite], TODAY)] == ["annet", "lite"]
    assert [one.id for one in homes_of([inside, outside], [other, lite], TODAY)] == ["annet", "lite"]


@pytest.mark.skipif(os.name == "nt", reason="making symbolic links takes rights on Windows")
def test_a_project_that_is_known_twice_is_one_and_one_that_is_gone_is_none(tmp_path: Path) -> None:
    lite = made(tmp_path / "lite")
    (tmp_path / "lenke").symlink_to(lite.folder, target_is_directory=True)
    again = lite._replace(folder=tmp_path / "lenke")
    gone = KnownProject(tmp_path / "borte", TODAY)
    assert homes_of([foreign(tmp_path / "plan.csv")], [lite, again, gone], TODAY) == (lite,)
