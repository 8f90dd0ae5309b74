"""``tpn map``: the nyttekart as a picture, and as a table."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, service: Annotated[str | None, typer.Option("--service")] = None) -> None:
    """What makes which benefit possible, for whom and for what."""
