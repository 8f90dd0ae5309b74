"""``tpn move``: a Tuesday's work moves the plan; only a decision of those who agreed it moves what is agreed."""

import json
from datetime import date
from pathlib import Path

from tests.cli.generated_projects import bytes_of
from tests.conftest import Tpn
from tpn.history.agreements import baseline
from tpn.history.log import entries
from tpn.model import load

TODAY = date(2026, 10, 5)


def agreed(folder: Path, key: str) -> list[date]:
    found = baseline(folder, TODAY)
    assert found is not None
    return [one.to for one in found.trail[key]]


def decision(tpn: Tpn, folder: Path, *words: str) -> str:
    tpn("add", "beslutning", "tittel=Ny dato", "vedtatt=05.10.2026", "-p", folder)
    tpn("set", "B-08", "utfall=Ja", *words, "-p", folder)
    return "B-08"


def test_why_a_date_moved_stands_in_its_history_and_in_no_note(tpn: Tpn, halden: Path) -> None:
    note = b"Skjemahuset m"
    result = tpn("move", "A-10", "16.10.2026", "--reason", "Per er syk", "--write", "-p", halden)
    assert result.code == 0
    text = bytes_of(halden)["4-procurement.yaml"]
    assert note in text
    assert b"Per er syk" not in text
    assert "Per er syk" in entries(halden)[-1].command


def test_a_move_past_what_is_agreed_says_so_and_how_much_of_the_tolerance_it_uses(
    tpn: Tpn, halden: Path
) -> None:
    result = tpn("move", "A-13", "06.11.2026", "--reason", "Sen", "-p", halden)
    told = " ".join((result.out + result.err).split())
    assert "Avtalt 15.10.2026 står for Kontrakt om skjemaløsning signert" in told
    assert "Parkeringstillatelse for forflytningshemmede blir 15 arbeidsdager etter" in told
    assert agreed(halden, "A-13") == [date(2026, 10, 15)]


def test_a_decided_move_agrees_its_own_date_and_those_that_it_alone_moves(tpn: Tpn, tmp_path: Path) -> None:
    folder = chain(tmp_path)
    assert tpn("snapshot", "--agreed", "plan", "-p", folder).code == 0
    tpn("move", "K-03", "14.12.2026", "--reason", "Før", "--write", "-p", folder)  # late for another reason
    name = "B-01"
    assert (
        tpn("move", "K-01", "23.10.2026", "--reason", "Sen", "--decision", name, "--write", "-p", folder).code
        == 0
    )
    assert agreed(folder, "K-01") == [date(2026, 10, 16), date(2026, 10, 23)]
    assert agreed(folder, "K-02") == [date(2026, 10, 23), date(2026, 10, 30)]
    assert agreed(folder, "K-03") == [date(2026, 12, 1)]


def test_the_log_and_the_page_of_a_record_tell_how_its_agreed_date_moved(tpn: Tpn, halden: Path) -> None:
    """By the name of the service and of its going live alike, also where nothing else was written of it."""
    words = ("--reason", "Sen", "--decision", decision(tpn, halden), "--write", "-p", halden)
    assert "Avtalt over tid" not in tpn("log", "barnehage", "-p", halden).out
    live = next(
        a for _, a in load(halden).sound().activities if a.service == "barnehage" and a.kind == "go_live"
    )
    assert tpn("move", live.id, "09.11.2026", *words).code == 0
    for line in (("log", "barnehage"), ("log", live.id), ("show", "barnehage"), ("show", live.id)):
        said = tpn(*line, "-p", halden).out
        assert "09.11.2026 avtalt 05.10.2026 B-08" in " ".join(said.partition("Avtalt over tid")[2].split())
        assert "Ingen skriving" not in said
    facts = json.loads(tpn("log", "barnehage", "-p", halden, "--json").out)
    assert [one["to"] for one in facts["agreed"]][-1] == "2026-11-09"


