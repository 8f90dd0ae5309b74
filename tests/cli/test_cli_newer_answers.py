"""Two sheets that do not agree: one person's newer answer stands, and between people there is a way to choose."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.sheets_back import Back, sent
from tests.conftest import Tpn
from tpn.model import load


def personal(project: Path, name: str, **cells: tuple[str, object]) -> Path:
    """The sheet that Ola was sent, with cells written by id and heading."""
    path = sent(project, name, "ola", "responsible")
    book: Any = openpyxl.load_workbook(path)
    for key, (heading, value) in cells.items():
        name = key.replace("_", "-")
        tab = next(tab for tab in book if any(cell.value == name for cell in tab["A"]))
        head = next(row for row in tab.iter_rows() if row[0].value == "Nr")
        column = next(cell.column for cell in head if cell.value == heading)
        row = next(cell.row for cell in tab["A"] if cell.value == name)
        tab.cell(row, column).value = value
    book.save(path)
    return path


def own_id(project: Path) -> str:
    """An activity of Ola's that is not done."""
    found = load(project)
    return next(
        one.address
        for one in found.index.of("activities")
        if one.record.responsible == ("ola",) and one.record.status == "not_started"  # type: ignore[attr-defined]
    )


def note_of(project: Path, name: str) -> object:
    return load(project).index.by_address[name].record.note  # type: ignore[attr-defined]


def outcomes(tpn: Tpn, *words: object) -> tuple[int, list[tuple[str, str]], list[str]]:
    made = tpn("import", *words, "--json")
    found = json.loads(made.out)
    told = [(one["outcome"], one["field"] or "") for one in found["outcomes"]]
    return made.code, told, [one["slug"] for one in found["problems"]]


def test_the_second_sheet_of_a_person_is_a_newer_answer(tpn: Tpn, halden: Path) -> None:
    name = own_id(halden).replace("-", "_")
    first = personal(halden, "ola.xlsx", **{name: ("Merknad", "Første svar")})
    second = personal(halden, "ola (2).xlsx", **{name: ("Merknad", "Andre svar")})
    assert tpn("import", first, "-p", halden, "--write").code == 0
    code, told, slugs = outcomes(tpn, second, "-p", halden, "--write")
    assert (code, told, slugs) == (0, [("take", "note")], ["sheet-newer-answer"])
    assert note_of(halden, own_id(halden)) == "Andre svar"
    code, told, _ = outcomes(tpn, first, second, "-p", halden, "--write")
    assert (code, [one for one in told if one[0] in {"take", "conflict"}]) == (0, [])
    assert note_of(halden, own_id(halden)) == "Andre svar"


def test_a_sheet_read_once_more_says_nothing_new_also_where_a_comment_stands_beside_a_note(
    tpn: Tpn, halden: Path
) -> None:
    """The comment became a line of the note: that the cell of the note lacks it is no newer answer."""
    name = own_id(halden)
    sheet = personal(halden, "ola.xlsx", **{name.replace("-", "_"): ("Merknad", "29 av 37")})
    book: Any = openpyxl.load_workbook(sheet)
    cell = next(cell for tab in book for cell in tab["A"] if cell.value == name)
    cell.offset(0, 1).comment = Comment("Husk e-postene", "Ola")
    book.save(sheet)
    assert tpn("import", sheet, "-p", halden, "--write").code == 0
    said = note_of(halden, name)
    assert [part in str(said) for part in ("29 av 37", "Husk e-postene")] == [True, True]
    code, told, slugs = outcomes(tpn, sheet, "-p", halden, "--write")
    assert (code, told, slugs, note_of(halden, name)) == (0, [("agree", "note")], [], said)


def test_what_somebody_else_has_changed_meanwhile_is_a_question_as_before(tpn: Tpn, halden: Path) -> None:
    name = own_id(halden)
    first = personal(halden, "ola.xlsx", **{name.replace("-", "_"): ("Merknad", "Første svar")})
    second = personal(halden, "ola (2).xlsx", **{name.replace("-", "_"): ("Merknad", "Andre svar")})
    assert tpn("import", first, "-p", halden, "--write").code == 0
    assert tpn("set", name, "merknad=Lederens ord", "-p", halden).code == 0
    assert outcomes(tpn, second, "-p", halden)[:2] == (3, [("conflict", "note")])


def test_of_two_copies_in_one_import_the_one_saved_last_counts(tpn: Tpn, halden: Path) -> None:
    name = own_id(halden).replace("-", "_")
    newer = personal(halden, "a.xlsx", **{name: ("Merknad", "Nyest")})
    older = personal(halden, "b.xlsx", **{name: ("Merknad", "Eldst")})
    os.utime(older, (1_790_000_000, 1_790_000_000))
    os.utime(newer, (1_790_000_900, 1_790_000_900))
    code, told, slugs = outcomes(tpn, newer, older, "-p", halden, "--write")
    assert (code, told, slugs) == (0, [("take", "note")], ["sheet-newer-answer"])
    assert note_of(halden, own_id(halden)) == "Nyest"


