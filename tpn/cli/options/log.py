"""``tpn log ID``: what has become of one record, write by write."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
) -> None:
    """What has become of one record, write by write."""
