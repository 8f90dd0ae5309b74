"""What unseen sheets showed: matrices, drawn weeks under merged headings, colours, titles that name nothing."""

from datetime import date

from tests.recognise.foreign_grids import (
    N,
    Rows,
    left,
    read,
    records,
    slugs,
    table,
    titles,
    values,
)
from tpn.recognise.cell_kinds import left_in_brackets, read_people
from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.recognise import recognise
from tpn.recognise.words import load_words

WORDS = load_words()


def _matrix() -> Rows:
    return [
        [N, "Kari", "Ola", "Per", "Liv"],
        ["Skrive plan", "R", "M", "A", "I", N, "R", "den som gjør det"],
        ["Opplæring", "I", "M", "R", "A", N, "A", "den som svarer for det"],
        ["Ta i bruk", "R", "M", "A", N, N, "I", "den som får vite det"],
        ["Følge opp", N, "I", "R", "A"],
        ["Rette feil", "C", "R", "A", "I"],
    ]


def test_each_row_of_a_matrix_is_an_activity_whatever_stands_beside_it_and_a_letter_of_its_own_is_no_fault() -> (
    None
):
    reading = read(_matrix())
    (found,) = reading.tables
    assert titles(found) == ["Skrive plan", "Opplæring", "Ta i bruk", "Følge opp", "Rette feil"]
    assert values(found, 2, "responsible") == (("Kari",),)
    assert values(found, 5, "responsible") == (("Per",),)
    assert not any("svarer" in str(record.extra) for record in records(found).values())
    assert {why for why, _ in left(reading)} == {"beside"}


def test_a_row_of_letters_begins_no_table_of_its_own() -> None:
    rows = [*_matrix()[:1], *[[name, "R", "A", "C", "I"] for name in ("Plan", "Innhold", "Tiltak", "Navn")]]
    (found,) = read(rows).tables
    assert titles(found) == ["Plan", "Innhold", "Tiltak", "Navn"]


def test_weeks_merged_over_their_days_give_each_day_and_two_halves_of_a_day_are_that_day() -> None:
    weeks: Rows = [
        ["Arbeid", "09.03-15.03.2026", *[N] * 6, "16.03-22.03.2026", *[N] * 6, "23.03-29.03.2026", *[N] * 6,
         "30.03-05.04.2026", *[N] * 6],
        ["Tegne", "x", "x"],
        ["Bygge", *[N] * 4, "x", "x", N, "x"],
        ["Prøve", *[N] * 14, "x"],
    ]  # fmt: skip
    spans = [MergedBlock(1, 2 + 7 * at, 1, 8 + 7 * at) for at in range(4)]
    found = table(weeks, *spans)
    assert values(found, 2, "start", "due") == (date(2026, 3, 9), date(2026, 3, 10))
    assert values(found, 3, "start", "due") == (date(2026, 3, 13), date(2026, 3, 16))
    assert values(found, 4, "start", "due") == (date(2026, 3, 23), date(2026, 3, 23))
    assert not slugs(read(weeks, *spans))

    days: Rows = [
        ["Arbeid", *[cell for day in (2, 3, 4, 5) for cell in (date(2026, 3, day), N)]],
        ["Tegne", N, 4],
        ["Bygge", N, N, N, 2, 2],
        ["Prøve", N, N, N, N, N, N, N, 1],
    ]
    found = table(days, *[MergedBlock(1, 2 + 2 * at, 1, 3 + 2 * at) for at in range(4)])
    assert values(found, 2, "start", "due") == (date(2026, 3, 2), date(2026, 3, 2))
    assert values(found, 3, "start", "due") == (date(2026, 3, 3), date(2026, 3, 4))


