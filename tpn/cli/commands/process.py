"""``tpn process SERVICE``: the variants of a service's process side by side, or the steps of one."""

from typing import TYPE_CHECKING, Annotated

import typer

from tpn.cli.run import Run

if TYPE_CHECKING:
    from tpn.model.choices import VariantName
    from tpn.views.process import ProcessView


def command(
    ctx: typer.Context,
    service: Annotated[str, typer.Argument(metavar="SERVICE")],
    variant: Annotated[str | None, typer.Option("--variant")] = None,
) -> None:
    """What a service costs today, and what it would cost tomorrow."""
    from tpn.cli.naming import service_named
    from tpn.model.actors import Actors
    from tpn.views.process import as_json, process

    run: Run = ctx.obj
    kind = run.format("table", "json", "svg")
    view = process(run.project, service_named(run, service), Actors(run.folder).side)
    said = _variant(run, view, variant) if variant else None
    if kind == "json":
        run.json(as_json(view))
        return
    if kind == "svg":
        from tpn.charts.swimlane import swimlane

        if not view.variants:
            run.stop("no-process", service=view.service)
        run.out(swimlane(view, (said,) if said else view.variants, run.words))
        return
    from tpn.reports.ansi import painter
    from tpn.reports.process_screen import ProcessScreen

    screen = ProcessScreen(view, run.words, painter(colour=run.colour))
    run.out(screen.steps(said) if said else screen.comparison())


def _variant(run: Run, view: "ProcessView", typed: str) -> "VariantName":
    """The variant that was meant, by key or by its name in any language.

    Raises:
        Stop: there is no such variant, or the service does not have it (exit code 2).
    """
    from tpn.model.choices import VariantName
    from tpn.texts.spoken import choice_value

    found = choice_value(VariantName, typed, run.folder)
    if found is None:
        run.stop("no-such-variant", value=typed, known=tuple(VariantName))
    if found not in view.steps:
        run.stop("variant-not-there", variant=found, service=view.service)
    return found
