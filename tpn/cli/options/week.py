"""``tpn week``: what a project lead must see to this week."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context, responsible: Annotated[str | None, typer.Option("--responsible")] = None
) -> None:
    """What is due, who waits, whom to remind, what the next meeting lacks."""
