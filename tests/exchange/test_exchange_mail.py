"""Mail drafts: what is no address stands in no header, and the draft is made all the same."""

from email import message_from_bytes

import pytest

from tpn.exchange.mail import Draft, draft, reachable


@pytest.mark.parametrize(
    "address", ["", "bjørn@example.no", "per", "per@", "@example.no", "per lie@example.no", "a,b@c.no"]
)
def test_what_is_no_address_leaves_the_receiver_to_be_filled_in(address: str) -> None:
    assert not reachable(address)
    letter = Draft(("Bjørn Ås", address), ("Ola", "ola@example.no"), "Ark", "Hei!")
    made = message_from_bytes(draft(letter, "bjorn.xlsx", b"sheet"))
    assert made["To"] is None
    assert made["From"] == "Ola <ola@example.no>"


@pytest.mark.parametrize(
    "address", ["per@example.no", "per.lie+ark@oppvekst.example.no", "per@bø.example.no"]
)
def test_an_address_is_one(address: str) -> None:
    assert reachable(address)
