"""``tpn done ID…``: activities, checkpoints and actions are finished."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="ID")],
    date: Annotated[str | None, typer.Option("--date")] = None,
) -> None:
    """Activities, checkpoints and actions are finished."""
