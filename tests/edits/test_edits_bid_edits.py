"""A bidder's price and answers as edits: only what is new, so that the same workbook twice changes nothing."""

import pytest

from tests.edits.small_projects import everything
from tpn.edits.bid_edits import Given, bid_edits
from tpn.model.choices import RequirementAnswer
from tpn.source import Append, Set

INDEX = everything("""\
procurement:
  procurements:
    - id: A-1
      title: Skjema
      bids:
        - {supplier: Sør}
        - {supplier: Nord AS, price: 100, answers: {KR-1: {answer: "yes", text: Ja visst, points: 8}}}
  components: [{id: C-1, name: A}]
""")
YES, NO = RequirementAnswer.YES, RequirementAnswer.NO
BIDS = ("procurement", "procurements", 0, "bids")


def edits(supplier: str, price: float | None, given: Given) -> list[object]:
    return list(bid_edits(INDEX.by_address["A-1"], supplier, price, given))


def test_a_new_bidder_is_added_last_with_what_was_said() -> None:
    assert edits("Øst", 100.0, {"KR-1": (YES, None), "KR-2": (None, "Kanskje")}) == [
        Append(BIDS, {
            "supplier": "Øst", "price": 100, "answers": {"KR-1": {"answer": "yes"}, "KR-2": {"text": "Kanskje"}}
        })
    ]  # fmt: skip
    assert edits("Øst", None, {}) == [Append(BIDS, {"supplier": "Øst", "answers": {}})]


def test_a_known_bidder_is_found_however_the_name_is_written() -> None:
    assert edits("NORD  as", 99.5, {}) == [Set((*BIDS, 1, "price"), 99.5)]


def test_what_stands_already_is_no_edit() -> None:
    assert edits("Nord AS", 100, {"KR-1": (YES, "Ja visst")}) == []
    assert edits("Nord AS", None, {"KR-1": (None, None), "KR-2": (None, None)}) == []


def test_what_is_said_anew_is_set_and_the_points_stay() -> None:
    assert edits("Nord AS", 120, {"KR-1": (NO, "Nei"), "KR-2": (YES, "Ny")}) == [
        Set((*BIDS, 1, "price"), 120),
        Set((*BIDS, 1, "answers", "KR-1", "answer"), "no"),
        Set((*BIDS, 1, "answers", "KR-1", "text"), "Nei"),
        Set((*BIDS, 1, "answers", "KR-2", "answer"), "yes"),
        Set((*BIDS, 1, "answers", "KR-2", "text"), "Ny"),
    ]


def test_only_a_procurement_has_bidders() -> None:
    with pytest.raises(TypeError):
        bid_edits(INDEX.by_address["C-1"], "Nord", None, {})
