"""Reading single cells: dates, percents, numbers, people, status words, links."""
# ruff: noqa: E501 - tables of cases read best with a case on a line

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recognise.foreign_grids import Rows, read, records, slugs, table, values, words
from tpn.model.dates import Ways
from tpn.recognise.cell_dates import read_date
from tpn.recognise.cell_kinds import read_links, read_number, read_status, share_of
from tpn.recognise.grid import Grid
from tpn.recognise.recognise import recognise

DAYS = st.dates(date(1991, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "7/4-26", "07.04.26", "7.4.2026", "7. april 2026", "7 april 2026", "2026-04-07", "2026-04-07 10:30",
        "2026-04-07-10:00:00-+0100", "07.04.2026 kl. 12:00", "tirsdag 7. april 2026", "innen 7.4.26", "April 7, 2026",
        "7th April 2026", "7-Apr-26", "den 7 april 2026", "7. apr. 26", "20260407", "2026/04/07", "Di 07.04.2026",
    ],
)  # fmt: skip
def test_a_day_typed_in_any_common_way_is_that_day(text: str) -> None:
    assert read_date(text, Ways()).day == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3. mars 2026", 3), ("3. März 2026", 3), ("3 maj 2026", 5), ("3. Mai 2026", 5), ("3. marts 2026", 3),
        ("3. desember 2026", 12), ("3. Dezember 2026", 12), ("3 december 2026", 12), ("3. okt. 2026", 10),
    ],
)  # fmt: skip
def test_month_names_of_six_languages_are_known(text: str, month: int) -> None:
    assert read_date(text, Ways()).day == date(2026, month, 3)


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("uke 15", date(2026, 4, 6), date(2026, 4, 10)),
        ("veke 15 2026", date(2026, 4, 6), date(2026, 4, 10)),
        ("v. 15", date(2026, 4, 6), date(2026, 4, 10)),
        ("KW 15", date(2026, 4, 6), date(2026, 4, 10)),
        ("2026-W15", date(2026, 4, 6), date(2026, 4, 10)),
        ("uke 14-16", date(2026, 3, 30), date(2026, 4, 17)),
        ("april 2026", date(2026, 4, 1), date(2026, 4, 30)),
        ("2. kvartal 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("7.4.26 - 9.4.26", date(2026, 4, 7), date(2026, 4, 9)),
    ],
)
def test_a_stretch_of_time_begins_where_it_is_a_start_and_ends_where_it_is_due(
    text: str, start: date, due: date
) -> None:
    assert read_date(text, Ways(year=2026, end=False)).day == start
    assert read_date(text, Ways(year=2026)).day == due


@pytest.mark.parametrize("text", ["løpende", "Snarest", "asap", "etter behov", "TBD", "?", "fortlaufend"])
def test_words_for_no_certain_day_are_no_date_and_said(text: str) -> None:
    read_as = read_date(text, Ways())
    assert (read_as.day, read_as.slug) == (None, "date-open")


