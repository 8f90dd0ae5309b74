"""Files are read and written whole, or a problem says why not."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tpn.problems import Stop
from tpn.source import TextFile, read_file, read_folder, sha256_of, write_files, write_new, writing


def read(path: Path) -> TextFile:
    file = read_file(path, path.name)
    assert isinstance(file, TextFile)
    return file


def slugs(stop: pytest.ExceptionInfo[Stop]) -> list[str]:
    return [problem.slug for problem in stop.value.problems]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "3-prosesser på nett.yaml"
    path.write_bytes("a: blåbær\n".encode())
    return path


def test_a_file_keeps_its_bytes_its_line_ends_and_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "æøå.yaml"
    path.write_bytes("\ufeffa: å\r\nb: 1\r\n".encode())
    file = read(path)
    assert (file.text, file.newline, file.bom) == ("a: å\r\nb: 1\r\n", "\r\n", True)
    (written,) = write_files([(file, file.text + "c: 2\r\n")])
    assert path.read_bytes() == "\ufeffa: å\r\nb: 1\r\nc: 2\r\n".encode()
    assert written.sha256 == read(path).sha256


def test_a_folder_gives_its_yaml_files_with_the_project_first(tmp_path: Path) -> None:
    for name in [
        "logg.yaml",
        "1-oppstart.yaml",
        "project.yaml",
        "ærlig.yaml",
        ".skjult.yaml",
        "notat.txt",
        "~x.yaml",
    ]:
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "tom.yaml").write_text("", encoding="utf-8")
    (tmp_path / "mappe.yaml").mkdir()
    folder = read_folder(tmp_path, "halden")
    assert [Path(file.name).as_posix() for file in folder.files] == [
        "halden/project.yaml", "halden/1-oppstart.yaml", "halden/logg.yaml", "halden/ærlig.yaml",
    ]  # fmt: skip
    assert [problem.slug for problem in folder.problems] == ["file-is-folder", "file-empty"]


def test_what_is_wrong_with_a_file_or_folder_is_one_problem(
    tmp_path: Path,
) -> None:
    (tmp_path / "fil").write_text("a: 1\n", encoding="utf-8")
    assert read_file(tmp_path / "mangler.yaml").slug == "file-missing"  # type: ignore[union-attr]
    assert read_file(tmp_path).slug == "file-is-folder"  # type: ignore[union-attr]
    assert read_file(tmp_path / "nul\0.yaml").slug == "file-unreadable"  # type: ignore[union-attr]
    assert [problem.slug for problem in read_folder(tmp_path / "mangler").problems] == ["folder-missing"]
    assert [problem.slug for problem in read_folder(tmp_path / "fil").problems] == ["folder-is-file"]
    with (tmp_path / "fil").open("wb") as stream:
        stream.truncate(10 * 2**30)  # nothing in it; who reads it has no memory left
    assert read_file(tmp_path / "fil").slug == "file-too-large"  # type: ignore[union-attr]
    assert sha256_of(tmp_path / "fil") == ""


@pytest.mark.parametrize(
    ("error", "slug"),
    [(PermissionError(errno.EACCES, "no"), "no-permission"), (OSError(errno.EIO, "disk"), "file-unreadable")],
)
def test_a_file_that_cannot_be_opened_says_why(
    plan: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, slug: str
) -> None:
    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert read_file(plan).slug == slug  # type: ignore[union-attr]


def test_a_file_changed_since_it_was_read_is_not_written(plan: Path) -> None:
    file = read(plan)
    plan.write_text("a: noe annet\n", encoding="utf-8")
    with pytest.raises(Stop) as stop:
        write_files([(file, "a: mitt\n")])
    assert slugs(stop) == ["file-changed"]
    assert plan.read_text(encoding="utf-8") == "a: noe annet\n"


def test_a_new_file_does_not_overwrite_one_that_came_meanwhile(plan: Path) -> None:
    with pytest.raises(Stop) as stop:
        write_files([(TextFile(plan, plan.name, ""), "a: 1\n")])
    assert slugs(stop) == ["file-changed"]


def test_files_are_made_and_taken_away(plan: Path) -> None:
    new = plan.with_name("ny.yaml")
    (made,) = write_files([(read(plan), None), (TextFile(new, new.name, ""), "a: 1\n")])
    assert not plan.exists()
    assert new.read_text(encoding="utf-8") == "a: 1\n"
    assert made.sha256 == read(new).sha256


@pytest.mark.skipif(os.name == "nt", reason="modes and links as POSIX has them")
def test_mode_and_symbolic_link_are_kept(plan: Path) -> None:
    plan.chmod(0o640)
    link = plan.with_name("lenke.yaml")
    link.symlink_to(plan)
    write_files([(read(link), "a: 2\n")])
    assert link.is_symlink()
    assert plan.read_text(encoding="utf-8") == "a: 2\n"
    assert plan.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        (errno.ENOSPC, "disk-full"), (errno.EROFS, "folder-read-only"), (errno.EACCES, "folder-read-only"),
        (errno.EIO, "write-failed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_takes_no_more_leaves_the_old_file_and_nothing_else(
    plan: Path, monkeypatch: pytest.MonkeyPatch, number: int, slug: str, call: str
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os if call == "fsync" else Path, call, fail)
    file = read(plan)
    with pytest.raises(Stop) as stop:
        write_files([(file, "a: 2\n")])
    assert slugs(stop) == [slug]
    assert read(plan) == file
    assert list(plan.parent.iterdir()) == [plan]


def test_a_second_file_that_cannot_be_written_takes_the_first_back(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = plan.with_name("b.yaml")
    other.write_text("b: 1\n", encoding="utf-8")
    replace = Path.replace

    def fail_for_b(self: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise OSError(errno.ENOSPC, "full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_for_b)
    with pytest.raises(Stop) as stop:
        write_files([(read(plan), "a: 2\n"), (read(other), "b: 2\n")])
    assert slugs(stop) == ["disk-full"]
    assert plan.read_text(encoding="utf-8") == "a: blåbær\n"
    assert other.read_text(encoding="utf-8") == "b: 1\n"
    assert sorted(plan.parent.iterdir()) == sorted([plan, other])


def held_open(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """The system is Windows, and another program holds the file open the first times."""
    tries: list[Path] = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "in use", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(writing, "ON_WINDOWS", True)
    monkeypatch.setattr(writing, "_WAITS", (0.0,) * 5)
    return tries


def test_a_file_held_open_for_a_moment_is_waited_for(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_open(monkeypatch, 3)
    write_files([(read(plan), "a: 2\n")])
    assert plan.read_text(encoding="utf-8") == "a: 2\n"


def test_a_file_held_open_for_long_is_a_problem_of_its_own(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = held_open(monkeypatch, 99)
    with pytest.raises(Stop) as stop:
        write_files([(read(plan), "a: 2\n")])
    assert slugs(stop) == ["file-held-open"]
    assert len(tries) == 6
    assert list(plan.parent.iterdir()) == [plan]


def test_a_file_of_any_kind_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    write_new(path, b"1")
    write_new(path, b"2")
    assert path.read_bytes() == b"2"
    with pytest.raises(Stop) as stop:
        write_new(tmp_path, b"3")
    assert slugs(stop) == ["file-is-folder"]
    with pytest.raises(Stop) as stop:
        write_new(tmp_path / "mangler" / "rapport.pdf", b"3")
    assert slugs(stop) == ["folder-missing"]


def test_the_reader_works_where_the_c_library_is_missing() -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from tpn.source import Set, apply, parse\n"
        "d = parse('a: {x: 1, x: 2}\\nb: &c no\\nd: [1\\n', 'f')\n"
        "print([(p.slug, p.place.line, p.place.column) for p in d.problems])\n"
        "print(apply('a:  1  # en\\n', [Set(('a',), 'no')], 'f'), parse('b: 0301\\n', 'f').value)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.stdout == (
        "[('duplicate-key', 1, 11), ('anchor', 2, 4), ('unclosed-bracket', 3, 4)]\na:  \"no\"  # en\n {'b': '0301'}\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipe with a name in a folder")
def test_a_device_or_a_pipe_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:  # noqa: S607 - any cat will do
        writing.write_all_new({pipe: b"innhold"})
        assert reader.communicate()[0] == b"innhold"
    assert pipe.is_fifo()
