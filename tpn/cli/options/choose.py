"""``tpn choose``: candidates for the next services, ranked by the project's own weights."""

from __future__ import annotations

from tpn.cli import late_typer as typer


def options(ctx: typer.Context) -> None:
    """Which services are best taken next."""
