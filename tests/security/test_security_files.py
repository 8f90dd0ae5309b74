"""BPMN, letterhead and workbook from a stranger: what each can not do, sentence by sentence of ``SECURITY.md``."""

import io
import os
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from tests.conftest import Tpn, needs_git
from tests.recognise.form_books import form
from tpn.exchange.bpmn.read import read_bpmn
from tpn.exchange.xml import DEEPEST, LARGEST, MOST
from tpn.history.own_files import is_own
from tpn.problems import Stop
from tpn.source.clean import is_clean
from tpn.source.inside import is_plain, leads_out

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def bpmn(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<definitions xmlns="{MODEL}">{inside}</definitions>'.encode()


def process(name: str) -> bytes:
    return bpmn(f'<process id="p"><task id="a" name="{name}"/></process>')


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (bpmn("", '<!DOCTYPE x [<!ENTITY a "b">]>'), "xml-document-type"),
        (bpmn("", '<!DOCTYPE x SYSTEM "http://example.no/x.dtd">'), "xml-document-type"),
        (bpmn("", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "xml-document-type"),
        (bpmn("<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1)), "xml-too-large"),
        (bpmn("<a/>" * (MOST + 1)), "xml-too-large"),
        (b" " * (LARGEST + 1), "xml-too-large"),
        (process("&hemmelig;"), "xml-broken"),
        (bpmn("<a"), "xml-broken"),
    ],
    ids=["entity", "type elsewhere", "file", "deep", "many", "large", "unknown entity", "broken"],
)
def test_a_bpmn_file_has_no_type_no_entities_and_an_end(data: bytes, slug: str) -> None:
    with pytest.raises(Stop) as stopped:
        read_bpmn(data, "x.bpmn")
    assert [one.slug for one in stopped.value.problems] == [slug]


def test_the_names_of_a_bpmn_file_steer_no_screen(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.bpmn"
    file.write_bytes(process("Ta&#x9b;31m imot\u2028søknad\ufeff"))

    (step,) = read_bpmn(file.read_bytes(), "x.bpmn").steps
    assert step.name == "Ta31m imot søknad"

    said = tpn("process", "sfo", "--from", file, "-p", halden)
    assert is_clean(said.out + said.err)
    assert "\x9b" not in said.out + said.err


def bomb(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 8_000_000)
    return path


@pytest.mark.parametrize(
    ("name", "line", "suffix", "slug"),
    [
        ("letterhead.docx", "status", ".docx", "letterhead-unreadable"),
        ("slides.pptx", "slides kickoff", ".pptx", "slides-template-unreadable"),
    ],
)
def test_a_letterhead_that_bursts_is_not_opened(
    tpn: Tpn, halden: Path, tmp_path: Path, name: str, line: str, suffix: str, slug: str
) -> None:
    bomb(halden / "templates" / name)
    out = tmp_path / f"ut{suffix}"

    said = tpn(*line.split(), "-p", halden, "-o", out)

    assert said.code != 0
    assert f"[{slug}]" in said.err
    assert "minnet" in said.err
    assert not out.exists()


def test_a_letterhead_with_macros_is_not_taken(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    own = halden / "templates" / "letterhead.docm"
    own.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(own, "w") as package:
        package.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    out = tmp_path / "ut.docx"

    assert tpn("status", "-p", halden, "-o", out).code == 0

    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as package:
        assert not [part for part in package.namelist() if "vba" in part.lower()]


FORM = """\
recognise: [Nytteplan]
fill:
  - sheet: Forside
    cells: {B2: project.name}
"""


@pytest.mark.filterwarnings("ignore:.*not supported:UserWarning")
def test_a_workbook_to_fill_in_keeps_every_part_and_gets_no_formula_of_ours(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    evil = '=HYPERLINK("http://example.no")'
    path = halden / "project.yaml"
    path.write_text(
        path.read_text("utf-8").replace("name: Tjenester på nett i Halden", f"name: '{evil}'", 1), "utf-8"
    )
    profile = halden / "templates" / "profiles" / "nytteplan.yaml"
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(FORM, "utf-8")
    book, out = tmp_path / "bok.xlsm", tmp_path / "ut.xlsm"
    book.write_bytes(form())

    said = tpn("fill", book, "-p", halden, "-o", out)

    assert said.code == 0, said.err
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out) as new:
        assert set(old.namelist()) <= set(new.namelist())
        macros = [name for name in old.namelist() if "vba" in name.lower()]
        assert {name: new.read(name) for name in macros} == {name: old.read(name) for name in macros}
    cell = openpyxl.load_workbook(out)["Forside"]["B2"]
    assert "HYPERLINK" in str(cell.value)
    assert cell.data_type != "f"


def test_an_answer_in_a_meeting_that_had_to_be_cleaned_says_so(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\nn Kultur\x1b[2Jskolen går bra\n"))

    said = tpn("meet", "MO-05", "-p", halden)

    assert "Usynlige tegn i svaret er tatt bort." in said.err
    assert "\x1b[2J" not in said.out
    kept = (halden / "history" / "meetings" / "MO-05.jsonl").read_text("utf-8")
    assert "Kultur[2Jskolen går bra" in kept


def git_of(folder: Path, *words: str) -> str:
    line = ["git", "-C", str(folder), *words]
    done = subprocess.run(line, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def kept_in_git(folder: Path) -> None:
    git_of(folder, "init", "-q")
    git_of(folder, "add", ".")
    git_of(folder, "-c", "user.name=t", "-c", "user.email=t@example.no", "commit", "-q", "-m", "start")


@needs_git
def test_asking_git_runs_nothing_that_the_folder_is_set_to(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    (halden / ".gitattributes").write_text("*.yaml diff=felle filter=felle\n", "utf-8")
    kept_in_git(halden)
    trap = tmp_path / "sprunget"
    for key in (
        "core.fsmonitor",
        "diff.felle.textconv",
        "diff.external",
        "filter.felle.smudge",
        "gpg.program",
    ):
        git_of(halden, "config", key, f"touch {trap};")
    git_of(halden, "config", "log.showSignature", "true")
    tpn("set", "K-12", "merknad=Ny", "-p", halden)

    said = tpn("diff", "HEAD", "-p", halden)

    assert said.code == 0, said.err
    assert "K-12" in said.out
    assert not trap.exists()


@needs_git
def test_asking_git_fetches_nothing_that_is_missing(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    kept_in_git(halden)
    trap = tmp_path / "sprunget"
    blob = git_of(halden, "rev-parse", "HEAD:1-kickoff.yaml")
    lost = halden / ".git" / "objects" / blob[:2] / blob[2:]
    lost.chmod(0o600)
    lost.unlink()
    for key, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "protocol.ext.allow": "always", "remote.origin.url": f"ext::sh -c touch% {trap}",
    }.items():  # fmt: skip
        git_of(halden, "config", key, value)

    assert "[no-such-state]" in tpn("diff", "HEAD", "-p", halden).err
    tpn("forget", "Nils", "--reason", "ba om det", "-p", halden)
    assert not trap.exists()


def test_a_junction_of_windows_leads_out_as_a_link_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A junction is no link to Python: only its mark tells it, and only the real path where it leads."""
    project, way = tmp_path / "prosjekt", tmp_path / "prosjekt" / "history"
    (way / "rounds").mkdir(parents=True)
    assert not leads_out(project, way / "rounds" / "a.json")
    seen, real = os.lstat, os.path.realpath
    marked = SimpleNamespace(st_mode=seen(way).st_mode, st_reparse_tag=0xA0000003)
    monkeypatch.setattr(os, "lstat", lambda path: marked if str(path) == str(way) else seen(path))
    monkeypatch.setattr(
        os.path, "realpath", lambda path: real(str(path).replace(str(way), str(tmp_path / "ute")))
    )
    assert leads_out(project, way / "rounds" / "a.json")
    assert not leads_out(project, project / "project.yaml")


@pytest.mark.parametrize(
    "said",
    ["\\\\?\\C:\\x.yaml", "\\\\.\\pipe\\x", "//server/andel/x.yaml", "C:x.yaml", "C:\\x.yaml", "NUL", "con.yaml",
     "history/COM1.json", "a.yaml:strøm", "a.yaml.", "a.yaml ", "history\\..\\..\\x", "a/../../x", "LPT¹.yaml"],
)  # fmt: skip
def test_a_path_that_windows_reads_otherwise_is_none_that_a_file_may_name(said: str) -> None:
    assert (is_plain(said), is_own(said)) == (False, False)
