"""Text from anybody: whatever the model takes, every writer writes, and no screen is steered by it."""

import io
import itertools
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.conftest import ROOT, Tpn
from tpn.cli.screen import visible
from tpn.source import parse, read_folder
from tpn.source.clean import cleaned, is_clean, odd_characters
from tpn.source.emit import emit

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

OURS = re.compile(r"\x1b\[(0|1|2|3[1236]|90|1;3[1236]|1;90)m")
"""The colours of tpn's own; all that a text from elsewhere could do with them is to colour."""

# what is put behind every text of a project
HARD: dict[str, str] = {
    "soft line break of Word": "Rom\x0b3",
    "new page": "Rom\x0c3",
    "escape that clears the screen": "\x1b[2J\x1b[31m",
    "escape that writes to the clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "escape in one sign": "\x9b31m",
    "bell and null": "\x07\x00",
    "backspaces": "evil\x08\x08\x08\x08good",
    "line ends of Unicode": "a\u2028b\u2029c\x85d",
    "no signs": "\ufffe\uffff\ufeff",
    "text that turns": "\u202egnp.exe\u2066",
    "markup": "<script>alert(1)</script> & ]]> \"'` {{ 7*7 }} ${x} #{y} %s \\u0041 _x001B_",
    "formulas": '=HYPERLINK("x")\t=1+1\n+1\n-1\n@SUM(A1)',
    "markdown": "# a\n- b\n1. c\n| d | e |\n|---|---|\n> f\n***g***\n![h](i)\n---",
    "typst": '#read("x") $x$ @a <b> *c* _d_ `e` // f /* g */',
    "signs of all planes": "𝔄 😀 👩‍👩‍👧 ﷽ é ｆｕｌｌ",
    "three hundred letters": "Ø" * 300,
    "a long text": ("Tekst og tall 123. " * 150).strip(),
    "one long word": "x" * 1000,
}
SHORT = " ".join(text for text in HARD.values() if len(text) < 200)
LONG: list[str] = [text for text in HARD.values() if len(text) >= 200]
TEXTS = frozenset({"title", "name", "note", "place", "reason", "description", "cause", "consequence", "measure", "text",
                   "purpose", "question", "comment", "summary", "evidence", "outcome"})  # fmt: skip


def poisoned(value: Any, turn: Mapping[str, Iterator[str]]) -> Any:
    """A value with all that is short behind each of its texts, and one of the long texts: each key has each in turn."""
    if isinstance(value, dict):
        return {
            key: f"{item} {SHORT} {next(turn[key])}"
            if key in TEXTS and isinstance(item, str)
            else poisoned(item, turn)
            for key, item in value.items()
        }
    return [poisoned(item, turn) for item in value] if isinstance(value, list) else value


def poison(project: Path, long: Sequence[str] = LONG) -> Path:
    turn = {key: itertools.cycle(long) for key in TEXTS}
    for file in read_folder(project).files:
        value = parse(file.text, file.name).value
        (project / file.path.name).write_text(emit(poisoned(value, turn)), "utf-8")
    return project


# how each kind of document is made from Halden, and how it is seen to be whole
OUT: dict[str, list[str]] = {
    "status.docx": ["status"], "status.pdf": ["status"], "status.html": ["status"], "status.md": ["status"],
    "slides.pptx": ["slides", "kickoff"], "plan.xlsx": ["export"], "plan.ods": ["export"], "plan.csv": ["export"],
    "map.svg": ["map"], "process.bpmn": ["process", "barnehage"], "all.json": ["list", "activities", "--json"],
}  # fmt: skip


