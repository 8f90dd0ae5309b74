"""What people type into cells: values of the field, or one problem that says what to write."""
# ruff: noqa: E501 - a table of cases

from datetime import date, datetime
from pathlib import Path

import pytest

from tpn.languages import LANGUAGES
from tpn.model import load
from tpn.problems import CellPlace
from tpn.recognise.words import load_words
from tpn.roundtrip.cell_values import Meanings, Meant
from tpn.spreadsheets.found_book import CellError
from tpn.texts import Words
from tpn.texts.problems import told
from tpn.views.computed_fields import field

ROOT = Path(__file__).resolve().parents[2]
LOADED = load(ROOT / "examples" / "halden")
MEANINGS = Meanings(LOADED.sound(), LOADED.index, load_words(), date(2026, 9, 28))
PLACE = CellPlace("a.xlsx", "Oppstart", "D14")


def meant(kind: str, path: str, value: object) -> Meant:
    asked = field(kind, path)
    assert asked is not None
    return MEANINGS.of(kind, asked, value, "Overskriften", PLACE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        *(("status", typed, "done") for typed in ("Ferdig", "ferdig ", "x", "✓", "ja", "Fullført", "Done", "Lukka")),
        *(("status", typed, "in_progress") for typed in ("Pågår", "pågår", "I gang", "In progress", "Under arbeid")),
        *(("status", typed, "not_started") for typed in ("Ikke startet", "Ikkje starta", "Not started", "nei")),
        ("status", "Utsett", "postponed"), ("status", "Uaktuelt", "not_relevant"), ("status", "Utgår", "cancelled"),
        *(("due", typed, date(2026, 10, 15)) for typed in (
            date(2026, 10, 15), datetime(2026, 10, 15, 9, 30), "15.10.2026", "15.10.26", "15/10-26", "15. oktober", "15.10",  # noqa: DTZ001
            "15. okt. 2026", "2026-10-15", "torsdag 15. oktober 2026", 46310,
        )),
        ("due", "uke 42", date(2026, 10, 16)), ("start", "uke 42", date(2026, 10, 12)), ("due", "veke 2", date(2027, 1, 15)),
        ("due", "10.1.", date(2027, 1, 10)), ("due", "1.9.", date(2026, 9, 1)),
        *(("percent", typed, 50) for typed in (0.5, 50, "50", "50 %", "50%", "0,5", "50,0")),
        ("percent", 1, 100), ("percent", 0, 0), ("percent", "100 %", 100), ("percent", 0.42, 42), ("percent", "12,5", 12.5),
        ("percent", "1/2", 50), ("percent", "3 / 4", 75), ("percent", "4/4", 100), ("due", "12. jul", date(2027, 7, 12)),
        ("responsible", "Ola Nordmann", ("ola",)), ("responsible", "ON", ("ola",)), ("responsible", "ola", ("ola",)),
        ("responsible", "Ola Nordmann, Eva Berg", ("ola", "eva")), ("responsible", "ON/EB", ("ola", "eva")),
        ("responsible", "Ola og Eva", ("ola", "eva")), ("responsible", "Eva\nOla", ("eva", "ola")),
        ("responsible", "-", None), ("responsible", "NA, ON", ("nils", "ola")), ("responsible", "n/a", None),
        ("service", "Barnehageplass", "barnehage"), ("service", "barnehage", "barnehage"),
        ("after", "K-01, K-02 +2d", ("K-01", "K-02 +2d")), ("after", "K-01 SS", ("K-01 SS",)),
        ("duration", 5, "5d"), ("duration", "5d", "5d"), ("duration", "2 uker", "10d"), ("duration", "3 dager", "3d"),
        ("milestone", "x", True), ("milestone", "nei", False), ("milestone", None, False),
        ("note", 12, "12"), ("note", date(2026, 10, 5), "05.10.2026"), ("effort", "7,5", 7.5), ("effort", "1 200", 1200),
        ("due", None, None), ("x.Avdeling", "Oppvekst", "Oppvekst"), ("x.Tall", 3, 3),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(path: str, typed: object, value: object) -> None:
    assert meant("activities", path, typed) == Meant(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "day", "how"),
    [("juli 2027", date(2027, 7, 31), "rounded"), ("15.–20.10.2026", date(2026, 10, 20), "range"),
     ("ca. 1. november 2026", date(2026, 11, 1), "about")],
)  # fmt: skip
def test_how_a_loose_day_was_read_is_told(typed: str, day: date, how: str) -> None:
    found = meant("activities", "due", typed)
    assert found.value == day
    assert found.told
    assert (found.told.slug, found.told.facts["hint"]) == ("cell-date-read", how)


