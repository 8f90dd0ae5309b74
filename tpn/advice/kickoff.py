"""Advice for phase 1: a kick-off with the right people, an agreed plan for what is near, work that can be carried."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from tpn.advice.context import SIX_WEEKS, Advice, AdviceContext
from tpn.advice.health import telling_of_health
from tpn.model.about import Goal, Period, Service
from tpn.model.base import Record, per_class
from tpn.model.choices import Dimension, EndOutcome, Light, MeetingKind, Phase, Role
from tpn.model.ended import ended_of, is_over
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Finding, Route
from tpn.model.index import Entry, index
from tpn.model.limits import unlikely
from tpn.model.logs import Decision, Meeting, MinutesItem
from tpn.model.questions import settled
from tpn.model.shapes import Activity, CheckAnswer, Ended
from tpn.model.waves import SERVICES_IN_WAVE, without_services
from tpn.plan.attendance import (
    coming_meetings,
    coming_to,
    from_outside,
    invited_to,
    is_held,
    members_not_invited,
    unspoken_for,
)
from tpn.plan.facts import Work
from tpn.plan.gates import holding, passed

Findings = Iterator[Finding]

AGREE_WITHIN = 14  # days from the kick-off to an agreed plan
LEARN_WITHIN = 14  # days from the last launch of a wave to its lessons
ENDS_WITHIN = 14  # days before an overruled light ends
RULES_BEFORE = 90  # days before a launch that the rules for it are settled
MOST_SERVICES = 3  # that one person carries at once


def no_kickoff(seen: AdviceContext) -> Findings:
    """K101: no kick-off meeting is planned, or it has no date."""
    if seen.kickoff is None:
        yield Finding("K101", ("project", "name"))
    elif seen.kickoff[1].date is None:
        yield Finding("K101", ("meetings", seen.kickoff[0]))


def no_goals(seen: AdviceContext) -> Findings:
    """K102: the project has no goals."""
    if not seen.project.about.goals:
        yield Finding("K102", ("project", "name"))


def goal_without_measure(seen: AdviceContext) -> Findings:
    """K103: no indicator shows whether a goal is reached."""
    for number, goal in enumerate(seen.project.about.goals):
        if goal.indicator is None:
            yield Finding("K103", ("project", "goals", number), {"id": goal.id, "title": goal.text})


def no_subject_staff(seen: AdviceContext) -> Findings:
    """K110: nobody who knows the service is invited, or those who are do not come; until it is launched."""
    for meeting, route in _kickoff(seen):
        for service in unspoken_for(
            seen.project.services, meeting, seen.plan.facts.launched_by(meeting.date)
        ):
            facts = {"service": service.name, **_why_away(meeting, *service.subject_staff)}
            yield Finding("K110", (*route, "participants"), facts)


def owner_not_invited(seen: AdviceContext) -> Findings:
    """K111: the project owner is not invited to the kick-off, or does not come."""
    owner = seen.project.about.owner
    for meeting, route in _kickoff(seen):
        if owner and owner not in coming_to(meeting):
            facts = {"id": meeting.id, "person": owner, "name": seen.project.person[owner].name}
            yield Finding("K111", (*route, "participants"), {**facts, **_why_away(meeting, owner)})


def nobody_from_outside(seen: AdviceContext) -> Findings:
    """K112: nobody from outside who has done it comes to the kick-off."""
    for meeting, route in _kickoff(seen):
        if not from_outside(seen.project, meeting):
            yield Finding("K112", route, {"id": meeting.id})


def main_responsible_not_invited(seen: AdviceContext) -> Findings:
    """K113: a named main responsible is not invited, or does not come; until the service is launched."""
    for meeting, route in _kickoff(seen):
        for service in seen.project.services:
            who = service.responsible
            if who and who not in coming_to(meeting) and service.id not in seen.plan.facts.launched:
                name = seen.project.person[who].name
                facts = {"id": meeting.id, "person": who, "name": name, "service": service.name}
                yield Finding("K113", (*route, "participants"), {**facts, **_why_away(meeting, who)})


def member_without_a_seat(seen: AdviceContext) -> Findings:
    """K114: somebody has the role of the steering group and is not among those who sit in it, and is not called in."""
    seats = seen.project.about.steering_group
    for number, one in enumerate(seen.project.people):
        if Role.STEERING_GROUP in one.roles and one.id not in seats:
            facts = {"name": one.name, "person": one.id}
            yield Finding("K114", ("people", number, "roles"), facts)


def member_not_invited(seen: AdviceContext) -> Findings:
    """K115: somebody who sits in the steering group is not invited to a meeting of it that is to come."""
    for number, meeting in enumerate(seen.project.meetings):
        if meeting.kind is MeetingKind.STEERING and meeting.participants and not is_held(meeting, seen.today):
            for one in members_not_invited(seen.project, meeting):
                facts = {"id": meeting.id, "name": one.name, "person": one.id, "date": meeting.date}
                yield Finding("K115", ("meetings", number, "participants"), facts)


def no_commitments(seen: AdviceContext) -> Findings:
    """K120: after the meeting nobody's commitment is recorded."""
    if seen.kickoff and seen.after_kickoff() and not seen.project.kickoff.commitments:
        yield Finding("K120", ("meetings", seen.kickoff[0]), {"date": seen.kickoff[1].date})