def test_the_numbers_of_weeks_under_a_merged_heading_say_when_though_a_sum_stands_behind_them() -> None:
    rows: Rows = [
        ["Prosjekt", "Dato: 02.10.2026"],
        ["Aktivitet", N, "Tid", "Hvem", "Når, ukenummer"],
        ["Nr", "Beskrivelse", "timer", "Initialer", 40, 41, 42, 43, 44, "Sum"],
        [1, "Knapper", 10, "KN", N, 10, N, N, N, 10],
        [2, "Sensorer", 25, "OV", N, N, 10, 15, N, 25],
        [3, "Kart", 20, "KN, OV", N, N, N, 10, 10, 20],
    ]
    found = table(rows, MergedBlock(2, 1, 2, 2), MergedBlock(2, 5, 2, 10))
    assert titles(found) == ["Knapper", "Sensorer", "Kart"]
    assert values(found, 5, "start", "due") == (date(2026, 10, 12), date(2026, 10, 23))


def test_a_colour_beside_two_words_explains_neither_and_one_beside_signs_is_no_mark() -> None:
    rows: Rows = [
        ["Prosjekt: Labyrint", "Gruppe 6"],
        ["Aktivitet", "Ansvarlig", "Frist"],
        ["Plan", "Kari", date(2026, 3, 9)],
        ["Bygg", "Ola", date(2026, 3, 10)],
    ]
    grid = Grid.of("Ark1", rows)
    colours = {(1, 1): "d9d9d9", (1, 2): "d9d9d9", (2, 1): "d9d9d9", (3, 1): "d9d9d9", (1, 4): "ff0000"}
    coloured = Grid("Ark1", grid.lines, fills=frozenset(colours), colours=colours)
    (found,) = recognise([coloured], WORDS, file="plan.xlsx", today=date(2026, 3, 1)).tables
    assert not any(record.extra for record in records(found).values())


def test_what_says_the_same_in_every_row_names_none_of_them() -> None:
    rows: Rows = [
        ["Issue type", "Query", "Date of logging issue", "Issue status"],
        ["Requirements", "Upper limit is unknown", date(2026, 9, 3), "Open"],
        ["Requirements", "No way to see the password", date(2026, 9, 3), "Open"],
        ["Requirements", "Which fields must be filled?", date(2026, 9, 4), "Open"],
        ["Requirements", "Length of the name field", date(2026, 9, 4), "Open"],
    ]
    found = table(rows)
    assert values(found, 2, "title", "created") == ("Upper limit is unknown", date(2026, 9, 3))
    assert ("column-guessed", "B1") in slugs(read(rows))


def test_amounts_are_no_grades_hours_no_days_and_words_that_are_no_status_are_kept() -> None:
    risks: Rows = [
        ["ID", "Event", "Probability risk rating", "Impact risk rating", "Impact (monetary)", "Risk owner"],
        [1, "Launch fails", 3, 5, 10_000, "Kari"],
        [2, "Nobody comes", 2, 3, 30_000, "Ola"],
        ["Total risk score", N, N, N, N, "Exposure"],
    ]
    found = table(risks)
    assert titles(found) == ["Launch fails", "Nobody comes"]
    assert values(found, 2, "probability", "consequence") == (3, 5)
    hours = table([
        ["Aktivitet", "Dauer in Stunden", "Ansvarlig"], ["Tegne", 6, "Kari"], ["Bygge", 12, "Ola"], ["Se", 3, "Per"],
    ])  # fmt: skip
    assert values(hours, 3, "effort") == (12,)
    states: Rows = [
        ["Name", "Current state", "Desired state", "Strategy"],
        *[[name, "Neutral", "Leading", f"Talk to {name}"] for name in ("Kari", "Ola", "Per", "Liv", "Eva")],
    ]
    kept = table(states, name="Stakeholders")
    assert records(kept)[2].extra == {"Current state": "Neutral", "Desired state": "Leading"}


