"""Writing a book as .ods: own code, since the libraries take minutes; the same book gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from tpn.spreadsheets.book import Book, CellChoices, Tab
from tpn.spreadsheets.cell_style import clean, list_columns, lists_tab
from tpn.spreadsheets.found_book import cell_name, column_name
from tpn.spreadsheets.ods_cell_styles import UsedStyles, document_styles
from tpn.spreadsheets.ods_conditions import conditional_formats
from tpn.spreadsheets.ods_rows import Rules, rows

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = ("office", "table", "text", "style", "config", "meta", "number")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        *(
            (prefix, f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0")
            for prefix in _OASIS
            if prefix != "number"
        ),
        ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        # without this one LibreOffice does not look at what is frozen
        ("ooo", "http://openoffice.org/2004/office"),
        ("tableooo", "http://openoffice.org/2009/table"),
        ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
        ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
    )
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def dump(book: Book) -> bytes:
    """The bytes of the document."""
    lists = lists_tab(book)
    tabs = (*book.tabs, *((lists,) if lists else ()))
    styles = UsedStyles(book.looks)
    parts = {
        "content.xml": _content(book, tabs, styles),
        "styles.xml": _root("document-styles", document_styles(tabs, styles, book.properties.language)),
        "settings.xml": _root("document-settings", _settings(tabs)),
        "meta.xml": _root("document-meta", _meta(book)),
    }
    parts["META-INF/manifest.xml"] = _manifest(tuple(parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        _put(package, "mimetype", MIME, zipfile.ZIP_STORED)
        for name, text in parts.items():
            _put(package, name, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    about = zipfile.ZipInfo(name, FIXED_DATE)
    about.create_system = UNIX
    package.writestr(about, text.encode("utf-8"), method, compresslevel=6)


def _root(name: str, inside: str) -> str:
    return f'{HEAD}<office:{name} {NAMESPACES} office:version="1.3">{inside}</office:{name}>'


def _content(book: Book, tabs: tuple[Tab, ...], styles: UsedStyles) -> str:
    rules = Rules()
    tables = [_table(tab, at, styles, rules) for at, tab in enumerate(tabs)]
    columns = list_columns(book)
    validations = "".join(
        _validation(rules, name, book.choices[name], columns.get(name)) for name in rules.used
    )
    inside = (
        f"<office:automatic-styles>{styles.automatic(tabs)}</office:automatic-styles><office:body><office:spreadsheet>"
        + (f"<table:content-validations>{validations}</table:content-validations>" if validations else "")
        + "".join(tables)
        + _filters(tabs)
        + "</office:spreadsheet></office:body>"
    )
    return _root("document-content", inside)


def _table(tab: Tab, at: int, styles: UsedStyles, rules: Rules) -> str:
    protected = ' table:protected="true"' if tab.protect else ""
    return (
        f'<table:table table:name={quoteattr(tab.name)} table:style-name="ta{at}"{protected}>'
        + (_FREE if tab.protect else "")
        + _columns(tab, styles)
        + rows(tab, styles, rules)
        + conditional_formats(tab, quoted(tab.name))
        + "</table:table>"
    )


_FREE = "<loext:table-protection {}/>".format(
    " ".join(
        f'loext:{name}="true"'
        for name in (
            *("select-protected-cells", "select-unprotected-cells", "insert-columns", "insert-rows"),
            *("delete-columns", "delete-rows", "use-autofilter", "use-pivot"),
        )
    )
)


def _columns(tab: Tab, styles: UsedStyles) -> str:
    """The columns with their widths; what lies beyond the table is open, also in a protected tab."""
    out = []
    beyond = styles.open_cell() if tab.protect else "Default"
    for column in (*tab.columns, *(None,) * (tab.width - len(tab.columns))):
        style = beyond if column and (column.editable or column.fresh) else "Default"
        hidden = ' table:visibility="collapse"' if column and column.hidden else ""
        name = styles.column(column.width if column else 12)
        out.append(
            f'<table:table-column table:style-name="{name}" table:default-cell-style-name="{style}"{hidden}/>'
        )
    rest = 16_384 - tab.width
    if tab.protect:
        name = styles.column(12)
        out.append(
            f'<table:table-column table:style-name="{name}" table:number-columns-repeated="{rest}"'
            f' table:default-cell-style-name="{beyond}"/>'
        )
    return "".join(out)


def quoted(name: str) -> str:
    """A tab's name in an address."""
    return "'" + name.replace("'", "''") + "'"


