"""The styles of a book in OpenDocument."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from tpn.languages import LOCALES
from tpn.spreadsheets.book import Kind, Print, Tab
from tpn.spreadsheets.cell_style import CellStyle, clean, placed
from tpn.spreadsheets.looks import FONT, FONT_SIZE, Look
from tpn.spreadsheets.ods_conditions import rule_style
from tpn.texts.signs import LATE

PIXELS, PADDING, DOT = 7, 5, 2.54 / 96
"""A column's width counts digits of seven dots and a margin of five, as Excel does."""
OPEN_CELL = "open"

_DAY = '<number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/>'
_DATE = f'{_DAY}<number:text>.</number:text><number:year number:style="long"/>'
_CLOCK = (
    '<number:text> </number:text><number:hours number:style="long"/>'
    '<number:text>:</number:text><number:minutes number:style="long"/>'
)
_DATA_STYLES = (
    f'<number:date-style style:name="Ndate" number:automatic-order="false">{_DATE}</number:date-style>'
    f'<number:date-style style:name="Nday">{_DAY}<number:text>.</number:text></number:date-style>'
    f'<number:date-style style:name="Nlate" number:automatic-order="false"><number:text>{LATE} </number:text>{_DATE}'
    "</number:date-style>"
    f'<number:date-style style:name="Nmoment">{_DATE}{_CLOCK}</number:date-style>'
    '<number:percentage-style style:name="Npercent"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>'
    '<number:number-style style:name="Nmoney"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
)
_DATA: Mapping[Kind, str] = {
    "date": "Ndate", "day": "Nday", "late": "Nlate", "percent": "Npercent", "money": "Nmoney",
}  # fmt: skip
_PAPER = {"A4": ("21cm", "29.7cm"), "A3": ("29.7cm", "42cm")}
_TAB_COLOUR = ' tableooo:tab-color="#{}"'


class UsedStyles:
    """The styles that are used, each named when it is first worn."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self.looks = looks
        self._cells: dict[tuple[CellStyle, bool], str] = {}
        self._columns: dict[float, str] = {}
        self._rows: dict[float | None, str] = {None: "ro"}
        self._open = False

    def cell(self, worn: CellStyle, *, moment: bool = False) -> str:
        """The name of a cell's style."""
        key = (worn, moment)
        name = self._cells.get(key)
        if name is None:
            name = self._cells[key] = f"ce{len(self._cells)}"
        return name

    def open_cell(self) -> str:
        """The style of cells beyond the table of a protected tab."""
        self._open = True
        return OPEN_CELL

    def column(self, width: float) -> str:
        """The name of the style of a column this wide (characters)."""
        return self._columns.setdefault(width, f"co{len(self._columns)}")

    def row(self, height: float | None) -> str:
        """The name of the style of a row; without a height (points) it is fitted to its text."""
        return self._rows.setdefault(height, f"ro{len(self._rows)}")

    def automatic(self, tabs: tuple[Tab, ...]) -> str:
        """All of them, and those of the tabs."""
        return _DATA_STYLES + "".join(self._automatic(tabs))

    def _automatic(self, tabs: tuple[Tab, ...]) -> Iterator[str]:
        for width, name in self._columns.items():
            given = f'<style:table-column-properties style:column-width="{(width * PIXELS + PADDING) * DOT:.2f}cm"/>'
            yield _style(name, "table-column", given)
        for height, name in self._rows.items():
            fixed = f' style:row-height="{height:g}pt"' if height else ""
            fitted = "false" if height else "true"
            yield _style(
                name,
                "table-row",
                f'<style:table-row-properties{fixed} style:use-optimal-row-height="{fitted}"/>',
            )
        for at, tab in enumerate(tabs):
            shown = f'table:display="{"false" if tab.hidden else "true"}"'
            colour = _TAB_COLOUR.format(tab.colour.lower()) if tab.colour else ""
            given = f"<style:table-properties {shown}{colour}/>"
            yield _style(f"ta{at}", "table", given, f' style:master-page-name="mp{at}"')
        for (worn, moment), name in self._cells.items():
            data = "Nmoment" if moment else _DATA.get(worn.kind, "")
            parent = ' style:parent-style-name="Default"' + (
                f' style:data-style-name="{data}"' if data else ""
            )
            yield _style(name, "table-cell", _whole(self.looks[worn.look], worn), parent)
        if self._open:
            given = '<style:table-cell-properties style:cell-protect="none"/>'
            yield _style(OPEN_CELL, "table-cell", given, ' style:parent-style-name="Default"')


def _style(name: str, family: str, inside: str, more: str = "") -> str:
    return f'<style:style style:name={quoteattr(name)} style:family="{family}"{more}>{inside}</style:style>'


