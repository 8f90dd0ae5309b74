"""Writes of many files are all or nothing, are remembered, and can be taken back."""

import errno
import os
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tpn.history import journal, locking
from tpn.history.snapshots import snapshots
from tpn.problems import Stop
from tpn.source import Change, TextFile, read_folder, writing

NOW = datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001 - the wall clock of a municipality
OLD = {"project.yaml": "a: 1\r\n", "1-møter.yaml": "# æøå\nb: 1\n", "borte.yaml": "c: 1\n"}
NEW = {"project.yaml": "a: 2\r\n", "1-møter.yaml": "# æøå\nb: 1\nbb: 2\n", "ny.yaml": "d: 1\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in folder.iterdir() if path.is_file()}


def changes(folder: Path) -> list[Change]:
    files = {file.path.name: file for file in read_folder(folder).files}
    new = TextFile(folder / "ny.yaml", "ny.yaml", "")
    return [(files.get(name, new), NEW.get(name)) for name in sorted(OLD | NEW)]


def write(folder: Path, *command: str) -> journal.JournalEntry:
    return journal.write(folder, changes(folder), command or ("import", "retur.xlsx"), NOW)


def slugs(stop: pytest.ExceptionInfo[Stop]) -> list[str]:
    return [problem.slug for problem in stop.value.problems]


def test_a_write_changes_all_its_files_and_is_remembered(folder: Path) -> None:
    entry = write(folder)
    assert texts(folder) == NEW
    assert journal.entries(folder) == (entry,)
    assert (entry.number, entry.state, entry.when, entry.command) == (
        1,
        "done",
        NOW,
        ("import", "retur.xlsx"),
    )
    change = next(one for one in entry.files if one.file == "1-møter.yaml")
    assert (change.old, change.new) == ("", "bb: 2\n")


def test_undo_brings_back_every_byte_and_then_the_write_before(folder: Path) -> None:
    write(folder)
    files = {file.path.name: file for file in read_folder(folder).files}
    journal.write(folder, [(files["ny.yaml"], "d: 2\n")], ("set", "d=2"), NOW)
    assert journal.undo(folder).number == 2
    assert texts(folder) == NEW
    assert journal.undo(folder).number == 1
    assert texts(folder) == OLD
    assert [entry.state for entry in journal.entries(folder)] == ["undone", "undone"]
    with pytest.raises(Stop) as stop:
        journal.undo(folder)
    assert slugs(stop) == ["undo-nothing"]


def test_undo_leaves_files_alone_that_were_changed_since(folder: Path) -> None:
    write(folder)
    (folder / "project.yaml").write_text("a: 3\n", encoding="utf-8")
    before = texts(folder)
    with pytest.raises(Stop) as stop:
        journal.undo(folder)
    assert slugs(stop) == ["undo-changed"]
    assert stop.value.problems[0].place.file == "project.yaml"  # type: ignore[union-attr]
    assert texts(folder) == before


@pytest.mark.parametrize("saved", ["1-møter.yaml", "project.yaml", "borte.yaml"])
def test_an_editor_that_saves_while_the_new_text_goes_to_the_disk_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    real = writing.write_beside

    def write_beside(path: Path, data: bytes) -> Path:
        made = real(path, data)
        if path.name == "project.yaml":  # the last of them; all have been looked at
            (folder / saved).write_bytes(b"# fra redigeringsprogrammet\n")
        return made

    todo = changes(folder)
    monkeypatch.setattr(writing, "write_beside", write_beside)
    with pytest.raises(Stop) as stop:
        journal.write(folder, todo, ("set",), NOW)
    assert slugs(stop) == ["file-changed"]
    monkeypatch.undo()
    assert texts(folder) == OLD | {saved: "# fra redigeringsprogrammet\n"}
    assert journal.recover(folder) == ()
    assert journal.entries(folder) == ()


def test_a_file_changed_meanwhile_stops_the_whole_write(folder: Path) -> None:
    planned = changes(folder)
    (folder / "project.yaml").write_text("a: 3\n", encoding="utf-8")
    before = texts(folder)
    with pytest.raises(Stop) as stop:
        journal.write(folder, planned, ("import",), NOW)
    assert slugs(stop) == ["file-changed"]
    assert texts(folder) == before
    assert journal.entries(folder) == ()


def test_only_the_newest_entries_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_ENTRIES", 3)
    for number in range(5):
        file = next(file for file in read_folder(folder).files if file.path.name == "project.yaml")
        journal.write(folder, [(file, f"a: {number + 10}\n")], ("set",), NOW)
    assert [entry.number for entry in journal.entries(folder)] == [3, 4, 5]


def test_a_damaged_entry_is_a_problem(folder: Path) -> None:
    write(folder)
    (folder / "history" / "journal" / "000001.done.json").write_text("{", encoding="utf-8")
    with pytest.raises(Stop) as stop:
        journal.entries(folder)
    assert slugs(stop) == ["journal-damaged"]


# --- law 13: a write cut off at any point leaves the old state or the new one ---------------------------------

STEPS = 40


class Cut(BaseException):
    """The process dies here: nothing that comes after does anything."""


def die_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    count = 0

    def dying(call: Any) -> Any:
        def either(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count >= step:
                raise Cut
            return call(*args, **kwargs)

        return either

    monkeypatch.setattr(os, "fsync", dying(os.fsync))
    for name in ("replace", "unlink", "open", "chmod"):
        monkeypatch.setattr(Path, name, dying(getattr(Path, name)))


@pytest.mark.parametrize("step", range(1, STEPS))
def test_law_13_a_write_cut_off_at_any_point_leaves_the_old_state_or_the_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with monkeypatch.context() as patched:
        die_at(patched, step)
        try:
            write(folder)
        except Cut:
            pass
        else:
            assert step > 20, "the write has fewer steps than thought"
    assert journal.recover(folder) == ()
    assert texts(folder) in (OLD, NEW)
    assert all(entry.state == "done" for entry in journal.entries(folder))


@pytest.mark.parametrize("step", range(1, STEPS, 2))
def test_law_13_holds_for_undo_and_for_the_recovery_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    write(folder)
    for first_step in (step, 3):
        with monkeypatch.context() as patched:
            die_at(patched, first_step)
            with suppress(Cut):
                journal.undo(folder) if first_step == step else journal.recover(folder)
    assert journal.recover(folder) == ()
    assert texts(folder) in (OLD, NEW)


ELSEWHERE = pytest.mark.skipif(
    os.name == "nt", reason="Windows flushes no folder: a write has 13 steps there, not 19"
)
KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import test_history_journal as here
from tpn.history import journal
count = 0
def dying(call):
    def either(*args, **kwargs):
        global count
        count += 1
        if count == int(sys.argv[3]):
            os._exit(9)
        return call(*args, **kwargs)
    return either
os.fsync = dying(os.fsync)
Path.replace = dying(Path.replace)
Path.unlink = dying(Path.unlink)
here.write(Path(sys.argv[1]))
"""


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("step", [1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, pytest.param(14, marks=ELSEWHERE)])
def test_law_13_holds_for_a_process_that_is_killed(folder: Path, step: int) -> None:
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), here, str(step)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 9, done.stderr
    assert journal.recover(folder) == ()
    assert texts(folder) in (OLD, NEW)
    write(folder) if texts(folder) == OLD else journal.undo(folder)
    assert not list(folder.rglob("*.tpn-tmp"))


def test_a_file_changed_by_hand_after_a_cut_is_left_as_it_is_and_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        die_at(patched, 26)  # some files are new by then
        with pytest.raises(Cut):
            write(folder)
    (folder / "project.yaml").write_text("a: for hånd\n", encoding="utf-8")
    before = {name: text for name, text in texts(folder).items() if name.endswith(".yaml")}
    problems = journal.recover(folder)
    assert [(problem.slug, problem.place.file) for problem in problems] == [  # type: ignore[union-attr]
        ("write-interrupted", "project.yaml")
    ]
    assert texts(folder) == before
    assert journal.recover(folder) == ()


# --- two at once ------------------------------------------------------------------------------------------------

COUNTS = """
import re, sys
from datetime import datetime
from pathlib import Path
from tpn.history import journal, locking
from tpn.source import read_file
locking.PATIENCE = 300  # what is counted are writes, not the seconds that a busy machine takes for them
folder = Path(sys.argv[1])
for _ in range(10):
    with journal.locked(folder):
        file = read_file(folder / "project.yaml")
        number = int(re.search("[0-9]+", file.text)[0])
        journal.write(folder, [(file, f"a: {number + 1}\\n")], ("set",), datetime(2026, 1, 1))
"""


def test_four_programs_that_count_at_the_same_time_lose_no_count(folder: Path) -> None:
    (folder / "project.yaml").write_text("a: 0\n", encoding="utf-8")
    programs = [subprocess.Popen([sys.executable, "-c", COUNTS, str(folder)]) for _ in range(4)]
    assert [program.wait(300) for program in programs] == [0, 0, 0, 0]
    assert (folder / "project.yaml").read_text(encoding="utf-8") == "a: 40\n"
    assert len(journal.entries(folder)) == 40


HOLDS = """
import sys
from pathlib import Path
from tpn.history import journal
with journal.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_project_that_another_program_holds_is_busy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as holder:
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Stop) as stop:
            write(folder)
        holder.stdin.close()
    assert slugs(stop) == ["project-busy"]
    assert texts(folder) == OLD


def test_looking_at_a_quiet_project_needs_no_lock_and_makes_no_folder(folder: Path) -> None:
    assert journal.recover(folder) == ()
    assert journal.entries(folder) == ()
    assert not (folder / "history").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom modes stop")
def test_a_folder_that_takes_no_files_is_a_problem(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        with pytest.raises(Stop) as stop:
            write(folder)
    finally:
        folder.chmod(0o755)
    assert slugs(stop) == ["folder-read-only"]


@pytest.mark.parametrize(
    "text", ["", "{", '{"name": "uke 40"}', '{"name": "a", "taken": "snart", "agreed": true}']
)
def test_a_damaged_snapshot_is_named(tmp_path: Path, text: str) -> None:
    facts = tmp_path / "history" / "snapshots" / "2026-10-01-uke-40" / "facts.json"
    facts.parent.mkdir(parents=True)
    facts.write_text(text, "utf-8")
    with pytest.raises(Stop) as stopped:
        snapshots(tmp_path)
    assert [problem.slug for problem in stopped.value.problems] == ["snapshot-damaged"]


def test_what_was_cut_off_under_history_is_swept_by_the_next_write(folder: Path) -> None:
    reports, elsewhere = folder / "history" / "reports", folder.parent / "elsewhere"
    halves = [reports / ".002-2026-10-05-3f9a.new", reports / "001-2026-09-07-75be" / ".redacted-1.new"]
    for half in (*halves, elsewhere / ".redacted-1.new", reports / "001-2026-09-07-75be" / ".mine.new"):
        (half / "data").mkdir(parents=True)
        (half / "data" / "a.yaml").write_text("a: 1\n", "utf-8")
    (reports / "elsewhere").symlink_to(elsewhere)  # no link is followed
    old, fresh = folder / "history" / ".a.json.1.tpn-tmp", reports / ".b.json.2.tpn-tmp"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    write(folder)
    assert [path for path in (*halves, old) if path.exists()] == []
    assert fresh.exists()  # somebody may be writing it
    assert (elsewhere / ".redacted-1.new" / "data" / "a.yaml").exists()
    assert (reports / "001-2026-09-07-75be" / ".mine.new").exists()


def test_what_was_refused_and_could_not_be_brought_back_is_brought_back_by_the_next_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        over = writing.move_over
        moved: list[Path] = []

        def only_one(beside: Path, path: Path) -> None:
            if path.parent == folder and moved:
                full()
            moved.extend([path] if path.parent == folder else [])
            over(beside, path)

        patch.setattr(writing, "move_over", only_one)
        patch.setattr(writing, "replace_whole", full)
        with pytest.raises(Stop) as stop:
            write(folder)
    assert {"disk-full", "write-half-done"} == set(slugs(stop))
    assert texts(folder) != OLD
    assert journal.recover(folder) == ()
    assert texts(folder) == OLD
