"""Where the files of a project speak of somebody: its YAML, everything under ``history/``, and what lies beside."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tpn.model.traces import PersonalTraces
from tpn.source import TextFile, read_file
from tpn.source.files import file_bytes
from tpn.source.inside import leads_out
from tpn.source.packages import NOT_A_PACKAGE

AREAS = (
    "project", "snapshots", "journal", "log", "rounds", "proposals", "reports", "meetings", "imports", "moves", "other",
)  # fmt: skip
_AROUND = 40
_MOST_OPENED = 20_000_000
_OFFICE = frozenset({".docx", ".xlsx", ".pptx", ".ods", ".odt"})
_LEFT_ALONE = frozenset({".git", ".venv", "node_modules"})
"""Not walked: git is asked itself, the others are no part of a project."""


class PersonalTrace(NamedTuple):
    """One place that speaks of somebody.

    ``area``: ``project``, the folder under ``history/``, or ``other``; ``line`` is 0 in a file that has none; ``by``:
    ``name`` (or mail, telephone), ``id``, or ``maybe``; ``text``: what stands there, shortened.
    """

    area: str
    file: str
    line: int
    by: str
    text: str


def area_of(file: str) -> str:
    """Which part of a project's memory a file belongs to, by its path from the project's folder."""
    folder, *below = file.split("/")
    if folder == "history" and below:
        known = below[0].removesuffix(".json")
        return known if known in AREAS else "other"
    return "project" if not below and file.endswith(".yaml") else "other"


def files_of_memory(project: Path) -> Iterator[Path]:
    """Every file in the project's folder, links out of it and git's own aside."""
    for folder, below, names in os.walk(project):
        below[:] = sorted(one for one in below if one not in _LEFT_ALONE)
        for name in sorted(names):
            path = Path(folder) / name
            if not leads_out(project, path) and name not in {".lock", ".outputs"}:
                yield path


def said_from(project: Path, path: Path) -> str:
    """A path as it is said from the project's folder."""
    return path.relative_to(project).as_posix()


def text_parts(path: Path) -> Iterator[tuple[str, bool]]:
    """The texts of a file, and whether they have lines that can be counted; nothing of one that cannot be read."""
    if path.suffix.lower() in _OFFICE:
        yield from ((text, False) for text in office_texts(path))
        return
    file = read_file(path)
    if isinstance(file, TextFile):
        yield file.text, True


def office_texts(path: Path) -> Iterator[str]:
    """The parts of a Word file, a workbook or a presentation that are text, up to a set size."""
    try:
        with zipfile.ZipFile(io.BytesIO(file_bytes(path))) as packed:
            room = _MOST_OPENED
            for one in packed.infolist():
                room -= one.file_size
                if room < 0:
                    return
                if one.filename.endswith((".xml", ".rels")):
                    yield packed.read(one).decode("utf-8", "replace")
    except NOT_A_PACKAGE:
        return


def traces_in(project: Path, traces: PersonalTraces) -> Iterator[PersonalTrace]:
    """Every line of every file that speaks of somebody, the project's own files first."""
    paths = sorted(files_of_memory(project), key=lambda path: AREAS.index(area_of(said_from(project, path))))
    for path in paths:
        file = said_from(project, path)
        for text, lines in text_parts(path):
            if lines:
                yield from _in_lines(traces, file, text)
            elif traces.tells(text):
                yield PersonalTrace(area_of(file), file, 0, "name", "")
                break


def _in_lines(traces: PersonalTraces, file: str, text: str) -> Iterator[PersonalTrace]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := traces.first(line):
            by, at = found
            start = max(0, at - _AROUND)
            shown = line[start : at + 2 * _AROUND].strip()
            yield PersonalTrace(area_of(file), file, number, by, shown)
