"""``tpn menu [FILE …]``: a start without a command line."""

from pathlib import Path
from typing import Annotated

import typer


def options(
    ctx: typer.Context, files: Annotated[list[Path] | None, typer.Argument(metavar="FILE")] = None
) -> None:
    """The projects used last, and what a project lead does in them; files are read in."""
