"""A document as PDF, and a picture as PNG: by typst, with the font that comes along, alike on every machine."""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from tpn.library import data_dir, find
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.paper import Paper
from tpn.reports.small_markdown import (
    Blank,
    Block,
    Break,
    Heading,
    Inline,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    TextTable,
)
from tpn.reports.table_widths import is_dense, shares
from tpn.texts import Words

_TEMPLATE = "reports/paper.typ"
_PICTURE = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Source Sans Pro")
#image(bytes(sys.inputs.svg), format: "svg")
"""


def pdf(paper: Paper, words: Words) -> bytes:
    """The whole document; its looks are ``templates/reports/paper.typ``, the project's own first.

    Raises:
        Stop: the project's own template has a fault.
    """
    facts = {
        "title": paper.title, "unit": paper.unit, "author": paper.author, "language": paper.language,
        "made": [paper.made.year, paper.made.month, paper.made.day],
        "page": words("document.page", page="\x01", pages="\x02"),
        "blocks": [_block(block, paper) for block in paper.blocks],
    }  # fmt: skip
    made = datetime.combine(paper.made, time(12), UTC)
    said = {"data": json.dumps(facts)}
    return _accessible(_template(words.folder), said, timestamp=int(made.timestamp()))


def _accessible(template: Path, inputs: dict[str, str], **said: Any) -> bytes:
    """A PDF that can be read by ear as well (PDF/UA); where the headings do not allow that, a plain one.

    Raises:
        Stop: the project's own template has a fault.
    """
    from typst import TypstError  # noqa: PLC0415 - as the library below

    text = template.read_bytes()
    try:
        return _compiled(text, inputs, format="pdf", pdf_standards=["ua-1"], **said)
    except TypstError:
        pass
    try:
        return _compiled(text, inputs, format="pdf", **said)
    except TypstError:
        if template.is_relative_to(data_dir("templates")):
            raise
        raise Stop(Problem("template-fails", FilePlace(str(template)))) from None


def _template(folder: Path | None) -> Path:
    found = find(_TEMPLATE, folder)
    if found is None:
        raise FileNotFoundError(_TEMPLATE)
    return found


def png(svg: str, ppi: int = 220) -> bytes:
    """A picture in points, for what cannot show SVG."""
    return _compiled(_PICTURE.encode(), {"svg": svg}, format="png", ppi=float(ppi))


def _compiled(template: bytes, inputs: dict[str, str], **said: Any) -> bytes:
    import typst  # noqa: PLC0415 - 80 MB of library, only where a PDF or a picture is asked for

    return bytes(typst.compile(template, font_paths=[str(_fonts())], ignore_system_fonts=True,
                               sys_inputs=inputs, **said))  # fmt: skip


def _fonts() -> Path:
    return data_dir("templates") / "fonts"


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _inline(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _inline(text)}
        case Items(items, start):
            return {
                "kind": "items",
                "start": start,
                "items": [[_block(b, paper) for b in one] for one in items],
            }
        case TextTable(head, rows, align):
            return {"kind": "table", "align": align, "head": [_inline(cell) for cell in head],
                    "rows": [[_inline(cell) for cell in row] for row in rows], "shares": shares(block),
                    "dense": is_dense(block)}  # fmt: skip
        case Note(blocks):
            return {"kind": "note", "blocks": [_block(b, paper) for b in blocks]}
        case Picture(name, alt):
            return {"kind": "picture", "svg": paper.pictures[name], "alt": alt, "wide": paper.is_wide(name)}
        case NewPage():
            return {"kind": "page"}
        case Blank():
            return {"kind": "blank"}


def _inline(text: Inline) -> list[dict[str, Any]]:
    return [
        {"line": True}
        if isinstance(one, Break)
        else {"text": one.text, "strong": one.strong, "em": one.emphasis}
        for one in text
    ]
