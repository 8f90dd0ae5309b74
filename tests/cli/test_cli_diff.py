"""``tpn diff`` and ``tpn log``: exactly what has changed, and nothing that has not."""

import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Tpn, needs_git, widest
from tpn.model import load
from tpn.model.fieldtree import takes
from tpn.reports.differences_screen import DifferencesScreen
from tpn.texts import Words

DAY = "05.10.2026"
# what is set from the line, and what each comes to
SET = {
    ("K-12", "merknad=Tas i prosjektgruppen"): "changed",
    ("A-13", "frist=02.11.2026"): "moved",
    ("T-14", "ansvarlig=Nils"): "changed",
    ("R-03", "konsekvens=5"): "changed",
    ("R-06", "eier=Ola"): "changed",
    ("D-03", "lukket=05.10.2026"): "finished",
    ("B-04", "anbefaling=Leie nå"): "changed",
    ("B-06", "avgjøres innen=01.12.2026"): "moved",
    ("G-01", "tittel=Frigjort tid på kontoret"): "changed",
    ("G-04", "brukes til=Veiledning"): "changed",
    ("L-06", "status=godkjent"): "changed",
    ("C-03", "kanal=Møte"): "changed",
    ("C-05", "ansvarlig=Hege"): "",
    ("I-02", "innflytelse=2"): "changed",
    ("A-K01", "ventet=11.12.2026"): "moved",
    ("E-14", "status=utgår"): "ended",
    ("sfo", "saker per år=900"): "changed",
    ("nils", "e-post=nils.aune@example.no"): "changed",
    ("BM-03", "avsatt=30"): "changed",
    ("MV-03", "utført=05.10.2026"): "finished",
}
ADD = (("risiko", "tittel=Ny trussel"), ("beslutning", "tittel=Ny sak"))
REMOVED = ("R-07", "MO-08", "C-08")


def snapshot(tpn: Tpn, folder: Path) -> None:
    assert tpn("snapshot", "før", "-p", folder, "--today", "04.10.2026").code == 0


def take_out(path: Path, name: str) -> None:
    """A record out of a block list or a flow list, by hand."""
    text = path.read_text("utf-8")
    block = re.compile(rf"(?m)^  - (?:\{{id: {name},|id: {name}$)(?:.*\n)(?:    .*\n|     .*\n)*\n?")
    assert block.search(text), name
    path.write_text(block.sub("", text, count=1), "utf-8")


def test_places_are_said_by_their_own_names_and_not_by_their_addresses(tpn: Tpn, halden: Path) -> None:
    said = tpn("diff", "2026-09-07", "-p", halden).out
    places = [line.split("  ")[0] for line in said.splitlines() if line[:1].strip()]
    assert not [one for one in places if "/" in one or one in {"project", "kickoff", "launch"}]
    assert {"Prosjekt", "Prosjektetablering", "Kulturskoleplass", "Koblinger"} <= set(places)


def test_twenty_five_known_edits_and_a_reorder_give_exactly_those(tpn: Tpn, halden: Path) -> None:
    snapshot(tpn, halden)
    for name, word in SET:
        said = tpn("set", name, word, "-p", halden, "--today", DAY)
        assert said.code == 0, (name, said.err)
    added = [tpn("add", *words, "-p", halden).out.strip().removeprefix("Lagt til: ") for words in ADD]
    logs = halden / "logs.yaml"
    for name in REMOVED:
        take_out(logs, name)
    text = logs.read_text("utf-8")  # the last two deviations change places, and a comment comes
    first, second = text.index("  - id: D-01"), text.index("  - id: D-02")
    third = text.index("  - id: D-03")
    text = text[:first] + "  # ny rekkefølge\n" + text[second:third] + text[first:second] + text[third:]
    logs.write_text(text, "utf-8")
    made = tpn("diff", "før", "-p", halden, "--today", DAY, "--json")
    assert made.code == 0, made.err
    said = json.loads(made.out)
    found = {one["id"]: one["change"] for one in said["records"]}
    expected = {name: change for (name, _), change in SET.items() if change}
    expected |= dict.fromkeys(added, "new") | dict.fromkeys(REMOVED, "removed")
    assert found == expected
    assert len(expected) + 1 == 25
    renamed = next(one for one in said["records"] if one["id"] == "G-01")
    assert renamed["fields"] == [
        {"field": "title", "old": "Frigjort tid på opptakskontoret", "new": "Frigjort tid på kontoret"}
    ]


def test_the_same_state_twice_has_no_differences(tpn: Tpn, halden: Path) -> None:
    snapshot(tpn, halden)
    said = tpn("diff", "før", "-p", halden, "--today", "04.10.2026")
    assert (said.code, "Ingen endringer." in said.out) == (0, True)


def test_what_came_and_went_in_the_meantime_is_no_news_and_what_ended_is_told_once(
    tpn: Tpn, halden: Path
) -> None:
    snapshot(tpn, halden)
    added = tpn("add", "service", "ledsagerbevis", "-p", halden, "--today", DAY)
    assert added.code == 0, added.err
    for name in ("ledsagerbevis", "lokaler"):
        done = tpn("cancel", name, "--reason", "Ingen penger", "-p", halden, "--today", DAY, "--write")
        assert done.code == 0, done.err
    made = json.loads(tpn("diff", "før", "-p", halden, "--today", DAY, "--json").out)
    kinds = {one["id"]: one["change"] for one in made["records"]}
    assert (kinds["ledsagerbevis"], kinds["lokaler"]) == ("ended", "ended")
    assert not [name for name in kinds if name.endswith("/ended")]
    said = tpn("diff", "før", "-p", halden, "--today", DAY).out
    assert "avslutning" not in said


