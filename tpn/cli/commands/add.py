"""``tpn add KIND field=value …``: a new record with the next free id."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    fields: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE")] = None,
) -> None:
    """A new record, appended to its list."""
    from tpn.cli.series import add_series
    from tpn.cli.writing import write_edits
    from tpn.merge.adding import Place, place_of
    from tpn.merge.meetings import is_of_series
    from tpn.merge.typed import Typist

    run: Run = ctx.obj
    typist = Typist(run.project, run.today, run.folder)
    place: Place = place_of(run.loaded.index, kind, run.folder)
    said = fields or []
    if place.route == ("meetings",) and any(is_of_series(word) for word in said):
        add_series(run, said)
        return
    values = typist.values(place.cls, [word for word in said if not place.takes_for_itself(word)])
    made = place.new(values, said, run.loaded.index)
    after = write_edits(run, [made.edit])
    run.out(run.words("add.done", id=after.index.by_route[made.route].address))
