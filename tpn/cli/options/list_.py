"""``tpn list WHAT``: the records of a kind, or without WHAT the kinds that there are."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    what: Annotated[str | None, typer.Argument(metavar="WHAT")] = None,
    phase: Annotated[str | None, typer.Option("--phase")] = None,
    service: Annotated[str | None, typer.Option("--service")] = None,
    responsible: Annotated[str | None, typer.Option("--responsible")] = None,
    status: Annotated[str | None, typer.Option("--status")] = None,
    late: Annotated[bool, typer.Option("--late")] = False,
    overdue: Annotated[bool, typer.Option("--overdue")] = False,
    expected_late: Annotated[bool, typer.Option("--expected-late")] = False,
    open_only: Annotated[bool, typer.Option("--open")] = False,
    counted: Annotated[bool, typer.Option("--counted")] = False,
    planned: Annotated[bool, typer.Option("--planned")] = False,
    critical: Annotated[bool, typer.Option("--critical")] = False,
    due: Annotated[str | None, typer.Option("--due")] = None,
) -> None:
    """The records of a kind."""
