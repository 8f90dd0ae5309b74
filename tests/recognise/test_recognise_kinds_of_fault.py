"""Kinds of rows and tables that look like records and are none, and the reverse; each with its smallest sheet."""

from datetime import date, time

from tests.recognise.foreign_grids import N, Rows, fields, left, read, records, slugs, table, titles, values
from tpn.recognise.grid import Grid, MergedBlock
from tpn.recognise.recognise import recognise
from tpn.recognise.words import load_words

HEADS = ["Nr", "Tiltak", "Ansvarlig", "Frist", "Status"]


def test_a_log_of_hours_is_none_of_ours() -> None:
    clocked: Rows = [
        ["Person", "Aktivitet", "Dato", "Fra", "Til"],
        ["Eva", "Møte", date(2026, 3, 2), time(9), time(10)],
        ["Liv", "Koding", date(2026, 3, 3), time(9), time(12)],
        ["Eva", "Koding", date(2026, 3, 4), time(13), time(15)],
    ]
    counted: Rows = [
        ["Navn", "Oppgave", "Dato", "Timer"],
        *([row[0], row[1], row[2], 2] for row in clocked[1:]),
    ]
    for rows in (clocked, [*counted, ["Eva", "Møte", date(2026, 3, 5), 1]]):
        reading = read(rows)
        assert reading.tables == ()
        assert {why for why, _ in left(reading)} == {"timesheet"}


def test_a_plan_with_a_deadline_and_hours_is_a_plan() -> None:
    plan: Rows = [
        ["Ansvarlig", "Oppgave", "Frist", "Timer"],
        ["Eva", "Møte", date(2026, 3, 2), 3],
        ["Eva", "Koding", date(2026, 3, 3), 5],
    ]
    assert titles(table(plan)) == ["Møte", "Koding"]


def test_a_list_of_many_columns_of_which_few_are_known_is_kept_as_it_stands() -> None:
    heads = ["identifikator", "tittel", "beskrivelse", "utgiver", "tema", "emneord", "begrep", "tilgang",
             "hjemmel", "språk", "versjon", "kilde", "frekvens", "relasjon"]  # fmt: skip
    rows: Rows = [heads, *([f"{head} {n}" for head in heads] for n in range(4))]
    assert not any(found.kind != "unknown" for found in read(rows, name="Datasett").tables)


def test_the_names_of_a_code_list_in_two_languages_are_no_work() -> None:
    rows: Rows = [
        ["id", "navn (no)", "navn (en)"],
        ["P", "Offentlig", "Public"],
        ["R", "Begrenset", "Restricted"],
    ]
    assert not any(found.kind != "unknown" for found in read(rows, name="Tilgang").tables)


def test_a_tab_of_dependencies_holds_none_of_our_records() -> None:
    rows: Rows = [
        ["ID", "Dependency description", "Why it is needed", "Status", "Owner"],
        ["D1", "Hosting", "To deploy", "Planned", "Ops"],
        ["D2", "Database", "To store", "Closed", "Dev"],
    ]
    assert table(rows, name="Dependencies").kind == "unknown"


def test_a_group_is_filled_down_past_rows_that_are_left_out_but_never_over_their_own() -> None:
    rows: Rows = [
        ["Historie", "Oppgave", "Ansvarlig", "Timer"],
        ["Logge inn", "Lage side", "Eva", 2],
        [N, "Teste", "Liv", 1],
        ["Skrive ut", N, N, 3],
        [N, "Lage stilark", "Eva", 1],
    ]
    found = table(rows)
    stories = {
        row: (one.values.get("phase") or one.extra.get("Historie")) for row, one in records(found).items()
    }
    assert stories == {2: "Logge inn", 3: "Logge inn", 5: "Skrive ut"}


def test_free_text_that_begins_further_down_is_not_filled_down() -> None:
    rows: Rows = [
        ["Merke", "Tiltak", "Ansvarlig", "Frist"],
        [N, "Kurs", "Eva", "01.09.2026"],
        ["Haster", "Nettside", "Liv", "02.09.2026"],
        [N, "Skjema", "Liv", "03.09.2026"],
        [N, "Brev", "Liv", "04.09.2026"],
    ]
    assert [
        row
        for row, one in records(table(rows)).items()
        if "Haster" in (*one.extra.values(), *one.values.values())
    ] == [3]


