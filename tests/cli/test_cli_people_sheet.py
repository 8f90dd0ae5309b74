"""A new project has roles; the sheet of people puts names to them, and new people come in below."""

from pathlib import Path

import openpyxl

from tests.conftest import Tpn


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
