"""What a gate is called, and what is written when it has been decided on."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tpn.actions.find_named import phase_named, standing_service
from tpn.actions.load_plan import plan_of
from tpn.actions.replan import decided
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.mark_done import finished
from tpn.edits.typed_values import Typist
from tpn.history.snapshots import known_on, previous
from tpn.library.dated import dated_facts
from tpn.model.choices import PassageOutcome, Phase
from tpn.model.fieldtree import takes
from tpn.model.logs import Decision, GateDecision
from tpn.model.similar import fold
from tpn.plan.gate_score import score_limits
from tpn.plan.gates import PASSING, Passage, gates, open_points
from tpn.problems import Stop
from tpn.source import Append, Edit, Set
from tpn.views.gate import GateView, every_passage, gate_view

_WAVE = re.compile(r"(?:bølge|bølgje|wave)\s*(\d{1,2})", re.IGNORECASE)


class NamedGate(NamedTuple):
    """A phase, a service or a wave, as ``gate`` of a decision says it, and what passes with it."""

    said: dict[str, Any]
    passages: tuple[Passage, ...]


def gate_named(session: Session, typed: str) -> NamedGate:
    """The gate that was meant: a service by id, a wave, a phase, a service by words of its name.

    Raises:
        Stop: there is none (exit code 2).
    """
    services = session.project.services
    if wave := _WAVE.fullmatch(typed.strip()):
        some = tuple(Passage(Phase.LAUNCH, one.id) for one in services if one.wave == int(wave[1]))
        if not some:
            session.stop("no-such-wave", wave=int(wave[1]))
        return NamedGate({"wave": int(wave[1])}, some)
    phase = None
    if not any(fold(typed) in {fold(one.id), fold(one.name)} for one in services):
        try:
            phase = phase_named(session, typed)
        except Stop:
            phase = None  # no phase: then a service
    if phase is None:
        name = standing_service(session, typed)
        return NamedGate({"service": name}, (Passage(Phase.LAUNCH, name),))
    if phase is Phase.LAUNCH:
        return NamedGate({"phase": phase.value}, tuple(Passage(phase, one.id) for one in services))
    return NamedGate({"phase": phase.value}, (Passage(phase),))


def heard(session: Session, gate: NamedGate) -> list[Decision]:
    """The decisions on a gate, the oldest first."""
    found = [
        one
        for one in session.project.decisions
        if one.decided
        and one.gate
        and all(getattr(one.gate, key) == value for key, value in gate.said.items())
    ]
    return sorted(found, key=lambda one: one.decided or date.min)


def gate_seen(session: Session, gate: NamedGate | None) -> GateView:
    """What a body needs to decide on a gate; on all that are not passed where none is named.

    Raises:
        Stop: faults in the files (exit code 1).
    """
    plan = plan_of(session)
    latest = previous(session.folder, session.today)
    since = latest.taken if latest else None
    limits = score_limits(dated_facts("gates", "scores", session.words.folder), session.today)
    if gate is None:
        return gate_view(plan, every_passage(plan), [], since, session.language, limits)
    before = heard(session, gate)
    last = max((one.decided for one in before if one.decided), default=since)
    then = known_on(session.folder, last) if last else None
    held_against = (then.facts, then.taken) if then else (None, None)
    return gate_view(plan, gate.passages, before, since, session.language, limits, *held_against)


def may_be_decided(session: Session, gate: NamedGate, outcome: PassageOutcome, *, conditions: bool) -> None:
    """A gate is approved with open points only on conditions, and on conditions only where there are some.

    Raises:
        Stop: the outcome does not go with the points that are open.
    """
    plan = plan_of(session)
    points = [p for one in gate.passages for p in open_points(plan.project, plan.facts.questions, one)]
    if outcome is PassageOutcome.APPROVED_WITH_CONDITIONS and not conditions:
        session.stop("gate-without-conditions")
    if outcome is PassageOutcome.APPROVED and points:
        ids = tuple(dict.fromkeys(one.id for one in points))
        session.stop("gate-needs-conditions", exit_code=1, count=len(points), points=ids)


class Condition(NamedTuple):
    """What must be done afterwards: what, who, by when."""

    what: str
    responsible: tuple[str, ...]
    due: date


class GateRuling(NamedTuple):
    """What a body decided on a gate: by which decision, with which outcome, on which conditions."""

    decision: Decision
    outcome: PassageOutcome
    conditions: tuple[Condition, ...]
    edits: tuple[Edit, ...]


def rule_on_gate(
    session: Session, typed: str, outcome: str, decision: str, conditions: Sequence[str], *, write: bool
) -> GateRuling:
    """What was decided on a gate, all as it was typed; only seen to be possible unless ``write``.

    ``conditions``: each ``what; who; when``.

    Raises:
        Stop: no such gate, decision or person, or the outcome does not go with the points that are open.
    """
    gate = gate_named(session, typed)
    typist = Typist(session.readable, session.today, session.folder)
    said = PassageOutcome(str(typist.value(takes(GateDecision)["outcome"], outcome)))
    found = decided(session, decision)
    some = tuple(_condition(session, typist, one) for one in conditions)
    may_be_decided(session, gate, said, conditions=bool(some or found.actions))
    edits = tuple(decided_edits(session, gate, found, said, some))
    if write:
        write_edits(session, edits)
    else:
        after_edits(session.loaded, edits)
    return GateRuling(found, said, some, edits)


def _condition(session: Session, typist: Typist, text: str) -> Condition:
    """``what; who; when``."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != len(Condition._fields) or not all(parts):
        session.stop("gate-condition-unclear", value=text)
    what, who, when = parts
    people = tuple(typist.person(one.strip()) for one in who.split(",") if one.strip())
    return Condition(what, people, session.date(when, "--condition", rule="planned"))


def decided_edits(
    session: Session, gate: NamedGate, decision: Decision, outcome: PassageOutcome, some: Sequence[Condition]
) -> list[Edit]:
    """The outcome on its decision, its conditions as actions of it; the gates of a phase that passes are done."""
    numbers = {one.id: number for number, one in enumerate(session.loaded.sound().decisions)}
    route = ("decisions", numbers[decision.id])
    edits: list[Edit] = [Set((*route, "gate"), {**gate.said, "outcome": outcome.value})]
    there = {(one.what, one.responsible, one.due) for one in decision.actions}
    for one in dict.fromkeys(one for one in some if tuple(one) not in there):
        said = {"what": one.what, "responsible": list(one.responsible), "due": one.due}
        edits.append(Append((*route, "actions"), said))
    if outcome in PASSING and "phase" in gate.said:
        project = session.loaded.sound()
        for way, _ in gates(project, Phase(gate.said["phase"])):
            edits += finished(session.loaded.index.by_route[way], decision.decided or session.today)
    return edits
