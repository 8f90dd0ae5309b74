"""A list gets something more, or loses something, without the rest being typed again."""

from datetime import date

import pytest

from tests.edits.small_projects import project
from tpn.edits.list_words import in_full
from tpn.edits.typed_values import Typist
from tpn.model.index import index
from tpn.problems import Stop

MORE = "kickoff: {activities: [{id: K-01, title: Reise, responsible: [per, liv], note: a+=b}]}\n"


def whole(word: str, stands: list[str] | None = None) -> str:
    made = project(MORE)
    value = {"kickoff": {"activities": [{"responsible": ["per", "liv"] if stands is None else stands}]}}
    (found,) = in_full(Typist(made, date(2026, 10, 5)), index(made).by_address["K-01"], value, [word])
    return found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("ansvarlig+=eva", "ansvarlig=per,liv,eva"),
        ("ansvarlig += Eva Lie, per", "ansvarlig=per,liv,eva"),  # who stands there is not put in twice
        ("ansvarlig-=per", "ansvarlig=liv"),
        ("ansvarlig-=eva", "ansvarlig=per,liv"),
        ("ansvarlig-=per,liv", "ansvarlig="),  # nothing is left: the field goes
        ("ansvarlig=per", "ansvarlig=per"),
        ("note=a+=b", "note=a+=b"),
        ("note", "note"),
    ],
)
def test_more_and_less_of_a_list(word: str, found: str) -> None:
    assert whole(word) == found


def test_an_empty_list_gets_its_first() -> None:
    assert whole("ansvarlig+=per", stands=[]) == "ansvarlig=per"


@pytest.mark.parametrize("word", ["frist+=06.10.2026", "merknad-=mer"])
def test_a_field_of_one_value_is_no_list(word: str) -> None:
    with pytest.raises(Stop) as stop:
        whole(word)
    assert (stop.value.problems[0].slug, stop.value.exit_code) == ("field-is-no-list", 2)
