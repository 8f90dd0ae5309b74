"""A folder from a stranger: what lies in ``history/`` is shown, and is no order to write, delete or append."""

import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Tpn
from tpn.cli.completion import complete

REPORT = next((ROOT / "examples/halden/history/reports").glob("001-*")).name
"""The published report of the example."""
LINKS = pytest.mark.skipif(os.name == "nt", reason="making symbolic links takes rights on Windows")
PRECIOUS = b"precious\n"
EVIL = "#!/bin/sh\necho evil\n"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of the user's outside the project; nothing may touch it or lie beside it."""
    (folder := tmp_path / "victim").mkdir()
    (folder / "precious.txt").write_bytes(PRECIOUS)
    return folder


@pytest.fixture(autouse=True)
def untouched(victim: Path) -> Iterator[None]:
    """After each attack: the user's file is as it was, and alone."""
    yield
    assert [path.name for path in sorted(victim.rglob("*"))] == ["precious.txt"]
    assert (victim / "precious.txt").read_bytes() == PRECIOUS


def making(file: str) -> dict[str, Any]:
    return {"file": file, "before": None, "after": sha(EVIL.encode()), "bom": False, "front": 0, "back": 0,
            "old": "", "new": EVIL}  # fmt: skip


def deleting(file: str) -> dict[str, Any]:
    return {"file": file, "before": sha(PRECIOUS), "after": None, "bom": False, "front": 0, "back": 0,
            "old": PRECIOUS.decode(), "new": ""}  # fmt: skip


def replacing(file: str) -> dict[str, Any]:
    return making(file) | {"before": sha(PRECIOUS), "old": PRECIOUS.decode()}


def planted(project: Path, state: str, *files: dict[str, Any], **more: Any) -> None:
    folder = project / "history" / "journal"
    folder.mkdir(parents=True, exist_ok=True)
    said = {"format": 1, "when": "2026-10-01T09:00:00", "command": ["set", "K-12", "frist=1.11"],
            "files": list(files)} | more  # fmt: skip
    (folder / f"000001.{state}.json").write_text(json.dumps(said), "utf-8")


# a name, and how it is written; {victim} is the absolute path of the user's folder
ELSEWHERE: dict[str, str] = {
    "up and over": "../victim/new.sh",
    "up and over, deep": "history/../../victim/new.sh",
    "up in the middle": "history/rounds/../../../victim/new.json",
    "absolute": "{victim}/new.sh",
    "absolute, with yaml at its end": "{victim}/new.yaml",
    "backslashes": "..\\victim\\new.yaml",
    "drive": "C:\\Users\\kari\\new.yaml",
    "drive, the folder it stands in": "C:new.yaml",
    "share": "\\\\server\\share\\new.yaml",
    "share with slashes": "//server/share/new.yaml",
    "device": "NUL.yaml",
    "device in a folder": "history/rounds/con.json",
    "device with blanks": "com1 .yaml",
    "stream of a file": "project.yaml:evil.yaml",
    "control character": "a\x1b]0;b.yaml",
    "trailing dot": "history/rounds./a.json",
    "empty part": "history//rounds/a.json",
    "a dot alone": "./new.yaml",
    "nothing": "",
    "script at the top": "run.sh",
    "program in history": "history/run.exe",
    "link file of Windows": "history/rounds/a.lnk",
    "what git runs": ".git/hooks/pre-commit",
    "what git reads": ".git/config",
    "hidden": "history/.hidden/a.json",
    "another entry": "history/journal/000009.pending.json",
    "another entry, in capitals": "history/JOURNAL/000009.pending.json",
    "what the editor runs": ".vscode/tasks.json",
    "very long": "a" * 500 + ".yaml",
}
STATES = ("pending", "undoing", "done")


@pytest.mark.sampled("state", "name")
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", ELSEWHERE)
def test_no_entry_makes_a_file_that_is_none_of_tpns(
    tpn: Tpn, halden: Path, victim: Path, name: str, state: str
) -> None:
    change = making(ELSEWHERE[name].format(victim=victim))
    if state != "pending":  # taking back: what was there is made again
        change |= {"before": change["after"], "after": change["before"], "old": EVIL, "new": ""}
    planted(halden, state, change)
    before = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    shown = tpn("status", "-p", halden)
    assert (shown.code, "Tjenester på nett i Halden" in shown.out) == (0, True)
    verb = ["undo", "--write"] if state == "done" else ["undo", "--finish", "--write"]
    refused = tpn(*verb, "-p", halden)
    assert (refused.code, "[journal-outside]" in refused.err) == (1, True)
    after = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    assert {path: text for path, text in after.items() if path.name != ".lock"} == before


