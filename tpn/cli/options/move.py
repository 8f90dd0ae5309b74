"""``tpn move ID DATE``: what a new date does, then the change."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    date: Annotated[str, typer.Argument(metavar="DATE")],
    reason: Annotated[str, typer.Option("--reason")],
    decision: Annotated[str | None, typer.Option("--decision")] = None,
    alone: Annotated[bool, typer.Option("--alone")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """What a new date does to the finish, to services and to people, then the change."""
