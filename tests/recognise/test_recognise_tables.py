"""Finding tables: each trap is a small tab of the kind that municipalities and their suppliers send."""
# ruff: noqa: E501 - tables of cases read best with a case on a line

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
from tpn.recognise.recognise import recognise

PLAN: Rows = [
    ["Nr", "Aktivitet", "Ansvarlig", "Frist"],
    [1, "Lage mandat", "KN", date(2026, 1, 5)],
    [2, "Velge team", "ON", date(2026, 1, 9)],
]


def test_a_header_far_down_and_in_column_b_is_found_under_titles_and_metadata() -> None:
    found = table([
        ["Fremdriftsplan 2026"],
        ["Prosjektleder:", "Kari", N, "Dato:", "1.1.2026"],
        *[[]] * 9,
        [N, "Aktivitet", "Ansvarlig", "Start", "Frist"],
        [N, "Lage mandat", "KN", date(2026, 1, 5), date(2026, 1, 9)],
    ])  # fmt: skip
    assert (found.header_rows, found.rows, found.kind) == ((12,), (13, 13), "activities")
    assert values(found, 13, "title", "start") == ("Lage mandat", date(2026, 1, 5))


def test_lines_before_the_header_of_a_text_file_are_no_records() -> None:
    found = table([
        ["16", N, N, "= next task id"],
        [N, N, N, "sort order: STATUS, PRIO"],
        [],
        ["ID", "STATUS", "PRIO", "DESCR", "CREATION_DATE", "COMPLETION_DATE"],
        ["14", "not started", "1", "add registration", "2020-09-09", N],
        ["9", "done", "1", "new protocol", "2020-08-20", "2020-08-31"],
        ["11", "done", "1", "adjust frontend", "2020-08-26", "2020-08-09"],
    ])  # fmt: skip
    assert found.header_rows == (4,)
    assert values(found, 6, "id", "title", "status", "finished") == (
        "9",
        "new protocol",
        "done",
        date(2020, 8, 31),
    )
    assert records(found)[5].extra == {"CREATION_DATE": "2020-09-09"}


def test_a_first_column_without_heading_names_the_records() -> None:
    found = table([
        ["Utvikling av prosjekt X"],
        [N, "Ansvarlig", "Startdato aktivitet", "Sluttdato aktivitet", "Estimert tid (timer)", "Avvik (timer)"],
        [],
        ["Fase 1 Visjon godkjent"],
        ["Lage risikoplan", "Per", date(2026, 3, 30), date(2026, 4, 1), 1],
        ["Beskrive bruker", "Per/Kari", N, N, "0,5"],
        [],
        ["Fase 2 Plan godkjent"],
        ["Skrive rapport", "Kari", N, N, "?"],
        ["Sum"],
    ])  # fmt: skip
    assert fields(found) == {
        "": "title", "Ansvarlig": "responsible", "Startdato aktivitet": "start", "Sluttdato aktivitet": "due",
        "Estimert tid (timer)": "effort", "Avvik (timer)": None,
    }  # fmt: skip
    assert hows(found)[""] == "content"
    assert hows(found)["Startdato aktivitet"] == "fuzzy"
    assert titles(found) == ["Lage risikoplan", "Beskrive bruker", "Skrive rapport"]
    assert [record.values["phase"] for record in found.records] == [
        "Fase 1 Visjon godkjent", "Fase 1 Visjon godkjent", "Fase 2 Plan godkjent",
    ]  # fmt: skip


def test_group_headings_over_two_rows_part_plan_from_fact() -> None:
    found = table(
        [
            ["Nr", "Aktivitet", "Planlagt", N, "Faktisk", N, "Status"],
            [N, N, "Start", "Slutt", "Start", "Slutt"],
            [1, "Bestille", date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 2), date(2026, 1, 7), "Ferdig"],
        ],
        MergedBlock(1, 1, 2, 1), MergedBlock(1, 2, 2, 2), MergedBlock(1, 3, 1, 4), MergedBlock(1, 5, 1, 6), MergedBlock(1, 7, 2, 7),
    )  # fmt: skip
    assert found.header_rows == (1, 2)
    assert values(found, 3, "start", "due", "started", "finished") == (
        date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 2), date(2026, 1, 7),
    )  # fmt: skip


