"""A revised plan: what binds, what is proposed of each date, who agrees it, and how far it is from what was agreed."""

from datetime import date

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.edits.revised_plan import edits_of
from tpn.model.references import STEERING_GROUP
from tpn.plan import Plan
from tpn.plan.baseline import FINISH, Agreed, Baseline
from tpn.plan.revision import (
    BindingDate,
    Binds,
    RevisedPlan,
    Strain,
    at_forecast,
    binding_dates,
    decided_date,
    launchable,
    moved_alone,
    revised,
    strains,
    would_bind,
)
from tpn.source import Edit, Remove, Set
from tpn.views.revised_plan import LateBenefit, RenewedDeadline, as_json, revision

US = ABOUT.replace(
    "start: 2026-08-17,", "start: 2026-08-17, finish: 2026-12-01, bodies: [{id: rad, name: Rådet}],"
).replace("name: Barnehage}", "name: Barnehage, launch: 2026-11-09}")
WORK = """\
kickoff:
  activities:
    - {id: K-1, title: Sen, start: 2026-08-24, due: 2026-08-28, responsible: [per]}
    - {id: K-2, title: Merkepel, due: 2026-08-31, milestone: true, after: [K-1]}
    - {id: K-3, title: Rådets, due: 2026-09-04, milestone: true, agreed_by: rad}
    - {id: K-4, title: Udatert}
    - {id: K-5, title: Nådd, due: 2026-08-31, milestone: true, status: done, finished: 2026-08-31}
    - {id: K-6, title: Avlyst, due: 2026-08-31, milestone: true, status: cancelled}
benefits:
  benefits:
    - {id: G-1, title: Penger, kind: direct_cost, services: [sfo, bhg],
       estimate: {low: 24000, likely: 24000, high: 24000}}
launch:
  activities: [{id: L-1, title: Slå på, service: sfo, due: 2026-09-03, milestone: true, kind: go_live}]
economy: {lines: [{item: Lisens, budget: 100, forecast: 120}]}
"""


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def plan_of(work: str = WORK, us: str = US, **trail: tuple[Agreed, ...]) -> Plan:
    """The small plan, with what was agreed of each date (``K_2`` for K-2, ``finish`` for the finish)."""
    names = {(FINISH if name == "finish" else name.replace("_", "-")): said for name, said in trail.items()}
    return planned(work, about=us, baseline=Baseline(day(8, 18), trail=names) if names else None)[0]


PLAN = plan_of()


def line(name: str, lines: tuple[BindingDate, ...]) -> BindingDate:
    return next(one for one in lines if one.key == name)


def new(plan: Plan = PLAN, **asked: date) -> RevisedPlan:
    return revised(plan, {name.replace("_", "-"): on for name, on in asked.items()})


def test_open_milestones_launches_to_come_and_the_finish_bind() -> None:
    found = binding_dates(PLAN)
    assert [(one.key, one.kind, one.body) for one in found] == [
        ("K-2", "milestone", STEERING_GROUP), ("K-3", "milestone", "rad"), ("sfo", "launch", STEERING_GROUP),
        ("bhg", "launch", STEERING_GROUP), (FINISH, "finish", STEERING_GROUP),
    ]  # fmt: skip
    assert [(one.plan, one.forecast, one.proposed) for one in found[:2]] == [
        (day(8, 31), day(9, 11), None), (day(9, 4), day(9, 7), None),
    ]  # fmt: skip
    assert line("bhg", found).forecast == day(11, 9)  # without a going live: by its day
    assert would_bind(PLAN) == Binds(2, 2, day(12, 1))


def test_what_is_launched_binds_no_more() -> None:
    text = WORK.replace("launch:\n", "launch:\n  services: [{service: bhg, launched: 2026-09-01}]\n")
    assert "bhg" not in {one.key for one in binding_dates(plan_of(text))}


def test_the_later_of_what_binds_and_what_is_foreseen_is_proposed() -> None:
    found = new().lines
    assert line("K-2", found).proposed == day(9, 11)
    assert line("bhg", found).proposed == day(11, 9)
    assert line(FINISH, found).proposed == day(12, 1)
    agreed = new(plan_of(K_2=(Agreed(day(8, 18), day(9, 30)),)))
    assert line("K-2", agreed.lines).proposed == day(9, 30)  # what was agreed is later than foreseen


def test_a_launch_is_proposed_on_no_friday_unless_it_stands_or_is_allowed() -> None:
    late = WORK.replace("due: 2026-09-03, milestone", "due: 2026-09-03, after: [L-0], milestone").replace(
        "  activities: [{id: L-1",
        "  activities: [{id: L-0, title: Prøve, start: 2026-09-07, due: 2026-09-11}, {id: L-1",
    )
    found = line("sfo", new(plan_of(late)).lines)
    assert (found.forecast, found.proposed) == (day(9, 14), day(9, 14))
    friday = US.replace("launch: 2026-11-09", "launch: 2026-11-06")
    assert line("bhg", new(plan_of(us=friday)).lines).proposed == day(11, 6)  # typed, and not moved


