"""``tpn benefits``: the register, the arithmetic step by step, one benefit in detail."""

from pathlib import Path

from tpn.actions.benefits_plan import benefits_plan
from tpn.actions.document_access import access_of_document
from tpn.actions.find_record import record_named
from tpn.actions.measurement_calendar import measurement_calendar
from tpn.charts import stakeholder_matrix
from tpn.charts.svg import carrying
from tpn.cli.benefit_forms import give_form
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.cli.workbook_audit import audited
from tpn.model.actors import Actors
from tpn.model.taxonomy import Taxonomy
from tpn.reports.benefits_table import table
from tpn.reports.benefits_words import RegisterWords
from tpn.reports.stakeholders_screen import StakeholdersScreen
from tpn.spreadsheets.csv_file import dumps
from tpn.views.benefit_steps import steps_of, sum_steps
from tpn.views.benefits import BenefitLine, Register, as_json, register
from tpn.views.next_step import NextStep, after_register
from tpn.views.stakeholders import as_json as stakeholders_json
from tpn.views.stakeholders import stakeholders


def perform(
    run: Run,
    *,
    which: str | None,
    explain: bool,
    audit: Path | None,
    stakeholders: bool,
    assessments: bool,
    form: str | None,
) -> int:
    """What is gained, how far it has come, and what it is worth."""
    if audit:
        return audited(run, audit)
    if form:
        give_form(run, form, which)
        return 0
    if stakeholders:
        _stakeholders(run, assessments=assessments)
        return 0
    whole = which is None and not explain
    kind = run.format("table", "json", "csv", *(("ics",) if whole else ()), *DOCUMENTS[1:])
    view = register_of(run)
    line = _asked(run, view, which) if which else None
    if kind == "json":
        run.json(as_json(view, [line] if line else view.lines))
    elif kind == "csv":
        _rows(run, [line] if line else list(view.lines))
    elif explain:
        _explained(run, view, line, kind)
    elif line:
        _one(run, view, line, kind)
    elif kind == "table":
        _register(run, view)
    elif kind == "ics":
        _calendar(run, view)
    else:
        _plan(run, view, kind)
    return 0


def register_of(run: Run) -> Register:
    """The register of the project of a run.

    Raises:
        Stop: faults stand in the way (exit code 1).
    """
    return register(run.remaining, run.today, Taxonomy(run.folder), Actors(run.folder))


def _asked(run: Run, view: Register, which: str) -> BenefitLine:
    """The line of the benefit that was meant by id or words of its title."""
    entry = record_named(run, which)
    if entry.kind != "benefits" or not getattr(entry.record, "id", None):
        run.stop("not-a-benefit", name=which, id=entry.address)
    return view.line(entry.address)


def _register(run: Run, view: Register) -> None:
    title = run.words("benefits.title", name=view.name)
    run.following = after_register(view)
    give(run, "benefits", RegisterWords(view, run.words).facts(), title, kind="table")


def _one(run: Run, view: Register, line: BenefitLine, kind: str) -> None:

    run.following = NextStep("show", {"id": line.id})
    facts = {"line": line, "steps": steps_of(line, view.figures)}
    give(run, "benefit", facts, f"{line.id} {line.title}", kind=kind)


def _explained(run: Run, view: Register, line: BenefitLine | None, kind: str) -> None:

    lines = [(one, steps_of(one, view.figures)) for one in ([line] if line else view.lines)]
    facts = {"view": view, "lines": lines} | ({} if line else {"sums": sum_steps(view)})
    give(run, "benefits-explained", facts, run.words("benefits.explained.title"), kind=kind)


def _rows(run: Run, lines: list[BenefitLine]) -> None:

    ((_, data),) = dumps(table(lines, run.words))
    if run.output is None:
        run.out(data.decode("utf-8-sig"))
    else:
        run.deliver(data)


def _stakeholders(run: Run, *, assessments: bool) -> None:
    """The screen shows all; a document or a file may be passed on, and leaves assessments out unless asked for."""
    kind = run.format("table", "json", "svg", *DOCUMENTS[1:])
    view = stakeholders(run.remaining, run.today)
    if not assessments and (run.output is not None or kind not in {"table", "json"}):
        view = view.without_assessments()
    if kind == "json":
        run.json(stakeholders_json(view))
    elif kind == "table":
        run.show(StakeholdersScreen(view, run.words, run.display.width).blocks())
    elif kind == "svg":
        if not assessments:
            run.stop("needs-assessments")
        drawn = stakeholder_matrix.picture(view, run.words)
        run.out(carrying(drawn, access_of_document(run, "stakeholders")))
    else:
        shown = {"view": view, "pictured": view.with_assessments and kind != "md"}
        pictures = {"matrise": stakeholder_matrix.picture(view, run.words)}
        give(run, "stakeholders", shown, run.words("stakeholders.title", name=view.name), pictures, kind=kind)


def _calendar(run: Run, view: Register) -> None:
    made = measurement_calendar(run, view)
    if run.output is None:
        run.out(made.decode())
    else:
        run.deliver(made)


def _plan(run: Run, view: Register, kind: str) -> None:
    """The realisation plan as a document, with the nyttekart in it where the format has pictures."""
    made = benefits_plan(run, view, pictured=kind != "md")
    give(run, made.template, made.facts, made.title, made.pictures, kind=kind)
