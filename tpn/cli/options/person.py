"""``tpn person X``: all that is held about somebody, history included."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PERSON")],
    count: Annotated[bool, typer.Option("--count")] = False,
) -> None:
    """All that is held about somebody, history included."""
