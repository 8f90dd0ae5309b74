"""``tpn done ID…``: activities, checkpoints and actions are finished."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="ID")],
    date: Annotated[str | None, typer.Option("--date")] = None,
) -> None:
    """Activities, checkpoints and actions are finished."""
