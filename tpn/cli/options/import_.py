"""``tpn import``: what came back – seen first, then written with ``--write``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE")],
    write: Annotated[bool, typer.Option("--write")] = False,
    take: Annotated[str, typer.Option("--take")] = "",
    profile: Annotated[str | None, typer.Option("--profile")] = None,
    phase: Annotated[str | None, typer.Option("--phase")] = None,
    new_people: Annotated[bool, typer.Option("--new-people")] = False,
) -> None:
    """What came back: changed, new, in conflict, gone; written when asked for."""
