"""``tpn postpone ID [--to DATE]``: something is set aside, until a day or until further notice."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    to: Annotated[str | None, typer.Option("--to")] = None,
    decision: Annotated[str | None, typer.Option("--decision")] = None,
    resume: Annotated[bool, typer.Option("--resume")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Something is set aside."""