def test_a_slash_in_brackets_divides_no_names() -> None:
    assert read_people("Marta (Level/Narrative Designer)", WORDS) == ("Marta",)
    assert read_people("Marta (nivå, tekst)/Ola", WORDS) == ("Marta", "Ola")
    assert read_people("IKT v/Liv", WORDS) == ("Liv",)
    assert read_people("Oppvekst v/ Kari Ny; IKT v/Liv, Ola", WORDS) == ("Kari Ny", "Liv", "Ola")
    assert read_people("v/Liv", WORDS) == ("Liv",)
    assert left_in_brackets("IKT v/Liv", ["Liv"]) == ("(IKT)",)


def test_headings_of_another_list_end_the_first() -> None:
    rows: Rows = [
        ["Milestone Description", "Date", "Status", "Owner"],
        ["Contract signed", date(2026, 3, 9), "Done", "Kari"],
        ["Budget overview"],
        ["Budget spent", "% spent", "Notes", "Comments"],
        ["1 200 000", "40 %", "as planned", N],
    ]
    reading = read(rows, MergedBlock(3, 1, 3, 4))
    assert titles(reading.tables[0]) == ["Contract signed"]


def test_what_is_said_right_over_the_headings_is_no_table() -> None:
    rows: Rows = [
        ["Information", "Shown as", "Calendar", "Colour"],
        ["first day", date(2026, 9, 13), "Week", "planned"],
        ["working days", "x", "Day", "done"],
        ["Pos.", "Aufgabe", "Beginn", "Ende", "Verantwortlich"],
        [1, "Skizzen", date(2026, 10, 6), date(2026, 10, 19), "Noah"],
        [2, "Material", date(2026, 10, 6), date(2026, 10, 25), "Alex"],
    ]
    reading = read(rows)
    assert [one.kind for one in reading.tables] == ["activities"]
    assert titles(reading.tables[0]) == ["Skizzen", "Material"]


def test_names_beside_the_days_when_they_begin_and_end_need_no_headings_and_are_asked_about() -> None:
    work = [(1, 5, "Lese"), (8, 12, "Tegne"), (0, 13, "Tegning ferdig"), (15, 19, "Bygge"), (22, 26, "Se")]
    days = [
        [date(2026, 6, one) if one else N, "-" if one else N, date(2026, 6, end), name]
        for one, end, name in work
    ]
    rows: Rows = [[N, N, N, "Tidsplan"], [], *days]
    found = table(rows)
    assert titles(found) == ["Lese", "Tegne", "Tegning ferdig", "Bygge", "Se"]
    assert values(found, 4, "start", "due") == (date(2026, 6, 8), date(2026, 6, 12))
    assert values(found, 5, "start", "due") == (None, date(2026, 6, 13))
    assert [slug for slug, _ in slugs(read(rows))] == ["column-guessed"] * 3
    assert not read([[end, N, begun, name] for begun, _, end, name in days]).tables


def test_a_comment_on_an_empty_cell_of_a_record_is_kept() -> None:
    grid = Grid.of(
        "Ark1", [["Aktivitet", "Ansvarlig", "Frist"], ["Plan", "Kari"], ["Bygg", "Ola"], ["Se", "Per"]]
    )
    noted = Grid("Ark1", grid.lines, notes={(2, 3): "vi vet ikke ennå"})
    (found,) = recognise([noted], WORDS, file="plan.xlsx", today=date(2026, 3, 1)).tables
    assert values(found, 2, "note") == ("Frist: vi vet ikke ennå",)


def test_weeks_counted_from_one_in_english_are_those_of_the_project_and_give_no_days() -> None:
    rows: Rows = [
        ["Code", "Task Name", "Depends On", *[f"W{number}" for number in range(1, 13)]],
        ["1.1", "Charter", "Start", "x"],
        ["1.2", "Case", "1.1 (SS)", N, "x", "x"],
        ["1.3", "Goals", "1.2 (FS)", N, N, N, "x"],
    ]
    found = table(rows)
    assert titles(found) == ["Charter", "Case", "Goals"]
    assert values(found, 3, "start", "due", "after") == (None, None, ("1.1 SS",))
    norwegian = [[str(value).replace("W", "Uke ") if value else value for value in row] for row in rows]
    assert values(table(norwegian), 3, "start") == (date(2026, 1, 5),)


