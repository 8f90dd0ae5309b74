"""Kinds of faults that sheets of strangers showed, each as a smallest sheet of our own making."""

from dataclasses import replace
from datetime import date

import pytest

from tests.recognise.foreign_grids import (
    N,
    Rows,
    fields,
    left,
    read,
    records,
    slugs,
    table,
    titles,
    values,
    words,
)
from tpn.recognise.cell_kinds import read_links, read_number
from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.recognise import recognise


def test_work_packages_beside_a_merged_task_are_records_of_their_own() -> None:
    rows: Rows = [
        ["Category", "Tasks", "Work packages/Sub-tasks", "Start date", "Earliest completion date"],
        ["1. Plan", "1.1 Forms", "1.1.1 Draw", "Jan-05-26", "Jan-09-26"],
        [N, N, "1.1.2 Test", "Jan-12-26", "Jan-16-26"],
        [N, "1.2 Texts", "1.2.1 Write", "Jan-19-26", "Jan-23-26"],
        [N, N, "1.2.2 Read", "Jan-26-26", "Jan-30-26"],
    ]
    found = table(rows, MergedBlock(2, 2, 3, 2), MergedBlock(4, 2, 5, 2))
    assert titles(found) == ["Draw", "Test", "Write", "Read"]
    assert [str(day) for day in values(found, 3, "start", "due")] == ["2026-01-12", "2026-01-16"]


def test_a_phase_whose_hours_are_the_sum_of_those_below_is_no_activity_whatever_its_dates() -> None:
    rows: Rows = [
        ["Aktivitet", "Ansvarlig", "Start", "Frist", "Timer"],
        ["Fase 1 Planlegge", "Kari", "01.03.2026", "02.03.2026", 5],
        ["Lage plan", "Ola", "01.03.2026", "04.03.2026", 2],
        ["Lese plan", "Per", "02.03.2026", "05.03.2026", 3],
        ["Fase 2 Gjøre", "Kari", "09.03.2026", "10.03.2026", 7],
        ["Bygge", "Ola", "09.03.2026", "11.03.2026", 4],
        ["Prøve", "Per", "10.03.2026", "12.03.2026", 3],
        ["Sum", N, N, N, 12],
    ]
    reading = read(rows)
    assert titles(reading.tables[0]) == ["Lage plan", "Lese plan", "Bygge", "Prøve"]
    assert [why for why, _ in left(reading)].count("phase") == 2
    assert values(reading.tables[0], 6, "phase") == ("Fase 2 Gjøre",)


def test_time_under_a_group_of_grades_is_no_hours_and_the_table_is_one_of_risks() -> None:
    rows: Rows = [
        ["Risikoanalyse", N, "Auswirkungen (1-5)", N, N, "Wahrscheinlichkeit in %", "Risikolevel"],
        ["RNr", "Titel", "Zeit", "Budget", "Gesamt", N, "Wert"],
        [1, "Personal fehlt", 4, 2, 3, 0.4, 6],
        [2, "Server zu klein", 2, 3, 2.5, 0.1, 3],
        [3, "Unklare Ziele", 3, 3, 3, 0.2, 4],
    ]
    found = table(rows, MergedBlock(1, 1, 1, 2), MergedBlock(1, 3, 1, 5), MergedBlock(1, 6, 2, 6))
    assert found.kind == "risks"
    assert values(found, 3, "title", "consequence", "probability", "score") == ("Personal fehlt", 3, 0.4, 6)
    assert records(found)[3].extra["Zeit"] == 4


def test_headings_that_say_what_a_letter_means_are_read_behind_the_sign() -> None:
    rows: Rows = [
        ["Risiken", "Name", "A=Auftreten", "F=Folgen", "RPZ", "Risikominderung"],
        [1, "Kein Strom", 3, 9, 27, "Batterie kaufen"],
        [2, "Kein Netz", 4, 5, 20, "Kabel prüfen"],
    ]
    found = table(rows, name="Risikoanalyse")
    assert values(found, 2, "title", "probability", "consequence", "score") == ("Kein Strom", 3, 9, 27)
    assert values(found, 2, "action") == ("Batterie kaufen",)


