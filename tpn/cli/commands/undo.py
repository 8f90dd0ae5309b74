"""``tpn undo``: takes back tpn's latest write."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    listing: Annotated[bool, typer.Option("--list")] = False,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Take back tpn's latest write, if the files are unchanged since."""
    from tpn.history.journal import entries, latest, undo

    run: Run = ctx.obj
    if listing:
        for one in reversed(entries(run.folder)):
            run.out(run.words("undo.line", when=f"{one.when:%d.%m.%Y %H:%M}", command=" ".join(one.command),
                              files=[file.file for file in one.files]))  # fmt: skip
        return
    entry = undo(run.folder) if write else latest(run.folder)
    key = "undo.done" if write else "undo.would"
    run.out(run.words(key, command=" ".join(entry.command), files=[file.file for file in entry.files]))
