"""``tpn log ID``: what has become of one record, write by write."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
) -> None:
    """What has become of one record, write by write."""
