"""``tpn minutes MEETING``: the minutes, and what they bring into the project."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="MEETING")],
    phase: Annotated[str | None, typer.Option("--phase")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """The minutes of a meeting."""
