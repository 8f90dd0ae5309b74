"""``tpn archive [GATE|MONTH] -o FILE.zip``: the papers of a gate or a month, to be kept without tpn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="WHAT")] = None,
    papers: Annotated[list[Path] | None, typer.Option("--with")] = None,
) -> None:
    """The papers of a gate or a month."""
