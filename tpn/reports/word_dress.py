"""How a Word document of ours looks: styles, page, header and footer. A letterhead keeps what it has of these."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from tpn.languages import LOCALES
from tpn.reports.word_report import INK, REPORT_ACCENT, REPORT_STYLES

FONT = "Arial"
"""Where it is not, Liberation Sans stands in for it with the same widths."""
ACCENT, QUIET, LINE, WASH = "1B4F72", "526170", "CFD8E0", "F3F6F9"
TABLE, FACTS, CELL, DENSE = "Tpn Table", "Tpn Facts", "Tpn Cell", "Tpn Dense"
NOTE, BLANK = "Tpn Note", "Tpn Blank"
_HEADINGS = {1: (18, 0, 10), 2: (13, 16, 5), 3: (11, 12, 3), 4: (10, 10, 2)}


class PageForm(NamedTuple):
    """How a kind of document is set: margins in cm; letters and air in points; headings by level."""

    font: str = FONT
    size: float = 10
    sides: float = 2.2
    top: float = 2.0
    bottom: float = 1.8
    running: float = 0.9
    after: float = 4
    line: float = 1.03
    accent: str = ACCENT
    inks: Mapping[int, str] = {}
    headings: Mapping[int, tuple[float, float, float]] = _HEADINGS
    rule: bool = True


FORMS: Mapping[str, PageForm] = {
    "": PageForm(),
    "report": PageForm(
        "Arial", 9, 1.5, 1.3, 1.5, 0.7, 3, 1.0, REPORT_ACCENT, {1: INK},
        {1: (20, 0, 2), 2: (12, 7, 2), 3: (9.4, 4, 2), 4: (9, 4, 2)}, rule=False,
    ),
    "letter": PageForm(
        "Arial", 11, 2.5, 2.2, 2.0, 0.9, 6, 1.2, REPORT_ACCENT, {1: INK},
        {1: (20, 0, 8), 2: (13, 12, 4), 3: (11, 8, 3), 4: (11, 6, 2)}, rule=False,
    ),
}  # fmt: skip


def dress(document: Document, language: str, *, whole: bool, look: str = "") -> None:
    """Give a document the styles that the writer uses; ``whole`` also sets those that a letterhead has itself."""
    form = FORMS[look]
    if whole:
        _page(document, form)
        _normal(document, language, form)
        _headings(document, form)
        _lists(document)
        _modern(document)
    for level in _HEADINGS:
        _missing_heading(document, level)
    for name, xml in (
        (TABLE, _TABLE),
        (FACTS, _FACTS),
        (CELL, _CELL),
        (DENSE, _DENSE),
        (NOTE, _NOTE),
        (BLANK, _BLANK),
        *REPORT_STYLES.items(),
    ):
        if name not in document.styles:
            document.styles.element.append(parse_xml(xml.format(ns=nsdecls("w"), name=name)))


def _page(document: Document, form: "PageForm") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(form.sides)
    section.top_margin, section.bottom_margin = Cm(form.top), Cm(form.bottom)
    section.header_distance = section.footer_distance = Cm(form.running)


def _normal(document: Document, language: str, form: "PageForm") -> None:
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = form.font, Pt(form.size)
    for side in ("w:eastAsia", "w:cs", "w:hAnsi"):
        style.element.rPr.rFonts.set(qn(side), form.font)
    style.paragraph_format.space_after = Pt(form.after)
    style.paragraph_format.line_spacing = form.line
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), LOCALES[language])


def _headings(document: Document, form: "PageForm") -> None:
    for level, (size, before, after) in form.headings.items():
        style: Any = document.styles[f"Heading {level}"]
        rpr = style.element.get_or_add_rPr()
        for fonts in rpr.findall(qn("w:rFonts")):
            rpr.remove(fonts)
        style.font.name, style.font.size, style.font.bold, style.font.italic = (
            form.font,
            Pt(size),
            True,
            False,
        )
        style.font.color.rgb = RGBColor.from_string(form.inks.get(level, form.accent))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    if not form.rule:
        return
    first: Any = document.styles["Heading 1"]
    first.element.get_or_add_pPr().append(parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="5" w:color="{ACCENT}"/></w:pBdr>'
    ))  # fmt: skip


def _lists(document: Document) -> None:
    for name in ("List Bullet", "List Number"):
        style: Any = document.styles[name]
        style.paragraph_format.space_after = Pt(2)


def _modern(document: Document) -> None:
    """Word shows an old document in a narrow mode; say that this one is new."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    compat.append(parse_xml(
        f'<w:compatSetting {nsdecls("w")} w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    ))  # fmt: skip


