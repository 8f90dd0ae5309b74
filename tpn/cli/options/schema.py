"""``tpn schema``: the JSON Schema of the project files, for editors."""

from __future__ import annotations

from tpn.cli import late_typer as typer


def options(ctx: typer.Context) -> None:
    """JSON Schema of the project files."""
