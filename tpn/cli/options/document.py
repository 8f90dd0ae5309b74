"""``tpn document KIND [NAME] -o FILE``: the documents of a project, each a template."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(metavar="KIND")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
) -> None:
    """The documents of a project."""