def test_alone_moves_only_what_is_agreed_of_the_record_itself(tpn: Tpn, tmp_path: Path) -> None:
    folder = chain(tmp_path)
    tpn("snapshot", "--agreed", "plan", "-p", folder)
    words = ("--reason", "Sen", "--decision", "B-01", "--alone", "--write", "-p", folder)
    assert tpn("move", "K-01", "23.10.2026", *words).code == 0
    assert len(agreed(folder, "K-01")) == 2
    assert len(agreed(folder, "K-02")) == 1


def test_a_decision_of_one_body_does_not_move_what_another_agreed(tpn: Tpn, halden: Path) -> None:
    tpn("add", "organ", "id=formannskapet", "navn=Formannskapet", "-p", halden)
    tpn("set", "A-13", "avtales av=formannskapet", "-p", halden)
    name = decision(tpn, halden)
    words = ("move", "A-13", "06.11.2026", "--reason", "Sen", "--decision", name, "--write", "-p", halden)
    refused = tpn(*words)
    assert (refused.code, "agreed-by-another" in refused.err) == (1, True)
    tpn("set", name, "besluttes av=formannskapet", "-p", halden)
    assert tpn(*words).code == 0
    found = baseline(halden, TODAY)
    assert found is not None
    assert (found.trail["A-13"][-1].body, found.trail["A-13"][-1].to) == ("formannskapet", date(2026, 11, 6))


def test_a_launch_and_its_going_live_are_moved_as_one_date(tpn: Tpn, halden: Path) -> None:
    tpn("move", "sfo", "15.02.2027", "--reason", "Sen", "--write", "-p", halden)
    assert "two-launches" not in tpn("check", "-p", halden).out
    assert b"launch: 2027-02-15" in bytes_of(halden)["project.yaml"]


def chain(tmp_path: Path) -> Path:
    folder = tmp_path / "kjede"
    folder.mkdir()
    (folder / "project.yaml").write_text(
        "project: {format: 1, id: kjede, name: Kjede, start: 2026-10-05}\n"
        "kickoff:\n"
        "  activities:\n"
        "    - {id: K-01, title: Valgt, milestone: true, due: 2026-10-16}\n"
        "    - {id: A, title: Arbeid, duration: 5d, after: [K-01]}\n"
        "    - {id: K-02, title: Ferdig, milestone: true, after: [A]}\n"
        "    - {id: K-03, title: Annet, milestone: true, due: 2026-12-01}\n"
        "decisions:\n"
        "  - {id: B-01, title: Ny dato, decided: 2026-10-05, outcome: Ja}\n",
        "utf-8",
    )
    return folder


def test_a_day_is_typed_as_it_is_said_in_every_verb_that_takes_one(tpn: Tpn, halden: Path) -> None:
    """«fredag», «om to uker»: the same day everywhere, and it is told which; «neste mandag» may be two."""
    for typed, day in (("fredag", "09.10.2026"), ("om to uker", "19.10.2026"), ("i morgen", "06.10.2026")):
        for line in (
            ("set", "K-12", f"frist={typed}"),
            ("move", "K-12", typed, "--reason", "x"),
            ("add", "B-05/actions", "hva=x", f"frist={typed}"),
            ("handover", "Per", "--to", "Liv", "--until", typed),
            ("replan", "--set", f"K-12={typed}"),
        ):
            told = tpn(*line, "--preview", "-p", halden)
            assert f"«{typed}» er {day}" in told.out + told.err, (line, told.err)
    assert "[date-unreadable]" in tpn("set", "K-12", "frist=neste mandag", "-p", halden).err


def test_a_launch_that_cannot_be_on_its_new_day_says_what_holds_it(tpn: Tpn, halden: Path) -> None:
    told = " ".join(
        tpn("move", "sfo", "19.10.2026", "--reason", "Vi vil tidligere", "-p", halden).out.split()
    )
    assert "19.10.2026 holder ikke slik planen er nå: det ventes" in told
    assert "må-punkter er åpne: tpn gate sfo" in told
    assert "holder ikke" not in tpn("move", "sfo", "01.03.2027", "--reason", "Senere", "-p", halden).out
