"""``tpn brief``: the first pages for whoever takes over the project."""

import typer


def options(ctx: typer.Context) -> None:
    """The first pages for whoever takes over the project."""