def _whole(look: Look, worn: CellStyle) -> str:
    horizontal, indent = placed(look, worn.kind)
    cell = [
        f'style:cell-protect="{"none" if worn.editable else "protected"}"',
        f'style:vertical-align="{"middle" if look.vertical == "center" else look.vertical}"',
        *((f'fo:background-color="#{look.fill.lower()}"',) if look.fill else ()),
        *((f'fo:border="0.5pt solid #{look.border.lower()}"',) if look.border else ()),
        'fo:padding="0.06cm"',
        *(('fo:wrap-option="wrap"',) if look.wrap and worn.kind == "text" else ()),
        *((f'style:rotation-angle="{look.rotate}"',) if look.rotate else ()),
        *(('style:text-align-source="fix"',) if horizontal or indent else ()),
    ]
    sides = {"left": "start", "right": "end", "center": "center", "": "start"}
    margin = (
        f' fo:margin-{"right" if horizontal == "right" else "left"}="{indent * 0.2:.1f}cm"' if indent else ""
    )
    paragraph = (
        f'<style:paragraph-properties fo:text-align="{sides[horizontal]}"{margin}/>'
        if horizontal or indent
        else ""
    )
    return f"<style:table-cell-properties {' '.join(cell)}/>{paragraph}{_letters(look)}"


def _letters(look: Look) -> str:
    given = [
        *((f'fo:color="#{look.colour.lower()}"',) if look.colour else ()),
        *(('fo:font-weight="bold"',) if look.bold else ()),
        *(('fo:font-style="italic"',) if look.italic else ()),
        *((f'fo:font-size="{look.size:g}pt"',) if look.size != FONT_SIZE else ()),
    ]
    return f"<style:text-properties {' '.join(given)}/>" if given else ""


# styles.xml: the default, what rules lay over cells, and the printed pages


def document_styles(tabs: tuple[Tab, ...], styles: UsedStyles, language: str) -> str:
    """The inside of ``styles.xml``."""
    rules = sorted({rule.look for tab in tabs for rule in tab.rules})
    country = LOCALES.get(language, LOCALES["nb"]).partition("-")[2]
    letters = (
        f'<style:text-properties style:font-name="{FONT}" fo:font-family="{FONT}" fo:font-size="{FONT_SIZE:g}pt"'
        f' fo:language="{language}" fo:country="{country}"/>'
    )
    return (
        f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="{FONT}"/>'
        f"</office:font-face-decls><office:styles>{_style('Default', 'table-cell', letters)}"
        + "".join(_rule(look, styles.looks[look]) for look in rules)
        + "</office:styles><office:automatic-styles>"
        + "".join(_page(tab.print, at, tab.pages_wide) for at, tab in enumerate(tabs))
        + "</office:automatic-styles><office:master-styles>"
        + "".join(_master(tab.print, at) for at, tab in enumerate(tabs))
        + "</office:master-styles>"
    )


def _rule(name: str, look: Look) -> str:
    given = [
        *((f'fo:background-color="#{look.fill.lower()}"',) if look.fill else ()),
        *((f'fo:border="0.5pt solid #{look.border.lower()}"',) if look.border else ()),
    ]
    fill = f"<style:table-cell-properties {' '.join(given)}/>" if given else ""
    return _style(rule_style(name), "table-cell", fill + _letters(look), ' style:parent-style-name="Default"')


def _page(given: Print, at: int, beside: int) -> str:
    short, long = _PAPER[given.paper]
    wide, high = (long, short) if given.landscape else (short, long)
    scale = f' style:scale-to-X="{beside}" style:scale-to-Y="0"' if given.one_page_wide else ""
    return (
        f'<style:page-layout style:name="pm{at}"><style:page-layout-properties'
        f' fo:page-width="{wide}" fo:page-height="{high}"'
        f' style:print-orientation="{"landscape" if given.landscape else "portrait"}"'
        ' style:first-page-number="continue"'
        f' fo:margin-top="1.2cm" fo:margin-bottom="1cm" fo:margin-left="1cm" fo:margin-right="1cm"{scale}/>'
        "<style:footer-style><style:header-footer-properties"
        ' fo:min-height="0.6cm" fo:margin-top="0.2cm"/></style:footer-style></style:page-layout>'
    )


def _master(given: Print, at: int) -> str:
    regions = (("left", given.footer_left), ("center", given.footer_centre), ("right", given.footer_right))
    footer = "".join(
        f"<style:region-{side}><text:p>{_footer(text)}</text:p></style:region-{side}>"
        for side, text in regions
        if text
    )
    inside = f'<style:header style:display="false"/><style:footer>{footer}</style:footer>' if footer else ""
    return (
        f'<style:master-page style:name="mp{at}" style:page-layout-name="pm{at}">{inside}</style:master-page>'
    )


def _footer(text: str) -> str:
    filled = escape(clean(text))
    number, count = "<text:page-number>1</text:page-number>", "<text:page-count>1</text:page-count>"
    return filled.replace("{page}", number).replace("{pages}", count)