def test_a_day_to_launch_on_is_worked_in_no_freeze_and_no_friday() -> None:
    frozen = plan_of(us=US + "calendar: {freeze: [{from: 2026-09-14, to: 2026-09-16}]}\n")
    assert [launchable(frozen, day(9, number)) for number in (10, 11, 12, 13, 14, 16, 17)] == [
        day(9, 10), day(9, 17), day(9, 17), day(9, 17), day(9, 17), day(9, 17), day(9, 17),
    ]  # fmt: skip
    fridays = plan_of(us=US + "calendar: {launch_on_friday: true}\n")
    assert launchable(fridays, day(9, 11)) == day(9, 11)


def test_a_day_that_people_have_said_is_proposed_and_typed() -> None:
    made = new(K_2=day(9, 18))
    found = line("K-2", made.lines)
    assert (found.proposed, found.asked, found.short) == (day(9, 18), True, False)
    assert made.ends["K-2"] == day(9, 18)
    assert line("K-2", new(K_2=day(9, 8)).lines).short  # earlier than it can be
    assert not line("bhg", new(bhg=day(11, 9)).lines).asked  # it is that day already


def test_what_must_be_typed_is_what_has_passed() -> None:
    made = new()
    assert {one.id for one in made.typed} == {"K-1", "K-2", "K-3", "L-1"}
    assert made.undated == ("K-4",)
    assert not {"K-5", "K-6"} & set(made.ends)


def test_a_body_agrees_its_own_dates_and_the_others_are_kept() -> None:
    plan = plan_of(K_3=(Agreed(day(8, 18), day(9, 4)),), K_2=(Agreed(day(8, 18), day(8, 31)),))
    made = new(plan)
    assert "K-3" not in {one.key for one in made.released(STEERING_GROUP)}
    assert [one.key for one in made.released("rad")] == ["K-3"]
    assert [one.key for one in made.kept(STEERING_GROUP)] == ["K-3"]  # it will not hold
    assert (made.others(STEERING_GROUP), made.others("rad")) == (("rad",), (STEERING_GROUP,))
    assert new().kept(STEERING_GROUP) == ()  # nothing was agreed
    short = new(plan, K_2=day(9, 8))
    assert {one.key for one in short.kept(STEERING_GROUP)} == {"K-2", "K-3"}


def test_a_date_is_moved_where_another_is_proposed_or_nothing_was_agreed() -> None:
    def line_of(agreed: Agreed | None, proposed: date | None) -> BindingDate:
        return BindingDate("a", "milestone", "A", "b", None, agreed, day(9, 1), day(9, 1), proposed)

    said = Agreed(day(8, 18), day(9, 1))
    pairs = ((said, day(9, 1)), (said, day(9, 2)), (None, day(9, 1)), (said, None))
    moved = [line_of(agreed, proposed).moved for agreed, proposed in pairs]
    assert moved == [False, True, True, False]


def test_a_decided_move_agrees_its_own_date_and_those_that_it_alone_moves() -> None:
    agreed = (Agreed(day(8, 18), day(8, 31)),)
    before = plan_of(K_2=agreed)
    later = WORK.replace("due: 2026-08-31, milestone: true, after", "due: 2026-09-30, milestone: true, after")
    after = plan_of(later, K_2=agreed)
    assert moved_alone(before, after, "K-2", STEERING_GROUP) == {"K-2": day(9, 30)}
    assert moved_alone(before, after, "K-2", "rad") == {}
    assert moved_alone(before, before, "K-2", STEERING_GROUP) == {}
    slipped = (Agreed(day(8, 18), day(8, 20)),)  # it was planned after what was agreed already
    assert moved_alone(plan_of(K_2=slipped), plan_of(later, K_2=slipped), "x", STEERING_GROUP) == {}
    assert moved_alone(plan_of(K_2=slipped), plan_of(later, K_2=slipped), "K-2", STEERING_GROUP) == {
        "K-2": day(9, 30)
    }


def test_how_far_a_date_is_from_what_was_decided_last() -> None:
    trail = (
        Agreed(day(8, 18), day(11, 2)),
        Agreed(day(8, 20), day(11, 9), kind="tolerance"),
    )
    plan = plan_of(bhg=trail, finish=(Agreed(day(8, 18), day(12, 1)),))
    assert (decided_date(plan, "bhg"), decided_date(plan, "sfo")) == (day(11, 2), None)
    lines = new(plan, bhg=day(11, 16)).lines
    (one,) = strains(plan, lines)
    assert (one.key, one.title, one.days) == ("bhg", "Barnehage", 10)
    assert strains(plan, new(plan, bhg=day(11, 2)).lines) == ()  # as it was decided
    assert [Strain("a", "A", days, 5).outside for days in (5, 6)] == [False, True]
    assert {each.key for each in strains(plan, at_forecast(plan))} <= {"bhg", FINISH}


# ---------------------------------------------------------------- what is typed into the files


