"""``tpn snapshot [NAME]``: keeps the data as they are now; an agreed plan is the baseline."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    agreed: Annotated[bool, typer.Option("--agreed")] = False,
) -> None:
    """Keep the data as they are now under history/."""
