"""``tpn explain CODE``: what a fault, a piece of advice or a word on the screens means."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, code: Annotated[str | None, typer.Argument(metavar="CODE")] = None) -> None:
    """What a fault or a piece of advice means, and how to put it right."""
