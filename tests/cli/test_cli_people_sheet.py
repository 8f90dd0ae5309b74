"""A new project has roles; the sheet of people puts names to them, and new people come in below."""

from pathlib import Path

import openpyxl

from tests.conftest import Tpn
from tpn.model import load


def test_names_are_put_to_the_roles_and_new_people_come_in(tpn: Tpn, tmp_path: Path) -> None:
    folder, target = tmp_path / "nytt", tmp_path / "personer.xlsx"
    tpn(
        "init",
        folder,
        "--municipality",
        "Stjørdal",
        "--services",
        "sfo",
        "--start",
        "17.08.2026",
        "--lang",
        "nb",
    )
    assert tpn("export", "-p", folder, "--style", "people", "-o", target).code == 0
    book = openpyxl.load_workbook(target)
    sheet = book["Personer"]
    rows = {row[0].value: int(row[0].row) for row in sheet.iter_rows(max_col=1) if row[0].value}
    sheet.cell(rows["prosjekteier"], 2).value = "Anne Sæther"
    below = max(rows.values()) + 1
    for at, (name, roles) in enumerate(
        (("Marit Foss", "Fagperson, Referansegruppe"), ("Marit Wold", "Økonomi"))
    ):
        sheet.cell(below + at, 2).value = name
        sheet.cell(below + at, 4).value = roles
    book.save(target)

    assert tpn("import", "-p", folder, target, "--write").code == 0
    assert tpn("check", "-p", folder).code == 0
    written = (folder / "project.yaml").read_text("utf-8")
    assert "owner: prosjekteier" in written, "the id stays, and with it all that the role carries"
    assert "{id: prosjekteier, name: Anne Sæther," in written
    for name in ("marit", "marit-wold"):
        assert f"id: {name}\n" in written, "a new person is called by the name"


def _new_project(tpn: Tpn, folder: Path) -> None:
    words = ("--municipality", "Stjørdal", "--services", "barnehageplass,sfo", "--start", "17.08.2026")
    assert tpn("init", folder, *words, "--lang", "nb").code == 0


def _names_in_the_sheet(tpn: Tpn, folder: Path, target: Path, names: dict[str, str]) -> None:
    """The sheet of people as it comes home, with names put to some of the rows."""
    assert tpn("export", "-p", folder, "--style", "people", "-o", target).code == 0
    book = openpyxl.load_workbook(target)
    sheet = book["Personer"]
    rows = {row[0].value: int(row[0].row) for row in sheet.iter_rows(max_col=1) if row[0].value}
    for person, name in names.items():
        sheet.cell(rows[person], 2).value = name
    book.save(target)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


def test_one_name_on_two_roles_is_one_person_with_the_roles_of_both(tpn: Tpn, tmp_path: Path) -> None:
    folder, target = tmp_path / "nytt", tmp_path / "personer.xlsx"
    _new_project(tpn, folder)
    before = _files(folder)
    doubles = {
        "prosjektleder": "Jon Strand",
        "ansvarlig-sfo": "Jon Strand",
        "it-ansvarlig": "Kjell Ness",
        "arkivansvarlig": "Kjell  Ness",
    }
    _names_in_the_sheet(tpn, folder, target, doubles)

    seen = tpn("import", "-p", folder, target)
    assert "Jon Strand er én person: ansvarlig-sfo går inn i prosjektleder" in seen.out
    assert _files(folder) == before, "what is only looked at writes nothing"
    assert tpn("import", "-p", folder, target, "--write").code == 0

    people = load(folder).sound().people
    roles = {person.id: {role.value for role in person.roles} for person in people}
    assert [name for name in doubles if name in roles] == ["prosjektleder", "it-ansvarlig"]
    assert roles["prosjektleder"] == {
        "project_lead",
        "project_group",
        "benefits",
        "main_responsible",
        "subject_staff",
    }
    assert roles["it-ansvarlig"] == {"it", "security", "project_group", "records"}
    files = _files(folder)
    for gone in ("ansvarlig-sfo", "arkivansvarlig"):
        assert not any(gone.encode() in text for text in files.values()), "every pointer follows"
    assert "person-twice" not in tpn("check", "-p", folder).out

    again = tpn("import", "-p", folder, target, "--write")
    assert _files(folder) == files, f"a sheet that comes home twice says the same: {again.out}"
    assert tpn("undo", "--write", "-p", folder).code == 0
    assert _files(folder) == before


def test_two_people_of_one_name_are_told_apart_by_their_addresses(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "nytt"
    _new_project(tpn, folder)
    assert tpn("set", "it-ansvarlig", "navn=Jon Strand", "e-post=jon@example.no", "-p", folder).code == 0
    doubled = tpn("add", "person", "navn=jon strand", "-p", folder)
    assert (doubled.code, "[person-twice]" in doubled.err) == (1, True)
    assert "tpn remove" in doubled.err
    assert tpn("add", "person", "navn=Jon Strand", "e-post=jon.strand@example.no", "-p", folder).code == 0
    assert "person-twice" not in tpn("check", "-p", folder).out


def test_check_asks_about_one_name_or_one_address_on_two_people(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n"
        "people:\n"
        "  - {id: a, name: Jon Strand}\n"
        "  - {id: b, name: Jon Strand}\n"
        "  - {id: c, name: Leder, email: post@example.no}\n"
        "  - {id: d, name: Leder, email: Post@example.no}\n",
        "utf-8",
    )
    told = tpn("check", "-p", tmp_path).out
    assert "tpn remove b --replace-by a --write" in told
    assert "tpn remove d --replace-by c --write" in told
    assert tpn("remove", "b", "--replace-by", "a", "--write", "-p", tmp_path).code == 0
    assert "Jon Strand" not in tpn("check", "-p", tmp_path).out


TWICE = (
    "Navn;E-post;Rolle",
    "Grete Moen;grete@example.no;Fagperson",
    "Grete Moen;;IT",
    "Per Ås;per.as@example.no;IT",
    "Per Ås;per2@example.no;IT",
    "Liv Sand;;Fagperson",
)


def test_a_name_in_two_rows_of_a_list_of_others_is_one_person_unless_the_addresses_tell_them_apart(
    tpn: Tpn, halden: Path
) -> None:
    path = halden.parent / "folk.csv"
    path.write_text("\n".join(TWICE) + "\n", "utf-8-sig")
    seen = tpn("import", path, "-p", halden)
    assert "Grete Moen er én person" in seen.out
    assert "ukjent" not in seen.out
    assert tpn("import", path, "--write", "-p", halden).code == 0
    project = load(halden).project
    assert project is not None
    named = {name: [one for one in project.people if one.name == name] for name in ("Grete Moen", "Per Ås")}
    assert [[str(role) for role in one.roles] for one in named["Grete Moen"]] == [["subject_staff", "it"]]
    assert [one.email for one in named["Per Ås"]] == ["per.as@example.no", "per2@example.no"]
    assert "person-twice" not in tpn("check", "-p", halden).err
    assert "Grete" not in tpn("import", path, "-p", halden).out, (
        "the list comes home again, and nothing is new"
    )
