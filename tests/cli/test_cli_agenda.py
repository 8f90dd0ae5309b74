"""``tpn agenda``: the kick-off checks itself, the steering group's agenda fills itself, and the invitation is read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tests.exchange.ics_reader import read_ics
from tpn.model import load


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("example", ["halden", "sandnes"])
@pytest.mark.parametrize(("kind", "suffix"), [("table", "txt"), ("md", "md")])
def test_the_kickoff_agenda_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    example: str,
    kind: str,
    suffix: str,
) -> None:
    folder = request.getfixturevalue(example)
    result = tpn("agenda", "kickoff", "-p", folder, "--format", kind)
    assert result.code == 0
    golden(f"agenda-{example}.{suffix}", result.out)


@pytest.mark.parametrize(
    ("example", "expected"),
    # nobody in Sandnes has been made responsible for Gravemelding, and the only one who knows it could not come;
    # those who come for their own case alone are said to whoever sends the notice
    [
        ("halden", [("MO-05", "not_invited", {"name": "Nils Aune", "case": "20/26"})]),
        (
            "sandnes",
            [
                ("kickoff", "service_missing", {"service": "Gravemelding"}),
                ("styring-6", "not_invited", {"name": "Solveig Tengs", "case": "27/26"}),
                ("styring-6", "not_invited", {"name": "Yasmin Rahimi", "case": "28/26"}),
            ],
        ),
    ],
)
def test_the_meetings_of_the_examples_add_up(
    tpn: Tpn, request: pytest.FixtureRequest, example: str, expected: list[tuple[str, str, dict[str, str]]]
) -> None:
    folder = request.getfixturevalue(example)
    listed = json.loads(tpn("list", "meetings", "-p", folder, "--json").out)["records"]
    found = [
        (one["address"], remark["fact"], remark["facts"])
        for one in listed
        for remark in json.loads(tpn("agenda", one["address"], "-p", folder, "--json").out)["remarks"]
    ]
    assert found == expected


def test_without_its_subject_staff_a_service_is_named(tpn: Tpn, halden: Path) -> None:
    edit(halden, "logs.yaml", "      - {person: tor, reply: accepted, attended: true}\n", "")
    result = tpn("agenda", "kickoff", "-p", halden)
    assert "ingen fagperson fra Kulturskoleplass kommer på møtet" in result.err
    assert "Kulturskoleplass                              ingen" in result.out
    nynorsk = tpn("agenda", "kickoff", "-p", halden, "--lang", "nn")
    assert "ingen fagperson frå Kulturskoleplass kjem på møtet" in nynorsk.err


def test_a_service_with_one_of_two_staff_there_is_not_missed(tpn: Tpn, halden: Path) -> None:
    edit(halden, "logs.yaml", "      - {person: liv, reply: accepted, attended: true}\n", "")
    assert "Barnehageplass" not in tpn("agenda", "kickoff", "-p", halden).err


def test_an_agenda_that_does_not_add_up_says_by_how_much(tpn: Tpn, halden: Path) -> None:
    edit(halden, "logs.yaml", "    form: half-day\n", '    form: half-day\n    end: "11:30"\n')
    assert "sakene er til sammen 210 minutter, men møtet er 180. Det er 30 minutter for mye" in tpn(
        "agenda", "kickoff", "-p", halden
    ).err  # fmt: skip


def test_sitting_too_long_is_told(tpn: Tpn, halden: Path) -> None:
    edit(halden, "logs.yaml", "      - {minutes: 10, title: Pause, kind: break}\n", "")
    err = tpn("agenda", "kickoff", "-p", halden).err
    assert "fra «Gruppearbeid om interessenter og nytte» sitter folk i 95 minutter uten pause" in err


def test_without_a_name_the_next_meeting_is_taken(tpn: Tpn, halden: Path) -> None:
    assert json.loads(tpn("agenda", "-p", halden, "--json").out)["meeting"] == "MO-05"
    result = tpn("agenda", "-p", halden, "--today", "2027-06-01")
    assert (result.code, "no-next-meeting" in result.err) == (2, True)


def without_agenda(folder: Path, meeting: str) -> None:
    path = folder / "logs.yaml"
    text = path.read_text("utf-8")
    start = text.index("    agenda:", text.index(f"- id: {meeting}\n"))
    rest = text[start:]
    stop = min(place for mark in ("\n    minutes:", "\n\n") if (place := rest.find(mark)) > 0)
    path.write_text(text[:start] + rest[stop + 1 :], "utf-8")


def test_the_steering_group_gets_what_it_must_decide_between_approvals_and_eventuelt(
    tpn: Tpn, halden: Path
) -> None:
    without_agenda(halden, "MO-05")
    made = json.loads(tpn("agenda", "MO-05", "-p", halden, "--json").out)
    titles = [line["title"] for line in made["lines"] if line["kind"] != "break"]
    assert titles[:3] == [
        "Godkjenning av innkalling og saksliste",
        "Godkjenning av referat fra forrige møte",
        "Status i prosjektet",
    ]
    assert titles[3:7] == [
        "Booking av lokaler: leie nå eller vente på regionen",
        "Hovedansvarlig for leie av lokaler",
        "Klar for barnehage 26. oktober",
        "Innstilling om leverandør",  # to be accepted by the owner, three days ago
    ]
    assert titles[-1] == "Eventuelt"
    assert [line["case"] for line in made["lines"] if line["case"]] == [
        f"{number}/26" for number in range(15, 24)
    ]
    assert (made["start"], made["end"]) == ("13:00", "15:00")


def test_what_the_plan_has_the_steering_group_decide_by_the_day_is_proposed(tpn: Tpn, tmp_path: Path) -> None:
    """The meeting that agrees the plan, the gate and the deliverable of that day; until they are over."""
    new = tmp_path / "nytt"
    assert tpn("init", new, "--services", "barnehage,sfo", "--start", "2026-09-01").code == 0
    found = load(new).sound()
    meeting = next(one for one in found.meetings if one.kind == "steering")
    day = ("--today", "2026-09-07", "-p", new)

    def asked() -> dict[str, str]:
        lines = json.loads(tpn("agenda", meeting.id, *day, "--json").out)["lines"]
        return {line["title"]: line["kind"] for line in lines[3:-2]}

    gate = next(a.id for _, a in found.activities if a.title.startswith("Plan og roller avtalt"))
    assert tpn("set", gate, f"frist={meeting.date}", *day).code == 0
    assert asked() == {
        "Styringsgruppen vedtar mål, organisering og plan": "decision",
        "Plan og roller avtalt – beslutningspunkt": "decision",
        "Prosjektplan med mål og organisering": "approval",
    }
    assert tpn("add", "organ", "id=formannskapet", "navn=Formannskapet", *day).code == 0
    assert tpn("set", gate, "besluttes-av=formannskapet", *day).code == 0
    assert tpn("set", found.deliverables[0].id, "status=godkjent", *day).code == 0
    assert list(asked()) == ["Styringsgruppen vedtar mål, organisering og plan"]
    held = ("--today", "2027-01-11", "-p", new)
    assert len(json.loads(tpn("agenda", meeting.id, *held, "--json").out)["lines"]) == 5


def test_what_a_meeting_left_unsettled_comes_up_on_the_next(tpn: Tpn, halden: Path) -> None:
    added = tpn("add", "meeting", "kind=steering", "date=2026-11-17", "-p", halden)
    assert added.code == 0
    made = json.loads(tpn("agenda", "MO-09", "-p", halden, "--today", "2026-11-10", "--json").out)
    titles = [line["title"] for line in made["lines"]]
    assert "Booking av lokaler: leie nå eller vente på regionen" in titles
    assert titles.count("Hovedansvarlig for leie av lokaler") == 1


def test_kept_numbers_stay_and_a_second_time_does_nothing(tpn: Tpn, halden: Path) -> None:
    without_agenda(halden, "MO-05")
    first = json.loads(tpn("agenda", "MO-05", "-p", halden, "--json").out)["lines"]
    assert "foreløpige" in tpn("agenda", "MO-05", "-p", halden).err
    assert "Numrene er faste" in tpn("agenda", "MO-05", "-p", halden, "--write").err
    text = (halden / "logs.yaml").read_text("utf-8")
    again = tpn("agenda", "MO-05", "-p", halden, "--write")
    assert "Numrene" not in again.err
    assert (halden / "logs.yaml").read_text("utf-8") == text
    kept = json.loads(tpn("agenda", "MO-05", "-p", halden, "--json").out)["lines"]
    assert [line["case"] for line in kept] == [line["case"] for line in first]
    assert tpn("check", "-p", halden).code == 0


def test_a_number_in_a_snapshot_is_not_used_again(tpn: Tpn, halden: Path) -> None:
    assert tpn("snapshot", "-p", halden).code == 0
    without_agenda(halden, "MO-05")
    made = json.loads(tpn("agenda", "MO-05", "-p", halden, "--json").out)
    assert made["lines"][0]["case"] == "22/26"


def test_the_invitation_asks_everybody_at_the_right_time(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "innkalling.ics"
    assert tpn("agenda", "MO-05", "-p", halden, "-o", file).code == 0
    read = read_ics(file.read_bytes())
    (event,) = read.all("VEVENT")
    assert read.value("METHOD") == "REQUEST"
    assert event.value("UID") == "3101-halden-mo-05@tpn"
    assert event.value("SUMMARY") == "Styringsgruppemøte 3: Tjenester på nett i Halden"
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20261020T130000", "20261020T141500")
    people = {value: given["PARTSTAT"] for name, given, value in event.properties if name == "ATTENDEE"}
    assert people["mailto:bente@example.no"] == "NEEDS-ACTION"
    assert people["mailto:kari@example.no"] == "ACCEPTED"
    assert "13:25 Sak 18/26 Booking av lokaler" in event.value("DESCRIPTION")


def test_whom_an_invitation_cannot_reach_is_said(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    about = halden / "project.yaml"
    about.write_text(about.read_text("utf-8").replace("email: bente@example.no", ""), "utf-8")
    done = tpn("agenda", "MO-05", "-p", halden, "-o", tmp_path / "innkalling.ics")
    assert (done.code, "Ikke med i innkallingen, uten e-postadresse: Bente" in done.err) == (0, True)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md"])
def test_every_format_is_written_and_the_same_twice(
    tpn: Tpn, halden: Path, tmp_path: Path, suffix: str
) -> None:
    files = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for file in files:
        assert tpn("agenda", "kickoff", "-p", halden, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_assessments_of_persons_do_not_go_out(tpn: Tpn, halden: Path) -> None:
    text = tpn("agenda", "kickoff", "-p", halden, "--format", "md").out.lower()
    assert "innflytelse" not in text
    assert "holdning" not in text


@pytest.mark.parametrize(
    ("words", "slug"),
    [(["K-01"], "not-a-meeting"), (["finnes-ikke"], "no-such-record"),
     (["kickoff", "--format", "docx"], "needs-output"), (["kickoff", "--format", "xlsx"], "no-such-format")],
)  # fmt: skip
def test_wrong_words_get_one_sentence(tpn: Tpn, halden: Path, words: list[str], slug: str) -> None:
    result = tpn("agenda", *words, "-p", halden)
    assert (result.code, slug in result.err, "Traceback" in result.err) == (2, True, False)


def test_a_municipalitys_own_template_is_used_and_its_fault_is_told(tpn: Tpn, halden: Path) -> None:
    without_agenda(halden, "MO-05")
    own = halden / "templates" / "agendas" / "steering.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        'start: "10:00"\naim: Vår\nitems:\n  - {minutes: 30, kind: other, title: Vår egen sak}\n', "utf-8"
    )
    assert "13:00  15/26  Vår egen sak" in tpn("agenda", "MO-05", "-p", halden).out
    own.write_text('start: "10:00"\naim: Vår\nitems:\n  - {minutes: 30, kind: tull, title: x}\n', "utf-8")
    result = tpn("agenda", "MO-05", "-p", halden)
    assert (result.code, "agenda-template-fault" in result.err) == (1, True)


def test_an_empty_project_has_a_kickoff_agenda(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    assert tpn("init", folder, "--name", "Ny", "--municipality", "Halden", "--services", "sfo").code == 0
    result = tpn("agenda", "kickoff", "-p", folder)
    assert result.code == 0
    assert "Hvorfor vi gjør dette" in result.out


@pytest.mark.parametrize("typed", ["steering", "styringsgruppemøte", "Styringsgruppemøte"])
def test_a_kind_of_meeting_means_the_next_of_that_kind(tpn: Tpn, halden: Path, typed: str) -> None:
    assert json.loads(tpn("agenda", typed, "-p", halden, "--json").out)["meeting"] == "MO-05"
    later = tpn("agenda", typed, "-p", halden, "--json", "--today", "2026-10-21")
    assert json.loads(later.out)["meeting"] == "MO-06"


def test_a_day_off_and_those_who_are_away_are_told(tpn: Tpn, halden: Path) -> None:
    edit(halden, "logs.yaml", "    date: 2026-10-20\n", "    date: 2026-11-14\n")
    edit(halden, "project.yaml", "from: 2026-11-09, to: 2026-11-13", "from: 2026-11-09, to: 2026-11-20")
    edit(halden, "logs.yaml", "      - {person: bente, reply: invited}\n", "      - {person: siv}\n")
    err = tpn("agenda", "MO-05", "-p", halden).err
    assert "14.11.2026 er ingen arbeidsdag" in err
    assert "Siv Dahl er borte den dagen" in err


def test_the_agendas_are_in_the_library(tpn: Tpn, halden: Path) -> None:
    assert "agendas" in tpn("library", "--json", "-p", halden).out
    assert tpn("library", "copy", "agendas/steering", "-p", halden).code == 0
    assert (halden / "templates" / "agendas" / "steering.yaml").is_file()


def test_an_agenda_that_outgrows_its_meeting_says_so(tpn: Tpn, halden: Path) -> None:
    assert "Tidene er kortet ned" not in tpn("agenda", "MO-06", "-p", halden).err
    assert tpn("set", "MO-06", "slutt=14:30", "-p", halden).code == 0
    said = tpn("agenda", "MO-06", "-p", halden).err
    assert "sakene trenger 150 minutter, men møtet er 90. Tidene er kortet ned med 60 minutter" in said


def test_somebody_who_has_a_case_and_is_not_invited_is_said_to_the_lead_and_on_the_paper(
    tpn: Tpn, halden: Path
) -> None:
    made = tpn("agenda", "MO-05", "-p", halden, "--format", "md")
    assert "Nils Aune har sak 20/26 og er ikke innkalt" in made.err
    assert "Møter i egne saker: Nils Aune." in made.out
    logs = halden / "logs.yaml"
    text = logs.read_text("utf-8")
    at = text.index("  - id: MO-05")
    invited = "      - {person: nils, reply: invited}\n"
    logs.write_text(
        text[:at] + text[at:].replace("    participants:\n", "    participants:\n" + invited, 1), "utf-8"
    )
    made = tpn("agenda", "MO-05", "-p", halden, "--format", "md")
    assert "Nils Aune har" not in made.err
    assert "egne saker" not in made.out
