"""Small Markdown, read: the few things a report is made of, as values that every writer walks over.

Headings, paragraphs, lists, tables, notes (``>``), pictures, emphasis; ``---`` is a new page and ``___`` a line to
write on. What a page needs beside that stands between ``:::name`` and ``:::`` on lines of their own:

``:::columns KIND``   blocks side by side, parted by ``+++``
``:::framed``         something set in a frame: one decision with its ways
``:::table W W …``    the table inside gets these widths, in percent
``:::rows``            the rows of the table inside have no rule over them

Everything else is text as it stands: no HTML, no links, no code. A dress for a few words – a light, a quiet word –
is put on by signs that no keyboard has (``dressed``); values never hold them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tpn.reports.blocks import (
    LOOKS,
    Align,
    Blank,
    Block,
    Break,
    Columns,
    Framed,
    Heading,
    Inline,
    Items,
    Look,
    NewPage,
    Note,
    Paragraph,
    Picture,
    TextSpan,
    TextTable,
)
from tpn.source.clean import cleaned

LINE = "\u2028"
"""A line break inside a value: a new line that neither ends a table row nor begins a list."""
_APART = f" {LINE} "
"""A line break as the reader of Markdown gets it: between blanks, or what is strong beside it would not be."""

_RULES = (
    "paragraph", "heading", "list", "table", "hr", "blockquote", "text", "escape", "emphasis", "image", "newline",
    "entity", "balance_pairs", "fragments_join",
)  # fmt: skip

_FIRST, _END = 0xE000, "\ue0ff"
_DRESS = re.compile("[\ue000-\ue0ff]")


def dressed(text: str, look: Look) -> str:
    """A text of small Markdown in one of ``LOOKS``."""
    return f"{chr(_FIRST + LOOKS.index(look))}{text}{_END}"


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text of small Markdown."""
    return tuple(_grouped(iter(text.split("\n"))))


def _grouped(lines: Iterator[str]) -> Iterator[Block]:
    """The blocks of lines up to the end of their group; the groups inside are read by themselves."""
    plain_lines: list[str] = []
    for line in lines:
        if not line.startswith(":::"):
            plain_lines.append(line)
            continue
        yield from _parsed(plain_lines)
        plain_lines = []
        if not (name := line[3:].split()):
            return
        yield from _group(name[0], name[1:], list(_inside(lines)))
    yield from _parsed(plain_lines)


