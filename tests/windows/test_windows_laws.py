"""What only a municipal PC does to files: another drive, marks, long paths, servers, a program that ends half-way.

Each law is tried on every system. Where only Windows can show it, the others are made to answer as Windows does.
"""

import errno
import os
import shutil
import stat
import string
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli_writes import standing, tree, words_of
from tests.conftest import Tpn
from tests.rounds.kills import fault
from tests.rounds.processes import VERBS, prepared, quiet
from tests.rounds.processes import tree as own_files
from tpn.cli.dropped_paths import dropped_paths
from tpn.cli.typed_lines import as_typed
from tpn.source import writing
from tpn.source.inside import leads_out
from tpn.source.names import naming_problem

__all__ = ["standing"]

# ---------------------------------------------------------------- another drive

ELSEWHERE = (
    "week -o {there}/uka.md",
    "agenda kickoff -o {there}/sak.pdf",
    "report -o {there}/rapport.docx",
    "slides kickoff -o {there}/lysark.pptx",
    "map -o {there}/kart.svg",
    "gantt -o {there}/gantt.png",
    "list aktiviteter -o {there}/liste.csv",
    "export -o {there}/ark.xlsx",
    "export --each-responsible {there}/runde --due 15.10.2026 --mail",
    "process barnehage --variant integrated -o {there}/steg.bpmn",
    "procure A-P01 --spec -o {there}/krav.xlsx",
)


@pytest.fixture(scope="module")
def other_drive() -> Iterator[Path]:
    """A folder on another drive than the one of the project."""
    here = Path(tempfile.gettempdir()).resolve()
    letters = [Path(f"{letter}:\\") for letter in string.ascii_uppercase if f"{letter}:" != here.drive]
    tops = letters if os.name == "nt" else [Path("/dev/shm"), Path("/run"), Path.home()]  # noqa: S108
    for place in (folder for top in tops for folder in (top / "tmp", top)):
        with suppress(OSError):
            if os.name == "nt" or place.stat().st_dev != here.stat().st_dev:
                made = Path(tempfile.mkdtemp(prefix="en annen disk ", dir=place))
                break
    else:
        pytest.skip("this machine has but one drive that may be written on")
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("line", ELSEWHERE)
def test_what_is_made_may_lie_on_another_drive_than_the_project(
    tpn: Tpn, standing: Path, other_drive: Path, line: str
) -> None:
    words = [word.replace("{there}", str(other_drive)) for word in line.split()]
    result = tpn(*words, "-p", standing / "halden")
    assert result.code == 0, result.err
    made = Path(next(word for word in words if word.startswith(str(other_drive))))
    assert any(path.stat().st_size for path in (made.iterdir() if made.is_dir() else [made]))


