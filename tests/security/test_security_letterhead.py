"""A letterhead and a template for presentations from a stranger: what they cannot do, part by part of the package."""

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest

from tests.conftest import Tpn

Parts = dict[str, bytes]
MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}
LOOKS = {"docx": "word/styles.xml", "pptx": "ppt/slideMasters/slideMaster1.xml"}
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = b'<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 30) for n in range(8)
)


def plain(kind: str) -> Parts:
    made = io.BytesIO()
    (docx.Document() if kind == "docx" else pptx.Presentation()).save(made)
    with zipfile.ZipFile(made) as package:
        return {name: package.read(name) for name in package.namelist()}


def relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def with_relation(parts: Parts, part: str, relation: str) -> Parts:
    rels = relations_of(part)
    none = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    new = parts.get(rels, none).replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    return {**parts, rels: new}


def with_macros(kind: str, *, honest: bool) -> Parts:
    """A macro project in the package; ``honest``: it says so in its type, as Office writes it."""
    folder = MAIN[kind].partition("/")[0]
    types = plain(kind)["[Content_Types].xml"].decode()
    if honest:
        for plain_type, real in (
            ("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"),
            ("openxmlformats-officedocument.presentationml.presentation", "ms-powerpoint.presentation.macroEnabled"),
        ):  # fmt: skip
            types = types.replace(
                f"application/vnd.{plain_type}.main+xml", f"application/vnd.{real}.main+xml"
            )
    kind_of = "application/vnd.ms-office.vbaProject"
    types = types.replace(
        "</Types>", f'<Override PartName="/{folder}/m.bin" ContentType="{kind_of}"/></Types>'
    )
    office = "http://schemas.microsoft.com/office/2006/relationships"
    said = f'<Relationship Id="rIdX" Type="{office}/vbaProject" Target="m.bin"/>'
    parts = with_relation(plain(kind), MAIN[kind], said)
    return {**parts, f"{folder}/m.bin": b"Sub AutoOpen()", "[Content_Types].xml": types.encode()}


def with_outside(kind: str, type_: str, target: str) -> Parts:
    said = f'<Relationship Id="rIdX" Type="{RELATION}/{type_}" Target="{target}" TargetMode="External"/>'
    return with_relation(plain(kind), MAIN[kind], said)


def with_type(kind: str, part: str, declared: bytes, *, wide: bool = False) -> Parts:
    parts = plain(kind)
    begin, end = parts[part].index(b"?>") + 2, parts[part].rindex(b"</")
    said = b"".join((declared, parts[part][begin:end], b"<w>&i;</w>", parts[part][end:]))
    return {
        **parts,
        part: ("\ufeff" + said.decode()).encode("utf-16-le") if wide else parts[part][:begin] + said,
    }


def grown(kind: str, inside: bytes) -> Parts:
    parts, part = plain(kind), LOOKS[kind]
    end = parts[part].rindex(b"</")
    return {**parts, part: parts[part][:end] + inside + parts[part][end:]}


def attacks(kind: str) -> dict[str, Callable[[], Parts]]:
    main, looks = MAIN[kind], LOOKS[kind]
    elsewhere = b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
    return {
        "macros": lambda: with_macros(kind, honest=True),
        "macros under another name": lambda: with_macros(kind, honest=False),
        "a control that runs": lambda: {**plain(kind), "word/activeX/activeX1.xml": b"<ax/>"},
        "an entity that grows, in the text": lambda: with_type(kind, main, b"<!DOCTYPE x [" + LAUGHS + b"]>"),
        "an entity that grows, in the looks": lambda: with_type(
            kind, looks, b"<!DOCTYPE x [" + LAUGHS + b"]>"
        ),
        "a file of the user's": lambda: with_type(kind, main, elsewhere),
        "a file of the user's, in two bytes a letter": lambda: with_type(kind, looks, elsewhere, wide=True),
        "a type elsewhere": lambda: with_type(kind, looks, b'<!DOCTYPE x SYSTEM "http://example.no/x.dtd">'),
        "depth without end": lambda: grown(kind, b"<a>" * 200_000 + b"</a>" * 200_000),
        "a part that bursts": lambda: {**plain(kind), "word/media/a.png": b" " * 8_000_000},
        "parts without end": lambda: {
            **plain(kind),
            **{f"word/a{number}.xml": b"<a/>" for number in range(5_001)},
        },
        "no types": lambda: {
            name: data for name, data in plain(kind).items() if name != "[Content_Types].xml"
        },
        "no text": lambda: {**plain(kind), main: b""},
    }


