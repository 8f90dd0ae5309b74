"""``tpn procure``: the platform, the procurements, and the rules for them."""

from decimal import Decimal
from pathlib import Path

from tpn.actions.find_record import record_named
from tpn.cli import procurement as procuring
from tpn.cli.run import Run
from tpn.model.amounts import NotANumber, read_number
from tpn.model.procurement import Component, Procurement


def perform(
    run: Run,
    *,
    name: str | None,
    plan: bool,
    spec: bool,
    answers: Path | None,
    supplier: str | None,
    evaluate: bool,
    scores: bool,
    requirements: bool,
    group: str | None,
    value: str | None,
    date: str | None,
    goods: str,
    write: bool,
) -> int:
    """The platform, the procurements and the rules for them."""
    if value is not None:
        return procuring.give_ruling(run, _amount(run, value), date, goods)
    asked = {"--plan": plan, "--spec": spec, "--answers": answers, "--evaluate": evaluate, "--scores": scores,
             "--requirements": requirements}  # fmt: skip
    option = next((name for name, said in asked.items() if said), None)
    entry = record_named(run, name) if name else None
    if option and (entry is None or not isinstance(entry.record, Procurement)):
        run.stop("needs-procurement", option=option)
    if entry is None:
        return procuring.give_board(run)
    if isinstance(entry.record, Component):
        return procuring.give_component(run, entry.record)
    if not isinstance(entry.record, Procurement):
        run.stop("not-to-procure", id=entry.address)
    if answers is not None:
        return procuring.take_answers(run, entry, answers, supplier, write=write)
    if option == "--requirements":
        return procuring.take_requirements(run, entry.record, group, write=write)
    if option == "--plan" and write:
        return procuring.write_plan(run, entry, entry.record)
    return procuring.GIVE[option](run, entry.record)


def _amount(run: Run, typed: str) -> Decimal:
    """An amount as people type it: «450000», «450 000», «1,2 mill.»."""
    try:
        found = read_number(typed)
    except NotANumber as fault:
        if fault.readings:
            run.stop("number-ambiguous", value=typed, found=fault.readings)
        run.stop("bad-amount", value=typed)
    if found.number < 0 or found.rest:
        run.stop("bad-amount", value=typed)
    if found.thousands:
        run.tell_reading(typed, found.number, ("thousands",))
    return found.number
