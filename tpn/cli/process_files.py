"""Process models in other programs' format: given to the user, and told when they have been taken in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tpn.actions.process_files import TakenProcess, sent_process, take_process, workshop_sheet
from tpn.charts.swimlane import swimlane
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.edits.process_edits import Incoming, as_record
from tpn.exchange.bpmn import Model
from tpn.model.choices import VariantName
from tpn.reports.process_words import page_facts
from tpn.spreadsheets.writers import files_of
from tpn.views.process import ProcessStepLine, ProcessView


def send_bpmn(run: Run, view: ProcessView, variant: VariantName | None) -> None:
    """One variant as a BPMN file; which one is said where there are more.

    Raises:
        Stop: the service has no variant yet.
    """
    sent = sent_process(run, view, variant)
    run.deliver(sent.data)
    if variant is None and view.variants[1:]:
        run.tell(run.words("process.which_sent", variant=run.words.choice(sent.variant).lower()))


def send_sheet(run: Run, view: ProcessView, variant: VariantName | None, kind: str) -> None:
    """The workshop's sheet, as a file.

    Raises:
        Stop: the service has no variant yet, or no file was named.
    """
    if not view.variants:
        run.stop("no-process", service=view.service)
    if run.output is None:
        run.stop("needs-output")
    run.give(files_of(workshop_sheet(run, view, variant), run.output.with_suffix(f".{kind}")))


def give_page(run: Run, view: ProcessView, variants: Sequence[VariantName], kind: str) -> None:
    """The comparison and the steps as a document, with the swimlanes where pictures can be shown.

    Raises:
        Stop: the service has no variant yet.
    """
    if not view.variants:
        run.stop("no-process", service=view.service)
    facts = page_facts(view, run.words)
    drawn = [] if kind == "md" else variants
    pictures = {variant.value: swimlane(view, (variant,), run.words) for variant in drawn}
    titles = [(variant.value, run.words.choice(variant)) for variant in drawn]
    give(run, "process", {**facts, "pictures": titles}, facts["title"], pictures, kind=kind)


def take_bpmn(run: Run, service: str, file: Path, variant: VariantName | None, *, write: bool) -> None:
    """What a BPMN file says, and with ``write`` its steps in the place of a variant's."""
    found = take_process(run, service, file, variant, write=write)
    model, said, made = found
    if run.format("table", "json") == "json":
        run.json(_as_json(found, file, written=write))
        return
    give(run, "process-steps", _facts(run, model, made), _title(run, model, file), kind="table")
    if model.service not in {None, service}:
        run.tell(run.words("process.from.other_service", service=model.service))
    _tell(run, made, said, write=write)


def _tell(run: Run, made: Incoming, variant: VariantName, *, write: bool) -> None:
    said = {"variant": run.words.choice(variant).lower(), "steps": len(made.steps)}
    if not made.edits:
        run.tell_nothing(run.words("process.from.same", **said))
        return
    if made.before:
        run.tell(run.words("process.from.gives_way", before=made.before, **said))
    if made.kept:
        run.tell(run.words("process.from.kept", n=made.kept))
    if write:
        run.tell(run.words("process.from.written", **said))
    else:
        run.tell(how=run.words("process.from.would", **said))


def _title(run: Run, model: Model, file: Path) -> str:
    return run.words(
        "process.from.title",
        file=file.name,
        name=model.name,
        steps=len(model.steps),
        actors=len(model.actors),
    )


def _facts(run: Run, model: Model, made: Incoming) -> dict[str, Any]:
    """The steps that were read, and what does not come along."""
    lines = [ProcessStepLine(number, step, None) for number, step in enumerate(made.steps, 1)]
    left = list(_left_out(run, model))
    return {
        "variant": {"lines": lines}, "heading": run.words("process.from.left_out") if left else "", "notes": left,
    }  # fmt: skip


def _left_out(run: Run, model: Model) -> Iterator[str]:
    """What does not come along, by kind, with the names."""
    words = run.words
    names: dict[str, list[str]] = {}
    for kind, name in model.left_out:
        names.setdefault(kind, []).append(name)
    for kind, found in names.items():
        said = [
            f"«{name}»" if words.language != "en" else f"“{name}”" for name in dict.fromkeys(found) if name
        ]
        yield f"{len(found)} × {words(f'bpmn.kinds.{kind}')}" + (f": {', '.join(said)}" if said else "")


def _as_json(found: TakenProcess, file: Path, *, written: bool) -> dict[str, object]:
    model, variant, made = found
    return {
        "format": 1,
        "file": file.name,
        "name": model.name,
        "variant": variant,
        "actors": model.actors,
        "steps": [as_record(step) for step in made.steps],
        "left_out": model.left_out,
        "written": written and bool(made.edits),
    }
