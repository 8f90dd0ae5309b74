"""How our own presentation looks: wide slides, one accent, calm titles, and a foot that says where one is."""

from collections.abc import Mapping
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from tpn.model.choices import Light


def colour(said: str) -> RGBColor:
    """A colour from its six hexadecimal digits."""
    typed: Any = RGBColor  # the library's own class is not typed
    made: RGBColor = typed.from_string(said)
    return made


ACCENT, DEEP = colour("1B4F72"), colour("123650")
INK, QUIET, LINE = colour("1C2733"), colour("526170"), colour("CFD8E0")
WASH, WHITE = colour("F3F6F9"), colour("FFFFFF")
WARM, GOLD = colour("B45309"), colour("F0B429")
LAMPS: Final[Mapping[Light, tuple[RGBColor, RGBColor]]] = {
    Light.GREEN: (colour("EAF6EA"), colour("1B5E20")), Light.YELLOW: (colour("FFDD7A"), colour("5F3D00")),
    Light.RED: (colour("8A1C1C"), WHITE), Light.GREY: (WHITE, colour("4B5663")),
}  # fmt: skip
"""Face and ink of each light, as in the report."""
FONT = "+mn-lt"  # the font of the theme: Calibri in ours, the municipality's own in its template
_TITLE, _TITLE_ONLY = 0, 5
_THEIRS = {
    str(ACCENT): ("accent1", ""),
    str(DEEP): ("accent1", '<a:lumMod val="75000"/>'),
    str(WARM): ("accent2", ""),
}


def dress(made: Any) -> None:
    """Sixteen by nine, and the two layouts that are used laid out for it."""
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    cover, page = made.slide_layouts[_TITLE], made.slide_layouts[_TITLE_ONLY]
    for holder in list(cover.placeholders):
        kind = holder.placeholder_format.idx
        if kind == 0:
            _placed(holder, 0.95, 2.35, 11.4, 1.6, MSO_ANCHOR.BOTTOM)
        elif kind == 1:
            _placed(holder, 0.95, 4.25, 11.4, 1.8, MSO_ANCHOR.TOP)
        else:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001 - date, foot and number are our own
    for holder in list(page.placeholders):
        if holder.placeholder_format.idx == 0:
            _placed(holder, 0.8, 0.45, 11.73, 0.95, MSO_ANCHOR.MIDDLE)
        else:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
    for layout in (cover, page):
        _left(layout)
    for holder in list(made.slide_master.placeholders):
        if holder.placeholder_format.idx not in {0, 1}:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001


def _placed(holder: Any, left: float, top: float, width: float, height: float, anchor: Any) -> None:
    holder.left, holder.top = Inches(left), Inches(top)
    holder.width, holder.height = Inches(width), Inches(height)
    holder.text_frame.vertical_anchor = anchor
    holder.text_frame.word_wrap = True


def _left(layout: Any) -> None:
    """Text begins at the left, titles are bold: said once in the layout, so that a slide only has its text."""
    for holder in layout.placeholders:
        body = holder._element.txBody  # noqa: SLF001
        styles = body.find(qn("a:lstStyle"))
        bold = 'b="1"' if holder.placeholder_format.idx == 0 else 'b="0"'
        styles.clear()
        styles.append(parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} algn="l" marL="0" indent="0"><a:buNone/>'
            f'<a:defRPr {bold}><a:latin typeface="{FONT}"/></a:defRPr></a:lvl1pPr>'
        ))  # fmt: skip


def white_cover(made: Any, width: int, height: int) -> None:
    """The ground of a cover, behind everything, and a line under the title. Nothing in it to be read aloud."""
    ground = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, width, height)
    _plain(ground, ACCENT)
    rule = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1.05), Inches(4.08), Inches(1.6), Pt(4))
    _plain(rule, GOLD)
    tree = made.shapes._spTree  # noqa: SLF001 - what is drawn first lies lowest
    for shape in (rule, ground):
        tree.remove(shape._element)  # noqa: SLF001
        tree.insert(2, shape._element)  # noqa: SLF001
        decorative(shape)


def _plain(shape: Any, face: RGBColor) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = face
    shape.line.fill.background()
    flat(shape)


def in_own_colours(made: Any) -> None:
    """What was drawn in our accents, in those of the municipality's template."""
    for one in list(made._element.iter(qn("a:srgbClr"))):  # noqa: SLF001
        name, darker = _THEIRS.get(one.get("val", "").upper(), ("", ""))
        if name:
            theirs = parse_xml(f'<a:schemeClr {nsdecls("a")} val="{name}">{darker}</a:schemeClr>')
            one.getparent().replace(one, theirs)


def flat(shape: Any) -> None:
    """No shadow, no shine: what the program's theme would add is taken away."""
    for style in shape._element.findall(qn("p:style")):  # noqa: SLF001
        shape._element.remove(style)  # noqa: SLF001


def decorative(shape: Any) -> None:
    """Say that a shape is only for the eye, so that a reader for the blind passes it by."""
    about = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001
    about.set("descr", "")
    uri = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    about.append(parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        f'<adec:decorative xmlns:adec="{uri}" val="1"/></a:ext></a:extLst>'
    ))  # fmt: skip


def foot(made: Any, width: int, height: int, said: str, number: int) -> None:
    """Project and day at the left, the number of the slide at the right."""
    rule = made.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(0.8), int(height * 0.925), width - Inches(1.6), Pt(1)
    )
    _plain(rule, LINE)
    decorative(rule)
    sides = (
        (Inches(0.7), width - Inches(2.9), PP_ALIGN.LEFT, said),
        (width - Inches(1.7), Inches(1), PP_ALIGN.RIGHT, None),
    )
    for left, wide, side, words in sides:
        box = made.shapes.add_textbox(Emu(left), Emu(int(height * 0.935)), wide, Inches(0.42))
        box.text_frame.word_wrap = True
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = side
        if words is None:
            paragraph._p.append(parse_xml(_number(number)))  # noqa: SLF001 - python-pptx has no fields
        else:
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.color.rgb, run.font.name = Pt(12), QUIET, FONT


def _number(number: int) -> str:
    return (
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="nb-NO" sz="1200"><a:solidFill><a:srgbClr val="{QUIET}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>{number}</a:t></a:fld>'
    )
