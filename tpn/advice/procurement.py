"""Advice for phase 4: what is acquired and how, by the rules; requirements that hold; nothing that comes too late."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tpn.advice.context import Advice, AdviceContext
from tpn.library.dated import dated_facts
from tpn.model.choices import (
    Acquire,
    Agreement,
    ComponentKind,
    Phase,
    RequirementLevel,
    RequirementStatus,
    Role,
)
from tpn.model.deliveries import comes_on, is_delivered
from tpn.model.ended import fallen_out
from tpn.model.findings import Finding, Route
from tpn.model.procurement import Component, Cost, Procurement, ProcurementRecord, Requirement
from tpn.model.questions import settled
from tpn.plan.climate import climate_fault, climate_weight, holding_rule
from tpn.plan.tender_plan import Foreseen, Stage, TenderRules, TenderStep, tender_plan
from tpn.plan.thresholds import Ruling, ruling, too_light

Findings = Iterator[Finding]

LEFT_TO_RENEW = timedelta(days=183)
"""Half a year before its end: a new competition above the national threshold takes about as long."""
SIGN_BEFORE = 60  # days before a component is needed that its integration agreement should be signed
WAYS = (None, Acquire.LEASE, Acquire.OWN)
FORMS = frozenset({ComponentKind.FORM_CATALOGUE, ComponentKind.FORM_TOOL})
RULED_BY = ("weight", "rank")  # the two rules on climate


def no_choice(seen: AdviceContext) -> Findings:
    """A101: whether to lease, own or share is not decided."""
    for component, route in _components(seen):
        if component.acquire is None:
            yield _about("A101", component, route)


def cost_of_one_side(seen: AdviceContext) -> Findings:
    """A102: lease and own cannot be set side by side, since the cost of one is not there."""
    for component, route in _components(seen):
        said = component.options
        if (
            component.acquire not in WAYS
            or is_delivered(component)
            or (said is None and component.acquire is None)
        ):
            continue
        for way in (Acquire.LEASE, Acquire.OWN):
            cost: Cost | None = getattr(said, way.value) if said else None
            if cost is None or cost.once is None or cost.yearly is None:
                yield Finding(
                    "A102", (*route, "options"), {"id": component.id, "title": component.name, "way": way}
                )


def too_light_procedure(seen: AdviceContext) -> Findings:
    """A110: the value reaches a threshold that asks for more than the chosen procedure."""
    for deal, route in _procurements(seen):
        ruled = _ruled(seen, deal)
        if ruled and deal.procedure and too_light(deal.procedure, ruled.part):
            facts = {**_named(deal), "value": deal.value, "procedure": deal.procedure, "part": ruled.part,
                     "fitting": ruled.procedures, "day": ruled.day}  # fmt: skip
            yield Finding("A110", (*route, "procedure"), facts)


def deadline_too_short(seen: AdviceContext) -> Findings:
    """A111: the time for tenders is shorter than the minimum."""
    return _too_early(seen, "A111", Stage.TENDER, "deadline", since="publish")


def inside_standstill(seen: AdviceContext) -> Findings:
    """A112: the contract is inside the standstill."""
    return _too_early(seen, "A112", Stage.CONTRACT, "contract", since="award")


def climate_unsettled(seen: AdviceContext) -> Findings:
    """A113: a procurement is decided, and the choice about climate is not made, or not reasoned."""
    for deal, route in _procurements(seen):
        if deal.decided is None and deal.publish is None:
            continue
        ruled = _ruled(seen, deal)
        if ruled is not None and ruled.part in {"none", "I"}:
            continue  # no duty to have criteria
        day = _day(seen, deal)
        weight, rank = (
            holding_rule(name, day, dated_facts("procurement", "climate", seen.folder)) for name in RULED_BY
        )
        fault = climate_fault(deal, weight, rank)
        if fault == "missing":
            yield Finding("A113", route, _named(deal))
        elif fault is not None:
            facts = {**_named(deal), "choice": deal.climate and deal.climate.choice, "weight": climate_weight(deal),
                     "least": weight.values["percent"] if weight else None,
                     "hint": {"no_reason": "reason"}.get(fault, fault)}  # fmt: skip
            yield Finding("A113", (*route, "criteria" if fault.startswith("too") else "climate"), facts)


def dates_backwards(seen: AdviceContext) -> Findings:
    """A115: a date that somebody has typed comes before the one that it must follow."""
    for deal, route, step in _typed_steps(seen):
        for warning in step.warnings:
            if warning.kind == "backwards":
                facts = {
                    **_named(deal),
                    "key": FIELDS[step.stage],
                    "day": step.day,
                    "earlier": warning.facts["day"],
                }
                yield Finding("A115", (*route, FIELDS[step.stage]), facts)


def tenders_lapsed(seen: AdviceContext) -> Findings:
    """A116: the contract comes after the day until which the tenders bind."""
    for deal, route in _procurements(seen):
        for step in _steps(seen, deal):
            if step.stage is Stage.VALIDITY and any(one.kind == "invalid" for one in step.warnings):
                facts = {**_named(deal), "day": step.day, "contract": step.warnings[0].facts["contract"]}
                yield Finding("A116", (*route, "validity" if deal.validity else "contract"), facts)


def short_standstill(seen: AdviceContext) -> Findings:
    """A117: below the EEA threshold the standstill is shorter than what is usual."""
    for deal, route, step in _typed_steps(seen):
        for warning in step.warnings:
            if warning.kind == "short_standstill" and deal.award is not None:
                facts = {**_named(deal), "day": step.day, "usual": warning.facts["usual"]}
                yield Finding("A117", (*route, "contract"), facts)


def record_lacks(seen: AdviceContext) -> Findings:
    """A118: the award is made, and the record does not say why, or nothing of impartiality."""
    for deal, route in _procurements(seen):
        if deal.award is None or deal.award > seen.today:
            continue
        said = deal.record or ProcurementRecord()
        lacking = [key for key in ("impartiality", "award_reason") if getattr(said, key) is None]
        ruled = _ruled(seen, deal)
        if lacking and said.called_off is None and (ruled is None or ruled.part != "none"):
            yield Finding("A118", (*route, "record"), {**_named(deal), "key": lacking[0]})


def apprentices(seen: AdviceContext) -> Findings:
    """A119: nobody has judged whether a contract above the national threshold must ask for apprentices."""
    questions = seen.plan.facts.questions.of(Phase.PROCUREMENT)
    point = next((one.id for one in questions if one.key == "apprentices"), None)
    if point is None or settled(seen.project.procurement.checklist.get(point)):
        return
    for deal, route in _procurements(seen):
        ruled = _ruled(seen, deal)
        awarded = deal.award is not None and deal.award <= seen.today
        if not awarded and ruled is not None and ruled.careful not in {None, "none", "I"}:
            yield Finding("A119", route, {**_named(deal), "point": f"procurement/{point}"})


def old_facts(seen: AdviceContext) -> Findings:
    """A114: an open procurement stands on thresholds that should have changed, or were looked up 24 months ago."""
    for deal, route in _procurements(seen):
        if (deal.contract and deal.contract <= seen.today) or (ruled := _ruled(seen, deal)) is None:
            continue
        if ruled.due:
            facts = {**_named(deal), "due": min(fact.next_change for fact in ruled.due if fact.next_change)}
            yield Finding("A114", (*route, "value"), {**facts, "hint": "due"})
            continue
        old = [fact for fact in ruled.thresholds if fact.old(seen.today)]
        if old:
            checked = min((fact.checked for fact in old if fact.checked), default=None)
            yield Finding("A114", (*route, "value"), {**_named(deal), "checked": checked})


def launched_before_its_component(seen: AdviceContext) -> Findings:
    """A120: a service is to be launched before a component that it needs is there."""
    for component, route in _components(seen):
        comes = comes_on(component)
        if comes is None or is_delivered(component):
            continue
        waiting = (s for s in seen.project.services if s.id not in seen.plan.facts.launched)
        for service in waiting:
            launch = seen.plan.facts.launch_day(service)
            if service.id in component.services and launch and launch < comes:
                facts = {"id": component.id, "title": component.name, "date": comes, "service": service.name,
                         "launch": launch}  # fmt: skip
                yield Finding("A120", route, facts)


def no_forms(seen: AdviceContext) -> Findings:
    """A121: there is no solution for forms among the components."""
    if not any(component.kind in FORMS for component, _ in _components(seen)) and seen.begun(
        Phase.PROCUREMENT
    ):
        yield Finding("A121", ("procurement", "components"))


def no_records(seen: AdviceContext) -> Findings:
    """A122: there is nowhere that cases are kept."""
    kinds = {component.kind for component, _ in _components(seen)}
    if ComponentKind.CASE_RECORDS not in kinds and seen.begun(Phase.PROCUREMENT):
        yield Finding("A122", ("procurement", "components"))


def runs_out(seen: AdviceContext) -> Findings:
    """A123: a contract ends soon: an option must be called, or something new acquired, while there is time."""
    for deal, route in _procurements(seen):
        until = deal.contract_until
        if until and until - seen.today < LEFT_TO_RENEW:
            over = {"hint": "over"} if until < seen.today else {}
            left = {"days": (until - seen.today).days, "extensions": deal.extensions or "–"}
            yield Finding("A123", (*route, "contract_until"), {**_named(deal), "date": until, **left, **over})


def nobody_from_it(seen: AdviceContext) -> Findings:
    """A130: nobody from IT takes part in a procurement."""
    it = {person.id for person in seen.project.people if Role.IT in person.roles}
    for deal, route in _procurements(seen):
        if not it & set(deal.team):
            yield Finding("A130", (*route, "team"), _named(deal))


def unverifiable(seen: AdviceContext) -> Findings:
    """A131: nobody has said how a must requirement is verified."""
    for one, route in _requirements(seen):
        if one.level is RequirementLevel.MUST and not one.verify:
            yield Finding("A131", route, {"id": one.id, "title": one.text})


def tied_to_nothing(seen: AdviceContext) -> Findings:
    """A132: a requirement belongs to no component and no service."""
    for one, route in _requirements(seen):
        if one.component is None and not one.services:
            yield Finding("A132", route, {"id": one.id, "title": one.text})


def no_agreement(seen: AdviceContext) -> Findings:
    """A140: an integration without an agreement; from two months before it is needed an asked one is not enough."""
    for component, route in _components(seen):
        soon = component.needed_by and component.needed_by <= seen.today + timedelta(days=SIGN_BEFORE)
        enough = {Agreement.SIGNED} if soon else {Agreement.SIGNED, Agreement.ASKED}
        for number, one in enumerate(component.integrations):
            if one.agreement not in enough:
                facts = {
                    "id": component.id,
                    "title": component.name,
                    "with": one.with_,
                    "agreement": one.agreement,
                }
                yield Finding("A140", (*route, "integrations", number), facts)


def no_standard(seen: AdviceContext) -> Findings:
    """A141: an integration names no standard."""
    for component, route in _components(seen):
        for number, one in enumerate(component.integrations):
            if not one.standard:
                facts = {"id": component.id, "title": component.name, "with": one.with_}
                yield Finding("A141", (*route, "integrations", number), facts)


# ---------------------------------------------------------------- what several of them ask


def _components(seen: AdviceContext) -> Iterator[tuple[Component, Route]]:
    """The components that stand, once the phase has begun."""
    for number, component in enumerate(seen.project.procurement.components):
        if not fallen_out(component) and seen.begun(Phase.PROCUREMENT):
            yield component, ("procurement", "components", number)


def _procurements(seen: AdviceContext) -> Iterator[tuple[Procurement, Route]]:
    for number, deal in enumerate(seen.project.procurement.procurements):
        if seen.begun(Phase.PROCUREMENT):
            yield deal, ("procurement", "procurements", number)


def _requirements(seen: AdviceContext) -> Iterator[tuple[Requirement, Route]]:
    for number, one in enumerate(seen.project.procurement.requirements):
        if one.status is not RequirementStatus.DROPPED:
            yield one, ("procurement", "requirements", number)


def _about(code: str, component: Component, route: Route) -> Finding:
    return Finding(code, route, {"id": component.id, "title": component.name})


def _named(deal: Procurement) -> dict[str, object]:
    return {"id": deal.id, "title": deal.title}


def _day(seen: AdviceContext, deal: Procurement) -> date:
    """The day whose rules hold for a procurement: when it is announced, else decided, else today."""
    return deal.publish or deal.decided or seen.today


def _ruled(seen: AdviceContext, deal: Procurement) -> Ruling | None:
    """What rules a procurement; None while its value is not estimated."""
    if deal.value is None:
        return None
    thresholds = dated_facts("procurement", "thresholds", seen.folder)
    return ruling(Decimal(str(deal.value)), _day(seen, deal), thresholds, deal.kind)


# which field a step of the plan stands in
FIELDS = {Stage.PUBLISH: "publish", Stage.TENDER: "deadline", Stage.AWARD: "award", Stage.CONTRACT: "contract",
          Stage.VALIDITY: "validity"}  # fmt: skip


def _steps(seen: AdviceContext, deal: Procurement) -> tuple[TenderStep, ...]:
    """The plan of a procurement whose procedure is chosen."""
    if deal.procedure is None:
        return ()
    ruled = _ruled(seen, deal) or Ruling(Decimal(0), _day(seen, deal), None, (), ())
    foreseen = Foreseen.of(deal, seen.plan)
    return tender_plan(deal, ruled, TenderRules.of(seen.folder), seen.plan.days, seen.today, foreseen).steps


def _typed_steps(seen: AdviceContext) -> Iterator[tuple[Procurement, Route, TenderStep]]:
    """The dates that stand in the project, not those that are proposed, nor those that are only expected."""
    for deal, route in _procurements(seen):
        for step in _steps(seen, deal):
            if step.typed and getattr(deal, FIELDS.get(step.stage, ""), None) is not None:
                yield deal, route, step


def _too_early(seen: AdviceContext, code: str, stage: Stage, field: str, since: str) -> Findings:
    """A date that somebody has typed and that comes before the law allows, counted from another typed one."""
    for deal, route in _procurements(seen):
        if deal.procedure is None or getattr(deal, since) is None:
            continue
        for step in _steps(seen, deal):
            if step.stage is stage and step.typed and step.earliest and step.day < step.earliest:
                facts = {**_named(deal), "day": step.day, "earliest": step.earliest}
                yield Finding(code, (*route, field), facts)


def _of(group: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"procurement.{group}.{field}" for field in fields)


PROCUREMENT: tuple[Advice, ...] = (
    Advice("A101", 2, no_choice, _of("components", "acquire", "status")),
    Advice("A102", 1, cost_of_one_side, _of("components", "options.lease", "options.own.yearly", "acquire")),
    Advice("A110", 3, too_light_procedure, _of("procurements", "value", "procedure", "publish")),
    Advice("A111", 3, deadline_too_short, _of("procurements", "publish", "deadline", "procedure")),
    Advice("A112", 3, inside_standstill, _of("procurements", "award", "contract", "procedure")),
    Advice("A113", 2, climate_unsettled, _of("procurements", "climate", "climate.reason", "climate.choice",
                                             "criteria")),
    Advice("A114", 2, old_facts, _of("procurements", "contract", "value", "publish")),
    Advice("A115", 3, dates_backwards, _of("procurements", "publish", "deadline")),
    Advice("A116", 3, tenders_lapsed, _of("procurements", "validity", "contract")),
    Advice("A117", 1, short_standstill, _of("procurements", "award", "contract")),
    Advice("A118", 2, record_lacks, _of("procurements", "record", "record.impartiality", "record.award_reason",
                                        "award")),
    Advice("A119", 1, apprentices, (*_of("procurements", "award", "value"), "procurement.checklist.answer")),
    Advice("A120", 3, launched_before_its_component,
           (*_of("components", "expected", "promised", "services", "delivered"), "services.launch")),
    Advice("A121", 2, no_forms, _of("components", "kind")),
    Advice("A122", 3, no_records, _of("components", "kind")),
    Advice("A123", 2, runs_out, _of("procurements", "contract_until")),
    Advice("A130", 2, nobody_from_it, (*_of("procurements", "team"), "people.roles")),
    Advice("A131", 2, unverifiable, _of("requirements", "verify", "level", "status")),
    Advice("A132", 1, tied_to_nothing, _of("requirements", "component", "services")),
    Advice("A140", 2, no_agreement, _of("components", "integrations.agreement", "needed_by")),
    Advice("A141", 2, no_standard, _of("components", "integrations.standard")),
)  # fmt: skip
