"""Process models in other programs' format: a variant out to them, and in from them; the workshop's sheet."""

from pathlib import Path
from typing import NamedTuple

from tpn.actions.lay_out_sheets import workbook
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.process_edits import Incoming, incoming
from tpn.exchange.bpmn import DiagramName, Model, read_bpmn, write_bpmn
from tpn.model.choices import VariantName
from tpn.problems import Stop
from tpn.sheets.load_style import load_style
from tpn.sheets.workshop import for_service
from tpn.source.files import file_bytes, reading_problem
from tpn.spreadsheets.book import Book
from tpn.views.process import ProcessView


class SentProcess(NamedTuple):
    """A variant as a BPMN file."""

    variant: VariantName
    data: bytes


def sent_process(session: Session, view: ProcessView, variant: VariantName | None) -> SentProcess:
    """One variant as a BPMN file: the one that was named, else the chosen one, else the first.

    Raises:
        Stop: the service has no variant yet (exit code 2).
    """
    said = variant or (view.comparison.chosen if view.comparison.chosen in view.steps else None)
    if said is None:
        said = next(iter(view.variants), None)
    if said is None:
        session.stop("no-process", service=view.service)
    steps = [line.step for line in view.steps[said]]
    return SentProcess(said, write_bpmn(DiagramName(view.service, view.name, said), steps, session.words))


def workshop_sheet(session: Session, view: ProcessView, variant: VariantName | None) -> Book:
    """The workshop's sheet: a tab for each variant of the service, or for one."""
    variants = (variant,) if variant else view.variants
    style = for_service(load_style("steps", session.words.folder), view.service, variants, session.words)
    return workbook(session, style)


class TakenProcess(NamedTuple):
    """What a BPMN file says, the variant that it is put in the place of, and what becomes of that."""

    model: Model
    variant: VariantName
    made: Incoming


def take_process(
    session: Session, service: str, file: Path, variant: VariantName | None, *, write: bool
) -> TakenProcess:
    """What a BPMN file says, and with ``write`` its steps in the place of a variant's.

    Raises:
        Stop: the file cannot be read (exit code 1), or the project would become faulty by it.
    """
    model = read_bpmn(_bytes(file), file.name)
    said = variant or model.variant or VariantName.PAPER
    made = incoming(session.project, service, said, model.steps, whole=model.service is not None)
    if write and made.edits:
        write_edits(session, made.edits)
    elif made.edits:
        after_edits(session.loaded, made.edits)
    return TakenProcess(model, said, made)


def _bytes(file: Path) -> bytes:
    try:
        return file_bytes(file)
    except OSError as error:
        raise Stop(reading_problem(error, str(file))) from error
