"""Whose time a step takes is told by words that people use, and nothing is guessed."""

from pathlib import Path

import pytest

from tpn.library import data_dir
from tpn.model import load
from tpn.model.actors import Actors, Side
from tpn.model.similar import fold
from tpn.source import parse

ACTORS = Actors()


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("Foresatt", Side.USER),
        ("Lag eller forening", Side.USER),
        ("Styrer eller rektor", Side.MUNICIPALITY),
        ("caseworker", Side.MUNICIPALITY),
        ("Saksbehandler oppvekst", Side.MUNICIPALITY),
        ("SFO-leder", Side.MUNICIPALITY),
        ("ØKONOMI", Side.MUNICIPALITY),
        ("Lege eller sakkyndig", Side.OTHER),
        ("System", Side.SYSTEM),
        ("Regelmotor og saksbehandler", None),
        ("Kari", None),
        ("", None),
        (None, None),
    ],
)
def test_an_actor_is_on_one_side_or_unknown(actor: str | None, side: Side | None) -> None:
    assert ACTORS.side(actor) is side


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_every_actor_of_the_examples_is_known(example: str) -> None:
    project = load(data_dir("examples") / example).sound()
    unknown = {
        step.actor
        for service in project.processes.services
        for variant in service.variants.values()
        for step in variant.steps
        if ACTORS.side(step.actor) is None
    }
    assert unknown == set()


def test_no_word_is_on_two_sides() -> None:
    content = parse((data_dir("templates") / "catalogue/steps.yaml").read_text("utf-8"), "steps.yaml").value
    words = [fold(word) for listed in content["words_of_actors"].values() for word in listed]
    assert len(words) == len(set(words))


def test_a_municipality_has_a_list_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "templates/catalogue/steps.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "extends: steps\nactors: {kari: {side: municipality, name: {nb: Kari}}}\n", encoding="utf-8"
    )
    assert Actors(tmp_path).side("Kari") is Side.MUNICIPALITY
    assert Actors(tmp_path).side("Søker") is Side.USER