def test_lights_that_have_turned_are_told_and_fields_are_named_as_people_do(tpn: Tpn, halden: Path) -> None:
    said = tpn("diff", "07.09.2026", "-p", halden, "--today", DAY).out
    assert "Fra 07.09.2026 til 05.10.2026" in said
    assert "Fremdrift   ● grønn → ▲ gul" in said
    assert "Status: " in said
    assert widest(said) <= 80


@needs_git
def test_a_published_report_and_a_git_revision_are_states_too(tpn: Tpn, halden: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(halden), *words], check=True, capture_output=True)  # noqa: S607

    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x@example.no", "commit", "-qm", "Start")
    assert tpn("report", "-p", halden, "--today", DAY, "--publish").code == 0
    assert tpn("set", "R-03", "konsekvens=5", "-p", halden).code == 0
    for state in ("1", "HEAD"):
        said = json.loads(tpn("diff", state, "-p", halden, "--today", DAY, "--json").out)
        assert [one["id"] for one in said["records"]] == ["R-03"]


@pytest.mark.parametrize("line", ["diff", "list risikoer", "list aktiviteter --late", "person kari"])
def test_what_is_shown_is_a_document_too_with_its_title_and_all_that_stands_on_the_screen(
    tpn: Tpn, halden: Path, line: str
) -> None:
    words = [*line.split(), "-p", halden, "--today", DAY]
    shown, page = tpn(*words).out, html.unescape(tpn(*words, "--format", "html").out)
    said = {word for word in re.findall(r"\w{3,}", shown.partition("Neste: ")[0]) if not word.isdecimal()}
    if line.startswith("person"):  # a screen counts the places of a file that it has no room for
        said -= {"til", "alle", "med", "json"}
    assert {word for word in said if word not in page} == set()
    assert "<h1" in page
    assert "tpn " not in re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("state", ["finnes-ikke", "--output=x", "01.01.2020"])
def test_a_state_that_is_none_is_told(tpn: Tpn, halden: Path, state: str) -> None:
    assert tpn("diff", "-p", halden, "--", state).code == 2


def test_the_log_of_a_record_tells_each_write(tpn: Tpn, halden: Path) -> None:
    assert "Ingen har endret R-03" in tpn("log", "R-03", "-p", halden).out
    tpn("set", "R-03", "konsekvens=5", "-p", halden)
    tpn("set", "R-03", "konsekvens=3", "-p", halden)
    said = tpn("log", "R-03", "-p", halden).out
    assert "Konsekvens  4 → 5" in said
    assert "Konsekvens  5 → 3" in said
    assert "tpn set R-03" in said
    assert tpn("log", "R-99", "-p", halden).code == 2


def test_a_day_that_was_not_kept_is_said_with_what_is_shown_instead(tpn: Tpn, halden: Path) -> None:
    said = tpn("diff", "20.09.2026", "-p", halden, "--today", DAY)
    assert "20.09.2026 er ikke tatt vare på. Sammenlignet med" in said.out
    told = json.loads(tpn("diff", "20.09.2026", "-p", halden, "--today", DAY, "--json").out)["replaced"]
    assert [(one["asked"], one["taken"]) for one in told] == [("2026-09-20", "2026-09-07")]
    for line in (("07.09.2026",), ("07.09.2026", DAY), ("07.09.2026", "06.10.2026"), ()):
        assert "er ikke tatt vare på" not in tpn("diff", *line, "-p", halden, "--today", DAY).out
    assert "Fra 07.09.2026 til 05.10.2026" in tpn("diff", "07.09.2026", DAY, "-p", halden, "--today", DAY).out


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_place_is_called_by_its_key_in_the_file(language: str, halden: Path) -> None:
    """A law over every record of the example: a key of the format is not what people call a place."""
    loaded = load(halden)
    classes = {type(entry.record) for entry in loaded.index.entries}
    keys = {key for cls in classes for key in takes(cls)}
    words = Words(language)
    same = {words.count(f"kinds.{key}", 1) for key in keys if words.find(f"kinds.{key}")}
    project = loaded.sound()
    names = {one.id: one.name for one in project.people} | {one.id: one.name for one in project.services}
    screen = DifferencesScreen(words, names)
    said = {
        part
        for entry in loaded.index.entries
        if entry.address in loaded.index.by_address
        for part in screen.where(entry.address).split(" › ")
    }
    assert not (said & keys) - same
    assert not [one for one in said if one.split(" ")[0] in keys - same]


def test_a_point_of_a_checklist_is_told_with_its_service_and_what_it_asks(tpn: Tpn, halden: Path) -> None:
    said = tpn("diff", "07.09.2026", "-p", halden, "--today", DAY).out
    points = [line for line in said.splitlines() if line.startswith("T-C")]
    assert points
    assert all(re.match(r"T-C\d\d +\w[\w ]+: \w", line) for line in points)
