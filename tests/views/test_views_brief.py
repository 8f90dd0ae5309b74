"""What whoever takes a project over must know first, on small YAML: every line by hand."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import TODAY
from tpn.history.rounds import Round, Sent, SheetAnswer
from tpn.model.choices import Dimension, Light
from tpn.model.index import index
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.brief import Brief, BriefLine, ContractTerms, OverruledLight, brief

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Sen, responsible: [liv, per], due: 2026-09-04}
    - {id: K-02, title: Senere, due: 2026-09-03}
    - {id: K-03, title: I dag, due: 2026-09-07}
    - {id: K-04, title: Om en uke, due: 2026-09-14, milestone: true}
    - {id: K-05, title: Etter det, due: 2026-09-15}
    - {id: K-06, title: Gjort, due: 2026-09-08, status: done, finished: 2026-09-01}
    - {id: K-07, title: Nådd, due: 2026-09-02, milestone: true, status: done, finished: 2026-09-01}
    - {id: A-01, title: Skrive under, due: 2026-12-01}
decisions:
  - {id: B-01, title: Velge, needed_by: 2026-09-09, responsible: [eva], recommendation: Kjøp}
  - {id: B-02, title: Tatt, decided: 2026-09-01}
meetings: [{id: MO-1, kind: steering, date: 2026-09-20}, {id: MO-2, kind: steering, date: 2026-09-10}]
risks: [{id: R-01, title: Fare, owner: per, actions: [{what: Måle, responsible: [eva], due: 2026-09-12},
  {what: Ble arbeid, activity: K-05, due: 2026-09-10}]}]
procurement:
  procurements:
    - {id: P-1, title: Skjema, contract: 2026-09-01, contract_until: 2030-09-01, extensions: 1+1, notice: 3 mnd,
       components: [C-1, C-2]}
    - {id: P-2, title: Arkiv, signed_with: A-01}
    - {id: P-3, title: Lovet, promised: 2026-09-01}
  components: [{id: C-1, name: A, supplier: Nord}, {id: C-2, name: B, supplier: Nord},
               {id: C-3, name: C, supplier: Sør}]
"""
SAID = ABOUT.replace("lead: liv,", "lead: liv, bodies: [{id: kst, name: Kommunestyret}], goals: [\n"
    "    {id: M-1, text: Færre køer, level: business}, {id: M-2, text: Ti skjema, level: delivery},\n"
    "    {id: M-3, text: Falt, level: business, ended: {date: 2026-09-01}}], lights: {\n"
    "    risk: {light: green, by: per, reason: Vi vet, until: 2026-09-07},\n"
    "    quality: {light: red, by: per, reason: Før, until: 2026-09-06},\n"
    "    economy: {light: red, date: 2026-09-01, reason: Alltid}},")  # fmt: skip
AGREED = Baseline(
    date(2026, 9, 1),
    trail={
        "project": (Agreed(date(2026, 8, 1), date(2026, 12, 1)),
                    Agreed(date(2026, 9, 1), date(2026, 12, 18), "B-02", "kst")),
        "sfo": (Agreed(date(2026, 9, 1), date(2026, 11, 2)),),
        "K-04": (Agreed(date(2026, 9, 1), date(2026, 9, 11), None, "ukjent"),),
        "K-05": (Agreed(date(2026, 9, 1), date(2026, 9, 11)),),
        "K-07": (Agreed(date(2026, 9, 1), date(2026, 9, 2)),),
        "borte": (Agreed(date(2026, 9, 1), date(2026, 9, 2)),),
    },
)  # fmt: skip
Trail = Mapping[str, tuple[Agreed, ...]]
ROUNDS = (
    Round("uke-36", date(2026, 9, 1), date(2026, 9, 8), "frister", (
        Sent("per", "a.xlsx", 3, (SheetAnswer(date(2026, 9, 3)),)), Sent("eva", "b.xlsx", 2),
        Sent("liv", "c.xlsx", 1))),
    Round("alle", date(2026, 9, 1), None, "frister", (Sent("per", "a.xlsx", 3, (SheetAnswer(date(2026, 9, 3)),)),)),
)  # fmt: skip


def read(
    about: str = SAID, rounds: tuple[Round, ...] = (), text: str = WORK, trail: Trail = AGREED.trail
) -> Brief:
    made = project(text, about)
    agreed = AGREED._replace(trail=trail)
    return brief(work_out(made, TODAY, baseline=agreed, questions=Questions()), index(made), rounds)


