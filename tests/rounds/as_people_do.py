"""Random edits in a follow-up sheet, and what people do to the workbook besides; a small model says what must be seen.

    python -m tests.rounds.as_people_do --tries 1000 --seed 1

Sorted, a filter left on, columns inserted, added and deleted, headings renamed, cells merged, rows pasted twice, blank
rows, words above the table and in the cover, copied into a new workbook, saved by LibreOffice as .ods and back. The
model knows nothing of how tpn reads a sheet: it knows which record somebody meant and what they wrote, and looks for it
among all that the import says; nothing else may be taken.
"""

import contextlib
import io
import json
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell

from tests.rounds.tally import Round, by_hand
from tests.sheets.laid import DUMPS, laid
from tpn.cli.app import run
from tpn.model import load

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - a clock on the wall
TAB = "Etablering"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OF_FIELD = {
    "Merknad": "note",
    "Ansvarlig": "responsible",
    "Status": "status",
    "Frist": "due",
    "Aktivitet": "title",
}
PEOPLE = ("Liv Sand", "Tor Vik", "Siv Dahl", "Nils Aune")
OTHERWISE = {"Merknad": "Kommentarer", "Ansvarlig": "Hvem gjør det", "Frist": "Når", "Aktivitet": "Hva"}


@dataclass
class Meant:
    """What somebody wrote: of which record, under which heading; of a new row its title."""

    id: str
    heading: str
    value: object
    bad: bool = False
    """It cannot be read, and must be named."""


@dataclass
class Hands:
    """A workbook under somebody's hands: the rows of one tab by the numbers in front of them."""

    sheet: Any
    chance: random.Random
    meant: list[Meant] = field(default_factory=list)
    pasted: list[str] = field(default_factory=list)
    habits: list[str] = field(default_factory=list)

    @property
    def header(self) -> int:
        columns = self.sheet.iter_cols()
        return next(int(cell.row) for column in columns for cell in column if cell.value == "Nr")

    @property
    def key(self) -> int:
        """The column of numbers."""
        return next(int(cell.column) for cell in self.sheet[self.header] if cell.value == "Nr")

    def column(self, heading: str) -> int | None:
        return next((cell.column for cell in self.sheet[self.header] if cell.value == heading), None)

    def ids(self) -> list[int]:
        """The rows with a number."""
        rows = range(self.header + 1, self.sheet.max_row + 1)
        return [row for row in rows if self.sheet.cell(row, self.key).value]

    def put(self, row: int, heading: str, value: object, *, bad: bool = False) -> None:
        column, name = self.column(heading), str(self.sheet.cell(row, self.key).value)
        if column is None or any((one.id, one.heading) == (name, heading) for one in self.meant):
            return
        if self.sheet.cell(row, column).value != value:
            self.sheet.cell(row, column).value = value
            self.meant.append(Meant(name, heading, value, bad))


# ---------------------------------------------------------------- what is written


def written(hands: Hands, count: int) -> None:
    """So many edits, good and bad, and new rows."""
    chance = hands.chance
    for number in range(count):
        row, kind = chance.choice(hands.ids()), chance.random()
        if kind < 0.4:
            hands.put(row, "Merknad", f"Sagt {number} {chance.randrange(10_000)}")
        elif kind < 0.55:
            hands.put(row, "Ansvarlig", chance.choice(PEOPLE))
        elif kind < 0.7:
            hands.put(row, "Status", chance.choice(("Pågår", "Utsatt", "Ikke startet")))
        elif kind < 0.82:
            hands.put(row, "Frist", datetime(2028, 1, 3) + timedelta(weeks=chance.randrange(40)))  # noqa: DTZ001
        elif kind < 0.9:
            heading, value = chance.choice(
                (("Ansvarlig", "Ingen Nilsen"), ("Frist", "31.02.2027"), ("Status", "ok"))
            )
            hands.put(row, heading, value, bad=True)
        else:
            new_row(hands, f"Nytt {number} {chance.randrange(10_000)}")


def new_row(hands: Hands, title: str) -> None:
    """A row without a number under the last."""
    at, column = hands.column("Aktivitet"), hands.header + 1
    if at is None:
        return
    while any(
        hands.sheet.cell(column, one).value not in (None, "") for one in range(1, hands.sheet.max_column + 1)
    ):
        column += 1
    hands.sheet.cell(column, at).value = title
    hands.meant.append(Meant("", "Aktivitet", title))


# ---------------------------------------------------------------- what is done to the workbook besides

Habit = Callable[[Hands], None]


def rows_of(hands: Hands) -> list[list[Any]]:
    """The values of all rows under the headings."""
    sheet = hands.sheet
    return [
        [sheet.cell(row, at).value for at in range(1, sheet.max_column + 1)]
        for row in range(hands.header + 1, sheet.max_row + 1)
    ]


