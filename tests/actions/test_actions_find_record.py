"""Which record somebody means: every name that a screen prints is one that a command takes."""

from pathlib import Path

import pytest

from tpn.actions.find_record import record_named
from tpn.actions.session import Session
from tpn.model.checkpoints import checkpoints
from tpn.model.questions import Questions
from tpn.problems import Stop

EXAMPLE = Path(__file__).parents[2] / "examples" / "halden"


@pytest.fixture(scope="module")
def session() -> Session:
    return Session({"project": str(EXAMPLE), "today": "2026-10-05"})


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("A-11", "A-11"),
        ("a-11", "A-11"),
        ("A11", "A-11"),
        ("K-2", "K-02"),
        ("k 2", "K-02"),
        ("K002", "K-02"),
        ("barnehage/T-C8", "barnehage/T-C08"),
        ("kickoff/K-C04", "kickoff/K-C04"),
        ("K-C04", "kickoff/K-C04"),
        ("k-c04", "kickoff/K-C04"),
        ("KC4", "kickoff/K-C04"),
        ("Nils", "nils"),
        ("NA", "nils"),
        ("Evalueringen av tilbudene ble ikke ferdig i tide", "D-03"),
        ("økonomi", "economy"),
    ],
)
def test_a_record_is_found_by_what_it_is_called(session: Session, typed: str, address: str) -> None:
    assert record_named(session, typed).address == address


def test_an_id_that_several_services_share_lists_where_it_is_asked(session: Session) -> None:
    with pytest.raises(Stop) as stopped:
        record_named(session, "T-C08")
    told = stopped.value.problems[0].facts["found"]
    assert "barnehage/T-C08" in str(told)
    assert "sfo/T-C08" in str(told)


def test_where_two_have_exactly_that_name_only_those_are_listed(session: Session) -> None:
    with pytest.raises(Stop) as stopped:
        record_named(session, "Skjemaløsning")
    told = str(stopped.value.problems[0].facts["found"]).split()
    assert "A-K01" in told
    assert "A-P01" in told
    assert "A-11" not in told


def test_every_checkpoint_has_a_name_that_finds_it(session: Session) -> None:
    for point in checkpoints(session.readable, Questions(session.folder)):
        assert record_named(session, point.address).address == point.address


@pytest.mark.parametrize("typed", ["A-99", "K-C99", "nobody"])
def test_what_nobody_is_called_is_said(session: Session, typed: str) -> None:
    with pytest.raises(Stop) as stopped:
        record_named(session, typed)
    assert stopped.value.problems[0].slug == "no-such-record"
