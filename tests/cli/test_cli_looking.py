"""``tpn list`` and ``tpn show``: every kind of record, in columns that fit, and everything about one."""

import csv
import io
import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Tpn, widest
from tpn.model import load
from tpn.model.choices import Light
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.reports.record_screen import RecordScreen
from tpn.reports.terminal import drawn
from tpn.texts import Words
from tpn.texts.signs import LIGHTS, SIGNS
from tpn.views.columns import COLUMNS
from tpn.views.record import whole

TODAY = ("--today", "2026-10-05")
KINDS = tuple(COLUMNS)


def records(tpn: Tpn, folder: Path, *words: str) -> list[dict[str, Any]]:
    result = tpn("list", *TODAY, *words, "-p", folder, "--json")
    assert result.code == 0, result.err
    found: list[dict[str, Any]] = json.loads(result.out)["records"]
    return found


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled("kind", "language")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_within_the_screen_by_its_name_in_any_language(
    tpn: Tpn, kind: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples" / "halden")  # a command is not broken inside the path of a folder
    typed = Words(language)(f"kinds.{kind}.many")
    result = tpn("list", typed, *TODAY, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80
    assert len(result.out.splitlines()) > 2


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_milestones_of_an_example(
    tpn: Tpn, halden: Path, golden: Callable[[str, str], None], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    result = tpn("list", "milestones", *TODAY, "--lang", language)
    golden(f"list-milestones-halden-{language}.txt", result.out)


def test_without_a_kind_it_says_what_there_is(tpn: Tpn, halden: Path) -> None:
    said = tpn("list", "-p", halden).out
    assert "121  tpn list aktiviteter" in said
    assert said.splitlines()[0] == "Det som er ført · Tjenester på nett i Halden"
    assert records(tpn, halden, "frister", "--overdue")
    assert "Neste: tpn list frister --overdue" in said
    in_time = tpn("list", "-p", halden, "--today", "2026-08-17")
    assert records(tpn, halden, "frister", "--overdue", "--today", "2026-08-17") == []
    assert "Neste: tpn list aktiviteter --open" in in_time.out
    counts = {
        one["kind"]: one["records"] for one in json.loads(tpn("list", "-p", halden, "--json").out)["kinds"]
    }
    assert counts["activities"] == len(load(halden).sound().activities)


def test_filters_narrow_a_list_and_agree_with_status(tpn: Tpn, halden: Path) -> None:
    assert {row["fields"]["service"] for row in records(tpn, halden, "aktiviteter", "--service", "sfo")} == {
        "sfo"
    }
    assert all(row["address"].startswith("A-") for row in records(tpn, halden, "activities", "--phase", "4"))
    assert all(
        "ola" in row["fields"]["responsible"]
        for row in records(tpn, halden, "aktiviteter", "--responsible", "ON")
    )
    assert {row["fields"]["status"] for row in records(tpn, halden, "aktiviteter", "--status", "pågår")} == {
        "in_progress"
    }
    status = json.loads(tpn("status", "-p", halden, *TODAY, "--json").out)
    late = records(tpn, halden, "aktiviteter", "--late")
    assert sum(row["due"]["day"] < "2026-10-05" for row in late) == status["progress"]["overdue"]
    soon = records(tpn, halden, "aktiviteter", "--due", "14d")
    assert len(soon) == status["progress"]["due_soon"]
    assert [row["due"]["day"] for row in soon] == sorted(row["due"]["day"] for row in soon)


def test_due_takes_days_weeks_and_dates(tpn: Tpn, halden: Path) -> None:
    rows = {
        said: records(tpn, halden, "activities", "--due", said)
        for said in ("14d", "14", "2u", "2w", "19.10.2026")
    }
    assert len(rows["14d"]) > 3
    assert all(found == rows["14d"] for found in rows.values())


def test_a_filter_alone_is_about_activities(tpn: Tpn, halden: Path) -> None:
    assert records(tpn, halden, "--late") == records(tpn, halden, "aktiviteter", "--late")


def test_a_section_that_is_one_list_is_that_list(tpn: Tpn, halden: Path) -> None:
    assert records(tpn, halden, "økonomi") == records(tpn, halden, "økonomilinjer")
    assert "Se én oppføring med tpn show project." in tpn("list", "prosjekt", "-p", halden).err


def test_a_kind_that_the_project_has_none_of_says_so(tpn: Tpn, tmp_path: Path) -> None:
    assert tpn("init", tmp_path / "p", "--services", "sfo").code == 0
    shown = tpn("list", "lys", "-p", tmp_path / "p", "--lang", "nb").out
    assert shown.startswith("Prosjektet har ingen overstyrte lys.\nNeste: tpn fields lys")


def test_a_list_inside_one_record_is_listed_by_its_address(tpn: Tpn, halden: Path) -> None:
    addresses = [row["address"] for row in records(tpn, halden, "G-02/målinger")]
    assert addresses == ["G-02/measurements/2026-09-04", "G-02/measurements/2026-10-01"]


def test_checkpoints_are_listed_whether_answered_or_not(tpn: Tpn, halden: Path) -> None:
    rows = records(tpn, halden, "sjekkpunkter", "--phase", "1")
    assert len(rows) == 11 or {row["fields"]["answer"] for row in rows} > {"done"}
    open_ones = records(tpn, halden, "sjekkpunkter", "--service", "lokaler", "--status", "åpen")
    assert len(open_ones) > 40


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["tull"], "no-such-list"),
        (["aktivteter"], "no-such-list"),
        (["K-12"], "no-such-list"),
        (["indikator"], "no-such-list"),
        (["K-99/tiltak"], "no-such-list"),
        (["personer", "--phase", "1"], "cannot-filter"),
        (["mål", "--late"], "cannot-filter"),
        (["mål", "--due", "14d"], "cannot-filter"),
        (["personer", "--status", "ferdig"], "cannot-filter"),
        (["mål", "--responsible", "Ola"], "cannot-filter"),
        (["aktiviteter", "--status", "ferdigg"], "not-a-choice"),
        (["aktiviteter", "--due", "snart"], "bad-date"),
        (["aktiviteter", "--due", ""], "bad-date"),
        (["aktiviteter", "--responsible", "Nobody"], "unknown-person"),
        (["aktiviteter", "--format", "pdf"], "needs-output"),
        (["aktiviteter", "--format", "svg"], "no-such-format"),
    ],
)
def test_what_cannot_be_listed_is_said_in_one_sentence(
    tpn: Tpn, halden: Path, words: list[str], slug: str
) -> None:
    result = tpn("list", *words, "-p", halden)
    assert (result.code, result.out) == (2, "")
    assert f"[{slug}]" in result.err


