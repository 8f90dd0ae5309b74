"""What a column is where its heading is not known: by the words in the heading, and by what its values say."""

from datetime import date

import pytest

from tests.recognise.foreign_grids import (
    N,
    Rows,
    fields,
    hows,
    left,
    read,
    records,
    slugs,
    table,
    titles,
    values,
    words,
)
from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.recognise import recognise


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Requirements", "requirements", "text"),
        ("Tiltakene", "activities", "title"),
        ("Risikobeskrivelser", "risks", "title"),
        ("Aufgabenname", "activities", "title"),
        ("Risikoansvarlig", "risks", "owner"),
        ("Meilensteintermin", "milestones", "due"),
        ("Start-Date", "activities", "start"),
        ("Procentdel fuldført", "activities", "percent"),
    ],
)
def test_a_heading_is_known_in_other_endings_and_put_together_of_two(
    heading: str, kind: str, field: str
) -> None:
    first = Lookup(words()).guesses(heading, kind)[0]  # type: ignore[arg-type]
    assert first.field == field
    assert first.worth > 0.5


def test_a_column_of_codes_before_the_titles_is_the_id_whatever_it_is_called_and_links_are_found_by_it() -> (
    None
):
    rows: Rows = [
        ["Merkelapp", "Aktivitet", "Ansvarlig", "Etter"],
        ["P-1", "Planlegge", "Kari", N],
        ["P-2", "Bygge", "Ola", "P-1"],
        ["P-3", "Prøve", "Per", "P-2"],
    ]
    found = table(rows)
    assert fields(found)["Merkelapp"] == "id"
    assert hows(found)["Merkelapp"] == "content"
    assert values(found, 4, "id", "after") == ("P-3", ("P-2",))


@pytest.mark.parametrize(("heading", "codes"), [("Uke", [1, 2, 3]), ("Grp", ["A1", "A1", "A1"])])
def test_a_column_of_weeks_or_of_repeated_codes_is_no_id(heading: str, codes: list[object]) -> None:
    named = zip(codes, ["Lage plan", "Bygge", "Prøve"], ["Kari", "Ola", "Per"], strict=True)
    rows: Rows = [[heading, "Aktivitet", "Ansvarlig"], *map(list, named)]
    assert "id" not in fields(table(rows)).values()


def test_numbers_in_a_column_without_heading_never_take_the_place_of_the_title() -> None:
    rows: Rows = [
        [N, "Aufgabe", "Bearbeiter", "Start", "Ende"],
        [1, "Planung", N, "12.04.2016", "22.05.2016"],
        [N, "Plan erstellen", "Alex", "12.04.2016", "06.05.2016"],
        [2, "Bau", N, "22.05.2016", "01.06.2016"],
        [N, "App bauen", "Gina", "22.05.2016", "26.05.2016"],
    ]
    assert titles(table(rows)) == ["Planung", "Plan erstellen", "Bau", "App bauen"]


def test_the_only_dates_beside_a_start_are_the_end_and_that_is_asked() -> None:
    rows: Rows = [
        ["Uppgift", "Start", "Landat", "Status"],
        ["Läsa in", "2026-06-01", "2026-06-04", "Klart"],
        ["Rensa", "2026-06-02", "2026-06-05", "Att göra"],
    ]
    reading = read(rows)
    assert fields(reading.tables[0])["Landat"] == "due"
    assert ("column-guessed", "C1") in slugs(reading)


def test_a_grade_beside_a_probability_is_the_consequence_and_no_product() -> None:
    rows: Rows = [
        ["Risk", "Outcome rating", "Likelihood"],
        ["No power", 3, 5],
        ["No people", 4, 2],
        ["No money", 4, 3],
    ]
    found = table(rows, name="Risk Register")
    assert values(found, 2, "probability", "consequence", "score") == (5, 3, None)


def test_what_is_named_only_by_a_description_is_no_work_where_nothing_else_speaks_of_work() -> None:
    rows: Rows = [
        ["Severity", "Description", "Decision maker"],
        ["High", "Critical applications are affected and all work in the department has stopped", "CEO"],
        ["Medium", "Some of the operations are affected and a way around the fault is known", "CTO"],
        ["Low", "A few of the workers are affected and they can do something else meanwhile", "PM"],
    ]
    assert table(rows, name="Escalation").kind == "unknown"