def test_headings_of_two_rows_without_merging_are_read_together() -> None:
    found = table([
        [N, "PLAN", "PLAN", "ACTUAL", "PERCENT"],
        ["ACTIVITY", "START", "DURATION", "START", "COMPLETE"],
        ["Mockups", date(2026, 5, 12), 7, date(2026, 5, 13), 0.25],
    ])  # fmt: skip
    assert found.header_rows == (1, 2)
    assert [column.field for column in found.columns] == ["title", "start", "duration", "started", "percent"]
    assert values(found, 3, "percent", "started") == (25, date(2026, 5, 13))


def test_a_list_of_values_above_the_header_and_vertically_merged_headings() -> None:
    found = table(
        [
            [N, "Virksomhetsledelse", "Bruker", "Leverandør", N, "Ingen", "Liten"],
            [N, "IDENTIFISERING", N, "ANALYSE", N, "TILTAK"],
            ["Profil\nID", "Organisasjon/\nEnhet / Gruppe", "Hovedkategori \n(type)", "Forventning og holdning", "Innflytelse og makt/ vilje", "Ansvar", "Frist", "Resultat / Status"],
            [],
            [1, "Foreldre", "Bruker", "Positive", "Stor", "Ola", date(2026, 1, 9), "Ferdig"],
            [2, " "],
            [3, " "],
        ],
        MergedBlock(2, 2, 2, 3), MergedBlock(2, 4, 2, 5), MergedBlock(2, 6, 2, 8), *[MergedBlock(3, at, 4, at) for at in range(1, 9)],
    )  # fmt: skip
    assert (found.header_rows, found.kind) == ((2, 3, 4), "stakeholders")
    assert values(found, 5, "id", "title", "influence", "responsible", "status") == (
        "1",
        "Foreldre",
        "Stor",
        ("Ola",),
        "done",
    )
    assert len(found.records) == 1


def test_many_narrow_merged_columns_are_one_logical_column() -> None:
    found = table(
        [
            ["Issue ID", N, N, "Description", N, N, "Priority", N, "Owner"],
            ["I1", N, N, "Server down", N, N, "High", N, "Bo"],
        ],
        MergedBlock(1, 1, 1, 3), MergedBlock(1, 4, 1, 6), MergedBlock(1, 7, 1, 8), MergedBlock(2, 1, 2, 3), MergedBlock(2, 4, 2, 6), MergedBlock(2, 7, 2, 8),
    )  # fmt: skip
    assert found.kind == "issues"
    assert [column.letter for column in found.columns] == ["A", "D", "G", "I"]
    assert values(found, 2, "title", "priority", "responsible") == ("Server down", "High", ("Bo",))


def test_tables_side_by_side_are_two_tables() -> None:
    reading = read([
        ["Aktivitet", "Ansvarlig", "Frist", N, "Risiko", "S", "K"],
        ["Plan", "Ola", date(2026, 1, 2), N, "Brann", 2, 5],
        ["Bygg", "Kari", date(2026, 2, 2), N, "Vann", 1, 3],
        ["Test", "Per", date(2026, 3, 2)],
    ])  # fmt: skip
    assert [(found.kind, len(found.records)) for found in reading.tables] == [("activities", 3), ("risks", 2)]


def test_tables_under_one_another_are_told_apart_and_repeated_headers_are_not_records() -> None:
    reading = read([
        ["Fase 1: Oppstart"], *PLAN, [], ["Fase 2: Drift"], *PLAN, [],
        ["Risikoer"], ["Risiko", "Sannsynlighet", "Konsekvens", "Tiltak"], ["Brann", 1, 5, "Øve"],
    ])  # fmt: skip
    plan, risks = reading.tables
    assert [record.values["phase"] for record in plan.records] == ["Fase 1: Oppstart"] * 2 + [
        "Fase 2: Drift"
    ] * 2
    assert (risks.kind, risks.header_rows, len(risks.records)) == ("risks", (12,), 1)
    assert ("repeated-header", 7) in left(reading)


