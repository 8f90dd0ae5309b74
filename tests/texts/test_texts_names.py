"""Every choice, kind and field of the format has a name in three languages, and typed words find them."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeGuard

import pytest

from tpn.library import overlaid
from tpn.model import choices
from tpn.model.base import Record
from tpn.model.choices import BenefitWord, Light, Phase, Role, StakeholderGroup, Status
from tpn.model.fieldtree import takes
from tpn.model.index import KINDS
from tpn.model.project import Project
from tpn.model.shapes import Activity, CheckAnswer
from tpn.model.similar import fold
from tpn.plan.service_steps import ServiceStep
from tpn.texts import LANGUAGES, Words
from tpn.texts.names import class_description, field_description, field_name, light_name
from tpn.texts.parse_words import choice_value, field_key, kind_of, meant_choice, meant_field, meant_kind
from tpn.texts.words import choice_key


def classes_below(cls: type[Record], known: set[type[Record]]) -> Iterator[type[Record]]:
    """A class and all that its fields hold."""
    if cls not in known:
        known.add(cls)
        yield cls
        for take in takes(cls).values():
            if take.record:
                yield from classes_below(take.record, known)


def is_choice(thing: object) -> TypeGuard[type[StrEnum]]:
    return isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum


CLASSES = tuple(classes_below(Project, set()))
CHOICES: tuple[type[StrEnum], ...] = (
    *(kind for kind in vars(choices).values() if is_choice(kind)),
    ServiceStep,
)
# the root is a phase by that key; elsewhere each key with a record is a kind
KIND_KEYS = {key for cls in CLASSES for key, take in takes(cls).items() if take.record} - {
    "kickoff",
    "procurement",
}
WORDS = [Words(language, benefit_word=word) for language in LANGUAGES for word in BenefitWord]


def name_of(cls: type[Record]) -> str:
    return cls.__name__


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CHOICES, ids=name_of)
def test_every_choice_has_a_word_of_its_own(kind: type[StrEnum], language: str) -> None:
    words = Words(language)
    table = words.find(f"choices.{choice_key(kind)}")
    assert set(table) == {value.value for value in kind}
    assert len({words.choice(value) for value in kind}) == len(kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_of_choices_is_worded_that_the_format_does_not_have(language: str) -> None:
    assert set(overlaid(f"texts/{language}/choices.yaml")) == {choice_key(kind) for kind in CHOICES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_record_has_a_name_for_one_and_for_many(language: str) -> None:
    kinds = overlaid(f"texts/{language}/kinds.yaml")
    assert set(kinds) == KIND_KEYS | {"milestones", "opportunities", "predecessor", "phase", "deadlines"}
    assert set(KINDS) <= set(kinds)
    assert all(set(names) == {"one", "many"} for names in kinds.values())


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.language)
@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_the_names_of_the_fields_of_a_class_are_unambiguous(cls: type[Record], words: Words) -> None:
    names = [fold(field_name(cls, key, words)) for key in takes(cls)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_field_names_a_field(language: str) -> None:
    known = {name_of(cls): set(takes(cls)) for cls in CLASSES}
    texts = overlaid(f"texts/{language}/fields.yaml")
    assert set(texts["common"]) == set().union(*known.values())
    assert {name: keys for name, own in texts["by_class"].items() if (keys := set(own) - known[name])} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_every_class_and_field_is_explained_in_one_short_sentence(cls: type[Record], language: str) -> None:
    words = Words(language)
    sentences = [class_description(cls, words), *(field_description(cls, key, words) for key in takes(cls))]
    assert [text for text in sentences if not text.endswith(".") or len(text) > 140 or "\n" in text] == []
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_explanation_is_of_a_field_of_the_format(language: str) -> None:
    known = {name_of(cls): set(takes(cls)) for cls in CLASSES}
    texts = overlaid(f"texts/{language}/descriptions.yaml")
    assert set(texts["classes"]) == set(known)
    assert set(texts["common"]) <= set().union(*known.values())
    assert {name: keys for name, own in texts["by_class"].items() if (keys := set(own) - known[name])} == {}


def test_the_columns_of_the_activities_read_as_in_a_follow_up_sheet() -> None:
    words = Words("nb")
    columns = [
        "id",
        "title",
        "service",
        "responsible",
        "start",
        "due",
        "status",
        "percent",
        "finished",
        "note",
    ]
    assert [field_name(Activity, key, words) for key in columns] == [
        "Nr", "Aktivitet", "Tjeneste", "Ansvarlig", "Start", "Frist", "Status", "% ferdig", "Ferdig dato", "Merknad",
    ]  # fmt: skip
    assert words("fields.common.forecast") == "Prognose"


# ---------------------------------------------------------------- typed words


def ambiguous(forms: dict[str, set[str]], keys: set[str]) -> dict[str, set[str]]:
    """Forms that mean two things; a key always means itself."""
    by_form: dict[str, set[str]] = defaultdict(set)
    for key, said in forms.items():
        for form in said:
            by_form[fold(form)].add(key)
    own = {fold(key): key for key in keys}
    return {
        form: found for form, found in by_form.items() if len(found) > 1 or {own.get(form, *found)} != found
    }


@pytest.mark.parametrize("cls", CLASSES, ids=name_of)
def test_a_typed_word_means_one_field_of_a_class(cls: type[Record]) -> None:
    typed = overlaid("words/fields.yaml")
    forms = {
        key: {field_name(cls, key, words) for words in WORDS}
        | {words(f"fields.common.{key}") for words in WORDS}
        | set(typed[key])
        for key in takes(cls)
    }
    assert ambiguous(forms, set(takes(cls))) == {}
    assert {form for key, said in forms.items() for form in said if field_key(cls, form) != key} == set()


@pytest.mark.parametrize("kind", CHOICES, ids=name_of)
def test_a_typed_word_means_one_choice(kind: type[StrEnum]) -> None:
    typed = overlaid("words/values.yaml").get(choice_key(kind), {})
    assert set(typed) <= {value.value for value in kind}
    forms = {
        value.value: {words.choice(value) for words in WORDS} | set(typed.get(value.value, ()))
        for value in kind
    }
    assert ambiguous(forms, set(forms)) == {}
    assert {form for key, said in forms.items() for form in said if choice_value(kind, form) != key} == set()


def test_a_typed_word_means_one_kind_of_record() -> None:
    typed = overlaid("words/kinds.yaml")
    forms = {
        kind: {words(f"kinds.{kind}.{form}") for words in WORDS for form in ("one", "many")}
        | {short for words in WORDS if (short := words.find(f"list.short.{kind}"))}
        | set(typed.get(kind, ()))
        for kind in overlaid("texts/nb/kinds.yaml")
    }
    assert set(typed) <= set(forms)
    assert ambiguous(forms, set(forms)) == {}
    assert {form for kind, said in forms.items() for form in said if kind_of(form) != kind} == set()


def test_every_field_has_words_that_people_may_type_for_it() -> None:
    assert set(overlaid("words/fields.yaml")) == {key for cls in CLASSES for key in takes(cls)}


@pytest.mark.parametrize(
    ("typed", "key"),
    [("frist", "due"), ("FRIST", "due"), ("due", "due"), ("deadline", "due"), ("ansv", "responsible"),
     ("ansvarleg", "responsible"), ("% ferdig", "percent"), ("Ferdig dato", "finished"), ("venter på", "waiting_for"),
     ("venter paa", "waiting_for"), ("waiting-for", "waiting_for"), ("varigheit", "duration"), ("x", "x"),
     ("farge", None)],
)  # fmt: skip
def test_a_field_is_found_by_its_key_and_by_what_people_call_it(typed: str, key: str | None) -> None:
    assert field_key(Activity, typed) == key


@pytest.mark.parametrize(
    ("typed", "status"),
    [("ferdig", Status.DONE), ("Fullført", Status.DONE), ("x", Status.DONE), ("in_progress", Status.IN_PROGRESS),
     ("pågår", Status.IN_PROGRESS), ("påbegynt", Status.IN_PROGRESS), ("venter", Status.BLOCKED),
     ("ventar", Status.BLOCKED), ("utsett", Status.POSTPONED), ("på hold", Status.POSTPONED),
     ("ikkje aktuelt", Status.NOT_RELEVANT), ("utgår", Status.CANCELLED), ("planlagt", Status.NOT_STARTED),
     ("forsinket", None), ("snart klar", None)],
)  # fmt: skip
def test_a_status_is_found_by_what_people_write(typed: str, status: Status | None) -> None:
    assert choice_value(Status, typed) is status


def test_other_choices_are_found_by_what_people_write() -> None:
    assert choice_value(Phase, "4") is Phase.PROCUREMENT
    assert choice_value(Phase, "gevinst") is Phase.BENEFITS
    assert choice_value(Light, "raud") is Light.RED
    assert choice_value(Role, "gevinstansvarlig") is Role.BENEFITS
    assert choice_value(Role, "nytteansvarleg") is Role.BENEFITS
    assert choice_value(StakeholderGroup, "foresatte") is StakeholderGroup.CITIZENS


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("aktiviteter", "activities"), ("oppgaver", "activities"), ("milepålar", "milestones"), ("folk", "people"),
     ("gevinster", "benefits"), ("nytte", "benefits"), ("gevinstar", "benefits"), ("risiko", "risks"),
     ("møter", "meetings"), ("avgjerder", "decisions"), ("Interessenter", "stakeholders"), ("krav", "requirements"),
     ("budget", "lines"), ("sjekkliste", "checklist"), ("tull", None)],
)  # fmt: skip
def test_a_kind_of_record_is_found_by_what_people_call_it(typed: str, kind: str | None) -> None:
    assert kind_of(typed) == kind


def test_a_mistyped_word_gives_a_suggestion() -> None:
    assert meant_field(Activity, "ansvarlg") == "ansvarlig"
    assert meant_field(CheckAnswer, "dokumentasjn") == "dokumentasjon"
    assert meant_choice(Status, "ferdigg") is Status.DONE
    assert meant_kind("aktivteter") == "aktiviteter"
    assert meant_kind("qqqqq") is None


@pytest.mark.parametrize(
    ("address", "said"),
    [("project/lights/privacy", "Personvern"), ("project/lights/benefits", "Nytte"), ("project/lights", ""),
     ("project/lights/sol", ""), ("R-01", "")],
)  # fmt: skip
def test_a_light_that_is_overridden_is_called_what_the_lights_are_called(address: str, said: str) -> None:
    assert light_name(address, Words("nb")) == said
