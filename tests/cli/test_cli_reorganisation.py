"""A reorganisation by one sheet: units, leaders, roles and work for many at once, out and home."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.generated_projects import bytes_of
from tests.conftest import Tpn
from tpn.model import load
from tpn.model.project import Project


def the_sheet(tpn: Tpn, folder: Path, written: dict[tuple[str, str, str], str]) -> Path:
    """The sheet with texts written by tab, row and head of the column."""
    path = folder.parent / "omorganisering.xlsx"
    assert tpn("handover", "-o", path, "--force", "-p", folder).code == 0
    book = openpyxl.load_workbook(path)
    for (tab, row, head), text in written.items():
        sheet = book[tab]
        column = next(cell.column for cell in sheet[4] if cell.value == head)
        at = next(
            one[0].row for one in sheet.iter_rows(min_row=5, max_col=2) if row in {one[0].value, one[1].value}
        )
        sheet.cell(int(str(at)), int(str(column))).value = text
    book.save(path)
    return path


def project(folder: Path) -> Project:
    found = load(folder).project
    assert found is not None
    return found


def test_a_unit_gets_a_new_name_and_a_new_leader_and_one_goes_elsewhere(tpn: Tpn, halden: Path) -> None:
    was = project(halden)
    unit = next(one for one in was.people if one.id == "eva").unit
    moved = [one.id for one in was.people if one.unit == unit]
    owned = [one.id for one in was.services if one.owner == "eva"]
    assert (len(moved) > 1, bool(owned)) == (True, True)
    written = {
        ("Enheter", str(unit), "Ny enhet"): "Oppvekst og kultur",
        ("Enheter", str(unit), "Ny leder"): "Liv",
        ("Personer", "nils", "Ny enhet"): "Stab",
        ("Personer", "nils", "Nye roller"): "Referansegruppe, IT",
        ("Personer", "nils", "Arbeidet går til"): "Ola Nordmann",
    }
    path, before = the_sheet(tpn, halden, written), bytes_of(halden)
    seen = tpn("import", path, "-p", halden)
    assert (seen.code, bytes_of(halden)) == (0, before)
    assert f"Eva Berg: Enhet {unit} → Oppvekst og kultur" in seen.out
    assert "går fra Eva Berg til Liv Sand:" in seen.out

    told = json.loads(tpn("import", path, "--write", "--json", "-p", halden).out)
    assert told["written"] is True
    now = project(halden)
    assert {now.person[one].unit for one in moved if one != "nils"} == {"Oppvekst og kultur"}
    assert now.person["nils"].unit == "Stab"
    assert [str(one) for one in now.person["nils"].roles] == ["reference_group", "it"]
    assert {now.service[one].owner for one in owned} == {"liv"}
    assert "process_owner" in now.person["liv"].roles
    assert not [
        a.id for _, a in now.activities if "nils" in a.responsible and a.status not in {"done", "cancelled"}
    ]
    assert tpn("check", "-p", halden).code == 0

    again = tpn("import", path, "--write", "-p", halden)
    assert (again.code, "Ingenting er endret i arket" in again.err) == (0, True)
    tpn("undo", "--write", "-p", halden)
    assert bytes_of(halden) == before


def test_two_may_change_places_in_one_sheet(tpn: Tpn, halden: Path) -> None:
    def has(person: str) -> set[str]:
        return {
            a.id
            for _, a in project(halden).activities
            if a.responsible == (person,) and a.status == "not_started"
        }

    eva, nils = has("eva"), has("nils")
    assert eva
    assert nils
    written = {
        ("Personer", "eva", "Arbeidet går til"): "nils",
        ("Personer", "nils", "Arbeidet går til"): "eva",
    }
    assert tpn("import", the_sheet(tpn, halden, written), "--write", "-p", halden).code == 0
    assert (has("eva"), has("nils")) == (nils, eva)


@pytest.mark.parametrize("suffix", [".ods", ".xlsx"])
def test_an_untouched_sheet_changes_nothing(tpn: Tpn, halden: Path, suffix: str) -> None:
    path = halden.parent / f"ark{suffix}"
    assert tpn("handover", "-o", path, "-p", halden).code == 0
    told = tpn("import", path, "--write", "-p", halden)
    assert (told.code, "Ingenting er endret i arket" in told.err) == (0, True)


def test_what_cannot_be_taken_is_told_at_its_cell_and_the_rest_is(tpn: Tpn, halden: Path) -> None:
    written = {
        ("Personer", "nils", "Nye roller"): "Direktør for alt",
        ("Personer", "eva", "Ny enhet"): "Stab",
        ("Personer", "liv", "Arbeidet går til"): "Ingen Sliknavn",
        ("Personer", "per", "Ny enhet"): "Plan",
    }
    path = the_sheet(tpn, halden, written)
    assert tpn("set", "eva", "enhet=Noe annet", "-p", halden).code == 0
    told = tpn("import", path, "--write", "-p", halden)
    assert told.code == 1
    for slug in ("not-a-choice", "unknown-person", "reorganised-since"):
        assert f"[{slug}]" in told.err
    assert told.err.count("Personer!") >= 3
    now = project(halden)
    assert (now.person["per"].unit, now.person["eva"].unit) == ("Plan", "Noe annet")


def test_the_sheet_of_another_project_is_refused(tpn: Tpn, halden: Path, sandnes: Path) -> None:
    path = the_sheet(tpn, halden, {})
    told = tpn("import", path, "-p", sandnes)
    assert (told.code, "[reorganisation-not-here]" in told.err) == (2, True)


def test_a_sheet_whose_only_change_cannot_be_taken_is_not_said_to_have_none(tpn: Tpn, halden: Path) -> None:
    unit = str(next(one for one in project(halden).people if one.id == "eva").unit)
    path = the_sheet(tpn, halden, {("Enheter", unit, "Ny leder"): "Ukjent Person"})
    before = bytes_of(halden)
    back = tpn("import", path, "--write", "-p", halden)
    assert back.code == 1
    assert "unknown-person" in back.err
    assert "Ingenting er endret" not in back.out + back.err
    assert bytes_of(halden) == before


def add_people(path: Path, *rows: dict[str, str]) -> Path:
    """Rows below the table of people, by the heads of the columns."""
    book = openpyxl.load_workbook(path)
    sheet = book["Personer"]
    heads = {str(cell.value): at for at, cell in enumerate(sheet[4], 1)}
    last = max(row[0].row for row in sheet.iter_rows(min_row=5) if row[0].value)
    for number, row in enumerate(rows, last + 1):
        for head, text in row.items():
            cell = sheet.cell(number, heads[head])
            assert not cell.protection.locked, head
            cell.value = text
    book.save(path)
    return path


def test_somebody_new_is_written_under_the_people_and_may_lead_a_unit_at_once(tpn: Tpn, halden: Path) -> None:
    was = project(halden)
    unit = str(next(one for one in was.people if one.id == "eva").unit)
    owned = [one.id for one in was.services if one.owner == "eva"]
    path = the_sheet(tpn, halden, {("Enheter", unit, "Ny leder"): "Ragna Vold"})
    add_people(
        path,
        {"Navn": "Ragna Vold", "Ny enhet": unit, "Nye roller": "Prosesseier"},
        {"Navn": "Per Ås", "Ny enhet": "Stab"},
        {"Nye roller": "IT"},
    )
    before = bytes_of(halden)
    seen = tpn("import", path, "-p", halden)
    assert "Ny i prosjektet: Ragna Vold" in seen.out
    assert "[person-without-name]" in seen.err
    assert bytes_of(halden) == before
    tpn("import", path, "--write", "-p", halden)
    now = project(halden)
    assert (now.person["ragna"].unit, "process_owner" in now.person["ragna"].roles) == (unit, True)
    assert {now.service[one].owner for one in owned} == {"ragna"}
    assert [one.unit for one in now.people if one.name == "Per Ås"] == ["Stab"]
    assert tpn("check", "-p", halden).code == 0
    tpn("import", path, "--write", "-p", halden)
    assert project(halden).people == now.people  # who is there already is that one


def test_whoever_has_nothing_open_is_said_to_have_nothing(tpn: Tpn, halden: Path) -> None:
    tpn("add", "person", "navn=Rut Dal", "enhet=Stab", "-p", halden)
    path = the_sheet(tpn, halden, {("Personer", "Rut Dal", "Arbeidet går til"): "Liv"})
    told = tpn("import", path, "-p", halden).out
    assert "Rut Dal har ikke noe åpent som går til Liv Sand" in " ".join(told.split())


def test_what_is_open_is_as_many_as_the_list_of_people_says(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    people = json.loads(tpn("list", "personer", "--json", "-p", halden).out)["records"]
    listed = {one["fields"]["name"]: one["open"] for one in people}
    assert tpn("handover", "-o", tmp_path / "o.xlsx", "-p", halden).code == 0
    found = {}
    for tab in openpyxl.load_workbook(tmp_path / "o.xlsx"):
        heads: tuple[object, ...] = ()
        for row in tab.iter_rows(values_only=True):
            if "Åpne oppgaver" in row:
                heads = row
            elif heads and (name := dict(zip(heads, row, strict=False)).get("Navn")) in listed:
                found[name] = dict(zip(heads, row, strict=False))["Åpne oppgaver"] or 0
    assert found == listed
