"""``tpn gate [PHASE|SERVICE|WAVE]``: what holds a gate back, the paper for it, and what was decided."""

from collections.abc import Sequence
from dataclasses import asdict

from tpn.actions.decide_gate import Condition, NamedGate, decided_edits, gate_named, gate_seen, may_be_decided
from tpn.actions.replan import decided
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.app import FAULTS, OK
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.edits.typed_values import Typist
from tpn.model.choices import PassageOutcome
from tpn.model.fieldtree import takes
from tpn.model.logs import GateDecision
from tpn.model.people import names_of
from tpn.views.gate import GateView

_PARTS = 3


def perform(
    run: Run,
    *,
    names: list[str] | None,
    outcome: str | None,
    decision: str | None,
    condition: list[str] | None,
    write: bool,
) -> int:
    """What holds a gate back; with an outcome, what is written."""
    typed = " ".join(names or ())
    if outcome or decision or condition or write:
        if not typed:
            run.stop("gate-not-named")
        for name, given in (("--outcome", outcome), ("--decision", decision)):
            if not given:
                run.stop("option-missing", verb="gate", name=name)
        _decide(run, gate_named(run, typed), outcome or "", decision or "", condition or [], write=write)
        return OK
    gate = gate_named(run, typed) if typed else None
    view = gate_seen(run, gate)
    _show(run, view, typed, brief=gate is None)
    return FAULTS if gate and view.held else OK


def _show(run: Run, view: GateView, typed: str, *, brief: bool) -> None:
    """On the screen, as a document, as JSON."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, "held": view.held, **asdict(view)})
        return
    one = view.subjects[0] if len(view.subjects) == 1 else None
    of = one.name or run.words(f"status.phases.{one.phase}") if one else typed
    title = run.words("gate.title", of=of) if of else run.words("gate.all")
    give(run, "gate", {"view": view, "brief": brief}, title, kind=kind)


def _decide(run: Run, gate: NamedGate, typed: str, name: str, said: Sequence[str], *, write: bool) -> None:
    """What was decided, with its conditions; approved with open points only on conditions.

    Raises:
        Stop: there is no such decision, or it does not go with the points that are open (exit code 2).
    """
    typist = Typist(run.readable, run.today, run.folder)
    outcome = PassageOutcome(str(typist.value(takes(GateDecision)["outcome"], typed)))
    found = decided(run, name)
    conditions = [_condition(run, typist, one) for one in said]
    may_be_decided(run, gate, outcome, conditions=bool(conditions or found.actions))
    edits = decided_edits(run, gate, found, outcome, conditions)
    after_edits(run.loaded, edits)
    run.say(run.words("gate.outcome", id=found.id, title=found.title, outcome=outcome))
    for one in conditions:
        who = ", ".join(names_of(run.project.person, one.responsible))
        run.say(run.words("gate.condition", what=one.what, who=who, date=one.due))
    if not write:
        run.tell(run.words("gate.would"))
        return
    write_edits(run, edits)
    if not run.preview:
        run.tell(run.words("gate.written"))


def _condition(run: Run, typist: Typist, text: str) -> Condition:
    """``what; who; when``."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != _PARTS or not all(parts):
        run.stop("gate-condition-unclear", value=text)
    what, who, when = parts
    people = tuple(typist.person(one.strip()) for one in who.split(",") if one.strip())
    return Condition(what, people, run.date(when, "--condition", rule="planned"))
