"""``tpn cancel ID --reason``: something leaves the project, with what hangs on it shown first."""

from __future__ import annotations

from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    decision: Annotated[str | None, typer.Option("--decision")] = None,
    merged_into: Annotated[str | None, typer.Option("--merged-into")] = None,
    split_into: Annotated[str | None, typer.Option("--split-into")] = None,
    taken_over_by: Annotated[str | None, typer.Option("--taken-over-by")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn")] = False,
    titles: Annotated[bool, typer.Option("--titles")] = False,
    resume: Annotated[bool, typer.Option("--resume")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Something leaves the project."""