def _validation(rules: Rules, name: str, choices: CellChoices, column: int | None) -> str:
    address = f"$'{rules.used[name].replace(chr(39), chr(39) * 2)}'.A1"
    message = f"<text:p>{escape(clean(choices.message))}</text:p>" if choices.message else ""
    title = quoteattr(clean(choices.title))
    kind = "warning" if choices.numbers else "stop" if choices.strict else "information"
    condition = _bounds(choices) if choices.numbers else f"cell-content-is-in-list({_list(choices, column)})"
    return (
        f"<table:content-validation table:name={quoteattr(rules.name(name))}"
        f" table:condition={quoteattr('of:' + condition)}"
        f' table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address={quoteattr(address)}>'
        + (
            f'<table:help-message table:title={title} table:display="true">{message}</table:help-message>'
            if message and not choices.numbers
            else ""
        )
        + f'<table:error-message table:message-type="{kind}" table:display="true" table:title={title}>{message}'
        "</table:error-message></table:content-validation>"
    )


def _list(choices: CellChoices, column: int | None) -> str:
    """The words of a list, or where they stand in the hidden tab."""
    if column is None:
        return ";".join('"' + clean(word).replace('"', '""') + '"' for word in choices.values)
    letters = column_name(column)
    return f"[$'_lists'.${letters}$1:.${letters}${len(choices.values)}]"


def _bounds(choices: CellChoices) -> str:
    """A number from low to high; one side may be open."""
    low, high = choices.span
    kind = f"cell-content-is-{'whole' if choices.whole else 'decimal'}-number()"
    if low is not None and high is not None:
        return f"{kind} and cell-content-is-between({low:g},{high:g})"
    return f"{kind} and cell-content(){'<=' if low is None else '>='}{high if low is None else low:g}"


def _filters(tabs: tuple[Tab, ...]) -> str:
    """Only ranges of this name keep their buttons when the document is saved as .xlsx."""
    ranges = [
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{at}" table:target-range-address='
        f"{quoteattr(_address(tab))}"
        ' table:display-filter-buttons="true" table:contains-header="true"/>'
        for at, tab in enumerate(tabs)
        if tab.filter and tab.header is not None
    ]
    return f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>" if ranges else ""


def _address(tab: Tab) -> str:
    header, name = tab.header or 0, quoted(tab.name)
    return f"{name}.{cell_name(header, 0)}:{name}.{cell_name(max(tab.body[1], header + 1), tab.width - 1)}"


def _settings(tabs: tuple[Tab, ...]) -> str:
    views = "".join(_entry(_frozen(tab), tab.name) for tab in tabs if tab.freeze != (0, 0))
    active = next((tab.name for tab in tabs if not tab.hidden), "")
    return (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        + _item("ViewId", "string", "view1")
        + f'<config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named>'
        + _item("ActiveTable", "string", active)
        + _item("ShowGrid", "boolean", "false")
        + "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
    )


def _frozen(tab: Tab) -> Mapping[str, tuple[str, int]]:
    down, right = tab.freeze
    return {
        "HorizontalSplitMode": ("short", 2 if right else 0),
        "VerticalSplitMode": ("short", 2 if down else 0),
        "HorizontalSplitPosition": ("int", right),
        "VerticalSplitPosition": ("int", down),
        "ActiveSplitRange": ("short", 3 if right and down else 2 if down else 1),
        "PositionLeft": ("int", 0),
        "PositionRight": ("int", right),
        "PositionTop": ("int", 0),
        "PositionBottom": ("int", down),
    }


def _entry(items: Mapping[str, tuple[str, int]], name: str) -> str:
    inside = "".join(_item(key, kind, str(value)) for key, (kind, value) in items.items())
    shown = _item("ShowGrid", "boolean", "false")
    return f"<config:config-item-map-entry config:name={quoteattr(name)}>{inside}{shown}</config:config-item-map-entry>"


def _item(name: str, kind: str, value: str) -> str:
    return (
        f'<config:config-item config:name="{name}" config:type="{kind}">{escape(value)}</config:config-item>'
    )


def _meta(book: Book) -> str:
    given = book.properties
    plain = (
        ("dc:title", given.title),
        ("dc:subject", given.subject),
        ("meta:keyword", given.category),
        ("meta:initial-creator", given.author),
        ("dc:creator", given.author),
        ("meta:creation-date", given.created.isoformat()),
        ("dc:date", given.created.isoformat()),
        ("dc:language", given.language),
    )
    custom = (*given.custom, *((("Company", given.company),) if given.company else ()))
    return (
        "<office:meta>"
        + "".join(f"<{tag}>{escape(clean(text))}</{tag}>" for tag, text in plain if text)
        + "".join(
            f"<meta:user-defined meta:name={quoteattr(name)}>{escape(clean(value))}</meta:user-defined>"
            for name, value in custom
        )
        + "</office:meta>"
    )


def _manifest(parts: tuple[str, ...]) -> str:
    entries = (("/", MIME), *((part, "text/xml") for part in parts))
    inside = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return f'{HEAD}<manifest:manifest xmlns:manifest="{name}" manifest:version="1.3">{inside}</manifest:manifest>'