def test_a_list_goes_to_a_file_by_its_suffix(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("list", "risikoer", "-p", halden, "-o", tmp_path / "r.csv").code == 0
    data = (tmp_path / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Nr", "Risiko"]
    assert len(rows) == 1 + len(load(halden).sound().risks)
    assert tpn("list", "risikoer", "-p", halden, "-o", tmp_path / "r.md").code == 0
    assert (tmp_path / "r.md").read_text("utf-8").splitlines()[1].startswith("|---|---|")


def test_show_tells_names_and_values_as_people_say_them(tpn: Tpn, halden: Path) -> None:
    said = tpn("show", "A-11", "-p", halden, *TODAY).out
    assert "Ansvarlig  Per Lie\n" in said
    assert "Frist      02.10.2026\n" in said
    assert "4-procurement.yaml:94" in said.replace("\n", ""), (
        "a long way to the file goes on on the next line"
    )
    assert "A-10  Evaluere tilbudene og skrive innstilling" in said
    assert "A-12  Brev til tilbyderne" in said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_show_of_an_activity(
    tpn: Tpn, halden: Path, golden: Callable[[str, str], None], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden.parent)
    shown = tpn("show", "A-11", "-p", "halden", *TODAY, "--lang", language).out
    golden(f"show-activity-{language}.txt", shown.replace(os.sep, "/"))


@pytest.mark.sampled(every=6)
@pytest.mark.parametrize("third", [0, 1, 2])
@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_every_record_of_an_example_can_be_shown_within_the_screen(
    tpn: Tpn, example: str, third: int
) -> None:
    loaded = load(ROOT / "examples" / example)
    plan = work_out(loaded.sound(), loaded.sound().about.start, questions=Questions())
    for language in ("nb", "en"):
        words = Words(language)
        for entry in loaded.index.entries[third :: 3 if language == "nb" else 21]:
            one = whole(entry, plan, loaded.index)
            lines = drawn(RecordScreen(one, words, plan.today, "x.yaml:1").blocks()).splitlines()
            assert max(map(len, lines)) <= 80, entry.address
    assert tpn("show", "ola" if example == "halden" else "project", "-p", loaded.folder).code == 0


def test_show_gives_facts_as_json(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("show", "A-11", "-p", halden, *TODAY, "--json").out)
    assert (facts["format"], facts["address"], facts["kind"], facts["line"]) == (1, "A-11", "activities", 94)
    assert facts["fields"]["due"] == "2026-10-02"
    assert facts["plan"]["end"] == "2026-10-12"
    assert facts["plan"]["delay"] == 6
    assert [tie["to"] for tie in facts["waits_for"]] == ["A-10"]
    goal = json.loads(tpn("show", "G-04", "-p", halden, "--json").out)
    assert goal["mentions"] == [{"address": "M3", "kind": "goals", "field": "indicator"}]


def test_show_of_what_is_not_there_suggests_what_is(tpn: Tpn, halden: Path) -> None:
    result = tpn("show", "barnehge", "-p", halden)
    assert (result.code, result.out) == (2, "")
    assert "Mente du «barnehage»?" in result.err


def test_opportunities_are_some_of_the_risks_and_the_list_of_all_tells_them_apart(
    tpn: Tpn, sandnes: Path
) -> None:
    some = records(tpn, sandnes, "opportunities")
    assert some
    assert {one["fields"]["kind"] for one in some} == {"opportunity"}
    of_all = [one for one in records(tpn, sandnes, "risks") if one["fields"]["kind"] == "opportunity"]
    assert [one["address"] for one in some] == [one["address"] for one in of_all]
    lines = tpn("list", "risikoer", "-p", sandnes, *TODAY).out.splitlines()
    assert "Type" in lines[0]
    assert sum("Mulighet" in line for line in lines) == len(some)


def test_a_column_that_only_sets_apart_is_gone_where_all_are_alike(tpn: Tpn, sandnes: Path) -> None:
    assert "Type" not in tpn("list", "opportunities", "-p", sandnes, *TODAY).out.splitlines()[0]


def test_the_critical_path_is_a_list_by_day(tpn: Tpn, halden: Path) -> None:
    status = json.loads(tpn("status", "-p", halden, *TODAY, "--json").out)
    listed = [one["address"] for one in records(tpn, halden, "aktiviteter", "--critical")]
    assert sorted(listed) == sorted(status["forecast"]["critical"])
    due = [one["due"]["plan"] for one in records(tpn, halden, "--critical")]
    assert due == sorted(due)


def test_economy_is_summed_in_every_format(tpn: Tpn, halden: Path) -> None:
    found = json.loads(tpn("list", "økonomi", "-p", halden, *TODAY, "--json").out)
    assert found["sums"]["budget"] == sum(one["fields"]["budget"] for one in found["records"])
    text = tpn("list", "økonomi", "-p", halden, *TODAY).out
    assert "Sum: Budsjett kr 2 000 000, Bundet kr 381 000" in " ".join(text.split())
    assert "economy/" not in text
    table = tpn("list", "økonomi", "-p", halden, *TODAY, "--format", "md").out.splitlines()
    assert table[-1].startswith("| Sum |")


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_is_listed_by_one_word(tpn: Tpn, halden: Path, language: str) -> None:
    shown = tpn("list", "-p", halden, "--lang", language).out
    lines = [line.split("tpn list ")[1] for line in shown.splitlines() if line[:3].strip().isdecimal()]
    assert len(lines) > 30
    assert [line for line in lines if " " in line or '"' in line] == []
    kinds = [
        json.loads(tpn("list", line, "-p", halden, "--lang", language, "--json").out)["kind"]
        for line in lines
    ]
    assert len(set(kinds)) == len(kinds)


def test_no_key_of_the_format_stands_where_a_name_or_nothing_should(tpn: Tpn, halden: Path) -> None:
    assert "Personvern (privacy)" in tpn("list", "lys", "-p", halden).out
    assert "proposed_from" not in tpn("show", "F-01", "-p", halden).out
    assert "proposed_from" in tpn("show", "F-01", "-p", halden, "--json").out


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_a_service_has_the_light_of_the_status_and_says_what_made_it_so(tpn: Tpn, example: str) -> None:
    folder = ROOT / "examples" / example
    status = json.loads(tpn("status", *TODAY, "-p", folder, "--json").out)
    for service in status["services"]:
        told = tpn("show", service["service"], *TODAY, "-p", folder).out
        light = next(row for row in told.splitlines() if row.startswith("Lys "))
        sign = LIGHTS[Light(service["light"])]
        assert re.search(rf"^Lys +{sign} [a-zø ]+ – \S", light), (service, light)
        assert not re.search(rf"^Står +[{''.join(SIGNS.values())}]", told, re.MULTILINE), (
            "one sign for one thing"
        )


@pytest.mark.usefixtures("read_once")
@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_as_next_of_any_kind_of_record_can_be_typed_and_tells_something(
    tpn: Tpn, kind: str
) -> None:
    at = ("-p", ROOT / "examples" / "halden", "--today", "2026-11-23")
    found = json.loads(tpn("list", kind, *at, "--json").out)["records"]
    for record in found[:1]:
        told = tpn("show", record["address"], *at)
        following = re.search(r"^Neste: tpn (.+?)(?: –|$)", told.out, re.MULTILINE)
        assert following, told.out
        after = tpn(*shlex.split(following[1].split(" -p ")[0]), *at)
        assert (after.code, after.err) == (0, ""), following[0]
        assert "Ingen har endret" not in after.out


def test_a_service_that_has_left_has_neither_a_light_nor_a_next_step(tpn: Tpn, halden: Path) -> None:
    at = ("-p", halden, "--today", "2026-11-23")
    assert tpn("cancel", "lokaler", "--reason", "x", "--write", *at).code == 0
    shown = tpn("show", "lokaler", *at).out
    assert "Utgår" in shown
    assert not re.search(r"^(Lys|Neste steg) ", shown, re.MULTILINE)


def test_a_service_is_called_by_its_name_in_every_list(tpn: Tpn) -> None:
    for kind in ("erfaringer", "lanseringer", "prosesser", "endringer"):
        shown = tpn("list", kind, "-p", ROOT / "examples" / "halden", "--today", "2026-11-23").out
        assert "Kulturskoleplass" in shown
        assert not re.search(r"\bkulturskole\b", shown.rpartition("Neste:")[0])
