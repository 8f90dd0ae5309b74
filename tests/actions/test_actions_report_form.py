"""A report's form brought home: every place against what was shown and what the project says now."""

from pathlib import Path
from typing import Any

import pytest

from tests.actions.small_session import session, stopped
from tests.edits.small_projects import ABOUT
from tpn.actions.report_form import FilledPlace, PlaceState, bring, places, read_form
from tpn.actions.session import Session
from tpn.model import load
from tpn.reports.report_form import FilledForm

WORK = """\
report:
  summary: {achieved: Vi begynte, next: Vi  bygger}
  by_service: [{service: bhg, summary: {achieved: Klart}}]
decisions: [{id: B-1, title: Leie, recommendation: Ja}]
economy:
  as_of: 2026-09-01
  lines: [{item: Lisens, budget: 100, spent: 10}, {item: Drift}, {item: Drift}]
"""
ACHIEVED = ("report", "summary", "achieved")


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, preview=False)


def field(route: tuple[str, ...], was: Any, kind: str = "text", shown: str | None = None) -> dict[str, Any]:
    return {
        "key": "tabell|rad|kolonne", "route": list(route), "kind": kind, "value": was,
        "shown": shown if shown is not None else str(was or ""),
    }  # fmt: skip


def home(
    here: Session, asked: dict[str, Any], said: str, take: str = "", project: str = "lite"
) -> list[FilledPlace]:
    form = FilledForm(base={"project": project, "fields": [asked]}, said={"tabell|rad|kolonne": said})
    return list(places(here, form, "skjema.docx", take))


def state(here: Session, asked: dict[str, Any], said: str, take: str = "") -> PlaceState | None:
    found = home(here, asked, said, take)
    return found[0].state if found else None


def test_a_place_left_as_it_was_shown_says_nothing(here: Session) -> None:
    asked = field(ACHIEVED, "Vi begynte", shown="Vi  begynte")
    assert home(here, asked, " Vi begynte ") == []
    assert places(here, FilledForm(base={"project": "lite", "fields": [asked]}, said={}), "a") == ()


def test_what_is_written_is_taken_agreed_on_or_in_conflict(here: Session) -> None:
    known, other = field(ACHIEVED, "Vi begynte"), field(ACHIEVED, "Noe annet")
    assert state(here, known, "Vi er i gang") is PlaceState.TAKE
    assert state(here, other, "Vi  begynte") is PlaceState.AGREE
    assert state(here, other, "Vi er i gang") is PlaceState.CONFLICT
    assert state(here, other, "Vi er i gang", "sheet") is PlaceState.TAKE
    assert state(here, other, "Vi er i gang", "project") is None
    assert state(here, known, "Vi er i gang", "project") is PlaceState.TAKE  # nobody else has changed it


def test_a_place_tells_what_stood_stands_and_is_written(here: Session) -> None:
    (one,) = home(here, field(ACHIEVED, "Noe annet"), " Nå  ")
    assert (one.was, one.now, one.written, one.route, one.service, one.label) == (
        "Noe annet", "Vi begynte", "Nå", ACHIEVED, "", "rad: kolonne",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("route", "kind", "said", "written"),
    [
        (("economy", "lines", "Lisens", "spent"), "number", "1 200", 1200),
        (("economy", "lines", "Lisens", "spent"), "number", "12,5", 12.5),
        (("economy", "as_of"), "date", "7.9.2026", "2026-09-07"),
        (("economy", "as_of"), "date", "1.10", "2025-10-01"),  # the figures are of a day that was
        (("report", "next_decision_point", "date"), "date", "1.10", "2026-10-01"),
        (("report", "approved", "by"), "person", "Per", "per"),
        (("decisions", "B-1", "recommendation"), "text", "", None),
    ],
)
def test_what_is_written_is_a_value_of_its_kind(
    here: Session, route: tuple[str, ...], kind: str, said: str, written: object
) -> None:
    (one,) = home(here, field(route, "før", kind), said)
    shown = one.written.isoformat() if hasattr(one.written, "isoformat") else one.written
    assert (shown, one.state is PlaceState.UNREAD) == (written, False)


