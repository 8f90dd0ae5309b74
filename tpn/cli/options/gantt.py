"""``tpn gantt``: the plan as a picture, and on the terminal."""

import typer


def options(ctx: typer.Context) -> None:
    """The plan by phase and by service, agreed against forecast."""
