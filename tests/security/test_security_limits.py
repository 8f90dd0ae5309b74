"""A text of five megabytes at each door: refused with one sentence, or the cost of reading it and no more."""

import io
import json
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import ROOT, Tpn
from tests.sheets.laid import DUMPS, laid
from tpn.exchange.bpmn.read import read_bpmn
from tpn.model import load
from tpn.problems import Stop
from tpn.recognise.cell_kinds import left_in_brackets, read_links, read_people
from tpn.recognise.normalise import spellings
from tpn.recognise.words import load_words
from tpn.source import parse
from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.book import Book, Cell, Tab

HUGE = "abcd efg. " * 524_288
MARK = "HER-KOMMER-DET"
SHORT = 3_000
"""Letters that a refusal may take on the screen, whatever it refuses."""


def put_in(data: bytes, text: str) -> bytes:
    """The package with a text in the place of the mark, as no spreadsheet program would write it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            how = zipfile.ZIP_STORED if MARK.encode() in data else zipfile.ZIP_DEFLATED  # nothing that bursts
            new.writestr(name, data.replace(MARK.encode(), text.encode()), how)
    return made.getvalue()


def strangers(form: str, text: str) -> bytes:
    head, row = ("Aktivitet", "Ansvarlig", "Frist", "Merknad"), ("Feie", "Kari Holm", "04.01.2027", MARK)
    if form == "csv":
        return (
            f"{';'.join(head)}\n{';'.join(row).replace(MARK, text)}\nRydde;Kari Holm;04.01.2027;x\n".encode()
        )
    rows = tuple(tuple(map(Cell, one)) for one in (head, row, ("Rydde", "Kari Holm", "04.01.2027", "x")))
    return put_in(DUMPS[form](Book((Tab("Plan", rows, header=0),))), text)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_a_strangers_sheet_loses_the_cell_alone_and_names_it(
    tpn: Tpn, halden: Path, tmp_path: Path, form: str
) -> None:
    (sheet := tmp_path / f"s.{form}").write_bytes(strangers(form, HUGE))
    said = tpn("import", sheet, "--json", "-p", halden)
    found = json.loads(said.out)
    assert said.code == 1
    assert len(said.out) < SHORT * 3
    assert [one["slug"] for one in found["problems"] if one["cell"]] == ["cell-too-long"]
    assert [one["values"]["title"] for one in found["outcomes"]] == ["Feie", "Rydde"]


def test_a_sheet_of_ours_keeps_the_other_cells_of_the_row(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    book, _ = laid(halden, "halden")
    opened = openpyxl.load_workbook(io.BytesIO(DUMPS["xlsx"](book)))
    tab = next(one for one in opened if any(cell.value == "K-12" for cell in one["A"]))
    row = next(cell.row for cell in tab["A"] if cell.value == "K-12")
    heads = {cell.value: cell.column for line in tab.iter_rows(max_row=8) for cell in line if cell.value}
    tab.cell(row, heads["Merknad"]).value = MARK
    tab.cell(row, heads["Ansvarlig"]).value = "Liv Sand"
    opened.save(made := io.BytesIO())
    (sheet := tmp_path / "a.xlsx").write_bytes(put_in(made.getvalue(), HUGE))
    said = tpn("import", sheet, "--write", "-p", halden)
    assert said.code == 1
    assert len(said.out + said.err) < SHORT
    record = load(halden).index.by_address["K-12"].record
    assert record.responsible == ("liv",) or "liv" in str(record.responsible)  # type: ignore[attr-defined]
    assert HUGE[:100] not in (halden / "1-kickoff.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["set K-12 merknad={}", "set K-12 frist={}", "add risiko tittel={}", "show {}"]
)
def test_what_is_typed_is_refused_in_one_sentence(tpn: Tpn, halden: Path, line: str) -> None:
    before = {path: path.read_bytes() for path in halden.glob("*.yaml")}
    said = tpn(*(word.replace("{}", HUGE) for word in line.split()), "-p", halden)
    assert (said.code, "[text-too-long]" in said.err, len(said.out + said.err) < SHORT) == (2, True, True)
    assert {path: path.read_bytes() for path in halden.glob("*.yaml")} == before


def test_the_longest_text_that_a_cell_takes_is_taken(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "K-12", "merknad=" + "a" * MOST_LETTERS, "-p", halden).code == 0
    assert tpn("set", "K-12", "merknad=" + "a" * (MOST_LETTERS + 1), "-p", halden).code == 2


@pytest.mark.parametrize("where", ["name", "text"])
def test_a_step_of_a_process_has_no_book_in_it(where: str) -> None:
    said = f'name="{HUGE}"/>' if where == "name" else f"><documentation>{HUGE}</documentation></task>"
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    model = f'<definitions xmlns="{space}"><process id="p"><task id="a" {said}</process></definitions>'
    with pytest.raises(Stop) as stopped:
        read_bpmn(model.encode(), "x.bpmn")
    assert [one.slug for one in stopped.value.problems] == ["xml-text-too-long"]


EVIL = "(a+)+$"
"""As a pattern it would try for longer than the sun shines on a row of a's; as a word it is six letters."""


