"""``tpn slides MEETING -o FILE.pptx``: the presentation of goals, organisation, services and plan."""

from typing import Annotated

import typer


def options(
    ctx: typer.Context, name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None
) -> None:
    """The presentation for a meeting."""
