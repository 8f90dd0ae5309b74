"""A revised plan: looked at, proposed to a body, and written when it is decided or within the tolerances.

Rules: docs/rules.md, «A revised plan».
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tpn.actions.find_record import record_named
from tpn.actions.session import Session
from tpn.actions.write_changes import By, tried, write_edits, write_tried
from tpn.edits.revised_plan import edits_of, revised_project
from tpn.history.agreements import PlanAgreement, agreements, in_force, stamp
from tpn.history.agreements import change_of as agreement_file
from tpn.history.proposals import ProposedPlan, new_name, proposal_named
from tpn.history.proposals import change_of as proposal_file
from tpn.history.snapshots import reported
from tpn.model.ids import next_id
from tpn.model.logs import Decision
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.model.references import STEERING_GROUP
from tpn.plan import Plan, work_out
from tpn.plan.baseline import FINISH, AgreedBy, Baseline
from tpn.plan.bodies import next_meeting_of
from tpn.plan.plan import working_days
from tpn.plan.revision import RevisedPlan, revised
from tpn.source import Append, Edit, Set, TextFile
from tpn.texts import Words, amount
from tpn.views.revised_plan import RevisedDate, Revision, revision


@dataclass(frozen=True)
class Ground:
    """Why a plan may be revised: by which decision of which body, or within the tolerances; and the dates said."""

    kind: AgreedBy
    body: str = STEERING_GROUP
    decision: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Replanning:
    """A revised plan with all that it does: the facts, the edits, and what becomes agreed."""

    new: RevisedPlan
    facts: Revision
    edits: tuple[Edit, ...]
    agreed: PlanAgreement
    nothing: bool
    """Whether it changes neither a typed date nor an agreed one."""
    outdated: tuple[RevisedDate, ...] = ()
    """What was decided to be earlier than is foreseen now, and was not when it was proposed: the proposal is stale."""

    def files(self, session: Session) -> dict[TextFile, str]:
        """The file of the agreement, for the same write as the edits."""
        return dict([agreement_file(session.folder, self.agreed)])

    def write(self, session: Session) -> None:
        """Write the plan as it is now, with what became agreed, all or none.

        Raises:
            Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
        """
        write_edits(session, self.edits, self.files(session))


class Proposing(NamedTuple):
    """A proposal, the decision that it is an alternative of, and the edits that make it so."""

    proposal: ProposedPlan
    decision: str
    edits: tuple[Edit, ...]

    def write(self, session: Session, file: str | None = None) -> None:
        """Write the proposal and its decision, all or none; ``file`` is the sheet that brought it, where one did.

        Raises:
            Stop: they cannot be written; nothing is changed then.
        """
        files = dict([proposal_file(session.folder, self.proposal)])
        write_tried(
            session, tried(session.loaded, self.edits, session.today), files, By((file,)) if file else None
        )


def replanning(
    session: Session, asked: Mapping[str, date], ground: Ground, seen_from: date | None = None
) -> Replanning:
    """The revised plan of a project, and what it would do.

    Raises:
        Stop: faults stand in the way.
    """
    plan = _plan(session, session.project, seen_from)
    new = revised(plan, asked)
    edits = edits_of(new, plan, session.loaded.index, ground.body)
    agreed = _agreement(session, plan, new, ground)
    after = revised_project(session.project, edits)
    base = in_force([*(one for one in agreements(session.folder) if one.day <= session.today), agreed])
    facts = revision(plan, _plan(session, after, seen_from, base), new, ground.body)
    nothing = not edits and not any(line.moved for line in new.released(ground.body))
    return Replanning(new, facts, tuple(edits), agreed, nothing)


def _plan(session: Session, project: Project, seen_from: date | None, base: Baseline | None = None) -> Plan:
    made = [one for one in agreements(session.folder) if one.day <= session.today]
    return work_out(
        project,
        max(seen_from or session.today, session.today),
        baseline=base or in_force(made),
        questions=Questions(session.folder),
        reported=reported(session.folder, session.today),
    )


def _agreement(session: Session, plan: Plan, new: RevisedPlan, ground: Ground) -> PlanAgreement:
    """What becomes agreed: the dates that the body may release, and the ends of all that binds nobody."""
    released = {line.key: line.proposed for line in new.released(ground.body) if line.proposed}
    live = plan.facts.going_live
    binds = {line.key for line in new.lines} | set(live.values())
    moved = {name: end for name, end in new.ends.items() if name not in binds}
    moved |= released | {live[key]: day for key, day in released.items() if key in live}
    launches = frozenset(line.key for line in new.lines if line.kind == "launch" and line.key in released)
    at = stamp(session.folder, session.today, session.clock())
    return PlanAgreement(
        at, session.today, ground.kind, moved, launches, ground.decision,
        None if ground.body == STEERING_GROUP else ground.body, ground.reason,
    )  # fmt: skip


def asked_dates(session: Session, words: Sequence[str]) -> dict[str, date]:
    """The dates that were typed: ``T-12=15.03``; a launch by the service, the finish by ``project``.

    Raises:
        Stop: no such record, no date, or one that is over (exit code 2).
    """
    asked = {}
    for word in words:
        name, equals, typed = word.partition("=")
        if not equals:
            session.stop("set-without-date", value=word)
        day = session.date(typed, "--set")
        if day < session.today:
            session.stop("proposed-in-the-past", id=name, date=day)
        entry = record_named(session, name)
        asked[FINISH if entry.route == ("project",) else entry.address] = day
    return asked


# ---------------------------------------------------------------- what a decision approved, what the lead may do alone


def replanned_by(session: Session, name: str, asked: Mapping[str, date]) -> Replanning:
    """The revised plan that a decision approved, as amended by dates that were said.

    Raises:
        Stop: it has not been taken, or approved no plan; faults stand in the way.
    """
    found = decided(session, name)
    proposes = any(one.proposal for one in found.alternatives)
    proposal = approved(session, found) if proposes or not asked else None
    dates = {**(proposal.dates if proposal else {}), **asked}
    reason = found.outcome or found.title
    ground = Ground("replan", found.decided_by or STEERING_GROUP, found.id, reason)
    made, known = replanning(session, dates, ground), {*asked, *(proposal.short if proposal else ())}
    late = (one for one in made.facts.moved if one.short and (one.id or FINISH) not in known)
    return replace(made, outdated=tuple(late))


def replanned_within(session: Session, asked: Mapping[str, date], reason: str | None) -> Replanning:
    """A plan moved by the lead alone, while all that has moved since the last decision stays inside the tolerances.

    Raises:
        Stop: it does not (exit code 1), or faults stand in the way.
    """
    made = replanning(session, asked, Ground("tolerance", reason=reason))
    for one in made.facts.strains:
        if one.outside:
            session.stop(
                "outside-tolerance", exit_code=1, title=one.title, days=one.days, allowed=one.allowed
            )
    budget, cost = made.facts.budget, made.facts.cost
    allowed = session.project.about.tolerances.cost_percent
    if budget and cost is not None and (over := (cost - budget) / budget * 100) > allowed:
        session.stop("cost-outside-tolerance", exit_code=1, percent=round(over, 1), allowed=allowed)
    return made


def decided(session: Session, name: str) -> Decision:
    """A decision that has been taken.

    Raises:
        Stop: there is none of that name, or it is open still (exit code 2).
    """
    found = next((one for one in session.project.decisions if one.id.casefold() == name.casefold()), None)
    if found is None or found.decided is None or found.decided > session.today:
        session.stop("not-decided", id=found.id if found else name, hint=None if found else "missing")
    return found


def approved(session: Session, decision: Decision) -> ProposedPlan:
    """The proposal that a decision approved: the last one among its alternatives.

    Raises:
        Stop: none of them is a proposal (exit code 2).
    """
    names = [one.proposal for one in decision.alternatives if one.proposal]
    found = proposal_named(session.folder, names[-1]) if names else None
    if found is None:
        session.stop("decision-without-proposal", id=decision.id)
    return found


# ---------------------------------------------------------------- a proposal


def propose_to(
    session: Session, made: Replanning, body: str, seen_from: date | None, decision: str | None
) -> Proposing:
    """What a revised plan is as a proposal to a body; nothing is written yet.

    ``decision``: the open one that it is an alternative of; without one that which has a proposal, else a new one.

    Raises:
        Stop: the decision that was named is not there, or is taken already (exit code 2).
    """
    proposal = proposed(session, made, body, seen_from)
    said = alternative(session.words, made.facts)
    keep = kept_as_agreed(session.words, made.facts)
    name, edits = case_edits(session, proposal, said, session.words("replan.case"), decision, keep)
    return Proposing(proposal, name, tuple(edits))


def proposed(session: Session, made: Replanning, body: str, seen_from: date | None) -> ProposedPlan:
    """The revised plan as a proposal to a body: every date that it may release."""
    released = made.new.released(body)
    dates = {line.key: line.proposed for line in released if line.proposed}
    return ProposedPlan(
        new_name(session.folder, made.agreed.at), session.today, seen_from or session.today, body, dates,
        frozenset(line.key for line in released if line.short),
    )  # fmt: skip


def case_edits(
    session: Session,
    proposal: ProposedPlan,
    said: Mapping[str, str],
    title: str,
    asked: str | None,
    keep: Mapping[str, str] | None = None,
) -> tuple[str, Sequence[Edit]]:
    """The decision that a proposal is an alternative of, and the edits that make it so.

    An open decision that has a proposal already gets the new one in its place; else a new decision is made, with what
    it is not to (``keep``) as the other alternative.

    Raises:
        Stop: the decision that was named is not there, or is taken already (exit code 2).
    """
    alternative = {**said, "proposal": proposal.name}
    for number, one in enumerate(session.project.decisions):
        if asked is not None and one.id.casefold() != asked.casefold():
            continue
        places = [n for n, other in enumerate(one.alternatives) if other.proposal]
        same_body = (one.decided_by or STEERING_GROUP) == proposal.body
        if one.decided is None and (asked or (places and same_body)):
            route = ("decisions", number, "alternatives")
            if not places:
                return one.id, [Append(route, alternative)]
            return one.id, [Set((*route, places[-1], key), value) for key, value in alternative.items()]
        if asked is not None:
            session.stop("decided-already", id=one.id, date=one.decided)
    if asked is not None:
        session.stop("no-such-record", name=asked)
    name = next_id("B-01", dict(session.loaded.index.ids))
    record: dict[str, object] = {"id": name, "title": title}
    sitting = next_meeting_of(session.project, proposal.body, session.today, working_days(session.project))
    if sitting:
        record["needed_by"] = sitting.day
    if proposal.body != STEERING_GROUP:
        record["decided_by"] = proposal.body
    record["alternatives"] = [alternative, *([keep] if keep else [])]
    return name, [Append(("decisions",), record)]


def alternative(words: Words, facts: Revision) -> dict[str, str]:
    """The alternative of a decision that a proposal is."""
    said = {"title": words("replan.alternative", n=len(facts.moved))}
    if facts.finish.proposed:
        said["time"] = words("replan.time", finish=facts.finish.proposed, agreed=facts.finish.agreed or "–")
    if facts.budget and facts.cost is not None:
        said["cost"] = words(
            "replan.cost_on",
            date=facts.day,
            cost=amount(facts.cost, words.language),
            budget=amount(facts.budget, words.language),
        )
    if facts.benefits:
        said["benefit"] = words("replan.lost", amount=amount(facts.lost, words.language))
    return said


def kept_as_agreed(words: Words, facts: Revision) -> dict[str, str]:
    """The other alternative: the agreed plan stands, and does not hold."""
    finish = facts.finish
    said = {"title": words("replan.keep_title")}
    if finish.agreed and finish.forecast and finish.forecast > finish.agreed:
        said["time"] = words(
            "replan.keep_time", agreed=finish.agreed, forecast=finish.forecast, date=facts.day
        )
    return said
