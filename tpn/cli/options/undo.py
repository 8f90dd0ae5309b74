"""``tpn undo``: takes back tpn's latest write."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    listing: Annotated[bool, typer.Option("--list")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
    finish: Annotated[bool, typer.Option("--finish")] = False,
    drop: Annotated[bool, typer.Option("--drop")] = False,
) -> None:
    """Take back tpn's latest write, if the files are unchanged since; or settle one that was never finished."""