def whole(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix in {".docx", ".pptx", ".xlsx", ".ods"}:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(package.read(name))  # noqa: S314 - our own
    elif path.suffix in {".svg", ".bpmn"}:
        ET.fromstring(data)  # noqa: S314 - our own
    elif path.suffix == ".pdf":
        assert data.startswith(b"%PDF")
    else:
        assert (
            RAW.search(
                data.decode("utf-8-sig").replace("\r\n", "\n").replace("\u202e", "").replace("\u2066", "")
            )
            is None
        )


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halden with every hard text behind its own; only read."""
    return poison(
        Path(shutil.copytree(ROOT / "examples" / "halden", tmp_path_factory.mktemp("hard") / "halden"))
    )


def test_the_model_takes_every_text(tpn: Tpn, hard: Path) -> None:
    assert tpn("check", "-p", hard).code == 0
    read = "".join(str(parse(file.text, file.name).value) for file in read_folder(hard).files)
    assert all(repr(text)[1:-1] in read for text in LONG)


@pytest.mark.sampled(every=6)
@pytest.mark.parametrize("file", OUT)
def test_every_writer_takes_every_text_that_the_model_takes(
    tpn: Tpn, hard: Path, tmp_path: Path, file: str
) -> None:
    said = tpn(*OUT[file], "-p", hard, "-o", tmp_path / file)
    assert said.code == 0, said.err[-400:]
    made = list(tmp_path.glob(f"{Path(file).stem}*{Path(file).suffix}"))
    assert made
    for one in made:
        whole(one)


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("colour", [True, False])
def test_no_screen_gets_a_raw_escape(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, *, colour: bool
) -> None:
    poison(halden, [""])
    for line in (
        ["status"],
        ["week"],
        ["list", "activities"],
        ["show", "K-12"],
        ["check"],
        ["map"],
        ["stakeholders"],
    ):
        if colour:
            monkeypatch.setenv("FORCE_COLOR", "1")
        said = tpn(*line, "-p", halden)
        seen = OURS.sub("", said.out + said.err)
        assert RAW.search(seen) is None, line


RUN_AROUND: dict[str, tuple[str, ...]] = {
    "a verb that is none": ("\x1b[31mstatus",),
    "a project that is none": ("status", "-p", "\x1b[2Jx"),
    "an option that is none": ("status", "--\x1b[2J"),
    "a record that is none": ("show", "\x9b2J"),
    "a list that is none": ("list", "a\x07"),
    "a file that is none": ("import", "\x1b]0;x\x07.xlsx"),
    "a service that is none": ("launch", "x\u202ey"),
}


@pytest.mark.parametrize("name", RUN_AROUND)
def test_what_is_typed_wrong_is_told_without_raw_escapes(tpn: Tpn, halden: Path, name: str) -> None:
    line = RUN_AROUND[name]
    said = tpn(*line, *(() if "-p" in line else ("-p", halden)))
    assert said.code in {1, 2}
    assert RAW.search(said.out + said.err) is None


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x07", "\x9b", "\x7f", "\ud800", "\ufffe"])
def test_a_word_on_the_line_with_a_control_character_is_refused(tpn: Tpn, halden: Path, sign: str) -> None:
    before = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    for line in (["set", "K-12", f"merknad=a{sign}b"], ["add", "risk", f"title=a{sign}b"]):
        said = tpn(*line, "-p", halden)
        assert (said.code, "[word-control-character]" in said.err) == (2, True)
    assert {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\r\n"])
def test_a_soft_line_break_on_the_line_is_made_an_ordinary_one_and_told(
    tpn: Tpn, halden: Path, sign: str
) -> None:
    said = tpn("set", "K-12", f"merknad=Rom{sign}3", "-p", halden)
    assert (said.code, "Myke linjeskift" in said.err) == (0, True)
    assert '"note": "Rom\\n3"' in tpn("show", "K-12", "--json", "-p", halden).out


def _note_of_an_activity(book: Any) -> Any:
    """The first cell under «Merknad» in a row of an activity of the kick-off."""
    for tab in book.worksheets:
        at = None
        for row in tab.iter_rows():
            values = [cell.value for cell in row]
            if "Merknad" in values:
                at = values.index("Merknad")
            elif at is not None and str(values[0] or "").startswith("K-"):
                return row[at]
    raise AssertionError("no such cell")


def test_a_cell_with_control_characters_is_cleaned_and_told(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "retur.xlsx"
    assert tpn("export", "-p", halden, "-o", sheet).code == 0
    book = openpyxl.load_workbook(sheet)
    cell = _note_of_an_activity(book)
    cell.value = "Rom_x000B_3 _x001B_[31m_x0007_rød"
    book.save(sheet)
    said = tpn("import", sheet, "--write", "-p", halden)
    assert "usynlige tegn" in said.out.replace("\n", " ")
    assert RAW.search(said.out + said.err) is None
    assert is_clean("".join(path.read_text("utf-8") for path in halden.glob("*.yaml")))
    assert "[31mrød" in "".join(path.read_text("utf-8") for path in halden.glob("*.yaml"))


def test_a_text_of_ones_own_with_an_escape_steers_no_screen(tpn: Tpn, halden: Path) -> None:
    (path := halden / "templates" / "texts" / "nb" / "status.yaml").parent.mkdir(parents=True)
    path.write_text('agreed: "\\e]0;evil\\aplan {date}"\n', "utf-8")
    assert RAW.search(tpn("status", "-p", halden).out) is None


def test_cleaned_is_clean_and_leaves_clean_text_as_it_is() -> None:
    for text in (*HARD.values(), "Æ Ø Å – «x»\n\ttab", ""):
        once = cleaned(text)
        assert is_clean(once)
        assert cleaned(once) == once
        assert not odd_characters(once)
        assert RAW.search(OURS.sub("", visible(text))) is None


def test_who_writes_is_one_line_whatever_the_environment_says(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TPN_USER", "Kari\n05.10.2026 08:00 \x1b[2JOla\udcff ")
    assert tpn("set", "K-12", "merknad=Ny", "-p", halden).code == 0
    (kept,) = (halden / "history" / "log").rglob("*.json*")
    said = json.loads(kept.read_text("utf-8"))
    assert said["person"] == "Kari 05.10.2026 08:00 [2JOla"
    kept.write_text(json.dumps({**said, "person": "Kari\n\nOla"}), "utf-8")  # a stranger's folder
    assert "Kari Ola" in " ".join(tpn("log", "K-12", "-p", halden).out.split())
