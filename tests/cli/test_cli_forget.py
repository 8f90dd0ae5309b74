"""``tpn forget``: somebody is taken out of the project and all that it remembers, whole or not at all."""

import contextlib
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from tests.cli.files_back import table_cells
from tests.conftest import NOW, ROOT, Tpn, needs_git
from tpn.actions import forget
from tpn.cli.app import run
from tpn.history import journal

NAME, MAIL = "Kari Holm", "kari@example.no"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def telling(folder: Path) -> list[str]:
    """The files that tell the name or the mail, packed ones too."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        if path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as packed:
                data = b"".join(packed.read(one) for one in packed.infolist())
        if NAME.encode() in data or MAIL.encode() in data:
            found.append(path.relative_to(folder).as_posix())
    return found


def done(*words: object) -> None:
    """A line that is run and ends well, for what many tests look at."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run([str(word) for word in words], clock=lambda: NOW) == 0


@pytest.fixture(scope="module")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has written, sent, and answered; Kari stands in each part of it."""
    unpublished = shutil.ignore_patterns("reports", ".gitattributes")
    place = tmp_path_factory.mktemp("lived")
    halden = Path(shutil.copytree(ROOT / "examples" / "halden", place / "halden", ignore=unpublished))
    done("set", "K-12", f"merknad=Ring {NAME} på {MAIL}", "-p", halden)
    done("set", "kari", "telefon=999 00 102", "-p", halden)
    done("export", "--each-responsible", place / "runde", "-p", halden)
    (halden / "history" / "meetings").mkdir(exist_ok=True)
    (halden / "history" / "meetings" / "MO-05.jsonl").write_text(
        json.dumps({"at": "1", "said": "note", "text": f"{NAME} ringes på 99900102"}) + "\n", "utf-8"
    )
    return halden


@pytest.fixture
def lived(lived_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(lived_once, tmp_path / "halden"))


def test_it_shows_first_and_changes_nothing(tpn: Tpn, lived: Path) -> None:
    before = tree(lived)

    result = tpn("forget", "kari", "-p", lived)

    assert result.code == 0
    assert "Tidligere deltaker" in result.out
    assert "--write" in result.out
    assert tree(lived) == before


def test_name_mail_and_telephone_are_gone_from_every_file(tpn: Tpn, lived: Path) -> None:
    assert telling(lived)

    result = tpn("forget", "kari", "--write", "-p", lived)

    assert result.code == 0, result.err
    assert telling(lived) == []
    assert not [name for name, data in tree(lived).items() if b"999 00 102" in data or b"99900102" in data]


def test_the_id_stays_and_is_shown_with_the_neutral_word(tpn: Tpn, lived: Path) -> None:
    assert tpn("forget", "kari", "--write", "-p", lived).code == 0

    shown = tpn("show", "kari", "-p", lived).out
    assert "Tidligere deltaker" in shown
    assert "owner: kari" in (lived / "project.yaml").read_text("utf-8")
    assert tpn("check", "-p", lived).code == 0


def test_it_can_not_be_undone_nor_anything_before_it(tpn: Tpn, lived: Path) -> None:
    assert tpn("forget", "kari", "--write", "-p", lived).code == 0

    assert list((lived / "history" / "journal").glob("*.json")) == []
    assert "undo-nothing" in tpn("undo", "--write", "-p", lived).err


def test_the_log_says_that_it_was_done_by_the_id_alone(tpn: Tpn, lived: Path) -> None:
    assert tpn("forget", NAME, "--write", "-p", lived).code == 0

    newest = max((lived / "history" / "log").rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    commands = [json.loads(path.read_text("utf-8"))["command"] for path in newest.parent.glob("*.json")]
    assert ["forget", "kari", "--write"] in commands
    assert not [one for one in commands if NAME in " ".join(one)]


def test_a_single_name_is_shown_and_taken_only_when_it_is_said(tpn: Tpn, halden: Path) -> None:
    assert "Kari orienterer" in (halden / "2-benefits.yaml").read_text("utf-8")

    assert "Kari orienterer" in tpn("forget", "kari", "-p", halden).out
    assert tpn("forget", "kari", "--also", "Kari", "--write", "-p", halden).code == 0

    text = (halden / "2-benefits.yaml").read_text("utf-8")
    assert "Tidligere deltaker orienterer" in text


def test_two_that_are_forgotten_are_told_apart(tpn: Tpn, halden: Path) -> None:
    assert tpn("forget", "kari", "--write", "-p", halden).code == 0
    assert tpn("forget", "per", "--write", "-p", halden).code == 0

    names = [
        one for one in (halden / "project.yaml").read_text("utf-8").split("\n") if "Tidligere deltaker" in one
    ]
    assert ["Tidligere deltaker 2" in one for one in names] == [False, True]
    again = tpn("forget", "per", "--write", "-p", halden)
    assert "forget-nothing" in again.err


def test_what_was_assessed_of_a_person_goes_with_the_name(tpn: Tpn, halden: Path) -> None:
    path = halden / "2-benefits.yaml"
    text = path.read_text("utf-8")
    assert "stakeholders:" in text
    assessed = "{id: I-90, name: Kari Holm, attitude: -1, expectation: Er imot, strategy: Ta en prat}"
    said = f"  stakeholders:\n    - {assessed}\n"
    path.write_text(text.replace("  stakeholders:\n", said, 1), "utf-8")
    assert tpn("check", "-p", halden).code == 0

    assert tpn("forget", "kari", "--write", "-p", halden).code == 0

    assert "- {id: I-90, name: Tidligere deltaker}" in path.read_text("utf-8")


def test_sheets_that_are_out_and_files_of_others_are_named(tpn: Tpn, lived: Path) -> None:
    (lived / "notat.txt").write_text(NAME, "utf-8")

    result = tpn("forget", "kari", "--write", "-p", lived)

    assert "Ark som er ute" in result.out
    assert "notat.txt" in result.out
    assert (lived / "notat.txt").read_text("utf-8") == NAME


class Redacted(NamedTuple):
    """A project of which Kari was forgotten after a report: where the report is kept, and what it was before."""

    project: Path
    home: Path
    before: dict[str, bytes]
    told: dict[str, str]


@pytest.fixture(scope="module")
def redacted(lived_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Redacted]:
    """The same for all tests, by whom the report is for: to be looked at, or copied."""

    @cache
    def of(reader: str) -> Redacted:
        project = Path(shutil.copytree(lived_once, tmp_path_factory.mktemp("redacted") / "halden"))
        done("set", "report/summary", f"oppnådd=Ring {NAME}, {MAIL}", "-p", project)
        done("report", "--for", reader, "--publish", "-p", project)
        home = next((project / "history" / "reports").glob("001-*"))
        told = {path.name: read_by_people(path) for path in home.glob("report.*") if path.suffix != ".pdf"}
        before = tree(home)
        assert telling(home)
        done("forget", "kari", "--reason", "Har sluttet og ba om det", "--write", "-p", project)
        return Redacted(project, home, before, told)

    return of


def test_a_published_report_keeps_its_bytes_and_gets_a_redacted_edition(
    tpn: Tpn, redacted: Callable[[str], Redacted]
) -> None:
    project, home, before, _ = redacted("styringsgruppe")
    assert {name: data for name, data in tree(home).items() if not name.startswith("redacted-1/")} == before
    said = json.loads((home / "redacted-1" / "redaction.json").read_text("utf-8"))
    assert said["reason"] == "Har sluttet og ba om det"
    assert said["originals"]["report.json"] == sha256(before["report.json"]).hexdigest()
    assert telling(home / "redacted-1") == []
    assert "report-changed" not in tpn("check", "-p", project).err


def read_by_people(path: Path) -> str:
    """What people read in a document, however its letters are divided among runs and tags."""
    if path.suffix == ".docx":
        body = docx.Document(str(path))
        cells = [cell for row in table_cells(path) for cell in row]
        feet = [
            one.text for part in body.sections for one in (*part.footer.paragraphs, *part.header.paragraphs)
        ]
        about = body.core_properties
        return "\n".join([*(one.text for one in body.paragraphs), *cells, *feet, about.author, about.title])
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^>]+>", "", path.read_text("utf-8")))
    if path.suffix == ".pdf":
        said = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)  # noqa: S607
        return said.stdout.decode()
    return path.read_text("utf-8")


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("reader", ["styringsgruppe", "prosjektgruppe"])
def test_what_people_read_of_the_redacted_edition_tells_neither_name_nor_mail(
    redacted: Callable[[str], Redacted], reader: str
) -> None:
    _, home, _, told = redacted(reader)
    assert all(NAME in said for name, said in told.items() if name.endswith((".docx", ".html")))
    kept = sorted(path for path in (home / "redacted-1").iterdir() if path.is_file())
    assert {path.suffix for path in kept} >= {".docx", ".html", ".json", ".pdf"}
    for path in (one for one in kept if one.suffix != ".pdf" or shutil.which("pdftotext")):
        said = read_by_people(path)
        assert not [one for one in ("Holm", MAIL) if one in said], path.name
    for path in kept:
        if path.suffix == ".docx":
            assert "Tidligere deltaker" in read_by_people(path)
    assert json.loads((home / "redacted-1" / "redaction.json").read_text("utf-8"))["left_out"] == []


def test_whoever_sees_a_report_is_told_that_somebody_is_out_of_it_and_no_new_edition_has_them(
    tpn: Tpn, redacted: Callable[[str], Redacted], tmp_path: Path
) -> None:
    project = redacted("prosjektgruppe").project
    original = tpn("report", "--show", "1", "-p", project, "-o", tmp_path / "nr1.html")
    assert "Nr. 1 har en sladdet utgave fra" in original.err
    assert "redacted-1" in original.err
    assert "Sladdet utgave fra" in tpn("report", "--list", "-p", project).out
    again = tpn("report", "--show", "1", "--for", "eier", "-p", project)
    assert "Denne utgaven er laget på nytt uten dem" in again.err
    assert not [one for one in ("Holm", MAIL) if one in again.out]


def test_who_is_out_of_a_report_stays_out_when_somebody_else_is_taken_out(
    tpn: Tpn, redacted: Callable[[str], Redacted], tmp_path: Path
) -> None:
    made = redacted("styringsgruppe")
    project = Path(shutil.copytree(made.project, tmp_path / "halden"))
    assert tpn("forget", "nils", "--reason", "Har sluttet", "--write", "-p", project).code == 0
    home = project / made.home.relative_to(made.project)
    newest = read_by_people(home / "redacted-2" / "report.html")
    assert not [one for one in (NAME, "Nils Aune") if one in newest]


@needs_git
def test_commits_that_tell_the_name_are_listed_whatever_the_folders_git_is_set_to(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(halden), *words], check=True, capture_output=True)  # noqa: S607

    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=t", "-c", "user.email=t@example.no", "commit", "-q", "-m", "start")
    trap = tmp_path / "sprunget"
    git("config", "core.fsmonitor", f"touch {trap}")
    git("config", "diff.external", f"touch {trap}")
    git("config", "gpg.program", f"touch {trap}")
    git("config", "log.showSignature", "true")

    result = tpn("forget", "kari", "-p", halden)

    assert "i git (1)" in result.out
    assert not trap.exists()


def test_a_name_in_number_codes_stops_it_whole(tpn: Tpn, halden: Path) -> None:
    path = halden / "logs.yaml"
    path.write_text(path.read_text("utf-8") + '\nx: {hvem: "K\\x61ri Holm"}\n', "utf-8")
    before = tree(halden)

    result = tpn("forget", "kari", "--write", "-p", halden)

    assert result.code != 0
    assert "forget-cannot" in result.err
    assert tree(halden) == before


class Cut(BaseException):
    """What ends a command wherever it is."""


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, tpn: Tpn) -> Callable[..., None]:
    """A line that is cut off when it has begun to write."""

    def cut(*_: object) -> None:
        raise Cut

    def of(*words: object) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(journal, "write_files", cut)
            patch.setattr(journal, "_given_up", lambda *_: True)
            patch.setattr(forget, "_pdf", lambda *_: b"%PDF")
            with pytest.raises(Cut):
                tpn(*words)

    return of


def test_cut_off_it_is_completed_by_the_next_command_and_leaves_no_entry(
    tpn: Tpn, lived: Path, cut_off: Callable[..., None]
) -> None:
    cut_off("forget", "kari", "--write", "-p", lived)
    assert telling(lived)

    assert tpn("status", "-p", lived).code == 0

    assert telling(lived) == []
    assert list((lived / "history" / "journal").glob("*.json")) == []


def test_what_is_completed_later_has_its_redacted_editions_too(
    tpn: Tpn, halden: Path, cut_off: Callable[..., None]
) -> None:
    shutil.copytree(ROOT / "examples" / "halden" / "history" / "reports", halden / "history" / "reports")
    cut_off("forget", "nils", "--reason", "Ba om det", "--write", "-p", halden)
    assert tpn("status", "-p", halden).code == 0
    assert "Nils Aune" not in (halden / "project.yaml").read_text("utf-8")
    assert list((halden / "history" / "reports").glob("*/redacted-1/redaction.json"))
