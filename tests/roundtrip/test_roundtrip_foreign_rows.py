"""Rows of a sheet that tpn never wrote, put into the project's own fields: what fits, what is kept, what is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.model.choices import Phase
from tpn.model.index import index
from tpn.problems import CellPlace
from tpn.recognise.tables import FoundRecord, FoundTable, Reading, TableColumn
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings
from tpn.roundtrip.foreign_record import field_name
from tpn.roundtrip.foreign_rows import Foreign, has_records
from tpn.roundtrip.foreign_sheet import ForeignOptions, ForeignRow

WORK = """\
kickoff: {activities: [{id: K-01, title: Begynne}]}
"""
MADE = project(WORK)
WORDS = load_words()
DAY = date(2026, 10, 1)


def table(kind: str, *rows: Mapping[str, Any], headers: Mapping[str, str] = {}, **more: Any) -> FoundTable:
    """A table with a column for each field that some row has, under its name in capitals; ``x_`` has no field."""
    names = dict.fromkeys(name for row in rows for name in row if not name.startswith("x_"))
    columns = tuple(
        TableColumn(number, headers.get(name, name.upper()), name, "synonym")
        for number, name in enumerate(names, 1)
    )
    records = tuple(
        FoundRecord(
            number,
            {name: value for name, value in row.items() if not name.startswith("x_")},
            {name[2:]: value for name, value in row.items() if name.startswith("x_")},
            cells={name: f"{'ABCDEFGHIJ'[at]}{number}" for at, name in enumerate(names) if name in row},
        )
        for number, row in enumerate(rows, 2)
    )
    return FoundTable("Ark1", (1,), (2, len(rows) + 1), kind, columns, records, **more)  # type: ignore[arg-type]


def foreign(*tables: FoundTable, new_people: bool = False) -> tuple[list[ForeignRow], Foreign]:
    meanings = Meanings(MADE, index(MADE), WORDS, date(2026, 9, 7))
    made = Foreign(
        Reading(tables, file="a.xlsx"), meanings, ForeignOptions(Phase.BENEFITS, new_people, "ikke sagt")
    )
    return made.rows(), made


def row(kind: str, **said: Any) -> ForeignRow:
    rows, _ = foreign(table(kind, said))
    return rows[0]


def told(made: Foreign) -> list[tuple[str, dict[str, Any]]]:
    return [(one.slug, dict(one.facts)) for one in made.problems]


def test_an_activity_in_the_fields_of_the_format() -> None:
    made = row("activities", id="7", title="Bygge", responsible=("Per Moe", "Liv"), due=DAY, percent=40,
               status="in_progress", phase="Lansering")  # fmt: skip
    assert (made.kind, made.ref, made.title, made.fixed) == (
        "activities",
        "7",
        "Bygge",
        (("phase", "launch"),),
    )
    assert dict(made.values) == {
        "title": "Bygge", "responsible": ("per", "liv"), "due": DAY, "percent": 40, "status": "in_progress",
        "x.ID": "7",
    }  # fmt: skip
    assert made.place == CellPlace("a.xlsx", "Ark1", "B2")
    assert made.cells["due"] == CellPlace("a.xlsx", "Ark1", "D2")


def test_a_record_without_a_named_cell_stands_at_its_row() -> None:
    bare = FoundTable("Ark1", (1,), (2, 2), "activities", (), (FoundRecord(7, {"title": "A"}),))
    assert foreign(bare)[0][0].place == CellPlace("a.xlsx", "Ark1", "A7")


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ("Lansering", "launch"),
        ("Fase 1: Oppstart", "kickoff"),
        ("2. Gevinster", "benefits"),
        (None, "benefits"),
    ],
)
def test_the_phase_is_that_of_the_row_else_the_one_chosen(said: str | None, phase: str) -> None:
    rows, made = foreign(table("activities", {"title": "A", "phase": said}))
    assert rows[0].fixed == (("phase", phase),)
    assert told(made) == []


def test_a_phase_that_is_none_of_ours_is_kept_and_told_once() -> None:
    rows, made = foreign(table("activities", {"title": "A", "phase": "Idé"}, {"title": "B", "phase": "Idé"}))
    assert [one.fixed for one in rows] == [(("phase", "benefits"),)] * 2
    assert [one.values["x.PHASE"] for one in rows] == ["Idé", "Idé"]
    assert told(made) == [("import-phase-chosen", {"names": ("Idé",), "phase": Phase.BENEFITS})]
    risks, made = foreign(table("risks", {"title": "A", "phase": "Idé"}))
    assert (risks[0].fixed, told(made)) == ((), [])  # a risk may be of no phase
    assert row("risks", title="A", phase="Lansering").fixed == (("phase", "launch"),)
    assert row("decisions", title="A").fixed == ()


def test_columns_without_a_field_are_kept_under_their_heading() -> None:
    made = row("risks", title="Fare", score=12, x_Avdeling="Skole", number="ni")
    assert dict(made.values) == {"title": "Fare", "x.SCORE": 12, "x.Avdeling": "Skole", "x.NUMBER": "ni"}


def test_nothing_said_is_nothing() -> None:
    assert dict(row("activities", title="A", due=None, responsible=()).values) == {"title": "A"}


# ---------------------------------------------------------------- people


def test_people_are_known_by_name_by_a_role_that_one_has_and_else_asked_for() -> None:
    rows, made = foreign(
        table("activities", {"title": "A", "responsible": ("Eva", "Kari Nord", "Prosjektgruppa")})
    )
    assert rows[0].values["responsible"] == ("eva",)
    assert rows[0].values["x.RESPONSIBLE"] == "Eva, Kari Nord, Prosjektgruppa"
    assert ("import-unknown-people", {"names": ("Kari Nord",)}) in told(made)


@pytest.mark.parametrize("new_people", [False, True])
def test_a_name_that_may_be_several_is_asked_about_and_makes_nobody(new_people: bool) -> None:
    about = ABOUT.replace("name: Per Moe", "name: Liv Moe")
    made = project(WORK, about)
    found = Foreign(
        Reading((table("activities", *2 * [{"title": "A", "responsible": ("Liv",)}]),), file="a.xlsx"),
        Meanings(made, index(made), WORDS, date(2026, 9, 7)), ForeignOptions(Phase.BENEFITS, new_people, ""),
    )  # fmt: skip
    rows = found.rows()
    assert [(one.kind, one.values.get("responsible")) for one in rows] == [("activities", None)] * 2
    assert [one.values["x.RESPONSIBLE"] for one in rows] == ["Liv"] * 2
    assert told(found) == [("cell-several-people", {"name": "Liv", "found": ("Liv Dahl", "Liv Moe")})]


def test_a_role_that_one_person_has_is_that_person() -> None:
    about = ABOUT.replace(
        "name: Eva Lie, roles: [project_group", "name: Eva Lie, roles: [project_group, process_owner"
    )
    made = project(WORK, about)
    meanings = Meanings(made, index(made), WORDS, date(2026, 9, 7))
    found = Foreign(Reading(file="a.xlsx"), meanings, ForeignOptions(Phase.BENEFITS, False, ""))  # noqa: FBT003
    place = CellPlace("a.xlsx", "Ark1", "A1")
    assert (found.person("Prosesseier", place), found.person("Prosjektgruppe", place), found.unknown) == (
        "eva", None, {}
    )  # fmt: skip


def test_new_people_come_first_with_an_id_of_their_own() -> None:
    rows, made = foreign(
        table("activities", {"title": "A", "responsible": "Kari Nord, Liv Berg"},
              {"title": "B", "responsible": "Kari Nord"}),
        new_people=True,
    )  # fmt: skip
    assert [(one.kind, one.values["id"], one.title) for one in rows[:2]] == [
        ("people", "kari", "Kari Nord"), ("people", "liv-berg", "Liv Berg")
    ]  # fmt: skip
    assert [one.values["responsible"] for one in rows[2:]] == [("kari", "liv-berg"), ("kari",)]
    assert told(made) == []


def test_one_person_fills_a_field_for_one_and_the_others_are_kept() -> None:
    made = row("risks", title="Fare", owner="Per Moe, Liv Dahl")
    assert (made.values["owner"], made.values["x.OWNER"]) == ("per", "Per Moe, Liv Dahl")
    alone = row("risks", title="Fare", owner="Per Moe")
    assert (alone.values["owner"], "x.OWNER" in alone.values) == ("per", False)
    assert row("activities", title="A", responsible="Per Moe, per").values["responsible"] == ("per",)


def test_a_table_of_people_is_read_before_those_that_name_them() -> None:
    rows, made = foreign(
        table("activities", {"title": "A", "responsible": "Kari Nord"}),
        table("people", {"name": "Kari Nord"}, {"name": "Liv Dahl"}, {"name": "Kari Nord"}),
    )
    assert [(one.kind, one.values.get("id")) for one in rows] == [
        ("people", "kari"), ("people", None), ("people", "kari-nord"), ("activities", None)
    ]  # fmt: skip
    assert rows[3].values["responsible"] == ("kari",)
    assert told(made) == []


def test_a_service_that_is_new_gets_an_id_of_its_name() -> None:
    rows, _ = foreign(
        table("services", {"name": "SFO"}, {"name": "Ny tjeneste"}, {"name": "Ny tjeneste"}, {"name": "?"})
    )
    ids = [one.values.get("id") for one in rows]
    assert ids[0] is None
    assert ids[1] == "ny-tjeneste"
    assert len(set(ids[1:])) == 3


# ---------------------------------------------------------------- scales, statuses, measures


def test_a_scale_of_another_kind_is_turned_into_ours_and_told() -> None:
    rows, made = foreign(table("risks", {"title": "A", "probability": 10}, {"title": "B", "probability": 4},
                               {"title": "C", "probability": "vet ikke"}))  # fmt: skip
    assert [(one.values.get("probability"), one.values.get("x.PROBABILITY")) for one in rows] == [
        (5, 10), (2, 4), (None, "vet ikke")
    ]  # fmt: skip
    assert told(made) == [("import-scale", {"field": "PROBABILITY", "hint": "ten"})]
    assert made.problems[0].place == CellPlace("a.xlsx", "Ark1", "B1")


def test_our_own_scale_is_taken_as_it_is() -> None:
    rows, made = foreign(table("risks", {"title": "A", "probability": 4}))
    assert (dict(rows[0].values), told(made)) == ({"title": "A", "probability": 4}, [])


@pytest.mark.parametrize(
    ("kind", "said", "state", "kept"),
    [
        ("risks", "done", "closed", None), ("risks", "in_progress", "identified", None),
        ("risks", "blocked", None, "blocked"), ("requirements", "done", "met", None),
        ("requirements", "cancelled", "dropped", None), ("requirements", "in_progress", None, "in_progress"),
        ("activities", "done", "done", None),
    ],
)  # fmt: skip
def test_a_status_is_one_of_the_kinds_own_else_kept(
    kind: str, said: str, state: str | None, kept: str | None
) -> None:
    made = row(kind, title="A", status=said)
    assert (made.values.get("status"), made.values.get("x.STATUS")) == (state, kept)


@pytest.mark.parametrize(
    ("header", "said", "measure", "state", "asked"),
    [
        ("Status", "Ferdig", "Måle", None, True), ("Status", "Ferdig", None, "closed", False),
        ("Status", "Lukket", "Måle", "closed", False), ("Risikostatus", "Ferdig", "Måle", "closed", False),
        ("Status for risiko", "Ferdig", "Måle", "closed", False), ("Status tiltak", "Ferdig", "Måle", None, False),
        ("Tiltaksstatus", "Ferdig", None, None, False), ("Status", "Pågår", "Måle", None, False),
        ("Action status", "Done", "Måle", None, False),
    ],
)  # fmt: skip
def test_a_risk_is_closed_by_its_own_status_and_not_by_that_of_its_measure(
    header: str, said: str, measure: str | None, state: str | None, asked: bool,
) -> None:  # fmt: skip
    read = "in_progress" if said == "Pågår" else "done"
    one = table("risks", {"title": "Fare", "action": measure, "status": read}, headers={"status": header})
    one = replace(one, records=tuple(replace(record, said={"status": said}) for record in one.records))
    rows, made = foreign(one)
    assert rows[0].values.get("status") == state
    assert rows[0].values.get(f"x.{header}") == (None if state else said)
    assert [slug for slug, _ in told(made)] == (["import-status-unclear"] if asked else [])


def test_the_sheets_own_numbers_are_kept_unless_they_only_count_its_rows() -> None:
    rows, made = foreign(table("risks", {"id": "A7", "title": "Fare"}, {"id": "A9", "title": "Hast"}))
    assert ([one.values.get("x.ID") for one in rows], told(made)) == (["A7", "A9"], [])
    rows, made = foreign(table("risks", {"id": "1", "title": "Fare"}, {"id": "2", "title": "Hast"}))
    assert ([one.values.get("x.ID") for one in rows], told(made)) == (
        [None, None], [("import-numbers-left", {"field": "ID"})]
    )  # fmt: skip
    assert "x.ID" not in row("activities", id="K-01", title="Begynne").values  # a number of the project's


def test_what_a_measure_has_no_room_for_is_kept() -> None:
    made = row("issues", title="Avvik", action="Rette", responsible=("Liv", "Kari Ny"), due="snart")
    assert (made.values["x.RESPONSIBLE"], made.values["x.DUE"]) == ("Liv, Kari Ny", "snart")


def test_a_value_that_no_column_holds_is_kept_under_the_name_of_its_field() -> None:
    one = table("benefits", {"title": "Ro"})
    one = replace(one, records=(replace(one.records[0], values={"title": "Ro", "for": "Foresatte"}),))
    assert foreign(one)[0][0].values["x.For"] == "Foresatte"


def test_who_is_named_as_a_contact_stands_as_text_and_is_told_where_nobody_knows_them() -> None:
    said = {"Skolen": "Kari Nord", "KS": "Per Moe", "FUG": "62 00 00 00"}
    one = table("stakeholders", *({"title": name, "x_Kontaktperson": who} for name, who in said.items()))
    heads = (*one.columns, TableColumn(9, "Kontaktperson", None, "none"))  # type: ignore[arg-type]
    rows, made = foreign(replace(one, columns=heads))
    assert [one.values["x.Kontaktperson"] for one in rows] == ["Kari Nord", "Per Moe", "62 00 00 00"]
    assert told(made) == [("import-unknown-people", {"names": ("Kari Nord",)})]
    rows, _ = foreign(replace(one, columns=heads), new_people=True)
    assert [one.title for one in rows if one.kind == "people"] == ["Kari Nord"]


def test_a_length_that_its_days_do_not_say_is_kept() -> None:
    monday = date(2026, 10, 5)
    said = {days: row("activities", title="A", start=monday, due=date(2026, 10, 16), duration=days).values
            for days in (10, 11, 12, 3)}  # fmt: skip
    assert [values.get("x.DURATION") for values in said.values()] == [None, None, None, 3]


def test_tables_of_no_kind_of_the_projects_are_named_as_left_out() -> None:
    _, made = foreign(table("unknown", {"x_Fag": "Norsk"}), table("risks", {"title": "Fare"}))
    assert [(one.sheet, one.row, one.last, one.why) for one in made.left_out()] == [("Ark1", 1, 2, "no-kind")]


def test_a_measure_in_columns_of_its_own_becomes_an_action() -> None:
    made = row("risks", title="Fare", action="Måle", owner="Per Moe", due=DAY)
    assert made.values["actions"] == ({"what": "Måle", "responsible": ["per"], "due": DAY},)
    assert made.values["owner"] == "per"  # who owns a risk is a field of its own
    assert "x.DUE" not in made.values
    other = row("issues", title="Avvik", action="Rette", responsible=("Liv", "Per Moe"), due="snart")
    assert other.values["actions"] == ({"what": "Rette", "responsible": ["liv", "per"]},)
    assert "actions" not in row("issues", title="Avvik", responsible="Liv", due=DAY).values
    assert "actions" not in row("activities", title="A", action="Måle").values


def test_fields_with_another_name_in_the_format() -> None:
    assert row("benefits", title="Ro", unit="min", service="SFO").values["indicator.unit"] == "min"
    assert row("decisions", title="Velge", due=DAY).values["needed_by"] == DAY
    assert row("stakeholders", title="Foresatte").values["name"] == "Foresatte"
    assert (field_name("risks", "service"), field_name("risks", "title"), field_name("ukjent", "due")) == (
        "services", "title", "due"
    )  # fmt: skip
    assert row("benefits", title="Ro", **{"for": "Foresatte"}).values["x.FOR"] == "Foresatte"


# ---------------------------------------------------------------- what contradicts itself


def test_a_milestone_has_no_length() -> None:
    made = row("milestones", title="Klar", start=DAY, due=DAY, duration=3)
    assert dict(made.values) == {"title": "Klar", "due": DAY, "milestone": True, "x.DURATION": 3}
    assert row("activities", title="Klar", milestone=True, start=DAY).values.get("start") is None
    assert "milestone" not in row("activities", title="A", milestone=False).values
    assert "milestone" not in row("risks", title="A").values


def test_a_length_gives_way_to_two_days_and_is_whole_working_days() -> None:
    assert row("activities", title="A", start=DAY, due=DAY, duration=3).values.get("duration") is None
    assert row("activities", title="A", due=DAY, duration=2.6).values["duration"] == "3d"
    assert row("activities", title="A", duration=0.2).values["duration"] == "1d"


def test_work_that_waits_says_for_what() -> None:
    assert row("activities", title="A", status="blocked").values["waiting_for"] == "ikke sagt"
    assert (
        row("activities", title="A", status="blocked", note="Svar fra KS").values["waiting_for"]
        == "Svar fra KS"
    )
    assert "waiting_for" not in row("activities", title="A", status="done").values


def test_a_number_outside_its_field_is_told_and_kept() -> None:
    rows, made = foreign(table("activities", {"title": "A", "effort": -5}))
    assert (rows[0].values.get("effort"), rows[0].values["x.EFFORT"]) == (None, -5)
    assert [slug for slug, _ in told(made)] == ["cell-out-of-range"]
    rows, made = foreign(table("activities", {"title": "A", "effort": "mye"}))
    assert (rows[0].values["x.EFFORT"], told(made)) == ("mye", [])


def test_a_file_has_records_where_a_table_of_a_known_kind_has_some() -> None:
    assert has_records(Reading((table("activities", {"title": "A"}),)))
    assert not has_records(Reading((table("activities"),)))
    assert not has_records(Reading((table("budget", {"title": "A"}),)))
    assert foreign(table("budget", {"title": "A"}))[0] == []
