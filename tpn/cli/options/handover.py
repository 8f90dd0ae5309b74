"""``tpn handover PERSON --to PERSON``: all that one person carries, to another."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    person: Annotated[str | None, typer.Argument(metavar="PERSON")] = None,
    to: Annotated[str | None, typer.Option("--to")] = None,
    first: Annotated[str | None, typer.Option("--from")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    only: Annotated[str | None, typer.Option("--only")] = None,
    roles: Annotated[bool, typer.Option("--roles")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """All that one person carries, to another."""
