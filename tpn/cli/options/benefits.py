"""``tpn benefits``: the register, the arithmetic step by step, one benefit in detail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    which: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    audit: Annotated[Path | None, typer.Option("--audit")] = None,
    stakeholders: Annotated[bool, typer.Option("--stakeholders")] = False,
    assessments: Annotated[bool, typer.Option("--with-assessments")] = False,
    form: Annotated[str | None, typer.Option("--form")] = None,
) -> None:
    """What is gained, how far it has come, and what it is worth."""
