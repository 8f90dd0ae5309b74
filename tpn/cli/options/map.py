"""``tpn map``: the nyttekart as a picture, and as a table."""

from typing import Annotated

import typer


def options(ctx: typer.Context, service: Annotated[str | None, typer.Option("--service")] = None) -> None:
    """What makes which benefit possible, for whom and for what."""
