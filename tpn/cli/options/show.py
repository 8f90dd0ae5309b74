"""``tpn show ID``: everything about one record."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Everything about one record."""
