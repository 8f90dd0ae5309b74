"""Which texts carry the old name of a service or a person, and where it can be put in by rule."""

import pytest

from tests.edits.small_projects import everything
from tpn.edits.renaming import carriers, edits_of
from tpn.source import Set


def carried(title: str, old: str = "Byggesak", new: str = "Plansak", who: str = "bhg") -> str | None:
    """What becomes of a title: the new text, «ask» where a person must say, None where it does not carry the name."""
    found = everything(f"kickoff: {{activities: [{{id: K-01, title: '{title}'}}]}}\n")
    made = carriers(found, found.by_address[who].record, new, before=old)
    if not made:
        return None
    (one,) = made
    assert (one.entry.address, one.key) == ("K-01", "title")
    return str(one.edit.value) if one.edit else "ask"


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Byggesak lanseres", "Plansak lanseres"),
        ("Lansere byggesak", "Lansere plansak"),  # small inside a sentence, and stays so
        ("Byggesak og byggesak", "Plansak og plansak"),
        ("(Byggesak)", "(Plansak)"),
        ("Byggesak.", "Plansak."),
        ("Byggesaken lanseres", "ask"),  # another form: only a person can say it
        ("Flere byggesaker", "ask"),
        ("Byggesaksmøte", None),  # another word
        ("Ombyggesak", None),
        ("ny-byggesak", None),
        ("tjenester/byggesak", None),  # an address
        ("byggesak@example.no", None),
        ("byggesak.no", None),
        ("BYGGESAK", None),
        ("Plansak og byggesak", None),  # it has the new name already
    ],
)
def test_a_title_carries_a_name_as_a_word_of_its_own(title: str, becomes: str | None) -> None:
    assert carried(title) == becomes


def test_the_forms_of_a_name_are_those_of_its_stem_and_a_short_name_is_its_own_stem() -> None:
    assert carried("Kulturmidlene deles ut", "Kulturmidler", "Tilskudd") == "ask"
    assert carried("Kulturmidl deles ut", "Kulturmidler", "Tilskudd") is None
    assert carried("Hagen er åpen", "Hage", "Park") == "ask"
    assert carried("Hagar er åpen", "Hage", "Park") is None  # «Hage» is too short to lose its e
    assert carried("Skoler", "Skole", "Park") == "ask"


def test_a_name_in_capitals_stays_so() -> None:
    assert carried("Ny SFO", "SFO", "AKS", "sfo") == "Ny AKS"
    assert carried("Ny sfo", "SFO", "AKS", "sfo") is None
    assert carried("Ny byggesak", "Byggesak", "AKS") == "Ny AKS"
    assert carried("9. trinn åpner", "9. trinn", "Tiende") == "Tiende åpner"


def test_a_person_is_found_by_the_whole_name_and_has_no_other_forms() -> None:
    assert carried("Spør Per Moe", "Per Moe", "Per Lund", "per") == "Spør Per Lund"
    assert carried("Per Moes plan", "Per Moe", "Per Lund", "per") is None
    assert carried("Spør Per", "Per", "Pål", "per") is None  # one name is nobody's alone
    assert carried("Leder spør", "Leder", "Direktør", "per") is None


def test_what_has_its_name_already_or_is_no_service_carries_nothing() -> None:
    found = everything("kickoff: {activities: [{id: K-01, title: SFO}]}\n")
    record = found.by_address["sfo"].record
    assert carriers(found, record, "SFO") == []
    assert [one.key for one in carriers(found, record, "AKS")] == ["title"]
    assert carriers(found, found.by_address["K-01"].record, "AKS") == []


def test_what_was_said_and_decided_stands_and_names_and_ids_are_no_texts() -> None:
    found = everything(
        "decisions: [{id: B-01, title: SFO lanseres, outcome: SFO}]\n"
        "lessons: [{text: SFO var bra}]\n"
        "risks: [{id: R-01, title: SFO er sen}]\n"
    )
    made = carriers(found, found.by_address["sfo"].record, "AKS")
    assert [(one.entry.address, one.key) for one in made] == [("R-01", "title")]
    assert edits_of(made) == [Set(("risks", 0, "title"), "AKS er sen")]


def test_texts_with_the_name_as_it_is_spelled_come_first() -> None:
    found = everything(
        "kickoff: {activities: [{id: K-01, title: Ny skole}, {id: K-02, title: Skole}, {id: K-03, title: Skolen}]}\n"
    )
    made = carriers(found, found.by_address["bhg"].record, "Park", before="Skole")
    assert [one.entry.address for one in made] == ["K-02", "K-03", "K-01"]
    assert [edit.value for edit in edits_of(made)] == ["Park", "Ny park"]
