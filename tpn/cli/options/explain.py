"""``tpn explain CODE``: what a fault or a piece of advice means, and where the project at hand has it."""

from typing import Annotated

import typer


def options(ctx: typer.Context, code: Annotated[str | None, typer.Argument(metavar="CODE")] = None) -> None:
    """What a fault or a piece of advice means, and how to put it right."""
