"""What a document and a screen are made of: blocks of running text, values that every writer walks over."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args

Align = Literal["left", "center", "right"]
Look = Literal[
    "", "green", "yellow", "red", "grey", "was_green", "was_yellow", "was_red", "was_grey",
    "quiet", "late", "label", "big", "comment",
]  # fmt: skip
LOOKS: tuple[Look, ...] = get_args(Look)
LIGHTS = frozenset({"green", "yellow", "red", "grey"})
"""The looks of a light that holds: a box. ``was_…`` is last time's light: without the box."""


class TextSpan(NamedTuple):
    """A piece of running text in one dress.

    ``picture``: the name of a picture as high as the text, in its place; ``alt`` says what it shows. It only repeats
    what stands beside it in words, so that a writer without pictures leaves it out: its text is empty.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    look: Look = ""
    picture: str = ""
    alt: str = ""


class _Bare:
    """What has nothing to say but that it is there: all of a kind are the same."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self.__class__ is other.__class__

    def __hash__(self) -> int:
        return hash(self.__class__)

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}()"


class Break(_Bare):
    """A new line inside a paragraph or a cell."""


Inline = tuple[TextSpan | Break, ...]


class Heading(NamedTuple):
    """A heading of level 1–4."""

    level: int
    text: Inline


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Inline


class Items(NamedTuple):
    """A list, numbered from ``start`` or with bullets; each item holds blocks."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


class TextTable(NamedTuple):
    """A table. ``head`` is empty where the first column names what stands beside it.

    ``widths`` in percent, where the template says them. A row of which only the first cell is said, and strongly, is a
    line over the rows below it. ``ruled``: a screen draws a line under the head.
    """

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    align: tuple[Align, ...]
    widths: tuple[float, ...] = ()
    ruled: bool = True


class Note(NamedTuple):
    """Something set apart from the running text."""

    blocks: tuple["Block", ...]


class Picture(NamedTuple):
    """A picture by the name under which it was handed over; ``alt`` says in words what it shows."""

    name: str
    alt: str


class NewPage(_Bare):
    """A new page, where there are pages."""


class Blank(_Bare):
    """A line to write on with a pen."""


class Columns(NamedTuple):
    """Blocks side by side, or one after the other.

    ``kind`` names how they are dressed: head, facts, lines, figures, halves; on a screen also ends (of one line),
    beside (the first somewhat wider), close and apart (below one another).
    """

    kind: str
    cells: tuple[tuple["Block", ...], ...]


class Framed(NamedTuple):
    """Something set in a frame, kept together."""

    blocks: tuple["Block", ...]


class FixedLines(NamedTuple):
    """Lines that were drawn for a width – a chart, a matrix – and are shown as they stand; only a screen has them."""

    lines: tuple[Inline, ...]


class Told(NamedTuple):
    """A sentence, and what stands under it, somewhat to the right; only a screen has them.

    A word of it is never broken: a path or a command is copied whole. ``hanging``: its further lines too stand to the
    right.
    """

    text: Inline
    under: tuple["ScreenBlock", ...] = ()
    hanging: bool = True


Block = Heading | Paragraph | Items | TextTable | Note | Picture | NewPage | Blank | Columns | Framed
ScreenBlock = Block | FixedLines | Told


def inline(*parts: str | TextSpan | Break) -> Inline:
    """Running text of its parts; what is empty is left out."""
    if len(parts) == 1 and parts[0].__class__ is str:  # the commonest: thousands in a list
        return (TextSpan(parts[0]),) if parts[0] else ()
    spans = (TextSpan(one) if isinstance(one, str) else one for one in parts)
    return tuple(one for one in spans if isinstance(one, Break) or one.text)


def strong(text: str) -> TextSpan:
    """A text that is to be seen."""
    return TextSpan(text, strong=True)


def quiet(text: str) -> TextSpan:
    """A text that may be overlooked."""
    return TextSpan(text, emphasis=True)


def ends(left: Block, right: str) -> Columns:
    """What stands at the two ends of a line: the title, and the day."""
    return Columns("ends", ((left,), (Paragraph(inline(quiet(right))),)))


def facts(rows: Sequence[tuple[str | TextSpan, str | Inline]]) -> TextTable:
    """Names and what they are, in two columns."""
    said = tuple((inline(name), inline(text) if isinstance(text, str) else text) for name, text in rows)
    return TextTable((), said, ("left", "left"))


def listed(rows: Iterable[Sequence[str | Inline]]) -> TextTable:
    """Rows in columns without a head or a rule; a column in which nothing is said is left out."""
    said = [tuple(inline(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]
    kept = [column for column in zip(*said, strict=True) if any(column)]
    sides: list[Align] = ["left" for _ in kept]
    return TextTable((), tuple(zip(*kept, strict=True)), tuple(sides), ruled=False)


def told(text: str, under: Iterable["ScreenBlock | str"] = ()) -> Told:
    """A sentence and what stands under it; what is a text is a sentence there."""
    return Told(inline(text.strip()), tuple(told(one) if isinstance(one, str) else one for one in under))


def plain(inline: Inline) -> str:
    """Running text without its dress; a break is a blank."""
    return "".join(" " if isinstance(one, Break) else one.text for one in inline)


MOST_ON_SCREEN = 10_000
"""Letters of one text on a screen: nobody reads more there, and wrapping millions takes minutes. A file has all."""


def bounded(one: Any) -> Any:
    """Blocks, or anything of them, without a text that has no end; what has none comes back as it is."""
    if one.__class__ is TextSpan:
        return (
            one
            if len(one.text) <= MOST_ON_SCREEN
            else one._replace(text=one.text[: MOST_ON_SCREEN - 1] + "…")
        )
    if one.__class__ is tuple:
        made = tuple(map(bounded, one))
        return made if any(new is not old for new, old in zip(made, one, strict=True)) else one
    if one.__class__ is TextTable and all(map(_is_bounded, one.rows)) and _is_bounded(one.head):
        return one  # thousands of cells are looked through once, and not taken apart
    if isinstance(one, _WITH_TEXTS):
        parts = {name: getattr(one, name) for name in one._fields}
        changed = {name: made for name, part in parts.items() if (made := bounded(part)) is not part}
        return one._replace(**changed) if changed else one
    return one


def _is_bounded(row: Sequence[Inline]) -> bool:
    return all(len(one.text) <= MOST_ON_SCREEN for cell in row for one in cell if one.__class__ is TextSpan)


_WITH_TEXTS = (Heading, Paragraph, Items, TextTable, Note, Columns, Framed, FixedLines, Told)
