"""Excel, OneDrive or a virus scanner has the project's files for itself: a sentence, and nothing changed.

On Windows the files are really held; elsewhere the system is made to answer as Windows does.
"""

import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_cli_writes import LINES, standing, tree, words_of
from tests.conftest import Tpn
from tpn.actions.write_rules import WRITES, Writes
from tpn.source import writing

__all__ = ["standing"]
WRITING = [
    next(line for line in reversed(lines) if WRITES[verb] is Writes.AT_ONCE or "--write" in line)
    for verb, lines in LINES.items()
    if verb in WRITES and any(WRITES[verb] is Writes.AT_ONCE or "--write" in line for line in lines)
]
"""A line of each verb that writes."""
OF_THE_PROJECT = frozenset({".lock", ".outputs"})


def _held_as_windows_does(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    replace, unlink = Path.replace, Path.unlink

    def replaced(self: Path, target: Path) -> Path:
        if Path(target) in files:
            raise PermissionError(errno.EACCES, "in use", str(self), None, str(target))
        return replace(self, target)

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        if self in files:
            raise PermissionError(errno.EACCES, "in use", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "unlink", unlinked)
    monkeypatch.setattr(writing, "ON_WINDOWS", True)


@pytest.fixture
def held(standing: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Such a project, its files open in another program that lets others read and no more."""
    files = [path.resolve() for path in (standing / "halden").glob("*.yaml")]
    monkeypatch.setattr(writing, "_WAITS", (0.0,))
    if os.name != "nt":
        _held_as_windows_does(files, monkeypatch)
        yield standing
        return
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateFileW.restype = ctypes.c_void_p
    handles = [kernel.CreateFileW(str(path), 0x80000000, 1, None, 3, 0, None) for path in files]
    yield standing
    for handle in handles:
        kernel.CloseHandle(ctypes.c_void_p(handle))


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize("line", WRITING)
def test_no_verb_changes_a_file_that_is_held_open_and_every_verb_says_so(
    tpn: Tpn, held: Path, line: str
) -> None:
    before = tree(held / "halden")
    result = tpn(*words_of(line, held), "-p", held / "halden")
    after = tree(held / "halden")
    assert {name: data for name, data in after.items() if name.endswith(".yaml") and "/" not in name} == {
        name: data for name, data in before.items() if name.endswith(".yaml") and "/" not in name
    }
    assert not [name for name in after if name.endswith(writing.TEMPORARY)]
    if result.code:
        assert {name for name in after if Path(name).name not in OF_THE_PROJECT} == {
            name for name in before if Path(name).name not in OF_THE_PROJECT
        }
    assert "[write-half-done]" not in result.err
    assert os.name != "nt" or "[folder-read-only]" not in result.err


@pytest.mark.parametrize(
    "line",
    [
        "set K-12 frist=19.10.2026", "done T-15", "import {sheet} --write",
        "move A-11 16.10.2026 --reason Klage --write",
    ],
)  # fmt: skip
def test_the_sentence_names_the_file_and_the_reason(tpn: Tpn, held: Path, line: str) -> None:
    result = tpn(*words_of(line, held), "-p", held / "halden")
    assert (result.code, "[file-held-open]" in result.err) == (1, True)
    assert ".yaml" in result.err