def _inside(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a group without the one that ends it."""
    depth = 1
    for line in lines:
        if line.startswith(":::"):
            depth += 1 if line[3:].strip() else -1
        if not depth:
            return
        yield line


def _group(name: str, said: Sequence[str], lines: Sequence[str]) -> Iterator[Block]:
    match name:
        case "columns":
            yield Columns(said[0] if said else "", tuple(read("\n".join(cell)) for cell in _parted(lines)))
        case "framed":
            yield Framed(read("\n".join(lines)))
        case "table":
            widths = tuple(float(one) for one in said)
            for block in read("\n".join(lines)):
                fits = isinstance(block, TextTable) and len(block.align) == len(widths)
                yield block._replace(widths=widths) if isinstance(block, TextTable) and fits else block
        case "rows":
            for block in read("\n".join(lines)):
                yield block._replace(ruled=False) if isinstance(block, TextTable) else block
        case _:
            yield from read("\n".join(lines))


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """The cells of columns: what stands between the lines ``+++`` of this group, not of one inside."""
    cell: list[str] = []
    depth = 0
    for line in lines:
        if line.startswith(":::"):
            depth += 1 if line[3:].strip() else -1
        if line.startswith("+++") and not depth:
            yield cell
            cell = []
        else:
            cell.append(line)
    yield cell


def _parsed(lines: Sequence[str]) -> Iterator[Block]:
    if any(line.strip() for line in lines):
        text = "\n".join(lines).replace(LINE, _APART)
        yield from _blocks(iter(_reader().parse(text)), "")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("zero").enable(list(_RULES))


_BROKEN = re.compile(f" ?{LINE} ?")
_MEANT = re.compile(r"([\\`*_\[\]<>|~#&!])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))(?=[.)\s]|$|[-=])")


def escaped(text: str) -> str:
    """A value as small Markdown that means exactly that text, wherever in a line it comes to stand."""
    text = _DRESS.sub("", cleaned(text)).strip()
    return LINE.join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    line = _MEANT.sub(r"\\\1", line)
    if line.startswith((":::", "+++")):
        return f"\\{line}"
    start = _AT_START.match(line)
    if start is None:
        return line
    mark, rest = start[2], line[start.end() :]
    return f"{mark}\\{rest}" if mark.isdigit() else f"\\{mark}{rest}"


def _blocks(tokens: Iterator[Token], end: str) -> Iterator[Block]:
    for token in tokens:
        if token.type == end:
            return
        match token.type:
            case "heading_open":
                yield Heading(min(4, int(token.tag[1])), _inline(next(tokens)))
                next(tokens)
            case "paragraph_open":
                yield _paragraph(next(tokens))
                next(tokens)
            case "bullet_list_open":
                yield Items(tuple(_items(tokens, "bullet_list_close")))
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield Items(tuple(_items(tokens, "ordered_list_close")), start)
            case "blockquote_open":
                yield Note(tuple(_blocks(tokens, "blockquote_close")))
            case "table_open":
                yield _table(tokens)
            case "hr":
                yield NewPage() if token.markup.startswith("-") else Blank()


def _paragraph(token: Token) -> Paragraph | Picture:
    children = token.children or []
    if len(children) == 1 and children[0].type == "image":
        return Picture(str(children[0].attrs["src"]), children[0].content)
    return Paragraph(_inline(token))


def _items(tokens: Iterator[Token], end: str) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == end:
            return
        yield tuple(_blocks(tokens, "list_item_close"))


def _table(tokens: Iterator[Token]) -> TextTable:
    rows: list[list[Inline]] = []
    align: list[Align] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            if len(rows) == 1:
                align.append(_align(str(token.attrs.get("style", ""))))
            rows[-1].append(_inline(next(tokens)))
    head, *body = (tuple(row) for row in rows)
    return TextTable(head if any(head) else (), tuple(body), tuple(align))


def _align(style: str) -> Align:
    return "right" if "right" in style else "center" if "center" in style else "left"


def _inline(token: Token) -> Inline:
    return tuple(_joined(list(_spans(token.children or []))))


def _spans(children: Sequence[Token]) -> Iterator[TextSpan | Break]:
    """Runs of text in their dress; a look goes on until its end, whatever is strong inside it."""
    look: Look = ""
    for one in _unlooked(children):
        if not isinstance(one, TextSpan) or one.picture:
            yield one
            continue
        begin = 0
        for mark in _DRESS.finditer(one.text):
            if text := one.text[begin : mark.start()]:
                yield one._replace(text=text, look=look)
            look = "" if mark[0] == _END else LOOKS[ord(mark[0]) - _FIRST]
            begin = mark.end()
        if text := one.text[begin:]:
            yield one._replace(text=text, look=look)


def _unlooked(children: Sequence[Token]) -> Iterator[TextSpan | Break]:
    strong = emphasis = 0
    for child in children:
        match child.type:
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "softbreak":
                yield TextSpan(" ", bool(strong), bool(emphasis))
            case "hardbreak":
                yield Break()
            case "image":
                yield TextSpan("", picture=str(child.attrs["src"]), alt=child.content)
            case _:
                yield from _lines(child.content, bool(strong), bool(emphasis))


def _lines(text: str, strong: bool, emphasis: bool) -> Iterator[TextSpan | Break]:
    for number, line in enumerate(_BROKEN.split(text)):
        if number:
            yield Break()
        if line:
            yield TextSpan(line, strong, emphasis)


def _joined(spans: Sequence[TextSpan | Break]) -> Iterator[TextSpan | Break]:
    """Neighbours in the same dress become one."""
    held: TextSpan | None = None
    for one in spans:
        if (
            isinstance(one, TextSpan)
            and held
            and not one.picture
            and held._replace(text="") == one._replace(text="")
        ):
            held = held._replace(text=held.text + one.text)
            continue
        if held:
            yield held
        held = one if isinstance(one, TextSpan) else None
        if isinstance(one, Break):
            yield one
    if held:
        yield held
