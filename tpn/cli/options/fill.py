"""``tpn fill WORKBOOK``: the municipality's own workbook filled in place, every other part as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK")],
    profile: Annotated[str | None, typer.Option("--profile")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Fill the municipality's own workbook, leaving every other part of the file as it was."""
