"""A service comes out with full steps, in an order and with times that make sense."""

from typing import Any

import pytest

from tpn.library import data_dir, load
from tpn.library.services import VARIANTS, resolve
from tpn.model.choices import Automation, ComponentKind, StepKind

IDS = sorted(path.stem for path in (data_dir("templates") / "catalogue/services").glob("*.yaml"))
# what must not come before what, wherever both are there
ORDER = [
    *(("S01", "S03"), ("S02", "S03"), ("S03", "S06"), ("S05", "S06"), ("S06", "S07"), ("S06", "S08")),
    *(("S08", "S09"), ("S06", "S09"), ("S09", "S16"), ("S11", "S12"), ("S12", "S16"), ("S16", "S17")),
    *(("S17", "S19"), ("S18", "S19"), ("S16", "S20"), ("S09", "S24"), ("S19", "S24"), ("S20", "S24")),
    *(("S04", "S03"), ("KART", "NABO"), ("NABO", "MERK"), ("S14", "UTT"), ("UTT", "S16"), ("S19", "SVAR")),
    *(("SVAR", "S20"), ("PROVE", "S03"), ("AVT", "BES")),
]


def _service(name: str) -> dict[str, Any]:
    return resolve(load(f"catalogue/services/{name}.yaml"), load("catalogue/steps.yaml"))


def _minutes(steps: list[dict[str, Any]], side: str) -> float:
    return float(sum(step["minutes"] * step["share"] / 100 for step in steps if step["side"] == side))


@pytest.mark.parametrize("name", IDS)
def test_every_step_is_full(name: str) -> None:
    service = _service(name)
    assert "own" not in service
    assert tuple(service["variants"]) == VARIANTS
    for variant in service["variants"].values():
        ids = [step["id"] for step in variant["steps"]]
        assert len(ids) == len(set(ids))
        for step in variant["steps"]:
            texts = [
                step["name"],
                step["actor"],
                *step["documents"],
                *([step["system"]] if step["system"] else []),
            ]
            assert all(set(text) == {"nb", "nn", "en"} for text in texts), step["id"]
            assert step["kind"] in set(StepKind), step["id"]
            assert step["automation"] in set(Automation), step["id"]
            assert step["component"] is None or step["component"] in set(ComponentKind), step["id"]
            assert 0 < step["share"] <= 100, step["id"]
            assert step["minutes"] >= 0, step["id"]
            assert step["wait_days"] >= 0, step["id"]


@pytest.mark.parametrize("name", IDS)
def test_steps_stand_in_the_order_in_which_they_happen(name: str) -> None:
    for variant, content in _service(name)["variants"].items():
        places = [step["step"] for step in content["steps"]]
        for before, after in ORDER:
            if before in places and after in places:
                assert places.index(before) < places.index(after), (variant, before, after)


@pytest.mark.parametrize("name", IDS)
def test_paper_takes_no_less_than_self_service_and_that_no_less_than_integrated(name: str) -> None:
    service = _service(name)
    assert service["example_times"] is True
    steps = [service["variants"][variant]["steps"] for variant in VARIANTS]
    for side in ("municipality", "user"):
        times = [_minutes(variant, side) for variant in steps]
        assert times == sorted(times, reverse=True), side
        assert times[0] > times[2], side
    waits = [sum(step["wait_days"] * step["share"] for step in variant) for variant in steps]
    assert waits == sorted(waits, reverse=True)


@pytest.mark.parametrize("name", IDS)
def test_what_a_system_does_takes_nobodys_time_and_what_it_does_alone_no_person_does(name: str) -> None:
    for variant, content in _service(name)["variants"].items():
        for step in content["steps"]:
            alone = step["side"] == "system"
            assert alone == (step["automation"] == Automation.FULL), (variant, step["id"])
            assert alone <= (step["minutes"] == 0), (variant, step["id"])
            assert (step["side"] == "municipality") <= (step["minutes"] > 0), (variant, step["id"])


@pytest.mark.parametrize("name", IDS)
def test_a_step_of_the_library_stands_only_in_the_variants_it_is_for(name: str) -> None:
    library = load("catalogue/steps.yaml")["steps"]
    for variant, content in _service(name)["variants"].items():
        for step in content["steps"]:
            assert variant in library.get(step["step"], {"in": VARIANTS})["in"], step["id"]


@pytest.mark.parametrize("name", IDS)
def test_every_wording_of_its_own_is_used_and_every_variant_has_a_decision(name: str) -> None:
    service = load(f"catalogue/services/{name}.yaml")
    rows = [row for variant in service["variants"].values() for row in variant["steps"]]
    assert {row.get("step", row.get("id")) for row in rows} >= set(service["own"])
    for variant, content in _service(name)["variants"].items():
        assert any(step["kind"] == StepKind.DECISION for step in content["steps"]), variant


def test_the_row_wins_over_the_services_wording_and_that_over_the_library() -> None:
    words = {"nb": "a", "nn": "b", "en": "c"}
    library = {
        "actors": {name: {"side": "user", "name": {**words, "nb": name}} for name in ("one", "two", "three")},
        "systems": {"form": {"component": "form_tool", "name": words}, "post": {"name": words}},
        "steps": {
            "S01": {
                "name": words,
                "actor": "one",
                "system": {"paper": "post", "integrated": "form"},
                "share": 9,
            }
        },
    }
    service = {
        "id": "x",
        "own": {
            "S01": {"actor": {"integrated": "two"}, "minutes": 7},
            "X": {"name": words, "actor": "three"},
        },
        "variants": {
            "paper": {"steps": [{"step": "S01"}, {"id": "S01b", "step": "S01", "minutes": 2}]},
            "integrated": {
                "steps": [{"step": "S01", "actor": "three"}, {"step": "S01", "id": "again"}, {"id": "X"}]
            },
        },
    }
    variants = resolve(service, library)["variants"]
    seen = [
        (step["id"], step["actor_id"], step["system_id"], step["component"], step["minutes"], step["share"])
        for variant in variants.values()
        for step in variant["steps"]
    ]
    assert seen == [
        ("S01", "one", "post", None, 7, 9),
        ("S01b", "one", "post", None, 2, 9),
        ("S01", "three", "form", "form_tool", 7, 9),
        ("again", "two", "form", "form_tool", 7, 9),
        ("X", "three", None, None, 0, 100),
    ]


@pytest.mark.parametrize("name", IDS)
def test_a_service_needs_every_component_that_its_steps_stand_on(name: str) -> None:
    service = _service(name)
    used = {
        step["component"]
        for variant in ("selfservice", "integrated")
        for step in service["variants"][variant]["steps"]
        if step["component"]
    }
    assert used <= set(service["needs"])


def test_the_line_system_is_the_one_that_the_service_names() -> None:
    seen = {step["system_id"] for one in _service("sfo")["variants"].values() for step in one["steps"]}
    assert "school" in seen
    assert "line_system" not in seen


def test_the_library_itself_is_left_as_it_was() -> None:
    library = load("catalogue/steps.yaml")
    resolve(load("catalogue/services/sfo.yaml"), library)
    assert library == load("catalogue/steps.yaml")
