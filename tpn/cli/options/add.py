"""``tpn add KIND field=value …``: a new record with the next free id; ``tpn add service NAME``: a ready one."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    fields: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE")] = None,
) -> None:
    """A new record, appended to its list."""
