"""Advice for phase 5: each service on the net and in the organisation, as its launch comes near and after it."""

from collections.abc import Iterator
from datetime import timedelta

from tpn.advice.context import Advice, AdviceContext
from tpn.model.about import Service
from tpn.model.choices import (
    LEVELS_OF_VARIANT,
    ActivityKind,
    CheckTopic,
    Dpia,
    Journalled,
    Level,
    Phase,
    Result,
)
from tpn.model.findings import Finding, Route
from tpn.model.launch import OwnCheck, ServiceLaunch
from tpn.model.questions import settled
from tpn.model.shapes import CheckAnswer

Findings = Iterator[Finding]

# days before the launch that a point has its time
PRIVACY, PROFILE, TEAM, READY, TESTED = 180, 120, 90, 30, 14
FIGURES_AFTER, NEXT_AFTER = 60, 30  # days after the launch
YEAR = timedelta(days=365)  # how long an accessibility statement is current
_LEVELS = tuple(Level)


def no_assurance(seen: AdviceContext) -> Findings:
    """T101: the assurance level of the login is not decided."""
    for service, said, route in seen.near(PROFILE):
        if said.assurance is None:
            yield _about("T101", service, route)


def special_without_dpia(seen: AdviceContext) -> Findings:
    """T102: special personal data, and nothing decided about a DPIA."""
    for service, said, route in seen.near(PRIVACY):
        if said.personal_data and said.personal_data.special and said.personal_data.dpia is Dpia.UNDECIDED:
            yield _about("T102", service, (*route, "personal_data"))


def suppliers_word_only(seen: AdviceContext) -> Findings:
    """T103: the supplier has answered, and nobody of our own has checked."""
    for service, said, route in seen.near(TEAM):
        topics = tuple(topic for topic, check in said.checks.items() if check.supplier and not check.own)
        if topics:
            yield Finding("T103", (*route, "checks"), {"service": service.name, "topics": topics})


def security_unchecked(seen: AdviceContext) -> Findings:
    """T104: our own check against the security guide is not done."""
    for service, said, route in seen.near(TEAM):
        if not said.checks.get(CheckTopic.SECURITY, OwnCheck()).own:
            yield _about("T104", service, route)


def no_journalling(seen: AdviceContext) -> Findings:
    """T110: how submissions reach the records is not decided."""
    for service, said, route in seen.near(PROFILE):
        if said.records is None or said.records.journalled is None:
            yield _about("T110", service, route)


def below_the_process(seen: AdviceContext) -> Findings:
    """T115: the level of the launch is lower than the chosen process asks for."""
    for number, said in enumerate(seen.project.launch.services):
        process = seen.processes.get(said.service)
        wanted = LEVELS_OF_VARIANT.get(process[1].chosen) if process and process[1].chosen else None
        if wanted and said.level and _LEVELS.index(said.level) < _LEVELS.index(wanted.least):
            facts = {
                "service": seen.project.service[said.service].name,
                "level": said.level,
                "wanted": wanted.least,
            }
            yield Finding("T115", ("launch", "services", number, "level"), facts)


def no_main_responsible(seen: AdviceContext) -> Findings:
    """T120: after the kick-off a service has no main responsible."""
    for number, service in enumerate(seen.project.services):
        if service.responsible is None and (seen.after_kickoff() or seen.launch_within(service, PRIVACY)):
            yield _about("T120", service, ("services", number))


def no_authority(seen: AdviceContext) -> Findings:
    """T121: nothing shows that authority is delegated."""
    for service, said, route in seen.near(TEAM):
        for point, answer in _answers(seen, said, "delegated_authority"):
            if not settled(answer) or not (answer.evidence or answer.waiver or answer.note):
                yield _about("T121", service, (*route, "checklist"), point)


def not_gone_through(seen: AdviceContext) -> Findings:
    """T122: the process is not gone through by a team, or by nobody with a critical eye."""
    for service, _, _ in seen.near(TEAM):
        number, process = seen.processes.get(service.id, (None, None))
        if process is None or number is None:
            continue  # P101 says so
        if process.reviewed is None or not any(member.critical for member in process.team):
            why = "team" if process.reviewed else "review"
            route = ("processes", "services", number, "team" if process.reviewed else "service")
            yield Finding("T122", route, {"service": service.name, "hint": why})


def description_not_out(seen: AdviceContext) -> Findings:
    """T123: the service description is not approved, or not published."""
    for service, said, route in seen.near(READY):
        if said.description is None or said.description.approved is None:
            yield Finding("T123", route, {"service": service.name, "hint": "approved"})
        elif said.description.published is None:
            yield Finding("T123", (*route, "description"), {"service": service.name, "hint": "published"})


def way_in_untested(seen: AdviceContext) -> Findings:
    """T124: submissions have nowhere to go, or nobody has tried the whole way."""
    for service, said, route in seen.near(READY):
        kept = said.records is not None and said.records.journalled is not Journalled.NOT_KEPT
        if kept and said.records and not said.records.to:
            yield Finding("T124", (*route, "records"), {"service": service.name, "hint": "nowhere"})
        elif _unsettled(seen, said, "records_reached") or _unsettled(seen, said, "whole_way_tested"):
            yield Finding("T124", (*route, "checklist"), {"service": service.name, "hint": "untested"})


def no_common_reception(seen: AdviceContext) -> Findings:
    """T125: paper, e-mail and form have no common routine."""
    return _open_point(seen, "T125", READY, "common_reception")


