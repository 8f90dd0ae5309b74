"""``tpn replan``: a revised plan, looked at, proposed to a body, and written when it is decided."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    propose: Annotated[bool, typer.Option("--propose")] = False,
    decision: Annotated[str | None, typer.Option("--decision")] = None,
    within_tolerance: Annotated[bool, typer.Option("--within-tolerance")] = False,
    sets: Annotated[list[str] | None, typer.Option("--set")] = None,
    since: Annotated[str | None, typer.Option("--from")] = None,
    body: Annotated[str | None, typer.Option("--body")] = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """A revised plan: what it means, who must agree it, and – when decided – written."""
