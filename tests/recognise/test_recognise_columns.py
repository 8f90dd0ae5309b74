"""Which column is which field, and what kind of table it is; profiles; the JSON."""
# ruff: noqa: E501 - tables of cases read best with a case on a line

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recognise.foreign_grids import N, Rows, fields, hows, read, table, titles, values, words
from tpn.recognise.fields import FIELDS, KINDS
from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.profile import profile_of
from tpn.recognise.recognise import recognise
from tpn.recognise.words import read_words

HEADERS: list[tuple[str, list[str], list[str | None]]] = [
    ("activities", ["#", "Tiltak", "Ansvarlig", "Frist", "Status"], ["id", "title", "responsible", "due", "status"]),
    ("activities", ["Uke", "Aktivitet", "Ansvarlig"], ["due", "title", "responsible"]),
    ("activities", ["Nr.", "Oppgåve:", "Kven?", "Når", "Merknader"], ["id", "title", "responsible", "due", "note"]),
    ("activities", ["Beskrivelse", "Ansv.", "Tidsfrist", "Kommentar"], ["title", "responsible", "due", "note"]),
    ("activities", ["Tiltak", "Beskrivelse", "Ansvarleg", "Frist"], ["title", "note", "responsible", "due"]),
    ("activities", ["Uppgift", "Ansvarig", "Startdatum", "Slutdatum"], ["title", "responsible", "start", "due"]),
    ("activities", ["Opgave", "Ansvarlig", "Deadline", "Bemærkninger"], ["title", "responsible", "due", "note"]),
    ("activities", ["Vorgang", "Dauer", "Anfang", "Ende", "Vorgänger"], ["title", "duration", "start", "due", "after"]),
    ("activities", ["Task_Name", "AssignedTo", "StartDate", "DueDate"], ["title", "responsible", "start", "due"]),
    ("activities", ["Aktivitet", "Frist", "Ferdig dato"], ["title", "due", "finished"]),
    ("activities", ["Aktivitet", "Ansvarlig", "Ferdig dato"], ["title", "responsible", "due"]),
    ("activities", ["Handling nå", "Seneste sikre dato", "Plan B"], ["title", "due", None]),
    ("activities", ["Fremdrifts-\nplan aktivitet", "Ansvar-\nlig", "Sta\u00adtus"], ["title", "responsible", "status"]),
    ("milestones", ["Milepæl", "Dato", "Beskrivelse"], ["title", "due", "note"]),
    ("milestones", ["Milepålar", "Tid", "Leveransar"], ["title", "due", None]),
    ("milestones", ["Milepæl", "Dato", "Dager igjen", "Status"], ["title", "due", None, "status"]),
    ("risks", ["ID", "Risiko", "Sannsynlighet", "Konsekvens", "Tiltak", "Beredskap", "Eier"],
     ["id", "title", "probability", "consequence", "action", "contingency", "owner"]),
    ("risks", ["Risiko", "Konsekvens (K)", "Sannsynlighet (S)", "Risikopoeng(R)", "Forebyggende tiltak", "Tiltak hvis problem oppstår"],
     ["title", "consequence", "probability", "score", "action", "contingency"]),
    ("risks", ["Uønskt hending", "Sannsyn", "Verknad", "Tiltak"], ["title", "probability", "consequence", "action"]),
    ("risks", ["Risiko", "Eintrittswahrscheinlichkeit", "Auswirkung", "Maßnahmen"], ["title", "probability", "consequence", "action"]),
    ("issues", ["Avvik fra prosjektplanen:", "Viktighet (1, 2, 3)", "Tiltak for å håndtere avvik:", "Ansvarlig:", "Frist:"],
     ["title", "priority", "action", "responsible", "due"]),
    ("issues", ["ID", "Date Raised", "Raised By", "Status", "Description of Issue", "Owner"],
     ["id", "created", None, "status", "title", "responsible"]),
    ("stakeholders", ["Interessent", "Innflytelse (1; 2; 3)", "Holdning \n(-1; 0; 1)"], ["title", "influence", "attitude"]),
    ("stakeholders", ["Interessent", "Gruppe", "Haldning", "Innverknad", "Ansvarleg"],
     ["title", "group", "attitude", "influence", "responsible"]),
    ("benefits", ["Gevinst", "Måleindikator", "Dagens verdi", "Ønsket verdi", "Gevinst-   ansvarlig"],
     ["title", "indicator", "baseline", "target", "owner"]),
    ("requirements", ["Krav nr", "Krav", "Type", "Leverandørens svar"], ["id", "text", "level", None]),
    ("people", ["Navn", "Rolle", "E-post", "Tlf.", "Enhet"], ["name", "roles", "email", "phone", "unit"]),
    ("decisions", ["Sak", "Vedtak", "Dato", "Ansvarlig"], ["title", "outcome", "decided", "responsible"]),
    ("services", ["Tjeneste", "Tjenesteeier", "Målgruppe", "Status"], ["name", "owner", "audience", "status"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "expected"), HEADERS)
def test_headings_tell_the_kind_of_table_and_its_fields(
    kind: str, header: list[str], expected: list[str | None]
) -> None:
    found = table([header])
    assert found.kind == kind
    assert [column.field for column in found.columns] == expected


def test_every_column_says_how_it_was_understood() -> None:
    found = table([
        ["Aktivitetet", "Ansvarlig", "Avd", "Status"], ["A", "Kari", "Oppvekst", 0.5], ["B", "Ola", "IKT", 1],
    ])  # fmt: skip
    assert hows(found) == {
        "Aktivitetet": "synonym",
        "Ansvarlig": "synonym",
        "Avd": "kept",
        "Status": "content",
    }
    assert fields(found)["Status"] == "percent"
    assert found.records[0].extra == {"Avd": "Oppvekst"}


def test_a_misspelt_heading_is_understood_and_said_to_be_so() -> None:
    found = table([["Aktivitet", "Ansvarrlig", "Tidsfrst"], ["A", "KN", date(2026, 1, 1)]])
    assert fields(found) == {"Aktivitet": "title", "Ansvarrlig": "responsible", "Tidsfrst": "due"}
    assert hows(found)["Ansvarrlig"] == "fuzzy"


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Framdrift", [0.5, 1], "percent"), ("Framdrift", ["Pågår", "Ferdig"], "status"), ("Ressurs", ["KN", "ON"], "responsible"),
        ("Ressurs", [5, 12], "effort"), ("Tid", [date(2026, 1, 1), date(2026, 1, 2)], "due"),
        ("Completion date", [date(2026, 1, 1), N], "due"),
    ],
)  # fmt: skip
def test_where_a_heading_leaves_a_choice_the_values_decide(
    header: str, cells: list[object], field: str
) -> None:
    found = table(
        [["Aktivitet", header, "Kommentar"], *[[f"T{at}", cell, "ja"] for at, cell in enumerate(cells)]]
    )
    assert fields(found)[header] == field


