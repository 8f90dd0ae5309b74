"""``tpn minutes``: what was said is told, what was decided and agreed goes into the project once."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.conftest import Tpn


@pytest.mark.parametrize("example", ["halden", "sandnes"])
@pytest.mark.parametrize(("kind", "suffix"), [("table", "txt"), ("md", "md")])
def test_the_minutes_of_the_kickoff_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    example: str,
    kind: str,
    suffix: str,
) -> None:
    result = tpn("minutes", "kickoff", "-p", request.getfixturevalue(example), "--format", kind)
    assert result.code == 0
    golden(f"minutes-{example}.{suffix}", result.out)


HELD = """      - {case: 21/26, minutes: 5, title: Eventuelt, responsible: kari, kind: other}
    minutes:
      - {case: 18/26, text: Regionen bruker for lang tid., resolution: Vi leier egen løsning nå, decision: B-04}
      - case: 19/26
        text: Driftsavdelingen har ingen å avse.
        resolution: Silje tar leie av lokaler
        actions:
          - {what: Oppdatere mandatet til Silje, responsible: [ola, guro], due: 2026-10-30}
          - {what: Ringe Drift, responsible: guro, due: 2026-10-21, done: 2026-10-21}
      - {case: 20/26, text: Klar.}
"""


@pytest.fixture
def held(halden: Path) -> Path:
    """Halden after the third meeting of the steering group, a comment in the middle of its minutes."""
    path = halden / "logs.yaml"
    text = path.read_text("utf-8")
    old = "      - {case: 21/26, minutes: 5, title: Eventuelt, responsible: kari, kind: other}\n"
    assert old in text
    path.write_text(text.replace(old, HELD), "utf-8")
    return halden


def record(tpn: Tpn, folder: Path, name: str) -> dict[str, object]:
    shown: dict[str, dict[str, object]] = json.loads(tpn("show", name, "-p", folder, "--json").out)
    return shown["fields"]


def test_decisions_go_to_the_log_and_actions_to_the_plan(tpn: Tpn, held: Path) -> None:
    before = (held / "logs.yaml").read_text("utf-8")
    preview = tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20")
    assert "Besluttet B-04" in preview.err
    assert "Ny beslutning B-08 Hovedansvarlig for leie av lokaler" in preview.err
    assert (
        "Ny aktivitet K-13 Oppdatere mandatet til Silje · Ola Nordmann, Guro Eik · 30.10.2026" in preview.err
    )
    assert (held / "logs.yaml").read_text("utf-8") == before

    assert tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--write").code == 0
    old, new = record(tpn, held, "B-04"), record(tpn, held, "B-08")
    assert (old["decided"], old["outcome"]) == ("2026-10-20", "Vi leier egen løsning nå")
    assert (new["outcome"], new["meeting"], new["decided"]) == (
        "Silje tar leie av lokaler",
        "MO-05",
        "2026-10-20",
    )
    activity = record(tpn, held, "K-13")
    assert activity["title"] == "Oppdatere mandatet til Silje"
    assert activity["responsible"] == ["ola", "guro"]
    assert activity["due"] == "2026-10-30"
    assert activity["note"] == "Referat – Styringsgruppemøte 3 20.10.2026 (19/26)"
    made = json.loads(tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--json").out)
    assert [task["activity"] for task in made["tasks"]] == ["K-13", None]
    assert tpn("check", "-p", held).code == 0


def test_twice_does_nothing_more(tpn: Tpn, held: Path) -> None:
    assert tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--write").code == 0
    after = {path.name: path.read_text("utf-8") for path in held.glob("*.yaml")}
    again = tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--write")
    assert "er ført i prosjektet" in again.err
    assert {path.name: path.read_text("utf-8") for path in held.glob("*.yaml")} == after


def test_only_the_lines_concerned_change_and_undo_takes_it_back(tpn: Tpn, held: Path) -> None:
    before = (held / "logs.yaml").read_text("utf-8")
    assert tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--write").code == 0
    after = (held / "logs.yaml").read_text("utf-8")
    gone = set(before.splitlines()) - set(after.splitlines())
    assert len(gone) == 1
    assert "Oppdatere mandatet til Silje" in gone.pop()
    assert "# anbefaling mangler, Guro venter på regionrådet" in after
    assert tpn("undo", "-p", held, "--write").code == 0
    assert (held / "logs.yaml").read_text("utf-8") == before


def test_an_action_goes_to_the_phase_that_was_asked_for(tpn: Tpn, held: Path) -> None:
    assert (
        tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--phase", "lansering", "--write").code
        == 2
    )
    assert tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--phase", "5", "--write").code == 0
    made = json.loads(tpn("minutes", "MO-05", "-p", held, "--today", "2026-10-20", "--json").out)
    assert made["tasks"][0]["activity"].startswith("T-")


def test_the_plan_agreed_at_the_kickoff_becomes_the_baseline_once(tpn: Tpn, halden: Path) -> None:
    shutil.rmtree(halden / "history")
    result = tpn("minutes", "kickoff", "-p", halden, "--today", "2026-08-25", "--write")
    told = " ".join(result.err.split())
    assert "blir den avtalte planen: " in told
    assert "lanseringer, ferdig 30.06.2027. Forsinkelser regnes fra den." in told
    assert "avtalt plan fra 25.08.2026" in tpn("status", "-p", halden).out
    again = tpn("minutes", "kickoff", "-p", halden, "--today", "2026-08-26", "--write")
    assert "er ført i prosjektet" in again.err
    assert len(list((halden / "history" / "snapshots").iterdir())) == 1


def test_present_and_absent_are_told_apart(tpn: Tpn, halden: Path) -> None:
    made = json.loads(tpn("minutes", "kickoff", "-p", halden, "--json").out)
    assert [one["name"] for one in made["absent"]] == ["Arne Bø", "Rolf Strand"]
    assert made["present"][-1]["name"] == "Tone Skjold"
    assert len(made["promises"]) == 8
    assert date.fromisoformat(made["date"]) == date(2026, 8, 25)


def test_a_meeting_without_minutes_is_told(tpn: Tpn, halden: Path) -> None:
    result = tpn("minutes", "MO-05", "-p", halden)
    assert (result.code, "no-minutes" in result.err) == (1, True)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md"])
def test_every_format_is_written(tpn: Tpn, halden: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"referat.{suffix}"
    assert tpn("minutes", "MO-03", "-p", halden, "-o", file).code == 0
    assert file.stat().st_size > 500


def _cells(tpn: Tpn, project: Path) -> set[str]:
    """What the minutes as a Word file, in which they are finished, have room for."""
    file = project.parent / "referat.docx"
    assert tpn("minutes", "MO-03", "-p", project, "-o", file).code == 0
    rows = [
        [cell.text for cell in row.cells] for table in docx.Document(str(file)).tables for row in table.rows
    ]
    return {row[0] for row in rows if row[-1].startswith("Skriv her")}


def test_minutes_on_paper_have_what_a_meeting_is_closed_with_or_a_field_for_it(
    tpn: Tpn, halden: Path
) -> None:
    cells = _cells(tpn, halden)
    assert {"Møtet hevet kl.", "Innkalling og saksliste", "Referat fra 01.09.2026"} <= cells
    told = tpn("minutes", "MO-03", "-p", halden, "--format", "md").out
    assert "Skriv her" not in told, "what is sent out has no holes"
    assert "Mona Kvam (personvern)" in told
    assert "> **Vedtak:** Nyttekartet er godkjent." in told  # the case was up for approval
    assert "tirsdag 20. oktober 2026" in told.split("## Neste møte")[1]
    assert "Skriv her" not in tpn("minutes", "MO-03", "-p", halden).out


def test_minutes_say_the_end_and_ask_for_no_approval_that_is_a_case(tpn: Tpn, halden: Path) -> None:
    logs = halden / "logs.yaml"
    text = logs.read_text("utf-8")
    at = text.index("  - id: MO-03")
    text = text[:at] + text[at:].replace('start: "13:00"', 'start: "13:00"\n    end: "14:10"', 1)
    case = "      - {case: 12/26, minutes: 15, title: Status"
    more = "      - {minutes: 5, title: Godkjenning av innkalling og saksliste, kind: approval}\n"
    logs.write_text(text.replace(case, more + case), "utf-8")
    told = tpn("minutes", "MO-03", "-p", halden, "--format", "md").out
    assert "kl. 13:00–14:10" in told
    assert _cells(tpn, halden) == {"Referat fra 01.09.2026"}
    project = tpn("minutes", "MO-04", "-p", halden, "--format", "md").out
    cases = ["### Hvor står vi", "### Koblingen til arkivet", "### Egne tider for SFO"]
    assert [row for row in project.splitlines() if row.startswith("### ")] == cases, "by their titles"
    assert "På sakslisten sto" not in project