def hard_to_find(seen: AdviceContext) -> Findings:
    """T126: the service is not found by two ways in the portal."""
    return _open_point(seen, "T126", READY, "findable_two_ways")


def no_los(seen: AdviceContext) -> Findings:
    """T130: the service has no LOS word."""
    for service, _, _ in seen.near(TEAM):
        if not service.los:
            number = seen.project.services.index(service)
            yield _about("T130", service, ("services", number))


def untested(seen: AdviceContext) -> Findings:
    """T140: the launch is here, and no test is passed."""
    passed = {
        activity.service
        for _, activity in seen.project.activities
        if activity.kind is ActivityKind.TEST and activity.result is Result.PASSED
    }
    for service, _, route in seen.near(TESTED):
        if service.id not in passed:
            yield _about("T140", service, route)


def not_trained(seen: AdviceContext) -> Findings:
    """T150: those involved are not trained."""
    return _open_point(seen, "T150", TESTED, "trained")


def not_informed(seen: AdviceContext) -> Findings:
    """T151: management and organisation are not informed."""
    return _open_point(seen, "T151", TESTED, "informed")


def no_figures(seen: AdviceContext) -> Findings:
    """T160: two months after the launch there are no figures."""
    for service, said, route in _launched(seen, FIGURES_AFTER):
        if not said.figures:
            facts = {"id": service.id, "service": service.name, "launch": seen.launched_on(service.id)}
            yield Finding("T160", route, facts)


def old_statement(seen: AdviceContext) -> Findings:
    """T162: the accessibility statement of a launched service is more than a year old; it is renewed yearly."""
    for service, said, route in _launched(seen, 0):
        for point, answer in _answers(seen, said, "accessibility_statement"):
            day = answer.date or seen.launched_on(service.id)
            if settled(answer) and day is not None and day + YEAR < seen.today:
                facts = {
                    "id": service.id,
                    "service": service.name,
                    "date": day,
                    "point": f"{service.id}/{point}",
                }
                yield Finding("T162", (*route, "checklist"), facts)


def no_next(seen: AdviceContext) -> Findings:
    """T161: a month after the launch the next service is not chosen."""
    for service, said, route in _launched(seen, NEXT_AFTER):
        if said.next is None:
            yield _about("T161", service, route)


# ---------------------------------------------------------------- what several of them ask


def _about(code: str, service: Service, route: Route, point: str = "") -> Finding:
    facts = {"id": service.id, "service": service.name}
    return Finding(code, route, {**facts, "point": f"{service.id}/{point}"} if point else facts)


def _launched(seen: AdviceContext, days: int) -> Iterator[tuple[Service, ServiceLaunch, Route]]:
    """The services that went on at least so many days ago."""
    for service, said, route in seen.near(0):
        day = seen.launched_on(service.id)
        if day is not None and day + timedelta(days=days) <= seen.today:
            yield service, said, route


def _answers(seen: AdviceContext, said: ServiceLaunch, key: str) -> Iterator[tuple[str, CheckAnswer]]:
    """The points of that name with their answers; none where the municipality's own checklist does not ask."""
    for question in seen.plan.facts.questions.of(Phase.LAUNCH):
        if question.key == key:
            yield question.id, said.checklist.get(question.id, CheckAnswer())


def _unsettled(seen: AdviceContext, said: ServiceLaunch, key: str) -> bool:
    return any(not settled(answer) for _, answer in _answers(seen, said, key))


def _open_point(seen: AdviceContext, code: str, days: int, key: str) -> Findings:
    for service, said, route in seen.near(days):
        for point, answer in _answers(seen, said, key):
            if not settled(answer):
                yield _about(code, service, (*route, "checklist"), point)


_ANSWER = "launch.services.checklist.answer"


def _of(*fields: str) -> tuple[str, ...]:
    return tuple(f"launch.services.{field}" for field in fields)


LAUNCH: tuple[Advice, ...] = (
    Advice("T101", 3, no_assurance, (*_of("assurance"), "services.launch")),
    Advice("T102", 3, special_without_dpia, (*_of("personal_data.special", "personal_data.dpia"), "services.launch")),
    Advice("T103", 3, suppliers_word_only, _of("checks.supplier", "checks.own")),
    Advice("T104", 3, security_unchecked, _of("checks.own")),
    Advice("T110", 3, no_journalling, _of("records", "records.journalled")),
    Advice("T115", 2, below_the_process, (*_of("level"), "processes.services.chosen")),
    Advice("T120", 3, no_main_responsible, ("services.responsible",)),
    Advice("T121", 2, no_authority, (_ANSWER, *_of("checklist.evidence"))),
    Advice("T122", 2, not_gone_through, ("processes.services.reviewed", "processes.services.team.critical")),
    Advice("T123", 2, description_not_out, _of("description.approved", "description.published")),
    Advice("T124", 3, way_in_untested, (_ANSWER, *_of("records.to", "records.journalled"))),
    Advice("T125", 2, no_common_reception, (_ANSWER,)),
    Advice("T126", 1, hard_to_find, (_ANSWER,)),
    Advice("T130", 1, no_los, ("services.los",)),
    Advice("T140", 3, untested, tuple(f"launch.activities.{field}" for field in ("kind", "result", "service"))),
    Advice("T150", 2, not_trained, (_ANSWER,)),
    Advice("T151", 2, not_informed, (_ANSWER,)),
    Advice("T160", 2, no_figures, _of("figures", "launched")),
    Advice("T162", 2, old_statement, (_ANSWER, *_of("checklist.date", "launched"))),
    Advice("T161", 1, no_next, _of("next", "launched")),
)  # fmt: skip
