"""``tpn remove ID``: what should never have been there is taken out; refused while something points at it."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    replace_by: Annotated[str | None, typer.Option("--replace-by")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """What should never have been there is taken out."""
