"""``tpn status``: one screen that a steering group could read, and the JSON that others rely on."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Tpn
from tpn.reports.status_words import fitting
from tpn.texts import Words

EXAMPLES = [("halden", "2026-10-05"), ("sandnes", "2026-11-23")]


@pytest.mark.parametrize(("example", "today"), EXAMPLES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_screen_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    example: str,
    today: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(request.getfixturevalue(example))
    result = tpn("status", "--today", today, "--lang", language)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    golden(f"status-{example}-{language}.txt", result.out)


@pytest.mark.parametrize("today", ["2026-08-24", "2026-11-23", "2027-02-01"])
@pytest.mark.parametrize("project", ["examples/halden", "examples/sandnes", "tests/data/untidy"])
def test_the_status_is_one_screen_on_any_day(tpn: Tpn, project: str, today: str) -> None:
    """However much is late, whoever is behind, and however long the names are."""
    assert len(tpn("status", "-p", ROOT / project, "--today", today).out.splitlines()) <= 40


@pytest.mark.parametrize("letters", [10, 45, 120, 200])
def test_the_status_is_one_screen_wherever_the_project_lies(tpn: Tpn, tmp_path: Path, letters: int) -> None:
    """The next command names the project, and a long way there takes lines of its own."""
    folder = tmp_path
    while letters > 0:
        folder, letters = folder / "felles mappe"[:letters].strip(), letters - 13
    shutil.copytree(ROOT / "tests" / "data" / "untidy", folder, dirs_exist_ok=True)
    shown = tpn("status", "-p", folder, "--today", "2026-08-24").out
    assert len(shown.splitlines()) <= 40
    assert "".join(shown.split()).endswith("".join(f'-p"{folder}"'.split()))


def test_the_status_of_twelve_services_that_are_all_late_is_one_screen(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a long way to the project would take a line of its own
    twelve = (
        "barnehageplass,sfo,kulturskoleplass,startlan,gravemelding,serveringsbevilling,ledsagerbevis,"
        "leie-lokaler,skjenkebevilling-enkelt,parkeringstillatelse,kulturmidler,redusert-foreldrebetaling"
    )
    place = ("--municipality", "Nordvåg", "--start", "17.08.2026")
    assert tpn("init", "n", "--services", twelve, *place).code == 0
    shown = tpn("status", "-p", "n", "--today", "2027-06-15").out
    assert len(shown.splitlines()) <= 40
    assert "… og 4 tjenester til: tpn list tjenester" in shown


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_status_can_be_had_as_markdown(
    tpn: Tpn, halden: Path, golden: Callable[[str, str], None], language: str
) -> None:
    result = tpn("status", "-p", halden, "--today", "2026-10-05", "--format", "md", "--lang", language)
    assert (result.code, result.err) == (0, "")
    golden(f"status-halden-{language}.md", result.out)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
def test_the_status_can_be_sent_as_a_document(tpn: Tpn, sandnes: Path, tmp_path: Path, suffix: str) -> None:
    assert tpn("status", "-p", sandnes, "-o", tmp_path / f"status.{suffix}").code == 0
    assert (tmp_path / f"status.{suffix}").stat().st_size > 1000


def test_the_facts_are_the_same_in_every_language(tpn: Tpn, halden: Path) -> None:
    facts = {tpn("status", "-p", halden, "--lang", lang, "--json").out for lang in ("nb", "nn", "en")}
    assert len(facts) == 1


def test_the_json_has_what_others_rely_on(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("status", "-p", halden, "--format", "json").out)
    assert facts["format"] == 1
    assert facts["as_of"] == "2026-10-05"
    assert facts["overall"]["light"] == "yellow"
    assert [light["dimension"] for light in facts["lights"]] == [
        "progress", "economy", "quality", "risk", "benefits", "change", "privacy",
    ]  # fmt: skip
    assert all(light["because"] for light in facts["lights"])
    assert facts["lights"][0]["because"][0] == {
        "fact": "milestone_late",
        "id": "A-11",
        "days": 6,
        "tolerance": 10,
    }
    assert (facts["progress"]["done"], facts["progress"]["total"]) == (50, 120)
    assert facts["forecast"]["working_days"] == 3
    assert [phase["phase"] for phase in facts["phases"]] == [
        "kickoff", "benefits", "processes", "procurement", "launch",
    ]  # fmt: skip
    assert {service["service"]: service["step"] for service in facts["services"]}["kulturskole"] == "done"


def test_options_may_stand_before_or_after_the_verb(tpn: Tpn, halden: Path) -> None:
    before = tpn("-p", halden, "--today", "05.10.2026", "status")
    assert before == tpn("status", "--today", "2026-10-05", "-p", halden)


def test_a_faulty_project_gives_its_faults_and_no_screen(tpn: Tpn, halden: Path) -> None:
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: kari\n", "owner: karo\n", 1), "utf-8")
    result = tpn("status", "-p", halden)
    assert result.code == 1
    assert result.out == ""
    assert "feil: ingen i prosjektet heter «karo» [unknown-person]\n" in result.err
    assert "project.yaml:14:10\n" in result.err
    assert "Mente du «kari»?" in result.err


def test_an_agreed_plan_is_what_lateness_is_counted_from(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "A-11", "frist=23.10.2026", "-p", halden).code == 0
    light = json.loads(tpn("status", "-p", halden, "--json").out)["lights"][0]
    assert light["because"][0]["id"] == "A-11"
    assert light["because"][0]["days"] > 0
    assert "avtalt plan fra 25.08.2026" in tpn("status", "-p", halden).out


def test_what_changed_since_the_last_snapshot_is_said(tpn: Tpn, halden: Path) -> None:
    tpn("snapshot", "før", "-p", halden, "--today", "2026-10-01")
    tpn("done", "T-14", "-p", halden)
    assert "Siden 01.10.: 1 ferdig" in tpn("status", "-p", halden).out


def test_status_imports_none_of_the_heavy_libraries(halden: Path) -> None:
    """Of ours only the schema needs pydantic whole; typer may import it from 0.29 on."""
    program = (
        "import sys; from tpn.cli.app import run; run(sys.argv[1:]); "
        "heavy = {'openpyxl', 'xlsxwriter', 'python_calamine', 'xlrd', 'docx', 'pptx', 'typst', 'jinja2', 'icalendar',"
        " 'filelock', 'rich.console', 'rich.table', 'tpn.exchange.schema'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "status", "-p", str(halden)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


def test_a_console_that_lacks_the_symbols_still_gets_the_screen(halden: Path) -> None:
    for encoding in ("ascii", "cp1252", "cp865"):
        done = subprocess.run(
            [sys.executable, "-m", "tpn", "status", "-p", str(halden), "--today", "2026-10-05"],
            check=False, capture_output=True, env={"PYTHONIOENCODING": encoding, "LANG": "C", "PATH": ""},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert b"GUL" in done.stdout


_ID = re.compile(r"\b[KEPAT]-\d+\b")


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_the_status_of_a_service_speaks_of_that_service_alone(
    tpn: Tpn, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    folder = request.getfixturevalue(example)
    monkeypatch.chdir(folder)
    for service in json.loads(tpn("list", "services", "--json").out)["records"]:
        name, title = service["fields"]["id"], service["fields"]["name"]
        shown = tpn("status", "--service", name).out
        own = {one["address"] for one in records(tpn, "deadlines", "--service", name)}
        own |= {one["address"] for one in records(tpn, "activities", "--service", name)}
        hanging = set(
            json.loads(tpn("status", "--service", name, "--json").out)["forecast"].get("hanging", ())
        )
        assert " ".join(shown.split()).startswith(title)
        assert set(_ID.findall(shown)) <= own | hanging, name
        assert " 0/0" not in shown
        assert "(var " not in shown  # a snapshot knows the lights of the whole project only


def records(tpn: Tpn, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tpn("list", *words, "--json").out)["records"]
    return found


def test_what_is_overdue_is_named_and_not_only_whose_it_is(tpn: Tpn, halden: Path) -> None:
    shown = tpn("status", "-p", halden).out
    oldest = records(tpn, "deadlines", "--overdue", "-p", str(halden))
    first = min(oldest, key=lambda one: (one["fields"]["due"], one["address"]))
    assert first["address"] in shown.split("Forfalt (5)")[1]


def test_who_leads_and_who_owns_is_said_in_words(tpn: Tpn, halden: Path) -> None:
    assert "Prosjektleder Ola Nordmann · prosjekteier Kari Holm" in tpn("status", "-p", halden).out


def test_on_eighty_columns_titles_are_whole_before_anything_else_is(tpn: Tpn, halden: Path) -> None:
    """What is late is read whole: for it the limits of lights, bars, and the reasons of green lights give way."""
    shown = tpn("status", "-p", halden, "--today", "2026-10-05").out.splitlines()
    told = [" ".join(line.split()) for line in shown]
    at = told.index("Forfalt (5) – Nils 2 · Per 2 · Eva 1")
    assert told[at + 1] == "30.09. E-10 Avtale hva frigjort tid i barnehage og SFO skal brukes til Eva"
    coming = told.index("Neste frister")
    assert coming - at - 1 >= 3
    assert [line for line in told[at : coming + 5] if "…" in line] == []
    assert "▲ Fremdrift A-11 Leverandør av skjemaløsning valgt: 6 arbeidsdager etter" in told
    wide = tpn("status", "-p", halden, "--today", "2026-10-05", "--format", "md").out
    assert "(gul over 3, rød over 10)" in wide


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (None, "En 1 · To 2 · Tre 3"),
        (20, "En 1 · To 2 · Tre 3"),
        (18, "En 1 (og 2 til)"),
        (3, "En 1 (og 2 til)"),
    ],
)
def test_of_some_names_as_many_are_told_as_a_line_has_room_for(room: int | None, said: str) -> None:
    assert fitting(["En 1", "To 2", "Tre 3"], " · ", Words("nb"), room) == said
    assert fitting([], " · ", Words("nb"), room) == ""


def test_no_day_falls_off_the_line_of_a_green_project_with_a_revised_plan(
    tpn: Tpn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word for green is the longest, and its line was two letters short."""
    monkeypatch.chdir(tmp_path)
    place = ("--municipality", "Moss", "--start", "2027-01-11", "--today", "2027-01-11")
    assert tpn("init", "n", "--services", "barnehageplass,sfo", *place).code == 0
    words: tuple[tuple[str, ...], ...] = (
        ("snapshot", "--agreed", "start", "--today", "2027-01-12"),
        ("set", "R-01", "sannsynlighet=1", "konsekvens=1"),
        ("replan", "--propose", "--reason", "x", "--today", "2027-03-01"),
        ("set", "B-01", "besluttet=2027-03-01", "utfall=ja", "--today", "2027-03-01"),
        ("replan", "--decision", "B-01", "--write", "--today", "2027-03-01"),
    )
    for line in words:
        assert tpn(*line, "-p", "n").code == 0, line
    for language, first in (
        ("nb", "opprinnelig 11.11.2027"),
        ("nn", "opphavleg 11.11.2027"),
        ("en", "originally 11.11.2027"),
    ):
        lines = tpn("status", "-p", "n", "--today", "2027-03-01", "--lang", language).out.splitlines()
        assert first in " ".join("\n".join(lines).split())
        assert len(lines) <= 40
        assert not any("…" in line for line in lines if "B-01" in line or "11.11.2027" in line)