def test_the_name_is_the_stakeholder_and_not_the_organisation_and_a_list_far_below_is_another() -> None:
    rows: Rows = [
        ["Stakeholder register", N, N, N, N, N],
        ["Name", "Organization", "Role", "R", "A", "Comments"],
        ["Kari Nes", "Library", "Leader", "x", "x", "pays"],
        ["Ola Vik", "School", "Teacher", "x", "x", "asks"],
        ["Per Dal", "Office", "Clerk", "x", "x", "writes"],
        [], [], [],
        ["Terms defined", "Role", "Defined"],
        [N, "R", "Does the work"],
        [N, "A", "Answers for it"],
    ]  # fmt: skip
    reading = read(rows)
    assert titles(reading.tables[0]) == ["Kari Nes", "Ola Vik", "Per Dal"]
    assert ("legend", 9) in left(reading)


def test_who_made_the_sheet_is_written_far_below_and_is_no_risk() -> None:
    rows: Rows = [
        ["Risk ID", "Risk description", "Likelihood", "Impact", "Owner"],
        [1, "Nobody answers", "Likely", "Major", "Kari"],
        [2, "Nobody pays", "Possible", "Minor", "Ola"],
        [], [], [], [],
        ["Made by Example Consulting", N, N, N, "page A"],
    ]  # fmt: skip
    reading = read(rows)
    assert len(reading.tables[0].records) == 2
    assert ("footnote", 8) in left(reading)


def test_a_wide_export_of_issues_is_known_by_its_headings_however_many_others_there_are() -> None:
    known = ["Summary", "Issue key", "Issue Type", "Status", "Priority", "Assignee", "Due date", "Created"]
    rows: Rows = [
        [*known, *(f"Custom field (Thing {number})" for number in range(80))],
        [
            "Ring the supplier",
            "AB-1",
            "Task",
            "Done",
            "High",
            "Kari",
            "12/Mar/26 4:37 PM",
            "01/Mar/26 8:00 AM",
        ],
        ["Write the text", "AB-2", "Task", "To Do", "Low", "Ola", "13/Mar/26 4:37 PM", "02/Mar/26 8:00 AM"],
    ]
    assert titles(table(rows)) == ["Ring the supplier", "Write the text"]


def test_a_calendar_of_days_is_no_list_whose_first_day_is_a_heading() -> None:
    days: Rows = [[f"M {n}", f"T {n + 1}", f"O {n + 2}", f"F {n + 3}"] for n in range(1, 12)]
    assert [why for why, _ in left(read([["April 2026", "Mai 2026", "Juni 2026", "Juli 2026"], *days]))] == [
        "timeline"
    ]


def test_weeks_across_and_names_down_are_drawn_and_no_calculation() -> None:
    rows: Rows = [["Uge nr.", N, *range(36, 52)], *([f"Opgave {letter}"] for letter in "abcdefgh")]
    assert [why for why, _ in left(read(rows))] == ["timeline"]


@pytest.mark.parametrize(("typed", "hours"), [("14:30", 14.5), ("3:00:00", 3), ("2 days, 16:00:00", 64)])
def test_hours_kept_as_a_time_are_hours(typed: str, hours: float) -> None:
    assert read_number(typed, words(), "hours").value == hours


def test_a_milestone_with_a_number_is_a_record_and_no_heading_of_what_follows() -> None:
    rows: Rows = [
        ["Task number", "Task description", "Dependencies", "Who does it?", "Start", "End"],
        [1, "Draw", N, "Kari", "01.12.2026", "01.12.2026"],
        [2, "Build", "1", "Ola", "02.12.2026", "03.12.2026"],
        [3, "Milestone 1 – All drawn and built", N, N, N, N],
        [4, "Test", "1 / 2", "Kari", "04.12.2026", "05.12.2026"],
    ]
    found = table(rows)
    assert titles(found)[2] == "Milestone 1 – All drawn and built"
    assert values(found, 4, "milestone") == (True,)
    assert values(found, 5, "after", "phase") == (("1", "2"), None)
    assert fields(found)["Who does it?"] == "responsible"