@pytest.mark.parametrize(
    ("piece", "content"),
    [
        ("words/health.yaml", f"stems: ['{EVIL}', '(b|b)*c']\n"),
        ("words/people.yaml", f"dividers:\n  marks: ['{EVIL}']\n  words: ['{EVIL}', '(b|b)*c']\n"),
    ],
)
def test_the_words_of_a_folder_are_words_and_no_patterns(
    tpn: Tpn, halden: Path, tmp_path: Path, piece: str, content: str
) -> None:
    (path := halden / "templates" / piece).parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    assert tpn("set", "K-12", "merknad=" + "a" * 30_000 + "!" + "b" * 500, "-p", halden).code == 0
    (sheet := tmp_path / "s.csv").write_text(
        f"Aktivitet;Ansvarlig\nFeie;{'a' * 5000}!\nRydde;{'b' * 900}\n", "utf-8"
    )
    for line in (("check",), ("import", sheet)):
        said = tpn(*line, "-p", halden)
        assert said.code in {0, 1}, said.err


DIGITS = "9" * 5_000
"""More than Python makes a number of at once."""
NUMBERS = (DIGITS, f"om {DIGITS} dager", f"uke {DIGITS}", f"{DIGITS}d", f"{DIGITS} %", f"1e{DIGITS}", "1e999",
           f"0,{DIGITS}", f"1/{DIGITS}", f"01.01.{DIGITS}", f"K-12+{DIGITS}d", f"kr {DIGITS},-", "٣" * 400)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [f"add møte type=styringsgruppemøte dato=17.11.2026 hver=uke antall={DIGITS}", f"procure --value {DIGITS}",
     "procure --value 1e400", f"report --since {DIGITS}", f"gate bølge{DIGITS}", f"list aktiviteter --due {DIGITS}d"],
)  # fmt: skip
def test_a_number_without_end_is_refused_in_one_sentence(tpn: Tpn, halden: Path, line: str) -> None:
    said = tpn(*line.split(), "-p", halden)
    assert said.code in {1, 2}
    assert said.err.startswith("feil: ")


@pytest.mark.parametrize("field", ["frist", "start", "varighet", "prosent", "timer", "etter", "ferdig-dato"])
def test_no_field_is_stopped_by_a_number_without_end(tpn: Tpn, halden: Path, field: str) -> None:
    for number in NUMBERS:
        assert tpn("set", "K-12", f"{field}={number}", "--preview", "-p", halden).code in {0, 1, 2}


HEADS = ("Frist", "Start", "Varighet", "% ferdig", "Timer", "Etter", "Ferdig dato", "Prioritet", "Kostnad")
IN_CELLS = (*NUMBERS, 1e308, -1e308, 1e20)


@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("lot", range(4))
def test_no_column_is_stopped_by_a_number_without_end(
    tpn: Tpn, halden: Path, tmp_path: Path, lot: int
) -> None:
    book = openpyxl.Workbook()
    for title, columns in (("Aktivitet", HEADS), ("Risiko", ("Sannsynlighet", "Konsekvens", "Frist"))):
        tab = book.create_sheet(title)
        tab.append([title, *columns])
        for at, value in enumerate(IN_CELLS[lot::4]):
            tab.append([f"Rydde {at}", *([value] * len(columns))])
    del book["Sheet"]
    book.save(tmp_path / "tall.xlsx")
    said = tpn("import", tmp_path / "tall.xlsx", "-p", halden)
    assert said.code in {0, 1, 3}
    assert "Rydde 1" in said.out


READ_WHOLE = {
    "source/files.py",  # ``file_bytes``: after a look at what it is and how large
    "spreadsheets/first_look.py", "spreadsheets/package.py", "spreadsheets/csv_file.py",  # the first look is theirs
    "cli/verbs/fill.py", "actions/audit_workbook.py", "actions/classify_files.py",  # behind the guard of the sheets
    "cli/completion.py", "actions/borrowed_git.py",  # with a look of their own
    "actions/new_project.py", "actions/library_copy.py", "reports/pdf.py",  # what comes with tpn
    "actions/send_sheets.py", "actions/forget.py",  # what tpn wrote itself, as the round and the report remember
    "actions/recent_projects.py",  # the user's own settings
}  # fmt: skip


def test_no_file_is_read_whole_before_a_look_at_what_it_is() -> None:
    """A pipe never ends, and a file of ten gigabytes with nothing in it is made in no time."""
    home = ROOT / "tpn"
    reads = re.compile(r"\.read_bytes\(\)|\.read_text\(\"utf-8\"")
    found = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        if reads.search(path.read_text("utf-8"))
    }
    assert found == READ_WHOLE


def test_a_piece_of_content_has_an_end(tpn: Tpn, halden: Path) -> None:
    (path := halden / "templates" / "words" / "health.yaml").parent.mkdir(parents=True)
    path.write_text("stems:\n" + "- sykemeldt\n" * 200_000, "utf-8")
    said = tpn("check", "-p", halden)
    assert (said.code, "[file-too-large]" in said.err + said.out) == (1, True)
    assert "health.yaml" in said.err + said.out


def test_thousands_of_faults_in_one_file_cost_no_square() -> None:
    found = parse("".join(f"k{n}: {n}\n" for n in range(20_000)), "ond.yaml")
    begun = time.process_time()
    assert [found.place((f"k{n}",)).line for n in range(20_000)] == list(range(1, 20_001))
    assert time.process_time() - begun < 20  # 0.3 seconds; by the square several minutes


@pytest.mark.parametrize(
    "text", ["a" + " " * 32_000 + "b", "1." * 16_000, "[" * 32_000, "(a" * 16_000, "1.1 a" * 6_000]
)
def test_no_cell_is_looked_at_by_the_square_of_its_letters(text: str) -> None:
    words, begun = load_words(), time.process_time()
    people = read_people(text, words)
    left_in_brackets(text, people)
    read_links(text, words)
    spellings(text.replace(" ", "_"))
    assert time.process_time() - begun < 5  # a tenth of a second; by the square half a minute