@pytest.mark.parametrize("change", [deleting, replacing])
@pytest.mark.parametrize("file", ["../victim/precious.txt", "{victim}/precious.txt"])
def test_no_entry_deletes_or_replaces_a_file_of_the_users(
    tpn: Tpn, halden: Path, victim: Path, file: str, change: Callable[[str], dict[str, Any]]
) -> None:
    planted(halden, "pending", change(file.format(victim=victim)))
    for line in (["status"], ["check"], ["set", "K-12", "merknad=hei"], ["undo", "--finish", "--write"]):
        tpn(*line, "-p", halden)


@LINKS
@pytest.mark.parametrize("state", ["pending", "done"])
def test_no_entry_writes_through_a_link_out_of_the_project(
    tpn: Tpn, halden: Path, victim: Path, state: str
) -> None:
    (halden / "9-egen.yaml").symlink_to(victim / "precious.txt")
    change = replacing("9-egen.yaml")
    if state == "done":
        change |= {
            "before": change["after"],
            "after": change["before"],
            "old": EVIL,
            "new": PRECIOUS.decode(),
        }
    planted(halden, state, change)
    for line in (["status"], ["undo", "--write"], ["undo", "--finish", "--write"]):
        tpn(*line, "-p", halden)


@pytest.mark.sampled(every=2)
@LINKS
@pytest.mark.parametrize("inside", ["history", "history/journal", "history/rounds", "history/meetings"])
def test_nothing_is_kept_outside_through_a_linked_folder(
    tpn: Tpn, halden: Path, victim: Path, inside: str
) -> None:
    shutil.rmtree(halden / inside, ignore_errors=True)
    (halden / inside).parent.mkdir(exist_ok=True)
    (halden / inside).symlink_to(victim, target_is_directory=True)
    for line in (
        ["set", "K-12", "merknad=hei"],
        ["export", "--each-responsible", str(halden.parent / "ut"), "--due", "1.12.2026"],
        ["snapshot", "uke 40"],
    ):
        tpn(*line, "-p", halden)


@LINKS
def test_the_lock_is_no_way_to_empty_a_file(tpn: Tpn, halden: Path, victim: Path) -> None:
    (halden / "history").mkdir(exist_ok=True)
    (halden / "history" / ".lock").symlink_to(victim / "precious.txt")
    tpn("set", "K-12", "merknad=hei", "-p", halden)


# --- what is unfinished, and whose it is -------------------------------------------------------------------------


def of_the_plan(project: Path, new: str = "# lagt til av noen\n") -> dict[str, Any]:
    text = (project / "1-kickoff.yaml").read_bytes()
    return {"file": "1-kickoff.yaml", "before": sha(text), "after": sha(text + new.encode()), "bom": False,
            "front": len(text.decode()), "back": 0, "old": "", "new": new}  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"copy": "0123456789abcdef"}, {"copy": 7}])
def test_an_entry_of_another_copy_is_shown_and_asked_for(
    tpn: Tpn, halden: Path, more: dict[str, Any]
) -> None:
    planted(halden, "pending", of_the_plan(halden), **more)
    before = (halden / "1-kickoff.yaml").read_bytes()
    shown = tpn("status", "-p", halden)
    assert (shown.code, "[write-unfinished]" in shown.err) == (0, True)
    assert "1-kickoff.yaml" in tpn("undo", "--finish", "-p", halden).out
    assert (halden / "1-kickoff.yaml").read_bytes() == before
    assert tpn("undo", "--finish", "--write", "-p", halden).code == 0
    assert (halden / "1-kickoff.yaml").read_bytes() == before + b"# lagt til av noen\n"
    assert tpn("status", "-p", halden).err == ""
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert (halden / "1-kickoff.yaml").read_bytes() == before


def test_what_another_copy_began_can_be_given_up(tpn: Tpn, halden: Path) -> None:
    planted(halden, "pending", of_the_plan(halden))
    before = (halden / "1-kickoff.yaml").read_bytes()
    assert "Gitt opp" in tpn("undo", "--drop", "--write", "-p", halden).out
    assert tpn("status", "-p", halden).err == ""
    assert (halden / "1-kickoff.yaml").read_bytes() == before


