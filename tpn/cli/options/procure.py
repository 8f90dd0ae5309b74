"""``tpn procure``: the platform, the procurements, and the rules for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from tpn.cli import late_typer as typer


def options(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    plan: Annotated[bool, typer.Option("--plan")] = False,
    spec: Annotated[bool, typer.Option("--spec")] = False,
    answers: Annotated[Path | None, typer.Option("--answers")] = None,
    supplier: Annotated[str | None, typer.Option("--supplier")] = None,
    evaluate: Annotated[bool, typer.Option("--evaluate")] = False,
    scores: Annotated[bool, typer.Option("--scores")] = False,
    requirements: Annotated[bool, typer.Option("--requirements")] = False,
    group: Annotated[str | None, typer.Option("--group")] = None,
    value: Annotated[str | None, typer.Option("--value")] = None,
    date: Annotated[str | None, typer.Option("--date")] = None,
    goods: Annotated[str, typer.Option("--kind")] = "goods_services",
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """The platform, the procurements and the rules for them."""
