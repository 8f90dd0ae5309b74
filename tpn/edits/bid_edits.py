"""A bidder's answers as edits of the project."""

from collections.abc import Iterator, Mapping
from typing import Any

from tpn.model.choices import RequirementAnswer
from tpn.model.index import Entry
from tpn.model.procurement import Bid, Procurement
from tpn.model.similar import fold
from tpn.source import Append, Edit, Set

Given = Mapping[str, tuple[RequirementAnswer | None, str | None]]


def bid_edits(entry: Entry, supplier: str, price: float | None, given: Given) -> list[Edit]:
    """The edits that record a bidder's price and answers with a procurement.

    A bidder who is there already keeps points, and all that is not answered anew; a new one is added last.
    What stands there as it is said is no edit, so that the same workbook twice changes nothing.
    """
    deal = entry.record
    if not isinstance(deal, Procurement):
        raise TypeError(entry.kind)
    for number, bid in enumerate(deal.bids):
        if fold(bid.supplier) == fold(supplier):
            return list(_changed(bid, (*entry.route, "bids", number), price, given))
    return [Append((*entry.route, "bids"), _new(supplier, price, given))]


def _new(supplier: str, price: float | None, given: Given) -> dict[str, Any]:
    said: dict[str, Any] = {"supplier": supplier}
    if price is not None:
        said["price"] = _plain(price)
    said["answers"] = {
        name: {
            key: value
            for key, value in (("answer", answer and answer.value), ("text", text))
            if value is not None
        }
        for name, (answer, text) in given.items()
    }
    return said


def _changed(bid: Bid, route: tuple[str | int, ...], price: float | None, given: Given) -> Iterator[Edit]:
    if price is not None and price != bid.price:
        yield Set((*route, "price"), _plain(price))
    for name, (answer, text) in given.items():
        known = bid.answers.get(name)
        if answer is not None and (known is None or known.answer is not answer):
            yield Set((*route, "answers", name, "answer"), answer.value)
        if text is not None and (known is None or known.text != text):
            yield Set((*route, "answers", name, "text"), text)


def _plain(price: float) -> int | float:
    return int(price) if float(price).is_integer() else price
