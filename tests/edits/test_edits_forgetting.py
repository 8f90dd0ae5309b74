"""What is taken out of a person who is forgotten, field by field."""

from tpn.edits.forgetting import OF_PERSON
from tpn.model.about import Person
from tpn.model.fieldtree import takes

STAYS = {
    "id": "others point at it, and it tells nothing by itself",
    "name": "a neutral word takes its place",
    "roles": "the role is the project's, not the person's",
    "unit": "the unit is the municipality's",
    "organisation": "the organisation is not the person's",
    "deputy": "it names somebody else",
}


def test_each_field_of_a_person_is_taken_out_or_stays_for_a_reason() -> None:
    """A new field is in one of the two lists: what nobody thought of must not outlive the person."""
    assert {*OF_PERSON} | {*STAYS} == {*takes(Person)}
    assert {*OF_PERSON}.isdisjoint(STAYS)
