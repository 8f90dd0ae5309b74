"""The elements that a Word document has thousands of, made directly: the library looks for the place of each part anew.

Each is what the library would make, part for part; what is seldom is left to it.
"""

from typing import Any, Final

from docx.oxml.ns import qn

_P_PR, _P_STYLE, _KEEP_NEXT, _VAL = qn("w:pPr"), qn("w:pStyle"), qn("w:keepNext"), qn("w:val")
_R, _R_PR, _B, _T, _SPACE = qn("w:r"), qn("w:rPr"), qn("w:b"), qn("w:t"), qn("xml:space")
_BROKEN: Final = frozenset("\t\r\n")
"""What is no text in Word but an element of its own."""


def add_run(paragraph: Any, text: str, *, strong: bool) -> bool:
    """A run of one line, plain or strong; whether it was that simple."""
    if not text or not _BROKEN.isdisjoint(text):
        return False
    run = _added(paragraph._p, _R)  # noqa: SLF001 - python-docx has no other way to its elements
    if strong:
        _added(_added(run, _R_PR), _B)
    said = _added(run, _T)
    said.text = text
    if len(text.strip()) < len(text):
        said.set(_SPACE, "preserve")
    return True


def wear(paragraph: Any, style: str | None) -> None:
    """A paragraph in a style of the document, by its id; the plain one needs no mark."""
    element = paragraph._p  # noqa: SLF001
    if style is None or len(element):
        element.style = style
        return
    _added(_added(element, _P_PR), _P_STYLE).set(_VAL, style)


def keep_with_next(element: Any) -> None:
    """A paragraph's element kept on the page of what follows."""
    properties = element.get_or_add_pPr()
    if properties.find(_KEEP_NEXT) is None:
        first = len(properties) > 0 and properties[0].tag == _P_STYLE
        properties.insert(int(first), properties.makeelement(_KEEP_NEXT))


def _added(parent: Any, tag: str) -> Any:
    child = parent.makeelement(tag)
    parent.append(child)
    return child
