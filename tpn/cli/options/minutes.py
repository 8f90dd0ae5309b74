"""``tpn minutes MEETING``: the minutes, and what they bring into the project."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="MEETING")],
    phase: Annotated[str | None, typer.Option("--phase")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """The minutes of a meeting."""
