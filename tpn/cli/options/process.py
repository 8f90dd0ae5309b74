"""``tpn process SERVICE``: the variants of a service's process side by side, or the steps of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    service: Annotated[str, typer.Argument(metavar="SERVICE")],
    variant: Annotated[str | None, typer.Option("--variant")] = None,
    file: Annotated[Path | None, typer.Option("--from")] = None,
    propose: Annotated[bool, typer.Option("--propose")] = False,
    take: Annotated[str | None, typer.Option("--take")] = None,
    dismiss: Annotated[str | None, typer.Option("--dismiss")] = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """What a service costs today, and what it would cost tomorrow."""
