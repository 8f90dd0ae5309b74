"""``tpn round [NAME]``: who was sent what, who has answered, who is missing – with a ready reminder."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    remind: Annotated[bool, typer.Option("--remind")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Who has answered, and who is missing."""
