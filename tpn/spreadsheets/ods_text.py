"""The small parts of OpenDocument: names, text with its spaces, values with their types."""

import re
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from tpn.spreadsheets.found_book import UNCOMPUTED, CellError, Value, tidy

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

PARAGRAPH = TEXT + "p"
ANNOTATION = OFFICE + "annotation"

# marks for line breaks and tabs that are meant, while those of the XML itself are layout; no XML may hold them
_TAB, _BREAK = "\x01", "\x02"
_MEANT = str.maketrans({_TAB: "\t", _BREAK: "\n"})
_LAYOUT = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|\t")
"""Spaces alone are kept: LibreOffice writes several in a row bare, against the format's own rule."""


def paragraphs(parent: Element) -> str:
    """The text of the paragraphs directly in an element, one line each."""
    return "\n".join(_paragraph(child) for child in parent if child.tag == PARAGRAPH)


def _paragraph(element: Element) -> str:
    text = _flow(element) if len(element) else element.text or ""
    if "\n" in text or "\t" in text:
        text = _LAYOUT.sub(" ", text).strip(" ")
    return text.translate(_MEANT)


def _flow(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += (_inline(child), child.tail or "")
    return "".join(parts)


def _inline(element: Element) -> str:
    if element.tag == TEXT + "s":
        return " " * min(int(element.get(TEXT + "c", "1")), 1000)
    if element.tag == TEXT + "tab":
        return _TAB
    if element.tag == TEXT + "line-break":
        return _BREAK
    return "" if element.tag == ANNOTATION else _flow(element)


def value_of(cell: Element) -> Value:
    """What a cell holds; an error or a formula without a result is a ``CellError``."""
    if cell.get(CALCEXT + "value-type") == "error":
        return CellError(paragraphs(cell) or "#N/A")
    kind = cell.get(OFFICE + "value-type")
    if kind is None:
        return CellError(UNCOMPUTED) if cell.get(TABLE + "formula") else tidy(paragraphs(cell))
    if kind in {"float", "percentage", "currency"}:
        return _float(cell)
    if kind == "date":
        return _date(cell.get(OFFICE + "date-value", "")) or tidy(paragraphs(cell))
    if kind == "boolean":
        return cell.get(OFFICE + "boolean-value") == "true"
    if kind == "time":
        return _duration(cell.get(OFFICE + "time-value", "")) or tidy(paragraphs(cell))
    return tidy(cell.get(OFFICE + "string-value") or paragraphs(cell))


def _float(cell: Element) -> Value:
    try:
        return tidy(float(cell.get(OFFICE + "value", "")))
    except ValueError:
        return tidy(paragraphs(cell))


def _date(text: str) -> Value:
    try:
        return tidy(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?")


def _duration(text: str) -> Value:
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    try:
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return -length if match[1] else length