def test_what_came_of_it_is_no_title_and_the_name_of_a_file_tells_the_kind() -> None:
    changes: Rows = [
        ["ID", "Requestor", "Change Description", "Decision", "Decision Date", "Owner"],
        *[
            [number, "Design", f"Change the {what} in the hall", said, date(2026, 10, 20 + number), "Kari"]
            for number, (what, said) in enumerate(
                (("door", "Approved"), ("lamp", "Deferred"), ("floor", "Approved"), ("roof", "Approved")), 1
            )
        ],
    ]
    found = table(changes, name="Decisions")
    assert values(found, 2, "title", "outcome") == ("Change the door in the hall", "Approved")
    krav: Rows = [
        ["ID:", "Type:", "Description:"],
        *[[f"FW_{one}", "functional", f"the station must know the time of {one}"] for one in "ABCD"],
    ]
    grid = Grid.of("Firmware", krav)
    (known,) = recognise([grid], WORDS, file="my-Requirements_v2.xlsx").tables
    assert known.kind == "requirements"
    (other,) = recognise([grid], WORDS, file="firmware.xlsx").tables
    assert other.kind == "unknown"


def test_a_list_far_beside_with_a_heading_of_this_one_is_not_this_one() -> None:
    rows: Rows = [
        ["Tema", "Frist", "Dager", "Sider", N, N, N, "Kapittel", "Sider"],
        ["Metode", date(2026, 8, 9), 1, 4, N, N, N, "Innledning", 2],
        ["Design", date(2026, 8, 13), 1, 4, N, N, N, "Metode", 7],
        ["Evaluering", date(2026, 8, 17), 2, 8, N, N, N, "Resultat", 8],
    ]
    assert records(table(rows))[2].extra == {"Sider": 4}


def test_a_column_of_instructions_left_of_the_names_is_no_group_and_a_linked_heading_is_no_title() -> None:
    how = "Rows below repeat the pattern of the task above; replace the sample text with your own words."
    rows: Rows = [
        [f"This row has headings. {how}", "TASK", "ASSIGNED TO", "START", "END"],
        [how, "Phase one"],
        [how, "Plan", "Begge", date(2026, 3, 1), date(2026, 3, 8)],
        [N, "Bygge", "Jeppe", date(2026, 3, 8), date(2026, 3, 15)],
        [how],
        [N, "Slutte", "Begge", date(2026, 3, 15), date(2026, 3, 22)],
    ]
    found = table(rows)
    assert titles(found) == ["Plan", "Bygge", "Slutte"]
    assert values(found, 6, "phase") == ("Phase one",)
    matrix: Rows = [
        [
            "Requirement ID",
            "Requirement Description",
            "Linked Functional / Non-Functional Requirements",
            "Status",
        ],
        [1, "The site shall let customers order by themselves", "2", "In-progress"],
        [2, "The site shall show what has been ordered before", "None", "To-do"],
        [3, "All data shall be moved from the old system", "1", "Done"],
    ]
    requirements = table(matrix, name="Traceability")
    assert values(requirements, 2, "text", "status") == (
        "The site shall let customers order by themselves", "in_progress",
    )  # fmt: skip


def test_single_days_stay_single_over_several_columns() -> None:
    days: Rows = [
        ["Arbeid", date(2026, 3, 23), N, date(2026, 3, 24), N, date(2026, 3, 25), N, date(2026, 3, 27), N],
        ["Tegne", "x"], ["Bygge", N, N, N, N, N, "x"], ["Se", N, N, N, N, N, N, "x"],
    ]  # fmt: skip
    found = table(days, *[MergedBlock(1, 2 + 2 * at, 1, 3 + 2 * at) for at in range(4)])
    assert values(found, 3, "start", "due") == (date(2026, 3, 25), date(2026, 3, 25))
    assert values(found, 4, "start", "due") == (date(2026, 3, 27), date(2026, 3, 27))


