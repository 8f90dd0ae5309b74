"""A number is used once: what the project, its history or a sheet that is out has had, names nothing else."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Tpn, needs_git

RISK = ("add", "risiko", "tittel=Ny", "sannsynlighet=1", "konsekvens=1")


def added(tpn: Tpn, folder: Path) -> str:
    found = json.loads(tpn(*RISK, "-p", folder, "--json").out)
    return str(found["changes"][0]["id"])


def taken_out(folder: Path, name: str) -> None:
    """The record is taken out of the file by hand; it is the last of its list."""
    file = folder / "logs.yaml"
    lines = file.read_text("utf-8").split("\n")
    start = next(at for at, line in enumerate(lines) if f"id: {name}" in line)
    end = next(at for at in range(start + 1, len(lines)) if not lines[at].startswith("    "))
    file.write_text("\n".join([*lines[:start], *lines[end:]]), "utf-8")


@pytest.mark.parametrize("kept", ["snapshot", "log", "round"])
def test_a_number_that_history_remembers_is_not_given_again(
    tpn: Tpn, halden: Path, tmp_path: Path, kept: str
) -> None:
    name = added(tpn, halden)
    if kept == "snapshot":
        tpn("snapshot", "Nå", "-p", halden)
    if kept == "round":
        tpn("export", "--each-responsible", tmp_path / "ut", "-p", halden)
    if kept != "log":
        shutil.rmtree(halden / "history" / "log")
    taken_out(halden, name)
    assert tpn("check", "-p", halden).code == 0
    assert added(tpn, halden) != name


@needs_git
def test_two_branches_of_a_project_meet_in_history_without_hands(tpn: Tpn, halden: Path) -> None:
    def git(*words: str) -> subprocess.CompletedProcess[str]:
        own = ["-c", "user.name=a", "-c", "user.email=a@example.no", "-c", "commit.gpgsign=false"]
        line = ["git", *own, *words]
        return subprocess.run(line, cwd=halden, check=False, capture_output=True, encoding="utf-8")

    tpn("set", "K-12", "merknad=Først", "-p", halden)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "før")
    git("checkout", "-qb", "andre")
    one = added(tpn, halden)
    git("add", "-A")
    git("commit", "-qm", "andre")
    git("checkout", "-q", "main")
    other = json.loads(tpn("set", "K-12", "merknad=Her", "-p", halden, "--json").out)
    assert other["written"]
    tpn("add", "beslutning", "tittel=Ny", "-p", halden)
    git("add", "-A")
    git("commit", "-qm", "her")
    merged = git("merge", "-q", "andre")
    conflicts = [line for line in merged.stdout.splitlines() if "CONFLICT" in line and "history/" in line]
    assert conflicts == []
    tracked = git("ls-files", "history").stdout.splitlines()
    assert not [name for name in tracked if "journal" in name or name.endswith(".lock")]
    assert len([name for name in tracked if name.startswith("history/log/")]) >= 3
    assert one.startswith("R-")


def test_the_same_number_twice_is_told(tpn: Tpn, halden: Path) -> None:
    file = halden / "logs.yaml"
    text = file.read_text("utf-8")
    name = added(tpn, halden)
    block = file.read_text("utf-8")
    start = block.index(f"- id: {name}")
    file.write_text(block[:start] + block[start:].replace(name, "R-01", 1), "utf-8")
    assert text != file.read_text("utf-8")
    result = tpn("check", "-p", halden)
    assert "[duplicate-id]" in result.out
