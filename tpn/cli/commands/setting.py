"""``tpn set ID field=value …``: change fields of one record."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE")],
) -> None:
    """Change fields of one record, keeping the text around them."""
    from tpn.cli.records import record_named
    from tpn.cli.writing import write_edits
    from tpn.merge.typed import Typist
    from tpn.source import Set

    run: Run = ctx.obj
    entry = record_named(run, name)
    typist = Typist(run.project, run.today, run.folder)
    edits = typist.edits(type(entry.record), entry.route, fields)
    write_edits(run, edits)
    for edit in edits:
        field = ".".join(str(part) for part in edit.route[len(entry.route) :])
        value = edit.value if isinstance(edit, Set) else run.words("common.removed")
        run.out(run.words("set.done", id=entry.address, field=field, value=value))
