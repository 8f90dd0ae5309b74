"""``tpn menu [FILE …]``: a start without a command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context, files: Annotated[list[Path] | None, typer.Argument(metavar="FILE")] = None
) -> None:
    """The projects used last, and what a project lead does in them; files are read in."""
