"""``tpn gantt``: the plan as a picture, and on the terminal."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, service: Annotated[str | None, typer.Option("--service")] = None) -> None:
    """The plan by phase and by service, agreed against forecast."""
