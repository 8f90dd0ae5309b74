"""What a file says, read back row by row as a person reads it; by readers that are not the program's own writers."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
from docx import Document
from pptx import Presentation
from python_calamine import CalamineWorkbook

from tests.exchange.ics_reader import Part, read_ics

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PDFTOTEXT = shutil.which("pdftotext")
_BREAKS = frozenset({"tr", "p", "li", "h1", "h2", "h3", "dt", "dd", "caption", "summary", "text", "title"})
_SILENT = frozenset({"script", "style"})


def rows(path: Path) -> Iterator[str]:
    """The rows, paragraphs or events of a file."""
    yield from _READERS[path.suffix](path)


def _xlsx(path: Path) -> Iterator[str]:
    for tab in openpyxl.load_workbook(path):
        yield from (_line(row) for row in tab.iter_rows(values_only=True))


def _ods(path: Path) -> Iterator[str]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield from (_line(row) for row in book.get_sheet_by_name(name).to_python())


def table_cells(path: Path) -> list[list[str]]:
    """The rows of every table of a Word document; python-docx looks for merged cells around each, and takes seconds."""
    rows = Document(str(path)).element.body.iter(f"{_W}tr")
    return [
        ["\n".join("".join(text.text or "" for text in line.iter(f"{_W}t")) for line in cell.iter(f"{_W}p"))
         for cell in row.iterchildren(f"{_W}tc")]
        for row in rows
    ]  # fmt: skip


def _docx(path: Path) -> Iterator[str]:
    made = Document(str(path))
    yield from (one.text for one in made.paragraphs)
    yield from (_line(row) for row in table_cells(path))


def _pptx(path: Path) -> Iterator[str]:
    for shape in (shape for slide in Presentation(str(path)).slides for shape in slide.shapes):
        if shape.has_table:
            yield from (_line(cell.text for cell in row.cells) for row in shape.table.rows)
        elif shape.has_text_frame:
            yield from (one.text for one in shape.text_frame.paragraphs)


def _ics(path: Path) -> Iterator[str]:
    """Of each event what it is called, its day and whose it is; and each line of what is said of it."""
    for event in read_ics(path.read_bytes()).all("VEVENT"):
        yield _line((_of(event, "SUMMARY"), _day(_of(event, "DTSTART")), *_ends(_of(event, "UID"))))
        yield from _of(event, "DESCRIPTION").split("\n")


def _ends(uid: str) -> Iterator[str]:
    """«3001-halden-mo-01@tpn» ends with the name of its record: «MO-01»."""
    parts = uid.removesuffix("@tpn").upper().split("-")
    yield from ("-".join(parts[first:]) for first in range(len(parts)))


def _of(event: Part, name: str) -> str:
    return " ".join(value for known, _, value in event.properties if known == name)


def _day(said: str) -> str:
    return f"{said[6:8]}.{said[4:6]}.{said[:4]}"


def _pdf(path: Path) -> Iterator[str]:
    line = [str(PDFTOTEXT), "-layout", str(path), "-"]
    yield from subprocess.run(line, capture_output=True, check=True, timeout=60).stdout.decode().splitlines()


class _Page(HTMLParser):
    """The text of a page, a line for each row, paragraph and point."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = [[]]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's own
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag in _BREAKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.lines[-1].append(data.strip())


def _html(path: Path) -> Iterator[str]:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    yield from (" | ".join(line) for line in page.lines if line)


def _line(cells: Iterable[object]) -> str:
    return " | ".join(map(_cell, cells))


def _cell(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime) else "" if value is None else str(value)


_READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    ".xlsx": _xlsx, ".ods": _ods, ".docx": _docx, ".pptx": _pptx, ".ics": _ics, ".pdf": _pdf, ".html": _html,
}  # fmt: skip