def test_a_sum_in_words_and_about_is_a_sum() -> None:
    rows: Rows = [
        ["Nr", "Gevinst", "Gevinsteier", "Effekt pr år"],
        ["G1", "Mindre tid", "Eva", "ca. 450 000"],
        ["G2", "Mindre porto", "Liv", "120 000"],
        [N, "Sum netto", N, "≈ 570 000"],
    ]
    assert titles(table(rows)) == ["Mindre tid", "Mindre porto"]


def test_numbers_and_what_was_printed_in_advance_are_no_records() -> None:
    filled = [[n, f"Risiko {n}", "åpen", 2, 3, 6] for n in range(1, 4)]
    empty = [[n, N, "åpen", N, N, 0] for n in range(4, 10)]
    reading = read([["Nr", "Risiko", "Status", "S", "K", "Risikotall"], *filled, *empty])
    assert len(reading.tables[0].records) == 3
    assert left(reading) == [("prefilled", 5)]


def test_a_title_that_only_says_that_it_is_given_up_is_no_text() -> None:
    rows: Rows = [
        ["Krav-ID", "Krav", "M/B/I", "Kommentar"],
        ["1.1", "Innlogging med ID-porten", "M", N],
        ["1.2", "Utgår", N, "Flyttet til 3.2"],
        ["1.3", "Nynorsk", "B", N],
    ]
    reading = read(rows, name="Krav")
    (found,) = reading.tables
    assert [(one.values["text"], one.values["level"]) for one in found.records] == [
        ("Innlogging med ID-porten", "must"), ("Nynorsk", "should"),
    ]  # fmt: skip
    assert ("withdrawn", 3) in left(reading)


def _blocks() -> Rows:
    heads = ["Sak", "Tema", "Vedtak", "Ansvar", "Frist", "Status"]
    return [
        ["Møte 1 – tirsdag 18. august 2026"],
        ["Til stede: alle"],
        heads,
        ["1/1", "Mandat", "Vedtatt", "Ola", N, "Ferdig"],
        ["1/2", "Møteplan", "Annenhver uke", "Kari", "20.08.2026", "Ferdig"],
        [],
        ["Møte 2 – 15.9.26"],
        ["Til stede: Ola"],
        heads,
        ["2/1", "DPIA", "Åse har begynt", "Åse", "30.09.2026", N],
        [N, N, "Per leverer dataflyt", "Per", "22.09.2026", "Ferdig"],
    ]


def test_what_stands_over_headings_printed_again_belongs_to_the_rows_below_and_is_listed() -> None:
    reading = read(_blocks())
    (found,) = reading.tables
    days = {row: one.values.get("decided") for row, one in records(found).items()}
    assert days == {4: date(2026, 8, 18), 5: date(2026, 8, 18), 10: date(2026, 9, 15), 11: date(2026, 9, 15)}
    assert records(found)[10].extra["Avsnitt"] == "Møte 2 – 15.9.26 – Til stede: Ola"
    assert [row for why, row in left(reading) if why == "above"] == [7, 8, 1, 2]


def test_a_row_without_a_title_with_a_person_and_a_day_of_its_own_is_a_record() -> None:
    found = records(table(_blocks()))
    assert (found[11].values["title"], found[11].values["responsible"]) == ("Per leverer dataflyt", ("Per",))
    assert found[10].values["responsible"] == ("Åse",)


def test_a_register_that_is_graded_again_is_a_question() -> None:
    heads = ["Risiko", "Konsekvens", "Sannsynlighet", "Tiltak"]
    rows: list[list[object]] = []
    for n in (1, 2, 3):
        rows += [["Risikoplan", f"Gruppe {n}"], [], [*heads]]
        rows += [["Brann", n, n, "Øve"], ["Flom", n, n, "Øve"], ["Ras", n, n, "Øve"], []]
    reading = read(rows)
    assert len(reading.tables[0].records) == 9
    assert [
        (one.facts["found"], one.facts["value"]) for one in reading.problems if one.slug == "records-again"
    ] == [(3, 3)]


def test_a_word_alone_in_the_column_of_numbers_names_a_group() -> None:
    rows: Rows = [
        ["Nr", "Risiko", "S", "K"],
        ["Personvern"],
        [1, "Feil mottaker", 3, 4],
        [2, "Gamle roller", 4, 3],
        ["Drift"],
        [3, "Systemet er nede", 2, 5],
    ]
    reading = read(rows, name="ROS")
    assert [one.values["phase"] for one in reading.tables[0].records] == ["Personvern", "Personvern", "Drift"]
    assert left(reading) == []