def test_features_under_a_group_without_a_heading_of_their_own_are_requirements() -> None:
    rows: Rows = [
        ["Features", N, "Priorität", "Beschreibung", "User-Story"],
        ["Leihen", N, N, N, N],
        [N, "Suchen", "must-be", "Nach Titel suchen", "Als Leser suche ich"],
        [N, "Merken", "nice-to-have", "Titel merken", "Als Leser merke ich"],
        ["Zahlen", N, N, N, N],
        [N, "Rechnung", "expected", "Rechnung bekommen", "Als Leser zahle ich"],
    ]
    found = table(rows)
    assert found.kind == "requirements"
    assert [record.values["text"] for record in found.records] == ["Suchen", "Merken", "Rechnung"]
    assert values(found, 6, "group") == ("Zahlen",)


def test_a_number_of_its_own_column_is_not_said_again_in_the_title() -> None:
    rows: Rows = [
        ["WBS", "Task name", "Start"],
        ["1.1", "1.1 Draw", "01.02.2026"],
        ["1.2", "1.2 Test", "02.02.2026"],
    ]
    assert titles(table(rows)) == ["Draw", "Test"]


def test_a_plan_of_communication_by_its_questions() -> None:
    rows: Rows = [
        ["What information", "Target audience", "When?", "Method of communication", "Provider"],
        ["Status report", "Steering group", "Weekly", "E-mail", "Kari Nes"],
        ["Launch letter", "Inhabitants", "12.03.2026", "Letter", "Ola Vik"],
    ]
    reading = read(rows)
    found = reading.tables[0]
    assert found.kind == "communication"
    assert values(found, 2, "message", "audience", "when", "responsible") == (
        "Status report", "Steering group", "Weekly", ("Kari Nes",),
    )  # fmt: skip
    assert str(values(found, 3, "when")[0]) == "2026-03-12"
    assert not reading.problems


def drawn(*weeks: int) -> list[object]:
    return ["x" if week in weeks else N for week in range(35, 44)]


def test_a_plan_that_is_only_drawn_under_weeks_gives_activities_with_their_first_and_last_week() -> None:
    rows: Rows = [
        [N, *range(35, 44)],
        ["Velge leverandør", *drawn(35, 36)],
        ["Skrive avtale", *drawn(37)],
        ["Milepæl 1 Avtale", *drawn(38)],
        ["Innføre", *drawn(39, 40, 41)],
    ]
    reading = read(rows)
    (found,) = reading.tables
    assert titles(found) == ["Velge leverandør", "Skrive avtale", "Milepæl 1 Avtale", "Innføre"]
    assert [str(day) for day in values(found, 2, "start", "due")] == ["2026-08-24", "2026-09-04"]
    assert values(found, 4, "milestone") == (True,)


def test_a_chart_of_boxes_with_texts_under_weeks_gives_nothing() -> None:
    box = "Velge leverandør og skrive avtale"
    rows: Rows = [["Gruppe", *range(35, 44)], *([[name, N, box, N, box] for name in "ABCD"])]
    assert not read(rows).tables


def test_codes_before_the_texts_of_requirements_are_their_ids_and_a_lone_one_is_no_group() -> None:
    rows: Rows = [
        ["Krav", "Källa", "Status"],
        ["F1 Köpa medlemskap"],
        ["AF 1.1 Logga in", "kund", "Klar"],
        ["AF 1.2 Logga ut", "kund", "Klar"],
        ["Tillg 1 Tillgänglighet", "kund", N],
    ]
    found = table(rows)
    assert [record.values["id"] for record in found.records] == ["F1", "AF 1.1", "AF 1.2", "Tillg 1"]
    assert [record.values["text"] for record in found.records][1:3] == ["Logga in", "Logga ut"]


def test_lists_side_by_side_that_begin_with_the_same_heading_are_lists_of_their_own() -> None:
    rows: Rows = [
        ["Id", "Krav", "Id", "Krav"],
        ["F1", "Logge inn", "S1", "Kryptere"],
        ["F2", "Søke", "S2", "Slette"],
        ["F3", "Sende", N, N],
    ]
    reading = read(rows)
    said = [
        [(record.values["id"], record.values["text"]) for record in one.records] for one in reading.tables
    ]
    assert said == [
        [("F1", "Logge inn"), ("F2", "Søke"), ("F3", "Sende")],
        [("S1", "Kryptere"), ("S2", "Slette")],
    ]


