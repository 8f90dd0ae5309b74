"""Process models in other programs' format: a variant out to them, and in from them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import after_edits, write_edits
from tpn.charts.swimlane import swimlane
from tpn.cli.documents import give
from tpn.cli.run import Run
from tpn.edits.process_edits import Incoming, as_record, incoming
from tpn.exchange.bpmn import DiagramName, Model, read_bpmn, write_bpmn
from tpn.model.choices import VariantName
from tpn.reports.process_words import page_facts
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.style import load_style
from tpn.sheets.workshop import for_service
from tpn.spreadsheets.writers import files_of
from tpn.views.process import ProcessStepLine, ProcessView
from tpn.views.rows import Tables


def send_bpmn(run: Run, view: ProcessView, variant: VariantName | None) -> None:
    """One variant as a BPMN file: the one that was named, else the chosen one, else the first.

    Raises:
        Stop: the service has no variant yet.
    """
    said = variant or (view.comparison.chosen if view.comparison.chosen in view.steps else None)
    if said is None:
        said = next(iter(view.variants), None)
    if said is None:
        run.stop("no-process", service=view.service)
    steps = [line.step for line in view.steps[said]]
    run.deliver(write_bpmn(DiagramName(view.service, view.name, said), steps, run.words))
    if variant is None and view.variants[1:]:
        run.tell(run.words("process.which_sent", variant=run.words.choice(said).lower()))


def send_sheet(run: Run, view: ProcessView, variant: VariantName | None, kind: str) -> None:
    """The workshop's sheet: a tab for each variant of the service, or for one.

    Raises:
        Stop: the service has no variant yet, or no file was named.
    """
    if not view.variants:
        run.stop("no-process", service=view.service)
    if run.output is None:
        run.stop("needs-output")
    variants = (variant,) if variant else view.variants
    style = for_service(load_style("steps", run.words.folder), view.service, variants, run.words)
    sending = Sending(run.clock().replace(microsecond=0), run.today)
    book = lay_out(Tables(plan_of(run), run.loaded.standing), style, run.words, sending)
    run.give(files_of(book, run.output.with_suffix(f".{kind}")))


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
    model = read_bpmn(_bytes(run, file), file.name)
    said = variant or model.variant or VariantName.PAPER
    made = incoming(run.project, service, said, model.steps, whole=model.service is not None)
    if write and made.edits:
        write_edits(run, made.edits)
    elif made.edits:
        after_edits(run.loaded, made.edits)
    if run.format("table", "json") == "json":
        run.json(_as_json(model, made, file, said, written=write))
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
    run.tell(run.words("process.from.written" if write else "process.from.would", **said))


def _bytes(run: Run, file: Path) -> bytes:
    if file.is_dir():
        run.stop("file-is-folder", file=str(file), exit_code=1)
    try:
        return file.read_bytes()
    except FileNotFoundError:
        run.stop("file-missing", file=str(file), exit_code=1)
    except OSError as error:
        run.stop("file-unreadable", file=str(file), why=error.strerror, exit_code=1)


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


def _as_json(
    model: Model, made: Incoming, file: Path, variant: VariantName, *, written: bool
) -> dict[str, Any]:

    return {
        "format": 1,
        "file": file.name,
        "name": model.name,
        "variant": variant,
        "actors": model.actors,
        "steps": [as_record(step) for step in made.steps],
        "left_out": [one._asdict() for one in model.left_out],
        "written": written and bool(made.edits),
    }
