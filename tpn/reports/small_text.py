"""Blocks as small Markdown: what a verb has made for the screen becomes text for the template of all such documents."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from tpn.reports.blocks import Block, Break, Columns, Heading, Inline, Items, Paragraph, TextSpan, TextTable
from tpn.reports.small_markdown import LINE, dressed, escaped
from tpn.texts.formats import NBSP

_KEPT = str.maketrans({LINE: "&#8232;", NBSP: "&nbsp;"})
_RULES = {"left": "---", "right": "--:", "center": ":-:"}


def shown_facts(blocks: Sequence[Block], *, screen: bool) -> dict[str, Markup]:
    """What the template ``shown`` is filled with; a document has its title above it, and no head of a screen."""
    kept = blocks if screen else [one for one in blocks if not _is_head(one)]
    return {"shown": Markup(small_text(kept))}  # noqa: S704 - every text in it is escaped


def small_text(blocks: Sequence[Block]) -> str:
    """The text that reads back as these blocks."""
    return "\n\n".join("\n".join(_block(one)) for one in blocks) + "\n"


def _is_head(block: Block) -> bool:
    """Whether it is the title of a screen: a heading, or the two ends of its first line."""
    return (isinstance(block, Heading) and block.level == 1) or (
        isinstance(block, Columns) and block.kind == "ends"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {_inline(text)}"
        case Paragraph(text):
            yield _inline(text)
        case Items(items, start):
            for number, blocks in enumerate(items):
                mark = f"{start + number}." if start is not None else "-"
                yield f"{mark} {LINE.join(line for one in blocks for line in _block(one))}"
        case TextTable(head, rows, align, ruled=ruled):
            yield from () if ruled else (":::rows",)
            yield _row(head or tuple(() for _ in align))
            yield "|" + "|".join(_RULES[side] for side in align) + "|"
            yield from map(_row, rows)
            yield from () if ruled else (":::",)
        case Columns(kind, cells):
            yield f":::columns {kind}"
            yield "\n+++\n".join(small_text(cell).rstrip("\n") for cell in cells)
            yield ":::"
        case _:
            raise TypeError(type(block))


def _row(row: Sequence[Inline]) -> str:
    return "| " + " | ".join(map(_inline, row)) + " |"


def _inline(text: Inline) -> str:
    said = [LINE if isinstance(one, Break) else one.text for one in text]
    around = zip(text, [" ", *said], [*said[1:], " "], strict=False)
    whole = "".join(
        LINE if isinstance(one, Break) else _span(one, before, after) for one, before, after in around
    )
    # the reader strips what is blank at an end
    bare = whole.strip(LINE + NBSP)
    left, _, right = whole.partition(bare) if bare else (whole, "", "")
    return f"{left.translate(_KEPT)}{bare}{right.translate(_KEPT)}"


def _span(span: TextSpan, before: str, after: str) -> str:
    """A text in its dress, and what stands on both sides of it; the blanks around it stand outside.

    Small Markdown has no emphasis that begins or ends with a mark of punctuation close to something else.
    """
    bare = span.text.strip()
    if not bare:
        return span.text
    left, _, right = span.text.partition(bare)
    opens = bare[0].isalnum() or (left or before)[-1:] in {" ", ""}
    closes = bare[-1].isalnum() or (right or after)[:1] in {" ", ""}
    mark = "**" * span.strong + "*" * span.emphasis if opens and closes else ""
    said = f"{mark}{escaped(bare)}{mark[::-1]}"
    return f"{left}{dressed(said, span.look) if span.look else said}{right}"
