"""``tpn check``: all faults with their place, then the warnings, then the advice of the method."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """All faults with their place; then the method's advice."""
