"""The formulas of an .xlsx, cell by cell, beside the reader that gives the values they came to."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import unescape

from openpyxl.formula.translate import Translator

_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]+[0-9]+)["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)"""
)
_SHARED = re.compile(rb"""\bsi=["']([0-9]+)["']""")


def formulas(path: Path, parts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The formulas of cells (``B7``) by what ``parts`` calls the sheet's part; what is filled down is told in full."""
    with zipfile.ZipFile(path) as package:
        return {tab: dict(_formulas_of(package.read(part.lstrip("/")))) for tab, part in parts.items()}


def _formulas_of(part: bytes) -> Iterator[tuple[str, str]]:
    shared: dict[bytes, tuple[str, str]] = {}
    for cell, about, said in _FORMULA.findall(part):
        name, text, group = (
            cell.decode(),
            unescape(said.decode("utf-8", "replace"), _QUOTE),
            _SHARED.search(about),
        )
        if group and text:
            shared[group[1]] = (name, text)
        elif group and group[1] in shared:
            first, written = shared[group[1]]
            text = Translator(f"={written}", origin=first).translate_formula(name).lstrip("=")
        if text:
            yield name, text


_QUOTE = {"&quot;": '"', "&apos;": "'"}
