"""``tpn add meeting … every=month count=6``: a series in one line, with the papers of each as an activity."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tpn


@pytest.mark.parametrize(
    "words",
    [
        ("meeting", "kind=steering", "every=month", "count=3", "date=2027-06-15"),
        ("møte", "type=styringsgruppemøte", "hver=måned", "antall=3", "dato=15.06.2027"),
        ("møte", "type=styringsgruppemøte", "kvar=månad", "antal=3", "dato=15.06.2027"),
    ],
)
def test_a_series_in_one_line(tpn: Tpn, halden: Path, words: tuple[str, ...]) -> None:
    result = tpn("add", *words, "-p", halden)
    assert result.code == 0
    assert "tirsdag 15. juni 2027" in result.out
    agendas = [json.loads(tpn("agenda", f"MO-{n:02d}", "-p", halden, "--json").out) for n in (9, 10, 11)]
    assert [one["date"] for one in agendas] == ["2027-06-15", "2027-08-17", "2027-09-21"]
    assert [one["number"] for one in agendas] == [7, 8, 9]
    assert [one["name"] for one in agendas[0]["invited"]] == [
        "Kari Holm", "Bente Solli", "Guro Eik", "Inger Foss", "Ola Nordmann",
    ]  # fmt: skip
    assert (agendas[0]["start"], agendas[0]["place"]) == ("13:00", "Møterom 3")
    papers = json.loads(tpn("show", "K-13", "-p", halden, "--json").out)["fields"]
    assert (papers["due"], papers["responsible"]) == ("2027-06-08", ["ola"])
    assert tpn("check", "-p", halden).code == 0


def test_project_meetings_come_without_papers(tpn: Tpn, halden: Path) -> None:
    before = (halden / "1-kickoff.yaml").read_text("utf-8")
    assert (
        tpn("add", "meeting", "kind=project", "every=week", "count=2", "date=2026-10-12", "-p", halden).code
        == 0
    )
    assert (halden / "1-kickoff.yaml").read_text("utf-8") == before


def test_a_single_meeting_calls_in_those_that_a_series_would_and_says_whom(tpn: Tpn, halden: Path) -> None:
    single = ("add", "møte", "type=styringsgruppemøte", "-p", halden)
    assert "Innkalt: Kari Holm, Bente Solli" in tpn(*single, "dato=15.06.2027").err
    assert tpn(*single, "dato=17.08.2027", "hver=måned", "antall=1").code == 0
    one, other = (json.loads(tpn("agenda", name, "-p", halden, "--json").out) for name in ("MO-09", "MO-10"))
    assert [each["name"] for each in one["invited"]] == [each["name"] for each in other["invited"]]
    assert (one["start"], one["place"]) == (other["start"], other["place"])
    assert (one["number"], other["number"]) == (7, 8)
    own = tpn(*single, "dato=21.09.2027", "sted=Rådhuset")
    assert json.loads(tpn("show", "MO-11", "-p", halden, "--json").out)["fields"]["place"] == "Rådhuset"
    assert "var det fra før" not in own.err


def test_a_second_meeting_of_the_kind_on_a_day_is_told(tpn: Tpn, halden: Path) -> None:
    words = ("add", "møte", "type=styringsgruppemøte", "dato=20.10.2026", "-p", halden)
    told = "20.10.2026 var det fra før et møte av samme slag: MO-05"
    assert f"{told}. Er det samme møtet, tar tpn remove MO-09" in tpn(*words).err
    assert f"{told}, MO-09" in tpn(*words, "hver=måned", "antall=1").err
    other = tpn("add", "møte", "type=prosjektmøte", "dato=20.10.2026", "-p", halden)
    assert (other.code, "fra før" in other.err) == (0, False)


@pytest.mark.parametrize(
    ("words", "slug"),
    [(["kind=steering", "every=month", "count=0", "date=2027-01-12"], "out-of-range"),
     (["kind=steering", "every=month", "count=mange", "date=2027-01-12"], "out-of-range"),
     (["kind=steering", "every=år", "date=2027-01-12"], "not-a-choice"),
     (["kind=steering", "every=month"], "fields-missing"),
     (["every=month", "date=2027-01-12"], "fields-missing")],
)  # fmt: skip
def test_wrong_words_change_nothing(tpn: Tpn, halden: Path, words: list[str], slug: str) -> None:
    before = (halden / "logs.yaml").read_text("utf-8")
    result = tpn("add", "meeting", *words, "-p", halden)
    assert (result.code, slug in result.err) == (2, True)
    assert (halden / "logs.yaml").read_text("utf-8") == before