BRIEF = read()


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def test_what_it_is_for_and_what_it_delivers() -> None:
    assert BRIEF.goals == ("Færre køer", "Ti skjema")
    assert read(SAID.replace("lead: liv,", "lead: liv, purpose: Bedre hverdag,")).goals == (
        "Bedre hverdag", "Ti skjema"
    )  # fmt: skip
    plain = SAID.replace(", level: business", "").replace(", level: delivery", "")
    assert read(plain).goals == ("Færre køer", "Ti skjema")  # all, where none has a level


def test_the_next_meeting_is_the_first_to_come() -> None:
    assert BRIEF.meeting
    assert BRIEF.meeting.id == "MO-2"


def test_what_is_agreed_the_first_day_first_and_by_whom() -> None:
    """The finish has no id; work that is no milestone, what is over and what is gone are not promises to anybody."""
    assert [(one.id, one.title, one.day, one.who, one.said, one.forecast) for one in BRIEF.agreed] == [
        ("K-04", "Om en uke", day(11), "ukjent", "", day(14)),
        ("sfo", "SFO", day(2, 11), "", "", None),
        (None, "", day(18, 12), "Kommunestyret", "B-02", day(1, 12)),
    ]


def test_a_launch_is_told_as_its_milestone_and_the_finish_only_where_it_is_another_day() -> None:
    """The milestone K-09 is what the project ends with, and how SFO goes live."""
    live = WORK.replace("    - {id: A-01", "    - {id: K-09, title: På, service: sfo, due: 2026-12-18,\n"
                        "       milestone: true, kind: go_live}\n    - {id: A-01")  # fmt: skip
    trail = {"project": AGREED.trail["project"], "sfo": AGREED.trail["sfo"], "K-09": AGREED.trail["project"]}
    assert [one.id for one in read(text=live, trail=trail).agreed] == ["K-09"]


def test_what_waits_to_be_decided_and_the_lights_that_are_set_today() -> None:
    assert BRIEF.pending == (BriefLine("B-01", "Velge", day(9), "Eva Lie", "Kjøp"),)
    assert BRIEF.lights == (
        OverruledLight(Dimension.RISK, Light.GREEN, Light.GREY, None, day(7), "Per Moe", "Vi vet"),
        OverruledLight(Dimension.ECONOMY, Light.RED, Light.GREY, day(1), None, "", "Alltid"),
    )


def test_the_contracts_with_their_ends() -> None:
    assert BRIEF.contracts == (
        ContractTerms(
            "P-1",
            "Skjema",
            day(1),
            "Nord",
            signed=True,
            until=date(2030, 9, 1),
            extensions="1+1",
            notice="3 mnd",
        ),
        ContractTerms("P-2", "Arkiv", day(1, 12)),  # when the activity that signs it ends
        ContractTerms("P-3", "Lovet", day(7)),  # the promise has passed
    )


def test_what_is_overdue_and_what_comes_within_a_week() -> None:
    assert [(one.id, one.day, one.who, one.kind) for one in BRIEF.overdue] == [
        ("P-3", day(1), "", "procurements"),
        ("K-02", day(3), "", "activities"),
        ("K-01", day(4), "Liv Dahl, Per Moe", "activities"),
    ]  # fmt: skip
    assert [(one.id, one.day) for one in BRIEF.week] == [
        ("K-03", day(7)), ("B-01", day(9)), ("MO-2", day(10)), ("R-01/1", day(12)), ("K-04", day(14))
    ]  # fmt: skip
    assert day(14) - TODAY == timedelta(days=7)


def test_rounds_that_somebody_has_not_answered() -> None:
    (found,) = read(rounds=ROUNDS).rounds
    assert (found.day, found.who, found.sent) == (day(8), "Eva Lie, Liv Dahl", ROUNDS[0].sent)


def test_who_has_a_role_or_a_seat_and_is_still_here() -> None:
    about = SAID.replace(
        "name: Eva Lie, roles: [project_group]",
        "name: Eva Lie, roles: [project_group], unit: Skole, phone: 123",
    )
    assert [(one.name, one.unit, one.phone) for one in read(about).people] == [
        ("Liv Dahl", None, None), ("Per Moe", None, None), ("Eva Lie", "Skole", "123")
    ]  # fmt: skip
