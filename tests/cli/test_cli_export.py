"""Sheets out: by style and format, for one person, one for each, with a mail; and the round that remembers."""

import json
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import NOW, Tpn
from tests.sheets.sent_values import sent_values
from tpn.history.entries import mark_of
from tpn.sheets.sent_copy import BASE_TAB, read_base
from tpn.spreadsheets.by_format import READERS

COLUMNS = (
    "Nr", "Aktivitet", "Tjeneste", "Ansvarlig", "Start", "Frist", "Status", "% ferdig", "Ferdig dato", "Avtalt",
    "Prognose", "Merknad",
)  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_workbook_of_halden_has_a_tab_for_each_phase(
    tpn: Tpn, halden: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"ark.{form}"
    result = tpn("export", "-p", halden, "-o", file)
    assert (result.code, result.out) == (0, "")
    book = READERS[form](file)
    assert [tab.name for tab in book.tabs if not tab.hidden] == [
        "Start her", "Oversikt", "Prosjektetablering", "eGevinst", "Prosessanalyse", "Krav og anskaffelse",
        "Etablering", "Risikoer", "Beslutninger",
    ]  # fmt: skip
    tab = book.tabs[2]
    header = next(at for at, row in enumerate(tab.rows) if row[:1] == ("Nr",))
    assert tab.rows[header][: len(COLUMNS)] == COLUMNS
    assert tab.rows[header + 1][0] == "K-01"
    assert all(value is None for row in tab.rows[header + 1 :] for value in row[len(COLUMNS) :])
    assert [tab.name for tab in book.tabs if tab.hidden] == [BASE_TAB]


def test_the_workbook_of_sandnes_has_a_board_and_a_tab_for_each_service(
    tpn: Tpn, sandnes: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ark.xlsx"
    assert tpn("export", "-p", sandnes, "-o", file, "--style", "sandnes").code == 0
    book = READERS["xlsx"](file)
    tabs = {tab.name: tab for tab in book.tabs}
    board = [row for row in tabs["Tjenestetavle"].rows if row]
    assert {"På nett", "I organisasjonen"} <= set(board[2])
    assert len({row[0] for row in board[4:]}) == 12
    shares = [value for row in board[4:] for value in row[4:21]]
    assert all(
        isinstance(value, str) and re.fullmatch(r"✓ ferdig|[▶▫] \d+ av \d+", value) for value in shares
    )
    service = tabs["Barnehageplass"].rows
    assert sum(row[:2] == ("Nr", "Aktivitet") for row in service) == 1
    assert sum(row[:2] == ("Nr", "Sjekkpunkt") for row in service) == 1
    assert {"Interessenter", "Endringer", "Gevinster", "Personer"} <= set(tabs)


def test_a_csv_has_semicolons_decimal_commas_and_the_mark(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("export", "-p", halden, "-o", tmp_path / "ark.csv").code == 0
    data = (tmp_path / "ark-Prosessanalyse.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").startswith(";".join(COLUMNS) + "\r\n")
    assert ";30 %;" in data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ((), "export-needs-output"),
        (("-o", "ark.docx"), "no-such-format"),
        (("-o", "ark.xlsx", "--style", "haldn"), "no-such-style"),
        (("-o", "ark.xlsx", "--mail"), "export-needs-each"),
        (("-o", "ark.xlsx", "--each-responsible", "d"), "export-one-or-each"),
        (("-o", "ark.xlsx", "--all", "--style", "halden"), "export-all-alone"),
        (("-o", "ark.xlsx", "--responsible", "ingen"), "unknown-person"),
        (("--each-responsible", "d", "--due", "snart"), "bad-date"),
    ],
)
def test_wrong_use_gives_one_sentence_and_no_file(
    tpn: Tpn, halden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], slug: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    result = tpn("export", "-p", halden, *words)
    assert (result.code, f"[{slug}]" in result.err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_edited_copy_of_a_style_wins(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("library", "-p", halden, "copy", "sheets/halden").code == 0
    own = halden / "templates" / "sheets" / "halden.yaml"
    text = own.read_text("utf-8")
    own.write_text(
        text.replace("{field: note, width: 36}", "{field: note, header: Kommentar, width: 36}"), "utf-8"
    )
    assert tpn("export", "-p", halden, "-o", tmp_path / "ark.xlsx").code == 0
    header = READERS["xlsx"](tmp_path / "ark.xlsx").tabs[2].rows[2]
    assert "Kommentar" in header
    assert "Merknad" not in header


def test_a_fault_in_an_own_style_is_told_with_its_line_by_check_and_export(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    own = halden / "templates" / "sheets" / "vårt.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "extends: halden\ntabs:\n  - name: A\n    rows: activities\n    columns:\n      - {field: frist}\n",
        "utf-8",
    )
    for words in (("check",), ("export", "-o", tmp_path / "ark.xlsx", "--style", "vårt")):
        result = tpn(words[0], "-p", halden, *words[1:])
        assert result.code == 1
        assert "vårt.yaml:6:17\n" in result.out + result.err
        assert "[style-unknown-field]" in result.out + result.err
        assert "Mente du «due»?" in result.out + result.err
    assert not (tmp_path / "ark.xlsx").exists()
    own.write_text("extends: halden\ntabs: [\n", "utf-8")
    assert "vårt.yaml:" in tpn("check", "-p", halden).out


def test_one_person_gets_only_their_own_rows(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "liv.xlsx"
    assert tpn("export", "-p", halden, "-o", file, "--responsible", "LS").code == 0
    base = read_base(READERS["xlsx"](file))
    assert base is not None
    assert (base.to, base.style) == ("liv", "responsible")
    sent = {(address, field): cell.value for address, field, cell in sent_values(base)}
    responsible = [value for (_, field), value in sent.items() if field == "responsible"]
    assert responsible
    assert all("liv" in value for value in responsible if isinstance(value, tuple))
    shared = [cell.cell for _, field, cell in sent_values(base) if field == "shared_with" and cell.cell]
    assert shared
    assert all(str(text).startswith("Delt med ") and "Liv" not in str(text) for text in shared)


def test_each_responsible_gets_a_sheet_and_a_mail_and_the_round_knows(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "oktober"
    result = tpn("export", "-p", halden, "--each-responsible", folder, "--due", "15.10.2026", "--mail")
    assert result.code == 0
    assert "Liv Sand: " in result.out
    mail = message_from_bytes((folder / "liv.eml").read_bytes(), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Liv Sand <liv@example.no>"
    assert mail["Subject"] == "Oppfølging av Tjenester på nett i Halden: svar innen 15.10.2026"
    body = mail.get_body()
    assert body is not None
    assert body.get_content().startswith("Hei Liv!")
    (sheet,) = mail.iter_attachments()
    assert sheet.get_filename() == "liv.xlsx"
    assert sheet.get_content() == (folder / "liv.xlsx").read_bytes()
    base = read_base(READERS["xlsx"](folder / "liv.xlsx"))
    assert base is not None
    assert (base.round, base.to, base.reviewed) == (
        f"2026-10-05-oktober-{mark_of(halden, NOW)}",
        "liv",
        "Gjennomgått, ingen endringer",
    )
    facts = json.loads(tpn("round", "-p", halden, "--json").out)
    assert facts["round"] == base.round
    assert facts["due"] == "2026-10-15"
    liv = next(one for one in facts["people"] if one["person"] == "liv")
    assert (liv["file"], liv["answered"], liv["rows"] >= 10) == ("liv.xlsx", None, True)


def test_a_sheet_that_somebody_may_be_filling_in_is_not_written_over(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    assert tpn("export", "-p", halden, "--each-responsible", folder).code == 0
    again = tpn("export", "-p", halden, "--each-responsible", folder)
    assert (again.code, "[file-exists]" in again.err) == (2, True)
    assert len(list((halden / "history" / "rounds").iterdir())) == 1


def test_the_round_has_a_ready_reminder_for_each_that_is_missing(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    tpn("export", "-p", halden, "--each-responsible", tmp_path / "ut", "--due", "09.10.2026")
    early, eve = (tpn("round", "-p", halden, "--today", day).out for day in ("07.10.2026", "08.10.2026"))
    assert ("Husker du" in early, "Husker du" in eve) == (False, True)
    assert "Husker du" in tpn("round", "-p", halden, "--today", "07.10.2026", "--remind").out
    asked = ("round", "-p", halden, "--today", "12.10.2026", "--remind")
    assert "Liv Sand <liv@example.no>" in tpn(*asked).out  # only looked at: nobody is noted as reminded
    assert "påminnet" not in tpn("round", "-p", halden).out
    late = tpn(*asked, "--write")
    assert "0 av 15 har svart" in late.out
    assert "Liv Sand <liv@example.no>" in late.out
    assert "Svarfristen var 09.10.2026" in late.out
    assert "påminnet 12.10.2026" in tpn("round", "-p", halden).out
    assert tpn("undo", "-p", halden, "--write").code == 0
    assert "påminnet" not in tpn("round", "-p", halden).out


def test_a_project_without_rounds_says_so(tpn: Tpn, halden: Path) -> None:
    result = tpn("round", "-p", halden)
    assert (result.code, "[no-rounds]" in result.err) == (1, True)


def test_the_same_project_on_the_same_day_gives_the_same_bytes(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    for form in ("xlsx", "ods", "csv"):
        for name in ("en", "to"):
            (tmp_path / name).mkdir(exist_ok=True)
            tpn("export", "-p", halden, "-o", tmp_path / name / f"ark.{form}", "--today", "05.10.2026")
    for file in (tmp_path / "en").iterdir():
        assert file.read_bytes() == (tmp_path / "to" / file.name).read_bytes(), file.name


def test_a_sheet_to_somebody_holds_what_is_near_and_says_how_much_waits(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    near, everything = tmp_path / "naer.xlsx", tmp_path / "alt.xlsx"
    for path, horizon in ((near, "60d"), (everything, "alt")):
        assert tpn("export", "-p", halden, "--responsible", "siv", "-o", path, "--horizon", horizon).code == 0
    few, all_of_it = (read_base(READERS["xlsx"](path)) for path in (near, everything))
    assert few is not None
    assert all_of_it is not None
    assert few.highest_ids() < all_of_it.highest_ids()
    open_work = {"T-15", "A-14", "A-20"}
    assert open_work <= few.highest_ids()  # due within sixty days of 5 October
    assert "A-23" not in few.highest_ids()  # begins in February
    assert "A-02" not in few.highest_ids()  # done
    cover = load_workbook(near).worksheets[0]
    assert any("rader venter" in str(cell.value) for row in cover.iter_rows() for cell in row)


def test_no_letter_goes_to_the_lead_or_to_a_role_without_a_name(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    result = tpn("export", "-p", halden, "--each-responsible", tmp_path / "ut")
    assert not (tmp_path / "ut" / "ola.xlsx").exists()
    assert "tpn export --responsible ola" in result.err
    new = tmp_path / "ny"
    assert tpn("init", new, "--services", "sfo", "--start", "2026-10-05").code == 0
    nobody = tpn("export", "-p", new, "--each-responsible", tmp_path / "ut2")
    assert nobody.code == 1
    assert "Sett navn på rollene først" in nobody.err
