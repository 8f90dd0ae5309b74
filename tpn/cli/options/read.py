"""``tpn read FILE``: what tpn understands of any spreadsheet. Needs no project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    sheet: Annotated[str | None, typer.Option("--sheet")] = None,
    profile: Annotated[str | None, typer.Option("--profile")] = None,
    save: Annotated[str | None, typer.Option("--save-profile")] = None,
) -> None:
    """What tpn understands of any spreadsheet."""