def test_a_legend_beside_and_a_legend_below_are_left_out() -> None:
    reading = read([
        ["Nr", "Oppgave", "Ansvarlig", "Frist", "Status", N, "Fargekoder"],
        [1, "A", "KN", date(2026, 1, 1), "Ferdig", N, "Grønn", "I rute"],
        [2, "B", "ON", date(2026, 1, 2), "Pågår", N, "Rød", "Sen"],
        [], [], [],
        ["Risikotall", "Betydning"], ["1-10", "Lav"], ["11-25", "Middels"],
    ])  # fmt: skip
    (found,) = reading.tables
    assert [column.header for column in found.columns][-1] == "Status"
    assert titles(found) == ["A", "B"]
    assert {why for why, _ in left(reading)} == {"legend"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["Sum", N, N, N], "total"),
        ([N, "Total:", N, 12], "total"),
        ([N, "Copyright © 2000 Firma", N, N], "footnote"),
        ([N, "* gjelder ikke skolene"], "footnote"),
        ([N, "Signatur", N, "Dato"], "signature"),
    ],
)
def test_what_stands_under_a_table_is_no_record(row: list[object], why: str) -> None:
    reading = read([*PLAN, [], row])
    assert len(reading.tables[0].records) == 2
    assert (why, 5) in left(reading)


def test_a_total_without_a_word_is_left_out() -> None:
    reading = read([
        ["Aufgabe", "Verantwortlich", "Aufwand"], ["Planung", "Bo", 5], ["Test", "Bo", 7], [], [N, N, 12],
    ])  # fmt: skip
    assert len(reading.tables[0].records) == 2
    assert ("total", 5) in left(reading)


def test_an_empty_form_has_columns_and_no_records() -> None:
    reading = read([PLAN[0], [1, " "], [2], [3, N, N, 0], [4, "", " "]])
    (found,) = reading.tables
    assert fields(found)["Frist"] == "due"
    assert found.records == ()
    assert left(reading) == [("prefilled", 2)]


def test_a_template_with_titles_printed_in_advance_and_all_dates_alike_is_an_empty_form() -> None:
    day = date(2004, 1, 1)
    rows = [[at, f"Activity {at}", "1 day", day, day, 0] for at in range(1, 13)]
    reading = read([["ID", "Task Name", "Duration", "Start", "Finish", "Cost"], *rows])
    assert reading.tables[0].records == ()
    assert ("empty-form", 2) in left(reading)


def test_blocks_of_labels_and_blanks_are_a_form() -> None:
    reading = read([
        ["ID", "Organisasjon", " ", "Forventning", " "],
        ["Navn og linjerolle", N, " ", "Interesse", " "],
        ["Hovedkategori", N, " ", "Innflytelse", " "],
    ])  # fmt: skip
    assert reading.tables == ()
    assert left(reading)[0][0] == "form"


def test_lone_titles_name_the_part_that_follows() -> None:
    found = table([
        ["Aktivitet", "Ansvarlig", "Frist"],
        ["Oppstart"], ["Lage mandat", "KN", date(2026, 1, 5)], ["Velge team", "ON", date(2026, 1, 9)],
        ["Gevinst"], ["Lage kart", "KN", date(2026, 2, 5)], ["Måle", "ON", date(2026, 2, 9)],
    ])  # fmt: skip
    assert [(r.values["title"], r.values["phase"]) for r in found.records] == [
        ("Lage mandat", "Oppstart"), ("Velge team", "Oppstart"), ("Lage kart", "Gevinst"), ("Måle", "Gevinst"),
    ]  # fmt: skip


def test_a_task_without_dates_among_dated_ones_is_still_a_task() -> None:
    found = table([*PLAN, [3, "Ringe leverandøren"], [4, "Skrive brev", "KN", date(2026, 3, 1)]])
    assert titles(found) == ["Lage mandat", "Velge team", "Ringe leverandøren", "Skrive brev"]


def test_a_number_with_parts_is_a_heading_when_it_says_nothing_else() -> None:
    found = table([
        ["Nr", "Oppgave", "Hvem", "Når"],
        ["1", "Prosjektetablering"], ["1.1", "Utnevne", "KN", "1.2.26"], ["1.2", "Kickoff", "ON", "2.2.26"],
        ["2", "Gevinst"], ["2.1", "Kart", "KN", "3.3.26"],
    ])  # fmt: skip
    assert [record.values["phase"] for record in found.records] == ["Prosjektetablering"] * 2 + ["Gevinst"]


