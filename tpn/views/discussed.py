"""What a meeting talks about without a decision asked for, beside what the project knows of it."""

import re
from collections.abc import Iterator

from tpn.model.choices import AgendaKind
from tpn.model.logs import Meeting
from tpn.model.people import name_of
from tpn.model.similar import fold
from tpn.plan import Plan
from tpn.views.report_facts import DiscussedCase
from tpn.views.report_risks import deviation_lines
from tpn.views.report_services import service_lines

TALKED_OF = frozenset({AgendaKind.DISCUSSION, AgendaKind.INFORMATION})


def discussed(plan: Plan, meeting: Meeting) -> tuple[DiscussedCase, ...]:
    """The cases whose title names a service that is not launched, or an open deviation by its id."""
    return tuple(_discussed(plan, meeting)) if meeting.agenda else ()


def _discussed(plan: Plan, meeting: Meeting) -> Iterator[DiscussedCase]:
    services = [one for one in service_lines(plan) if one.launched is None]
    deviations = deviation_lines(plan)
    for item in meeting.agenda:
        if item.kind not in TALKED_OF:
            continue
        title = fold(item.title)
        words = set(re.findall(r"[\w-]+", item.title.lower()))
        service = next((one for one in services if one.id in words or fold(one.name) in title), None)
        deviation = next((one for one in deviations if one.id.lower() in words), None)
        if service or deviation:
            who = name_of(plan.project.person, item.responsible)
            yield DiscussedCase(item.case, item.title, who, service, deviation)
