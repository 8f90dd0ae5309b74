"""Calendars: events as .ics that Outlook and others open; a later file updates what an earlier one made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

Method = Literal["PUBLISH", "REQUEST"]
Reply = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]
ZONE = "Europe/Oslo"
_PRODUCT = "-//tpn//tpn//NO"
_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited; ``reply`` is what they have answered so far."""

    name: str
    email: str
    required: bool = True
    reply: Reply = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. With dates alone it lasts whole days, ``end`` included; with times it is in Norwegian time."""

    uid: str
    title: str
    start: date | datetime
    end: date | datetime | None = None
    place: str = ""
    text: str = ""
    organiser: Attendee | None = None
    attendees: Sequence[Attendee] = ()
    remind: timedelta | None = None  # before the start


def uid(*parts: str) -> str:
    """A UID that stays the same for the same thing: municipality, project, record."""
    return "-".join(part for part in parts if part).lower().replace("/", "-") + "@tpn"


def calendar(
    events: Sequence[Event], name: str, stamp: datetime, *, method: Method = "PUBLISH", language: str = "nb"
) -> bytes:
    """The .ics of some events. ``stamp`` is when it is made, in UTC; ``REQUEST`` is an invitation."""
    from icalendar import Calendar  # noqa: PLC0415 - only a calendar needs the library

    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    if method == "PUBLISH":
        made.add("x-wr-calname", name)
    if any(isinstance(event.start, datetime) for event in events):
        made.add_component(_norwegian_time())
    for event in events:
        made.add_component(_event(event, stamp, method, language))
    return bytes(made.to_ical(sorted=False))


def _event(event: Event, stamp: datetime, method: Method, language: str) -> Any:
    from icalendar import Event as Component  # noqa: PLC0415

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", stamp)
    # a program takes a changed invitation only with a higher number than the one it knows
    made.add("sequence", max(0, (stamp.date() - _EPOCH).days))
    made.add("summary", event.title, parameters={"LANGUAGE": language})
    _when(made, event)
    if event.place:
        made.add("location", event.place)
    if event.text:
        made.add("description", event.text)
    if event.organiser:
        made.add("organizer", _address(event.organiser, {"CN": event.organiser.name}))
    for one in event.attendees:
        made.add("attendee", _invited(one, asked=method == "REQUEST"), encode=False)
    if event.remind:
        made.add_component(_reminder(event))
    return made


def _when(made: Any, event: Event) -> None:
    if isinstance(event.start, datetime):
        zone = {"TZID": ZONE}
        made.add("dtstart", event.start, parameters=zone)
        made.add("dtend", event.end or event.start, parameters=zone)
        made.add("transp", "OPAQUE")
        return
    # the end of a whole day is the day after, and a deadline makes nobody busy
    made.add("dtstart", event.start)
    made.add("dtend", (event.end or event.start) + timedelta(days=1))
    made.add("transp", "TRANSPARENT")


def _address(one: Attendee, parameters: dict[str, str]) -> Any:
    from icalendar import vCalAddress  # noqa: PLC0415

    address = vCalAddress(f"mailto:{one.email}")
    for key, value in parameters.items():
        address.params[key] = value
    return address


def _invited(one: Attendee, *, asked: bool) -> Any:
    role = "REQ-PARTICIPANT" if one.required else "OPT-PARTICIPANT"
    parameters = {"CN": one.name, "CUTYPE": "INDIVIDUAL", "ROLE": role, "PARTSTAT": one.reply}
    return _address(one, parameters | ({"RSVP": "TRUE"} if asked else {}))


def _reminder(event: Event) -> Any:
    from icalendar import Alarm  # noqa: PLC0415

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", event.title)
    made.add("trigger", -(event.remind or timedelta()))
    return made


def _norwegian_time() -> Any:
    """Norwegian time as a rule, so that no table of time zones on the machine decides what stands in the file."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur  # noqa: PLC0415

    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, month, start, before, after, name in (
        (TimezoneDaylight(), 3, datetime(1981, 3, 29, 2), 1, 2, "CEST"),  # noqa: DTZ001 - local by definition
        (TimezoneStandard(), 10, datetime(1996, 10, 27, 3), 2, 1, "CET"),  # noqa: DTZ001
    ):
        part.add("dtstart", start)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYDAY": "-1SU", "BYMONTH": month}))
        zone.add_component(part)
    return zone
