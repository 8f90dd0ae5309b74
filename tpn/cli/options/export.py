"""``tpn export``: the follow-up workbook; with ``--each-responsible`` one for each person, and a mail beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all")] = False,
    style: Annotated[str | None, typer.Option("--style")] = None,
    responsible: Annotated[str | None, typer.Option("--responsible")] = None,
    each: Annotated[Path | None, typer.Option("--each-responsible")] = None,
    due: Annotated[str | None, typer.Option("--due")] = None,
    horizon: Annotated[str | None, typer.Option("--horizon")] = None,
    mail: Annotated[bool, typer.Option("--mail")] = False,
) -> None:
    """The follow-up workbook."""
