"""``tpn explain CODE``: one fault or one piece of advice, what it means and how to put it right. Needs no project."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tpn.cli.run import Run

if TYPE_CHECKING:
    from tpn.texts.explained import Explained


def command(ctx: typer.Context, code: Annotated[str | None, typer.Argument(metavar="CODE")] = None) -> None:
    """What a fault or a piece of advice means, and how to put it right."""
    from tpn.reports.ansi import painter
    from tpn.reports.explain_screen import all_codes, one_code
    from tpn.texts.explained import codes, explained

    run: Run = ctx.obj
    kind = run.format("table", "json")
    paint = painter(colour=run.colour)
    if code is not None:
        one = explained(_known(run, code), run.words)
        if kind == "json":
            run.json({"format": 1, **_as_json(one)})
        else:
            run.out(one_code(one, run.words, paint))
        return
    groups = {name: [explained(one, run.words) for one in some] for name, some in codes(run.words).items()}
    if kind == "json":
        run.json({"format": 1, "codes": [_as_json(one) for some in groups.values() for one in some]})
    else:
        run.out(all_codes(groups, run.words, paint))


def _known(run: Run, typed: str) -> str:
    """The code that was meant: copied with its brackets, in any case.

    Raises:
        Stop: there is no such code (exit code 2).
    """
    from tpn.model.similar import closest, fold
    from tpn.texts.explained import codes

    bare = typed.strip("[] .")
    known = {fold(code): code for some in codes(run.words).values() for code in some}
    if fold(bare) in known:
        return known[fold(bare)]
    meant = closest(bare, known.values())
    run.stop("no-such-code", value=typed, suggestion=meant, hint="suggestion" if meant else None)


def _as_json(one: "Explained") -> dict[str, Any]:
    return {**one._asdict(), "hints": list(one.hints)}
