"""``tpn snapshot [NAME]``: keeps the data as they are now; an agreed plan is the baseline."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    agreed: Annotated[bool, typer.Option("--agreed")] = False,
) -> None:
    """Keep the data as they are now under history/."""
