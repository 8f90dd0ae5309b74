"""What ``tpn procure`` gives and takes, one function for each of its questions."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import write_edits
from tpn.cli.app import FAULTS, tell_problems
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.edits.bid_edits import bid_edits
from tpn.edits.catalogue_requirements import fitting, new_requirements
from tpn.library.dated import dated_facts
from tpn.model.choices import PurchaseKind, RequirementGroup
from tpn.model.index import Entry
from tpn.model.procurement import Bid, BidAnswer, Component, Procurement
from tpn.plan.evaluation import Evaluation, requirements_of, unmet
from tpn.plan.tender_plan import Stage, TenderPlan, TenderRules, tender_plan
from tpn.plan.thresholds import Ruling, part_of, ruling
from tpn.problems import Problem
from tpn.sheets.layout import Sending, lay_out
from tpn.sheets.style import load_style
from tpn.sheets.tender_sheet import answers_in, tender_book
from tpn.source import Set
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.writers import files_of
from tpn.texts import amount
from tpn.texts.formats import day
from tpn.texts.names import field_name
from tpn.texts.parse_words import choice_value
from tpn.views.procurement import (
    RulingView,
    board,
    board_json,
    component_json,
    component_view,
    deal_json,
    deal_view,
    evaluation_json,
    evaluation_view,
    plan_json,
    plan_view,
    ruling_json,
    ruling_view,
)
from tpn.views.rows import Scope, Tables


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
    facts = dated_facts("procurement", "thresholds", run.words.folder)
    ruled = ruling(value, day, facts, kind)
    view = ruling_view(ruled, facts, run.language, run.today)
    return _given(run, "thresholds", run.words("procure.value.name"), {"view": view}, ruling_json(ruled))


def give_board(run: Run) -> int:
    """What waits for what."""
    view = board(plan_of(run))
    return _given(run, "platform", run.words("procure.board.title"), {"view": view}, board_json(view))


def give_component(run: Run, component: Component) -> int:
    """One component."""
    view = component_view(component, plan_of(run))
    return _given(run, "component", f"{component.id} {component.name}", {"view": view}, component_json(view))


def _ruled(run: Run, deal: Procurement) -> RulingView | None:

    if deal.value is None:
        return None
    facts = dated_facts("procurement", "thresholds", run.words.folder)
    ruled = ruling(Decimal(str(deal.value)), deal.publish or run.today, facts, deal.kind)
    return ruling_view(ruled, facts, run.language, run.today)


def give_deal(run: Run, deal: Procurement) -> int:
    """One procurement: what rules it, what is chosen, what is missing."""
    climate = dated_facts("procurement", "climate", run.words.folder)
    view = deal_view(deal, plan_of(run), _ruled(run, deal), climate, run.language)
    return _given(run, "procurement", f"{deal.id} {deal.title}", {"view": view}, deal_json(view), deal)


def give_plan(run: Run, deal: Procurement) -> int:
    """The deadline plan of a procurement."""
    made = _tender_plan(run, deal)
    view = plan_view(made, run.language, run.today)
    title = run.words("procure.plan.title", title=deal.title)
    return _given(run, "tender-plan", title, {"view": view}, plan_json(view), deal)


def write_plan(run: Run, entry: Entry, deal: Procurement) -> int:
    """The dates that are proposed, into the project; what is typed stays as it is."""
    made = _tender_plan(run, deal)
    if broken := [step for step in made.steps if {one.kind for one in step.warnings} & UNLAWFUL]:
        run.stop("plan-breaks-rules", id=deal.id, day=broken[0].day)
    proposed = [(PLANNED[step.stage], step.day) for step in made.steps if step.stage in PLANNED and not step.typed
                and (step.stage is not Stage.VALIDITY or step.warnings)]  # fmt: skip
    write_edits(run, [Set((*entry.route, key), when) for key, when in proposed])
    for key, when in proposed:
        field = field_name(Procurement, key, run.words)
        run.say(run.words("set.done", id=deal.id, field=field, value=day(when)))
    return 0


# where a proposed date is written; the contract is expected until it is signed
PLANNED: Mapping[Stage, str] = {
    Stage.PUBLISH: "publish", Stage.TENDER: "deadline", Stage.AWARD: "award", Stage.CONTRACT: "expected",
    Stage.VALIDITY: "validity",
}  # fmt: skip
UNLAWFUL = frozenset({"too_early", "backwards", "invalid"})


def _tender_plan(run: Run, deal: Procurement) -> TenderPlan:
    plan, ruled = plan_of(run), _ruled(run, deal)
    nothing = Ruling(Decimal(0), run.today, None, (), ())
    rules = TenderRules.of(run.words.folder)
    return tender_plan(deal, ruled.ruling if ruled else nothing, rules, plan.days, run.today)


def give_evaluation(run: Run, deal: Procurement) -> int:
    """The tenders compared, and the record of it."""
    view = evaluation_view(deal, plan_of(run))
    facts = {
        "view": view, "today": run.today, "winners": _names(view.evaluation), "record_section": _record_of(run, deal),
        "incomplete": [one.bid.supplier for one in view.incomplete],
    }  # fmt: skip
    title = run.words("procure.record.title", title=deal.title)
    return _given(run, "procurement-record", title, facts, evaluation_json(view), deal)


def _record_of(run: Run, deal: Procurement) -> str:
    """The paragraph on the record of a procurement, by the part that its procedure or its value belongs to."""
    ruled = _ruled(run, deal)
    part = part_of(deal.procedure) if deal.procedure else ruled.ruling.careful if ruled else None
    facts = dated_facts("procurement", "records", run.words.folder)
    found = (one for one in facts if one.values["part"] == part and one.holds(deal.publish or run.today))
    return str(next((one.values["section"] for one in found), ""))


def _names(found: Evaluation) -> list[str]:
    return [one.bid.supplier for one in found.winners]


def give_spec(run: Run, deal: Procurement) -> int:
    """The requirement workbook for bidders."""
    run.format("xlsx", "ods")
    asked = requirements_of(deal, run.project.procurement.requirements)
    if not asked:
        run.stop("no-requirements", id=deal.id)
    if run.output is None:
        run.stop("needs-output")
    about = run.project.about
    buyer = about.municipality.name if about.municipality else about.name
    made = datetime(run.today.year, run.today.month, run.today.day)  # noqa: DTZ001 - a document's time has no zone
    run.give(files_of(tender_book(deal, asked, run.words, buyer=buyer, made=made), run.output))
    return 0


def give_scores(run: Run, deal: Procurement) -> int:
    """The sheet in which the tenders get their points, with reasons; it comes home with ``tpn import``."""
    run.format("xlsx", "ods")
    if run.output is None:
        run.stop("needs-output")
    made = load_style("scores", run.words.folder)
    tabs = tuple(tab.but(tables=tuple(one.but(holder=deal.id) for one in tab.tables)) for tab in made.tabs)
    sending = Sending(run.clock().replace(microsecond=0), run.today)
    tables = Tables(plan_of(run), run.loaded.standing)
    if not tables.rows("answers", Scope(holder=deal.id)):
        run.stop("nothing-to-score", id=deal.id)
    run.give(files_of(lay_out(tables, made.but(tabs=tabs), run.words, sending), run.output))
    return 0


def take_answers(run: Run, entry: Entry, file: Path, supplier: str | None, *, write: bool) -> int:
    """A bidder's answers into the project."""
    deal: Any = entry.record
    book = read_guarded(file, name=file.name)
    if isinstance(book, Problem):
        tell_problems([book], run, run.tell)
        return FAULTS
    asked = requirements_of(deal, run.project.procurement.requirements)
    found = answers_in(book, [one.id for one in asked])
    if found.procurement and found.procurement != deal.id:
        run.stop("other-procurement", id=deal.id, other=found.procurement, file=str(file))
    who = supplier or found.supplier
    if not who:
        run.stop("no-supplier", file=str(file))
    if not found.answers:
        run.stop("no-answers", id=deal.id, file=str(file), exit_code=FAULTS)
    tell_problems(found.problems, run, run.tell)
    edits = bid_edits(entry, who, found.price, found.answers)
    price = run.words("procure.answers.no_price") if found.price is None else _money(run, found.price)
    if write:
        write_edits(run, edits)
    key = "procure.answers.done" if write else "procure.answers.would"
    run.out(run.words.count(key, len(found.answers), supplier=who, price=price))
    said = {name: BidAnswer(answer=answer) for name, (answer, _) in found.answers.items()}
    missing = unmet(Bid(supplier=who, answers=said), asked)
    if missing:
        run.out(run.words("procure.answers.unmet", ids=missing))
    empty = [one.id for one in asked if one.id not in found.answers]
    if empty:
        run.out(run.words.count("procure.answers.unanswered", len(empty), ids=empty))
    return FAULTS if found.problems else 0


def _money(run: Run, value: float) -> str:

    return amount(value, run.language)


def take_requirements(run: Run, deal: Procurement, group: str | None, *, write: bool) -> int:
    """Requirements of the catalogue that fit the components of a procurement, into the project."""
    chosen = None
    if group is not None:
        chosen = choice_value(RequirementGroup, group, run.words.folder)
        if chosen is None:
            run.stop("bad-value", verb="procure", name="--group", known=tuple(RequirementGroup), hint="known")
    found = fitting(deal, run.project, run.words.folder, chosen, run.language)
    if write and found:
        write_edits(run, new_requirements(found, deal, run.loaded.index))
        run.out(run.words.count("procure.catalogue.done", len(found)))
        return 0
    facts = {"found": found, "title": deal.title}
    raw = {"format": 1, "requirements": [one.as_json() for one in found]}
    return _given(run, "requirements", run.words("procure.catalogue.title", title=deal.title), facts, raw)


# what is given of one procurement, by option
GIVE: Mapping[str | None, Callable[[Run, Procurement], int]] = {
    None: give_deal,
    "--plan": give_plan,
    "--spec": give_spec,
    "--evaluate": give_evaluation,
    "--scores": give_scores,
}
