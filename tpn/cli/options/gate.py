"""``tpn gate [PHASE|SERVICE|WAVE]``: what holds a gate back, the paper for it, and what was decided."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="GATE")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome")] = None,
    decision: Annotated[str | None, typer.Option("--decision")] = None,
    condition: Annotated[list[str] | None, typer.Option("--condition")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """What holds a gate back, and what was decided."""
