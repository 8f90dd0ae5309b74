"""A document as PDF, and a picture as PNG: by typst, with the font that comes along, alike on every machine."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from tpn.library import data_dir, find
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.blocks import (
    Blank,
    Block,
    Break,
    Columns,
    Framed,
    Heading,
    Inline,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    TextTable,
)
from tpn.reports.fill_template import OUT_OF_BOUNDS
from tpn.reports.paper import Paper
from tpn.reports.table_widths import (
    LINES_TOGETHER,
    SHORT_TABLE,
    TABLE_TOGETHER,
    is_dense,
    lines_of,
    rows_that_break,
    shares,
)
from tpn.source.child import TooSlow, run_child
from tpn.source.inside import leads_out
from tpn.texts import Words
from tpn.texts.formats import unbroken

SECONDS = 60.0
"""A project's own looks may take so long; tpn's own need one or two for a long document."""
REPORT_ROOM = 130
"""How much a line of a report holds, where another document holds 100: wider lines, smaller letters."""
SMALLER_ROOM = 117
"""The same in the smaller letters of a table that is crowded; where even these do not do, words are hyphenated."""
_LETTERS = 80
"""Letters of a line in a note or a frame, at the least."""
_BESIDE = frozenset({".typ", ".svg", ".png", ".jpg", ".jpeg"})
_MOST_BESIDE = 10 * 1024 * 1024
_TEMPLATE = "reports/paper.typ"
MOST_READ = 250
"""Parts of a document that somebody reads from end to end."""
CHAPTER, FEWEST_CHAPTERS = 2, 3
"""The level of the headings that a table of contents names, and how many lines make one."""
_PICTURE = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Source Sans Pro")
#image(bytes(sys.inputs.svg), format: "svg")
"""


def pdf(paper: Paper, words: Words) -> bytes:
    """The whole document; its looks are ``templates/reports/paper.typ``, the project's own first.

    Raises:
        Stop: the project's own template has a fault.
    """
    blocks = [_block(block, paper) | _contents(block, paper) for block in paper.blocks]
    _outline(blocks, [])
    facts = {
        "title": paper.title, "unit": paper.unit, "author": paper.author, "language": paper.language,
        "made": [paper.made.year, paper.made.month, paper.made.day],
        "page": words("document.page", page="\x01", pages="\x02"), "look": paper.look, "foot": paper.foot,
        "running": paper.running, "compact": _is_compact(paper),
        "access": paper.access,
        "blocks": blocks,
    }  # fmt: skip
    made = datetime.combine(paper.made, time(12), UTC)
    said = {"data": json.dumps(facts)}
    template = _template(words.folder)
    if template.is_relative_to(data_dir("templates")):
        return accessible(template.read_bytes(), said, int(made.timestamp()))
    return _in_child(template, said, int(made.timestamp()))


def _in_child(template: Path, inputs: dict[str, str], made: int) -> bytes:
    """A project's own looks, which may be anybody's: set in a child, in a room that holds them alone."""
    place = FilePlace(str(template))
    with tempfile.TemporaryDirectory(prefix="tpn-", ignore_cleanup_errors=True) as room:
        for path in template.parent.iterdir():
            if path.suffix.lower() in _BESIDE and not leads_out(template.parent, path) and _ordinary(path):
                shutil.copyfile(path, Path(room) / path.name)
        asked = json.dumps({"template": template.name, "inputs": inputs, "made": made, "room": room})
        try:
            code, out, _ = run_child("tpn.reports.typesetter", (), asked.encode(), SECONDS)
        except TooSlow:
            raise Stop(Problem("template-too-much", place, {"seconds": SECONDS})) from None
    if code == OUT_OF_BOUNDS or code < 0:
        raise Stop(Problem("template-too-much", place, {"seconds": SECONDS, "hint": "large"}))
    if code or not out.startswith(b"%PDF"):
        raise Stop(Problem("template-fails", place))
    return out


def _ordinary(path: Path) -> bool:
    return path.is_file() and path.stat().st_size <= _MOST_BESIDE


def accessible(template: bytes | Path, inputs: dict[str, str], made: int, **said: Any) -> bytes:
    """A PDF that can be read by ear as well (PDF/UA); where the headings do not allow that, a plain one.

    Raises:
        TypstError: the template has a fault.
    """
    from typst import TypstError  # noqa: PLC0415 - as the library below

    try:
        return _compiled(template, inputs, format="pdf", pdf_standards=["ua-1"], timestamp=made, **said)
    except TypstError:
        return _compiled(template, inputs, format="pdf", timestamp=made, **said)


