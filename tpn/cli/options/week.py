"""``tpn week``: what a project lead must see to this week."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context, responsible: Annotated[str | None, typer.Option("--responsible")] = None
) -> None:
    """What is due, who waits, whom to remind, what the next meeting lacks."""
