"""``tpn gantt``: the plan as a picture, and on the terminal."""

from typing import Annotated

import typer


def options(ctx: typer.Context, service: Annotated[str | None, typer.Option("--service")] = None) -> None:
    """The plan by phase and by service, agreed against forecast."""
