"""«What do I do now?» – which command follows which screen, by what the screen has shown. The one home of that.

A step is a key of the texts ``next.steps`` – where the command itself stands, in the words of the language – and the
facts that fill it. Every one of them is a line that runs.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tpn.model.choices import Status
from tpn.model.ended import is_over
from tpn.model.record_kinds import classes_by_kind
from tpn.model.shapes import Activity
from tpn.plan.service_steps import ServiceStep
from tpn.problems import Problem

if TYPE_CHECKING:  # a screen needs its own view only, and ``tpn status`` none of the others
    from tpn.advice import Advised
    from tpn.history.rounds import Round
    from tpn.plan.ranking import Ranked
    from tpn.views.benefits import Register
    from tpn.views.gate import GateView
    from tpn.views.launch import LaunchBoard, ServicePage
    from tpn.views.listing import Listing
    from tpn.views.procurement_board import ProcurementBoard
    from tpn.views.record import Whole
    from tpn.views.status import ServiceLine, StatusView
    from tpn.views.week import Week

NEAR = timedelta(days=30)
"""A launch that is as near as this is looked at before anything else is."""


class NextStep(NamedTuple):
    """The command that is of most use after a screen. ``key``: which, and why; ``facts`` fill both."""

    key: str
    facts: Mapping[str, object] = MappingProxyType({})


def after_status(view: "StatusView") -> NextStep:
    """What is overdue; else a launch that is near; else what has never been agreed; else this week."""
    if view.overdue_all:
        return NextStep("overdue", {"n": view.overdue_all, "asked": view.asked})
    if coming := _coming(view):
        return NextStep("launch", {"service": coming.id, "name": coming.name, "date": coming.timing.binding})
    if view.asked:
        return NextStep("open", {"asked": view.asked})
    return NextStep("agree" if view.agreed is None else "week")


def _coming(view: "StatusView") -> "ServiceLine | None":
    """The service that is next to launch, where that is near or it is the one that is asked for."""
    waiting = [one for one in view.services if not one.steps[ServiceStep.LAUNCHED] and one.timing.binding]
    coming = min(waiting, key=_launch_day, default=None)
    if coming is None:
        return None
    near = _launch_day(coming) - view.as_of <= NEAR
    return coming if near or view.asked.startswith(" --service") else None


def _launch_day(one: "ServiceLine") -> date:
    return one.timing.binding or date.max


def after_week(week: "Week") -> NextStep:
    """What a meeting of the week lacks; else who has not answered; else what is overdue; else the next meeting.

    Else how it all stands.
    """
    if week.meeting and week.meeting.lacks and week.meeting.day <= week.last:
        return NextStep("agenda", {"meeting": week.meeting.id, "day": week.meeting.day})
    if week.silent:
        return NextStep("round", {"name": week.silent[0].name})
    if week.overdue_all:
        return NextStep("overdue", {"n": week.overdue_all, "asked": ""})
    if week.meeting:
        return NextStep("agenda", {"meeting": week.meeting.id, "day": week.meeting.day})
    return NextStep("status")


def after_list(listing: "Listing") -> NextStep | None:
    """The record that needs it most, else the first; of none, how one is made; of what has no id, what can be said."""
    if not listing.rows:
        return NextStep("fields", {"kind": listing.kind}) if not listing.total else None
    named = [
        row for row in listing.rows if getattr(row.record, "id", None)
    ]  # others go by their way in the files
    late = [row for row in named if row.due is not None and row.due.late]
    still = [row for row in named if row.due is None or not row.due.over]
    if named:
        return NextStep("show", {"id": (late or still or named)[0].address})
    return _what_can_be_said(listing.kind)


def after_kinds(counts: Mapping[str, int], overdue: int) -> NextStep:
    """What is overdue; else the work that is left; else how it all stands. ``counts``: the records of each kind."""
    if overdue:
        return NextStep("overdue", {"n": overdue, "asked": ""})
    return NextStep("open", {"asked": ""}) if counts.get("activities") else NextStep("status")


def after_board(view: "LaunchBoard") -> NextStep | None:
    """What the service lacks that misses most close to its launch, else the one that is foreseen to launch first."""
    coming = [
        (line.foreseen or line.ready.launch, line.ready)
        for line in view.lines
        if line.ready.launch and not line.ready.launched
    ]
    lacking = [one for one in coming if one[1].holding] or coming
    if not lacking:
        return None
    day, ready = min(lacking, key=lambda one: (one[1].mark != "urgent", one[0] or date.max))
    return NextStep("launch", {"service": ready.service.id, "name": ready.service.name, "date": day})


def after_page(view: "ServicePage", today: date) -> NextStep:
    """The first point that holds the launch back; else the launch itself; after it, what others are told."""
    ready = view.ready
    if ready.launched:
        return NextStep("description", {"service": ready.service.id})
    if ready.holding:
        return NextStep("point", {"id": f"{ready.service.id}/{ready.holding[0].question.id}"})
    return NextStep("may_launch", {"service": ready.service.id, "day": today})


def after_gates(view: "GateView") -> NextStep | None:
    """The first gate that may not pass."""
    held = next((one for one in view.subjects if one.held and not one.passed), None)
    return NextStep("gate", {"name": held.service or held.phase.value}) if held else None


def after_gate(view: "GateView") -> NextStep | None:
    """The first point that holds a gate back."""
    held = next((one for one in view.subjects if one.held and not one.passed), None)
    if held is None:
        return None
    return NextStep("point", {"id": f"{held.service or held.phase.value}/{held.points[0].id}"})


def after_check(problems: Sequence[Problem], advised: "Advised | None") -> NextStep:
    """Why the first fault is one; else the advice that weighs most."""
    if problems:
        return NextStep("explain_fault", {"code": problems[0].slug})
    if advised and advised.given:
        heaviest = max(advised.given, key=lambda pair: pair[0].weight)[0]
        return NextStep("explain_advice", {"code": heaviest.code})
    return NextStep("status")


def after_round(found: "Round", today: date, *, reminded: bool) -> NextStep:
    """The reminders of those who are missing, when it is time; else what the week asks."""
    remind = found.is_time_to_remind(today) and not reminded
    return NextStep("remind", {"name": found.name}) if remind else NextStep("week")


def after_record(one: "Whole", *, logged: bool) -> NextStep:
    """Of an activity that is not over, what it waits for, else what follows when it is done.

    Of others the verb that knows more; else the changes, where there are some; else what can be said of it.
    """
    entry = one.entry
    if isinstance(entry.record, Activity) and not is_over(entry.record):
        if entry.record.status is Status.NOT_STARTED and (waits := _waits_for(one)):
            return NextStep("waits", {"id": waits})
        return NextStep("done", {"id": one.spoken})
    known = {"benefits": "benefit", "procurements": "deal"}
    if entry.kind in known or logged:
        return NextStep(known.get(entry.kind, "log"), {"id": one.spoken})
    return _what_can_be_said(entry.kind)


def _what_can_be_said(kind: str) -> NextStep:
    """The fields of a kind; of what has none of its own, as the measurements of a benefit, how it all stands."""
    has_fields = kind in classes_by_kind() or kind == "activities"
    return NextStep("record_fields", {"kind": kind}) if has_fields else NextStep("status")


def _waits_for(one: "Whole") -> str | None:
    """The first that must be done before it may begin, and is not."""
    undone = (tie for tie in one.waits_for if tie.link.kind == "FS" and tie.work and not tie.work.done)
    return next((tie.link.to for tie in undone if tie.work and not tie.work.fallen_out), None)


def after_choose(found: "Sequence[Ranked]") -> NextStep | None:
    """The best one that is not in the project yet, brought into it; else the best of those that are."""
    if new := next(
        (one.candidate for one in found if one.candidate.catalogue and not one.candidate.service), None
    ):
        return NextStep("bring", {"service": new.catalogue, "name": new.name})
    first = next((one.candidate.service for one in found), None)
    return NextStep("show", {"id": first}) if first else None


def after_register(view: "Register") -> NextStep | None:
    """How the first benefit that nobody has measured is reckoned; else that of the first."""
    lacking = [one for one in view.lines if not one.results] or view.lines
    return NextStep("benefit", {"id": lacking[0].id}) if lacking else None


def after_platform(view: "ProcurementBoard", today: date) -> NextStep | None:
    """The first procurement that no contract has ended yet."""
    waiting = [deal for deal, _, _ in view.procurements if deal.contract is None or deal.contract >= today]
    return NextStep("deal", {"id": waiting[0].id}) if waiting else None


def after_log(name: str) -> NextStep:
    """The record as it is now."""
    return NextStep("show", {"id": name})


def after_report(*, lacking: bool) -> NextStep:
    """What is still to be written; else the paper itself."""
    return NextStep("report_form" if lacking else "report_paper")


def after_import(*, written: bool, files: str = "") -> NextStep:
    """The same, written; after that, how it all stands."""
    return NextStep("status") if written else NextStep("write", {"files": files})
