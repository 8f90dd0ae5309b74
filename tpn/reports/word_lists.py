"""Lists in Word: each numbered list begins anew, also on a letterhead that has no lists of its own."""

from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

_LEVELS = 3
_STEP = 360


class Lists:
    """The numberings of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._kinds: dict[bool, int] = {}
        self._styles: dict[bool, str] = {}

    def style(self, ordered: bool) -> str:
        """The name of the list style of the document, or of its plain one."""
        if ordered not in self._styles:
            name = "List Number" if ordered else "List Bullet"
            self._styles[ordered] = name if name in self.document.styles else "Normal"
        return self._styles[ordered]

    def new(self, *, ordered: bool, start: int = 1) -> int:
        """A new list; its number."""
        root = self._root()
        if ordered not in self._kinds:
            self._kinds[ordered] = _add_kind(root, ordered=ordered)
        number = 1 + max((int(one.get(qn("w:numId"))) for one in root.findall(qn("w:num"))), default=0)
        begins = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if ordered else ""
        )
        root.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{self._kinds[ordered]}"/>'
            f"{begins}</w:num>"
        ))  # fmt: skip
        return number

    def place(self, paragraph: Any, number: int | None, level: int) -> None:
        """A paragraph as an item of a list; without a number it goes on from the one above it."""
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        said = properties.get_or_add_numPr()
        said.get_or_add_ilvl().val = level
        said.get_or_add_numId().val = number or 0
        if number is None:
            paragraph.paragraph_format.left_indent = _STEP * (level + 1) * 635

    def _root(self) -> Any:
        part = self.document.part
        try:
            found = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            found = _numbering(part.package)
            part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
        return found.element  # type: ignore[attr-defined]


def _numbering(package: Any) -> NumberingPart:
    """A numbering part for a document that has none, made like that of an empty document."""
    model = docx.Document().part.numbering_part
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    return NumberingPart(PackURI("/word/numbering.xml"), model.content_type, element, package)


def _add_kind(root: Any, *, ordered: bool) -> int:
    """A way to number, which must stand before the lists that use it; its number."""
    known = root.findall(qn("w:abstractNum"))
    number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1)
    levels = "".join(_level(level, ordered=ordered) for level in range(_LEVELS))
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
    root.insert(len(known), made)
    return number


def _level(level: int, *, ordered: bool) -> str:
    form, text = ("decimal", f"%{level + 1}.") if ordered else ("bullet", "–")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )
