"""Things leave the project and come back: cancel, postpone, remove – seen from the command line."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Tpn
from tpn.model import load
from tpn.model.ended import standing
from tpn.model.index import index
from tpn.model.references import check_references

NOT_WRITTEN = "Ingenting er skrevet. Gjør det med --write.\n"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def dangling(folder: Path) -> list[object]:
    """References of what stands that name nothing that stands; a service that has ended is still known by name."""
    loaded = load(folder)
    assert loaded.project is not None
    left = standing(loaded.project)
    known = {service.id for service in loaded.project.services}
    return [one for one in check_references(left, index(left)) if one.facts.get("name") not in known]


def test_a_preview_shows_what_hangs_on_a_service_and_changes_nothing(tpn: Tpn, halden: Path) -> None:
    before = files(halden)
    result = tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "-p", halden)
    assert (result.code, files(halden)) == (0, before)
    for line in (
        "lokaler Leie av kommunale lokaler utgår", "Følger med ut (19):", "   Aktiviteter (10)",
        "      T-45 Leie av lokaler på nett", "      A-K06 Booking av lokaler",
        "   T-47 Sluttrapport og overlevering til drift (Etter)", "Prognosen for prosjektet: 05.07.2027 → 30.06.2027",
    ):  # fmt: skip
        assert f"{line}\n" in result.out
    assert "--decision" in result.err
    assert result.err.endswith(NOT_WRITTEN)


def test_a_service_that_has_ended_is_in_no_screen_but_as_such_and_nothing_dangles(
    tpn: Tpn, halden: Path
) -> None:
    tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "--decision", "B-03", "-p", halden, "--write")
    assert dangling(halden) == []
    for words in (
        ("status",), ("launch",), ("benefits",), ("map", "--format", "svg"), ("choose",), ("week",), ("procure",),
        ("list", "tjenester"), ("list", "krav"), ("list", "komponenter"), ("list", "sjekkpunkter"), ("check", "--all"),
        ("agenda", "kickoff"), ("stakeholders",),
    ):  # fmt: skip
        result = tpn(*words, "-p", halden)
        assert "Traceback" not in result.err
        said = re.sub(r"Utgått og utsatt: Leie av kommunale lokaler: utgått \(B-03\)\.", "", result.out)
        assert "kommunale lokaler" not in said, words
    (gone,) = json.loads(tpn("status", "--format", "json", "-p", halden).out)["gone"]
    assert (gone["service"], gone["outcome"], gone["decision"]) == ("lokaler", "cancelled", "B-03")
    shown = tpn("show", "lokaler", "-p", halden).out
    assert "05.10.2026" in shown
    assert "Leies ikke ut" in shown


def test_links_hold_between_the_neighbours_of_what_has_ended(tpn: Tpn, halden: Path) -> None:
    tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "-p", halden, "--write")
    work = json.loads(tpn("list", "aktiviteter", "-p", halden, "--json").out)
    text = json.dumps(work)
    assert '"T-47"' in text
    assert json.loads(tpn("status", "-p", halden, "--json").out)["forecast"]["finish"] == "2027-06-30"


def test_taking_back_gives_the_same_plan_and_undo_the_same_bytes(tpn: Tpn, halden: Path) -> None:
    before, shown = files(halden), tpn("status", "-p", halden).out
    tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "-p", halden, "--write")
    assert tpn("status", "-p", halden).out != shown
    tpn("undo", "-p", halden, "--write")
    assert files(halden) == before
    tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "-p", halden, "--write")
    tpn("cancel", "lokaler", "--resume", "-p", halden, "--write")
    assert tpn("status", "-p", halden).out == shown
    assert files(halden) == before


@pytest.mark.sampled(every=9)
@pytest.mark.parametrize(
    "name", ["M3", "G-01", "R-03", "I-02", "A-K02", "A-R01", "T-15", "MO-05", "L-06", "F-01", "A-P01",
             "B-04", "D-01", "C-01"]
)  # fmt: skip
@pytest.mark.parametrize("verb", ["cancel", "postpone"])
def test_every_kind_can_end_and_come_back(tpn: Tpn, halden: Path, name: str, verb: str) -> None:
    assert tpn("show", name, "-p", halden).code == 0
    shown = tpn("status", "-p", halden).out
    assert tpn(verb, name, "--reason", "Ikke nå", "-p", halden, "--write").code == 0
    assert dangling(halden) == []
    for words in (("status",), ("week",), ("check",), ("benefits",), ("procure",), ("launch",)):
        assert tpn(*words, "-p", halden).code in (0, 1), words
    assert tpn(verb, name, "--resume", "-p", halden, "--write").code == 0
    assert tpn("status", "-p", halden).out == shown


def test_an_activity_that_is_postponed_to_a_day_starts_there(tpn: Tpn, halden: Path) -> None:
    assert (
        tpn("postpone", "T-15", "--to", "09.11.2026", "--reason", "Venter", "-p", halden, "--write").code == 0
    )
    assert (
        "    status: postponed" in (halden / "5-launch.yaml").read_text("utf-8")
        or "postponed" in tpn("show", "T-15", "-p", halden, "--json").out
    )
    assert '"start": "2026-11-09"' in tpn("show", "T-15", "-p", halden, "--json").out
    past = tpn("postpone", "T-16", "--to", "01.10.2026", "--reason", "Venter", "-p", halden)
    assert (past.code, "postponed-to-past" in past.err) == (2, True)


def test_a_launched_service_is_taken_down_and_not_just_cancelled(tpn: Tpn, halden: Path) -> None:
    refused = tpn("cancel", "kulturskole", "--reason", "Lite brukt", "-p", halden, "--write")
    assert (refused.code, "service-is-on" in refused.err) == (2, True)
    assert (
        tpn("cancel", "kulturskole", "--reason", "Lite brukt", "--withdrawn", "-p", halden, "--write").code
        == 0
    )
    assert "Kulturskoleplass" not in tpn("launch", "-p", halden).out
    assert "service-is-not-on" in tpn("cancel", "sfo", "--reason", "x", "--withdrawn", "-p", halden).err


def test_what_is_merged_goes_over_and_its_own_work_is_cancelled(tpn: Tpn, halden: Path) -> None:
    result = tpn(
        "cancel",
        "lokaler",
        "--merged-into",
        "kulturmidler",
        "--reason",
        "Ett skjema",
        "-p",
        halden,
        "--write",
    )
    assert result.code == 0
    benefit = json.loads(tpn("show", "G-08", "-p", halden, "--json").out)
    assert "kulturmidler" in json.dumps(benefit)
    assert "lokaler" not in json.dumps(benefit["fields"]["services"])
    assert dangling(halden) == []
    assert "Utgår" in tpn("list", "aktiviteter", "--status", "utgår", "-p", halden).out
    said = tpn("show", "kulturmidler", "-p", halden).out.partition("Tatt inn her")[2]
    assert re.search(r"lokaler +Leie av kommunale lokaler, 05\.10\.2026, Ett skjema", said)
    took = json.loads(tpn("show", "kulturmidler", "-p", halden, "--json").out)["took_in"]
    assert [(one["id"], one["reason"]) for one in took] == [("lokaler", "Ett skjema")]
    assert "Tatt inn her" not in tpn("show", "sfo", "-p", halden).out


def test_an_edit_from_a_sheet_on_what_has_ended_is_told_at_its_cell(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "ark.xlsx"
    tpn("export", "-o", sheet, "-p", halden)
    tpn("cancel", "lokaler", "--reason", "Leies ikke ut", "-p", halden, "--write")
    book = openpyxl.load_workbook(sheet)
    cell = next(
        (tab, row[0].row) for tab in book.worksheets for row in tab.iter_rows() if row[0].value == "T-42"
    )
    tab, row = cell
    title = next(one for one in tab[row] if one.value == "Ikke startet")
    title.value = "Pågår"
    book.save(sheet)
    before = files(halden)
    result = tpn("import", sheet, "-p", halden, "--write")
    assert f"{tab.title}!{title.coordinate}" in result.err + result.out
    told = (result.err + result.out).replace(
        f"{tab.title}!{title.coordinate}", ""
    )  # it stands beside the sentence
    said = " ".join(told.split())
    assert "T-42 er ute av prosjektet fra 05.10.2026 (utgått); «Pågår» er ikke ført" in said
    assert files(halden) == before


def test_cancelling_a_service_lists_exactly_what_adding_it_made(tpn: Tpn, halden: Path) -> None:
    said = json.loads(tpn("add", "service", "byggesak", "-p", halden, "--json").out)
    result = tpn("cancel", said["service"], "--reason", "Ikke nå", "-p", halden)
    listed = [line.split()[0] for line in result.out.splitlines() if line.startswith("    ")]
    told = " ".join(result.out.split())  # on more lines where there is no room
    for name in (*said["activities"], *said["new_components"], *said["requirements"]):
        assert name.split()[0] in listed or name in told, name


# ---------------------------------------------------------------- remove


def test_what_something_points_at_is_not_removed_and_it_is_said_what_points(tpn: Tpn, halden: Path) -> None:
    before = files(halden)
    result = tpn("remove", "nils", "-p", halden, "--write")
    assert (result.code, files(halden)) == (2, before)
    assert "49 oppføringer peker på det" in result.err
    assert "barnehage Barnehageplass (Hovedansvarlig)" in result.err


def test_two_records_of_one_person_become_one(tpn: Tpn, halden: Path) -> None:
    tpn("add", "person", "id=nils2", "navn=Nils Berg", "rolle=it", "telefon=69 00 00 00", "-p", halden)
    tpn("set", "T-15", "ansvarlig=nils2", "-p", halden)
    result = tpn("remove", "nils2", "--replace-by", "nils", "-p", halden, "--write")
    assert result.code == 0, result.err
    person = json.loads(tpn("show", "nils", "-p", halden, "--json").out)
    assert "it" in json.dumps(person)
    assert "69 00 00 00" in json.dumps(person)
    assert "nils2" not in "".join(text.decode() for text in files(halden).values())
    assert load(halden).problems == () or not [p for p in load(halden).problems if p.level == "error"]


def test_somebody_invited_twice_is_invited_once_afterwards(tpn: Tpn, halden: Path) -> None:
    result = tpn("remove", "nils", "--replace-by", "liv", "-p", halden, "--write")
    assert result.code == 0, result.err
    meeting = next(one for one in load(halden).sound().meetings if one.id == "kickoff")
    people = [one.person for one in meeting.participants]
    assert len(people) == len(set(people))
    assert "nils" not in people


def test_a_ghost_is_removed_and_undo_gives_the_bytes_back(tpn: Tpn, halden: Path) -> None:
    before = files(halden)
    assert "R-09 " in tpn("list", "risikoer", "-p", halden).out
    preview = tpn("remove", "R-09", "-p", halden)
    assert (preview.code, "--write" in preview.out + preview.err) == (0, True)
    assert files(halden) == before
    assert tpn("remove", "R-09", "-p", halden, "--write").code == 0
    assert tpn("show", "R-09", "-p", halden).code == 2
    tpn("undo", "-p", halden, "--write")
    assert files(halden) == before


def test_a_warning_points_at_its_line_when_something_before_it_has_ended(tpn: Tpn, halden: Path) -> None:
    file = halden / "logs.yaml"
    tpn("cancel", "B-01", "--reason", "Ikke aktuelt", "-p", halden, "--write")
    file.write_text(file.read_text("utf-8").replace("decided: 2026-09-22", "decided: 2031-09-22", 1), "utf-8")
    line = 1 + file.read_text("utf-8").splitlines().index("    decided: 2031-09-22")
    told = tpn("check", "-p", halden).out
    assert "B-03: besluttet 22.09.2031 er etter i dag" in told
    assert f"logs.yaml:{line}:" in told


def test_another_edition_of_a_record_keeps_nothing_that_was_worked_out_of_it(halden: Path) -> None:
    project = load(halden).sound()
    assert project.person["kari"].name == "Kari Holm"
    without = project.but(people=project.people[1:])
    assert without.people[0].id in without.person
    assert project.people[0].id not in without.person
    assert len(index(without).entries) < len(index(project).entries)


@pytest.mark.parametrize(
    "how", [("cancel",), ("postpone",), ("postpone", "--to", "09.11.2026")], ids=["out", "aside", "until a day"]
)  # fmt: skip
def test_what_comes_back_has_the_status_the_days_and_the_words_that_stood_there(
    tpn: Tpn, halden: Path, how: tuple[str, ...]
) -> None:
    for edit in (("T-15", "status=Venter", "waiting_for=Svar fra Eva"), ("T-15", "due=30.10.2026")):
        assert tpn("set", *edit, "-p", halden).code == 0
    before = files(halden)
    verb, *to = how
    assert tpn(verb, "T-15", *to, "--reason", "Ikke nå", "-p", halden, "--write").code == 0
    assert "Svar fra Eva" in tpn("show", "T-15", "-p", halden).out
    assert tpn(verb, "T-15", "--resume", "-p", halden, "--write").code == 0
    assert files(halden) == before


def test_what_stands_is_written_in_its_own_place_when_what_stood_before_it_has_left(
    tpn: Tpn, tmp_path: Path
) -> None:
    """A record is found in the files by itself, and never by its number among what has not ended."""
    folder = tmp_path / "ny"
    services = "leie-lokaler,sfo,kulturskoleplass"
    tpn("init", folder, "--municipality", "Halden", "--services", services, "--start", "2026-10-05")
    on, (first, second, third) = ("-p", folder), [one.id for one in load(folder).sound().services]
    tpn("set", f"launch/{third}", f"neste={first}", *on)
    assert tpn("cancel", first, "--reason", "Løst annet sted", "--write", *on).code == 0
    assert tpn("postpone", second, "--to", "2028-03-01", "--reason", "Venter", "--write", *on).code == 0
    assert tpn("launch", third, *on).code == 1  # what comes next has left: the page is shown all the same
    tpn("add", "beslutning", "tittel=På nett", "besluttet=05.10.2026", *on)
    let = (
        "--outcome",
        "på vilkår",
        "--condition",
        "Resten; prosjektleder; 01.12.2026",
        "--decision",
        "B-01",
        "--write",
    )
    assert tpn("gate", third, *let, "--write", *on).code == 0
    for line in (
        ("move", third, "2027-11-01", "--reason", "x", "--write"),
        ("launch", third, "--write"),
    ):
        before = records(folder)
        result = tpn(*line, *on)
        assert result.code == 0, result.err
        changed = {name for name, said in records(folder).items() if before[name] != said}
        assert changed, line
        assert all(third in str(vars(load(folder).index.by_address[name].record)) for name in changed), (
            changed
        )
        assert not {name for name in changed if name.startswith((first, second, f"launch/{second}"))}


def of_two_services(tpn: Tpn, place: Path) -> Path:
    folder = place / "ny"
    services = ("--services", "sfo,kulturskoleplass", "--start", "2026-10-05")
    assert tpn("init", folder, "--municipality", "Halden", *services).code == 0
    return folder


def test_what_is_taken_up_again_is_planned_as_before_it_was_put_off(tpn: Tpn, tmp_path: Path) -> None:
    folder = of_two_services(tpn, tmp_path)
    on, before = ("-p", folder), records(folder)
    assert tpn("postpone", "sfo", "--to", "2028-03-01", "--reason", "Venter", "--write", *on).code == 0
    assert tpn("postpone", "sfo", "--resume", "--write", *on).code == 0
    assert records(folder) == before


def records(folder: Path) -> dict[str, str]:
    return {
        entry.address: repr(entry.record)
        for entry in load(folder).index.entries
        if entry.record.KEY in {"id", "service"}
    }


def test_a_launch_that_is_put_off_with_its_service_is_not_on_the_day_its_work_begins(
    tpn: Tpn, tmp_path: Path
) -> None:
    folder = of_two_services(tpn, tmp_path)
    on = ("-p", folder)
    assert tpn("postpone", "sfo", "--to", "2028-03-01", "--reason", "Venter", "--write", *on).code == 0
    live = next(
        one for _, one in load(folder).sound().activities
        if one.service == "sfo" and one.kind == "go_live" and one.milestone
    )  # fmt: skip
    assert live.due is None
    assert json.loads(tpn("show", live.id, "--json", *on).out)["due"]["plan"] is None
    assert json.loads(tpn("show", "sfo", "--json", *on).out)["due"]["plan"] != "2028-03-01"
    assert "01.03.2028" in tpn("show", "sfo", *on).out