def test_an_entry_of_0_2_0_that_was_cut_off_half_way_is_completed(tpn: Tpn, halden: Path) -> None:
    plan, logs = of_the_plan(halden), of_the_plan(halden) | {"file": "logs.yaml"}
    text = (halden / "logs.yaml").read_bytes()
    logs |= {
        "before": sha(text),
        "after": sha(text + b"# to\n"),
        "front": len(text.decode()),
        "new": "# to\n",
    }
    planted(halden, "pending", plan, logs)
    (halden / "logs.yaml").write_bytes(text + b"# to\n")
    shown = tpn("status", "-p", halden)
    assert (shown.code, shown.err) == (0, "")
    assert (halden / "1-kickoff.yaml").read_bytes().endswith(b"# lagt til av noen\n")


def test_an_entry_whose_text_is_not_what_its_hash_says_writes_nothing(tpn: Tpn, halden: Path) -> None:
    change = of_the_plan(halden) | {"new": "evil: true\n"}
    planted(halden, "pending", change)
    before = (halden / "1-kickoff.yaml").read_bytes()
    assert "[journal-damaged]" in tpn("undo", "--finish", "--write", "-p", halden).err
    assert (halden / "1-kickoff.yaml").read_bytes() == before


WRONG: dict[str, dict[str, Any]] = {
    "a file that is a list": {"file": ["1-kickoff.yaml"]},
    "no text": {"file": None},
    "a hash that is a path": {"before": "../../x"},
    "a hash that is a number": {"after": 7},
    "a mark that is text": {"front": "0"},
    "a mark before the beginning": {"back": -5},
    "more than it knows": {"shell": "rm -rf ~"},
}


@pytest.mark.parametrize("name", WRONG)
def test_an_entry_of_another_shape_is_a_problem_with_its_file(tpn: Tpn, halden: Path, name: str) -> None:
    planted(halden, "pending", of_the_plan(halden) | WRONG[name])
    said = tpn("status", "-p", halden)
    assert said.code == 1
    assert "000001.pending.json" in said.err


# --- rounds, snapshots, imports, meetings ------------------------------------------------------------------------


def test_the_name_of_a_round_is_the_name_of_its_file(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert tpn("export", "--each-responsible", out, "--due", "1.12.2026", "-p", halden).code == 0
    kept = next((halden / "history" / "rounds").glob("*.json"))
    said = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps(said | {"name": "../../../victim/round"}), "utf-8")
    assert tpn("round", "--remind", "-p", halden).code == 0
    assert [path.name for path in (halden / "history" / "rounds").iterdir()] == [kept.name]


DAMAGED: dict[str, str] = {
    "no json": "{",
    "a list": "[]",
    "deep": "[" * 100_000,
    "wrong kinds": '{"name": 1, "taken": 2, "agreed": [], "activities": [], "rows": 3, "people": 4, "moves": 5}',
    "dates that are none": '{"name": "a", "taken": "i går", "sent": "i går", "moves": [{"to": "snart"}]}',
    "facts without activities": '{"name": "a", "taken": "2026-10-01", "agreed": true}',
    "activities without dates": '{"name": "a", "taken": "2026-10-01", "agreed": true, "activities": {"K-01": [1]}}',
}
# what is kept, and the commands that read it
KEPT: dict[str, tuple[str, ...]] = {
    "history/snapshots/2026-10-01-x/facts.json": ("status",),
    "history/rounds/2026-10-01.json": ("round", "week"),
    "history/imports.json": ("round",),
    "history/moves.json": ("status",),
    "history/meetings/MO-05.jsonl": ("minutes MO-05",),
    "history/log/2026-10/05T080000-00aaaaaa.json": ("log K-12", "status"),
    f"history/reports/{REPORT}/manifest.json": ("report --show 1 --json",),
    f"history/reports/{REPORT}/redacted-1/redaction.json": ("archive september",),
    "history/.outputs": ("status -o {out}",),
}


@pytest.mark.sampled("file", "name")
@pytest.mark.parametrize("file", KEPT)
@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_kept_and_damaged_is_a_problem_and_no_traceback(
    tpn: Tpn, halden: Path, tmp_path: Path, name: str, file: str
) -> None:
    (path := halden / file).parent.mkdir(parents=True, exist_ok=True)
    path.write_text(DAMAGED[name], "utf-8")
    for line in KEPT[file]:
        words = line.format(out=tmp_path / "ut.md").split()
        assert tpn(*words, "-p", halden).code in {0, 1, 2}


