"""``tpn completion SHELL``: the script that lets a shell complete verbs, options, ids and people."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(ctx: typer.Context, shell: Annotated[str | None, typer.Argument(metavar="SHELL")] = None) -> None:
    """The script for a shell; without one how it is put in place."""
    from tpn.cli.shells import SHELLS

    run: Run = ctx.obj
    if shell is None:
        run.out(run.words("completion.how"))
    elif shell.lower() in SHELLS:
        run.out(SHELLS[shell.lower()])
    else:
        run.stop("no-such-shell", value=shell, known=tuple(SHELLS))
