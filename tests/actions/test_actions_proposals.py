"""What a chosen process proposes, taken or dismissed by name: with values and without a terminal."""

from pathlib import Path

import pytest

from tests.actions.small_session import session, stopped
from tpn.actions.proposals import Dismissal, proposed, settle_proposals
from tpn.actions.session import Session
from tpn.model import load
from tpn.plan.proposals import ProposalState

WORK = """\
processes:
  services:
    - service: sfo
      chosen: selfservice
      digital_share: 80
      variants:
        paper:
          steps:
            - {id: S1, name: Søke, actor: Foresatt, minutes: 45}
            - {id: S2, name: Registrere, actor: Saksbehandler, minutes: 20}
        selfservice:
          steps:
            - {id: S1, name: Søke, actor: Foresatt, minutes: 15, automation: assist}
            - {id: S3, name: Kontrollere, actor: Saksbehandler, minutes: 9}
    - {service: bhg}
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, preview=False)


def test_where_nothing_is_chosen_nothing_is_proposed(here: Session) -> None:
    assert stopped(lambda: proposed(here, "bhg")).slug == "nothing-to-propose"
    assert {one.key for one in proposed(here, "sfo")} >= {"benefit.staff_time", "change.gone", "launch.level"}


def test_all_that_are_open_are_taken_and_written_when_asked(here: Session) -> None:
    seen = settle_proposals(here, "sfo", None, write=False)
    assert (seen.changes, set(seen.becomes)) == (True, {one.key for one in seen.shown})
    assert load(here.folder).sound().benefits.benefits == ()
    settle_proposals(here, "sfo", None, write=True)
    after = Session({**here.values}, clock=here.clock)
    assert {one.state for one in proposed(after, "sfo")} == {ProposalState.TAKEN}
    again = settle_proposals(after, "sfo", None, write=True)
    assert (again.changes, again.becomes) == (False, {})


def test_some_are_taken_by_their_whole_name_or_what_follows_the_dot(here: Session) -> None:
    made = settle_proposals(here, "sfo", "benefit.staff_time , gone", write=False)
    assert set(made.becomes) == {"benefit.staff_time", "change.gone"}


def test_a_name_that_is_none_is_told_with_the_nearest(here: Session) -> None:
    problem = stopped(lambda: settle_proposals(here, "sfo", "benefit.staff_tim", write=True))
    assert (problem.slug, problem.facts["suggestion"]) == ("no-such-proposal", "benefit.staff_time")
    far = stopped(lambda: settle_proposals(here, "sfo", "qwerty", write=True))
    assert "hint" not in far.facts or far.facts["hint"] is None
    assert stopped(lambda: settle_proposals(here, "sfo", " , ", write=True)).facts["value"] == ""


def test_what_is_settled_is_not_settled_again(here: Session) -> None:
    refused = settle_proposals(here, "sfo", Dismissal("benefit.staff_time", "Alt gjort"), write=True)
    assert (refused.changes, [one.key for one in refused.shown]) == (True, ["benefit.staff_time"])
    after = Session({**here.values}, clock=here.clock)
    problem = stopped(lambda: settle_proposals(after, "sfo", "staff_time", write=True))
    assert (problem.slug, problem.facts["settled"], problem.facts["hint"]) == (
        "proposal-settled", "Alt gjort", ProposalState.DISMISSED,
    )  # fmt: skip
