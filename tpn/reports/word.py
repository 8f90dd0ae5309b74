"""A document as Word: real styles, header rows that come again on each page, pictures with their text alternative.

With a letterhead the municipality's document keeps all its parts; only the body is replaced.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from tpn.library import find
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
    TextSpan,
    TextTable,
)
from tpn.reports.packing import packed
from tpn.reports.paper import MOST_IN_PROPERTY, Paper
from tpn.reports.pdf import png
from tpn.reports.table_widths import SHORT_TABLE, is_dense, rows_that_break, shares
from tpn.reports.word_dress import (
    BLANK,
    CELL,
    DENSE,
    FACTS,
    NOTE,
    QUIET,
    TABLE,
    dress,
    report_lines,
    running_lines,
)
from tpn.reports.word_elements import add_run
from tpn.reports.word_lists import Lists
from tpn.reports.word_report import (
    BARE,
    COMMENT,
    RULED,
    SHARES,
    dress_cell,
    dress_run,
    dress_verdict,
    line_over,
)
from tpn.reports.word_styles import Wardrobe
from tpn.reports.word_tables import (
    cells_of,
    comes_again,
    ends_in_company,
    looks,
    set_widths,
    stays_together,
    whole_row,
)
from tpn.source.packages import unfit
from tpn.texts import Words
from tpn.texts.formats import unbroken

WHOLE, WHOLE_FACTS, WHOLE_IN_REPORT = 9, 14, 9
"""A table of at most so many rows, its head counted, is kept on one page; in a report the letters are smaller."""
BESIDE = 0.95
"""How much of its column one of two lists fills, so that they stand apart."""
SMALL_PICTURE = Pt(7.5)
_SIDES = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def word(paper: Paper, words: Words) -> bytes:
    """The whole document, on the project's letterhead (``templates/letterhead.docx``) if it has one.

    Raises:
        Stop: the letterhead is not a Word document.
    """
    letterhead = find("letterhead.docx", words.folder)
    document = _letterhead(letterhead) if letterhead else docx.Document()
    dress(document, paper.language, whole=letterhead is None, look=paper.look)
    if letterhead is None:
        page = words("document.page", page="\x01", pages="\x02")
        if paper.look:
            report_lines(document, paper.foot, page, paper.running)
        else:
            running_lines(document, paper.unit, paper.title, page)
    body = _Body(document, paper)
    if paper.opens_wide:
        body.turn()
    body.write(paper.blocks)
    ends_in_company(document.element.body)
    _about(document, paper)
    made = io.BytesIO()
    document.save(made)
    return packed(made.getvalue())


def _letterhead(path: Path) -> Document:
    """The letterhead without its body; the last section keeps its page, header and footer."""
    if why := unfit(path):
        raise Stop(Problem("letterhead-unreadable", FilePlace(str(path)), {"hint": why}))
    try:
        document = docx.Document(str(path))
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, the file is no Word document
        raise Stop(Problem("letterhead-unreadable", FilePlace(str(path)))) from None
    body = document.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    settings = document.settings.element
    for one in settings.findall(qn("w:attachedTemplate")):  # Word would fetch it, with what macros it has
        settings.remove(one)
        document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.pop(str(one.get(qn("r:id"))), None)
    return document


def _about(document: Document, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.language = paper.title[:MOST_IN_PROPERTY], paper.language
    about.author = about.last_modified_by = (paper.author or paper.unit)[:MOST_IN_PROPERTY]
    about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime.combine(paper.made, time(12))
    about.category = paper.access[:MOST_IN_PROPERTY]
    about.revision = 1


class _Body:
    """The writer of one body."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.into: Any = document
        self.paper = paper
        self.wardrobe = Wardrobe(document)
        self.lists = Lists(document)
        self.turned = False
        section = document.sections[-1]
        self.width = int(
            (section.page_width or Cm(21))
            - (section.left_margin or Cm(2.2))
            - (section.right_margin or Cm(2.2))
        )

    @cached_property
    def room(self) -> int:
        """How much a line holds, as ``shares`` counts it: less on a narrow page and in larger letters.

        The font is the reader's: one that is not there is stood in for by a wider one.
        """
        style: Any = self.document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        size = (style.font.size if style is not None else None) or Pt(12)
        return int(90 * (self.width / Cm(16.6)) * (Pt(10.5) / size))

    def write(self, blocks: Iterable[Block]) -> None:
        some = tuple(blocks)
        before: Block | None = None
        for block, following in zip(
            some, (*some[1:], None), strict=False
        ):  # none of none: a cell may be empty
            if isinstance(before, NewPage) and not isinstance(block, NewPage):
                self.on_new_page(block)
            else:
                self.block(block)
            before = block
            if isinstance(block, Paragraph) and isinstance(following, TextTable):  # it leads to the table
                self.into.paragraphs[-1].paragraph_format.keep_with_next = True

    def block(self, block: Block) -> None:  # noqa: C901 - a case for each kind of block
        if self.turned:  # what comes after a picture on its side stands upright
            self.turn()
        match block:
            case Heading(level, text):
                self.inline(self.paragraph(f"Heading {level}"), text)
            case Paragraph(text):
                self.inline(self.into.add_paragraph(), text)
            case Items():
                self.items(block, 0)
            case TextTable():
                self.table(block)
            case Note(blocks):
                self.note(blocks)
            case Picture():
                self.picture(block)
            case Columns(kind, cells):
                self.columns(kind, cells)
            case Framed(blocks):
                self.framed(blocks)
            case NewPage():
                pass  # said of what comes next
            case Blank():
                self.paragraph(BLANK)

    def on_new_page(self, block: Block) -> None:
        """A block at the top of a page, as its own paragraph says: a break alone may be pushed to an empty page."""
        one = isinstance(block, Heading | Paragraph | Picture)
        self.block(block) if one else self.air()
        self.into.paragraphs[-1].paragraph_format.page_break_before = True
        if not one:
            self.block(block)

    def paragraph(self, style: str, text: str = "") -> Any:
        """A paragraph in a style, where the writing goes on."""
        return self.wardrobe.dress(self.into.add_paragraph(text), style)

    def items(self, items: Items, level: int) -> None:
        number = self.lists.new(ordered=items.start is not None, start=items.start or 1)
        for blocks in items.items:
            first = True
            for block in blocks:
                if isinstance(block, Items):
                    self.items(block, level + 1)
                elif isinstance(block, Paragraph):
                    paragraph = self.paragraph(self.lists.style(items.start is not None))
                    self.lists.place(paragraph, number if first else None, level)
                    self.inline(paragraph, block.text)
                    first = False
                else:
                    self.block(block)

    def note(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph | Heading):
                self.inline(self.paragraph(NOTE), block.text)
            elif isinstance(block, Items):
                for inner in block.items:
                    for one in inner:
                        if isinstance(one, Paragraph):
                            self.inline(self.paragraph(NOTE, "– "), one.text)
            else:
                self.block(block)

    def inline(self, paragraph: Any, text: Inline) -> None:
        for one in text:
            if isinstance(one, Break):
                paragraph.add_run().add_break()
                continue
            if one.picture:
                self.small_picture(paragraph, one)
                continue
            said = unbroken(one.text)
            if not (one.look or one.emphasis) and add_run(paragraph, said, strong=one.strong):
                continue
            run = paragraph.add_run(said)
            run.bold = one.strong or None
            if one.look:
                dress_run(run, one.look)
            if one.emphasis:
                run.italic = True
                run.font.color.rgb = RGBColor.from_string(QUIET)

    def small_picture(self, paragraph: Any, span: TextSpan) -> None:
        """A picture as high as the text, in its line."""
        drawn = io.BytesIO(png(self.paper.pictures[span.picture], 400))
        shape = paragraph.add_run().add_picture(drawn, height=SMALL_PICTURE)
        _tells(shape, span.picture, span.alt)
        paragraph.add_run(" ")

    def table(self, table: TextTable) -> None:
        rows = [*((table.head,) if table.head else ()), *table.rows]
        made = self.new_table(len(rows), len(table.align))
        self.wardrobe.dress_table(made, self.table_style(table))
        looks(made, head=bool(table.head))
        self.widths(made, shares(table, self.room))
        letters = DENSE if self.paper.look == "report" or is_dense(table, self.room) else CELL
        tall, _ = rows_that_break(table, self.room)
        for number, (row, cells) in enumerate(
            zip(rows, cells_of(made), strict=True), -1 if table.head else 0
        ):
            if number not in tall:
                whole_row(cells[0])
            before = ""
            for cell, text, side in zip(cells, row, table.align, strict=True):
                paragraph = self.wardrobe.dress(cell.paragraphs[0], letters)
                if self.paper.look and (before, side) == ("right", "left"):  # words after figures stand apart
                    paragraph.paragraph_format.left_indent = Pt(6)
                before = side
                if side in _SIDES:
                    paragraph.alignment = _SIDES[side]
                self.cell(paragraph, text)
        if table.head:
            comes_again(made)
        stays_together(made, head=bool(table.head), most=self.whole(table))
        self.air()

    def whole(self, table: TextTable) -> int:
        """How many rows a table may have and stay on one page; what is known of one thing stays together."""
        if self.paper.look:
            return WHOLE_IN_REPORT
        if not table.head:
            return WHOLE_FACTS
        return WHOLE if rows_that_break(table, self.room, SHORT_TABLE)[1] else 0

    def new_table(self, rows: int, columns: int) -> Any:
        """A table where the writing goes on; inside a cell python-docx wants no width."""
        return self.into.add_table(rows, columns)

    def table_style(self, table: TextTable) -> str:
        if self.paper.look:
            return RULED
        return TABLE if table.head else FACTS

    def cell(self, paragraph: Any, text: Inline) -> None:
        """What stands in a cell; a comment has a paragraph of its own under the rest."""
        at = next(
            (n for n, one in enumerate(text) if isinstance(one, TextSpan) and one.look == "comment"), None
        )
        if at is None:
            self.inline(paragraph, text)
            return
        before = text[: at - 1] if at and isinstance(text[at - 1], Break) else text[:at]
        self.inline(paragraph, before)
        under = self.wardrobe.dress(paragraph._parent.add_paragraph(), COMMENT)  # noqa: SLF001
        self.inline(
            under, tuple(one._replace(look="") if isinstance(one, TextSpan) else one for one in text[at:])
        )

    def columns(self, kind: str, cells: Sequence[Sequence[Block]]) -> None:
        """Blocks side by side: a table without lines, as readers of the screen hear it in order."""
        name, _, light = kind.partition("_")
        made = self.new_table(1, len(cells))
        self.wardrobe.dress_table(made, BARE)
        looks(made, head=False)
        shares_ = SHARES.get(name) or [100 / len(cells)] * len(cells)
        self.widths(made, shares_)
        (row,) = cells_of(made)
        whole_row(row[0])
        for number, (cell, blocks) in enumerate(zip(row, cells, strict=True)):
            dress_cell(cell, name, light, number, len(cells))
            apart = BESIDE if name in {"halves", "beside"} else 1.0
            self.filled(cell, blocks, int(self.width * apart * shares_[number] / 100))
            if light and number:
                dress_verdict(cell, light)
            if name == "lines":
                line_over(cell.paragraphs[0])
        self.air()

    def framed(self, blocks: Sequence[Block]) -> None:
        """One cell with a strong left edge, kept on one page."""
        made = self.new_table(1, 1)
        self.wardrobe.dress_table(made, BARE)
        looks(made, head=False)
        self.widths(made, [100])
        ((cell,),) = cells_of(made)
        whole_row(cell)
        dress_cell(cell, "framed", "", 0, 1)
        self.filled(cell, blocks, int(self.width * 0.96))
        self.air()

    def filled(self, cell: Any, blocks: Sequence[Block], width: int) -> None:
        """Blocks written into a cell: the paragraph that it came with goes, one stays last."""
        outer, self.into, whole, self.width = self.into, cell, self.width, width
        empty = cell.paragraphs[0]
        self.write(blocks)
        self.into, self.width = outer, whole
        last = cell._tc[-1]  # noqa: SLF001
        if len(cell._tc.findall(qn("w:p"))) > 1 and last.tag == qn("w:p"):  # noqa: SLF001
            empty._p.getparent().remove(empty._p)  # noqa: SLF001

    def widths(self, made: Any, percents: Sequence[float]) -> None:
        set_widths(made, [Emu(int(self.width * share / 100)) for share in percents])

    def air(self) -> None:
        """A table is close to what follows unless something stands between; closer still in a report and in a cell."""
        nested = self.into is not self.document
        # inside a cell the library has put a paragraph there already
        paragraph = self.into.paragraphs[-1] if nested else self.into.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(0) if nested or self.paper.look else Cm(0.1)
        form.line_spacing = Pt(3) if nested else Pt(5) if self.paper.look else Cm(0.2)

    def picture(self, picture: Picture) -> None:
        wide = self.paper.is_wide(picture.name)
        section: Any = self.document.sections[-1]
        beside = wide and section.page_width > section.page_height  # the title is on this page already
        if wide and not beside:
            self.turn()
            section = self.document.sections[-1]
        width = section.page_width - section.left_margin - section.right_margin if wide else self.width
        height = int(
            (0.72 if beside else 0.9) * (section.page_height - section.top_margin - section.bottom_margin)
        )
        # no SVG beside it: Word draws the halo of a label over the label, where every browser draws it behind
        drawn = io.BytesIO(png(self.paper.pictures[picture.name]))
        shape = self.into.add_paragraph().add_run().add_picture(drawn)
        fits = min(width / shape.width, height / shape.height)
        if wide or fits < 1:
            shape.width, shape.height = Emu(int(shape.width * fits)), Emu(int(shape.height * fits))
        _tells(shape, picture.name, picture.alt)
        self.turned = wide

    def turn(self) -> None:
        """Lay the page on its side, or set it upright again; a page that nothing stands on is turned itself."""
        filled = any(part.tag != qn("w:sectPr") for part in self.document.element.body)
        section: Any = self.document.add_section() if filled else self.document.sections[-1]
        section.page_width, section.page_height = section.page_height, section.page_width
        landscape = section.page_width > section.page_height
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        self.turned = False


def _tells(shape: Any, name: str, alt: str) -> None:
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice makes a gap of what is not said
        shape._inline.set(side, "0")  # noqa: SLF001
    about = shape._inline.docPr  # noqa: SLF001 - python-docx has no alternative text
    about.set("descr", alt)
    about.set("name", name)
