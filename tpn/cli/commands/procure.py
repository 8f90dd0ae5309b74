"""``tpn procure``: the platform, the procurements, and the rules for them."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    plan: Annotated[bool, typer.Option("--plan")] = False,
    spec: Annotated[bool, typer.Option("--spec")] = False,
    answers: Annotated[Path | None, typer.Option("--answers")] = None,
    supplier: Annotated[str | None, typer.Option("--supplier")] = None,
    evaluate: Annotated[bool, typer.Option("--evaluate")] = False,
    requirements: Annotated[bool, typer.Option("--requirements")] = False,
    group: Annotated[str | None, typer.Option("--group")] = None,
    value: Annotated[str | None, typer.Option("--value")] = None,
    date: Annotated[str | None, typer.Option("--date")] = None,
    goods: Annotated[str, typer.Option("--kind")] = "goods_services",
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """The platform, the procurements and the rules for them."""
    from tpn.actions.find_record import record_named
    from tpn.cli import procurement as procuring
    from tpn.model.procurement import Component, Procurement

    run: Run = ctx.obj
    if value is not None:
        return procuring.give_ruling(run, _amount(run, value), date, goods)
    asked = {"--plan": plan, "--spec": spec, "--answers": answers, "--evaluate": evaluate,
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
    return procuring.GIVE[option](run, entry.record)


def _amount(run: Run, typed: str) -> Decimal:
    """An amount as people type it: «450000», «450 000», «1,2 mill.»."""
    from tpn.model.amounts import NotANumber, read_number

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