def test_a_consequence_is_the_column_of_grades_not_the_one_of_sentences() -> None:
    found = table([
        ["Risk", "Probability", "Impact", "Consequence"],
        ["Fire", 0.4, "High", "The whole building must be closed for weeks"],
        ["Flood", 0.1, "Low", "Some of the papers in the cellar get wet again"],
    ])  # fmt: skip
    assert fields(found) == {
        "Risk": "title",
        "Probability": "probability",
        "Impact": "consequence",
        "Consequence": None,
    }


def test_running_numbers_under_a_heading_for_actions_are_ids() -> None:
    found = table([["Aksjon", "Beskrivelse", "Ansvar"], [1, "Ringe", "KN"], [2, "Skrive", "ON"]])
    assert [column.field for column in found.columns] == ["id", "title", "responsible"]


def test_the_level_of_a_requirement_is_must_should_or_may() -> None:
    cells = ["Skal", "A", "Må", "E", "Bør", "Ønske", "Kan", "Info", "Del 3"]
    found = table([["Krav nr", "Krav", "Type"], *[[at, f"Krav {at}", cell] for at, cell in enumerate(cells)]])
    assert [r.values["level"] for r in found.records] == [
        *["must"] * 3,
        *["should"] * 3,
        "may",
        "may",
        "Del 3",
    ]


