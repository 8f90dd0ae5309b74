"""Where the record of a row stands – or is to stand: in itself, in its holder, or in a holder that comes with it."""

import pytest

from tests.edits.small_projects import project
from tpn.edits.record_routes import RecordRoute, RecordRoutes, Route
from tpn.model.index import index

WORK = """\
kickoff:
  activities: [{id: K-01, title: Begynne}]
  checklist: {K-C01: {answer: done}}
procurement:
  requirements: [{id: KR-1, text: Uten mus, level: must}, {id: KR-2, text: Pen, level: should}]
  procurements:
    - {id: A-1, title: Skjema, bids: [{supplier: sør}, {supplier: Nord AS, answers: {KR-1: {answer: yes}}}]}
launch: {services: [{service: sfo, checklist: {T-C01: {answer: done}}}]}
"""


def home(kind: str, address: str) -> RecordRoute | None:
    made = project(WORK)
    return RecordRoutes(made, index(made)).of(kind, address)


@pytest.mark.parametrize(
    ("kind", "address", "route"),
    [
        ("activities", "K-01", ("kickoff", "activities", 0)),
        ("checklist", "kickoff/K-C01", ("kickoff", "checklist", "K-C01")),
        ("checklist", "sfo/T-C01", ("launch", "services", 0, "checklist", "T-C01")),
        ("answers", "A-1/bids/Nord AS/answers/KR-1", ("procurement", "procurements", 0, "bids", 1, "answers", "KR-1")),
    ],
)  # fmt: skip
def test_what_stands_is_found_where_it_stands(kind: str, address: str, route: Route) -> None:
    found = home(kind, address)
    assert found is not None
    assert (found.route, found.there, found.pending) == (route, True, None)


@pytest.mark.parametrize(
    ("kind", "address", "route"),
    [
        ("checklist", "kickoff/K-C02", ("kickoff", "checklist", "K-C02")),
        ("checklist", "procurement/A-C01", ("procurement", "checklist", "A-C01")),
        ("checklist", "sfo/T-C02", ("launch", "services", 0, "checklist", "T-C02")),
        ("answers", "A-1/bids/sør/answers/KR-2", ("procurement", "procurements", 0, "bids", 0, "answers", "KR-2")),
    ],
)  # fmt: skip
def test_an_answer_that_nobody_has_given_has_its_place_in_its_holder(
    kind: str, address: str, route: Route
) -> None:
    found = home(kind, address)
    assert found is not None
    assert (found.route, found.there, found.pending) == (route, False, None)


@pytest.mark.parametrize(
    ("kind", "address", "route", "pending"),
    [
        ("checklist", "bhg/T-C01", ("checklist", "T-C01"), (("launch", "services"), "service", "bhg")),
        ("answers", "A-1/bids/Vest/answers/KR-2", ("answers", "KR-2"),
         (("procurement", "procurements", 0, "bids"), "supplier", "Vest")),
    ],
)  # fmt: skip
def test_a_holder_that_is_not_there_is_made_along_with_it(
    kind: str, address: str, route: Route, pending: object
) -> None:
    found = home(kind, address)
    assert found is not None
    assert (found.route, found.there, found.pending) == (route, False, pending)


@pytest.mark.parametrize(
    ("kind", "address"),
    [("activities", "K-02"), ("checklist", "borte/T-C01"), ("answers", "A-2/bids/sør/answers/KR-1")],
)
def test_what_the_project_has_no_place_for_has_no_home(kind: str, address: str) -> None:
    assert home(kind, address) is None
