"""Small sheets of the kinds that people send, each with what is right: nothing is lost, swallowed or made up."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tpn.recognise.recognise import recognise
from tpn.recognise.tables import FoundRecord, FoundTable, Reading
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.first_look import FileLook, first_look

FOLDER = Path(__file__).resolve().parent.parent / "data" / "foreign" / "small"
TODAY = date(2026, 10, 5)


@cache
def reading(number: str) -> Reading:
    (path,) = FOLDER.glob(f"{number}-*")
    seen = first_look(path, path.name)
    assert isinstance(seen, FileLook)
    return recognise(grids_of(READERS[seen.format](path)), load_words(), file=path.name, today=TODAY)


def table(number: str) -> FoundTable:
    return reading(number).tables[0]


def records(number: str) -> tuple[FoundRecord, ...]:
    return table(number).records


def said(number: str, name: str) -> list[Any]:
    return [record.values.get(name) for record in records(number)]


def slugs(number: str) -> list[str]:
    return [problem.slug for problem in reading(number).problems]


def left(number: str) -> list[tuple[str, int | None]]:
    return [(one.why, one.row) for one in reading(number).left_out]


def facts(number: str, slug: str) -> Any:
    return next(problem.facts["found"] for problem in reading(number).problems if problem.slug == slug)


def test_the_parent_of_a_task_is_not_its_name() -> None:
    assert said("01", "title") == ["Lage skjema", "Bestille"]
    assert said("32", "title") == ["Lage", "Teste"]


def test_jira_names_by_summary_and_a_label_belongs_to_its_own_row() -> None:
    assert said("02", "title") == ["Ny søknadsside", "Test hos brukere", "Skrive tekst"]
    assert said("02", "due") == [date(2024, 3, 31), date(2024, 4, 5), None]
    assert [sorted(k for k in one.extra if k.startswith("Labels")) for one in records("02")] == [
        ["Labels", "Labels (2)"], [], ["Labels"],
    ]  # fmt: skip


def test_a_bucket_is_a_phase_and_no_person() -> None:
    assert said("03", "responsible") == [("Kari Nord", "Ola Vik"), ("Kari Nord",), ()]
    assert said("03", "phase") == ["Til gjøring", "Gjør nå", "Ferdig"]


def test_a_moment_in_universal_time_is_the_day_that_it_is_in_norway() -> None:
    assert (said("04", "start")[0], said("04", "due")[0]) == (date(2021, 5, 11), date(2024, 12, 18))


def test_a_value_that_could_be_a_heading_is_a_value() -> None:
    assert said("05", "title") == ["Lage skjema", "Kontrakt", "Bestille"]
    assert said("05", "milestone") == [None, True, None]


def test_links_are_followed_by_the_numbers_that_they_mean_and_people_are_no_tasks() -> None:
    assert said("06", "title") == ["Forprosjekt", "Anskaffelse", "Kontrakt signert"]
    assert [(one.values["id"], one.values["after"]) for one in records("06")] == [
        ("0", ()), ("1", ("0",)), ("2", ("1",)),
    ]  # fmt: skip
    people = reading("06").tables[1]
    assert (people.kind, [one.values["name"] for one in people.records]) == ("people", ["Kari", "Ola"])


def test_a_formula_without_its_value_is_named_and_its_row_stays_its_own() -> None:
    assert [one.row for one in records("07")] == [2, 3, 4]
    assert said("07", "responsible") == [("Kari",), ("Ola",), ()]
    assert slugs("07").count("cell-uncomputed") == 6


def test_every_error_cell_is_named() -> None:
    codes = {str(one.facts["value"]) for one in reading("08").problems if one.slug == "cell-error"}
    assert {"#REF!", "#N/A", "#VALUE!", "#NAME?"} <= codes


def test_a_full_list_whose_dates_are_alike_is_a_list() -> None:
    assert len(records("09")) == 12


def test_a_sum_is_no_task_whatever_is_noted_beside_it() -> None:
    assert (said("10", "title"), left("10")) == (["a", "b"], [("total", 4)])


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    assert len(records("11")) == 4
    assert facts("11", "rows-hidden") == (3, 4)
    assert "columns-hidden" in slugs("11")


def test_a_comment_on_a_cell_goes_into_the_note() -> None:
    assert "Avklar med juridisk før oppstart" in said("12", "note")[0]
    assert "comments-kept" in slugs("12")


def test_struck_out_and_coloured_rows_are_said() -> None:
    assert facts("13", "rows-struck") == (3,)
    assert facts("13", "colours-unknown") == (4,)


def test_a_phase_that_sums_up_its_rows_is_their_phase() -> None:
    assert said("14", "title") == ["Møte", "Notat", "Kunngjøre"]
    assert said("14", "phase") == ["Fase 1 Oppstart", "Fase 1 Oppstart", "Fase 2 Kjøp"]
    assert left("14") == [("phase", 2), ("phase", 6)]


def test_a_plan_of_meetings_is_no_list_of_decisions() -> None:
    assert (table("15").kind, len(records("15"))) == ("unknown", 2)


def test_a_number_and_a_text_is_a_requirement() -> None:
    assert [one.values["id"] for one in records("16")] == ["1", "1.1", "1.2", "2", "2.1", "3"]
    assert len(records("16b")) == 4


def test_a_group_without_a_heading_is_kept_on_each_of_its_rows() -> None:
    assert len(records("17")) == 15
    assert {one.extra.get("A") for one in records("17")} >= {"Personelle forhold", "Tidsforhold"}


@pytest.mark.parametrize(("number", "count"), [("18", 10), ("31", 3)])
def test_what_is_read_is_not_left_out_too(number: str, count: int) -> None:
    assert (len(records(number)), left(number)) == (count, [])


def test_a_legend_tells_what_colours_mean() -> None:
    assert said("19", "status")[:2] == ["done", "cancelled"]
    assert ("beside", 4) in left("19")


def test_a_prompt_that_nobody_filled_in_is_no_task() -> None:
    assert said("20", "title") == ["Kontrakt"]
    assert len([one for one in left("20") if one[0] == "placeholder"]) == 12


def test_a_risk_is_named_by_its_name() -> None:
    assert (table("21").kind, said("21", "title")) == ("risks", ["Sykdom", "Krav endres"])
    assert (said("21", "probability"), said("21", "consequence")) == (["60 %", "40 %"], [3, 2])


def test_a_number_inside_a_title_is_its_number() -> None:
    assert [one.values["id"] for one in records("22")] == ["1.1", "1.2", "1.2"]
    assert said("22", "title") == ["Oppstart", "Krav", "Skisse"]
    assert said("22", "milestone") == [True, None, None]
    assert (facts("22", "number-twice"), facts("22", "link-to-nothing")) == (("1.2",), ("X-9",))


def test_a_row_without_a_word_is_no_task() -> None:
    assert (said("23", "title"), left("23")[0]) == (["Kontrakt", "Opplæring"], ("no-words", 4))


def test_the_same_rows_on_a_tab_for_each_role_are_the_same() -> None:
    assert sum(len(one.records) for one in reading("24").tables) == 2
    assert left("24") == [("same", 2), ("same", 2)]


def test_actual_days_are_counted_as_planned_ones() -> None:
    assert said("25", "started")[:2] == [date(2026, 9, 8), date(2026, 9, 11)]
    assert slugs("25") == []


def test_leading_zeros_are_kept() -> None:
    assert [one.values["id"] for one in records("26")] == ["0301", "0301", "1.10", "1.1"]


def test_units_in_brackets_are_no_part_of_a_name() -> None:
    assert {name for people in said("27", "responsible") for name in people} == {"Kari", "Ola"}


def test_three_thousand_columns_are_read() -> None:
    assert (len(records("28")), len(table("28").columns)) == (1, 3006)


def test_thirds_of_a_month_end_where_they_end() -> None:
    assert said("29", "due") == [date(2026, 10, day) for day in (20, 10, 31, 20, 10)]
    assert slugs("29") == ["date-rounded"] * 5


def test_what_is_kept_as_it_stands_is_kept_as_it_stands() -> None:
    assert [one.extra["Frist"] for one in records("30")] == [
        "uke 45",
        "medio november",
        "løpende",
        "3/4",
        "1-2",
    ]


def test_a_type_says_milestone() -> None:
    assert said("31", "milestone") == [None, True, None]


def test_time_spent_is_no_date() -> None:
    assert [one.extra["Time Spent per Week"] for one in records("33")] == ["16h", "32h"]
