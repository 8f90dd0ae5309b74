"""``tpn person``: all that is held about somebody, wherever it stands."""

import json
from pathlib import Path

from tests.conftest import Tpn


def places(tpn: Tpn, project: Path, name: str) -> list[dict[str, object]]:
    result = tpn("person", name, "-p", project, "--json")
    assert result.code == 0, result.err
    found: list[dict[str, object]] = json.loads(result.out)["places"]
    return found


def test_the_record_and_every_place_are_told_with_file_and_line(tpn: Tpn, halden: Path) -> None:
    result = tpn("person", "Kari", "-p", halden)

    assert result.out.startswith("Kari Holm (kari)\n")
    assert "Initialer      KH\n" in result.out
    assert "E-post         kari@example.no\n" in result.out
    line = next(
        number
        for number, text in enumerate((halden / "project.yaml").read_text("utf-8").split("\n"), 1)
        if "name: Kari Holm" in text
    )
    assert {"project.yaml", line, "name"} <= {
        value
        for one in places(tpn, halden, "Kari")
        if one["line"] == line
        for value in (one["file"], one["line"], one["by"])
    }


def test_every_part_of_the_memory_is_looked_through(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "K-12", "merknad=Ring Kari Holm", "-p", halden).code == 0
    tpn("export", "--each-responsible", halden.parent / "runde", "-p", halden)
    tpn("report", "--publish", "-p", halden)
    (halden / "history" / "meetings").mkdir(exist_ok=True)
    (halden / "history" / "meetings" / "MO-05.jsonl").write_text(
        '{"at": "1", "said": "note", "text": "Kari Holm sa ja"}\n', "utf-8"
    )
    (halden / "notat.txt").write_text("Kari Holm", "utf-8")

    areas = {one["area"] for one in places(tpn, halden, "kari")}

    assert areas >= {"project", "snapshots", "journal", "log", "rounds", "reports", "meetings", "other"}


def test_somebody_outside_the_project_is_found_by_the_whole_name(tpn: Tpn, halden: Path) -> None:
    (halden / "notat.txt").write_text(
        "Snakket med\nTrude Ås, som er innleid. Trude Åsheim er en annen.\n", "utf-8"
    )

    found = places(tpn, halden, "Trude Ås")

    assert [(one["file"], one["line"], one["by"]) for one in found] == [("notat.txt", 2, "name")]
    assert tpn("person", "Trude", "-p", halden).code == 2


def test_of_nobody_nothing_is_held(tpn: Tpn, halden: Path) -> None:
    assert "Ingenting er lagret" in tpn("person", "Nina Uten", "-p", halden).out


def test_an_id_inside_another_word_or_an_address_is_not_the_person(tpn: Tpn, halden: Path) -> None:
    (halden / "notat.txt").write_text("kari-2 karin xkari kari.no @kari\n", "utf-8")

    assert not [one for one in places(tpn, halden, "kari") if one["file"] == "notat.txt"]