def test_groups_named_once_hold_downwards_and_merged_cells_hold_for_all_their_rows() -> None:
    found = table(
        [
            ["Fase", "Aktivitet", "Ansvarlig", "Frist"],
            ["Oppstart", "A", "Ola", date(2026, 1, 1)],
            [N, "B", N, date(2026, 1, 2)],
            [N, "C", "Per", N],
            ["Drift", "D", "Per", date(2026, 2, 2)],
            [N, "E", "Per", date(2026, 2, 3)],
        ],
        MergedBlock(2, 3, 3, 3),
    )
    assert [record.values["phase"] for record in found.records] == ["Oppstart"] * 3 + ["Drift"] * 2
    assert values(found, 3, "responsible") == (("Ola",),)


def test_a_main_activity_in_its_own_column_is_the_phase_of_its_parts() -> None:
    found = table([
        ["Hovedaktivitet", "Delaktivitet", "Ansvarlig", "Frist"],
        ["Etablere", "Lage mandat", "Ola", date(2026, 1, 1)], [N, "Velge team", "Kari", date(2026, 1, 2)],
        ["Gevinst", "Kart", "Ola", date(2026, 2, 1)],
    ])  # fmt: skip
    assert [(r.values["title"], r.values["phase"]) for r in found.records] == [
        ("Lage mandat", "Etablere"), ("Velge team", "Etablere"), ("Kart", "Gevinst"),
    ]  # fmt: skip


def test_two_title_columns_filled_by_turns_are_parents_and_parts() -> None:
    reading = read([
        ["1. Unteraktivität", "2. Unteraktivität", "Workload geplant", "Workload tatsächlich"],
        ["Idee finden", N, 8, 15], [N, "Recherche", 2, 13], [],
        ["MS1 12.10.2015"],
        ["Ziele", N, 6, 5], [N, "Gliederung", 3, 3],
    ])  # fmt: skip
    (found,) = reading.tables
    assert [(r.values["title"], r.parent_title) for r in found.records] == [
        ("Idee finden", None), ("Recherche", "Idee finden"), ("MS1", None), ("Ziele", None), ("Gliederung", "Ziele"),
    ]  # fmt: skip
    assert values(found, 5, "due", "milestone") == (date(2015, 10, 12), True)
    assert records(found)[3].extra == {"Workload tatsächlich": 13}


def test_blanks_before_a_title_and_outline_numbers_tell_the_parent() -> None:
    indented = table([
        ["ID", "Task", "Duration", "Predecessors"],
        [1, "Relay", 19, N], [2, "   Setup", 13, N], [3, "      Design", 5, "2fs"], [4, "   Test", 3, "3FS+2d"],
    ])  # fmt: skip
    assert [r.parent for r in indented.records] == [None, 2, 3, 2]
    assert [r.values["after"] for r in indented.records] == [(), (), ("2",), ("3 +2d",)]
    numbered = table([
        ["WBS", "Name", "Start", "End"],
        ["1", "Plan", "2007-12-16-01:00:00-+0100", "2008-01-04-19:00:00-+0100"],
        ["1.1", "Part", "2007-12-17-10:00:00-+0100", "2007-12-28-19:00:00-+0100"],
        ["2", "Work", "2008-01-07-10:00:00-+0100", "2008-02-08-19:00:00-+0100"],
    ])  # fmt: skip
    assert [r.parent_title for r in numbered.records] == [None, "Plan", None]
    assert values(numbered, 2, "start", "due") == (date(2007, 12, 16), date(2008, 1, 4))


def test_a_record_merged_over_two_rows_is_one_record_with_both_actions() -> None:
    found = table(
        [
            ["Gevinst\n(kopieres automatisk)", "Tiltak for å få gevinster realisert", "Frist for tiltak", "Gevinst-   ansvarlig"],
            ["Spart tid", "Opplæring", date(2026, 1, 1), "Kari"],
            [N, "Informasjon", date(2026, 2, 1)],
            ["Færre feil", "Maler", date(2026, 3, 1), "Ola"],
            [N],
        ],
        MergedBlock(2, 1, 3, 1), MergedBlock(2, 4, 3, 4), MergedBlock(4, 1, 5, 1), MergedBlock(4, 4, 5, 4),
    )  # fmt: skip
    assert (found.kind, titles(found)) == ("benefits", ["Spart tid", "Færre feil"])
    assert values(found, 2, "action", "due", "owner") == ("Opplæring\nInformasjon", date(2026, 1, 1), "Kari")
    assert records(found)[2].extra == {"Frist for tiltak (2)": date(2026, 2, 1)}