@pytest.mark.parametrize(
    ("route", "kind", "said"),
    [
        (("economy", "lines", "Lisens", "spent"), "number", "mye"),
        (("economy", "as_of"), "date", "snart"),
        (("report", "approved", "by"), "person", "Ukjent"),
    ],
)
def test_what_is_no_such_value_is_unread(here: Session, route: tuple[str, ...], kind: str, said: str) -> None:
    (one,) = home(here, field(route, "før", kind), said)
    assert (one.state, one.written, one.route != ()) == (PlaceState.UNREAD, said, True)


@pytest.mark.parametrize(
    "route",
    [
        ("project", "name"), ("report", "summary", "finnes-ikke"), ("decisions", "B-9", "recommendation"),
        ("decisions", "B-1", "title"), ("economy", "lines", "Drift", "spent"), ("economy", "lines", "Lisens", "budget"),
        ("report", "by_service", "borte", "summary", "next"), ("report", "by_service", "sfo", "finnes-ikke"),
        ("report", "by_service", "sfo", "no_decision_because"), ("name",), ("report", "by_service", "sfo"),
    ],
)  # fmt: skip
def test_a_form_may_write_only_where_a_form_writes(here: Session, route: tuple[str, ...]) -> None:
    (one,) = home(here, field(route, "før"), "nytt")
    assert (one.state, one.route, one.now) == (PlaceState.UNREAD, (), None)


def test_a_number_leads_to_the_record_of_that_name_wherever_it_stands(here: Session) -> None:
    (one,) = home(here, field(("decisions", "B-1", "recommendation"), "Ja"), "Nei")
    assert (one.route, one.now, one.state) == (("decisions", 0, "recommendation"), "Ja", PlaceState.TAKE)


def test_what_is_written_of_a_service_goes_into_its_own_entry_made_where_there_was_none(
    here: Session,
) -> None:
    known = home(here, field(("report", "by_service", "bhg", "summary", "achieved"), "Klart"), "Ferdig")
    new = home(here, field(("report", "by_service", "sfo", "summary", "achieved"), None), "Begynt")
    more = home(here, field(("report", "by_service", "sfo", "comments", "progress"), None), "I rute")
    assert [one.route[2] for one in (*known, *new)] == [0, 1]
    assert (new[0].service, new[0].state) == ("sfo", PlaceState.TAKE)
    assert bring(here, [*known, *new, *more], "skjema.docx") == 3
    first, second = load(here.folder).sound().report.by_service
    assert (first.service, first.summary and first.summary.achieved) == ("bhg", "Ferdig")
    assert (second.service, second.summary and second.summary.achieved, len(second.comments)) == (
        "sfo",
        "Begynt",
        1,
    )


def test_only_what_is_taken_is_written_and_an_emptied_place_is_taken_away(here: Session) -> None:
    emptied = home(here, field(("decisions", "B-1", "recommendation"), "Ja"), "")
    other = home(here, field(ACHIEVED, "Noe annet"), "Nytt")
    assert other[0].state is PlaceState.CONFLICT
    assert bring(here, [*emptied, *other], "skjema.docx") == 1
    after = load(here.folder).sound()
    assert after.decisions[0].recommendation is None
    assert after.report.summary
    assert after.report.summary.achieved == "Vi begynte"
    assert bring(here, other, "skjema.docx") == 0


def test_a_form_of_another_project_and_a_file_that_is_none_are_refused(here: Session, tmp_path: Path) -> None:
    other = stopped(lambda: home(here, field(ACHIEVED, ""), "a", project="annet"))
    assert (other.slug, other.facts["project"], other.facts["own"]) == (
        "import-other-project",
        "annet",
        "lite",
    )
    assert stopped(lambda: read_form(tmp_path / "finnes-ikke.docx")).slug == "file-missing"
    assert ABOUT
