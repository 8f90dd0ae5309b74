"""The facts behind a light with the titles and dates that a sentence needs."""

from collections.abc import Mapping

from tpn.plan import Plan
from tpn.plan.lights import Because
from tpn.views.report_facts import Reason
from tpn.views.report_timing import agreed_finish, timing

_FINISH_LATE = "finish_late"
_HELD_AGAINST_AGREED = ("milestone_late", _FINISH_LATE)


def titles_of(plan: Plan) -> Mapping[str, str]:
    """What the records are called that lights and decisions speak of, by id."""
    project = plan.project
    named = [(w.activity.id, w.activity.title) for w in plan.work]
    for records in (project.risks, project.deviations, project.deliverables, project.benefits.benefits):
        named += [(one.id, one.title) for one in records]
    return dict(named) | {one.id: one.name for one in project.services}


def reason_of(because: Because, plan: Plan, titles: Mapping[str, str]) -> Reason:
    """A fact with the title of what it names, and the agreed and forecast date of what is late."""
    facts = dict(because.facts)
    if (name := facts.get("id")) is not None:
        facts["title"] = titles.get(str(name), "")
        if (work := plan.by_id.get(str(name))) and work.promised and work.end:
            facts |= {"agreed": work.promised, "forecast": work.end}
    if (service := facts.get("service")) is not None:
        facts["service"] = titles.get(str(service), str(service))
    if because.fact == _FINISH_LATE:
        facts["agreed"] = agreed_finish(plan)[0] or plan.project.about.finish
    if because.fact in _HELD_AGAINST_AGREED and not _is_agreed(because, plan):
        facts["by_plan"] = True  # nobody has agreed a day for it: it is late by the plan
    return Reason(because.fact, facts)


def _is_agreed(because: Because, plan: Plan) -> bool:
    """Whether somebody has agreed a day for what is late."""
    if because.fact == _FINISH_LATE:
        return agreed_finish(plan)[0] is not None
    work = plan.by_id.get(str(because.facts.get("id")))
    return work is not None and timing(work.activity, plan).agreed is not None
