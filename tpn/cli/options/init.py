"""``tpn init DIR``: a new project folder, laid out from the method or copied from an example."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    source: Annotated[str, typer.Option("--from")] = "blank",
    name: Annotated[str | None, typer.Option("--name")] = None,
    municipality: Annotated[str | None, typer.Option("--municipality")] = None,
    services: Annotated[str | None, typer.Option("--services")] = None,
    waves: Annotated[str | None, typer.Option("--waves")] = None,
    start: Annotated[str | None, typer.Option("--start")] = None,
) -> None:
    """A new project in a new folder."""
