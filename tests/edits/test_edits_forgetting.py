"""What is taken out of a person who is forgotten, field by field."""

from tpn.edits.forgetting import OF_PERSON, NeutralWords, json_without
from tpn.model.about import Person
from tpn.model.fieldtree import takes
from tpn.model.traces import PersonalTraces

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


def test_what_is_kept_as_json_is_written_as_it_was_with_its_letters_and_its_last_line() -> None:
    traces = PersonalTraces("liv", "Liv Dahl")
    words = NeutralWords("Noen", "borte")
    kept = '{\n "hvem": "Liv Dahl på jobb",\n "annet": "blåbær"\n}'
    without = '{\n "hvem": "Noen på jobb",\n "annet": "blåbær"\n}'
    assert json_without(kept, traces, words) == without
    assert json_without(f"{kept}\n", traces, words) == f"{without}\n"
    untouched = '{"annet":   1}'
    assert json_without(untouched, traces, words) == untouched
