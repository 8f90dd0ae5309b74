"""A new project that is copied from an example is that example, whole; what was cut off is swept."""

import errno
import os
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

OF_THE_COPY = {"history/.outputs", "history/.lock", "history/.gitignore", "history/.gitattributes"}
"""What a copy remembers for itself."""


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in OF_THE_COPY}


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_a_copy_of_an_example_has_every_file_of_it_and_nothing_is_wrong_with_it(
    tpn: Tpn, tmp_path: Path, example: str
) -> None:
    copy = tmp_path / "øving"
    assert tpn("init", copy, "--from", example).code == 0
    assert files(copy) == files(ROOT / "examples" / example)
    said = tpn("check", "-p", copy)
    assert (said.code, "[report-changed]" in said.out + said.err) == (0, False)


def test_what_an_init_that_was_cut_off_has_left_is_swept_by_the_next(tpn: Tpn, tmp_path: Path) -> None:
    def left(name: str, *, minutes: int) -> Path:
        (folder := tmp_path / name).mkdir()
        (folder / "project.yaml").write_text("halvt", "utf-8")
        os.utime(folder, (time.time() - 60 * minutes,) * 2)
        return folder

    old, fresh = left(".nett.0a0a0a0a.tpn-tmp", minutes=5), left(".nett.0b0b0b0b.tpn-tmp", minutes=0)
    other, own = left(".annet.0c0c0c0c.tpn-tmp", minutes=5), left(".nett.min-egen", minutes=5)
    assert tpn("init", tmp_path / "nett", "--from", "halden").code == 0
    assert [one.exists() for one in (old, fresh, other, own)] == [False, True, True, True]


def test_an_empty_folder_that_somebody_stands_in_is_filled(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = tpn("init", ".", "--municipality", "Moss", "--services", "sfo", "--start", "2027-01-11")
    assert (made.code, made.err) == (0, "")
    assert str(tmp_path) in made.out.replace("\n   ", "")
    assert tpn("check").code == 0
    assert list(tmp_path.parent.glob(f".{tmp_path.name}*")) == []


def test_where_one_file_cannot_be_moved_into_it_none_is_left_there(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target == Path("project.yaml"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return rename(self, target)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "rename", full)
    said = tpn("init", ".", "--municipality", "Moss", "--services", "sfo", "--start", "2027-01-11")
    assert said.code == 1
    assert list(tmp_path.iterdir()) == []
