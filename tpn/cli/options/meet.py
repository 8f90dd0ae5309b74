"""``tpn meet MEETING``: a meeting at the keyboard; the answers become minutes and edits."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None,
    follow_up: Annotated[bool, typer.Option("--follow-up")] = False,
) -> None:
    """Hold a meeting: attendance, the cases, what is late and undecided; then the minutes."""
