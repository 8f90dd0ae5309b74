"""``tpn fields KIND``: what a kind of record can say, before one exists."""

from typing import Annotated

import typer


def options(ctx: typer.Context, kind: Annotated[str | None, typer.Argument(metavar="KIND")] = None) -> None:
    """The fields of a kind of record, with what each takes."""