def near_without_responsible(seen: AdviceContext) -> Findings:
    """K130: work that starts within six weeks has no responsible."""
    for work in _near(seen):
        if not work.activity.responsible:
            yield Finding("K130", seen.activity_route(work.activity.id), _named(work))


def near_without_date(seen: AdviceContext) -> Findings:
    """K131: work that starts within six weeks, or that nobody knows when starts, has neither date nor length."""
    for work in (*_near(seen), *_undated(seen)):
        activity = work.activity
        if not (activity.milestone or activity.start or activity.due or activity.duration):
            yield Finding("K131", seen.activity_route(activity.id), _named(work))


def no_agreed_plan(seen: AdviceContext) -> Findings:
    """K132: two weeks after the kick-off no plan is agreed."""
    if not seen.kickoff or not seen.after_kickoff(AGREE_WITHIN) or seen.plan.baseline:
        return
    if not any(meeting.plan_agreed for meeting in seen.project.meetings):
        yield Finding("K132", ("meetings", seen.kickoff[0]), {"date": seen.kickoff[1].date})


def too_many_services(seen: AdviceContext) -> Findings:
    """K133: one person is responsible for work in more than three services that is open the next six weeks."""
    carried: dict[str, set[str]] = {}
    for work in (*_near(seen), *_going_on(seen)):
        if work.activity.service:
            for name in work.activity.responsible:
                carried.setdefault(name, set()).add(work.activity.service)
    for number, person in enumerate(seen.project.people):
        services = carried.get(person.id, set())
        if len(services) > MOST_SERVICES:
            names = tuple(one.name for one in seen.project.services if one.id in services)
            facts = {"name": person.name, "count": len(names), "services": names}
            yield Finding("K133", ("people", number), facts)


def crowded_or_unlearned_wave(seen: AdviceContext) -> Findings:
    """K134: a wave has more than two services; or a wave has nothing learned from the one before."""
    waves = _waves(seen)
    for wave, members in waves.items():
        if len(members) > SERVICES_IN_WAVE:
            facts = {"wave": wave, "count": len(members), "hint": "crowded"}
            yield Finding("K134", ("services", members[SERVICES_IN_WAVE], "wave"), facts)
    for wave, following in zip(waves, list(waves)[1:], strict=False):
        if _ended(seen, waves[wave]) and not _learned(seen, waves[wave]):
            facts = {"wave": wave, "following": following, "hint": "unlearned"}
            yield Finding("K134", ("services", waves[following][0], "wave"), facts)


def unlikely_values(seen: AdviceContext) -> Findings:
    """K140: a value that can be and mostly is not; said once that it is meant, it is not asked about again."""
    project = seen.project
    for entry, take, value, route in unlikely(index(project), project.about.start):
        address = f"{entry.address}/{take.key}"
        if f"K140/{address}" not in project.about.advice:
            facts = {"id": entry.address, "key": take.key, "value": value, "address": address}
            yield Finding("K140", route, facts)