def test_headings_that_are_alike_are_kept_apart() -> None:
    found = table([["Aktivitet", "Ansvarlig", "Sone", "Sone"], ["A", "KN", "en", "to"]])
    assert found.records[0].extra == {"Sone": "en", "Sone (2)": "to"}


def test_a_project_adds_words_of_its_own() -> None:
    ours = {"headings": {"activities": {"fields": {"title": {"own": ["Dings"]}}}, "common": {"due": {"own": ["Tidsgrense"]}}},
            "statuses": {}, "people": {"dividers": {"marks": [","], "words": ["og"]}}, "rows": {}, "exports": {}}  # fmt: skip
    known = read_words(lambda name: ours[name])  # type: ignore[arg-type, return-value]
    assert known.titles == {"dings"}
    assert known.headings["tidsgrense"][0].field == "due"


PLAN: Rows = [
    ["Framdriftsplan"], ["Nr", "Dings", "Ansvarlig", "Dato", "Avd"],
    [1, "Plan", "KN", date(2026, 1, 5), "IKT"], [2, "Test", "ON", date(2026, 1, 9), "PLO"],
]  # fmt: skip


def test_a_profile_corrected_by_hand_is_followed() -> None:
    profile = profile_of(read([PLAN[0], ["Nr", "Aktivitet", "Ansvarlig", "Dato", "Avd"], *PLAN[2:]]))
    text = json.loads(json.dumps(profile))
    text["tables"][0]["columns"] = {"Nr": "id", "Dings": "title", "Dato": "start", "Avd": "phase"}
    (found,) = recognise([Grid.of("Ark1", PLAN)], words(), profile=text).tables
    assert values(found, 3, "title", "start", "phase") == ("Plan", date(2026, 1, 5), "IKT")
    assert hows(found)["Dings"] == "profile"
    assert fields(found)["Ansvarlig"] is None


def test_a_profile_holds_when_rows_are_put_in_above_the_table_and_says_what_is_gone() -> None:
    profile = {
        "tables": [
            {
                "sheet": "Ark1",
                "kind": "activities",
                "header_rows": [2],
                "columns": {"Dings": "title", "Sone": "phase"},
            }
        ]
    }
    reading = recognise([Grid.of("Ark1", [["Ny"], ["rad"], *PLAN])], words(), file="p.xlsx", profile=profile)
    assert titles(reading.tables[0]) == ["Plan", "Test"]
    assert [(problem.slug, problem.facts["value"]) for problem in reading.problems] == [
        ("profile-column-missing", "Sone")
    ]


def test_a_profile_reads_a_sheet_without_headings_by_letters() -> None:
    profile = {
        "tables": [{"kind": "activities", "header_rows": [], "columns": {"B": "title", "D": "duration"}}]
    }
    grid = Grid.of("Blad1", [[N, "Planera", 9, 1], [N, "Testa", 6, 4]], top=3)
    (found,) = recognise([grid], words(), profile=profile).tables
    assert (values(found, 4, "title", "duration"), found.records[1].extra) == (("Testa", 4), {"C": 6})


def test_reading_again_with_the_kept_profile_gives_the_same_records() -> None:
    rows: Rows = [PLAN[0], ["Nr", "Aktivitet", "Ansvarlig", "Dato", "Avd"], *PLAN[2:]]
    first = read(rows)
    again = recognise(
        [Grid.of("Ark1", rows)], words(), file="plan.xlsx", profile=profile_of(first), year=2026
    )
    assert again.tables[0].records == first.tables[0].records