def laid_again(hands: Hands, rows: list[list[Any]]) -> None:
    """These rows under the headings, and nothing below."""
    first, last = hands.header + 1, max(hands.sheet.max_row, hands.header + len(rows))
    for row in range(first, last + 1):
        values = rows[row - first] if row - first < len(rows) else []
        for at in range(1, hands.sheet.max_column + 1):
            cell = hands.sheet.cell(row, at)
            if not isinstance(cell, MergedCell):
                cell.value = values[at - 1] if at <= len(values) else None


def sort_by_title(hands: Hands) -> None:
    at = hands.column("Aktivitet") or 1
    rows = [row for row in rows_of(hands) if any(value not in (None, "") for value in row)]
    laid_again(hands, sorted(rows, key=lambda row: str(row[at - 1] or "")))


def leave_a_filter_on(hands: Hands) -> None:
    for row in hands.ids()[::3]:
        hands.sheet.row_dimensions[row].hidden = True


def insert_a_column(hands: Hands) -> None:
    hands.sheet.insert_cols(hands.chance.randint(1, hands.sheet.max_column))


def add_an_own_column(hands: Hands) -> None:
    at = hands.sheet.max_column + 1
    hands.sheet.cell(hands.header, at).value = "Vår kode"
    for row in hands.chance.sample(hands.ids(), 3):
        value = f"kode {hands.chance.randrange(10_000)}"
        hands.sheet.cell(row, at).value = value
        hands.meant.append(Meant(str(hands.sheet.cell(row, hands.key).value), "Vår kode", value))


def delete_a_column(hands: Hands) -> None:
    written_in = {one.heading for one in hands.meant}
    others = ("Etter", "Start", "Prognose", "Avtalt", "% ferdig", "Varighet", "Tjeneste")
    there = [name for name in others if hands.column(name) and name not in written_in]
    if there:
        hands.sheet.delete_cols(hands.column(hands.chance.choice(there)))


def rename_a_heading(hands: Hands) -> None:
    heading = hands.chance.choice(sorted(OTHERWISE))
    if at := hands.column(heading):
        hands.sheet.cell(hands.header, at).value = OTHERWISE[heading]


def merge_cells(hands: Hands) -> None:
    sheet, row = hands.sheet, hands.chance.choice(hands.ids())
    at = sheet.max_column + 2
    sheet.cell(row, at).value = text = f"Gjelder begge {hands.chance.randrange(10_000)}"
    sheet.merge_cells(start_row=row, start_column=at, end_row=row + 1, end_column=at + 1)
    hands.meant.append(Meant(str(sheet.cell(row, hands.key).value), "", text))


def paste_twice(hands: Hands) -> None:
    rows = [row for row in rows_of(hands) if any(value not in (None, "") for value in row)]
    copied = hands.chance.sample([row for row in rows if row[hands.key - 1]], 2)
    hands.pasted += [str(row[hands.key - 1]) for row in copied]
    laid_again(hands, [*rows, *map(copy, copied)])


def blank_rows(hands: Hands) -> None:
    rows: list[list[Any]] = []
    for row in rows_of(hands):
        rows += [row, *([[]] if hands.chance.random() < 0.2 else [])]
    laid_again(hands, rows)


def rows_above(hands: Hands) -> None:
    hands.sheet.insert_rows(1, 2)
    text = f"Hilsen {hands.chance.randrange(10_000)}"
    hands.sheet.cell(1, 2).value = text
    hands.meant.append(Meant("", "", text))


def delete_rows(hands: Hands) -> None:
    known = {one.id for one in hands.meant} | set(hands.pasted)
    free = [row for row in hands.ids() if hands.sheet.cell(row, hands.key).value not in known]
    for row in sorted(free[:2], reverse=True):
        hands.sheet.delete_rows(row)


def rename_the_tab(hands: Hands) -> None:
    hands.sheet.title = "Min liste"


def write_in_the_cover(hands: Hands) -> None:
    text = f"Jeg er borte uke {hands.chance.randrange(10_000)}"
    hands.sheet.parent.worksheets[0].cell(30, 2).value = text
    hands.meant.append(Meant("", "", text))


LAST = ("merge_cells", "rename_a_heading")
"""Others move rows as if no cells were merged, and find columns by their headings."""
HABITS: tuple[Habit, ...] = (
    sort_by_title, leave_a_filter_on, insert_a_column, add_an_own_column, delete_a_column, rename_a_heading,
    merge_cells, paste_twice, blank_rows, rows_above, delete_rows, rename_the_tab, write_in_the_cover,
)  # fmt: skip


def without_base(path: Path, hands: Hands) -> None:
    """The tab copied by its values into a new workbook: what was sent is lost with the others."""
    fresh = openpyxl.Workbook()
    sheet = fresh.worksheets[0]
    sheet.title = hands.sheet.title
    for row in hands.sheet.iter_rows(values_only=True):
        sheet.append(row)
    fresh.save(path)


