"""``tpn forget X``: name, mail, telephone and notes about somebody are taken out, of the past too."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PERSON")],
    also: Annotated[list[str] | None, typer.Option("--also")] = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Name, mail, telephone and notes about somebody are taken out, of the past too."""
