"""``tpn fields KIND``: what a kind of record can say, before one exists."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(ctx: typer.Context, kind: Annotated[str | None, typer.Argument(metavar="KIND")] = None) -> None:
    """The fields of a kind of record, with what each takes."""
