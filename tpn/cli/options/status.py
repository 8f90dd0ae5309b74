"""``tpn status``: where the project stands, on one screen."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    service: Annotated[str | None, typer.Option("--service")] = None,
    phase: Annotated[str | None, typer.Option("--phase")] = None,
) -> None:
    """Where the project stands."""