CASES = [(kind, name) for kind in MAIN for name in attacks(kind)]
FILE = {"docx": "letterhead.docx", "pptx": "slides.pptx"}
LINE = {"docx": ("status",), "pptx": ("slides", "kickoff")}


def made_on(tpn: Tpn, halden: Path, kind: str, parts: Parts) -> tuple[int, str, Path]:
    own, out = halden / "templates" / FILE[kind], halden.parent / f"ut.{kind}"
    own.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    said = tpn(*LINE[kind], "-p", halden, "-o", out)
    return said.code, said.err, out


@pytest.mark.sampled(every=5)
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_letterhead_that_does_something_is_not_taken(tpn: Tpn, halden: Path, kind: str, name: str) -> None:
    code, told, out = made_on(tpn, halden, kind, attacks(kind)[name]())
    slug = "letterhead-unreadable" if kind == "docx" else "slides-template-unreadable"
    assert (code, f"[{slug}]" in told, out.exists()) == (1, True, False), told


OUTSIDE = {
    "a picture of the user's": ("image", "file://{secret}"),
    "an object on a share": ("oleObject", "file://///example.no/share/x.doc"),
    "a frame of the web": ("frame", "http://example.no/"),
}


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("kind", MAIN)
def test_what_a_letterhead_links_to_is_not_fetched(
    tpn: Tpn, halden: Path, tmp_path: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*asked: object) -> None:
        raise AssertionError(asked)

    for one in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, one, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("IKKE-TIL-DEG", "utf-8")
    type_, target = OUTSIDE[name]
    code, told, out = made_on(tpn, halden, kind, with_outside(kind, type_, target.format(secret=secret)))
    assert (code, out.exists()) == (0, True), told
    with zipfile.ZipFile(out) as package:
        held = b"".join(map(package.read, package.namelist()))
    assert b"IKKE-TIL-DEG" not in held


def test_a_template_that_word_would_fetch_is_left_behind(tpn: Tpn, halden: Path) -> None:
    parts, settings = plain("docx"), "word/settings.xml"
    end = parts[settings].rindex(b"</")
    said = b'<w:attachedTemplate xmlns:r="' + RELATION.encode() + b'" r:id="rIdX"/>'
    parts[settings] = parts[settings][:end] + said + parts[settings][end:]
    target = 'Target="http://example.no/ond.dotm" TargetMode="External"'
    relation = f'<Relationship Id="rIdX" Type="{RELATION}/attachedTemplate" {target}/>'
    code, told, out = made_on(tpn, halden, "docx", with_relation(parts, settings, relation))
    assert code == 0, told
    with zipfile.ZipFile(out) as package:
        held = b"".join(map(package.read, package.namelist()))
    assert (b"ond.dotm" in held, b"attachedTemplate" in held) == (False, False)


def test_no_part_of_a_letterhead_is_unpacked_beside_it(tpn: Tpn, halden: Path) -> None:
    before = {path for path in halden.parent.rglob("*") if path.is_file()}
    parts = {
        **plain("docx"),
        "../../ut.txt": b"x",
        str(halden.parent / "ut2.txt"): b"x",
        "..\\..\\ut3.txt": b"x",
    }
    code, told, out = made_on(tpn, halden, "docx", parts)
    assert code == 0, told
    new = {path for path in halden.parent.rglob("*") if path.is_file()} - before
    assert {path.name for path in new} <= {
        out.name,
        "letterhead.docx",
        ".outputs",
        ".lock",
        ".gitignore",
        ".gitattributes",
    }