def test_day_numbers_become_dates_by_the_calendar_beside() -> None:
    days = [date(2026, 5, 11 + at) for at in range(8)]
    found = table([
        ["ACTIVITY", "START", "DURATION", N, "Working days"],
        [N, N, N, N, *days],
        [N, N, N, N, *range(1, 9)],
        ["Mockups", 1, 3],
        ["Plugin", 4, 2],
    ])  # fmt: skip
    assert values(found, 5, "title", "start", "duration") == ("Plugin", date(2026, 5, 14), 2)
    assert titles(found) == ["Mockups", "Plugin"]


def test_day_numbers_without_a_calendar_are_no_dates() -> None:
    reading = read([["Activity", "Start", "Duration"], ["Mockups", 1, 7], ["Plugin", 8, 2]])
    assert values(reading.tables[0], 2, "start", "duration") == (None, 7)
    assert ("day-number-unknown", "B2") in slugs(reading)


def test_marks_under_weeks_say_when() -> None:
    reading = read([
        ["Aktivitet", "Ansvarlig", "Uke 1", "Uke 2", "Uke 3", "Uke 4"],
        ["Plan", "Ola", "x", "x"], ["Bygg", "Kari", N, "x", "x", N],
    ])  # fmt: skip
    assert values(reading.tables[0], 3, "start", "due") == (date(2026, 1, 5), date(2026, 1, 16))
    assert ("timeline", 1) in left(reading)


def test_weeks_by_number_go_on_into_the_next_year() -> None:
    reading = read(
        [
            ["Aktivitet", "Ansvarlig", "Uke"],
            [N, N, 51, 52, 1, 2],
            ["Plan", "Ola", "x", "x"],
            ["Test", "Per", N, N, "x", "x"],
        ],
        MergedBlock(1, 3, 1, 6),
        year=2025,
    )
    assert [column.header for column in reading.tables[0].columns] == ["Aktivitet", "Ansvarlig"]
    assert values(reading.tables[0], 4, "start", "due") == (date(2025, 12, 29), date(2026, 1, 9))


def test_coloured_cells_under_months_say_when() -> None:
    rows = [
        ["Aktivitet", "Ansvarlig", "Jan", "Feb", "Mars", "April"],
        ["Plan", "Ola"],
        ["Bygg", "Kari"],
        ["Test", "Per"],
    ]
    lines = Grid.of("Ark1", rows).lines
    fills = frozenset({(2, 3), (3, 4), (3, 5), (1, 1), (2, 6), (3, 6), (4, 6)})
    (found,) = recognise([Grid("Plan 2026", lines, fills=fills)], words(), year=2026).tables
    assert values(found, 3, "start", "due") == (date(2026, 2, 1), date(2026, 3, 31))
    assert values(found, 4, "start", "due") == (None, None)


