"""``tpn procure``: the platform, one component, one procurement, the workbook out to bidders and back."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Tpn

SOFFICE = shutil.which("soffice")


def test_a_value_on_a_day_meets_its_rules_without_any_project(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(tpn("procure", "--value", "450000", "--date", "2026-06-30", "--json").out)
    assert (found["act_applies"], found["part"]) == (True, "I")
    assert {key: found["thresholds"][0][key] for key in ("id", "amount", "valid_from", "valid_to", "evidence")} == {
        "id": "act-2017", "amount": 100000, "valid_from": "2017-01-01", "valid_to": "2026-06-30", "evidence": "V",
    }  # fmt: skip
    after = tpn("procure", "--value", "450 000", "--date", "1.7.2026")
    # the least sure fact of all never opens a sentence without its reservation
    assert after.out.splitlines()[3].startswith("Med forbehold")
    assert "Det forsiktige er å følge del I" in " ".join(after.out.split())
    assert "Ikke kontrollert mot primærkilden: Innslagspunkt for loven" in after.out


@pytest.mark.parametrize("typed", ["mye", "-5", "nan", "1,2,3"])
def test_a_value_that_is_no_amount_is_refused_in_one_sentence(tpn: Tpn, typed: str) -> None:
    wrong = tpn("procure", f"--value={typed}")
    assert (wrong.code, "bad-amount" in wrong.err) == (2, True)


def test_a_municipality_overrides_the_thresholds_by_a_file(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "facts"
    own.mkdir(parents=True)
    (own / "procurement.yaml").write_text(
        "extends: procurement\nthresholds:\n"
        "  - {id: act-own, name: act, title: {nb: Egen grense}, kind: all, buyer: all, part: I, amount: 300000,\n"
        "     valid_from: 2026-07-01, source: Eget reglement, checked: 2026-09-01, evidence: V}\n",
        "utf-8",
    )
    said = tpn("-p", halden, "procure", "--value", "400000")
    assert "Egen grense" in said.out
    assert "del i av forskriften" in said.out.casefold()


def test_a_late_component_is_shown_with_the_service_that_it_holds_up_and_the_chain(
    tpn: Tpn, sandnes: Path
) -> None:
    board = tpn("-p", sandnes, "procure", "--today", "2026-11-23")
    assert board.code == 0
    assert "Leie av lokaler blir 23 arbeidsdager senere" in board.out
    assert "A-K05 → A-16 → T-19" in board.out
    parts = json.loads(tpn("-p", sandnes, "procure", "--json", "--today", "2026-11-23").out)["components"]
    assert {part["id"]: [one["service"] for one in part["held"]] for part in parts if part["held"]} == {
        "A-K05": ["leie-lokaler"]
    }


def test_moving_a_component_turns_exactly_the_services_that_need_it(tpn: Tpn, halden: Path) -> None:
    def held() -> set[str]:
        found = json.loads(tpn("-p", halden, "procure", "--json").out)
        return {one["service"] for part in found["components"] for one in part["held"]}

    assert held() == set()
    tpn("-p", halden, "set", "A-K03", "ventet=15.03.2027")
    assert held() == {"barnehage", "sfo"}


def test_lease_and_own_stand_side_by_side(tpn: Tpn, halden: Path) -> None:
    said = tpn("-p", halden, "procure", "A-K01").out
    assert "Leie (valgt)" in said
    assert "kr 1 290 000" in said.replace("\u00a0", " ")  # 90,000 + 5 · 240,000


def test_the_climate_choice_is_forced_to_one_of_three_with_its_reason(tpn: Tpn, halden: Path) -> None:
    tpn("-p", halden, "set", "A-P01", "climate.choice=requirements", "climate.reason=")
    assert "må begrunnes" in tpn("-p", halden, "procure", "A-P01").out
    file = halden / "4-procurement.yaml"
    file.write_text(re.sub(r"\n +climate: .*", "", file.read_text("utf-8")), "utf-8")
    said = " ".join(tpn("-p", halden, "procure", "A-P01").out.replace("│", "").split())
    assert "Valget mellom vekting, krav og uvesentlig klimaavtrykk er ikke gjort" in said


def test_what_belongs_to_a_procurement_is_not_asked_of_the_board_or_a_component(
    tpn: Tpn, halden: Path
) -> None:
    for words in (["--plan"], ["A-K01", "--evaluate"]):
        wrong = tpn("-p", halden, "procure", *words)
        assert (wrong.code, "needs-procurement" in wrong.err) == (2, True)
    assert "not-to-procure" in tpn("-p", halden, "procure", "K-01").err


def test_the_plan_is_written_where_nothing_was_typed_and_never_one_that_breaks_a_rule(
    tpn: Tpn, halden: Path
) -> None:
    tpn(
        "-p",
        halden,
        "add",
        "anskaffelse",
        "tittel=Booking",
        "prosedyre=åpen anbudskonkurranse",
        "kunngjøring=02.11.2026",
    )
    before = (halden / "4-procurement.yaml").read_bytes()
    tpn("-p", halden, "procure", "A-P02", "--plan")
    assert (halden / "4-procurement.yaml").read_bytes() == before
    assert tpn("-p", halden, "procure", "A-P02", "--plan", "--write").code == 0
    text = (halden / "4-procurement.yaml").read_text("utf-8").partition("A-P02")[2]
    assert [line.split(":")[0].strip() for line in text.splitlines() if "2026-1" in line or "2027-0" in line] == [
        "publish", "deadline", "award", "expected", "validity",
    ]  # fmt: skip
    tpn(
        "-p", halden, "set", "A-P02", "kontrakt=10.11.2026", "tildeling=", "tilbudsfrist=", "ventet-kontrakt="
    )
    after = (halden / "4-procurement.yaml").read_bytes()
    assert "plan-breaks-rules" in tpn("-p", halden, "procure", "A-P02", "--plan", "--write").err
    assert (halden / "4-procurement.yaml").read_bytes() == after


def test_criteria_are_added_one_by_one_and_until_they_reach_100_there_is_no_sum(
    tpn: Tpn, halden: Path
) -> None:
    tpn("-p", halden, "add", "anskaffelse", "tittel=Booking")
    for words in ("type=pris vekt=60", "type=kvalitet vekt=40"):
        assert tpn("-p", halden, "add", "A-P02/criteria", *words.split()).code == 0, words
        checked = tpn("-p", halden, "check").out
        assert ("weights-not-100" in checked) is words.startswith("type=pris")


def test_the_record_of_an_evaluation_is_a_golden_file(
    tpn: Tpn, sandnes: Path, golden: Callable[[str, str], None]
) -> None:
    golden(
        "procure-record-sandnes.md",
        tpn("-p", sandnes, "procure", "A-P01", "--evaluate", "--format", "md").out,
    )


# ---------------------------------------------------------------- out to bidders, and back


def answered(source: Path, target: Path, supplier: str, price: float | str, answers: dict[str, str]) -> Path:
    """A bidder fills in the workbook: name, price, and an answer to each requirement (*Ja* unless said)."""
    book = load_workbook(source)
    cover, tab = book.worksheets[0], book.worksheets[1]
    for row in cover.iter_rows():
        if row[0].value == "Leverandør":
            row[1].value = supplier
        if str(row[0].value).startswith("Pris"):
            row[1].value = price
    for row in tab.iter_rows(min_row=2):
        name = row[0].value
        if isinstance(name, str) and name.startswith("A-R"):
            row[5].value = answers.get(name, "Ja")
    book.save(target)
    return target


@pytest.fixture
def sent(tpn: Tpn, halden: Path, tmp_path: Path) -> Path:
    file = tmp_path / "krav.xlsx"
    assert tpn("-p", halden, "procure", "A-P01", "--spec", "-o", file).code == 0
    return file


def test_the_workbook_has_locked_requirements_and_open_answers(sent: Path) -> None:
    tab = load_workbook(sent).worksheets[1]
    assert tab.protection.sheet
    locked = {tab.cell(3, column).protection.locked for column in range(1, 6)}
    assert locked == {True}
    assert not tab.cell(3, 6).protection.locked


def test_a_bidder_sees_no_points_and_no_other_bidder(sent: Path) -> None:
    book = load_workbook(sent)
    text = " ".join(str(cell.value) for tab in book for row in tab.iter_rows() for cell in row)
    assert "Skjemahuset" not in text
    assert "Demonstrasjon" in text


def test_answers_come_in_after_a_look_and_the_same_file_twice_changes_nothing(
    tpn: Tpn, halden: Path, sent: Path, tmp_path: Path
) -> None:
    file = answered(
        sent, tmp_path / "svar.xlsx", "Fjellform AS", 900_000, {"A-R24": "Delvis", "A-R18": "nei"}
    )
    before = (halden / "4-procurement.yaml").read_text("utf-8")
    seen = tpn("-p", halden, "procure", "A-P01", "--answers", file)
    assert (seen.code, (halden / "4-procurement.yaml").read_text("utf-8")) == (0, before)
    assert "Må-krav uten ja: A-R24" in seen.out
    assert tpn("-p", halden, "procure", "A-P01", "--answers", file, "--write").code == 0
    after = (halden / "4-procurement.yaml").read_text("utf-8")
    assert "supplier: Fjellform AS" in after
    assert "price: 900000" in after
    tpn("-p", halden, "procure", "A-P01", "--answers", file, "--write")
    assert (halden / "4-procurement.yaml").read_text("utf-8") == after


def test_an_unreadable_answer_is_told_with_its_cell_and_the_others_come_in(
    tpn: Tpn, halden: Path, sent: Path, tmp_path: Path
) -> None:
    file = answered(sent, tmp_path / "svar.xlsx", "Fjellform AS", "kr 900 000,-", {"A-R02": "kanskje"})
    said = tpn("-p", halden, "procure", "A-P01", "--answers", file, "--write")
    assert said.code == 1
    assert "svar.xlsx:Krav!F4" in said.err
    assert "Skriv Ja, Delvis eller Nei" in said.err
    assert "supplier: Fjellform AS" in (halden / "4-procurement.yaml").read_text("utf-8")


def test_a_workbook_of_another_procurement_or_without_a_name_is_refused(
    tpn: Tpn, halden: Path, sandnes: Path, sent: Path, tmp_path: Path
) -> None:
    nameless = answered(sent, tmp_path / "a.xlsx", "", 1, {})
    assert "no-supplier" in tpn("-p", halden, "procure", "A-P01", "--answers", nameless).err
    named = answered(sent, tmp_path / "b.xlsx", "Fjellform AS", 1, {})
    assert "other-procurement" in tpn("-p", sandnes, "procure", "A-P02", "--answers", named).err
    assert "no-answers" in tpn("-p", halden, "procure", "A-P01", "--answers", sent, "--supplier", "X").err


@pytest.mark.wide
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_three_bidders_answer_in_libreoffice_and_are_evaluated(
    tpn: Tpn, sandnes: Path, tmp_path: Path
) -> None:
    sent = tmp_path / "krav.xlsx"
    tpn("-p", sandnes, "procure", "A-P02", "--spec", "-o", sent)
    for supplier, price in (("Nordlys AS", 2_000_000), ("Sørvind AS", 2_200_000), ("Østgård AS", 2_400_000)):
        file = answered(sent, tmp_path / f"svar-{price}.xlsx", supplier, price, {})
        assert SOFFICE
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "ods",
             "--outdir", str(tmp_path), str(file)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        back = tpn("-p", sandnes, "procure", "A-P02", "--answers", file.with_suffix(".ods"), "--write")
        assert back.code == 0, back.err
    tenders = json.loads(tpn("-p", sandnes, "procure", "A-P02", "--evaluate", "--json").out)["tenders"]
    prices = {one["supplier"]: one["price"] for one in tenders}
    assert (prices["Nordlys AS"], prices["Østgård AS"]) == (2_000_000, 2_400_000)


def test_requirements_of_the_catalogue_are_taken_in_once(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "nytt"
    tpn("init", folder, "--municipality", "Stjørdal", "--services", "barnehageplass", "--start", "2026-08-17")
    tpn(
        "-p",
        folder,
        "add",
        "komponent",
        "id=A-K90",
        "name=Skjema",
        "kind=form_catalogue",
        "services=barnehage",
    )
    tpn("-p", folder, "add", "anskaffelse", "id=A-P90", "title=Skjemaløsning", "components=A-K90")
    made = "A-P90"
    before = json.loads(tpn("-p", folder, "procure", made, "--requirements", "--json").out)["requirements"]
    assert len(before) > 20
    assert tpn("-p", folder, "procure", made, "--requirements", "--write").code == 0
    assert (
        json.loads(tpn("-p", folder, "procure", made, "--requirements", "--json").out)["requirements"] == []
    )
    assert tpn("-p", folder, "check").code == 0


def test_points_and_reasons_come_home_from_one_sheet_and_a_changed_answer_is_said(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "poeng.xlsx"
    assert tpn("procure", "A-P01", "--scores", "-o", sheet, "-p", halden).code == 0
    assert json.loads(tpn("import", sheet, "-p", halden, "--json").out)["outcomes"] == []
    book = load_workbook(sheet)
    tab = book["Poeng"]
    row = next(
        at
        for at in range(1, tab.max_row + 1)
        if tab.cell(at, 9).value == "A-P01/bids/Fjordform AS/answers/A-R04"
    )
    assert [tab.cell(row + 1, 4).value, tab.cell(row + 1, 2).value] == [
        "Nordre Skjema AS",
        tab.cell(row, 2).value,
    ]
    tab.cell(row, 7).value, tab.cell(row, 8).value, tab.cell(row + 1, 5).value = 6, "Kort og greit", "Nei"
    book.save(sheet)
    made = json.loads(tpn("import", sheet, "-p", halden, "--write", "--json").out)["outcomes"]
    assert sorted((one["outcome"], one["field"], one["sheet"]) for one in made) == [
        ("not_editable", "answer", "Nei"), ("take", "points", 6), ("take", "reason", "Kort og greit"),
    ]  # fmt: skip
    text = (halden / "4-procurement.yaml").read_text("utf-8")
    assert "A-R04: {answer: yes, points: 6, reason: Kort og greit}" in text


def test_a_procurement_without_tenders_has_nothing_to_score(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    text = (halden / "4-procurement.yaml").read_text("utf-8")
    (halden / "4-procurement.yaml").write_text(text.split("      bids:")[0] + "".join(
        text.split("      bids:")[1].partition("\n  requirements:")[1:]), "utf-8")  # fmt: skip
    result = tpn("procure", "A-P01", "--scores", "-o", tmp_path / "poeng.xlsx", "-p", halden)
    assert (result.code, "nothing-to-score" in result.err) == (2, True)


def test_the_letter_of_award_waits_for_the_choice_and_every_screen_has_one_day_for_the_contract(
    tpn: Tpn, halden: Path, sandnes: Path
) -> None:
    made = json.loads(tpn("-p", halden, "procure", "A-P01", "--plan", "--json", "--today", "2026-10-05").out)
    day = {one["stage"]: one["date"] for one in made["steps"]}
    assert (day["award"], day["standstill"], day["contract"]) == ("2026-10-12", "2026-10-21", "2026-10-22")
    made = tpn("-p", sandnes, "procure", "A-P02", "--plan", "--today", "2026-11-23").out
    assert "14.12.2026" in made
    assert "14.12.2026" in tpn("-p", sandnes, "show", "A-27", "--today", "2026-11-23").out
    assert "kontrakten kommer 14.12.2026" in " ".join(
        tpn("-p", sandnes, "check", "--today", "2026-11-23").out.split()
    )


def test_a_project_without_integrations_is_not_praised_for_them(tpn: Tpn, tmp_path: Path) -> None:
    new = tmp_path / "nytt"
    assert (
        tpn(
            "init", new, "--municipality", "Stjørdal", "--services", "barnehageplass", "--start", "17.08.2026"
        ).code
        == 0
    )
    said = " ".join(tpn("-p", new, "procure", "--today", "2026-09-21").out.split())
    assert "Ingen integrasjoner er ført." in said
    assert (
        "komponenter senere enn planlagt" in said
    )  # nothing waits for a late component; the plan itself slips
    assert "arbeidsdager for sent" in said


def test_a_paper_older_than_the_check_of_a_fact_does_not_tell_the_day_of_the_check(
    tpn: Tpn, halden: Path
) -> None:
    words = ("-p", halden, "procure", "A-P01", "--plan", "--today")
    assert "kontrollert" not in tpn(*words, "2026-10-05").out.split("│")[0]
    assert "kontrollert 23.11.2026" in " ".join(tpn(*words, "2026-12-01").out.split())
