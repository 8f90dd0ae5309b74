"""Records finished, changed, taken out, a gate decided on: with values and without a terminal."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tpn.actions.decide_gate import rule_on_gate
from tpn.actions.find_named import body_named
from tpn.actions.finish_records import Finishing, finish
from tpn.actions.library_copy import copied_piece
from tpn.actions.own_workbook import own_workbook
from tpn.actions.remind_round import round_seen
from tpn.actions.remove_record import remove
from tpn.actions.replan import asked_dates, replanned_by
from tpn.actions.session import Session
from tpn.actions.set_fields import set_fields
from tpn.actions.take_snapshot import take_snapshot
from tpn.model import load
from tpn.problems import Stop
from tpn.sheets.proposal_sheet import proposal_in

TODAY = date(2026, 10, 5)


@pytest.fixture
def session(halden: Path) -> Session:
    """A session that may write."""
    return Session({"project": str(halden), "today": "2026-10-05"})


@pytest.fixture(scope="module")
def looking() -> Session:
    """One that only looks."""
    example = Path(__file__).parents[2] / "examples" / "halden"
    return Session({"project": str(example), "today": "2026-10-05", "preview": ""})


def stopped(work: Callable[[], object]) -> tuple[str, int]:
    with pytest.raises(Stop) as fault:
        work()
    return fault.value.problems[0].slug, fault.value.exit_code


def test_what_is_finished_is_done_today_and_what_was_done_keeps_its_day(session: Session) -> None:
    done, before = finish(session, ["T-13", "K-01"], TODAY).records
    assert (done.outcome, done.day, before.outcome) == (Finishing.DONE, TODAY, Finishing.ALREADY)
    assert before.day == date(2026, 6, 5)
    assert load(session.folder).index.ids["T-13"][0].record.finished == TODAY  # type: ignore[attr-defined]


def test_a_must_point_without_evidence_is_unproven(looking: Session) -> None:
    (one,) = finish(looking, ["K-C04"], TODAY).records
    assert one.outcome is Finishing.WOULD or one.outcome is Finishing.ALREADY
    point = looking.loaded.index.by_address[one.entry.address].record
    assert one.unproven is not bool(point.evidence)  # type: ignore[attr-defined]


def test_a_field_is_set_emptied_or_left_as_it_was(looking: Session) -> None:
    entry = looking.loaded.index.ids["T-13"][0]
    title = entry.record.title  # type: ignore[attr-defined]
    found = set_fields(looking, "T-13", [f"title={title}", "waiting_for="])
    assert [one.same for one in found.fields] == [True, True]
    assert [one.same for one in set_fields(looking, "T-13", ["title=Noe annet"]).fields] == [False]
    assert looking.written == []


def test_a_person_called_something_else_is_carried_by_texts(looking: Session) -> None:
    person = looking.project.people[0]
    found = set_fields(looking, person.id, ["name=Siv Moe"])
    assert all(person.name.split()[0] in str(getattr(one.entry.record, one.key)) for one in found.carrying)


def test_what_is_pointed_at_is_not_taken_out_unless_something_takes_its_place(looking: Session) -> None:
    assert stopped(lambda: remove(looking, "T-13", write=False)) == ("is-pointed-at", 2)
    gone = remove(looking, "T-13", "T-14", write=False)
    assert {one.entry.address for one in gone.pointing} == {"T-17"}


@pytest.mark.parametrize(
    ("condition", "slug"),
    [("bare en ting", "gate-condition-unclear"), ("a; ; b", "gate-condition-unclear")],
)
def test_a_condition_says_what_who_and_when(looking: Session, condition: str, slug: str) -> None:
    decision = next(one for one in looking.project.decisions if one.decided and one.decided <= TODAY)
    work = lambda: rule_on_gate(looking, "procurement", "approved", decision.id, [condition], write=False)  # noqa: E731
    assert stopped(work) == (slug, 2)


def test_a_gate_is_ruled_on_with_its_conditions(looking: Session) -> None:
    decision = next(one for one in looking.project.decisions if one.decided and one.decided <= TODAY)
    person = looking.project.people[0]
    said = f"Pris avklares; {person.name}; 12.10.2026"
    ruling = rule_on_gate(
        looking, "procurement", "approved_with_conditions", decision.id, [said], write=False
    )
    assert [(one.what, one.responsible, one.due) for one in ruling.conditions] == [
        ("Pris avklares", (person.id,), date(2026, 10, 12))
    ]
    assert looking.written == []


def test_a_body_is_known_by_what_it_is_called(looking: Session) -> None:
    assert body_named(looking, "Styringsgruppen") == "steering_group"
    for body in looking.project.about.bodies:
        assert body_named(looking, body.name.upper()) == body.id
    assert stopped(lambda: body_named(looking, "Kongen")) == ("no-such-body", 2)


@pytest.mark.parametrize(
    ("word", "slug"),
    [("T-13", "set-without-date"), ("T-13=01.01.2020", "proposed-in-the-past"), ("Q-99=01.12.2026", "no-such-record")],
)  # fmt: skip
def test_a_date_that_is_asked_for_names_what_and_when(looking: Session, word: str, slug: str) -> None:
    assert stopped(lambda: asked_dates(looking, [word])) == (slug, 2)
    assert asked_dates(looking, ["T-13=01.12.2026"]) == {"T-13": date(2026, 12, 1)}


def test_a_plan_follows_only_from_a_decision_that_has_been_taken(looking: Session) -> None:
    assert stopped(lambda: replanned_by(looking, "B-99", {})) == ("not-decided", 2)


def test_a_snapshot_lies_where_it_says(session: Session) -> None:
    taken = take_snapshot(session, "Før\tmøtet", agreed=False)
    assert taken.name == "Før møtet"
    assert (session.folder / taken.folder.relative_to(session.folder) / "project.yaml").is_file()


def test_a_piece_is_copied_once(session: Session) -> None:
    assert copied_piece(session, "checklists/launch").is_file()
    assert stopped(lambda: copied_piece(session, "sjekklister/launch")) == ("file-exists", 2)
    assert stopped(lambda: copied_piece(session, "checklists/lansj")) == ("no-such-content", 2)


def test_there_is_no_round_before_one_is_sent(looking: Session) -> None:
    assert stopped(lambda: round_seen(looking, None)) == ("no-rounds", 1)


def test_another_workbook_is_none_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "annet.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    assert stopped(lambda: own_workbook(file, proposal_in, "proposal-not-here")) == ("proposal-not-here", 1)


def test_a_point_that_the_project_contradicts_is_ticked_with_what_it_says(session: Session) -> None:
    """One benefit has no baseline, and the baselines are ticked as measured."""
    (told,) = finish(session, ["E-C08"], TODAY).against
    assert (told.slug, told.facts["id"]) == ("E122", "G-11")
    assert finish(session, ["K-C07"], TODAY).against == ()