@pytest.mark.parametrize(
    "text", ["32.1.2026", "29.2.2026", "2026-13-01", "uke 54 2026", "Ferdig", "7/4", "uke 15", "5"]
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    read_as = read_date(text, Ways())
    assert (read_as.day, read_as.slug) == (None, "date-unreadable")


@given(DAYS)
@settings(max_examples=60)
def test_every_day_survives_every_way_of_writing_it(day: date) -> None:
    ways = Ways(order="day first")
    month = ["jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sept", "okt", "nov", "des"][
        day.month - 1
    ]
    spelled = [
        f"{day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}", f"{day.day}. {month} {day.year}",
        day.isoformat(), f"{month} {day.day}, {day.year}", f"{day:%Y%m%d}",
    ]  # fmt: skip
    assert {read_date(text, ways).day for text in spelled} == {day}
    assert read_date(datetime(day.year, day.month, day.day, 13, 30), ways).day == day  # noqa: DTZ001 - a cell has no zone
    assert read_date((day - date(1899, 12, 30)).days, ways).day == day


DATED: Rows = [["Aktivitet", "Ansvarlig", "Frist"], ["A", "KN", "03/04/26"], ["B", "ON", "05/06/26"]]


def test_a_date_that_can_be_two_days_is_none_with_its_cell_named() -> None:
    reading = read(DATED)
    assert values(reading.tables[0], 2, "due") == (None,)
    assert slugs(reading) == [("date-ambiguous", "C2"), ("date-ambiguous", "C3")]


@pytest.mark.parametrize(
    ("settling", "due"), [("27/04/26", date(2026, 4, 3)), ("04/27/26", date(2026, 3, 4))]
)  # fmt: skip
def test_another_cell_of_the_column_settles_day_and_month(settling: str, due: date) -> None:
    reading = read([*DATED, ["C", "KN", settling]])
    assert values(reading.tables[0], 2, "due") == (due,)
    assert slugs(reading) == []


def test_cells_that_contradict_one_another_settle_nothing() -> None:
    reading = read([*DATED, ["C", "KN", "27/04/26"], ["D", "KN", "04/27/26"]])
    assert values(reading.tables[0], 2, "due") == (None,)


def test_weeks_without_a_word_are_weeks_where_the_heading_says_so() -> None:
    found = table([["Uke", "Aktivitet", "Ansvarlig"], [12, "Plan", "Per"], ["13-14", "Bygg", "Per"]])
    assert values(found, 2, "due", "start") == (date(2026, 3, 20), None)
    assert values(found, 3, "due", "start") == (date(2026, 4, 3), date(2026, 3, 23))


def test_the_year_of_a_date_without_one_is_that_of_the_sheet() -> None:
    rows: Rows = [
        ["Tiltaksplan 2019"],
        ["Tiltak", "Ansvarlig", "Frist"],
        ["A", "KN", "uke 2"],
        ["B", "ON", "7. april"],
    ]
    reading = read(rows)
    assert values(reading.tables[0], 4, "due") == (date(2019, 4, 7),)
    assert ("date-year-assumed", "C4") in slugs(reading)


def test_a_year_far_from_the_others_is_kept_and_warned_of() -> None:
    rows = [[f"T{at}", "KN", date(2026, 3, at)] for at in range(1, 7)]
    reading = read([["Aktivitet", "Ansvarlig", "Frist"], *rows, ["T7", "KN", date(2062, 3, 7)]])
    assert values(reading.tables[0], 8, "due") == (date(2062, 3, 7),)
    assert slugs(reading) == [("date-implausible", "C8")]


def test_a_milestone_far_back_in_time_is_kept_and_warned_of() -> None:
    texts = ["MS1 12.10.2015", "MS2 26.10.2015", "MS3 9.11.2015", "MS4 18.01.2015"]
    reading = read(
        [["Aufgabe", "Verantwortlich", "Aufwand"], ["Planung", "Bo", 2], *[[text] for text in texts]]
    )
    assert values(reading.tables[0], 6, "title", "due") == ("MS4", date(2015, 1, 18))
    assert slugs(reading) == [("date-implausible", "A6")]


@pytest.mark.parametrize(
    ("cells", "percents"),
    [
        ([0.5, 1, 0], [50, 100, 0]),
        ([50, 1, 0], [50, 1, 0]),
        (["50 %", "100%", 0], [50, 100, 0]),
        (["0,5", 1, 0.25], [50, 100, 25]),
        (["ferdig", 0.5, "-"], [100, 50, None]),
    ],
)  # fmt: skip
def test_the_scale_of_percents_is_that_of_the_column(cells: list[object], percents: list[object]) -> None:
    found = table(
        [["Aktivitet", "Frist", "% ferdig"], *[[f"T{at}", "1.1.26", cell] for at, cell in enumerate(cells)]]
    )
    assert [record.values["percent"] for record in found.records] == percents


def test_cells_shown_as_percent_are_shares_whatever_the_column_says() -> None:
    lines = Grid.of("Ark1", [["Aktivitet", "Frist", "% ferdig"], ["A", None, 0.5], ["B", None, 40]]).lines
    (found,) = recognise([Grid("Ark1", lines, percents=frozenset({(2, 3)}))], words()).tables
    assert [record.values["percent"] for record in found.records] == [50, 40]


@pytest.mark.parametrize("cell", [140, "-3 %", "150 %"])
def test_percents_off_the_scale_are_none_and_said(cell: object) -> None:
    reading = read([["Aktivitet", "Frist", "% ferdig"], ["A", "1.1.26", cell], ["B", "1.1.26", 50]])
    assert values(reading.tables[0], 2, "percent") == (None,)
    assert slugs(reading) == [("percent-out-of-range", "C2")]


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        ("0,5", "hours", 0.5), ("1 200,5", "hours", 1200.5), ("1.200,50", "hours", 1200.5), ("1,200.50", "hours", 1200.5),
        ("5 dager", "days", 5), ("2 uker", "days", 10), ("1 day", "days", 1), ("2 Wochen", "days", 10), ("15 t", "days", 2),
        ("2 dagsverk", "hours", 15), (3.0, "hours", 3),
    ],
)  # fmt: skip
def test_amounts_are_read_in_the_unit_of_the_field(cell: str | float, unit: str, number: float) -> None:
    assert read_number(cell, words(), unit).value == number


