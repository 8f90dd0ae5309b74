"""``tpn brief``: two pages for whoever takes over the project."""

import typer


def options(ctx: typer.Context) -> None:
    """Two pages for whoever takes over the project."""