def test_waiting_says_for_what() -> None:
    assert meant("activities", "status", "Venter på svar fra IT") == Meant(
        "blocked", None, {"waiting_for": "svar fra IT"}
    )


@pytest.mark.parametrize(
    ("kind", "path", "typed", "slug"),
    [
        ("activities", "status", "snart klar", "cell-not-a-choice"), ("activities", "status", "OK", "cell-not-a-choice"), ("activities", "status", "mottatt", "cell-not-a-choice"), ("activities", "due", "snarest", "cell-not-a-date"),
        ("activities", "due", "jul", "cell-not-a-date"), ("activities", "percent", "3/2", "cell-not-a-number"),
        ("activities", "due", "32.10.2026", "cell-date-impossible"), ("activities", "due", "03/04/26", "cell-date-ambiguous"),
        ("activities", "percent", 150, "cell-out-of-range"), ("activities", "percent", "halvveis", "cell-not-a-number"),
        ("activities", "responsible", "Nobody Known", "cell-unknown-person"), ("activities", "title", None, "cell-required"),
        ("activities", "service", "Renovasjon", "cell-unknown-reference"), ("activities", "after", "etter K", "cell-not-a-link"),
        ("activities", "duration", "lenge", "cell-not-a-duration"), ("activities", "milestone", "kanskje", "cell-not-a-tick"),
        ("activities", "due", CellError("#N/A"), "cell-error"), ("risks", "probability", 7, "cell-out-of-range"),
        ("risks", "probability", 2.5, "cell-not-a-whole-number"), ("risks", "owner", "Ola, Eva", "cell-one-person"),
    ],
)  # fmt: skip
def test_what_is_not_understood_has_its_cell(kind: str, path: str, typed: object, slug: str) -> None:
    found = meant(kind, path, typed)
    assert found.value is None
    assert found.problem is not None
    assert (found.problem.slug, found.problem.place) == (slug, PLACE)


def test_a_point_that_divides_thousands_is_said_with_the_value_and_a_comma_is_not() -> None:
    found = meant("procurements", "value", "125.000")
    assert found.value == 125_000
    assert found.told is not None
    assert (found.told.slug, found.told.place) == ("number-thousands", PLACE)
    assert meant("procurements", "value", "125 000").told is None
    assert meant("procurements", "value", 125_000).told is None


def test_a_role_in_brackets_behind_a_name_is_said_in_a_returned_sheet_too() -> None:
    plain = meant("activities", "responsible", "Ola")
    found = meant("activities", "responsible", "Ola (testleder)")
    assert found.value == plain.value
    assert plain.told is None
    assert found.told is not None
    assert (found.told.slug, found.told.facts["value"]) == ("brackets-left-out", "(testleder)")


def test_what_a_status_waits_for_and_how_far_it_has_come_are_never_lost() -> None:
    assert meant("activities", "status", "venter på leverandør").beside == {"waiting_for": "leverandør"}
    half = meant("activities", "status", "50 %")
    assert (half.value, half.beside) == ("in_progress", {"percent": 50})
    assert meant("activities", "status", "Gjort").value == "done"


def test_one_unknown_name_or_role_takes_none_of_the_known_with_it() -> None:
    people = meant("activities", "responsible", "Ola Nordmann, Nina Ukjent")
    assert people.value == ("ola",)
    assert people.told is not None
    assert (people.told.slug, people.told.facts["name"]) == ("cell-unknown-person", "Nina Ukjent")
    roles = meant("people", "roles", "Styringsgruppe, keiser")
    assert roles.value is not None
    assert roles.told is not None
    assert roles.told.slug == "cell-not-a-choice"


