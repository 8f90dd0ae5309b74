"""``tpn meet MEETING``: a meeting at the keyboard; the answers become minutes and edits."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None,
    follow_up: Annotated[bool, typer.Option("--follow-up")] = False,
) -> None:
    """Hold a meeting: attendance, the cases, what is late and undecided; then the minutes."""
