"""``tpn launch``: the board, one service's page, and a launch that is recorded only when it may be."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest

EXAMPLES = [("halden", "2026-10-05"), ("sandnes", "2026-11-23")]


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}


@pytest.mark.parametrize(("example", "today"), EXAMPLES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_board_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    example: str,
    today: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(request.getfixturevalue(example))
    result = tpn("launch", "--today", today, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80
    golden(f"board-{example}-{language}.txt", result.out)


@pytest.mark.parametrize(("language", "before"), [("nb", "før"), ("nn", "før"), ("en", "before the")])
def test_what_lacks_says_who_and_when_as_far_as_the_project_knows(
    tpn: Tpn, halden: Path, language: str, before: str
) -> None:
    path = halden / "5-launch.yaml"
    text = path.read_text("utf-8").replace(
        "Avtalen om koblingen er ikke signert. Siv henter den inn (A-20)", "Usignert"
    )
    path.write_text(text.replace("Ny prøve 14.10. (A-20)", "Ny prøve 14.10."), "utf-8")
    page = (
        "launch",
        "barnehage",
        "-p",
        halden,
        "--today",
        "2026-10-05",
        "--format",
        "md",
        "--lang",
        language,
    )
    rows = [row for row in tpn(*page).out.replace("\u00a0", " ").splitlines() if row.startswith("| T-C")]
    who = {row.split("|")[1].strip(): row.split("|")[4].strip() for row in rows if row.count("|") == 5}
    assert who["T-C18"] == "Nils Aune, Mona Kvam, 13.10.2026 (T-13)", "an activity that the answer names"
    assert who["T-C40"] == "Liv Sand, Hege Lund, 22.10.2026 (T-16)", "the training of the service"
    assert who["T-C09"].startswith(f"Eva Berg, {before}"), "the process owner"
    assert who["T-C26"].startswith(f"Anne Moe, {before}"), "the only one with the role"
    assert who["T-C28"] in {"Skriv her", "Write here"}, "two have the role, so nobody is named"


def test_the_board_as_facts(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("launch", "-p", halden, "--json").out)
    assert facts["format"] == 1
    by_id = {one["service"]: one for one in facts["services"]}
    assert by_id["kulturskole"]["may_launch"]
    assert by_id["kulturskole"]["waived"] == [
        {"point": "T-C32", "by": "kari", "date": "2026-09-14",
         "reason": "Nynorsk og engelsk kommer i desember, få søkere trenger det nå"}
    ]  # fmt: skip
    assert by_id["barnehage"]["lacking"][:3] == ["T-C08", "T-C09", "T-C18"]
    assert {"track": "online", "theme": "privacy", "mark": "urgent", "clear": 3, "total": 4} in by_id[
        "barnehage"
    ]["themes"]


def test_the_board_as_a_document_names_what_lacks(tpn: Tpn, halden: Path) -> None:
    rows = [
        line
        for line in tpn("launch", "-p", halden, "--format", "md").out.replace("\u00a0", " ").splitlines()
        if line.startswith("| ")
    ]
    cells = {row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:-1]] for row in rows}
    assert cells["**Kulturskoleplass**"] == [
        "● Grønn", "lansert 15.09.2026", "31 av 31", "alt klart<br>Fravik godkjent: Tilgjengelig", "alt klart",
    ]  # fmt: skip
    assert cells["**Barnehageplass**"][0] == "■ Rød"
    assert cells["**Barnehageplass**"][4] == "Mottak, Opplæring, Informasjon, Oppfølging"
    assert cells["**SFO**"][2:4] == ["1 av 31", "Lett å finne<br>10 temaer er ikke begynt"]


def test_the_light_of_a_service_is_the_same_on_the_board_and_in_the_report(tpn: Tpn, halden: Path) -> None:
    board = tpn("launch", "-p", halden, "--format", "md").out
    report = (
        tpn("report", "-p", halden, "--format", "md").out.partition("## Tjenestene")[2].partition("\n## ")[0]
    )
    light = re.compile(r"^\| \*\*(.*?)\*\* +\| (. \w+)", re.MULTILINE)
    there = {name: said.casefold() for name, said in light.findall(report.replace("\u00a0", " "))}
    assert len(there) == 6
    assert {name: said.casefold() for name, said in light.findall(board.replace("\u00a0", " "))} == there


def test_the_checklist_as_a_document_says_in_words_how_each_point_stands(tpn: Tpn, halden: Path) -> None:
    told = tpn("launch", "barnehage", "-p", halden, "--format", "md").out
    first, whole = told.split("## Hele sjekklisten", 1)
    rows = {
        row[1].split("<br>")[-1].strip(): row[3].split("<br>")[-1].strip()
        for row in (line.split("|") for line in whole.splitlines() if "T-C" in line)
    }
    # what lacks stands first, in one table, with room for who and when
    assert "12 må-punkter mangler" in first
    assert first.count("\n| T-C") == 12
    assert "| T-C08 |" in first
    assert "| T-C11 |" not in first
    assert "A-K03 Kobling" not in told  # parts by what they are called
    assert "primærkilde" not in told
    assert (rows["T-C08"], rows["T-C11"], rows["T-C31"]) == ("åpent", "klart", "fraveket")
    assert told.startswith("# Barnehageplass – sjekkliste før lansering")
    assert not re.search(r"^[-#]+ [▲■▶✓·~]", told, re.MULTILINE)


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf", "xlsx", "ods"])
def test_the_board_is_written_in_every_format(tpn: Tpn, halden: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"tavle.{suffix}"
    assert tpn("launch", "-p", halden, "-o", file).code == 0
    assert file.stat().st_size > 1000


def test_the_answers_of_the_board_come_home(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "tavle.xlsx"
    assert tpn("launch", "-p", halden, "-o", file).code == 0
    said = json.loads(tpn("read", file, "--json").out)
    assert any(table["sheet"] == "Barnehageplass" for table in said["tables"])


def test_a_service_that_lacks_something_says_what_and_leaves_with_1(tpn: Tpn, halden: Path) -> None:
    result = tpn("launch", "barnehage", "-p", halden)
    assert result.code == 1
    assert "Kan ikke lanseres: 12 må-punkter mangler." in result.out
    assert "T-C18" in result.out
    assert "Satsene for 2027 mangler" in result.out
    assert "Fraveket av Kari Holm 02.10.2026" in result.out
    assert tpn("launch", "kulturskole", "-p", halden).code == 0


def test_the_digital_share_is_held_against_its_goal(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("launch", "kulturskole", "-p", halden, "--json").out)
    assert [one["share"] for one in facts["figures"]] == [74.2, 81.0]
    assert facts["goal_share"] == 80
    assert "+1" in tpn("launch", "kulturskole", "-p", halden).out


def test_a_launch_without_evidence_is_refused_with_the_list(tpn: Tpn, halden: Path) -> None:
    before = texts(halden)
    result = tpn(
        "launch", "barnehage", "--date", "26.10.2026", "--write", "-p", halden, "--today", "2026-10-26"
    )
    assert result.code == 1
    assert "[may-not-launch]" in result.err
    assert result.err.count("[point-lacks]") == 12
    assert "tpn set barnehage/T-C18 svar=ferdig dokumentasjon=TEKST." in result.err
    assert texts(halden) == before


def test_a_launch_that_may_be_is_recorded_and_can_be_undone(tpn: Tpn, sandnes: Path) -> None:
    before = texts(sandnes)
    words = ("launch", "startlan", "--date", "07.12.2026", "-p", sandnes, "--today", "2026-12-08")
    assert "kan føres som lansert 07.12.2026" in tpn(*words).out
    assert texts(sandnes) == before
    assert tpn(*words, "--write").code == 0
    project = json.loads(tpn("launch", "startlan", "--json", "-p", sandnes, "--today", "2026-12-08").out)
    assert (project["launched"], project["launch"]) == (True, "2026-12-07")
    after = texts(sandnes)["5-launch.yaml"]
    assert "launched: 2026-12-07" in after
    assert "T-C44: {answer: done, date: 2026-12-07" in after
    assert json.loads(tpn("check", "--json", "-p", sandnes, "--today", "2026-12-08").out)["format"] == 1
    assert tpn(*words, "--write").code == 1  # once
    assert tpn("undo", "--write", "-p", sandnes).code == 0
    assert texts(sandnes) == before


def test_the_remedy_of_a_lacking_point_is_a_command_that_works(tpn: Tpn, halden: Path) -> None:
    assert (
        tpn("set", "barnehage/T-C18", "svar=ferdig", "dokumentasjon=DPIA godkjent 09.10.", "-p", halden).code
        == 0
    )
    assert "T-C18" not in json.loads(tpn("launch", "barnehage", "--json", "-p", halden).out)["lacking"]


def test_a_waiver_lets_a_service_go(tpn: Tpn, halden: Path) -> None:
    for point in json.loads(tpn("launch", "barnehage", "--json", "-p", halden).out)["lacking"]:
        way = f"barnehage/{point}"
        words = ["waiver.by=kari", "waiver.date=2026-10-02", "waiver.reason=Haster"]
        if (
            point
            not in (halden / "5-launch.yaml")
            .read_text("utf-8")
            .split("- service: barnehage")[1]
            .split("- service")[0]
        ):
            continue
        assert tpn("set", way, *words, "-p", halden).code == 0, way
    assert tpn("launch", "barnehage", "-p", halden).code == 0


def test_a_launch_still_to_come_is_not_recorded(tpn: Tpn, sandnes: Path) -> None:
    result = tpn(
        "launch", "startlan", "--date", "07.12.2026", "--write", "-p", sandnes, "--today", "2026-12-01"
    )
    assert (result.code, result.out) == (1, "")
    assert "[launch-in-future]" in result.err


def test_what_is_wrong_on_the_line_is_said(tpn: Tpn, halden: Path) -> None:
    assert "[launch-needs-service]" in tpn("launch", "--write", "-p", halden).err
    assert "[no-such-service]" in tpn("launch", "båthavn", "-p", halden).err
    assert "[already-launched]" in tpn("launch", "kulturskole", "--date", "2026-10-01", "-p", halden).err


def test_a_project_without_services_has_an_empty_board(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-10-01}\n", "utf-8"
    )
    result = tpn("launch", "-p", tmp_path)
    assert result.code == 0
    assert "ingen tjenester" in result.out
    assert json.loads(tpn("launch", "--json", "-p", tmp_path).out)["services"] == []


def test_the_roadmap_says_what_the_next_level_lacks(tpn: Tpn, halden: Path) -> None:
    maturity = json.loads(tpn("launch", "kulturskole", "--json", "-p", halden).out)["maturity"]
    assert (maturity["now"], maturity["launch"], maturity["goal"]) == (4, 4, 5)
    assert [
        need["asks"] for level in maturity["levels"] for need in level["needs"] if need["state"] != "have"
    ] == ["integrated"]


def test_laws_are_shown_with_source_and_date_and_a_doubt(tpn: Tpn, halden: Path) -> None:
    shown = " ".join(tpn("launch", "barnehage", "-p", halden, "--today", "2026-12-02").out.split())
    assert (
        "Barnehageloven §§ 16–18: Rett til plass og samordnet opptak (Lovdata, sjekket 23.11.2026)" in shown
    )
    assert "Ikke kontrollert mot primærkilden: Barnehageloven" in shown
    later = " ".join(tpn("launch", "barnehage", "-p", halden, "--today", "2028-12-01").out.split())
    assert "Kontrollert for mer enn 24 måneder siden: Barnehageloven" in later


def test_a_municipality_may_know_a_law_better(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "catalogue" / "services" / "barnehageplass.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "extends: barnehageplass\nlaws:\n  - {law: barnehageloven, section: § 16, text: {nb: Rett til plass},"
        " source: lovdata.no, checked: 2026-12-01, evidence: V}\n",
        "utf-8",
    )
    shown = tpn("launch", "barnehage", "-p", halden, "--today", "2026-12-02").out
    assert "Barnehageloven § 16: Rett til plass (lovdata.no, sjekket 01.12.2026)" in shown
    assert "Ikke kontrollert mot primærkilden" not in shown


def test_the_description_is_a_draft_until_it_is_approved(tpn: Tpn, halden: Path) -> None:
    draft = tpn("launch", "barnehage", "--description", "-p", halden)
    assert draft.code == 0
    assert "Utkast, ikke godkjent. Mangler: pris." in draft.out
    done = tpn("launch", "kulturskole", "--description", "-p", halden).out
    assert "Utkast" not in done
    assert "Guro Eik, 04.09.2026" in done
    assert "Neste gjennomgang" in done


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
@pytest.mark.parametrize("more", [(), ("--description",)])
def test_a_service_is_written_as_a_document(
    tpn: Tpn, halden: Path, tmp_path: Path, suffix: str, more: tuple[str, ...]
) -> None:
    file = tmp_path / f"kulturskole.{suffix}"
    assert tpn("launch", "kulturskole", *more, "-p", halden, "-o", file).code == 0
    assert file.stat().st_size > 800


def test_a_service_that_nothing_is_said_of_has_its_page_and_its_description(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-10-01}\nservices: [{id: s, name: Båthavn}]\n",
        "utf-8",
    )
    page = tpn("launch", "s", "-p", tmp_path)
    assert page.code == 1
    assert "Ingen lanseringsdato er satt." in page.out
    assert "Ingen hovedansvarlig." in page.out
    described = tpn("launch", "s", "--description", "-p", tmp_path)
    assert (described.code, described.err) == (0, "")
    assert "Mangler: en kort beskrivelse, hvem den er for" in described.out


def test_a_municipality_may_have_a_checklist_of_its_own(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "checklists" / "launch.yaml"
    own.parent.mkdir(parents=True)
    point = "  - {id: X-%d, theme: %s, track: %s, level: must, text: {nb: Punkt %d}}\n"
    rows = [(n, f"tema{n}", "skole" if n > 21 else "online", n) for n in range(1, 25)]
    own.write_text("items:\n" + "".join(point % row for row in rows), "utf-8")
    board = tpn("launch", "-p", halden)
    assert (board.code, board.err) == (0, "")
    assert widest(board.out) <= 80
    assert "skole" in board.out
    facts = json.loads(tpn("launch", "sfo", "--json", "-p", halden).out)
    assert len(facts["lacking"]) == 24
    assert "Punkt 3" in tpn("launch", "sfo", "--format", "md", "--lang", "en", "-p", halden).out
    refused = tpn("launch", "sfo", "--date", "2026-10-01", "--lang", "en", "-p", halden)
    assert "X-24 Punkt 24" in refused.err
    assert tpn("launch", "--format", "md", "-p", halden).code == 0
    assert (
        tpn("check", "-p", halden).code == 0
    )  # what its checklist does not ask, the advice does not ask either


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_launch_that_is_foreseen_another_day_than_agreed_says_so_on_the_board_and_the_page(
    tpn: Tpn, halden: Path, form: str
) -> None:
    board = tpn("launch", "-p", halden, "--today", "2026-10-05", "--format", form).out
    page = tpn("launch", "parkering", "-p", halden, "--today", "2026-10-05", "--format", form).out
    assert "02.03.2027" in page
    assert "prognose 08.03.2027" in " ".join(page.split())
    assert ("→08.03." if form == "table" else "02.03.2027 → 08.03.2027") in board.replace("<br>", " ")
    assert (
        "→"
        not in tpn("launch", "-p", halden, "--today", "2026-09-15", "--format", form).out.partition("SFO")[0]
    )


def test_the_board_as_facts_has_every_date_of_a_launch(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("launch", "-p", halden, "--today", "2026-10-05", "--json").out)
    parking = next(one for one in facts["services"] if one["service"] == "parkering")
    assert (parking["agreed"], parking["forecast"]) == ("2027-03-02", "2027-03-08")


def test_a_must_point_that_lacks_has_the_mark_of_its_theme_and_the_groups_say_what_they_count(
    tpn: Tpn, halden: Path
) -> None:
    said = tpn("launch", "barnehage", "-p", halden, "--today", "05.10.2026").out
    lacking = re.findall(r"(?m)^(\S) T-C\d\d", said.partition("Skriftlige fravik")[0])
    assert len(lacking) == 12
    assert set(lacking) == {"■"}
    groups = re.findall(r"(\d)/(\d)", said.partition("På nett")[2].partition("Profil")[0])
    clear, asked = (sum(int(one[at]) for one in groups) for at in (0, 1))
    told = f"{clear} av {asked} er på plass. Av de {asked - clear} andre må 12 på plass."
    assert told in " ".join(said.split())
    early = tpn("launch", "lokaler", "-p", halden, "--today", "05.10.2026").out
    assert "▫ T-C" in early.partition("På nett")[0]
