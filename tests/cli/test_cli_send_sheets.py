"""A round of sheets is sent whole or not at all: cut off, refused or sent by two, nothing is left to mend."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import NOW, Tpn
from tpn.actions import send_sheets
from tpn.history.rounds import Round, change_of, new_name
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import write_all_new


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def send(tpn: Tpn, project: Path, out: Path) -> tuple[int, str]:
    result = tpn("export", "--each-responsible", out, "--mail", "--horizon", "0", "-p", project)
    return result.code, result.out + result.err


def as_if_cut_off(project: Path, out: Path) -> None:
    """Half the sheets in place, half of them half-written, and no round."""
    shutil.rmtree(project / "history")
    for number, path in enumerate(sorted(out.iterdir())):
        if number > 3:
            path.rename(path.with_name(f".{path.name}.0123abcd.tpn-tmp"))


def test_what_was_cut_off_is_sent_by_the_same_line_and_leaves_nothing_behind(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    assert send(tpn, halden, out)[0] == 0
    whole = set(files(out))
    as_if_cut_off(halden, out)
    assert send(tpn, halden, out)[0] == 0
    assert set(files(out)) == whole
    assert len(list((halden / "history" / "rounds").iterdir())) == 1
    code, said = send(tpn, halden, out)  # now they are sent, and somebody may be filling them in
    assert (code, "finnes allerede" in said) == (2, True)


def test_where_the_round_cannot_be_kept_the_folder_is_as_it_was_and_the_reason_is_told(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "runder" / "ut"
    full = Stop(Problem("disk-full", FilePlace("history/rounds")))

    def fails(*_: object) -> bool:
        raise full

    monkeypatch.setattr(send_sheets, "commit", fails)
    code, said = send(tpn, halden, out)
    assert (code, "full" in said) == (1, True)
    assert not (tmp_path / "runder").exists()

    def fails_beside(*_: object) -> bool:
        (out / "notat.txt").write_text("skrevet av noen mens arkene ble laget", "utf-8")
        raise full

    monkeypatch.setattr(send_sheets, "commit", fails_beside)
    assert send(tpn, halden, out) == (code, said)  # the folder that cannot be taken away hides no fault
    assert set(files(out)) == {"notat.txt"}

    (out / "notat.txt").unlink()
    monkeypatch.undo()
    assert send(tpn, halden, out)[0] == 0
    as_if_cut_off(halden, out)
    before = files(out)
    monkeypatch.setattr(send_sheets, "commit", fails)
    assert send(tpn, halden, out) == (code, said)
    assert {name: data for name, data in before.items() if not name.startswith(".")} == files(out)


def test_of_two_that_send_at_once_the_second_is_told(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the writing another has sent: into the same folder, or a round of the same name."""
    made = send_sheets._made
    out = tmp_path / "ut"

    def other_sheet(*args: object, **more: object) -> object:
        out.mkdir(exist_ok=True)
        (out / "eva.xlsx").write_bytes(b"fylles ut")
        return made(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(send_sheets, "_made", other_sheet)
    code, said = send(tpn, halden, out)
    assert (code, "finnes allerede" in said) == (2, True)
    assert files(out) == {"eva.xlsx": b"fylles ut"}

    day = date(2026, 10, 5)
    name = new_name(halden, day, NOW, "ny")

    def other_round(*args: object, **more: object) -> None:
        file, text = change_of(halden, Round(name, day, None, "responsible", ()))
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_text(text, "utf-8")
        write_all_new(*args, **more)  # type: ignore[arg-type]

    monkeypatch.undo()
    monkeypatch.setattr(send_sheets, "write_all_new", other_round)
    code, said = send(tpn, halden, tmp_path / "ny")
    assert code == 1
    assert f"{name}.json" in said
    assert not (tmp_path / "ny").exists()


def test_who_gets_no_sheet_since_all_of_theirs_is_later_is_told(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    line = (
        "export",
        "--each-responsible",
        tmp_path / "ark",
        "--preview",
        "-p",
        halden,
        "--today",
        "2026-09-01",
    )
    near = tpn(*line, "--horizon", "20").err
    assert "Får ikke noe ark nå, for alt de har ligger etter 21.09.2026: Kari Holm, Bente Solli" in near
    assert "Får ikke noe ark nå" not in tpn(*line, "--horizon", "alt").err