def _missing_heading(document: Document, level: int) -> None:
    """A letterhead may lack a heading style; it gets a plain one in its own font."""
    name = f"Heading {level}"
    if name in document.styles:
        return
    size, before, after = _HEADINGS[level]
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold = Pt(size), True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True
    level_mark = OxmlElement("w:outlineLvl")
    level_mark.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(level_mark)


def report_lines(document: Document, foot: tuple[str, str], page: str, running: str) -> None:
    """The footer of a report – what it is, draft or published, and the page – and its head from the second page on."""
    section: Any = document.sections[0]
    section.different_first_page_header_footer = True
    for one in (section.first_page_footer, section.footer):
        _report_foot(document, one.paragraphs[0], foot, page)
    paragraph, width = section.header.paragraphs[0], _text_width(section)
    paragraph.style = document.styles["Normal"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    _quiet_run(paragraph, f"{running}\t", 8)
    _field(
        paragraph, "STYLEREF 2", ""
    )  # the part: a heading by its level, since its name is the reader's language's


def _text_width(section: Any) -> int:
    return int(section.page_width - section.left_margin - section.right_margin)


def _report_foot(document: Document, paragraph: Any, foot: tuple[str, str], page: str) -> None:
    width = _text_width(document.sections[0])
    paragraph.style = document.styles["Normal"]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(int(width * 0.68), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(  # noqa: SLF001
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="5" w:color="{LINE}"/></w:pBdr>'
    ), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # fmt: skip
    for number, text in enumerate(foot):
        _quiet_run(paragraph, ("\t" if number else "") + text, 8)
    _quiet_run(paragraph, "\t", 8)
    _with_fields(paragraph, page)


def running_lines(document: Document, unit: str, title: str, page: str) -> None:
    """The header – who and what – and the footer with page numbers."""
    section: Any = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for paragraph, left, right in (
        (section.header.paragraphs[0], title, ""),
        (section.footer.paragraphs[0], unit, page),
    ):
        paragraph.style = document.styles["Normal"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        _quiet_run(paragraph, left)
        if right:
            _quiet_run(paragraph, "\t")
            _with_fields(paragraph, right)


def _quiet_run(paragraph: Any, text: str, size: float = 8.5) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(QUIET)
    return run


def _with_fields(paragraph: Any, page: str) -> None:
    """The marks for page and pages become fields that Word fills in."""
    text = ""
    for sign in page:
        if sign not in "\x01\x02":
            text += sign
            continue
        if text:
            _quiet_run(paragraph, text)
            text = ""
        _field(paragraph, "PAGE" if sign == "\x01" else "NUMPAGES")
    if text:
        _quiet_run(paragraph, text)


def _field(paragraph: Any, code: str, shown: str = "1") -> None:
    for kind in ("begin", "code", "separate", "text", "end"):
        run = _quiet_run(paragraph, shown if kind == "text" else "")
        if kind == "code":
            said = OxmlElement("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = f" {code} "
            run._r.append(said)  # noqa: SLF001 - python-docx has no fields
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001


_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)
_FLUSH = _MARGINS.replace('<w:left w:w="100"', '<w:left w:w="0"')
_TABLE = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="TpnTable"><w:name w:val="{name}"/>'
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>{_MARGINS}</w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/></w:tcPr></w:tblStylePr></w:style>'
)
_FACTS = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="TpnFacts"><w:name w:val="{name}"/>'
    "<w:tblPr><w:tblBorders>"
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>{_FLUSH}</w:tblPr>'
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/>'
    f'<w:color w:val="{QUIET}"/></w:rPr></w:tblStylePr></w:style>'
)
_CELL = (
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="TpnCell"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:style>'
)
_DENSE = (
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="TpnDense"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="TpnCell"/><w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>'
)
_NOTE = (
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="TpnNote"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:pBdr>'
    f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
    '<w:spacing w:before="60" w:after="60"/><w:ind w:left="200"/></w:pPr></w:style>'
)
_BLANK = (
    '<w:style {ns} w:type="paragraph" w:customStyle="1" w:styleId="TpnBlank"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:pBdr>'
    f'<w:bottom w:val="single" w:sz="4" w:space="1" w:color="{QUIET}"/>'
    f'<w:between w:val="single" w:sz="4" w:space="1" w:color="{QUIET}"/></w:pBdr>'
    '<w:spacing w:before="280" w:after="0"/></w:pPr></w:style>'
)
