"""``tpn schema``: the JSON Schema of the project files, for editors."""

import typer

from tpn.cli.run import Run


def command(ctx: typer.Context) -> None:
    """JSON Schema of the project files."""
    from tpn.exchange.schema import as_text

    run: Run = ctx.obj
    run.format("json")
    run.out(as_text(run.words))