def test_a_sheet_comes_in_from_another_drive(
    tpn: Tpn, standing: Path, other_drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Path(shutil.copytree(standing / "halden", tmp_path / "halden"))
    sheet = shutil.copyfile(standing / "retur.xlsx", other_drive / "retur (2).xlsx")
    monkeypatch.chdir(other_drive)
    assert tpn("import", sheet.name, "--write", "-p", project).code == 0
    assert "2026-10-22" in (project / "1-kickoff.yaml").read_text("utf-8")
    assert tpn("undo", "--write", "-p", project).code == 0


# ---------------------------------------------------------------- marked read-only


@pytest.fixture
def marked(standing: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Such a project, its files marked read-only as *Egenskaper* in Windows marks them."""
    files = list((standing / "halden").glob("*.yaml"))
    for path in files:
        path.chmod(stat.S_IREAD)
    if os.name != "nt":  # the mark stops everybody there, here not whoever may do everything
        may = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: may(path, mode) and Path(path) not in files)
    yield standing
    for path in files:
        path.chmod(stat.S_IREAD | stat.S_IWRITE)


@pytest.mark.parametrize(
    "line",
    ["set K-12 frist=19.10.2026", "done T-15", "import {sheet} --write", "handover Per --to Liv --write",
     "move A-11 16.10.2026 --reason Klage --write"],
)  # fmt: skip
def test_a_file_marked_read_only_is_left_and_named(tpn: Tpn, marked: Path, line: str) -> None:
    def kept() -> dict[str, bytes]:
        return {name: data for name, data in tree(marked / "halden").items() if not name.endswith(".lock")}

    before = kept()
    result = tpn(*words_of(line, marked), "-p", marked / "halden")
    assert (result.code, "[no-permission]" in result.err) == (1, True), result.err
    assert ".yaml" in result.err
    assert kept() == before


# ---------------------------------------------------------------- long paths


@pytest.fixture
def deep(tmp_path: Path, standing: Path) -> Path:
    """A project whose folder alone has more than 300 letters."""
    folder = tmp_path
    while len(str(folder)) < 300:
        folder = folder / "Bedre tjenester på nett for innbyggere og næringsliv"
    try:
        made = Path(shutil.copytree(standing / "halden", folder / "halden"))
    except OSError:
        pytest.skip("nobody has allowed Windows paths of more than 260 letters")
    try:
        os.path.realpath(made)
    except OSError:
        pytest.skip("Wine cannot say where a path of more than 260 letters leads")
    return made


def test_a_project_below_300_letters_is_a_project(tpn: Tpn, deep: Path) -> None:
    for line in (
        "status", "set K-12 frist=19.10.2026", "undo --write", "snapshot Nå",
        "report -o {0}/rapport.docx", "agenda kickoff -o {0}/sak.pdf", "map -o {0}/kart.svg", "export -o {0}/ark.xlsx",
    ):  # fmt: skip
        words = [word.replace("{0}", str(deep / "ut til alle")) for word in line.split()]
        (deep / "ut til alle").mkdir(exist_ok=True)
        result = tpn(*words, "-p", deep)
        assert result.code == 0, (line, result.err)


@pytest.mark.parametrize(("letters", "slug"), [(241, "folder-missing"), (242, "path-too-long")])
def test_a_path_that_windows_does_not_take_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch, letters: int, slug: str
) -> None:
    monkeypatch.setattr(writing, "ON_WINDOWS", True)
    top = "C:\\" if os.name == "nt" else "/"
    problem = writing.writing_problem(FileNotFoundError(errno.ENOENT, "no"), top.ljust(letters, "a"))
    assert problem.slug == slug


# ---------------------------------------------------------------- where a file really lies


def test_a_file_of_which_windows_cannot_say_where_it_lies_is_where_it_is_and_a_link_out_is_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a file on a server's drive that a scanner holds: the folder has its real name, the file has not."""
    (inner := tmp_path / "prosjekt" / "history").mkdir(parents=True)
    (inner / "facts.json").touch()
    (tmp_path / "hemmelig.txt").touch()
    real = os.path.realpath
    there = {str(inner.parent): str(tmp_path / "server" / "prosjekt")}
    monkeypatch.setattr(os.path, "realpath", lambda path, **more: there.get(str(path)) or real(path, **more))
    assert not leads_out(inner.parent, inner / "facts.json")
    assert leads_out(inner.parent, inner / ".." / ".." / "hemmelig.txt")
    assert leads_out(inner.parent, tmp_path / "hemmelig.txt")
    link = inner / "lenke.json"
    with suppress(OSError):  # Windows asks for a right to make links; Wine makes none and says that it did
        link.symlink_to(tmp_path / "hemmelig.txt")
    assert leads_out(inner.parent, link) is link.is_symlink()


# ---------------------------------------------------------------- paths of a server

SHARE = r"\\server\felles område\prosjekt"


@pytest.mark.skipif(os.name != "nt", reason="a path of Windows's alone")
def test_a_path_of_a_server_is_a_path(tpn: Tpn, halden: Path) -> None:
    assert naming_problem(Path(SHARE, "ut", "uka.md")) is None
    assert as_typed(["tpn", "-p", SHARE]) == f'tpn -p "{SHARE}"'
    assert dropped_paths(f'"{SHARE}"') == ()
    for line in (("status", "-p", SHARE), ("week", "-o", rf"{SHARE}\uka.md", "-p", halden)):
        result = tpn(*line)
        assert result.code
        assert SHARE in result.err
        assert "[folder-missing]" in result.err or "[not-a-project]" in result.err, result.err


# ---------------------------------------------------------------- the program ends at any write


class Ended(BaseException):
    """The process ends here: nothing that comes after does anything."""


def end_at(monkeypatch: pytest.MonkeyPatch, step: int) -> list[str]:
    """Let the program end at its such-and-such change of the disk; the changes that it came to."""
    done: list[str] = []

    def ending(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def either(*args: Any, **kwargs: Any) -> Any:
            done.append(name)
            if len(done) >= step:
                raise Ended
            return call(*args, **kwargs)

        return either

    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, ending(name, getattr(Path, name)))
    monkeypatch.setattr(os, "fsync", ending("fsync", os.fsync))
    return done


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("verb", [VERBS[6], VERBS[3], VERBS[4]], ids=lambda verb: verb[0])
def test_a_verb_that_ends_at_any_change_of_the_disk_leaves_the_old_project_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    old = own_files(prepared(place := tmp_path / "halden"))

    def performed(step: int) -> tuple[dict[str, bytes], int]:
        """The project after the verb has ended at a step and the next command has put things right."""
        shutil.rmtree(place)
        prepared(place)  # where it lies: what another copy of a project began is completed by nobody unasked
        with monkeypatch.context() as patched:
            done = end_at(patched, step)
            with suppress(Ended):
                quiet(*verb, "-p", str(place), "--today", "2026-10-05")
        assert quiet("check", "-p", str(place)) in {0, 1}
        return own_files(place), len(done)

    new, steps = performed(10_000)
    assert (new != old, steps > 3) == (True, True)
    found = {step: fault(old, performed(step)[0], new, verb, place) for step in range(1, steps + 1)}
    assert {step: said for step, said in found.items() if said} == {}
