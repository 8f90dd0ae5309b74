"""``tpn agenda [MEETING]``: the agenda and the invitation of a meeting."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """The agenda of a meeting: times, people, checks."""