def test_the_cards_of_a_board_are_known_by_their_headings_though_few_of_them_say_much() -> None:
    rows: Rows = [
        ["List", "Title", "Description", "Points", "Due", "Members", "Labels", "Card #", "Card URL"],
        ["Backlog 0", "Submit", N, N, N, N, "High,Finished", 46, "https://example.no/c/1"],
        [
            "Backlog 0",
            "Comment",
            "as a leader",
            N,
            date(2026, 4, 1),
            "Kari",
            "High",
            44,
            "https://example.no/c/2",
        ],
    ]
    found = table(rows)
    assert values(found, 3, "title", "note", "phase", "due", "responsible") == (
        "Comment", "as a leader", "Backlog 0", date(2026, 4, 1), ("Kari",),
    )  # fmt: skip


def test_codes_are_no_second_level_of_names_and_who_decides_is_no_decision() -> None:
    stories: Rows = [
        ["ID", "User story title", "Acc_ID", "Acceptance criteria"],
        ["US-1", "See customers", "AC-1-1", "when logged in"], [N, N, "AC-1-2", "the list is shown"],
        ["US-2", "Add customers", "AC-2-1", "a form is shown"], [N, N, "AC-2-2", "what lacks is told"],
        [N, N, "AC-2-3", "it is saved"],
    ]  # fmt: skip
    found = table(
        stories,
        MergedBlock(2, 1, 3, 1),
        MergedBlock(2, 2, 3, 2),
        MergedBlock(4, 1, 6, 1),
        MergedBlock(4, 2, 6, 2),
    )
    assert [record.values["text"] for record in found.records] == ["See customers", "Add customers"]
    decisions: Rows = [
        ["Decision no:", "Date made", "Description", "Impact", "Approver/decision maker"],
        [1, date(2026, 4, 1), "Languages are left out", "fewer texts", "Project Sponsor"],
        [2, date(2026, 4, 8), "The pilot is in May", "a later start", "Project Sponsor"],
    ]
    assert titles(table(decisions, name="Decisions")) == ["Languages are left out", "The pilot is in May"]


def test_sentences_are_no_grades_minutes_are_counted_and_a_numbered_phase_is_no_record() -> None:
    stakeholders: Rows = [
        ["Stakeholder", "Influence", "Engagement strategy", "Power/Interest quadrant"],
        *[
            [name, "High", f"Talk to {name}", "High power/high interest"]
            for name in ("Kari", "Ola", "Per", "Liv", "Eva")
        ],
    ]
    found = table(stakeholders)
    assert values(found, 2, "influence", "interest") == ("High", None)
    work: Rows = [
        ["Sr No", "Phase", "Activities", "Assigned to", "End date", "Estimated effort (in mins)"],
        [1, "Week one"],
        ["1.1", N, "Plan", "Kari", date(2026, 4, 1), 90], ["1.2", N, "Build", "Ola", date(2026, 4, 8), 60],
        ["1.3", N, "Test", "Per", date(2026, 4, 9), 30],
    ]  # fmt: skip
    plan = table(work)
    assert titles(plan) == ["Plan", "Build", "Test"]
    assert values(plan, 3, "phase", "effort") == ("Week one", 1.5)


def test_a_comment_on_a_heading_belongs_to_no_record_and_its_words_are_said() -> None:
    grid = Grid.of("Ark1", [["Aktivitet", "Ansvarlig", "Prioritet"], ["Plan", "Kari", 1], ["Bygg", "Ola", 2]])
    noted = Grid("Ark1", grid.lines, notes={(1, 3): "1 er viktigst", (2, 2): "ny"})
    reading = recognise([noted], WORDS, file="plan.xlsx", today=date(2026, 3, 1))
    told = {one.slug: one.facts for one in reading.problems}
    assert told["comments-elsewhere"] == {"found": 1, "value": "1 er viktigst"}
    assert told["comments-kept"]["found"] == 1