def test_the_text_of_a_requirement_is_the_column_without_gaps_and_a_merged_feature_its_group() -> None:
    rows: Rows = [
        ["Feature", "Req ID", "Requirements"],
        ["Contacts", "R1", "List and edit contacts of all kinds"],
        [N, "R2", "Import contacts from a file"],
        ["Reports", "R3", "Make reports of all sales"],
        [N, "R4", "Show them on a page"],
    ]
    found = table(rows, MergedBlock(2, 1, 3, 1), MergedBlock(4, 1, 5, 1))
    assert [values(found, row, "id", "group") for row in (2, 3, 4, 5)] == [
        ("R1", "Contacts"), ("R2", "Contacts"), ("R3", "Reports"), ("R4", "Reports"),
    ]  # fmt: skip


def test_stakeholders_named_by_their_role_are_stakeholders() -> None:
    rows: Rows = [
        ["Stakeholder Group", "Role", "Interest", "Influence/Attitude", "Pain point"],
        ["Customer", "Applicant", "Wants it quick", "High", "Slow"],
        ["Staff", "Clerk", "Less paper", "Low", "Much paper"],
    ]
    found = table(rows, name="Stakeholder Register")
    assert (found.kind, titles(found)) == ("stakeholders", ["Applicant", "Clerk"])


def test_a_row_whose_person_is_a_question_mark_is_a_record_and_no_heading() -> None:
    rows: Rows = [
        ["Krav", "Ansvarlig", "Status"],
        ["Lage database", "Kari", "Ferdig"],
        ["Programmere administrasjon", "?", N],
        ["Legge til kurs", "Ola", N],
    ]
    assert len(records(table(rows))) == 3


@pytest.mark.parametrize("name", ["Legend", "Nedtrekkslister", "Lookups", "Skala"])
def test_a_tab_of_values_to_choose_from_holds_no_records(name: str) -> None:
    rows: Rows = [
        ["Risk", "Likelihood", "Impact"],
        ["Internal", 5, 5],
        ["External", 4, 4],
        ["Technical", 3, 3],
    ]
    reading = read(rows, name=name)
    assert reading.tables == ()
    assert left(reading) == [("legend", None)]


def test_headings_go_on_in_the_row_below_where_that_says_how_the_values_are_written() -> None:
    rows: Rows = [
        ["Project :", "Resource", "Duration", "Start", "End"],
        ["Task", "Role or person", "Days", "Date", "Date"],
        ["Draw the page", "Rachel", 1, "02.09.2024", "02.09.2024"],
        ["Build the page", "Lisa", 2, "03.09.2024", "04.09.2024"],
    ]
    found = table(rows)
    assert found.header_rows == (1, 2)
    assert titles(found) == ["Draw the page", "Build the page"]
    assert [str(day) for day in values(found, 4, "start", "due")] == ["2024-09-03", "2024-09-04"]


def test_a_log_whose_rows_say_what_they_are_is_one_table_for_each_kind() -> None:
    rows: Rows = [
        ["Nr", "Category", "Description", "Impact", "Mitigation", "Owner", "Status"],
        [1, "Risk", "Space runs out", "Files are lost", "Watch it", "Kari", "Open"],
        [2, "Assumption", "The net is there", "Nothing works", "Ask", "Kari", "Open"],
        [3, "Issue", "It takes long", "Late", "Use guides", "Ola", "Open"],
        [4, "Risk", "Keys are lost", "No way in", "Keep two", "Per", "Closed"],
    ]
    found = {one.kind: [record.row for record in one.records] for one in read(rows, name="RAID log").tables}
    assert found == {"risks": [2, 5], "unknown": [3], "issues": [4]}