def test_what_names_merged_over_several_rows_consist_of_are_the_records() -> None:
    rows: Rows = [
        ["Modul", "Krav", "Uheadet del", "MoSCoW"],
        ["Innlogging", "Registrere", "Med e-post", "Must have"],
        [N, N, "Med telefon", "Should have"],
        [N, N, "Med kode", "Could have"],
    ]
    reading = read(rows, MergedBlock(2, 2, 4, 2), MergedBlock(2, 1, 4, 1))
    (found,) = reading.tables
    assert [record.values["text"] for record in found.records] == ["Med e-post", "Med telefon", "Med kode"]
    assert [record.values["level"] for record in found.records] == ["must", "should", "may"]


def test_links_by_title_are_links_and_weeks_that_count_from_one_are_no_dates() -> None:
    rows: Rows = [
        ["Task name", "Week", "Predecessor"],
        ["Brief", 1, N],
        ["Build", 2, "Brief"],
        ["Test", 3, "Build, Brief"],
        ["Close", 4, "test"],
        ["Learn", 5, "close"],
    ]
    reading = read(rows, year=None)
    (found,) = reading.tables
    assert values(found, 4, "after") == (("2", "1"),)
    assert {record.values["due"] for record in found.records} == {None}
    assert ("days-unknown", "B2") in slugs(reading)


def test_a_row_with_a_number_of_its_own_is_never_more_of_the_record_above() -> None:
    rows: Rows = [
        ["Id", "Category", "Description", "Impact", "Owner"],
        [1, "Risk", "No power", "High", "Kari"],
        [2, "Assumption"],
        [3, "Risk", "No net", "Low", "Ola"],
    ]
    reading = read(rows, name="RAID")
    assert sorted(record.row for one in reading.tables for record in one.records) == [2, 3, 4]
    assert all("(2)" not in name for one in reading.tables for record in one.records for name in record.extra)


def test_a_lone_text_that_goes_on_with_the_sentence_above_is_part_of_that_record() -> None:
    rows: Rows = [
        ["Nr", "Aktivitet", "Ansvarlig", "Frist"],
        [1, "Skrive brev til alle", "Kari", "01.03.2026"],
        [N, "som ikke har svart"],
        [2, "Ringe de andre", "Ola", "02.03.2026"],
    ]
    assert titles(table(rows)) == ["Skrive brev til alle\nsom ikke har svart", "Ringe de andre"]


def test_values_that_are_also_headings_make_no_form_of_a_row() -> None:
    rows: Rows = [
        ["Aufgabe", "Wer", "Status"],
        ["Plan", "Anna", "Erledigt"],
        ["Test", "Anna", "Erledigt"],
        ["Aufgabe", N, "Erledigt"],
        ["Ende", "Anna", "Offen"],
    ]
    assert len(table(rows).records) == 4


def test_a_legend_in_the_last_column_belongs_to_no_record() -> None:
    rows: Rows = [
        ["Nr", "Oppgave", "Ansvarlig", N, "Prio = lav, middels, høy"],
        [1, "A", "Kari", N, "Type = web"],
        [2, "B", "Ola"], [3, "C", "Per"], [4, "D", "Liv"],
    ]  # fmt: skip
    reading = read(rows)
    assert records(reading.tables[0])[2].extra == {}
    assert "legend" in {why for why, _ in left(reading)}


def test_an_outline_in_columns_under_one_heading_keeps_its_levels() -> None:
    rows: Rows = [
        ["Bolk, bit og stykke", N, N, "Ansvarlig", "Status", "Prioritet", "Start"],
        ["Bevege", N, N, N, "Ferdig", 1, date(2026, 3, 2)],
        [N, "Oppsett", N, "Kari", "Ferdig", 1, date(2026, 3, 2)],
        [N, N, "Bygge", "Ola", "Ferdig", 1, date(2026, 3, 2)],
        [N, N, "Prøve", "Ola", "Pågår", 1, date(2026, 3, 2)],
        [N, "Samtale", N, "Kari", "Pågår", 1, date(2026, 3, 2)],
        [N, N, "Skrive", "Ola", "Pågår", 1, date(2026, 3, 2)],
    ]
    found = table(rows)
    assert titles(found) == ["Bevege", "Oppsett", "Bygge", "Prøve", "Samtale", "Skrive"]
    assert records(found)[7].parent == 6


