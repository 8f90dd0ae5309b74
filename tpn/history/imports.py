"""New rows that sheets have brought, so that the same sheet brings none of them twice.

``history/imports.jsonl`` remembers, for each row that became a record: which sheet it stood in, under which list and
title, the id it got, and what it said. When the sheet comes again, its row is that record, and this is its base. It has
a row a line and only grows, so that two branches merge. What older versions kept in ``imports.json`` is read as well.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tpn.history.own_files import kept_json, kept_text
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file

FILE = Path("history") / "imports.jsonl"
OLD_FILE = FILE.with_suffix(".json")


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row that became a record. ``number`` counts rows of one title in one sheet from 0."""

    sheet: str
    kind: str
    place: str
    title: str
    number: int
    id: str
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """Which row of which sheet it is."""
        return self.sheet, self.kind, self.place, self.title, self.number


def brought(project: Path) -> tuple[ImportedRow, ...]:
    """All that sheets have brought.

    Raises:
        Stop: the file has been damaged.
    """
    rows: list[ImportedRow] = []
    for path, said in ((project / OLD_FILE, _rows), (project / FILE, _lines)):
        if not path.is_file():
            continue
        try:
            rows += map(_read, said(project, path))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Stop(
                Problem("imports-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})
            ) from None
    return tuple(rows)


def _rows(project: Path, path: Path) -> list[Any]:
    rows: list[Any] = kept_json(project, path)["rows"]
    return rows


def _lines(project: Path, path: Path) -> list[Any]:
    return [json.loads(line) for line in kept_text(project, path).split("\n") if line.strip()]


def _read(said: Mapping[str, Any]) -> ImportedRow:
    made = ImportedRow(**said)
    texts = (made.sheet, made.kind, made.place, made.title, made.id)
    if not all(isinstance(one, str) for one in texts) or type(made.number) is not int:
        raise TypeError(made)
    made.values.keys()
    return made


def change_of(project: Path, more: Iterable[ImportedRow]) -> tuple[TextFile, str]:
    """The file as it is and its new text, for ``history.journal.write``."""
    path = project / FILE
    file = read_file(path) if path.is_file() else TextFile(path, path.as_posix(), "")
    if not isinstance(file, TextFile):
        raise Stop(file)
    lines = (json.dumps(asdict(one), ensure_ascii=False, default=_iso) + "\n" for one in more)
    return file, file.text + "".join(lines)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