def test_a_whole_column_that_is_not_understood_is_one_question_and_stays_with_its_rows() -> None:
    rows: Rows = [
        ["Aktivitet", "Ansvarlig", "Status"],
        *[[f"Lage del {at}", "Kari", f"trinn {at}x"] for at in range(6)],
    ]
    reading = read(rows)
    assert [slug for slug, _ in slugs(reading) if slug in {"values-unread", "status-unknown"}] == [
        "values-unread"
    ]
    assert records(reading.tables[0])[2].extra == {"Status": "trinn 0x"}


def test_hours_under_a_heading_that_counts_weeks_are_the_hours_of_weeks() -> None:
    rows: Rows = [
        ["Aufgabe", "Aufwand in KW", "Verantwortlich"],
        ["Plan machen", 2, "Lukas"],
        ["Bauen", 1, "Julian"],
    ]
    assert values(table(rows), 2, "effort") == (75,)


def test_a_week_that_heads_the_numbers_beside_it_is_their_calendar_and_no_deadline() -> None:
    rows: Rows = [
        ["Aufgabe", "Bearbeitet von", "KW", 40, 41, 42, 43],
        ["Plan machen", "Lukas"],
        ["Bauen", "Julian"],
    ]
    reading = read(rows)
    assert "due" not in fields(reading.tables[0]).values()
    assert ("timeline", 1) in left(reading)


def test_a_table_that_could_nearly_as_well_be_another_kind_says_so() -> None:
    rows: Rows = [
        ["Problem", "Oppgave", "Ansvarlig", "Frist", "Status"],
        ["Feil i skjemaet", "Rette det", "Kari", "01.10.2026", "Åpen"],
        ["Hull i teksten", "Fylle det", "Ola", "01.11.2026", "Åpen"],
    ]
    (close,) = [problem for problem in read(rows).problems if problem.slug == "kind-close"]
    assert {*close.facts.values()} == {"activities", "deviations"}


def test_weeks_that_are_drawn_under_in_a_sheet_without_a_year_say_that_the_year_was_assumed() -> None:
    rows: Rows = [
        ["Oppgave", "Ansvarlig", "Uke 40", "Uke 41", "Uke 42", "Uke 43"],
        ["Lage plan", "Kari", "x", "x", N, N],
        ["Bygge", "Ola", N, N, "x", "x"],
    ]
    reading = recognise([Grid.of("Ark1", rows)], words(), today=date(2026, 10, 5))
    assert values(reading.tables[0], 2, "start", "due") == (date(2026, 9, 28), date(2026, 10, 9))
    assert ("date-year-assumed", "C1") in slugs(reading)
    assert ("date-year-assumed", "C1") not in slugs(read(rows))


def test_what_stands_in_brackets_behind_names_is_said_once_for_its_column() -> None:
    rows: Rows = [
        ["Aktivitet", "Ansvarlig", "Frist"],
        ["Planlegge", "Kari Holm (prosjekteier)", date(2026, 11, 2)],
        ["Bygge", "Ola Vik [50 %] og Kari Holm", date(2026, 11, 9)],
        ["Prøve", "Eva Moe", date(2026, 11, 16)],
    ]
    found = read(rows)
    assert values(found.tables[0], 2, "responsible") == (("Kari Holm",),)
    said = [one for one in found.problems if one.slug == "brackets-left-out"]
    assert [(one.facts["found"], one.facts["value"]) for one in said] == [(2, "(prosjekteier), [50 %]")]
    assert slugs(read([rows[0], rows[3]])) == []


def test_a_name_put_together_of_two_columns_is_said() -> None:
    rows: Rows = [["Fornavn", "Etternavn", "E-post"], ["Kari", "Holm", "kari@example.no"], ["Ola", "Vik", N]]
    found = read(rows)
    assert [one.values["name"] for one in found.tables[0].records] == ["Kari Holm", "Ola Vik"]
    (said,) = [one for one in found.problems if one.slug == "names-joined"]
    assert said.facts["found"] == ("Fornavn", "Etternavn")
    whole = read(
        [["Navn", "Fornavn", "Etternavn", "E-post"], ["Kari Holm", "Kari", "Holm", "kari@example.no"]]
    )
    assert whole.tables[0].kind == "people"
    assert whole.problems == ()
