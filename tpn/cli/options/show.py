"""``tpn show ID``: everything about one record."""

from typing import Annotated

import typer


def options(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Everything about one record."""