def test_a_task_alone_in_its_row_is_a_task_where_filled_rows_are_marked_as_well() -> None:
    rows: Rows = [
        ["Oppgave", "Ansvarlig", "Frist"],
        ["Lage side", "Eva", "01.09.2026"],
        ["Rette feil", "Liv", "02.09.2026"],
        ["Siste boks", N, N],
        ["Sende ut", "Liv", "03.09.2026"],
        ["Følge opp", "Liv", "04.09.2026"],
        ["Skrive", "Liv", "05.09.2026"],
    ]
    plain = Grid.of("Plan", rows)
    marked = frozenset({(2, 1), (3, 1), (4, 1)})
    grid = Grid(plain.name, plain.lines, marked=marked)
    (found,) = recognise([grid], load_words(), file="plan.xlsx").tables
    assert "Siste boks" in titles(found)


def test_codes_and_postcodes_are_no_calendar() -> None:
    rows: Rows = [
        ["Kontroll - Navn", "Kontroll - Nummer", "Sted - Postnummer", "Sted - By", "Sted - Kode"],
        ["Automat A", "11-112", "4200", "SAUDA", "1.2.1"],
        ["Automat B", "11-111", "4201", "SAUDA", "1.2.2"],
    ]
    assert "timeline" not in {why for why, _ in left(read(rows))}


def test_days_and_names_under_days_are_no_marks() -> None:
    days = [date(2026, 6, 17), date(2026, 6, 18), date(2026, 8, 29), date(2026, 9, 12)]
    rows: Rows = [
        ["Leveres", *days], ["Eier", "Eva", "Liv", "Liv", "Eva"], ["Salgsplan"], ["Leveres", *days],
        ["Eier", "Eva Berg", "Liv", "Liv", "Eva"], ["Driftsplan"], ["Leveres", *days],
        ["Eier", "Eva", "Liv", "Liv", "Eva"],
    ]  # fmt: skip
    assert not any(one.values.get("due") for found in read(rows).tables for one in found.records)


def test_grades_after_the_measures_what_is_done_and_which_kind_are_read() -> None:
    rows: Rows = [
        [
            "Risk",
            "T/O",
            "Likelihood",
            "Impact",
            "Residual likelihood",
            "Residual impact",
            "Treatment decision",
        ],
        ["Fire", "T", 3, 4, 2, 4, "Mitigate"],
        ["Grant", "O", 2, 3, 1, 3, "Accept"],
    ]
    one, other = table(rows).records
    names = ("kind", "probability", "residual_probability", "residual_consequence", "strategy")
    assert [one.values[name] for name in names] == ["threat", 3, 2, 4, "Mitigate"]
    assert other.values["kind"] == "opportunity"


def test_the_same_grades_under_two_groups_are_before_and_after() -> None:
    rows: Rows = [
        ["Nr", "Risiko", "Før tiltak", N, "Tiltak", "Etter tiltak", N],
        [N, N, "Sannsynlighet", "Konsekvens", N, "Sannsynlighet", "Konsekvens"],
        [1, "Brann", 3, 4, "Øve", 1, 4],
        [2, "Flom", 2, 5, "Bygge", 1, 5],
    ]
    spans = (MergedBlock(1, 3, 1, 4), MergedBlock(1, 6, 1, 7))
    found = table(rows, *spans)
    assert values(found, 3, "probability", "consequence", "residual_probability", "residual_consequence") == (
        3,
        4,
        1,
        4,
    )


def test_a_column_merged_over_several_rows_to_the_left_of_the_tasks_is_the_phase() -> None:
    rows: Rows = [
        ["Bolk", "ID", "Oppgave", "Ansvarlig"],
        ["Kartlegge", "1.1", "Telle", "Eva"],
        [N, "1.2", "Spørre", "Liv"],
        ["Bygge", "2.1", "Tegne", "Eva"],
        [N, "2.2", "Prøve", "Liv"],
    ]
    found = table(rows, MergedBlock(2, 1, 3, 1), MergedBlock(4, 1, 5, 1))
    assert [one.values["phase"] for one in found.records] == ["Kartlegge", "Kartlegge", "Bygge", "Bygge"]


