"""``tpn check``: all faults with their place, then the warnings, then the advice of the method."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """All faults with their place; then the method's advice."""