def test_between_two_people_a_file_or_the_newest_is_chosen(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    def noted(file: str, note: str) -> Path:
        back = Back(sent(halden, file), "Etablering")
        back.put("T-27", "Merknad", note)
        return back.save()

    one, other = noted("k0.xlsx", "Fra k0"), noted("k1.xlsx", "Fra k1")
    os.utime(one, (1_790_000_900, 1_790_000_900))
    os.utime(other, (1_790_000_000, 1_790_000_000))
    asked = tpn("import", one, other, "-p", halden)
    assert asked.code == 3
    said = " ".join(asked.err.split())
    assert "--take k0.xlsx" in said
    assert "--take nyeste" in said
    assert "Neste:" not in said
    for take, note in (("k1.xlsx", "Fra k1"), ("nyeste", "Fra k0"), ("newest", "Fra k0")):
        copy = Path(shutil.copytree(halden, tmp_path / f"til {take}"))
        assert tpn("import", one, other, "-p", copy, "--take", take, "--write").code == 0
        assert note_of(copy, "T-27") == note
    refused = tpn("import", one, other, "-p", halden, "--take", "k7.xlsx")
    assert (refused.code, "bad-take" in refused.err) == (2, True)


def test_new_work_in_a_persons_sheet_is_theirs_and_that_is_said(tpn: Tpn, halden: Path) -> None:
    path = sent(halden, "ola.xlsx", "ola", "responsible")
    book: Any = openpyxl.load_workbook(path)
    name = own_id(halden)
    tab = next(tab for tab in book if any(cell.value == name for cell in tab["A"]))
    head = next(row for row in tab.iter_rows() if row[0].value == "Nr")
    column = next(cell.column for cell in head if cell.value == "Aktivitet")
    tab.cell(max(cell.row for cell in tab["A"] if cell.value) + 1, column).value = "Rydde i mapper"
    book.save(path)
    code, told, slugs = outcomes(tpn, path, "-p", halden, "--write")
    assert (code, told, slugs) == (0, [("new", "")], ["sheet-whose-row"])
    new = next(
        one.record
        for one in load(halden).index.of("activities")
        if one.record.title == "Rydde i mapper"  # type: ignore[attr-defined]
    )
    assert new.responsible == ("ola",)  # type: ignore[attr-defined]


def test_a_share_of_what_is_done_is_refused_and_done_is_done_whole(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "T-27", "status=pågår", "prosent=25", "-p", halden).code == 0
    done = Back(sent(halden, "a.xlsx"), "Etablering")
    done.put("T-27", "Status", "Ferdig")
    assert tpn("import", done.save(), "-p", halden, "--write").code == 0
    assert load(halden).index.by_address["T-27"].record.percent == 100  # type: ignore[attr-defined]
    later = Back(sent(halden, "b.xlsx"), "Etablering")
    later.put("T-27", "% ferdig", 0.9)
    code, told, slugs = outcomes(tpn, later.save(), "-p", halden, "--write")
    assert (code, told, slugs) == (1, [], ["row-refused"])


def test_an_answer_to_an_older_round_says_so(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    for day in ("2026-09-07", "2026-10-05"):
        made = tpn("export", "--each-responsible", tmp_path / day, "-p", halden, "--today", day)
        assert made.code == 0, made.err
    there = [{path.name for path in (tmp_path / day).glob("*.xlsx")} for day in ("2026-09-07", "2026-10-05")]
    who = min(there[0] & there[1])
    old, new = tmp_path / "2026-09-07" / who, tmp_path / "2026-10-05" / who
    assert "import-older-round" in outcomes(tpn, old, "-p", halden)[2]
    assert "import-older-round" not in outcomes(tpn, new, "-p", halden)[2]
    assert tpn("import", old, "-p", halden, "--write").code == 0
    assert "svarte 05.10.2026 på et eldre ark" in " ".join(tpn("round", "-p", halden).out.split())


def test_how_a_loose_day_is_read_is_said_and_what_may_mean_two_things_is_asked(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    back = Back(sent(halden, "a.xlsx"), "Etablering")
    back.put("T-27", "Frist", "ca 1. november 2026")
    back.put("T-28", "Frist", "medio mars 2028")
    back.put("T-29", "Status", "ok")
    found = tpn("import", back.save(), "-p", halden)
    said = " ".join(found.out.split())
    for part in (
        "er omtrent; lest",
        "som søndag 1. november 2026",
        "er lest som mandag 20.",
        "«ok» kan bety ferdig",
    ):
        assert part in said, said