def test_only_the_chosen_tab_is_read_and_hidden_ones_only_when_chosen() -> None:
    grids = [Grid.of("A", PLAN), Grid("B", Grid.of("B", PLAN).lines, hidden=True)]
    every = recognise(grids, words())
    assert [(left.sheet, left.why) for left in every.left_out if left.row is None] == [("B", "hidden")]
    assert [found.sheet for found in recognise(grids, words(), sheet="B").tables] == ["B"]


def test_the_json_is_the_contract() -> None:
    reading = read([
        ["Plan"],
        [N, "Ansvarlig", "Aktivitet", "Start", "Frist", "Status", "%", "Merknad", "Avd"],
        [N, "Kari og Ola", "Møte", date(2015, 3, 16), "03/04/26", "Ferdig", N, "ok", "Oppvekst"],
        [N, N, "Sum", N, N, N, 1],
    ])  # fmt: skip
    written = json.loads(json.dumps(reading.as_json()))
    assert {key: written[key] for key in ("format", "file")} == {"format": 1, "file": "plan.xlsx"}
    (found,) = written["tables"]
    assert {key: found[key] for key in ("sheet", "header_rows", "rows", "kind")} == {
        "sheet": "Ark1", "header_rows": [2], "rows": [3, 4], "kind": "activities",
    }  # fmt: skip
    assert found["columns"][0] == {
        "column": "B",
        "header": "Ansvarlig",
        "field": "responsible",
        "how": "synonym",
    }
    assert found["columns"][-1] == {"column": "I", "header": "Avd", "field": None, "how": "kept"}
    (record,) = found["records"]
    assert {key: record["values"][key] for key in ("responsible", "start", "due", "status", "percent", "note", "after")} == {
        "responsible": ["Kari", "Ola"], "start": "2015-03-16", "due": None, "status": "done", "percent": None, "note": "ok", "after": [],
    }  # fmt: skip
    assert (record["row"], record["extra"]) == (3, {"Frist": "03/04/26", "Avd": "Oppvekst"})
    assert written["left_out"] == [
        {"sheet": "Ark1", "row": 4, "why": "total"},
        {"sheet": "Ark1", "row": 1, "why": "above"},
    ]
    assert written["problems"] == [
        {
            "slug": "date-ambiguous",
            "level": "warning",
            "sheet": "Ark1",
            "cell": "E3",
            "value": "03/04/26",
            "found": ["2026-03-04", "2026-04-03"],
            "hint": "readings",
        }
    ]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 99_999_999), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
    st.sampled_from(["Aktivitet", "Ansvarlig", "Frist", "Risiko", "S", "K", "Status", "Sum", "Fase 1", "x", "uke 3", "1/2/26", "MS1 1.1.26"]),
    st.text(max_size=12),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), max_size=10))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_sheet_it_is_read_or_refused_and_can_be_written_as_json(
    rows: list[list[object]],
) -> None:
    reading = recognise([Grid.of("Ark1", rows)], words(), file="x.xlsx")
    json.dumps(reading.as_json())
    for found in reading.tables:
        assert found.kind in {*KINDS, "unknown"}
        assert all(set(record.values) <= set(FIELDS[found.kind]) for record in found.records)
        assert all(1 <= record.row <= len(rows) for record in found.records)


@given(st.integers(0, 6), st.integers(0, 4), st.permutations(range(5)))
@settings(max_examples=40, deadline=None)
def test_a_table_means_the_same_wherever_it_stands_and_however_its_columns_are_ordered(
    down: int, right: int, order: list[int]
) -> None:
    rows = [["Nr", "Aktivitet", "Ansvarlig", "Frist", "Avd"], *PLAN[2:]]
    moved: list[list[object]] = [[]] * down + [[N] * right + [row[at] for at in order] for row in rows]
    (found,) = recognise([Grid.of("Ark1", moved)], words()).tables
    assert [dict(record.values) for record in found.records] == [
        dict(record.values) for record in table([["x"], *rows]).records
    ]  # fmt: skip