def health_in_a_reason(seen: AdviceContext) -> Findings:
    """K141: a reason or a note seems to tell of somebody's health; once said that it must stand, it is left.

    Asked of what has ended too: a reason for that is where it is most often said.
    """
    tells = telling_of_health(seen.folder)
    whole = seen.plan.whole
    for entry in index(whole).entries:
        for take in told_freely(type(entry.record)):
            value = getattr(entry.record, take.name)
            said = value.values() if isinstance(value, dict) else (value,)
            address = f"{entry.address}/{take.key}"
            if f"K141/{address}" not in whole.about.advice and any(text and tells(text) for text in said):
                facts = {"id": entry.address, "key": take.key, "address": address}
                yield Finding("K141", (*entry.route, take.key), facts)


FREELY = frozenset({
    "reason", "note", "waiting_for", "procedure_reason", "award_reason", "called_off", "rejected", "excluded",
    "impartiality", "no_decision_because", "cause", "comments", "advice", "challenge", "achieved", "next", "resolution",
})  # fmt: skip
"""The fields in which people give a reason in their own words, or a note."""
_MORE = {Period: frozenset({"name"}), MinutesItem: frozenset({"text"})}


@per_class
def told_freely(cls: type[Record]) -> tuple[Take, ...]:
    """The fields of a class in which people give a reason in their own words, or a note; the name of an absence too."""
    named = FREELY | _MORE.get(cls, frozenset())
    texts = (
        take for take in takes(cls).values() if take.record is None and take.kind == "text" and not take.ref
    )
    return tuple(take for take in texts if take.key in named and take.form in {"value", "values_by_key"})


# ---------------------------------------------------------------- what several of them ask


def red_without_a_word(seen: AdviceContext) -> Findings:
    """K150: a light is red, or would be but for an overruling, and nobody has written why or asks for a decision.

    Rules: docs/rules.md, «The status report».
    """
    report, day = seen.project.report, _next_steering(seen)
    days = {one.id: one.date for one in seen.project.meetings}
    asked = [
        one
        for one in seen.project.decisions
        if one.recommendation and one.decided is None and _by(one, days) <= day
    ]
    if asked or report.no_decision_because:
        return
    for shown in seen.plan.lights:
        said = shown.reason or report.comments.get(Dimension(shown.dimension))
        if shown.computed is Light.RED and not said:
            facts = {"light": shown.dimension, "day": day}
            yield Finding("K150", ("report",), facts)


def _by(one: Decision, days: Mapping[str, date | None]) -> date:
    """When a decision is taken: at its meeting, else by the day it is needed; far away where nothing is said."""
    return days.get(one.meeting or "") or one.needed_by or date.max


def _next_steering(seen: AdviceContext) -> date:
    """When a decision can be taken: at the next meeting of the steering group, else two weeks from now."""
    coming = coming_meetings(seen.project.meetings, seen.today)
    found = next((one.date for one in coming if one.kind is MeetingKind.STEERING and one.date), None)
    return found or seen.today + timedelta(days=ENDS_WITHIN)


def passed_with_open_points(seen: AdviceContext) -> Findings:
    """K151: a gate or a going live is marked done, *must* points are open, and no decision lets it pass.

    Rules: docs/rules.md, «Things that leave».
    """
    questions = seen.plan.facts.questions
    for passage, route in passed(seen.project, questions.go_live).items():
        if points := holding(seen.project, questions, passage):
            service = seen.project.service.get(passage.service or "")
            facts = {
                "title": service.name if service else _title(seen, route),
                "points": tuple(point.id for point in points),
                "gate": passage.service or passage.phase.value,
            }
            yield Finding("K151", route, facts)


def _title(seen: AdviceContext, route: Route) -> str:
    phase, _, number, _ = route
    title: str = getattr(seen.project, str(phase)).activities[number].title
    return title


def left_without_decision(seen: AdviceContext) -> Findings:
    """K160: a service or a goal has left the project, and no decision says so.

    Rules: docs/rules.md, «Things that leave».
    """
    for entry, ended in _gone_by_itself(seen):
        if isinstance(entry.record, Service | Goal) and not ended.decision:
            facts = _what_left(entry, ended.date) | {"hint": ended.outcome.value, "into": ended.into}
            yield Finding("K160", entry.route[:-1], facts)