def typed(
    made: RevisedPlan, plan: Plan, work: str = WORK, us: str = US, body: str = STEERING_GROUP
) -> list[Edit]:
    return edits_of(made, plan, planned(work, about=us)[1], body)


def test_the_edits_are_the_fewest_that_make_the_plan_hold() -> None:
    edits = typed(new(), PLAN)
    assert Set(("kickoff", "activities", 0, "start"), day(9, 7)) in edits
    assert Set(("kickoff", "activities", 0, "due"), day(9, 11)) in edits
    assert ("services", 1, "launch") not in {edit.route for edit in edits}
    assert ("project", "finish") not in {edit.route for edit in edits}


def test_a_duration_that_would_disagree_yields() -> None:
    begun = WORK.replace("due: 2026-08-28, responsible", "duration: 5d, status: in_progress, responsible")
    edits = typed(new(plan_of(begun)), plan_of(begun), begun)
    assert Remove(("kickoff", "activities", 0, "duration")) in edits


def test_a_launch_and_the_finish_are_typed_where_they_move_and_the_body_may() -> None:
    plan = plan_of()
    made = new(plan, bhg=day(11, 16), project=day(12, 8))
    route = {edit.route: getattr(edit, "value", None) for edit in typed(made, plan)}
    assert (route["services", 1, "launch"], route["project", "finish"]) == (day(11, 16), day(12, 8))
    others = {edit.route for edit in typed(made, plan, body="rad")}
    assert ("project", "finish") not in others
    assert ("services", 1, "launch") not in others  # it is planned for when it is foreseen: as it stands


def test_a_going_live_without_a_day_takes_its_services() -> None:
    work = WORK.replace("due: 2026-09-03, milestone", "milestone")
    us = US.replace("name: SFO}", "name: SFO, launch: 2026-09-03}")
    plan = plan_of(work, us)
    edits = {edit.route: getattr(edit, "value", None) for edit in typed(new(plan), plan, work, us)}
    assert edits["services", 0, "launch"] == day(9, 7)
    assert ("launch", "activities", 0, "due") not in edits


# ---------------------------------------------------------------- what a body is shown


def test_what_a_body_needs_to_decide_on_it() -> None:
    plan = plan_of(K_3=(Agreed(day(8, 18), day(9, 4)),), bhg=(Agreed(day(8, 18), day(11, 9)),))
    made = new(plan, bhg=day(12, 9))
    told = revision(plan, plan, made, STEERING_GROUP)
    assert (told.project, told.day, told.body, told.agreed_on) == (
        "Lite prosjekt",
        day(9, 7),
        None,
        day(8, 18),
    )
    assert {one.id for one in told.moved} == {"K-2", "sfo", "bhg", None}
    assert [one.id for one in told.kept] == ["K-3"]
    assert told.stands == ()
    bhg = next(one for one in told.moved if one.id == "bhg")
    assert (bhg.agreed, bhg.proposed, bhg.days, bhg.short, bhg.kept) == (
        day(11, 9),
        day(12, 9),
        22,
        False,
        False,
    )
    assert (told.finish.kind, told.budget, told.cost, told.others, told.lights) == (
        "finish",
        100,
        120,
        ("Rådet",),
        (),
    )
    assert told.renewed[0] == RenewedDeadline("K-1", "Sen", ("Per Moe",), day(8, 28), day(9, 11))
    assert as_json(told)["body"] == STEERING_GROUP
    assert revision(plan, plan, made, "rad").body == "Rådet"


def test_what_holds_and_stands_as_agreed_is_counted_only() -> None:
    plan = plan_of(bhg=(Agreed(day(8, 18), day(11, 9)),))
    told = revision(plan, plan, new(plan), STEERING_GROUP)
    assert ("bhg" in {one.id for one in told.stands}, told.unmoved) == (True, len(told.stands))


def test_another_bodys_date_is_kept_only_where_it_comes_later_than_was_agreed() -> None:
    for agreed, kept in ((day(9, 10), ["K-2"]), (day(9, 11), []), (day(9, 14), [])):
        plan = plan_of(K_2=(Agreed(day(8, 18), agreed),))  # it is foreseen on 11 September
        assert [one.id for one in revision(plan, plan, new(plan), "rad").kept] == kept, agreed


def test_what_a_delay_costs_is_shared_among_the_services_of_a_benefit() -> None:
    told = revision(PLAN, PLAN, new(bhg=day(12, 9)), STEERING_GROUP)
    late = {one.service: one for one in told.benefits}
    assert late["Barnehage"] == LateBenefit(
        "Barnehage", 1000, 30, 986
    )  # 24 000 a year, two services, a month
    assert told.lost == sum(one.amount for one in told.benefits)
    assert "Barnehage" not in {one.service for one in revision(PLAN, PLAN, new(), STEERING_GROUP).benefits}
    worthless = plan_of(
        WORK.replace("likely: 24000", "likely: 0")
        .replace("low: 24000", "low: 0")
        .replace("high: 24000", "high: 0")
    )
    assert revision(worthless, worthless, new(worthless, bhg=day(12, 9)), STEERING_GROUP).benefits == ()