def test_a_milestone_by_its_name_ends_with_its_week() -> None:
    rows: Rows = [
        ["Nr", "Aktivitet", "uke 33", "uke 34", "uke 35", "uke 36", "uke 37"],
        [1, "Etablere", "x", "x"],
        [2, "Kartlegge", N, "x", "x"],
        [N, "Milepæl: godkjent", N, N, N, "M"],
        [3, "Evaluere", N, N, N, N, "x"],
    ]
    found = table(rows)
    assert values(found, 4, "milestone", "start", "due") == (True, None, date(2026, 9, 4))


def test_finished_is_a_day_that_it_was_finished_and_a_lead_is_no_day() -> None:
    done: Rows = [
        ["Tiltak", "Avsluttet", "Ansvarlig"],
        ["Kurs", date(2026, 3, 2), "Eva"],
        ["Brev", date(2026, 4, 2), "Liv"],
    ]
    assert fields(table(done))["Avsluttet"] == "finished"
    rows: Rows = [
        ["decision_id", "decision_name", "decision_status", "implementation_lead"],
        ["A-1", "Velge verktøy", "Approved", "kari@example.no"],
        ["A-2", "Flytte data", "Shaping", "tbd"],
        ["A-3", "Slette", "Shaping", "tbd"],
    ]
    assert fields(table(rows, name="decisions")).get("implementation_lead") != "due"


def test_a_heading_is_asked_about_once_in_a_file_and_an_empty_box_beside_a_no_says_nothing() -> None:
    rows: Rows = [["Aktivitet", "Startdato aktivitet"], ["A", date(2026, 3, 2)], ["B", date(2026, 3, 3)]]
    others: Rows = [["Aktivitet", "Startdato aktivitet"], ["C", date(2026, 3, 2)], ["D", date(2026, 3, 3)]]
    reading = recognise([Grid.of("En", rows), Grid.of("To", others)], load_words(), file="plan.xlsx")
    assert [one.slug for one in reading.problems].count("column-guessed") == 1
    boxes: Rows = [["Oppgave", "Ansvarlig", "Done?"], ["A", "Eva", "N"], ["B", "Liv", N], ["C", "Liv", "Y"]]
    assert [one.values["status"] for one in table(boxes).records] == ["not_started", None, "done"]
    assert slugs(read(boxes)) == []


def test_a_legend_beside_the_headings_is_no_column() -> None:
    rows: Rows = [
        [N, N, N, N, N, N, "Fargekode"],
        [N, N, N, N, N, N, "Ferdig"],
        [*HEADS, N, "I gang"],
        ["1", "Skole", N, N, N, N, "Forsinket"],
        ["1.1", "Søknad", "Eva", "01.09.2026", "Ferdig"],
        ["1.2", "Melding", "Liv", "02.09.2026", "Pågår"],
        ["2", "Teknisk"],
        ["2.1", "Byggesak", "Per", "03.09.2026", "Pågår"],
    ]
    found = table(rows)
    assert titles(found) == ["Søknad", "Melding", "Byggesak"]
    assert "I gang" not in fields(found)


def test_who_and_when_in_one_column_are_two_and_a_contact_is_responsible_for_nothing() -> None:
    rows: Rows = [
        ["Interessent", "Kontaktperson", "Interesse", "Innflytelse", "Tiltak", "Ansvarlig/frist"],
        ["Foreldre", "Siri", "H", "L", "Brukertest", "Liv, uke 43"],
        ["Styrere", "Roar", "H", "M", "Egne møter", "Eva / 15.10.2026"],
        ["Politikere", "Bente", "L", "H", "Orientering", "Ola, hver mnd."],
        ["Fagforbundet", "Nils", "L", "H", "Drøfting", "Kari, Ola"],
    ]
    found = table(rows)
    assert values(found, 2, "responsible", "due") == (("Liv",), date(2026, 10, 23))
    assert values(found, 3, "responsible", "due") == (("Eva",), date(2026, 10, 15))
    assert values(found, 4, "responsible", "due") == (("Ola",), None)
    assert records(found)[4].extra["Ansvarlig/frist"] == "Ola, hver mnd."
    assert values(found, 5, "responsible", "due") == (("Kari", "Ola"), None)
    assert records(found)[2].extra["Kontaktperson"] == "Siri"
