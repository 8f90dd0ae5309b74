"""``tpn schema``: the JSON Schema of the project files, for editors."""

import typer


def options(ctx: typer.Context) -> None:
    """JSON Schema of the project files."""