@pytest.mark.parametrize("cell", ["?", "mange", "ca. 3-4"])
def test_an_amount_that_is_none_is_said(cell: str) -> None:
    reading = read([["Aktivitet", "Ansvarlig", "Estimat"], ["A", "KN", cell], ["B", "ON", 2]])
    assert values(reading.tables[0], 2, "effort") == (None,)
    assert slugs(reading) == [("number-unreadable", "C2")]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Kari og Ola", ("Kari", "Ola")), ("KN/ON", ("KN", "ON")), ("Kari, Ola & Per", ("Kari", "Ola", "Per")),
        ("Kari + Ola", ("Kari", "Ola")), ("Åsa och Örjan", ("Åsa", "Örjan")), ("Kari\nOla", ("Kari", "Ola")),
        ("Ingen", ()), ("-", ()), ("Hele prosjektgruppen", ("Hele prosjektgruppen",)), ("Svein Ogdal", ("Svein Ogdal",)),
        ("Kari, Kari", ("Kari",)),
    ],
)  # fmt: skip
def test_people_are_divided_and_kept_as_they_stand(cell: str, people: tuple[str, ...]) -> None:
    found = table([["Aktivitet", "Ansvarlig", "Frist"], ["A", cell, "1.1.26"], ["B", "Per", "1.1.26"]])
    assert values(found, 2, "responsible") == (people,)


def test_a_column_with_one_comma_in_every_cell_is_surname_and_given_name() -> None:
    rows: Rows = [["Aktivitet", "Ansvarlig"], ["A", "Nordmann, Kari"], ["B", "Hansen, Ola"], ["C", None]]
    assert [record.values["responsible"] for record in table(rows).records] == [
        ("Nordmann, Kari",),
        ("Hansen, Ola",),
        (),
    ]
    mixed: Rows = [["Aktivitet", "Ansvarlig"], ["A", "Kari, Ola"], ["B", "Per"]]
    assert values(table(mixed), 2, "responsible") == (("Kari", "Ola"),)


def test_the_owner_of_a_risk_is_text_as_it_stands_and_a_foreign_scale_stays() -> None:
    found = table(
        [["Risiko", "S", "K", "Eier"], ["Brann", 0.3, "Høy", "Kari, Ola"], ["Vann", 1, "Lav", "IT"]]
    )
    assert values(found, 2, "owner", "probability", "consequence") == ("Kari, Ola", 0.3, "Høy")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Ikke startet", "not_started"), ("Ikkje påbyrja", "not_started"), ("Ej påbörjad", "not_started"), ("Offen", "not_started"),
        ("Under arbeid", "in_progress"), ("I gang", "in_progress"), ("In Arbeit", "in_progress"), ("Igangværende", "in_progress"),
        ("Ferdig", "done"), ("FULLFØRT", "done"), ("x", "done"), ("OK", "done"), ("Ja", "done"), ("✓", "done"), ("100 %", "done"),
        ("Utført 12.3.", "done"), ("Erledigt", "done"), ("Utsatt", "postponed"), ("Utsett", "postponed"), ("På vent", "postponed"),
        ("Venter på leverandør", "blocked"), ("Blockiert", "blocked"), ("Utgår", "cancelled"), ("Ikke aktuelt", "not_relevant"),
        ("N/A", "not_relevant"), (True, "done"), (0, "not_started"), (0.4, "in_progress"),
    ],
)  # fmt: skip
def test_status_words_of_six_languages_are_one_of_seven(word: str | float, status: str) -> None:
    assert read_status(word, words()).value == status


@pytest.mark.parametrize(
    "word", ["Forsinket", "Forseinka", "Delayed", "Försenad", "Überfällig", "Etter plan"]
)
def test_late_is_read_as_in_progress_with_a_warning(word: str) -> None:
    read_as = read_status(word, words())
    assert (read_as.value, read_as.slug) == ("in_progress", "late-is-computed")