def test_a_bold_title_alone_in_its_row_is_a_heading_and_a_plain_one_is_not() -> None:
    rows = [[*row[1:]] for row in PLAN] + [
        ["Ringe"],
        ["Gevinst"],
        ["Kart", "KN", date(2026, 2, 1)],
        ["Notat", "ON"],
    ]
    lines = Grid.of("Ark1", rows).lines
    (found,) = recognise([Grid("Ark1", lines, marked=frozenset({(5, 1)}))], words()).tables
    assert [(record.values["title"], record.values.get("phase")) for record in found.records][2:] == [
        ("Ringe", None), ("Kart", "Gevinst"), ("Notat", "Gevinst"),
    ]  # fmt: skip
    assert "Gevinst" in titles(table(rows))


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Fremdriftsplan"], [N, "Januar", N, "Februar", N, "Mars", N, "April"], ["Sprint 0", N, "Sprint 1"]], "timeline"),
        ([["Timeliste"], ["Dato", "Aktivitet", "Timer"], [1, "Møte", 2], [2, "Møte", 3]], "timesheet"),
        ([["Dag", "Prosjekt", "Fravær"], *[[day, 0, 1] for day in range(1, 32)]], "timesheet"),
        ([["År:", 1, 2, 3, 4, "Totalt"], ["Kostnader", 5, 5, 5, 5, 20], ["Gevinst", 7, 7, 7, 7, 28]], "calculation"),
        ([["Post", "Budsjett", "Forbruk", "Rest"], ["Lisens", 9, 4, 5], ["Reise", 3, 1, 2], ["Annet", 3, 1, 2]], "calculation"),
        ([[N, "Planera", 9, 1], [N, "Testa", 6, 4], [N, "Bygga", 6, 2]], "no-header"),
        ([["Navn:", "X"], ["Dato:", "Y"], ["Leder:", "Z"]], "form"),
        ([["Slik fyller du ut arket"], ["Les dette først"]], "text"),
        ([], "empty"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_reason(rows: Rows, why: str) -> None:
    reading = read(rows)
    assert reading.tables == ()
    assert left(reading)[0][0] == why
    assert slugs(reading) == [("no-table-found", None)]


def test_a_list_of_another_kind_is_kept_as_it_stands() -> None:
    found = table([
        ["HOVEDTEMA", "UNDERTEMA", "UNDERTEMA", "EMNEORD"],
        ["Arbeid", "Arbeidsliv", "Vilkår", "Ferie"], [N, N, N, "Mobbing"], [N, "Inntekt", N, "Lønn"], [N, N, N, "Trygd"],
    ])  # fmt: skip
    assert found.kind == "unknown"
    assert records(found)[3].extra == {
        "HOVEDTEMA": "Arbeid", "UNDERTEMA": "Arbeidsliv", "UNDERTEMA (2)": "Vilkår", "EMNEORD": "Mobbing",
    }  # fmt: skip
    assert records(found)[5].extra == {"HOVEDTEMA": "Arbeid", "UNDERTEMA": "Inntekt", "EMNEORD": "Trygd"}


def test_a_word_that_stands_in_its_column_above_is_a_value_and_begins_no_table() -> None:
    found = table([
        ["Milestone description", "Category", "Assigned to", "Progress", "Start"],
        ["Proposal", N, N, N, N],
        ["Prepare idea", "Low risk", "KN", 1, date(2026, 1, 5)],
        ["Confirm supervisor", "Milestone", "ON", 0.5, date(2026, 1, 6)],
        ["Activity", "Milestone", N, 0, N],
        ["Cover sheet", "Low risk", "KN", 0, date(2026, 1, 9)],
    ])  # fmt: skip
    assert found.header_rows == (1,)
    assert "Cover sheet" in titles(found)


def test_a_register_with_names_roles_and_levels_of_influence_is_of_stakeholders() -> None:
    found = table([
        ["Name", "Role", "Notes", "Influence Level", "Interest Level"],
        ["Supplier", "Delivers", N, "High", "Low"],
        ["Parents", "Apply", N, "Low", "High"],
    ])  # fmt: skip
    assert found.kind == "stakeholders"
    assert {"influence", "interest", "title"} <= set(fields(found).values())


def test_a_variance_of_the_schedule_is_no_date() -> None:
    found = table([
        ["ID", "Task name", "Duration", "Schedule variance (SV)"],
        [1, "Lay foundations", 5, 0.3],
        [2, "Build frame", 8, -0.2],
    ])  # fmt: skip
    assert "due" not in fields(found).values()


def test_a_calendar_of_weekday_letters_beside_a_table_is_no_heading() -> None:
    days = ["M", "T", "W", "T", "F", "S", "S"] * 3
    found = table([
        ["Milestone description", "Category", "Assigned to", "Progress", "Start", "Days", *days],
        ["Prepare idea", "Low risk", "KN", 1, date(2026, 1, 5), 3],
        ["Confirm supervisor", "Goal", "ON", 0.5, date(2026, 1, 6), 2],
    ])  # fmt: skip
    assert titles(found) == ["Prepare idea", "Confirm supervisor"]
    assert "M" not in fields(found)
