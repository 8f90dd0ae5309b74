"""``tpn status``: where the project stands, on one screen."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    service: Annotated[str | None, typer.Option("--service")] = None,
    phase: Annotated[str | None, typer.Option("--phase")] = None,
) -> None:
    """Where the project stands."""
