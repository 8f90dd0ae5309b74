"""``tpn person X``: all that is held about somebody, history included."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PERSON")],
    count: Annotated[bool, typer.Option("--count")] = False,
) -> None:
    """All that is held about somebody, history included."""
