"""``tpn set ID field=value …``: change fields of one record."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE")],
    titles: Annotated[bool, typer.Option("--titles")] = False,
) -> None:
    """Change fields of one record, keeping the text around them."""
