"""Advice as ``tpn check`` tells it: after the faults, calm, with its place; in three languages, never empty."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.library import data_dir, overlaid
from tpn.problems import ADVICE
from tpn.texts import LANGUAGES, Words
from tpn.texts.problems import entry_of

EXAMPLES = [("halden", "2026-10-05"), ("sandnes", "2026-11-23")]


@pytest.mark.parametrize(("example", "today"), EXAMPLES)
def test_the_advice_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    example: str,
    today: str,
) -> None:
    monkeypatch.chdir(request.getfixturevalue(example))
    result = tpn("check", "--today", today)
    assert (result.code, result.err) == (0, "")
    advice = result.out.split("\n\n", 1)[1]
    assert re.search(r"^råd: (?:.+\n)+?   [\w-]+\.yaml:\d+:\d+$", advice, re.MULTILINE)
    golden(f"check-{example}.txt", re.sub(r":\d+:\d+$", "", advice, flags=re.MULTILINE))


def test_advice_has_its_code_and_its_place_in_json(tpn: Tpn, halden: Path) -> None:
    said = json.loads(tpn("check", "--json", "-p", halden).out)["problems"]
    advice = [one for one in said if one["level"] == "advice"]
    assert all(one["code"] == one["slug"] and one["file"] and one["line"] for one in advice)
    assert {"E122"} <= {one["code"] for one in advice if "silenced" not in one}
    assert [one["silenced"] for one in advice if one["code"] == "K103"] == [
        "M4 er et resultatmål, det måles ved å telle tjenester"
    ]


def test_advice_counts_for_the_exit_code_only_when_asked(tpn: Tpn, halden: Path) -> None:
    assert tpn("check", "-p", halden).code == 0
    assert tpn("check", "--strict", "-p", halden).code == 1


def test_a_faulty_project_gets_its_faults_and_no_advice(tpn: Tpn, halden: Path) -> None:
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: kari\n", "owner: karo\n", 1), "utf-8")
    result = tpn("check", "-p", halden)
    assert result.code == 1
    assert "[unknown-person]" in result.out
    assert "råd:" not in result.out


def test_silencing_a_code_that_does_not_exist_is_a_fault(tpn: Tpn, halden: Path) -> None:
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("    K103: M4", "    k103: M4", 1), "utf-8")
    result = tpn("check", "-p", halden)
    assert result.code == 1
    assert "«k103» er ikke et råd i metoden [unknown-advice]" in result.out
    assert "Mente du «K103»?" in result.out


def test_of_many_of_a_kind_some_are_shown_and_the_rest_counted(tpn: Tpn, halden: Path) -> None:
    file = halden / "2-benefits.yaml"
    file.write_text(file.read_text("utf-8").replace("      for: [", "      x: [", 99), "utf-8")
    file.write_text(file.read_text("utf-8").replace("      x: [", "      for: [] #", 99), "utf-8")
    short = tpn("check", "-p", halden).out
    assert short.count("[E111]") == 3
    assert "   … og 9 til: tpn check --all" in short
    assert tpn("check", "--all", "-p", halden).out.count("[E111]") == 12


def test_a_new_project_is_not_drowned_on_its_first_day(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    words = ("--municipality", "Stjørdal", "--services", "barnehageplass,sfo", "--start", "17.08.2026")
    assert tpn("init", folder, *words).code == 0
    said = json.loads(tpn("check", "--json", "-p", folder, "--today", "2026-08-17").out)["problems"]
    assert [one["code"] for one in said if one["level"] == "advice"] == ["K112"]


def test_an_agreed_snapshot_settles_that_no_plan_was_agreed(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    assert (
        tpn("init", folder, "--municipality", "Stjørdal", "--services", "sfo", "--start", "17.08.2026").code
        == 0
    )
    assert "[K132]" in tpn("check", "-p", folder, "--today", "2026-10-05").out
    assert tpn("snapshot", "--agreed", "-p", folder, "--today", "2026-09-25").code == 0
    assert "[K132]" not in tpn("check", "-p", folder, "--today", "2026-10-05").out


def test_the_remedies_that_are_commands_work(tpn: Tpn, halden: Path) -> None:
    for line in (
        "add meeting kind=kickoff date=01.12.2026", "set A-12 ansvarlig=ON", "set A-12 frist=15.12.2026",
        "add lesson text=Prøv service=sfo", "add stakeholder name=Elevråd", "set G-01 eier=KH",
        "add component name=Skjema kind=form_catalogue", "add component name=Arkiv kind=case_records",
        "set project advice.K112=Alene", "set T-15 result=passed",
        "add kickoff/guests name=Per organisation=Nabokommunen role=resource_person",
        "add commitments person=KH to=Følger",
        "add I-03/actions what=Møte responsible=eva due=2026-11-02", "done I-01/actions/1",
        "set G-01 used_for=Veiledning",
        "add I-03/contacts date=2026-10-01 how=Møte", "add G-01/measurements date=2026-10-04 value=80",
        "set processes/sfo chosen=selfservice", "set processes/sfo validated.by=eva validated.date=2026-10-01",
        "set A-K06 acquire=lease", "set A-R01 verify=Test", "set launch/lokaler assurance=high",
        "set launch/lokaler personal_data.dpia=needed", "set launch/lokaler checks.security.own=Sjekket",
        "set launch/lokaler records.journalled=automatic", "set lokaler ansvarlig=silje", "set lokaler los=ord/lokaler",
        "set sfo/T-C40 answer=done evidence=Kurs", "set launch/sfo next=parkering",
        "add launch/kulturskole/figures date=2026-10-04 cases=80 digital=70",
    ):  # fmt: skip
        assert tpn(*line.split(), "-p", halden).code == 0, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_worded_with_remedy_and_reason(language: str) -> None:
    folder = data_dir("templates") / "texts" / language / "advice"
    worded = [
        code
        for path in sorted(folder.glob("*.yaml"))
        for code in overlaid(path.relative_to(data_dir("templates")).as_posix())
    ]
    assert sorted(worded) == sorted(ADVICE)
    for code in worded:
        entry = entry_of(code, Words(language))
        assert {"title", "message", "hint", "why"} <= set(entry), code
        messages = [text for key, text in entry.items() if key.startswith("message")]
        hints = [text for key, text in entry.items() if key.startswith("hint")]
        assert not any(text.endswith(".") for text in messages), code
        assert all(text.endswith((".", "?")) or ": tpn " in text for text in hints), code
        assert {key.partition("_")[2] for key in entry} - {""} == {
            key.partition("_")[2] for key in entry if key.startswith("message_")
        }, code


def test_the_page_of_a_code_uses_the_word_of_the_project() -> None:
    assert entry_of("E110", Words("nb", benefit_word="gevinst"))["title"] == "Gevinst uten endring"
    assert entry_of("E110", Words("nn"))["title"] == "Nytte utan endring"


LISTS_POSTPONED = {
    "nb": "tpn list aktiviteter --status utsatt",
    "nn": "tpn list aktivitetar --status utsett",
    "en": "tpn list activities --status postponed",
}


def test_what_is_to_be_taken_up_points_to_the_list_that_shows_it(tpn: Tpn, halden: Path) -> None:
    later = ("--to", "12.10.2026", "--reason", "Vent", "--write", "--today", "2026-10-05")
    assert tpn("postpone", "K-12", *later, "-p", halden).code == 0
    day = ("--today", "2026-10-13", "-p", halden)
    for language, line in LISTS_POSTPONED.items():
        told = " ".join(tpn("check", "--all", "--lang", language, *day).out.split())
        assert line in told.partition("[K161]")[2].partition("[")[0]
        listed = json.loads(tpn(*line.split()[1:], "--lang", language, "--json", *day).out)["records"]
        assert "K-12" in {one["address"] for one in listed}
