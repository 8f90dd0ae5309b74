"""``tpn gate [PHASE|SERVICE|WAVE]``: what holds a gate back, the paper for it, and what was decided."""

from tpn.actions.decide_gate import GateRuling, gate_named, gate_seen, rule_on_gate
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.exit_codes import FAULTS, OK
from tpn.cli.run import Run
from tpn.model.people import names_of
from tpn.views.frozen import frozen
from tpn.views.gate import GateView
from tpn.views.next_step import after_gate, after_gates


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
        found = rule_on_gate(run, typed, outcome or "", decision or "", condition or [], write=write)
        _tell(run, found, write=write)
        return OK
    gate = gate_named(run, typed) if typed else None
    view = gate_seen(run, gate)
    _show(run, view, typed, brief=gate is None)
    return FAULTS if gate and view.held else OK


def _show(run: Run, view: GateView, typed: str, *, brief: bool) -> None:
    """On the screen, as a document, as JSON."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, "held": view.held, **frozen(view)})
        return
    one = view.subjects[0] if len(view.subjects) == 1 else None
    of = one.name or run.words(f"status.phases.{one.phase}") if one else typed
    title = run.words("gate.title", of=of) if of else run.words("gate.all")
    run.following = after_gates(view) if brief else after_gate(view)
    give(run, "gate", {"view": view, "brief": brief}, title, kind=kind)


def _tell(run: Run, found: GateRuling, *, write: bool) -> None:
    """What was decided, with its conditions."""
    facts = {"id": found.decision.id, "title": found.decision.title}
    run.say(run.words("gate.outcome", **facts, outcome=found.outcome))
    for one in found.conditions:
        who = ", ".join(names_of(run.project.person, one.responsible))
        run.say(run.words("gate.condition", what=one.what, who=who, date=one.due))
    if not write:
        run.tell(run.words("gate.would"))
    elif not run.preview:
        run.tell(run.words("gate.written"))
