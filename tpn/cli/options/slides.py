"""``tpn slides MEETING -o FILE.pptx``: the presentation of goals, organisation, services and plan."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context, name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None
) -> None:
    """The presentation for a meeting."""
