"""Candidates are ranked by the project's weights, each score from numbers that can be checked by hand."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest
from tpn.model.about import Choose
from tpn.model.choices import VariantName
from tpn.plan.ranking import Candidate, RankingCriterion, ranked


def candidate(name: str, cases: float | None, hours: float | None, needs: str, there: str = "", *,
              special: bool = False) -> Candidate:  # fmt: skip
    freed = None if hours is None else Fraction(hours)
    return Candidate(
        name, None, name, None, cases, example_volume=True, variant=VariantName.SELFSERVICE, hours=freed,
        example_times=True, needs=tuple(needs), there=tuple(there), special_data=special,
    )  # fmt: skip


# a: many cases, asks for much; b: few cases, nearly all is there; c: nobody knows its hours
FOUND = [
    candidate("a", 800, 400, "fgh", special=True),
    candidate("b", 200, 100, "fg", "fg"),
    candidate("c", 400, None, "fx", "f"),
]


def scores(weights: Choose) -> dict[str, tuple[float, dict[RankingCriterion, float]]]:
    return {
        one.candidate.name: (one.score, {made.criterion: made.score for made in one.scores})
        for one in ranked(FOUND, weights)
    }


def test_each_score_by_hand() -> None:
    found = scores(Choose())
    # volume 800/800, hours 400/400; effort: 3 lacking + 1 of the most 4 → 0
    # common: f is needed by both others (1), g by one of two (½), h by none → (1 + ½ + 0)/3
    assert found["a"][1] == {"volume": 100, "benefit": 100, "effort": 0, "common": 50}
    assert found["b"][1] == {"volume": 25, "benefit": 25, "effort": 100, "common": 100}
    # effort: 1 of the most 4 → 75; common: f is there (1), x by none → 1/2
    assert found["c"][1] == {"volume": 50, "benefit": 0, "effort": 75, "common": 50}


def test_the_sum_is_weighted_by_the_projects_own_weights() -> None:
    usual = scores(Choose())  # 3, 3, 2, 2
    assert usual["a"][0] == 70  # (300 + 300 + 0 + 100) / 10
    assert usual["b"][0] == 55  # (75 + 75 + 200 + 200) / 10
    assert usual["c"][0] == 40  # (150 + 0 + 150 + 100) / 10
    easy = scores(Choose(volume=0, benefit=0, effort=5, common=0))
    assert list(easy) == ["b", "c", "a"]
    assert scores(Choose(volume=0, benefit=0, effort=0, common=0))["a"][0] == 0


def test_nothing_known_is_no_score_and_no_fault() -> None:
    (one,) = ranked([candidate("a", None, None, "")], Choose())
    assert {made.criterion: made.score for made in one.scores} == {
        "volume": 0, "benefit": 0, "effort": 100, "common": 0,
    }  # fmt: skip
    assert ranked([], Choose()) == ()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_screen_fits_and_explains_each_score(tpn: Tpn, halden: Path, language: str) -> None:
    result = tpn("choose", "-p", halden, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80


def test_candidates_are_those_not_launched_and_those_not_in_the_project(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("choose", "-p", halden, "--json").out)
    services = {one["service"] for one in facts["candidates"]}
    assert "kulturskole" not in services  # launched
    assert {"barnehage", "sfo"} <= services
    catalogue = [one["catalogue"] for one in facts["candidates"]]
    assert "ledsagerbevis" in catalogue
    assert len(catalogue) == len(set(catalogue))
    assert [one["rank"] for one in facts["candidates"]] == list(range(1, len(catalogue) + 1))
    assert facts["candidates"] == sorted(facts["candidates"], key=lambda one: -one["score"])


def test_other_weights_give_another_order(tpn: Tpn, halden: Path) -> None:
    def names() -> list[str]:
        return [one["name"] for one in json.loads(tpn("choose", "-p", halden, "--json").out)["candidates"]]

    before = names()
    for word in ("choose.volume=0", "choose.benefit=0", "choose.effort=9", "choose.common=0"):
        assert tpn("set", "project", word, "-p", halden).code == 0
    assert names() != before


def test_what_is_brought_in_is_no_longer_in_the_catalogues_part(tpn: Tpn, halden: Path) -> None:
    assert "tpn add tjeneste ledsagerbevis" in tpn("choose", "-p", halden).out
    assert tpn("add", "service", "ledsagerbevis", "-p", halden).code == 0
    assert "tpn add tjeneste ledsagerbevis" not in tpn("choose", "-p", halden).out


def test_a_new_project_without_services_has_the_whole_catalogue_to_choose_from(
    tpn: Tpn, tmp_path: Path
) -> None:
    assert tpn("init", tmp_path / "ny", "--start", "2026-10-05").code == 0
    facts = json.loads(tpn("choose", "-p", tmp_path / "ny", "--json").out)
    assert len(facts["candidates"]) >= 14


def test_a_service_that_the_county_decides_on_frees_nothing_here(tpn: Tpn, halden: Path) -> None:
    assert tpn("library", "copy", "services/tt-kort", "-p", halden).code == 0
    own = halden / "templates/catalogue/services/tt-kort.yaml"
    own.write_text(
        own.read_text("utf-8").replace("responsible_body: municipality", "responsible_body: county"), "utf-8"
    )
    facts = json.loads(tpn("choose", "-p", halden, "--json").out)["candidates"]
    card = next(one for one in facts if one["catalogue"] == "tt-kort")
    assert {score["criterion"]: score["score"] for score in card["scores"]}["benefit"] == 0
    assert "en annen myndighet avgjør" in " ".join(tpn("choose", "-p", halden).out.split())


def test_what_must_be_known_first_is_said_when_a_service_is_brought(tpn: Tpn, halden: Path) -> None:
    said = " ".join(tpn("add", "service", "startlan", "--preview", "-p", halden).out.split())
    assert "Bruk den nasjonale løsningen og lag ikke eget skjema" in said
    said = " ".join(tpn("add", "service", "redusert-foreldrebetaling", "--preview", "-p", halden).out.split())
    assert "Slå opp før dere bygger på det: Søskenmoderasjon og inntektsgradert betaling" in said


def test_the_catalogue_says_how_well_its_laws_and_rates_are_known(tpn: Tpn, halden: Path) -> None:
    out = " ".join(tpn("library", "services/redusert-foreldrebetaling", "-p", halden).out.split())
    assert "○" in out
    assert "Minste søskenmoderasjon for barn nummer to: 30 % ○" in out.replace("\u00a0", " ")
    assert "Ikke kontrollert, eller bare sekundærkilde" in out


def test_every_score_can_be_worked_out_from_what_is_printed(tpn: Tpn, halden: Path) -> None:
    printed = tpn("choose", "-p", halden, "--today", "2026-10-05").out
    weights = [int(one) for one in re.findall(r"\d+", printed.split("Vekt:")[1].splitlines()[0])]
    blocks = re.split(r"\n ?\d+\. ", printed)[1:]
    assert len(blocks) > 10
    for block in blocks:
        flat = " ".join(block.split())
        total = int(re.findall(r"Samlet +(\d+) ", flat)[0])
        scores = [int(one) for one in re.findall(r"(?:Volum|Nytte|Lite arbeid|Felles) +(\d+) [█-▏░]", flat)]
        points = re.search(r"; arbeid (\d+), mest i utvalget: (\d+)", flat)
        assert points
        assert round(100 * (1 - int(points[1]) / int(points[2]))) == pytest.approx(scores[2], abs=1)
        common = re.search(r"\((\d+) \+ (\d+)/(\d+)\) / (\d+)", flat)
        if common:
            there, times, others, needs = map(int, common.groups())
            assert 100 * (there + times / others) / needs == pytest.approx(scores[3], abs=0.51)
        mean = sum(w * s for w, s in zip(weights, scores, strict=True)) / sum(weights)
        assert mean == pytest.approx(total, abs=1)


def test_what_is_planned_is_not_told_as_there_and_another_way_of_working_is_said(
    tpn: Tpn, halden: Path
) -> None:
    said = " ".join(tpn("choose", "-p", halden, "--today", "05.10.2026").out.split())
    of = {
        name: said.partition(name)[2].partition("Felles")[0] for name in ("1. Leie", "2. Barnehage", "3. SFO")
    }
    assert "ikke levert ennå: timebestilling" in of["1. Leie"]
    assert "arbeidsmåten er ikke valgt, fullintegrert: 940" in of["3. SFO"]
    assert "arbeidsmåten er ikke valgt" not in of["2. Barnehage"]