def test_two_plans_drawn_under_one_another_are_both_read() -> None:
    head = ["Uke", *range(8, 16)]
    rows: Rows = [
        head, ["Krav", "x"], ["Avtale", N, "x"], ["Bygge", N, N, "x"], [], [],
        head, ["Opplæring", N, N, N, "x"], ["Drift", N, N, N, N, "x"], ["Lukke", N, N, N, N, N, "x"],
    ]  # fmt: skip
    reading = read(rows)
    assert [titles(one) for one in reading.tables] == [
        ["Krav", "Avtale", "Bygge"],
        ["Opplæring", "Drift", "Lukke"],
    ]


def test_marks_under_the_days_of_milestones_are_those_days() -> None:
    days = [date(2026, *day) for day in ((3, 2), (3, 9), (3, 30), (4, 20), (4, 21), (5, 18))]
    rows: Rows = [
        ["Nr", "Aktivitet", *days],
        ["1.1", "Start", "x"],
        ["1.2", "Prøve", N, "x"],
        ["1.3", "Slutt", N, N, "x"],
    ]
    assert values(table(rows), 3, "start", "due") == (date(2026, 3, 9), date(2026, 3, 9))


def test_a_heading_over_an_empty_column_says_nothing_of_the_table() -> None:
    rows: Rows = [
        ["Krav", "Uppgifter", "Status", "Skattad tid"],
        [N, "Läsa post mortems", "Klar", 2],
        [N, "Påbörja vision", "Klar", 3],
    ]
    found = table(rows)
    assert (found.kind, titles(found)) == ("activities", ["Läsa post mortems", "Påbörja vision"])


def test_yes_and_no_name_nothing_and_the_export_of_planner_premium_is_known() -> None:
    rows: Rows = [
        [
            "Task number",
            "Name",
            "Assigned to",
            "Start",
            "Finish",
            "Depends on",
            "% complete",
            "Bucket",
            "Milestone",
        ],
        [1, "Prepare", "Kari", date(2026, 3, 2), date(2026, 3, 4), N, 0.5, "Start", "No"],
        [2, "Decide", "Ola", date(2026, 3, 5), date(2026, 3, 5), 1, 0, "Start", "Yes"],
    ]
    found = table(rows)
    assert (found.kind, titles(found)) == ("activities", ["Prepare", "Decide"])
    assert [record.values["milestone"] for record in found.records] == [None, True]


def test_words_that_say_how_a_risk_is_met_are_no_action_where_another_column_says_what_is_done() -> None:
    rows: Rows = [
        ["Risk", "Probability", "Impact", "Response strategy", "Response description"],
        *([f"Risk {at}", 3, 2, "Mitigate", f"Do thing number {at} in time"] for at in range(7)),
    ]
    assert values(table(rows), 3, "action") == ("Do thing number 1 in time",)


def test_single_letters_under_groups_are_grades_and_no_days_of_a_week() -> None:
    rows: Rows = [
        ["Nr", "Uønsket hendelse", "Før tiltak", N, N, "Tiltak", "Etter tiltak", N, N],
        [N, N, "S", "K", "R", N, "S", "K", "R"],
        [1, "Feil i flytting", 4, 4, 16, "Vask", 2, 3, 6],
        [2, "Mangler tilgang", 3, 2, 6, "Kart", 1, 2, 2],
        [3, "Lekkasje", 2, 5, 10, "DPIA", 1, 5, 5],
        [],
        ["S = sannsynlighet (1–5), K = konsekvens (1–5)"],
    ]
    merged = [MergedBlock(1, at, 2, at) for at in (1, 2, 6)]
    reading = read(rows, *merged, MergedBlock(1, 3, 1, 5), MergedBlock(1, 7, 1, 9))
    found = reading.tables[0]
    assert values(found, 3, "title", "probability", "consequence", "score") == ("Feil i flytting", 4, 4, 16)
    assert values(found, 3, "residual_probability", "residual_consequence") == (2, 3)
    assert ("footnote", 7) in left(reading)