def _template(folder: Path | None) -> Path:
    found = find(_TEMPLATE, folder)
    if found is None:
        raise FileNotFoundError(_TEMPLATE)
    return found


@lru_cache(maxsize=64)  # a table draws the same small bar in many of its rows
def png(svg: str, ppi: int = 220) -> bytes:
    """A picture in points, for what cannot show SVG."""
    return _compiled(_PICTURE.encode(), {"svg": svg}, format="png", ppi=float(ppi))


def _compiled(template: bytes | Path, inputs: dict[str, str], **said: Any) -> bytes:
    import typst  # noqa: PLC0415 - 80 MB of library, only where a PDF or a picture is asked for

    return bytes(typst.compile(template, font_paths=[str(_fonts())], ignore_system_fonts=True,
                               sys_inputs=inputs, **said))  # fmt: skip


def _fonts() -> Path:
    return data_dir("templates") / "fonts"


def _block(block: Block, paper: Paper) -> dict[str, Any]:  # noqa: C901 - a case for each kind of block
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": _inline(text, paper)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _inline(text, paper)}
        case Items(items, start):
            return {
                "kind": "items",
                "start": start,
                "items": [[_block(b, paper) for b in one] for one in items],
            }
        case TextTable(head, rows, align):
            room = REPORT_ROOM if paper.look or _is_compact(paper) else 100
            tall, whole = rows_that_break(
                block, room, TABLE_TOGETHER if paper.look or not head else SHORT_TABLE
            )
            return {"kind": "table", "tall": sorted(tall), "whole": whole, "align": align,
                    "head": [_inline(cell, paper) for cell in head],
                    "rows": [[_inline(cell, paper) for cell in row] for row in rows],
                    "shares": shares(block, room),
                    "dense": is_dense(block), "narrow": is_dense(block, SMALLER_ROOM)}  # fmt: skip
        case Note(blocks):
            return {"kind": "note", "long": _is_long(blocks), "blocks": [_block(b, paper) for b in blocks]}
        case Picture(name, alt):
            return {"kind": "picture", "svg": paper.pictures[name], "alt": alt, "wide": paper.is_wide(name),
                    "large": paper.is_large(name)}  # fmt: skip
        case NewPage():
            return {"kind": "page"}
        case Blank():
            return {"kind": "blank"}
        case Columns(kind, cells):
            inner = [[_block(b, paper) for b in cell] for cell in cells]
            return {"kind": "columns", "dress": kind, "cells": inner}
        case Framed(blocks):
            return {"kind": "framed", "long": _is_long(blocks), "blocks": [_block(b, paper) for b in blocks]}


def _outline(blocks: Iterable[dict[str, Any]], above: list[int]) -> None:
    """Tell each heading its step in the outline: PDF/UA lets none be skipped. ``above``: the levels over it."""
    for block in blocks:
        if block["kind"] == "heading":
            while above and above[-1] >= block["level"]:
                above.pop()
            above.append(block["level"])
            block["outline"] = len(above)
        for inner in (*block.get("items", ()), *block.get("cells", ()), block.get("blocks", ())):
            _outline(inner, above)


def _is_compact(paper: Paper) -> bool:
    """Whether a document is to be looked things up in, and not read: its margins are narrow and its letters smaller."""
    return not paper.look and len(paper.blocks) > MOST_READ


def _contents(block: Block, paper: Paper) -> dict[str, Any]:
    """A list whose every line is called as a chapter is a table of contents: which chapters, to have their pages."""
    chapters = [_told(one.text) for one in paper.blocks if isinstance(one, Heading) and one.level == CHAPTER]
    if not isinstance(block, Items) or len(block.items) < FEWEST_CHAPTERS:
        return {}
    lines = [_told(one[0].text) if one and isinstance(one[0], Paragraph) else "" for one in block.items]
    named = [line.partition(" (")[0] for line in lines]
    if not all(name in chapters for name in named):
        return {}
    return {"kind": "contents", "lines": lines, "chapters": [chapters.index(name) for name in named]}


def _told(text: Inline) -> str:
    """The words of a line."""
    return "".join(one.text for one in text if not isinstance(one, Break))


def _is_long(blocks: tuple[Block, ...]) -> bool:
    """Whether a note or a frame may have to go on over the next page."""
    return lines_of(blocks, _LETTERS) > LINES_TOGETHER


def _inline(text: Inline, paper: Paper) -> list[dict[str, Any]]:
    return [
        {"line": True}
        if isinstance(one, Break)
        else {"svg": paper.pictures[one.picture], "alt": one.alt}
        if one.picture
        else {"text": unbroken(one.text), "strong": one.strong, "em": one.emphasis, "look": one.look}
        for one in text
    ]
