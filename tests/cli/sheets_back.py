"""Sheets that go out and come home edited, for tests: what a colleague does to a workbook."""

import difflib
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl

from tests.sheets.laid import DUMPS, laid


class Back:
    """A tab of a workbook under a colleague's hands: cells by id and heading."""

    def __init__(self, path: Path, tab: str) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)
        self.sheet: Any = self.book[tab]

    @property
    def header(self) -> int:
        """The row with the headings."""
        return next(int(cell.row) for cell in self.sheet["A"] if cell.value == "Nr")

    def column(self, heading: str) -> int:
        """The number of a column."""
        return next(int(cell.column) for cell in self.sheet[self.header] if cell.value == heading)

    def row(self, name: str) -> int:
        """The row of an id."""
        return next(int(cell.row) for cell in self.sheet["A"] if cell.value == name)

    def put(self, name: str, heading: str, value: object) -> str:
        """Write into the cell of an id under a heading; its name."""
        cell = self.sheet.cell(self.row(name), self.column(heading))
        cell.value = value
        return f"{self.sheet.title}!{cell.coordinate}"

    def add(self, **values: object) -> int:
        """A new row under the last."""
        row = max(int(cell.row) for cell in self.sheet["A"] if cell.value) + 1
        while self.sheet.cell(row, self.column("Aktivitet")).value:
            row += 1
        for heading, value in values.items():
            self.sheet.cell(row, self.column(heading.replace("_", " "))).value = value
        return row

    def save(self) -> Path:
        """Save it where it lies."""
        self.book.save(self.path)
        return self.path


def sent(project: Path, name: str, person: str = "", style: str = "halden") -> Path:
    """A workbook of a project, as it is sent to somebody."""
    path = project.parent / name
    path.write_bytes(_workbook(_Content(project), style, person))
    return path


class _Content:
    """What a workbook is made of, wherever the project lies: alike where its files are alike."""

    def __init__(self, project: Path) -> None:
        self.project = project
        files = [*project.glob("*.yaml"), *(project / "templates").rglob("*")]
        self._files = {one.relative_to(project): one.read_bytes() for one in files if one.is_file()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self._files == other._files

    def __hash__(self) -> int:
        return hash(frozenset(self._files.items()))


@lru_cache(maxsize=32)
def _workbook(content: _Content, style: str, person: str) -> bytes:
    return DUMPS["xlsx"](laid(content.project, style, person=person)[0])


def texts(folder: Path) -> dict[str, str]:
    """The project's files."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


def changed_lines(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that are new in any file, with a plus before them, and those that are gone with a minus."""
    found = []
    for name, text in before.items():
        lines = difflib.ndiff(text.splitlines(), after[name].splitlines())
        found += [line[0].strip() + line[2:].strip() for line in lines if line[0] in "+-"]
    return found
