"""``tpn completion SHELL``: the script that lets a shell complete verbs, options, ids and people."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, shell: Annotated[str | None, typer.Argument(metavar="SHELL")] = None) -> None:
    """The script for a shell; without one how it is put in place."""
