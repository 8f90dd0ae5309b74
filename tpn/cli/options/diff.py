"""``tpn diff [A] [B]``: what is otherwise between two states of the project."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    first: Annotated[str | None, typer.Argument(metavar="A")] = None,
    last: Annotated[str | None, typer.Argument(metavar="B")] = None,
) -> None:
    """What is otherwise between two states of the project."""
