"""What is written never eats what is read: ``-o`` and the project's own files, files of others, left-overs."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tpn.cli.outlet import may_be_written
from tpn.problems import Stop

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and full disks as POSIX has them")

# -o, said from the project's folder
OWN = (
    "project.yaml", "1-kickoff.yaml", "logs.yaml", "PROJECT.YAML", "new.yaml", "./project.yaml", "history/x.md",
    "history/snapshots/x.json", "templates/sheets/x.md", "Templates/x.md", "history/../project.yaml",
    ".git/config",
)  # fmt: skip


@pytest.mark.parametrize("target", OWN)
@pytest.mark.parametrize("line", [["status", "--format", "md"], ["show", "K-12", "--json"], ["schema"]])
def test_a_result_is_never_written_to_what_the_project_consists_of(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, target: str, line: list[str]
) -> None:
    monkeypatch.chdir(halden)
    before = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    for force in ([], ["--force"]):
        said = tpn(*line, "-o", target, *force)
        assert (said.code, "output-is-project" in said.out + said.err) == (2, True)
    assert {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("target", ["project.yaml", "history/x.md"])
def test_another_project_is_no_place_for_a_result_either(
    tpn: Tpn, halden: Path, sandnes: Path, target: str
) -> None:
    said = tpn("status", "--format", "md", "-p", halden, "-o", sandnes / target)
    assert (said.code, "output-is-project" in said.out + said.err) == (2, True)


@POSIX
@pytest.mark.parametrize("kind", ["link", "hard link", "linked folder"])
def test_no_other_name_of_a_file_of_the_project_is_written_to(
    tpn: Tpn, halden: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "ut.md"
    if kind == "link":
        target.symlink_to(halden / "logs.yaml")
    elif kind == "hard link":
        os.link(halden / "logs.yaml", target)
    else:
        (tmp_path / "inn").symlink_to(halden, target_is_directory=True)
        target = tmp_path / "inn" / "logs.yaml"
    before = (halden / "logs.yaml").read_bytes()
    said = tpn("status", "--format", "md", "-p", halden, "-o", target)
    assert (said.code, "output-is-project" in said.out + said.err) == (2, True)
    assert (halden / "logs.yaml").read_bytes() == before


def test_the_file_that_is_read_is_not_written_over(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "bok.xlsx"
    assert tpn("export", "-p", halden, "-o", sheet).code == 0
    before = sheet.read_bytes()
    for line in (["import", sheet, "--json"], ["read", sheet, "--json"]):
        said = tpn(*line, "-p", halden, "-o", sheet, "--force")
        assert (said.code, "output-is-input" in said.out + said.err) == (2, True)
    assert sheet.read_bytes() == before


def test_a_file_that_tpn_made_and_nobody_touched_is_replaced(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    for name in ("ut.md", "ut.xlsx", "ut.csv", "ut.json"):
        line = ["export"] if name.endswith(("xlsx", "csv")) else ["status", "--format", name[3:]]
        for _ in range(2):
            said = tpn(*line, "-p", halden, "-o", tmp_path / name)
            assert (said.code, said.code) == (0, 0), said.err


def _answer(answer: bool | None, facts: Mapping[str, object]) -> bool | None:
    assert facts["file"]
    return answer


def test_a_paper_of_another_kind_is_not_replaced_unasked(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    paper = tmp_path / "saksliste.docx"
    assert tpn("agenda", "MO-05", "-p", halden, "-o", paper).code == 0
    before = paper.read_bytes()
    replaced = []
    for answer in (False, None, True):
        with suppress(Stop):
            may_be_written(paper, halden, (), partial(_answer, answer), "gantt")
            replaced.append(answer)
    assert replaced == [None, True]  # where nobody can answer it is replaced and said
    said = tpn("gantt", "-p", halden, "-o", paper)
    assert (said.code, "i stedet for filen som sto der" in said.err) == (0, True)
    (halden / "history" / ".outputs").write_text(
        sha256(paper.read_bytes()).hexdigest() + "\n"
    )  # by an older tpn
    may_be_written(paper, halden, (), lambda _: False, "agenda")
    assert paper.read_bytes() != before


def test_a_file_that_somebody_wrote_in_is_not(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ut.md"
    assert tpn("status", "--format", "md", "-p", halden, "-o", sheet).code == 0
    with sheet.open("a", encoding="utf-8") as file:
        file.write("Svar fra Nils\n")
    before = sheet.read_bytes()
    said = tpn("status", "--format", "md", "-p", halden, "-o", sheet)
    assert (said.code, "[output-exists]" in said.err, "--force" in said.err) == (2, True, True)
    assert sheet.read_bytes() == before
    said = tpn("status", "--format", "md", "-p", halden, "-o", sheet, "--force")
    assert (said.code, "i stedet for filen som sto der" in said.err) == (0, True)


def test_a_folder_that_takes_no_files_still_gives_its_results(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    shutil.rmtree(halden / "history")
    (halden / "history").write_text("ingen mappe", "utf-8")
    assert tpn("list", "activities", "--format", "csv", "-p", halden, "-o", tmp_path / "ut.csv").code == 0


def test_half_written_files_beside_a_result_are_swept(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    hours = {
        ".ut.md.0a0a0a0a.tpn-tmp": (1, False), ".ut.md.0b0b0b0b.tpn-tmp": (0, True),
        ".annet.md.0c0c0c0c.tpn-tmp": (0.5, True),  # may be a sheet of a round that somebody is making
        ".annet.docx.0d0d0d0d.tpn-tmp": (2, False), ".noens-egen.tpn-tmp": (2, True),
    }  # fmt: skip
    for name, (age, _) in hours.items():
        (tmp_path / name).write_text("halvt", "utf-8")
        os.utime(tmp_path / name, (time.time() - age * 3600,) * 2)
    assert tpn("status", "--format", "md", "-p", halden, "-o", tmp_path / "ut.md").code == 0
    assert {name: (tmp_path / name).exists() for name in hours} == {
        name: one[1] for name, one in hours.items()
    }


def test_a_leading_tab_is_no_formula_in_any_csv(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    for sign in ("\t=", "=", "+", "-", "@"):
        assert tpn("set", "K-12", f'tittel=x{sign}HYPERLINK("x")', "-p", halden).code == 0
        text = (
            (halden / "1-kickoff.yaml")
            .read_text("utf-8")
            .replace("x\\t=", "\\t=")
            .replace(f"x{sign}H", f"{sign}H")
        )
        (halden / "1-kickoff.yaml").write_text(text, "utf-8")
    assert tpn("export", "-p", halden, "-o", tmp_path / "ut.csv").code == 0
    for path in tmp_path.glob("ut*.csv"):
        for line in path.read_text("utf-8-sig").splitlines():
            assert not any(cell.strip('"')[:1] in {"=", "+", "@", "\t"} for cell in line.split(";")), line


@POSIX
@pytest.mark.parametrize("words", [["--version"], ["--complete", "1", "tpn", "st"], ["status"], ["--help"]])
def test_a_full_disk_behind_the_result_is_no_traceback(halden: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tpn", *words], cwd=halden, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr, "Exception" in done.stderr) == (1, False, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_that_nobody_reads_is_told_and_one_that_is_read_gets_it_all(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "rør.md"
    os.mkfifo(pipe)
    said = tpn("status", "-p", halden, "-o", pipe)
    assert (said.code, "[write-failed]" in said.err) == (1, True)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reading:  # noqa: S607
        assert tpn("status", "-p", halden, "-o", pipe).code == 0
        assert reading.stdout
        assert b"Tjenester" in reading.stdout.read()
