"""Random edits in the sheets of many people, brought home at once; a small model says what must come of each.

    python -m tests.rounds.many_people --tries 10000 --seed 1

The model knows nothing of how tpn merges. It knows what a person would expect: what can be read and is asked of one
person only is taken, what two people answer differently (or what a sheet without its base says) is a question, what
cannot be read or would break the project is named with its file and cell. No edit is unseen, and no import is stopped
whole by one cell.
"""

import contextlib
import csv
import io
import json
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import cell as names

from tests.rounds.tally import Round, by_hand
from tests.sheets.laid import DUMPS, laid
from tpn.cli.app import run
from tpn.spreadsheets.book import Book, Cell

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - a clock on the wall
TAB = "Etablering"
Value = str | date | None
PEOPLE = ("Liv Sand", "Tor Vik", "Siv Dahl", "Nils Aune")
BAD: tuple[tuple[str, str], ...] = (
    ("Ansvarlig", "Ingen Nilsen"),
    ("Frist", "31.02.2027"),
    ("Status", "Kanskje"),
    ("Start", "en dag"),
)
FORMATS = ("xlsx", "xlsx", "ods", "csv")
EACH = 150
"""The most edits of one person in a round."""
AGAIN = 0.4
"""How often the same sheets are brought home once more, which must change nothing."""


@dataclass(frozen=True)
class EditedCell:
    """What one person did to one cell (or to a new row): where it is, and what must come of it."""

    file: str
    cell: str
    id: str
    heading: str
    value: Value
    must: str
    """``good``: can be read; ``bad``: cannot; ``either``: by what else the row says; ``new``: a new row."""


@dataclass
class PersonSheet:
    """One person's sheet as a grid of values, wherever it is kept."""

    path: Path
    grid: list[list[Any]]
    edits: list[EditedCell] = field(default_factory=list)
    by_office: bool = False
    """Whether another program opens and saves it, which writes every part anew."""

    @property
    def header(self) -> int:
        """The line of headings, from 0."""
        return next(at for at, row in enumerate(self.grid) if row and row[0] == "Nr")

    def column(self, heading: str) -> int:
        """The column of a heading, from 0."""
        return self.grid[self.header].index(heading)

    def rows(self) -> list[int]:
        """The lines that have an id."""
        return [at for at in range(self.header + 1, len(self.grid)) if self.grid[at] and self.grid[at][0]]

    def name(self, row: int, column: int) -> str:
        """The name of a cell: ``D14``."""
        return f"{names.get_column_letter(column + 1)}{row + 1}"

    def put(self, row: int, heading: str, value: Value, must: str, name: str = "") -> None:
        """Write into a cell; to write what stands there is no edit."""
        column = self.column(heading)
        while len(self.grid[row]) <= column:
            self.grid[row].append(None)
        if self.grid[row][column] == value or any(one.cell == self.name(row, column) for one in self.edits):
            return
        self.grid[row][column] = value
        cell = self.name(row, column)
        self.edits.append(
            EditedCell(self.path.name, cell, name or str(self.grid[row][0]), heading, value, must)
        )


@cache
def sent() -> Book:
    """The workbook that everybody is sent; the project is the same in every round, so it is laid out once."""
    return laid(ROOT / "examples" / "halden", "halden")[0]


@cache
def sent_as_csv() -> tuple[tuple[str | None, ...], ...]:
    """The same as the program exports it to csv."""
    with tempfile.TemporaryDirectory() as name:
        project = shutil.copytree(ROOT / "examples" / "halden", Path(name) / "halden")
        with contextlib.redirect_stderr(io.StringIO()):
            run(["export", "-o", str(Path(name) / "a.csv"), "-p", str(project)], clock=lambda: NOW)
        with (Path(name) / f"a-{TAB}.csv").open(encoding="utf-8-sig", newline="") as file:
            return tuple(tuple(cell or None for cell in row) for row in csv.reader(file, delimiter=";"))


