"""What people added to a sheet that was sent – columns, colours, formulas – so that the next one has it too.

One file for each style and receiver, ``history/sheets/STYLE[--PERSON].json``, as the sheet that came home last said it.
What is written in an added column is no part of it: that is kept with its record in the project (``x:``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tpn.history.own_files import kept_json
from tpn.model.ids import slug
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file

FOLDER = Path("history") / "sheets"
FORMAT = 1

Pieces = Sequence[Any]
"""A formula apart from where it stood (``spreadsheets.carried_formula``)."""


@dataclass(frozen=True)
class TableAdditions:
    """Of one table: the headings of its added columns; colours and formulas by record and field; the rows of sums."""

    kind: str
    place: str
    columns: tuple[str, ...] = ()
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formulas: Mapping[str, Mapping[str, Pieces]] = field(default_factory=dict)
    sums: tuple[Mapping[str, Any], ...] = ()
    """By field a formula in pieces, or what was written there as it is."""

    @property
    def some(self) -> bool:
        """Whether anything was added."""
        return bool(self.columns or self.colours or self.formulas or self.sums)


def additions(project: Path, style: str, person: str) -> tuple[TableAdditions, ...]:
    """What was added to the sheet of a style that was made for somebody.

    Raises:
        Stop: the file has been damaged.
    """
    path = _path(project, style, person)
    if not path.is_file():
        return ()
    try:
        return tuple(_table(one) for one in kept_json(project, path)["tables"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        name = path.as_posix()
        raise Stop(Problem("additions-damaged", FilePlace(name), {"file": name})) from None


def change_of(project: Path, style: str, person: str, new: Sequence[TableAdditions]) -> tuple[TextFile, str]:
    """The file as it is and its new text, for ``history.journal.write``."""
    path = _path(project, style, person)
    file = read_file(path) if path.is_file() else TextFile(path, path.as_posix(), "")
    if not isinstance(file, TextFile):
        raise Stop(file)
    said = {"format": FORMAT, "tables": [asdict(one) for one in new]}
    return file, json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _path(project: Path, style: str, person: str) -> Path:
    return project / FOLDER / ("--".join(filter(None, (slug(style), slug(person)))) + ".json")


def _table(said: Mapping[str, Any]) -> TableAdditions:
    made = TableAdditions(
        str(said["kind"]), str(said["place"]), tuple(map(str, said["columns"])),
        {str(name): {str(key): str(one) for key, one in some.items()} for name, some in said["colours"].items()},
        {str(name): {str(key): tuple(one) for key, one in some.items()} for name, some in said["formulas"].items()},
        tuple(
            {str(key): tuple(one) if isinstance(one, list) else one for key, one in row.items()}
            for row in said["sums"]
        ),
    )  # fmt: skip
    pieces = [one for some in made.formulas.values() for one in some.values()]
    pieces += [one for row in made.sums for one in row.values() if isinstance(one, tuple)]
    if not all(isinstance(piece, str | dict) for one in pieces for piece in one):
        raise TypeError(said)
    return made
