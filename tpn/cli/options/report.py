"""``tpn report``: the status report, for one reader; published it stays as it is."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    reader: Annotated[str | None, typer.Option("--for")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    service: Annotated[str | None, typer.Option("--service")] = None,
    form: Annotated[bool, typer.Option("--form")] = False,
    dashboard: Annotated[bool, typer.Option("--dashboard")] = False,
    with_persons: Annotated[bool, typer.Option("--with-persons")] = False,
    publishing: Annotated[bool, typer.Option("--publish")] = False,
    listing: Annotated[bool, typer.Option("--list")] = False,
    show: Annotated[int | None, typer.Option("--show")] = None,
    withdraw: Annotated[int | None, typer.Option("--withdraw")] = None,
    correct: Annotated[int | None, typer.Option("--correct")] = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
) -> None:
    """The status report, for one reader."""
