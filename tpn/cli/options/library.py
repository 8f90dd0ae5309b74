"""``tpn library``: what content there is, whose it is and how old its facts are; and a copy of it to change."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    what: Annotated[list[str] | None, typer.Argument(metavar="KIND")] = None,
    due: Annotated[bool, typer.Option("--due")] = False,
) -> None:
    """What content there is; ``copy KIND/NAME`` puts one into the project."""
