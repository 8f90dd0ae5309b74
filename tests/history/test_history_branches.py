"""Two copies of a project that git brings together: what tpn keeps under ``history/`` needs no hands."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

from tests.conftest import Tpn, needs_git
from tpn.history.git_files import FILES, befriend_git
from tpn.history.imports import FILE, ImportedRow, brought, change_of
from tpn.history.published import Publication, publish, published
from tpn.history.rounds import rounds
from tpn.history.snapshots import snapshots

pytestmark = needs_git


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Kari", "-c", "user.email=kari@example.no", "-c", "commit.gpgsign=false")
    command = [shutil.which("git") or "git", "-C", str(folder), *who, *words]
    subprocess.run(command, check=True, capture_output=True)


def row(number: int) -> ImportedRow:
    return ImportedRow(f"ark{number}.xlsx", "activity", "Ark", "Rydde", 0, f"K-9{number}", {"title": "Rydde"})


def test_what_two_people_kept_on_one_day_is_merged_without_hands(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    assert tpn("set", "K-12", "merknad=Felles", "-p", halden).code == 0
    git(halden, "init", "-q", "-b", "main")
    git(halden, "add", "-A")
    git(halden, "commit", "-qm", "felles")
    other = tmp_path / "hos Liv" / "halden"
    git(tmp_path, "clone", "-q", str(halden), str(other))
    for number, project in enumerate((halden, other), 1):
        for line in (
            ["snapshot", "Uke 40"],
            ["export", "--each-responsible", project.parent / "ut", "--horizon", "0"],
        ):
            result = tpn(*line, "-p", project)
            assert result.code == 0, result.err
        file, text = change_of(project, [row(number)])
        file.path.write_text(text, "utf-8")
        git(project, "add", "-A")
        git(project, "commit", "-qm", "mitt")
    git(halden, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")

    assert [one.name for one in snapshots(halden)][-2:] == ["Uke 40", "Uke 40"]
    assert len(rounds(halden)) == 2
    assert {one.id for one in brought(halden)} == {"K-91", "K-92"}
    assert tpn("check", "-p", halden).code == 0


def test_rows_of_an_older_version_are_remembered_with_the_new(halden: Path) -> None:
    (halden / "history").mkdir(exist_ok=True)
    old = (
        '{"format": 1, "rows": [{"sheet": "gammelt.xlsx", "kind": "activity", "place": "", "title": "Feie",'
        ' "number": 0, "id": "K-90", "values": {}}]}'
    )
    (halden / FILE).with_suffix(".json").write_text(old, "utf-8")
    file, text = change_of(halden, [row(1)])
    file.path.write_text(text, "utf-8")
    assert [one.id for one in brought(halden)] == ["K-90", "K-91"]
    assert (halden / FILE).with_suffix(".json").read_text("utf-8") == old


def test_what_tpn_laid_for_git_before_is_renewed_and_what_others_wrote_is_not(tmp_path: Path) -> None:
    (tmp_path / "history").mkdir()
    attributes = tmp_path / "history" / ".gitattributes"
    attributes.write_bytes(b"# made by tpn: both sides stay\nmeetings/*.jsonl merge=union\n* -text\n")
    befriend_git(tmp_path)
    assert attributes.read_text("utf-8") == FILES[".gitattributes"]
    attributes.write_text("* text\n", "utf-8")
    befriend_git(tmp_path)
    assert attributes.read_text("utf-8") == "* text\n"


def report(number: int, text: str) -> Publication:
    return Publication(
        number=number, series=None, first=None, last=date(2026, 10, 5), reader="styringsgruppe", language="nb",
        corrects=None, correction=None, facts={"said": text}, files={"report.md": text.encode()}, data={},
    )  # fmt: skip


def test_a_report_of_the_same_number_in_two_branches_is_kept_twice_and_told(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    git(halden, "init", "-q", "-b", "main")
    git(halden, "add", "-A")
    git(halden, "commit", "-qm", "felles")
    git(tmp_path, "clone", "-q", str(halden), str(other := tmp_path / "hos Liv"))
    for project, text in ((halden, "Min\n"), (other, "Din\n")):
        publish(project, report(1, text), date(2026, 10, 5))
        git(project, "add", "-A")
        git(project, "commit", "-qm", "rapport")
    git(halden, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")

    one, two = published(halden)
    assert {(item.folder / "report.md").read_text("utf-8") for item in (one, two)} == {"Min\n", "Din\n"}
    checked = tpn("check", "-p", halden)
    assert (checked.code, checked.out.count("[report-number-twice]")) == (0, 1)
    assert two.folder.name in checked.out
    listed = tpn("report", "--list", "-p", halden)
    assert listed.out.count(" 1  05.10.2026 ") == 2
    assert "[report-number-twice]" in listed.err
    gone = tpn("report", "--withdraw", "1", "--reason", "To like", "-p", halden)
    assert (gone.code, two.folder.name in gone.out) == (0, True)
    assert [item.stands for item in published(halden)] == [True, False]
    assert "report-number-twice" not in tpn("check", "-p", halden).out
