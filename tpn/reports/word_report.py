"""How a status report looks in Word: calm tables, lights in their colours, columns and frames."""

from collections.abc import Mapping
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from tpn.reports.blocks import LIGHTS, Look

INK, REPORT_ACCENT = "1F2A37", "1F4E78"
_QUIET, _HAIR, _WASH, _LATE = "4B5663", "C9D1D9", "F3F5F7", "8A1C1C"
RULED, BARE, COMMENT = "Tpn Ruled", "Tpn Bare", "Tpn Comment"
SHARES: Final[Mapping[str, list[float]]] = {"head": [60.0, 40.0], "beside": [42.0, 58.0]}
"""How wide the columns of a kind are, in percent; of others they are alike."""
# fill, ink, edge
LAMPS: Final[Mapping[str, tuple[str, str, str]]] = {
    "green": ("EAF6EA", "1B5E20", "1B5E20"), "yellow": ("FFDD7A", "5F3D00", "5F3D00"),
    "red": ("8A1C1C", "FFFFFF", "8A1C1C"), "grey": ("FFFFFF", "4B5663", "4B5663"),
}  # fmt: skip
_WAS = {"green": "1B5E20", "yellow": "5F3D00", "red": "8A1C1C", "grey": "4B5663"}
_NBSP = "\u00a0"
# the children of w:rPr that come before w:bdr and w:shd in the schema's order
_BEFORE_BORDER = (
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:specVanish",
    "w:oMath",
)

_CELLS = (
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
_RULED = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="TpnRuled"><w:name w:val="{name}"/>'
    '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{_HAIR}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_HAIR}"/></w:tblBorders>{_CELLS}</w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:sz w:val="16"/><w:szCs w:val="16"/>'
    f'<w:color w:val="{_QUIET}"/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    "</w:style>"
)
_BARE = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="TpnBare"><w:name w:val="{name}"/>'
    f"<w:tblPr>{_CELLS}</w:tblPr></w:style>"
)
_COMMENT = (
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="TpnComment"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:pBdr>'
    f'<w:left w:val="single" w:sz="12" w:space="6" w:color="{_HAIR}"/></w:pBdr>'
    '<w:spacing w:before="20" w:after="0"/><w:ind w:left="150"/></w:pPr>'
    f'<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/><w:color w:val="{_QUIET}"/></w:rPr></w:style>'
)
REPORT_STYLES: Final = {RULED: _RULED, BARE: _BARE, COMMENT: _COMMENT}


def dress_run(run: Any, look: Look) -> None:
    """One of the looks of small Markdown put on a run."""
    if look in LIGHTS:
        _lamp(run, look)
    elif look.startswith("was_"):
        run.font.color.rgb = RGBColor.from_string(_WAS[look.removeprefix("was_")])
    elif look == "late":
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string(_LATE)
    elif look == "big":
        run.font.bold, run.font.size = True, Pt(14)
    elif look == "label":
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(_QUIET)
    else:
        run.font.bold, run.font.color.rgb = False, RGBColor.from_string(_QUIET)
        run.font.size = Pt(8.6)


def _lamp(run: Any, look: str) -> None:
    """A light: a shaded, bordered run, since a shaded cell would fill the height of its row."""
    fill, ink, edge = LAMPS[look]
    run.text = f"{_NBSP}{run.text}{_NBSP}"
    run.font.bold, run.font.color.rgb = True, RGBColor.from_string(ink)
    line = "dashed" if look == "grey" else "single"
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no border of a run
    properties.insert_element_before(
        parse_xml(f'<w:bdr {nsdecls("w")} w:val="{line}" w:sz="6" w:space="0" w:color="{edge}"/>'),
        *_BEFORE_BORDER,
    )
    properties.insert_element_before(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'),
        *_BEFORE_BORDER[1:],
    )


def dress_cell(cell: Any, name: str, light: str, number: int, of: int) -> None:
    """The fill and lines of a cell of columns, by their kind."""
    if name == "head" and number == of - 1 and light in LAMPS:
        fill, _, edge = LAMPS[light]
        _shade(cell, fill, dict.fromkeys(("top", "left", "bottom", "right"), (10, edge)), (70, 160))
    elif name == "facts":
        _shade(cell, "", {"top": (4, _HAIR)}, (40, 0))
    elif name == "lines":
        _shade(cell, "", {}, (40, 0))
    elif name == "figures":
        lines = {"left": (4, _HAIR)} if number else {}
        _shade(cell, _WASH, lines, (60, 120))
    elif name == "framed":
        edges = dict.fromkeys(("top", "bottom", "right"), (6, _HAIR)) | {"left": (24, REPORT_ACCENT)}
        _shade(cell, "", edges, (40, 140))


def line_over(paragraph: Any) -> None:
    """A strong line over a paragraph, as wide as its text may be: columns stay apart."""
    line = f'<w:top w:val="single" w:sz="14" w:space="3" w:color="{REPORT_ACCENT}"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"),
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip


def _shade(cell: Any, fill: str, lines: Mapping[str, tuple[int, str]], room: tuple[int, int]) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    inner = "".join(
        f'<w:{side} w:val="single" w:sz="{lines[side][0]}" w:space="0" w:color="{lines[side][1]}"/>'
        for side in ("top", "left", "bottom", "right")
        if side in lines
    )
    if inner:
        properties.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{inner}</w:tcBorders>"))
    if fill:
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))
    up, side = room
    margins = f'<w:top w:w="{up}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
    margins += f'<w:bottom w:w="{up}" w:type="dxa"/><w:right w:w="{max(side, 85)}" w:type="dxa"/>'
    properties.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))


def dress_verdict(cell: Any, light: str) -> None:
    """The words in the box of the overall light: in its ink, the light itself large and without a box of its own."""
    ink = RGBColor.from_string(LAMPS[light][1])
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = ink
            properties = run._r.get_or_add_rPr()  # noqa: SLF001
            for tag in ("w:bdr", "w:shd"):
                for one in properties.findall(qn(tag)):
                    properties.remove(one)
                    run.text, run.font.size = run.text.strip(_NBSP), Pt(15)
