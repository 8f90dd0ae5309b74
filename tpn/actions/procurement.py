"""What rules a procurement, when it may be what, and what its bidders and the catalogue bring into the project."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tpn.actions.lay_out_sheets import sending, tables_of
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.edits.bid_edits import bid_edits
from tpn.edits.catalogue_requirements import Ready, fitting, new_requirements
from tpn.library.dated import dated_facts
from tpn.model.choices import PurchaseKind, RequirementGroup
from tpn.model.index import Entry
from tpn.model.procurement import Bid, BidAnswer, Procurement, Requirement
from tpn.plan.evaluation import requirements_of, unmet
from tpn.plan.tender_plan import Foreseen, Stage, TenderPlan, TenderRules, tender_plan
from tpn.plan.thresholds import Ruling, part_of, ruling
from tpn.problems import Problem, Stop
from tpn.sheets.layout import lay_out
from tpn.sheets.load_style import load_style
from tpn.sheets.tender_sheet import answers_in, tender_book
from tpn.source import Set
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.fence import read_guarded
from tpn.views.procurement import RulingView, ruling_view
from tpn.views.rows import Scope

# where a proposed date is written; the contract is expected until it is signed
PLANNED: Mapping[Stage, str] = {
    Stage.PUBLISH: "publish", Stage.TENDER: "deadline", Stage.AWARD: "award", Stage.CONTRACT: "expected",
    Stage.VALIDITY: "validity",
}  # fmt: skip
UNLAWFUL = frozenset({"too_early", "backwards", "invalid"})


def ruling_of_value(session: Session, value: Decimal, day: date, kind: PurchaseKind | None) -> RulingView:
    """Threshold and procedure of a value, NOK excl. VAT, on a day. Needs no project."""
    facts = dated_facts("procurement", "thresholds", session.words.folder)
    return ruling_view(ruling(value, day, facts, kind), facts, session.language, session.today)


def ruling_of(session: Session, deal: Procurement) -> RulingView | None:
    """Threshold and procedure of a procurement on the day it is announced; None while nobody has said its value."""
    if deal.value is None:
        return None
    return ruling_of_value(session, Decimal(str(deal.value)), deal.publish or session.today, deal.kind)


def record_section(session: Session, deal: Procurement) -> str:
    """The paragraph on the record of a procurement, by the part that its procedure or its value belongs to."""
    ruled = ruling_of(session, deal)
    part = part_of(deal.procedure) if deal.procedure else ruled.ruling.careful if ruled else None
    facts = dated_facts("procurement", "records", session.words.folder)
    found = (one for one in facts if one.values["part"] == part and one.holds(deal.publish or session.today))
    return str(next((one.values["section"] for one in found), ""))


def tender_plan_of(session: Session, deal: Procurement) -> TenderPlan:
    """The deadline plan of a procurement, by what rules it today."""
    plan, ruled = plan_of(session), ruling_of(session, deal)
    nothing = Ruling(Decimal(0), session.today, None, (), ())
    rules = TenderRules.of(session.words.folder)
    given = ruled.ruling if ruled else nothing
    return tender_plan(deal, given, rules, plan.days, session.today, Foreseen.of(deal, plan))


def write_tender_plan(session: Session, entry: Entry, deal: Procurement) -> list[tuple[str, date]]:
    """Write the dates that are proposed, by field; what is typed stays as it is.

    Raises:
        Stop: a date breaks the rules (exit code 2).
    """
    made = tender_plan_of(session, deal)
    if broken := [step for step in made.steps if {one.kind for one in step.warnings} & UNLAWFUL]:
        session.stop("plan-breaks-rules", id=deal.id, day=broken[0].day)
    proposed = [(PLANNED[step.stage], step.day) for step in made.steps if step.stage in PLANNED and not step.typed
                and (step.stage is not Stage.VALIDITY or step.warnings)]  # fmt: skip
    write_edits(session, [Set((*entry.route, key), when) for key, when in proposed])
    return proposed


def tender_workbook(session: Session, deal: Procurement, asked: Sequence[Requirement]) -> Book:
    """The requirement workbook for bidders."""
    about, day = session.project.about, session.today
    buyer = about.municipality.name if about.municipality else about.name
    made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a document's time has no zone
    return tender_book(deal, asked, session.words, buyer=buyer, made=made)


def score_workbook(session: Session, deal: Procurement) -> Book:
    """The sheet in which the tenders get their points, with reasons.

    Raises:
        Stop: no tender has answered anything (exit code 2).
    """
    made = load_style("scores", session.words.folder)
    tabs = tuple(tab.but(tables=tuple(one.but(holder=deal.id) for one in tab.tables)) for tab in made.tabs)
    tables = tables_of(session)
    if not tables.rows("answers", Scope(holder=deal.id)):
        session.stop("nothing-to-score", id=deal.id)
    return lay_out(tables, made.but(tabs=tabs), session.words, sending(session))


class TakenAnswers(NamedTuple):
    """What a bidder's workbook says: the price in NOK, how many answers, which requirements are not met or answered."""

    supplier: str
    price: float | None
    answered: int
    unmet: Sequence[str]
    unanswered: Sequence[str]
    sound: bool
    """Whether every answer could be read."""


def record_answers(
    session: Session, entry: Entry, file: Path, supplier: str | None, *, write: bool
) -> TakenAnswers:
    """A bidder's answers into the project; what cannot be read of them is told, and left.

    Raises:
        Stop: the file cannot be read or answers nothing (exit code 1), is of another procurement or of nobody
            (exit code 2).
    """
    deal: Any = entry.record
    book = read_guarded(file, name=file.name)
    if isinstance(book, Problem):
        raise Stop(book, 1)
    asked = requirements_of(deal, session.project.procurement.requirements)
    found = answers_in(book, {one.id: one.text for one in asked})
    if found.procurement and found.procurement != deal.id:
        session.stop("other-procurement", id=deal.id, other=found.procurement, file=str(file))
    who = supplier or found.supplier
    if not who:
        session.stop("no-supplier", file=str(file))
    if not found.answers:
        session.stop("no-answers", id=deal.id, file=str(file), exit_code=1)
    session.warn((*found.problems, *found.told))
    edits = bid_edits(entry, who, found.price, found.answers)
    if write:
        write_edits(session, edits)
    said = {name: BidAnswer(answer=answer) for name, (answer, _) in found.answers.items()}
    return TakenAnswers(
        who, found.price, len(found.answers), unmet(Bid(supplier=who, answers=said), asked),
        [one.id for one in asked if one.id not in found.answers], not found.problems,
    )  # fmt: skip


def record_requirements(
    session: Session, deal: Procurement, group: RequirementGroup | None, *, write: bool
) -> Sequence[Ready]:
    """Requirements of the catalogue that fit the components of a procurement; into the project when asked."""
    found = fitting(deal, session.project, session.words.folder, group, session.language)
    if write and found:
        write_edits(session, new_requirements(found, deal, session.loaded.index))
    return found