@pytest.fixture
def reported(halden: Path) -> Path:
    """Halden with the report that it has published."""
    kept = Path("history") / "reports"
    shutil.copytree(ROOT / "examples" / "halden" / kept, halden / kept, dirs_exist_ok=True)
    return halden


def test_a_folder_beside_a_report_that_is_no_edition_of_it_is_left_alone(tpn: Tpn, reported: Path) -> None:
    (reported / "history" / "reports" / REPORT / "redacted-alt").mkdir()
    assert tpn("archive", "september", "-p", reported).code == 0


@LINKS
@pytest.mark.sampled("file", "target")
@pytest.mark.parametrize("file", KEPT)
@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "secret"])
def test_what_is_kept_is_an_ordinary_file_of_the_project(
    tpn: Tpn, halden: Path, tmp_path: Path, file: str, target: str
) -> None:
    (path := halden / file).parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if target == "pipe":
        os.mkfifo(path)
    elif target == "secret":
        (secret := tmp_path / "secret.json").write_text('{"password": "hemmelig-ord"}', "utf-8")
        path.symlink_to(secret)
    else:
        path.symlink_to(target)
    for line in KEPT[file]:
        said = tpn(*line.format(out=tmp_path / "ut.md").split(), "-p", halden)
        assert said.code in {0, 1, 2}
        assert "hemmelig-ord" not in said.out + said.err


@LINKS
def test_the_answers_of_a_meeting_are_not_appended_to_a_file_elsewhere(
    tpn: Tpn, halden: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := halden / "history" / "meetings").mkdir(parents=True, exist_ok=True)
    (folder / "MO-05.jsonl").symlink_to(victim / "new.txt")
    monkeypatch.setattr("sys.stdin", io.StringIO("\nn Et notat\nn Et notat\n"))
    assert "[link-leads-out]" in tpn("meet", "MO-05", "-p", halden).err


# a name in the folder that leads out, and the line that would write there; an empty folder of the user's, or no file
LEADING: dict[str, tuple[str, bool]] = {
    "history/.gitignore": ("set K-12 merknad=hei", False),
    "history/.gitattributes": ("set K-12 merknad=hei", False),
    "history/.outputs": ("status -o {out}", False),
    "history/log": ("report --withdraw 1 --reason feil", True),
    "history/log/2026-10": ("report --withdraw 1 --reason feil", True),
    "history/reports": ("report --publish", True),
    f"history/reports/{REPORT}/withdrawn.json": ("report --withdraw 1 --reason feil", False),
    "history/snapshots": ("snapshot uke", True),
    "history/proposals": ("replan --propose", True),
    "templates": ("library copy reports/agenda", True),
    "templates/reports": ("library copy reports/agenda", True),
    "9-ny.yaml": ("check", False),
}


@LINKS
@pytest.mark.parametrize("name", LEADING)
def test_no_verb_writes_where_a_link_in_the_folder_leads(
    tpn: Tpn, reported: Path, victim: Path, tmp_path: Path, name: str
) -> None:
    line, is_folder = LEADING[name]
    shutil.rmtree(reported / name, ignore_errors=True)
    if (reported / name).is_file():
        (reported / name).unlink()
    (reported / name).parent.mkdir(parents=True, exist_ok=True)
    (reported / name).symlink_to(victim if is_folder else victim / "new", target_is_directory=is_folder)
    said = tpn(*line.format(out=tmp_path / "ut.md").split(), "-p", reported)
    assert said.code in {0, 1}


@LINKS
def test_a_report_that_is_a_link_gives_no_file_of_the_users(tpn: Tpn, reported: Path, tmp_path: Path) -> None:
    kept = reported / "history" / "reports" / REPORT / "report.docx"
    (secret := tmp_path / "secret.docx").write_bytes(b"hemmelig-ord")
    kept.unlink()
    kept.symlink_to(secret)
    for line in (
        ["report", "--show", "1", "-o", tmp_path / "ut.docx"],
        ["archive", "september", "-o", tmp_path / "ut.zip"],
    ):
        said = tpn(*line, "-p", reported)
        assert (said.code, "[report-damaged]" in said.err) == (1, True)
    assert not [*tmp_path.glob("ut.*")]


@LINKS
def test_tab_waits_for_no_pipe_that_is_called_a_file_of_the_project(halden: Path) -> None:
    os.mkfifo(halden / "8-felle.yaml")
    assert "K-12" in complete(("-p", str(halden), "show", "K-1")).split()
