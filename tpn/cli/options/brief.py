"""``tpn brief``: the first pages for whoever takes over the project."""

from __future__ import annotations

from tpn.cli import late_typer as typer


def options(ctx: typer.Context) -> None:
    """The first pages for whoever takes over the project."""