def test_a_matrix_of_responsibility_is_activities_and_who_does_them_is_a_question() -> None:
    rows: Rows = [
        ["Oppgave", "Leder", "Fag", "IT", "Leverandør"],
        [N, "Kari Nes", "Ola Vik", "Per Dal", "Firma AS"],
        ["Fase 1 Forberede"],
        ["Avklare krav", "A", "R", "C", "I"],
        ["Koble sammen", "I", "C", "A", "R"],
        ["Lære opp", "A", N, "I", "C"],
        [],
        ["R", "utfører"],
        ["A", "ansvarlig"],
    ]
    reading = read(rows)
    (found,) = reading.tables
    assert (found.kind, titles(found)) == ("activities", ["Avklare krav", "Koble sammen", "Lære opp"])
    assert values(found, 4, "responsible", "phase") == (("Fag",), "Fase 1 Forberede")
    assert values(found, 6, "responsible") == (("Leder",),)
    assert records(found)[4].extra == {"Leder": "A", "Fag": "R", "IT": "C", "Leverandør": "I"}
    assert ("matrix-read", "B1") in slugs(reading)
    assert [at for why, at in left(reading) if why == "legend"] == [2, 8, 9]


DAYS = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"]


def test_a_heading_merged_over_filled_columns_heads_each_of_them() -> None:
    rows: Rows = [
        ["Dato", N, "Oppgave"],
        *([DAYS[at % 7], date(2026, 3, at), "Skrive" if at in {3, 5} else N] for at in range(1, 9)),
    ]
    reading = read(rows, MergedBlock(1, 1, 1, 2))
    found = reading.tables[0]
    assert [(one.row, one.values["due"]) for one in found.records] == [
        (4, date(2026, 3, 3)),
        (6, date(2026, 3, 5)),
    ]
    assert {why for why, _ in left(reading)} == {"prefilled"}, "days printed beforehand are no activities"


def test_a_mark_under_one_of_several_headings_of_a_group_is_that_heading() -> None:
    rows: Rows = [
        ["Risiko", "Sannsynlighet", N, N, "Konsekvens", N, N, "Tiltak"],
        [N, "Lav", "Middels", "Høy", "Lav", "Middels", "Høy", N],
        ["Ingen svarer", N, "x", N, N, N, "x", "Ringe"],
        ["Ingen betaler", "x", N, N, "x", N, N, "Purre"],
        ["Ingen møter", N, N, "x", N, "x", N, "Kalle inn"],
    ]
    spans = [MergedBlock(1, 2, 1, 4), MergedBlock(1, 5, 1, 7)]
    found = table(rows, MergedBlock(1, 1, 2, 1), MergedBlock(1, 8, 2, 8), *spans)
    assert values(found, 3, "probability", "consequence") == ("Middels", "Høy")
    assert values(found, 5, "probability", "consequence") == ("Høy", "Middels")


def test_what_a_heading_is_about_stands_last_in_it_and_values_that_do_not_fit_fill_no_field() -> None:
    rows: Rows = [
        ["No.", "Risk ID", "Title", "Scenario", "Likelihood_1_5", "Impact 1-5", "Risk owner"],
        [1, "R-01", "Fraud", "Somebody pays twice", 3, 4, 2],
        [2, "R-02", "Fire", "The house burns", 1, 5, 3],
        [3, "R-03", "Flood", "The cellar fills", 2, 2, 1],
    ]
    found = table(rows)
    assert values(found, 2, "id", "title", "probability", "consequence") == ("R-01", "Fraud", 3, 4)
    assert values(found, 2, "owner") == (None,), "a number is nobody"
    demands: Rows = [
        ["Requirement ID", "Requirement", "Requirement type"],
        *([f"NF{at}", f"It shall do {at} things", "Performance"] for at in range(4)),
    ]
    assert records(table(demands))[2].extra == {"Requirement type": "Performance"}


def test_a_sum_with_its_unit_is_no_activity_and_two_full_rows_under_headings_are_a_list() -> None:
    reading = read([["Aufgabe", "Zeit"], ["Planen", "4 Std"], ["Bauen", "9 Std"], ["Summe", "13 Std"]])
    assert titles(reading.tables[0]) == ["Planen", "Bauen"]
    lessons: Rows = [
        ["Nr", "Dato", "Hva gikk bra?", "Hva kan bli bedre?"],
        [1, date(2026, 5, 4), "Forankring", "Roller"],
        [2, date(2026, 6, 1), "Pilot", "Opplæring"],
    ]
    kept = table(lessons)
    assert (kept.kind, len(kept.records)) == ("unknown", 2)


def test_an_outline_without_headings_is_said_to_have_none() -> None:
    rows: Rows = [["A", "Begin"], ["A.1", "Ask"], ["A.1.1", "Write"], ["A.1.2", "Send"], ["B", "Go on"]]
    assert left(read(rows)) == [("no-header", None)]