@pytest.mark.parametrize(
    "said",
    ["ferdig til uka", "Ferdig neste uke", "ferdig innen 1.12", "Ferdig (unntatt opplæring)", "ferdig, men mangler test",
     "Ferdig?", "ferdig ca uke 50", "Utført, bortsett fra skilting", "Done by Friday", "done, except training",
     "Fertig bis Freitag", "klar nästa vecka, ej test", "levert uten brukerveiledning"],
)  # fmt: skip
def test_done_that_is_taken_back_in_the_same_breath_is_not_done(said: str) -> None:
    read_as = read_status(said, words())
    assert (read_as.value, read_as.slug) == (None, "status-unknown")


@pytest.mark.parametrize("said", ["Ferdig!", "Ferdig 12.3. (KN)", "ferdig – se referat", "OK: ferdig"])
def test_done_with_something_beside_it_is_done(said: str) -> None:
    assert read_status(said, words()).value == "done"


@pytest.mark.parametrize(
    ("said", "share"),
    [("50 %", 50), ("90 % ferdig", 90), ("ca. 75 % ferdig", 75), ("ferdig 90%", 90), ("Pågår, 40 %", 40), ("12,5 %", 12),
     ("100 % ferdig", None), ("ferdig", None), ("90 % sikker", None)],
)  # fmt: skip
def test_a_share_of_what_is_to_be_done_is_under_way_by_so_much(said: str, share: int | None) -> None:
    assert share_of(said, words()) == share
    assert share is None or read_status(said, words()).value == "in_progress"


def test_an_unknown_status_is_none_and_said() -> None:
    reading = read([["Aktivitet", "Frist", "Status"], ["A", "1.1.26", "Ferdig"], ["B", "1.1.26", "Blå"]])
    assert values(reading.tables[0], 3, "status") == (None,)
    assert slugs(reading) == [("status-unknown", "C3")]


def test_a_blank_among_ticks_is_not_started_and_a_blank_among_words_is_not_said() -> None:
    ticks = table([["Sjekkpunkt", "Ansvarlig", "Utført"], ["A", "KN", "x"], ["B", "ON", None]])
    said = table([["Sjekkpunkt", "Ansvarlig", "Status"], ["A", "KN", "Pågår"], ["B", "ON", None]])
    assert (values(ticks, 3, "status"), values(said, 3, "status")) == (("not_started",), (None,))


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("2fs", ("2",)), ("17FS+2d", ("17 +2d",)), ("3;5", ("3", "5")), ("3SS", ("3 SS",)), ("2EA-1 Tag", ("2 -1d",)),
        ("K-01, K-02 FF", ("K-01", "K-02 FF")), (7, ("7",)), ("4 + 1 uke", ("4 +5d",)), ("leverandøren", None),
    ],
)  # fmt: skip
def test_links_are_read_in_the_projects_spelling(cell: str | int, links: tuple[str, ...] | None) -> None:
    assert read_links(cell, words()).value == links


def test_dates_that_contradict_one_another_are_warned_of_and_kept() -> None:
    reading = read([
        ["Task", "Start", "Due", "Date raised", "Date completed", "Predecessor", "ID"],
        ["A", date(2026, 2, 1), date(2026, 1, 1), None, None, None, 1],
        ["B", date(2026, 1, 15), date(2026, 3, 1), date(2026, 1, 20), date(2026, 1, 10), "1", 2],
        ["C", date(2026, 2, 15), date(2026, 3, 1), None, None, "2FS", 3],
    ])  # fmt: skip
    assert set(slugs(reading)) == {
        ("due-before-start", "C2"),
        ("finished-before-start", "E3"),
        ("sheet-link-broken", "F4"),
    }
    assert records(reading.tables[0])[3].values["finished"] == date(2026, 1, 10)


def test_a_status_loses_no_word_and_no_percent() -> None:
    rows: Rows = [
        ["Aktivitet", "Ansvarlig", "Status"],
        ["Avklare signering", "Kari", "Venter på leverandør"],
        ["Skrive tekster", "Ola", "50 %"],
        ["Ringe", "Per", "Ferdig 12.3. (KN)"],
        ["Lese", "Liv", "Gjort"],
    ]
    found = table(rows)
    assert [record.values["status"] for record in found.records] == ["blocked", "in_progress", "done", "done"]
    assert [record.extra.get("Status") for record in found.records] == [
        "Venter på leverandør", None, "Ferdig 12.3. (KN)", None,
    ]  # fmt: skip
    assert found.records[1].values["percent"] == 50