def by_office(path: Path, form: str) -> Path:
    """The file saved by LibreOffice as another format."""
    out = path.parent / form
    user = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [str(OFFICE), user, "--headless", "--convert-to", form, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{form}"


# ---------------------------------------------------------------- what must be seen


def imported(project: Path, path: Path) -> tuple[int, dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["import", str(path), "--json", "--write", "-p", str(project)], clock=lambda: NOW)
    return code, json.loads(out.getvalue())


def spelled(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def seen(one: Meant, found: dict[str, Any], title_of: dict[str, str]) -> bool:
    """Whether the import says something of what was written: by record and field, or by the words themselves."""
    of = OF_FIELD.get(one.heading, f"x.{one.heading}")
    said = json.dumps(found, ensure_ascii=False)
    if isinstance(one.value, str) and any(mark.isdigit() for mark in one.value) and not one.bad:
        return one.value in said  # no two are the same
    named = {one.id, title_of.get(one.id, one.id)}
    outcomes = [out for out in found.get("outcomes", ()) if out["id"] in named and out["field"] == of]
    inside = [
        out for out in found.get("outcomes", ())
        if out["outcome"] == "new" and spelled(one.value) in json.dumps(out.get("values"), ensure_ascii=False)
    ]  # fmt: skip
    problems = [
        bad for bad in found["problems"]
        if bad.get("id") in named and (str(bad.get("field")).casefold() in {one.heading.casefold(), of}
                                       or bad.get("field") in OTHERWISE.values())
    ]  # fmt: skip
    return bool(problems) if one.bad and not outcomes else bool(outcomes or problems or inside)


def faults(hands: Hands, code: int, found: dict[str, Any], project: Path) -> Iterator[str]:
    if code not in {0, 1, 3} or "outcomes" not in found:
        yield f"stopped whole with {code}: {[one['slug'] for one in found['problems']]}"
        return
    index = load(project).index
    titles = {one.address: str(getattr(one.record, "title", "")) for one in index.of("activities")}
    for one in hands.meant:
        if not seen(one, found, titles):
            yield f"unseen {one} after {hands.habits}"
    known = {one.id for one in hands.meant}
    for out in found["outcomes"]:
        if out["outcome"] == "take" and out["id"] not in known and out["id"] not in hands.pasted:
            yield f"invented {out['id']} {out['field']} {out['sheet']!r} after {hands.habits}"
        if out["outcome"] == "new" and not any(
            str(one.value) in json.dumps(out, ensure_ascii=False) for one in hands.meant
        ):
            yield f"invented a row {out['values']} after {hands.habits}"
        want = [
            one for one in hands.meant if (one.id, OF_FIELD.get(one.heading)) == (out["id"], out["field"])
        ]
        if (
            out["outcome"] == "take"
            and out["field"] == "note"
            and want
            and str(want[0].value) not in str(out["sheet"])
        ):
            yield f"another value {out['id']} {out['sheet']!r}, not {want[0].value!r}, after {hands.habits}"


def _turn(habit: Habit) -> int:
    return LAST.index(habit.__name__) if habit.__name__ in LAST else -1


def one_round(
    chance: random.Random, folder: Path, edits: int, *, office: bool
) -> tuple[int, list[str], Counter[str]]:
    """One workbook: written in, handled, saved, brought home; what was written and what went wrong."""
    project = Path(shutil.copytree(ROOT / "examples" / "halden", folder / "halden"))
    path = folder / "ark.xlsx"
    path.write_bytes(DUMPS["xlsx"](laid(project, "halden")[0]))
    opened: Any = openpyxl.load_workbook(path)
    hands = Hands(opened[TAB], chance)
    written(hands, edits)
    for habit in sorted(chance.sample(HABITS, chance.randint(1, 4)), key=_turn):
        hands.habits.append(habit.__name__)
        habit(hands)
    opened.save(path)
    kind = chance.random()
    if kind < 0.15:
        hands.habits.append("without_base")
        # what stands in other tabs is not copied along, and a greeting above a list of others is a title
        hands.meant = [
            one for one in hands.meant if not str(one.value).startswith(("Jeg er borte", "Hilsen"))
        ]
        without_base(path, hands)
    elif office and kind < 0.4:
        hands.habits.append("by_office")
        path = by_office(path, "ods")
        path = by_office(path, "xlsx") if chance.random() < 0.5 else path
    code, found = imported(project, path)
    return len(hands.meant), list(faults(hands, code, found, project)), Counter(hands.habits)


def rounds(seed: int, *, office: bool = False) -> Iterator[Round]:
    """Round after round, without end; each is its own seed, so that one that fails can be run alone."""
    while True:
        with tempfile.TemporaryDirectory() as name:
            chance = random.Random(seed)  # noqa: S311
            count, found, kinds = one_round(chance, Path(name), chance.randint(8, 40), office=office)
        yield Round(count, kinds, [f"seed {seed}: {one}" for one in found])
        seed += 1


if __name__ == "__main__":
    by_hand(
        "edits in a sheet that people handle", lambda seed: rounds(seed, office=OFFICE is not None), 1_000
    )