@pytest.mark.parametrize(
    ("text", "link"),
    [("2.0 Gate (FS)", "2.0"), ("1.1.1 Arkitektur", "1.1.1"), ("2.0 Gate (SS+2d)", "2.0 SS +2d")],
)
def test_a_link_may_have_its_title_and_its_kind(text: str, link: str) -> None:
    assert read_links(text, words()).value == (link,)


def test_a_plan_of_phases_is_named_by_them_and_its_weeks_are_those_of_the_project() -> None:
    rows: Rows = [
        ["Fase", "Startuke", "Sluttuke"],
        ["Kartlegging", 1, 2],
        ["Utforming", 3, 4],
        ["Bygging", 5, 9],
    ]
    reading = read(rows, year=None)
    found = reading.tables[0]
    assert (found.kind, titles(found)) == ("activities", ["Kartlegging", "Utforming", "Bygging"])
    assert values(found, 2, "start", "due") == (None, None), "which week the project begins is a question"


def test_an_empty_column_names_nobody_where_another_is_full() -> None:
    rows: Rows = [
        ["Team", "Name", "Role", "Interest", "Influence"],
        *([N, N, role, "H", "L"] for role in ("Investors", "Directors", "Buyers", "Users")),
    ]
    assert titles(table(rows, name="Stakeholder analysis")) == ["Investors", "Directors", "Buyers", "Users"]


def test_a_list_of_decisions_with_a_column_of_risk_is_one_of_decisions() -> None:
    rows: Rows = [
        ["decision_id", "decision_date", "decision_text", "rationale", "risk", "status", "made_by"],
        ["D1", date(2026, 3, 1), "Buy the system", "Cheap", "Low", "Approved", "Kari"],
        ["D2", date(2026, 3, 2), "Hire somebody", "Quick", "High – nobody there", "Approved", "Ola"],
    ]
    found = table(rows)
    assert (found.kind, values(found, 2, "title")) == ("decisions", ("Buy the system",))


def test_a_row_that_says_what_to_write_is_no_record_and_letters_are_no_headings() -> None:
    rows: Rows = [
        ["Risk description", "Impact level", "Probability level", "Owner"],
        [
            "Give a brief summary of the risk",
            "Rate 1 (low) to 5 (high)",
            "Rate 1 (low) to 5 (high)",
            "Who is it?",
        ],
        ["Data are wrong", 5, 4, "Kari"],
        ["Server is slow", 3, 2, "Ola"],
        ["Nobody comes", 2, 2, "Per"],
    ]
    reading = read(rows)
    assert titles(reading.tables[0]) == ["Data are wrong", "Server is slow", "Nobody comes"]
    assert ("placeholder", 2) in left(reading)
    matrix: Rows = [
        ["Teams and deliverables", "Marketing", "Factory", "Sales"],
        ["Write a plan", "R", "I", "C"],
        ["Build it", "I", "R", "C"],
        ["Sell it", "C", "N", "R"],
    ]
    assert titles(table(matrix)) == ["Write a plan", "Build it", "Sell it"]


def test_a_code_may_be_parted_from_its_name_by_a_dash() -> None:
    rows: Rows = [
        ["Task", "Start", "Ende"],
        *([f"TP{at} – Schritt {at}", date(2026, 3, at), date(2026, 3, at + 1)] for at in range(1, 6)),
    ]
    found = table(rows)
    assert values(found, 2, "id", "title") == ("TP1", "Schritt 1")


def test_an_empty_status_says_it_by_its_colour_where_a_legend_explains_it() -> None:
    rows: Rows = [
        [N, N, N, N, "Ferdig"],
        [N, N, N, N, "Pågår"],
        ["Tiltak", "Ansvarlig", "Status"],
        ["Varsle", "Kari", N],
        ["Øve", "Ola", N],
        ["Skrive", "Per", N],
    ]
    colours = {(1, 5): "00B050", (2, 5): "FFC000", (4, 3): "00B050", (5, 3): "FFC000", (5, 2): "DDDDDD"}
    grid = replace(Grid.of("Ark1", rows), colours=colours)
    (found,) = recognise([grid], words(), file="plan.xlsx", year=2026).tables
    assert [record.values.get("status") for record in found.records] == ["done", "in_progress", None]
