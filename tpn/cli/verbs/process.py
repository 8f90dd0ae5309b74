"""``tpn process SERVICE``: the variants of a service's process side by side, or the steps of one."""

from pathlib import Path

from tpn.actions.document_access import access_of_document
from tpn.actions.find_named import service_named
from tpn.charts.svg import carrying
from tpn.charts.swimlane import swimlane
from tpn.cli import proposals as proposing
from tpn.cli.documents import give
from tpn.cli.process_files import give_page, send_bpmn, send_sheet, take_bpmn
from tpn.cli.run import Run
from tpn.model.actors import Actors
from tpn.model.choices import VariantName
from tpn.model.taxonomy import Taxonomy
from tpn.reports.process_words import page_facts, steps_facts
from tpn.texts.parse_words import choice_value
from tpn.views.process import ProcessView, as_json, process


def perform(
    run: Run,
    *,
    service: str,
    variant: str | None,
    file: Path | None,
    propose: bool,
    take: str | None,
    dismiss: str | None,
    reason: str | None,
    write: bool,
) -> None:
    """What a service costs today, and what it would cost tomorrow."""
    named = service_named(run, service)
    said = _variant(run, variant) if variant else None
    if file is not None:
        take_bpmn(run, named, file, said, write=write)
        return
    if propose or take or dismiss:
        proposing.propose(run, named, take=take, dismiss=dismiss, reason=reason, write=write)
        return
    view = process(run.project, named, Actors(run.folder).side, Taxonomy(run.folder))
    if said and said not in view.steps:
        run.stop("variant-not-there", variant=said, service=view.service)
    _show(run, view, said)


def _show(run: Run, view: ProcessView, variant: VariantName | None) -> None:
    """The process in the format that was asked for."""
    match run.format("table", "json", "svg", "bpmn", "xlsx", "ods", "md", "html", "docx", "pdf"):
        case "json":
            run.json(as_json(view))
        case "svg":
            if not view.variants:
                run.stop("no-process", service=view.service)
            drawn = swimlane(view, (variant,) if variant else view.variants, run.words)
            run.out(carrying(drawn, access_of_document(run, "process")))
        case "bpmn":
            send_bpmn(run, view, variant)
        case "xlsx" | "ods" as kind:
            send_sheet(run, view, variant, kind)
        case "md" | "html" | "docx" | "pdf" as kind:
            give_page(run, view, (variant,) if variant else view.variants, kind)
        case _:
            _screen(run, view, variant)


def _screen(run: Run, view: ProcessView, variant: VariantName | None) -> None:
    """The variants side by side, or the steps of one."""
    if not view.variants:
        run.say(run.words("process.no_variants", name=view.name, service=view.service))
    elif variant:
        title = run.words("process.steps_of", name=view.name, variant=run.words.choice(variant).lower())
        give(run, "process-steps", steps_facts(view, run.words, variant), title, kind="table")
    else:
        facts = {**page_facts(view, run.words, screen=True), "variants": [], "pictures": []}
        give(run, "process", facts, facts["title"], kind="table")


def _variant(run: Run, typed: str) -> VariantName:
    """The variant that was meant, by key or by its name in any language.

    Raises:
        Stop: there is no such variant (exit code 2).
    """
    found = choice_value(VariantName, typed, run.folder)
    if found is None:
        run.stop("no-such-variant", value=typed, known=tuple(VariantName))
    return found