ON = date(2026, 10, 5)
READ = Meanings(LOADED.sound(), LOADED.index, load_words(), date(2026, 9, 28), None, ON, day_first=True)


def read(kind: str, path: str, value: object) -> Meant:
    asked = field(kind, path)
    assert asked is not None
    return READ.of(kind, asked, value, "Overskriften", PLACE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "path"), [("actions", "done"), ("communication", "done"), ("deviations", "closed")]
)
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *((word, ON) for word in ("ja", "Ja", "x", "X", "✓", "gjort", "ferdig", "OK", True, "i dag")),
        ("i går", date(2026, 10, 4)), ("fredag", date(2026, 10, 2)),
        ("gjort 22/9", date(2026, 9, 22)), ("ok 22.09.2026", date(2026, 9, 22)), ("utført i går", date(2026, 10, 4)),
        ("22/9", date(2026, 9, 22)), ("2/10/26", date(2026, 10, 2)),
    ],
)  # fmt: skip
def test_a_word_that_says_done_is_a_day_where_one_is_asked_for(
    kind: str, path: str, typed: object, day: date
) -> None:
    found = read(kind, path, typed)
    assert (found.value, found.problem) == (day, None)
    said = isinstance(typed, str) and typed[-1].isdigit() and typed != "2/10/26"
    assert (found.told is None) is said
    if found.told:
        assert (found.told.slug, found.told.facts["date"]) == ("cell-date-read", day)


@pytest.mark.parametrize("typed", ["delvis", "nei", "ja, men mangler signatur", "gjort snart", "snart"])
def test_what_says_more_or_less_than_done_is_no_day(typed: str) -> None:
    found = read("actions", "done", typed)
    assert found.value is None
    assert found.problem is not None
    assert found.problem.facts["value"] == typed


def test_work_that_is_said_to_be_done_is_done_by_its_status_too() -> None:
    for typed, day in (("ja", ON), ("i går", date(2026, 10, 4)), ("gjort 22/9", date(2026, 9, 22))):
        found = read("activities", "finished", typed)
        assert (found.value, found.beside) == (day, {"status": "done"})
    assert read("activities", "finished", "22/9").beside == {}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("gjort 22/9", date(2026, 9, 22)), ("Ferdig 12.3. (KN)", date(2026, 3, 12)), ("utført i går", date(2026, 10, 4)),
        ("Ferdig den 1. oktober", date(2026, 10, 1)), ("Ferdig", None), ("100 %", None),
    ],
)  # fmt: skip
def test_a_status_that_says_the_day_gives_it(typed: str, day: date | None) -> None:
    found = read("activities", "status", typed)
    assert (found.value, found.beside) == ("done", {"finished": day} if day else {})


def test_a_day_that_is_to_come_is_not_one_on_which_work_was_done() -> None:
    found = read("activities", "status", "ferdig 22/12")
    assert found.problem is not None
    assert found.problem.slug == "cell-date-ahead"


def test_three_numbers_have_the_day_first_in_a_norwegian_sheet_and_it_is_said() -> None:
    found = read("activities", "due", "2/10/26")
    assert found.value == date(2026, 10, 2)
    assert found.told is not None
    assert found.told.slug == "cell-date-read"
    assert meant("activities", "due", "2/10/26").value is None


def test_a_formula_that_was_never_worked_out_is_told_in_words() -> None:
    found = read("activities", "note", CellError("#UNCOMPUTED"))
    assert found.problem is not None
    for language in LANGUAGES:
        said = told(found.problem, Words(language))
        assert not any("UNCOMPUTED" in part for part in said.values())


def test_a_number_that_may_be_two_is_asked_about_with_both_as_people_write_them() -> None:
    problem = meant("procurements", "value", "1,234").problem
    assert problem is not None
    found = problem.facts["found"]
    assert isinstance(found, tuple)
    assert [(one, type(one)) for one in found] == [(1.234, float), (1234, int)]
