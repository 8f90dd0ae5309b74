"""Invited, declined, came: three facts. The agenda and the advice say the same of the same people."""

from datetime import date
from itertools import product

import pytest

from tests.advice.test_advice_codes import BASE, changed, project
from tpn.advice import advise
from tpn.model.choices import MeetingKind, Reply
from tpn.model.logs import Meeting, MinutesItem, Participant
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.plan.attendance import coming_meetings, coming_to, invited_to, is_held
from tpn.views.agenda import agenda
from tpn.views.agenda_facts import Template

TODAY = date(2026, 10, 5)
MEETINGS = (date(2026, 10, 5), date(2026, 10, 12))  # today's, and one to come


@pytest.mark.parametrize(("reply", "attended"), list(product(Reply, (True, False, None))))
def test_who_is_invited_stands_in_the_list_and_who_comes_follows_from_what_is_known(
    reply: Reply, attended: bool | None
) -> None:
    meeting = Meeting(
        id="m",
        kind=MeetingKind.KICKOFF,
        participants=(Participant(person="liv", reply=reply, attended=attended),),
    )
    assert invited_to(meeting) == {"liv"}
    comes = attended if attended is not None else reply is not Reply.DECLINED
    assert coming_to(meeting) == ({"liv"} if comes else set())


@pytest.mark.parametrize(
    ("day", "minutes", "held"),
    [
        (None, False, False), (None, True, True),
        (date(2026, 10, 4), False, True), (date(2026, 10, 5), False, False), (date(2026, 10, 5), True, True),
        (date(2026, 10, 6), False, False),
    ],
)  # fmt: skip
def test_a_meeting_is_held_when_it_has_minutes_or_its_day_is_over(
    day: date | None, minutes: bool, held: bool
) -> None:
    meeting = Meeting(
        id="m", kind=MeetingKind.PROJECT, date=day, minutes=(MinutesItem(text="Sagt"),) if minutes else ()
    )
    assert is_held(meeting, TODAY) is held
    assert coming_meetings([meeting], TODAY) == ([meeting] if day and not held else [])


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize("day", MEETINGS)
@pytest.mark.parametrize(("reply", "attended"), list(product(Reply, (True, False, None))))
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_agenda_and_the_advice_say_the_same_of_the_same_people(
    day: date, reply: Reply, attended: bool | None, place: int
) -> None:
    value = changed(
        BASE,
        {
            "meetings.0.date": day.isoformat(),
            "meetings.0.guests": [],
            f"meetings.0.participants.{place}.reply": reply.value,
            f"meetings.0.participants.{place}.attended": attended,
        },
    )
    plan = work_out(project(value), TODAY, questions=Questions())
    meeting = plan.project.meetings[0]
    said = agenda(plan, meeting, Template("09:00", "", (), "Pause"))
    found = [one for _, findings in advise(plan).given for one in findings]
    missing = {one.facts["service"] for one in said.remarks if one.fact == "service_missing"}
    assert missing == {one.facts["service"] for one in found if one.slug == "K110"}
    outside = any(one.fact == "no_resource_person" for one in said.remarks)
    assert outside == any(one.slug == "K112" for one in found)


def test_the_advice_says_who_is_invited_and_does_not_come_and_who_is_not_invited() -> None:
    """Somebody who has declined was invited; to say that they were not is wrong."""
    base = {"meetings.0.date": "2026-10-12", "meetings.0.participants.1.attended": None}
    declined = changed(BASE, {**base, "meetings.0.participants.1.reply": "declined"})
    absent = changed(BASE, {**base, "meetings.0.participants.1.person": "siv"})
    for value, hint in ((declined, "declined"), (absent, None)):
        plan = work_out(project(value), TODAY, questions=Questions())
        found = [one for _, some in advise(plan).given for one in some if one.slug == "K110"]
        assert [one.facts.get("hint") for one in found] == [hint]
