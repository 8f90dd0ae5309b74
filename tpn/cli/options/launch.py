"""``tpn launch [SERVICE]``: the readiness board; one service's checklist; a launch recorded when it may be."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    service: Annotated[str | None, typer.Argument(metavar="SERVICE")] = None,
    date: Annotated[str | None, typer.Option("--date")] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    description: Annotated[bool, typer.Option("--description")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """What may go live, and what it lacks."""
