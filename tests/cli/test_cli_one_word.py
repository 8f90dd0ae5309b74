"""One thing is said in one way: the sign of a service, a waiver, the number of a risk, the next step."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn

SIGNS = {"green": "●", "yellow": "▲", "red": "■", "grey": "○"}
pytestmark = pytest.mark.usefixtures("read_once")


def example(name: str) -> Path:
    return ROOT / "examples" / name


def flat(text: str) -> str:
    return " ".join(text.split())


def sign_before(name: str, text: str) -> set[str]:
    return set(re.findall(rf"^([●▲■○])[ \u00a0]{re.escape(name)}", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["halden", "sandnes"])
def test_a_service_has_one_sign_on_every_screen(tpn: Tpn, name: str) -> None:
    place = ("-p", example(name))
    lights = {
        one["service"]: one["light"] for one in json.loads(tpn("status", *place, "--json").out)["services"]
    }
    status, board, listed = (
        tpn("status", *place).out,
        tpn("launch", *place).out,
        tpn("list", "services", *place).out,
    )
    told = {
        one["address"]: one["fields"]["name"]
        for one in json.loads(tpn("list", "services", *place, "--json").out)["records"]
    }
    assert len(told) > 4
    for service, light in lights.items():
        begin = told[service][:12]
        assert sign_before(begin, board) == {SIGNS[light]}, service
        assert sign_before(begin, status) <= {SIGNS[light]}, service
        assert sign_before(service, listed) | sign_before(begin, listed) == {SIGNS[light]}, service
        stands = re.findall(r"Står +([●▲■○])", tpn("show", service, *place).out)
        assert set(stands) <= {SIGNS[light]}, service


def test_a_waived_point_is_counted_as_one_wherever_clear_points_are_counted(tpn: Tpn) -> None:
    place = ("-p", example("halden"))
    said = flat(tpn("gate", "kulturskole", *place).out)
    assert "48 av 48 må- og bør-punkter avklart, 1 med fravik, 100 %" in said
    assert "Tilgjengelig 3/3, 1 med fravik" in flat(tpn("launch", "kulturskole", *place).out)
    for words in (("gate", "barnehage"), ("report", "--for", "prosjektgruppe")):
        told = flat(tpn(*words, *place).out)
        assert re.findall(r"19 av 31(?! avklart, 1 med fravik|, 1 med fravik)", told) == []
        assert "19 av 31" in told


def test_a_risk_says_whether_its_number_is_after_measures(tpn: Tpn) -> None:
    place = ("-p", example("halden"))
    assert ": 9 etter tiltak" in flat(tpn("status", *place).out)
    shown = tpn("show", "R-03", *place).out
    assert re.search(r"Risikotall før tiltak +16", shown)
    assert re.search(r"Risikotall etter tiltak +9", shown)


def test_a_risk_that_nobody_has_assessed_after_measures_is_not_said_to_be(tpn: Tpn, halden: Path) -> None:
    new = tpn(
        "add",
        "risk",
        "-p",
        halden,
        "title=Ny",
        "probability=5",
        "consequence=5",
        "kind=threat",
        "status=identified",
    )
    assert new.code == 0, new.err
    lights = json.loads(tpn("status", "-p", halden, "--json").out)["lights"]
    because = next(one["because"] for one in lights if one["dimension"] == "risk")
    assert because[0]["fact"] == "largest_risk_before"
    assert "25, og er ikke vurdert etter tiltak" in flat(
        tpn("report", "-p", halden, "--for", "prosjektgruppe").out
    )


def test_the_next_step_says_what_it_lacks_and_is_no_step_that_is_reached(tpn: Tpn) -> None:
    shown = tpn("show", "lokaler", "-p", example("halden")).out
    assert re.search(r"Neste steg +Valgt – mangler hovedansvarlig\n", shown)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["deadlines", "--overdue"], "Ingenting av det du spør etter er forfalt (158 frister i alt).\n"),
        (
            ["deadlines", "--expected-late"],
            "Ingenting av det du spør etter ventes forsinket (158 frister i alt).\n",
        ),
        (["deadlines", "--responsible", "kari"], "Ingen frister passer til det du spør etter (158 i alt).\n"),
    ],
)
def test_of_what_is_late_an_empty_list_says_that_nothing_is(tpn: Tpn, asked: list[str], said: str) -> None:
    shown = tpn(
        "list", *asked, "--service", "kulturskole", "-p", example("halden"), "--today", "2026-10-05"
    ).out
    assert shown == said