def wave_without_services(seen: AdviceContext) -> Findings:
    """K162: a wave has no service left, and the work that its services shared stands in the plan.

    Rules: docs/rules.md, «Things that leave».
    """
    for wave, work in without_services(index(seen.plan.whole)).items():
        names = tuple(one.address for one in work)
        yield Finding("K162", work[0].route, {"wave": wave, "ids": names, "first": names[0]})


def time_to_take_up(seen: AdviceContext) -> Findings:
    """K161: the day has come that something was postponed to."""
    for entry, ended in _gone_by_itself(seen):
        if ended.outcome is EndOutcome.POSTPONED and ended.until and ended.until <= seen.today:
            hint = {"hint": "activity"} if isinstance(entry.record, Activity) else {}  # these have a list
            yield Finding("K161", entry.route[:-1], _what_left(entry, ended.until) | hint)


def _gone_by_itself(seen: AdviceContext) -> Iterator[tuple[Entry, Ended]]:
    """What has ended by itself, and not along with something else."""
    for entry in index(seen.plan.whole).entries:
        ended = ended_of(entry.record)
        if (
            ended
            and not ended.along_with
            and not (isinstance(entry.record, Activity) and is_over(entry.record))
        ):
            yield entry, ended


def _what_left(entry: Entry, day: date) -> dict[str, object]:
    name = next((said for key in _CALLED if (said := getattr(entry.record, key, None))), "")
    return {"id": entry.address, "title": name, "date": day}


_CALLED = ("name", "title", "text", "what")


def _kickoff(seen: AdviceContext) -> Iterator[tuple[Meeting, Route]]:
    """The kick-off, where one is planned; once it is held nobody can be invited to it."""
    if seen.kickoff and not is_held(seen.kickoff[1], seen.today):
        yield seen.kickoff[1], ("meetings", seen.kickoff[0])


def _why_away(meeting: Meeting, *people: str) -> dict[str, str]:
    """What is said of those who do not come: invited and declined, or not invited (nothing is said)."""
    return {"hint": "declined"} if invited_to(meeting) & set(people) else {}


def _near(seen: AdviceContext) -> Iterator[Work]:
    """Open work that starts within six weeks."""
    for work in _open(seen):
        start = work.dates.start
        if (
            work.activity.started is None
            and start is not None
            and seen.today <= start <= seen.today + SIX_WEEKS
        ):
            yield work


def _going_on(seen: AdviceContext) -> Iterator[Work]:
    return (work for work in _open(seen) if work.activity.started is not None)


def _undated(seen: AdviceContext) -> Iterator[Work]:
    """Work without a date in a phase that has begun."""
    return (work for work in _open(seen) if work.dates.undated and seen.begun(work.phase))


def _open(seen: AdviceContext) -> Iterator[Work]:
    return (work for work in seen.plan.work if not work.done and not work.fallen_out)


def _named(work: Work) -> dict[str, object]:
    return {"id": work.activity.id, "title": work.activity.title, "start": work.dates.start}


def _waves(seen: AdviceContext) -> dict[int, list[int]]:
    """The services of each wave, by their number in the list; the first wave first."""
    waves: dict[int, list[int]] = {}
    for number, service in enumerate(seen.project.services):
        if service.wave is not None:
            waves.setdefault(service.wave, []).append(number)
    return dict(sorted(waves.items()))


def _ended(seen: AdviceContext, members: list[int]) -> bool:
    """Whether all of a wave went on at least two weeks ago."""
    days = [seen.launched_on(seen.project.services[number].id) for number in members]
    return all(day is not None and day + timedelta(days=LEARN_WITHIN) <= seen.today for day in days)


def _learned(seen: AdviceContext, members: list[int]) -> bool:
    names = {seen.project.services[number].id for number in members}
    return any(lesson.service in names for lesson in seen.project.lessons)


_INVITED = (
    "meetings.date", "meetings.minutes",
    "meetings.participants.person", "meetings.participants.reply", "meetings.participants.attended",
)  # fmt: skip


def participation_open(seen: AdviceContext) -> Findings:
    """K142: two weeks after the kick-off it is not agreed when union and safety representatives are consulted.

    Source: the Basic Agreement; the Working Environment Act, chapters 4 and 9.
    """
    if seen.after_kickoff(AGREE_WITHIN):
        yield from _open_points(seen, "K142", "participation_planned")