def sheet_of(path: Path, *, by_office: bool = False) -> PersonSheet:
    """A sheet that was sent, in the format of its name, open before a person."""
    if path.suffix == ".csv":
        return PersonSheet(path, [list(row) for row in sent_as_csv()])
    tab = next(tab for tab in sent().tabs if tab.name == TAB)
    return PersonSheet(path, [[cell.value for cell in row] for row in tab.rows], by_office=by_office)


def saved(sheet: PersonSheet) -> None:
    """The person saves it: in the cells that were edited, and nothing else."""
    if sheet.path.suffix == ".csv":
        with sheet.path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(
                [["" if cell is None else _csv(cell) for cell in row] for row in sheet.grid]
            )
    elif not sheet.by_office:
        sheet.path.write_bytes(DUMPS[sheet.path.suffix[1:]](_with_edits(sent(), sheet)))
    else:
        sheet.path.write_bytes(DUMPS["xlsx"](sent()))
        opened: Any = openpyxl.load_workbook(sheet.path)
        for one in sheet.edits:
            opened[TAB][one.cell].value = one.value
        opened.save(sheet.path)


def _csv(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _with_edits(book: Book, sheet: PersonSheet) -> Book:
    tabs = []
    for tab in book.tabs:
        if tab.name != TAB:
            tabs.append(tab)
            continue
        rows = [list(row) for row in tab.rows]
        for one in sheet.edits:
            column, row = names.coordinate_from_string(one.cell)
            at = names.column_index_from_string(column) - 1
            while len(rows) < row:
                rows.append([])
            rows[row - 1] += [Cell(None)] * (at + 1 - len(rows[row - 1]))
            rows[row - 1][at] = rows[row - 1][at]._replace(value=one.value)
        tabs.append(replace(tab, rows=tuple(map(tuple, rows))))
    return replace(book, tabs=tuple(tabs))


def edited(sheet: PersonSheet, chance: random.Random, count: int) -> None:
    """So many edits of one person, good and bad."""
    for number in range(count):
        row = chance.choice(sheet.rows())
        kind = chance.random()
        if kind < 0.35:
            sheet.put(row, "Merknad", f"Sagt {chance.randrange(10_000)} av {sheet.path.stem}", "good")
        elif kind < 0.5:
            sheet.put(row, "Ansvarlig", chance.choice(PEOPLE), "good")
        elif kind < 0.62:
            sheet.put(row, "Status", chance.choice(("Pågår", "Ikke startet", "Utsatt")), "good")
        elif kind < 0.74:
            sheet.put(row, "Frist", date(2028, 1, 3) + timedelta(weeks=chance.randrange(30)), "good")
        elif kind < 0.84:
            heading, value = chance.choice(BAD)
            sheet.put(row, heading, value, "bad")
        elif kind < 0.92:
            sheet.put(row, "Frist", date(2001, 1, 1) + timedelta(days=chance.randrange(300)), "either")
        else:
            _new_row(sheet, chance, number)


def _new_row(sheet: PersonSheet, chance: random.Random, number: int) -> None:
    title = f"Nytt {sheet.path.stem} {number} {chance.randrange(10_000)}"
    at = max(sheet.rows()[-1], len(sheet.grid) - 1 if len(sheet.grid) > sheet.rows()[-1] + 1 else 0) + 1
    while len(sheet.grid) <= at:
        sheet.grid.append([])
    sheet.put(at, "Aktivitet", title, "new", title)
    if chance.random() < 0.5:
        heading, value = chance.choice(BAD)
        sheet.put(at, heading, value, "bad", title)


@dataclass
class Answered:
    """What tpn said of an import."""

    code: int
    cells: set[tuple[str, str]] = field(default_factory=set)
    taken: set[tuple[str, str]] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)


