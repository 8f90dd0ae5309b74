"""New rows that sheets have brought, so that the same sheet brings none of them twice.

``history/imports.json`` remembers, for each row that became a record: which sheet it stood in, under which list and
title, the id it got, and what it said. When the sheet comes again, its row is that record, and this is its base.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tpn.history.own_files import kept_json
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file

FILE = Path("history") / "imports.json"
FORMAT = 1


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
    path = project / FILE
    if not path.is_file():
        return ()
    try:
        return tuple(_read(one) for one in kept_json(project, path)["rows"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Stop(
            Problem("imports-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})
        ) from None


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
    rows = [asdict(one) for one in (*brought(project), *more)]
    return file, json.dumps(
        {"format": FORMAT, "rows": rows}, ensure_ascii=False, indent=1, default=_iso
    ) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