def test_a_group_alone_in_a_row_names_the_requirements_below_it_and_none_above() -> None:
    rows: Rows = [
        ["Kravområde", "Krav-ID", "Beskrivelse", "Type"],
        ["1 Innlogging"], [N, "1.1", "Skal støtte ID-porten", "A"], [N, "1.2", "Bør støtte signering", "B"],
        ["2 Integrasjon"], [N, "2.1", "Skal ha åpent API", "A"],
    ]  # fmt: skip
    reading = read(rows)
    (found,) = reading.tables
    groups = [record.values["group"] for record in records(found).values()]
    assert groups == ["1 Innlogging", "1 Innlogging", "2 Integrasjon"]
    assert left(reading) == []


def test_somebody_without_a_name_is_not_poured_into_the_one_above() -> None:
    rows: Rows = [
        ["Navn", "Stilling", "Etat", "E-post", "Rolle"],
        ["Eva Berg", "Leder", "Barnehage", "eva@example.no", "Prosesseier"],
        ["Berit Holmen", "Rektor", "Skole", "berit@example.no", "Referansegruppe"],
        [N, "Personvernombud", "Stab", "pvo@example.no", "Personvern"],
    ]
    reading = read(rows)
    (found,) = reading.tables
    assert values(found, 3, "unit", "email") == ("Skole", "berit@example.no")
    assert left(reading) == [("untitled", 4)]


def test_the_deadline_in_a_list_of_risks_is_that_of_the_measure() -> None:
    heads = ["Risiko", "Sannsynlighet", "Konsekvens", "Tiltak", "Frist"]
    day = date(2026, 11, 1)
    found = table([heads, ["Hast", 3, 4, "Øve", day], ["Feil", 2, 2, "Prøve", day]])
    assert values(found, 2, "action", "due") == ("Øve", day)
    alone = table([[*heads[:3], "Frist"], ["Hast", 3, 4, day], ["Feil", 2, 2, day]])
    assert "due" not in records(alone)[2].values
    assert records(alone)[2].extra["Frist"] == day


def test_who_owns_a_risk_and_by_when_in_one_column_are_two_things() -> None:
    heads = ["Uønsket hendelse", "S", "K", "Nye tiltak", "Ansvarlig/frist"]
    found = table(
        [
            heads,
            ["Lekkasje", 3, 5, "Gå gjennom roller", "Siv 01.11.26"],
            ["Nede", 2, 4, "Lasttest", "Drift/15.12.26"],
        ]
    )
    assert values(found, 2, "owner", "due") == ("Siv", date(2026, 11, 1))
    assert values(found, 3, "owner", "due") == ("Drift", date(2026, 12, 15))


def test_the_day_on_which_a_milestone_was_reached_and_what_was_decided_of_a_matter() -> None:
    plan = table(
        [["Milepæl", "Planlagt", "Oppnådd", "Eier"], ["Konsept", date(2026, 9, 1), date(2026, 9, 3), "Kari"],
         ["Valg", date(2026, 10, 1), N, "Per"]]
    )  # fmt: skip
    assert values(plan, 2, "due", "finished") == (date(2026, 9, 1), date(2026, 9, 3))
    heads = ["Saksnr.", "Sak", "Beslutning", "Ansvar", "Frist"]
    rows: Rows = [
        heads,
        ["14/26", "Valg", "Avtalen brukes", "Per", N],
        ["15/26", "Ramme", "Vedtatt", "Eva", N],
    ]
    matters = table(rows)
    assert (matters.kind, values(matters, 2, "title", "outcome")) == ("decisions", ("Valg", "Avtalen brukes"))
