"""``tpn forget X``: name, mail, telephone and notes about somebody are taken out, of the past too."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PERSON")],
    also: Annotated[list[str] | None, typer.Option("--also")] = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Name, mail, telephone and notes about somebody are taken out, of the past too."""
