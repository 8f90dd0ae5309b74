"""``tpn choose``: candidates for the next services, ranked by the project's own weights."""

import typer


def options(ctx: typer.Context) -> None:
    """Which services are best taken next."""