def test_a_group_over_a_value_and_its_reason_says_what_the_value_is() -> None:
    rows: Rows = [
        ["Nr", "Risiko", "Sannsynlighet", N, "Konsekvens", N, "Ansvarlig"],
        [N, N, "Tall", "Begrunnelse", "Skår", "Begrunnelse", N],
        [1, "Nedetid", 2, "rutine", 4, "klager", "Siv"],
        [2, "Innsyn", 3, "skjedde i fjor", 5, "sensitivt", "Mona"],
    ]
    found = table(rows, MergedBlock(1, 3, 1, 4), MergedBlock(1, 5, 1, 6))
    assert [column.field for column in found.columns] == [
        "id", "title", "probability", None, "consequence", None, "owner",
    ]  # fmt: skip


def test_a_column_of_case_numbers_names_no_decision() -> None:
    rows: Rows = [
        ["Møtedato", "Sak", "Vedtak/beslutning", "Ansvar", "Frist"],
        ["03.11.2026", "12/26", "Velge leverandør A", "Per", "15.11.2026"],
        ["03.11.2026", "2026/1847", "Utsette SFO", "Ola", "01.12.2026"],
    ]
    found = table(rows)
    assert [column.field for column in found.columns] == ["decided", None, "title", "responsible", "due"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12.12.", "2026-12-12"),
        ("uke 49", "2026-12-04"),
        ("ultimo januar", "2027-01-31"),
        ("1.10.", "2026-10-01"),
    ],
)
def test_a_sheet_of_days_to_come_begins_with_the_next_weeks(typed: str, meant: str) -> None:
    rows: Rows = [
        ["Aktivitet", "Ansvarlig", "Frist"],
        ["Ringe", "Per", typed],
        ["Skrive", "Siv", "28.02.2027"],
        ["Teste", "Ola", "31.03.2027"],
    ]
    made = recognise([Grid.of("Ark1", rows)], words(), file="plan.xlsx", today=date(2026, 11, 30))
    assert str(made.tables[0].records[0].values["due"]) == meant


def test_a_sheet_that_was_made_long_ago_keeps_its_own_year() -> None:
    rows: Rows = [
        ["Aktivitet", "Frist"],
        ["Ringe", "15.6."],
        ["Skrive", "01.03.2012"],
        ["Teste", "01.05.2012"],
    ]
    made = recognise([Grid.of("Ark1", rows)], words(), file="plan.xlsx", today=date(2026, 11, 30))
    assert str(made.tables[0].records[0].values["due"]) == "2012-06-15"


def test_a_plan_of_communication_is_no_list_of_stakeholders() -> None:
    rows: Rows = [
        ["Når", "Målgruppe", "Budskap", "Kanal", "Avsender/ansvarlig"],
        ["15.02.2027", "Styrere", "Opplæring", "E-post", "Liv"],
        ["16.02.2027", "Innbyggere", "Ny portal", "Nettsiden", "Ola"],
    ]
    found = table(rows)
    assert found.kind == "communication"
    assert values(found, 2, "message", "audience", "form") == ("Opplæring", "Styrere", "E-post")
    assert str(values(found, 3, "when")[0]) == "2027-02-16"


def test_one_export_writes_all_its_dates_alike() -> None:
    rows: Rows = [
        [
            "Task ID",
            "Task Name",
            "Bucket Name",
            "Progress",
            "Priority",
            "Assigned To",
            "Start date",
            "Due date",
            "Completed Date",
        ],
        ["a", "Mandat", "Oppstart", "Completed", "Medium", "Kari", "01/02/2026", "01/30/2026", "01/08/2026"],
    ]
    found = table(rows)
    assert [str(found.records[0].values[key]) for key in ("start", "due", "finished")] == [
        "2026-01-02", "2026-01-30", "2026-01-08",
    ]  # fmt: skip


def test_a_point_in_a_heading_shortens_a_word() -> None:
    rows: Rows = [
        ["Skjema", "Ant. saker pr. år", "Prosesseier"],
        ["Startlån", 300, "Anne"],
        ["Bytte av dunk", 800, "Jon"],
    ]
    assert fields(table(rows, name="Tjenesteliste"))["Ant. saker pr. år"] == "cases_per_year"
