"""What rules a small procurement, the dates it may have, and what a bidder and the catalogue bring, by values."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.actions.small_session import Listening, session, stopped
from tpn.actions.procurement import (
    record_answers,
    record_requirements,
    record_section,
    ruling_of,
    ruling_of_value,
    score_workbook,
    tender_plan_of,
    tender_workbook,
    write_tender_plan,
)
from tpn.model import load
from tpn.model.choices import PurchaseKind
from tpn.model.procurement import Procurement
from tpn.plan.evaluation import requirements_of
from tpn.spreadsheets.xlsx_write import dump

WORK = """\
procurement:
  components:
    - {id: A-K01, name: Skjema, kind: form_tool}
  procurements:
    - {id: A-P01, title: Skjema, components: [A-K01], value: 900000, kind: goods_services, publish: 2026-10-01}
  requirements:
    - {id: A-R01, text: Logge inn, level: must, component: A-K01}
    - {id: A-R02, text: Vise status, level: should, component: A-K01}
"""


def here(folder: Path, text: str = WORK, *, preview: bool = False) -> Listening:
    return session(folder, text, preview=preview)


def deal(one: Listening) -> Procurement:
    return one.project.procurement.procurements[0]


def test_a_value_is_ruled_without_a_project(tmp_path: Path) -> None:
    one = here(tmp_path / "p")
    small = ruling_of_value(one, Decimal(90_000), date(2026, 9, 7), PurchaseKind.GOODS_SERVICES)
    large = ruling_of_value(one, Decimal(90_000_000), date(2026, 9, 7), PurchaseKind.GOODS_SERVICES)
    assert small.ruling.careful != large.ruling.careful


def test_a_procurement_is_ruled_on_the_day_it_is_announced_and_one_without_a_value_is_not(
    tmp_path: Path,
) -> None:
    one = here(tmp_path / "p")
    ruled = ruling_of(one, deal(one))
    assert ruled
    assert ruled.ruling.day == date(2026, 10, 1)
    undated = here(tmp_path / "r", WORK.replace(", publish: 2026-10-01", ""))
    assert (said := ruling_of(undated, deal(undated)))
    assert said.ruling.day == date(2026, 9, 7)
    assert ruling_of(one, deal(one).but(value=None)) is None


def test_the_record_is_written_by_the_part_of_the_procedure_else_by_that_of_the_value(tmp_path: Path) -> None:
    one = here(tmp_path / "p")
    by_value = record_section(one, deal(one))
    assert by_value
    assert record_section(one, deal(one).but(value=None)) == ""
    large = record_section(one, deal(one).but(value=90_000_000.0))
    assert large not in {"", by_value}


def test_the_dates_that_are_proposed_are_written_and_what_is_typed_stays(tmp_path: Path) -> None:
    one = here(tmp_path / "p")
    entry = one.loaded.index.by_address["A-P01"]
    told = dict(write_tender_plan(one, entry, deal(one)))
    assert "publish" not in told
    assert list(told.values()) == sorted(told.values())
    after = load(one.folder).sound().procurement.procurements[0]
    assert (after.publish, after.deadline, after.award) == (
        date(2026, 10, 1),
        told["deadline"],
        told["award"],
    )
    steps = {step.day: step for step in tender_plan_of(one, deal(one)).steps}
    assert steps[date(2026, 10, 1)].typed


def test_a_date_that_breaks_the_rules_is_written_with_nothing_else(tmp_path: Path) -> None:
    one = here(
        tmp_path / "p", WORK.replace("publish: 2026-10-01", "publish: 2026-10-01, deadline: 2026-09-20")
    )
    before = (one.folder / "project.yaml").read_bytes()
    entry = one.loaded.index.by_address["A-P01"]
    problem = stopped(lambda: write_tender_plan(one, entry, deal(one)))
    assert (problem.slug, problem.facts["id"]) == ("plan-breaks-rules", "A-P01")
    assert (one.folder / "project.yaml").read_bytes() == before


@pytest.fixture
def tender(tmp_path: Path) -> tuple[Listening, Path]:
    one = here(tmp_path / "p")
    asked = requirements_of(deal(one), one.project.procurement.requirements)
    assert [each.id for each in asked] == ["A-R01", "A-R02"]
    file = tmp_path / "svar.xlsx"
    file.write_bytes(dump(tender_workbook(one, deal(one), asked)))
    return one, file


def test_a_workbook_that_nobody_filled_in_answers_nothing(tender: tuple[Listening, Path]) -> None:
    one, file = tender
    entry = one.loaded.index.by_address["A-P01"]
    assert stopped(lambda: record_answers(one, entry, file, None, write=True)).slug == "no-supplier"
    assert stopped(lambda: record_answers(one, entry, file, "Ola AS", write=True)).slug == "no-answers"


def test_a_file_that_is_no_workbook_is_told_and_nothing_is_written(tender: tuple[Listening, Path]) -> None:
    one, file = tender
    file.write_bytes(b"PK ikke noe regneark")
    before = (one.folder / "project.yaml").read_bytes()
    assert stopped(
        lambda: record_answers(one, one.loaded.index.by_address["A-P01"], file, "Ola AS", write=True)
    ).slug
    assert (one.folder / "project.yaml").read_bytes() == before


def answered(file: Path, answers: dict[str, str], who: str = "Skjemahuset AS", price: int = 450_000) -> None:
    """A bidder fills in the workbook: the name, the price and an answer for each requirement that is named."""
    book = openpyxl.load_workbook(file)
    first, asked = book.worksheets[:2]
    for number, row in enumerate(first.iter_rows(), 1):
        for said, value in (("Leverandør", who), ("Pris i kroner", price)):
            if str(row[0].value).startswith(said):
                first.cell(number, 2).value = value
    for number, row in enumerate(asked.iter_rows(), 1):
        if answer := answers.get(str(row[0].value)):
            asked.cell(number, 6).value = answer
    book.save(file)


def test_what_a_bidder_answers_is_told_and_written_only_when_asked(tender: tuple[Listening, Path]) -> None:
    one, file = tender
    entry = one.loaded.index.by_address["A-P01"]
    answered(file, {"A-R01": "Nei"})
    told = record_answers(one, entry, file, None, write=False)
    assert (told.supplier, told.price, told.answered) == ("Skjemahuset AS", 450_000, 1)
    assert (list(told.unmet), list(told.unanswered), told.sound) == (["A-R01"], ["A-R02"], True)
    assert load(one.folder).sound().procurement.procurements[0].bids == ()
    record_answers(one, entry, file, None, write=True)
    (bid,) = load(one.folder).sound().procurement.procurements[0].bids
    assert (bid.supplier, bid.price, set(bid.answers)) == ("Skjemahuset AS", 450_000, {"A-R01"})


def test_who_is_named_on_the_line_goes_before_whom_the_workbook_names(tender: tuple[Listening, Path]) -> None:
    one, file = tender
    answered(file, {"A-R01": "Ja", "A-R02": "Delvis"})
    told = record_answers(one, one.loaded.index.by_address["A-P01"], file, "Ola AS", write=False)
    assert (told.supplier, list(told.unmet), list(told.unanswered)) == ("Ola AS", [], [])


def test_the_answers_to_another_procurement_are_refused(tender: tuple[Listening, Path]) -> None:
    _, file = tender
    answered(file, {"A-R01": "Ja"})
    again = WORK.replace("A-P01", "A-P02")
    other = here(file.parent / "q", again)
    problem = stopped(
        lambda: record_answers(other, other.loaded.index.by_address["A-P02"], file, None, write=True)
    )
    assert (problem.slug, problem.facts["other"]) == ("other-procurement", "A-P01")


def test_points_are_given_only_to_tenders_that_have_answered(tender: tuple[Listening, Path]) -> None:
    one, _ = tender
    assert stopped(lambda: score_workbook(one, deal(one))).slug == "nothing-to-score"


def test_requirements_of_the_catalogue_come_when_asked_and_once(tmp_path: Path) -> None:
    one = here(tmp_path / "p")
    found = record_requirements(one, deal(one), None, write=False)
    assert found
    assert len(load(one.folder).sound().procurement.requirements) == 2
    record_requirements(one, deal(one), None, write=True)
    assert len(load(one.folder).sound().procurement.requirements) == 2 + len(found)
    again = Listening({**one.values}, clock=one.clock)
    assert list(record_requirements(again, deal(again), None, write=True)) == []