def brought(project: Path, paths: list[Path], *words: str) -> Answered:
    """Import the sheets and gather the cells of each outcome and problem."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["import", *map(str, paths), "--json", *words, "-p", str(project)], clock=lambda: NOW)
    found = json.loads(out.getvalue())
    made = Answered(code)
    for one in found.get("outcomes", ()):
        places = [(said["file"], said["cell"]) for said in one.get("answers", ())] or [
            (one["file"], one["cell"])
        ]
        cells = {(file, str(cell).rpartition("!")[2]) for file, cell in places if cell}
        made.cells |= cells
        if one["outcome"] == "take":
            made.taken |= cells
        if one["outcome"] == "new":
            made.titles.add(str(one["values"].get("title")))
    for one in found["problems"]:
        made.slugs.add(one["slug"])
        if one.get("cell"):
            place = (one["file"], str(one["cell"]).rpartition("!")[2])
            made.cells.add(place)
            made.told.add(place)
    return made


def faults(sheets: list[PersonSheet], answer: Answered) -> Iterator[str]:
    """Where what came is not what the model says."""
    if answer.code not in {0, 1, 3} or not answer.cells | answer.titles:
        yield f"stopped whole with {answer.code}: {sorted(answer.slugs)}"
        return
    asked: dict[tuple[str, str], set[object]] = {}
    for one in (one for sheet in sheets for one in sheet.edits):
        asked.setdefault((one.id, one.heading), set()).add(one.value)
    for sheet in sheets:
        for one in sheet.edits:
            place, alone = (one.file, one.cell), len(asked[one.id, one.heading]) == 1
            if one.must == "new":
                if one.value not in answer.titles and place not in answer.cells:
                    yield f"unseen new row {one}"
            elif place not in answer.cells and not (one.id in answer.titles and one.must == "good"):
                yield f"unseen {one}"
            elif one.must == "bad" and place not in answer.told and alone and sheet.path.suffix != ".csv":
                yield f"not named {one}"
            elif one.must == "good" and alone and sheet.path.suffix != ".csv" and place not in answer.taken:
                yield f"not taken {one}"


def one_round(chance: random.Random, folder: Path, edits: int) -> tuple[int, list[str], Counter[str]]:
    """One round: the project, the sheets of some people, their edits, the import; and the import once more."""
    project = Path(shutil.copytree(ROOT / "examples" / "halden", folder / "halden"))
    sheets = []
    for number in range(chance.randint(1, 4)):
        form = chance.choice(FORMATS)
        sheet = sheet_of(folder / f"k{number}.{form}", by_office=form == "xlsx" and chance.random() < 0.3)
        edited(sheet, chance, max(1, edits))
        saved(sheet)
        sheets.append(sheet)
    paths = [sheet.path for sheet in sheets if sheet.edits]
    if not paths:
        return 0, [], Counter()
    answer = brought(project, paths, "--write")
    found = list(faults(sheets, answer))
    if chance.random() < AGAIN and (again := brought(project, paths, "--write")).taken:
        found.append(f"taken twice: {sorted(again.taken)[:3]}")
    if run_check(project):
        found.append("the project is faulty after it")
    kinds = Counter(one.must for sheet in sheets for one in sheet.edits)
    return sum(kinds.values()), found, kinds


def run_check(project: Path) -> bool:
    """Whether the project has faults now."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(["check", "-p", str(project)], clock=lambda: NOW) != 0


def rounds(seed: int) -> Iterator[Round]:
    """Round after round, without end; each is its own seed, so that one that fails can be run alone."""
    while True:
        with tempfile.TemporaryDirectory() as name:
            chance = random.Random(seed)  # noqa: S311
            count, found, kinds = one_round(chance, Path(name), chance.randint(10, EACH))
        yield Round(count, kinds, [f"seed {seed}: {one}" for one in found])
        seed += 1


if __name__ == "__main__":
    by_hand("edits in returned sheets", rounds, 10_000)
