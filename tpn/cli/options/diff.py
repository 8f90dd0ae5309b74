"""``tpn diff [A] [B]``: what is otherwise between two states of the project."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    first: Annotated[str | None, typer.Argument(metavar="A")] = None,
    last: Annotated[str | None, typer.Argument(metavar="B")] = None,
) -> None:
    """What is otherwise between two states of the project."""
