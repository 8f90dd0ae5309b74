"""What lies ahead of a report: the next meeting of the steering group, and the next day on which something is decided.

A day that has been is never told as one that comes: what was typed for it then counts no more.
"""

from datetime import date
from typing import NamedTuple

from tpn.model.choices import MeetingKind
from tpn.model.logs import Meeting
from tpn.plan import Plan
from tpn.plan.attendance import coming_meetings
from tpn.plan.gates import is_gate


class ComingPoint(NamedTuple):
    """The next point of decision and what is decided. ``meeting``: it is the steering group's next meeting.

    ``passed``: the day that was typed for it, where that has been.
    """

    day: date | None = None
    what: str | None = None
    meeting: bool = False
    passed: date | None = None


def coming_point(plan: Plan) -> ComingPoint:
    """The point that was said, else the next meeting of the steering group, else the first gate that is not passed."""
    said = plan.project.report.next_decision_point
    passed = said.date if said and said.date and said.date < plan.today else None
    if said and not passed and (said.date or said.what):
        meeting = coming_meeting(plan)
        return ComingPoint(said.date or (meeting.date if meeting else _gate(plan).day), said.what)
    if meeting := coming_meeting(plan):
        return ComingPoint(meeting.date, meeting=True, passed=passed)
    return _gate(plan)._replace(passed=passed)


def coming_meeting(plan: Plan) -> Meeting | None:
    """The next meeting of the steering group from today on."""
    ahead = coming_meetings(plan.project.meetings, plan.today)
    return next((one for one in ahead if one.kind is MeetingKind.STEERING), None)


def _gate(plan: Plan) -> ComingPoint:
    """The first gate that is not passed, with its day: where no meeting is planned it is the point of decision."""
    ahead = [w for w in plan.work if is_gate(w.activity) and w.end and not w.done and not w.fallen_out]
    first = min(ahead, key=lambda w: w.end or date.max, default=None)
    return ComingPoint(first.end, first.activity.title) if first else ComingPoint()
