"""What tells a date of a record tells one of its own; over a few generated projects here, a thousand by hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cli.truth_laws import TODAYS, TOLD_BY, Walk, check
from tests.cli.whole_projects import whole_projects
from tests.conftest import ROOT, Tpn


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole_projects(), TODAYS, TOLD_BY)
def test_every_date_that_is_told_of_a_record_is_its_own_and_every_figure_is_its_list(
    tmp_path_factory: pytest.TempPathFactory, project: dict[str, Any], today: date, walk: Walk
) -> None:
    check(project, today, walk, tmp_path_factory.mktemp("laget") / "p")


EXAMPLES = {"halden": "2026-10-05", "sandnes": "2026-11-23"}
TOLD = (
    "status", "launch", "report", "report --for eier", "report --for prosjektgruppe", "report --for ansatte",
    "report --for politisk", "gantt", "brief", "week", "choose", "gate", "agenda kickoff", "procure", "benefits",
    "list tjenester", "list gates", "list frister", "list forfalt", "list aktiviteter", "document project-directive",
    "document training-plan", "document communication-plan", "document final-report",
)  # fmt: skip


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_agreed_day_stands_beside_its_title_without_the_forecast_that_is_another(
    tpn: Tpn, example: str
) -> None:
    seen = ("-p", ROOT / "examples" / example, "--today", EXAMPLES[example])
    moved = [
        (title, agreed, forecast)
        for kind in ("gates", "tjenester")
        for one in json.loads(tpn("list", kind, *seen, "--json").out)["records"]
        if (forecast := one["forecast"]) and (agreed := one["agreed"]) and forecast != agreed
        if not one["due"]["over"]
        for title in (one["fields"].get("title") or one["fields"]["name"],)
    ]
    alone, told = [], set()
    for line in TOLD:
        for row in tpn(*line.split(), *seen, "--format", "md").out.splitlines():
            for title, agreed, forecast in moved:
                if title in row and _short(forecast) in row:
                    told.add(title)
                elif title in row and _short(agreed) in row:
                    alone.append((line, row))
    assert alone == []
    assert told == {title for title, _, _ in moved} != set()


def _short(day: str) -> str:
    """28.01. of 2027-01-28: how every day begins, whether its year stands there or not."""
    return f"{day[8:]}.{day[5:7]}."


def test_a_date_is_told_once_to_programs_or_the_same_each_time(tpn: Tpn, halden: Path) -> None:
    for kind in ("gates", "tjenester", "aktiviteter", "frister"):
        for one in json.loads(tpn("list", kind, "-p", halden, "--today", "2026-10-05", "--json").out)[
            "records"
        ]:
            due = one["due"] or {}
            assert {key: one[key] for key in due if key in one} == {
                key: due[key] for key in due if key in one
            }


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_status_and_the_report_hold_today_against_the_same_lights(tpn: Tpn, example: str) -> None:
    seen = ("-p", ROOT / "examples" / example, "--today", EXAMPLES[example])
    status, report = (json.loads(tpn(line, *seen, "--json").out) for line in ("status", "report"))
    before = {one["dimension"]: one["previous"] for one in status["lights"]}
    assert before == {one["dimension"]: one["previous"] for one in report["lights"]}
    assert set(before.values()) > {"green", "yellow"}


KINDS = ("personer", "risikoer", "gevinster", "tjenester", "interessenter", "møter")


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_worked_out_of_a_record_is_the_same_by_itself_and_in_its_list(tpn: Tpn, example: str) -> None:
    seen = ("-p", ROOT / "examples" / example, "--today", EXAMPLES[example], "--json")
    held: set[str] = set()
    for kind in KINDS:
        for one in json.loads(tpn("list", kind, *seen).out)["records"][:4]:
            alone = json.loads(tpn("show", one["address"], *seen).out)["worked_out"]
            assert {key: one[key] for key in alone if key in one} == {
                key: said for key, said in alone.items() if key in one
            }
            held |= alone.keys() & one.keys()
    assert held >= {"open", "overdue", "score", "step"}


def test_amounts_without_a_day_are_of_the_day_they_were_written(tpn: Tpn, tmp_path: Path) -> None:
    """The first figures have a day; what nobody dates is said to be undated, and not to be old."""
    folder = tmp_path / "ny"
    tpn("init", folder, "--municipality", "Halden", "--services", "sfo", "--start", "2026-10-05")
    told = tpn("add", "økonomilinje", "post=Lisenser", "budsjett=900000", "prognose=900000", "-p", folder)
    assert "Tallene er ført som fra 05.10.2026" in told.err
    assert "Økonomi     vet ikke" not in tpn("status", "-p", folder).out
    tpn("set", "økonomi", "tallene-er-fra=", "-p", folder)
    assert "ingen har sagt hvilken dag tallene er fra" in tpn("status", "-p", folder).out
    assert (
        "Økonomi: Tallene er fra er nå 05.10.2026"
        in tpn("set", "Lisenser", "prognose=800000", "-p", folder).out
    )