def new_rules_open(seen: AdviceContext) -> Findings:
    """K143: a service is soon on, and what the new rules of digital services ask of it is not settled."""
    coming = [service for service, _, _ in seen.near(RULES_BEFORE) if seen.launched_on(service.id) is None]
    if coming:
        facts = {"service": coming[0].name, "day": seen.plan.facts.launch_day(coming[0])}
        yield from _open_points(seen, "K143", "new_rules_settled", facts)


def _open_points(
    seen: AdviceContext, code: str, key: str, facts: Mapping[str, object] = MappingProxyType({})
) -> Findings:
    """The points of phase 1 with that key that have no answer; none where the municipality's own list does not ask."""
    for question in seen.plan.facts.questions.of(Phase.KICKOFF):
        answer = seen.project.kickoff.checklist.get(question.id, CheckAnswer())
        if question.key == key and not settled(answer):
            route: Route = ("kickoff", "checklist") if seen.project.kickoff.checklist else ("project", "name")
            yield Finding(code, route, {**facts, "point": f"{Phase.KICKOFF.value}/{question.id}"})


def overruling_ends(seen: AdviceContext) -> Findings:
    """K152: a light that a person has set goes back to the computed one within two weeks, and is another colour."""
    for shown in seen.plan.lights:
        if not isinstance(shown.dimension, Dimension) or not shown.overruled or shown.computed is shown.light:
            continue
        until = seen.project.about.lights[shown.dimension].until
        if until and seen.today <= until <= seen.today + timedelta(days=ENDS_WITHIN):
            facts = {"light": shown.dimension, "until": until, "computed": shown.computed}
            yield Finding("K152", ("project", "lights", shown.dimension.value), facts)


_ANSWER = "kickoff.checklist.answer"

KICKOFF: tuple[Advice, ...] = (
    Advice("K101", 3, no_kickoff, ("meetings.kind", "meetings.date")),
    Advice("K102", 3, no_goals, ("project.goals",)),
    Advice("K103", 2, goal_without_measure, ("project.goals.indicator",)),
    Advice("K110", 3, no_subject_staff, ("services.subject_staff", *_INVITED)),
    Advice("K111", 3, owner_not_invited, ("project.owner", *_INVITED)),
    Advice("K112", 1, nobody_from_outside, ("meetings.guests.role", "people.roles", *_INVITED)),
    Advice("K113", 2, main_responsible_not_invited, ("services.responsible", *_INVITED)),
    Advice("K114", 2, member_without_a_seat, ("people.roles", "project.steering_group")),
    Advice("K115", 2, member_not_invited, ("project.steering_group", *_INVITED[:3])),
    Advice("K120", 2, no_commitments, ("kickoff.commitments", "meetings.date")),
    Advice("K130", 3, near_without_responsible, ("kickoff.activities.responsible", "kickoff.activities.start")),
    Advice("K131", 2, near_without_date, ("kickoff.activities.duration", "kickoff.activities.due")),
    Advice("K132", 3, no_agreed_plan, ("meetings.plan_agreed", "meetings.date")),
    Advice("K133", 2, too_many_services, ("launch.activities.responsible", "launch.activities.service")),
    Advice("K140", 2, unlikely_values, ("services.cases_per_year", "procurement.procurements.value",
                                        "processes.services.variants.steps.minutes", "kickoff.activities.due")),
    Advice("K141", 2, health_in_a_reason,
           ("kickoff.activities.waiting_for", "kickoff.activities.note", "services.ended.reason"), whole=True),
    Advice("K142", 2, participation_open, (_ANSWER, "meetings.date")),
    Advice("K143", 1, new_rules_open, (_ANSWER, "services.launch")),
    Advice("K134", 2, crowded_or_unlearned_wave, ("services.wave", "lessons.service")),
    Advice("K150", 3, red_without_a_word, ("report.comments", "decisions.recommendation")),
    Advice("K151", 3, passed_with_open_points, ("decisions.gate.outcome", "kickoff.activities.status")),
    Advice("K160", 2, left_without_decision, ("services.ended", "project.goals.ended")),
    Advice("K161", 2, time_to_take_up, ("kickoff.activities.ended.until",)),
    Advice("K162", 3, wave_without_services, ("services.ended",)),
    Advice("K152", 1, overruling_ends, ("project.lights.until",)),
)  # fmt: skip
