"""What ``tpn procure`` gives and takes, one function for each of its questions."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tpn.actions.document_access import access_of_document
from tpn.actions.evaluation_record import evaluation_record
from tpn.actions.load_plan import plan_of
from tpn.actions.procurement import (
    record_answers,
    record_requirements,
    ruling_of,
    ruling_of_value,
    score_workbook,
    tender_plan_of,
    tender_workbook,
    write_tender_plan,
)
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.exit_codes import FAULTS
from tpn.cli.run import Run
from tpn.library.dated import dated_facts
from tpn.model.choices import PurchaseKind, RequirementGroup
from tpn.model.index import Entry
from tpn.model.procurement import Component, Procurement
from tpn.plan.evaluation import requirements_of
from tpn.spreadsheets.writers import files_of
from tpn.texts import amount
from tpn.texts.formats import day
from tpn.texts.names import field_name
from tpn.texts.parse_words import choice_value
from tpn.views.next_step import NextStep, after_platform
from tpn.views.procurement import (
    deal_json,
    deal_view,
    evaluation_json,
    evaluation_view,
    plan_json,
    plan_view,
    ruling_json,
)
from tpn.views.procurement_board import board, board_json, component_json, component_view


def _given(
    run: Run,
    template: str,
    title: str,
    facts: Mapping[str, object],
    raw: Any,
    deal: Procurement | None = None,
) -> int:
    """A view as a document, or as facts with ``--json``."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json(raw)
    else:
        give(run, template, facts, title, kind=kind, deal=deal)
    return 0


def give_ruling(run: Run, value: Decimal, typed: str | None, goods: str) -> int:
    """Threshold and procedure of a value on a day. Needs no project."""
    kind = choice_value(PurchaseKind, goods, run.words.folder)
    if kind is None:
        run.stop("bad-value", verb="procure", name="--kind", known=tuple(PurchaseKind), hint="known")
    day = run.date(typed, "--date", rule="near") if typed else run.today
    view = ruling_of_value(run, value, day, kind)
    title = run.words("procure.value.name")
    return _given(run, "thresholds", title, {"view": view}, ruling_json(view.ruling))


def give_board(run: Run) -> int:
    """What waits for what."""
    view = board(plan_of(run))
    run.following = after_platform(view, run.today)
    code = _given(run, "platform", run.words("procure.board.title"), {"view": view}, board_json(view))
    if run.values.get("format") in {None, "table"}:
        run.tell_signs()
    return code


def give_component(run: Run, component: Component) -> int:
    """One component."""
    view = component_view(component, plan_of(run))
    return _given(run, "component", f"{component.id} {component.name}", {"view": view}, component_json(view))


def give_deal(run: Run, deal: Procurement) -> int:
    """One procurement: what rules it, what is chosen, what is missing."""
    climate = dated_facts("procurement", "climate", run.words.folder)
    view = deal_view(deal, plan_of(run), ruling_of(run, deal), climate, run.language)
    return _given(run, "procurement", f"{deal.id} {deal.title}", {"view": view}, deal_json(view), deal)


def give_plan(run: Run, deal: Procurement) -> int:
    """The deadline plan of a procurement."""
    made = tender_plan_of(run, deal)
    view = plan_view(made, run.language, plan_of(run))
    title = run.words("procure.plan.title", title=deal.title)
    run.following = NextStep("show", {"id": deal.id})
    return _given(run, "tender-plan", title, {"view": view}, plan_json(view), deal)


def write_plan(run: Run, entry: Entry, deal: Procurement) -> int:
    """The dates that are proposed, into the project."""
    for key, when in write_tender_plan(run, entry, deal):
        field = field_name(Procurement, key, run.words)
        run.say(run.words("set.done", id=deal.id, field=field, value=day(when)))
    return 0


def give_evaluation(run: Run, deal: Procurement) -> int:
    """The tenders compared, and the record of it."""
    view = evaluation_view(deal, plan_of(run))
    said = evaluation_record(run, deal, view)
    return _given(run, said.template, said.title, said.facts, evaluation_json(view), deal)


def give_spec(run: Run, deal: Procurement) -> int:
    """The requirement workbook for bidders."""
    run.format("xlsx", "ods")
    asked = requirements_of(deal, run.project.procurement.requirements)
    if not asked:
        run.stop("no-requirements", id=deal.id)
    if run.output is None:
        run.stop("needs-output")
    access = access_of_document(run, "requirements", deal)
    run.give(files_of(tender_workbook(run, deal, asked), run.output, access))
    return 0


def give_scores(run: Run, deal: Procurement) -> int:
    """The sheet in which the tenders get their points, with reasons; it comes home with ``tpn import``."""
    run.format("xlsx", "ods")
    if run.output is None:
        run.stop("needs-output")
    access = access_of_document(run, "procurement", deal)
    run.give(files_of(score_workbook(run, deal), run.output, access))
    return 0


def take_answers(run: Run, entry: Entry, file: Path, supplier: str | None, *, write: bool) -> int:
    """A bidder's answers into the project, and what the bidder does not meet or has left empty."""
    found = record_answers(run, entry, file, supplier, write=write)
    price = (
        run.words("procure.answers.no_price") if found.price is None else amount(found.price, run.language)
    )
    key = "procure.answers.done" if write else "procure.answers.would"
    run.say(run.words.count(key, found.answered, supplier=found.supplier, price=price))
    if found.unmet:
        run.say(run.words("procure.answers.unmet", ids=found.unmet))
    if found.unanswered:
        empty = found.unanswered
        run.say(run.words.count("procure.answers.unanswered", len(empty), ids=empty))
    return 0 if found.sound else FAULTS


def take_requirements(run: Run, deal: Procurement, group: str | None, *, write: bool) -> int:
    """Requirements of the catalogue that fit the components of a procurement, into the project."""
    chosen = None
    if group is not None:
        chosen = choice_value(RequirementGroup, group, run.words.folder)
        if chosen is None:
            run.stop("bad-value", verb="procure", name="--group", known=tuple(RequirementGroup), hint="known")
    found = record_requirements(run, deal, chosen, write=write)
    if write and found:
        run.say(run.words.count("procure.catalogue.done", len(found)))
        return 0
    facts = {"found": found, "title": deal.title}
    raw = {"format": 1, "requirements": found}
    return _given(run, "requirements", run.words("procure.catalogue.title", title=deal.title), facts, raw)


# what is given of one procurement, by option
GIVE: Mapping[str | None, Callable[[Run, Procurement], int]] = {
    None: give_deal,
    "--plan": give_plan,
    "--spec": give_spec,
    "--evaluate": give_evaluation,
    "--scores": give_scores,
}
