"""Calendars, read back by a reading of our own that shares nothing with the writer."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.ics_reader import read_ics
from tpn.exchange.calendar import Attendee, Event, calendar, uid

STAMP = datetime(2026, 8, 17, 6, 0, tzinfo=UTC)
MEETING = Event(
    uid("3101", "halden", "kickoff"), "Kick-off; tjenester på nett, Halden",
    datetime(2026, 8, 25, 8, 30), datetime(2026, 8, 25, 12, 0), "Formannskapssalen, Rådhuset",  # noqa: DTZ001 - Norwegian time
    "Velkommen\n08:30 Mål", Attendee("Ola Nordmann", "ola@example.no"),
    (Attendee("Nils Øgård, barnehage", "nils@example.no", reply="ACCEPTED"),
     Attendee("Siv", "siv@example.no", required=False)),
    timedelta(days=1),
)  # fmt: skip


def test_an_invitation_says_when_where_and_who() -> None:
    read = read_ics(calendar([MEETING], "Halden", STAMP, method="REQUEST"))
    assert read.value("METHOD") == "REQUEST"
    (event,) = read.all("VEVENT")
    assert event.value("UID") == "3101-halden-kickoff@tpn"
    assert event.value("SUMMARY") == "Kick-off; tjenester på nett, Halden"
    assert event.value("LOCATION") == "Formannskapssalen, Rådhuset"
    assert event.value("DESCRIPTION") == "Velkommen\n08:30 Mål"
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20260825T083000", "20260825T120000")
    assert event.parameters("DTSTART") == {"TZID": "Europe/Oslo"}
    assert event.value("ORGANIZER") == "mailto:ola@example.no"
    people = [(p["CN"], p["ROLE"], p["PARTSTAT"], p["RSVP"], value)
              for name, p, value in event.properties if name == "ATTENDEE"]  # fmt: skip
    assert people == [
        ("Nils Øgård, barnehage", "REQ-PARTICIPANT", "ACCEPTED", "TRUE", "mailto:nils@example.no"),
        ("Siv", "OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE", "mailto:siv@example.no"),
    ]
    (alarm,) = event.all("VALARM")
    assert alarm.value("TRIGGER") == "-P1D"


def test_the_time_zone_stands_in_the_file_with_both_its_halves() -> None:
    (zone,) = read_ics(calendar([MEETING], "Halden", STAMP)).all("VTIMEZONE")
    assert zone.value("TZID") == "Europe/Oslo"
    halves = {part.name: (part.value("TZOFFSETTO"), part.value("RRULE")) for part in zone.parts}
    assert halves == {
        "DAYLIGHT": ("+0200", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        "STANDARD": ("+0100", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    }


def test_a_day_is_a_whole_day_that_makes_nobody_busy() -> None:
    read = read_ics(calendar([Event("a@tpn", "Måling", date(2026, 12, 31))], "Målinger", STAMP))
    (event,) = read.all("VEVENT")
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20261231", "20270101")
    assert event.parameters("DTSTART") == {"VALUE": "DATE"}
    assert event.value("TRANSP") == "TRANSPARENT"
    assert read.value("X-WR-CALNAME") == "Målinger"
    assert read.all("VTIMEZONE") == []


def test_the_same_events_give_the_same_bytes_and_a_later_file_a_higher_number() -> None:
    first, again = (calendar([MEETING], "Halden", STAMP) for _ in range(2))
    assert first == again
    later = read_ics(calendar([MEETING], "Halden", STAMP + timedelta(days=1))).all("VEVENT")[0]
    now = read_ics(first).all("VEVENT")[0]
    assert later.value("UID") == now.value("UID")
    assert int(later.value("SEQUENCE")) > int(now.value("SEQUENCE"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))
def test_any_title_comes_back_as_it_was(title: str) -> None:
    (event,) = read_ics(calendar([Event("a@tpn", title, date(2026, 1, 1))], "x", STAMP)).all("VEVENT")
    assert event.value("SUMMARY") == title
