"""Every filled cell of a foreign sheet that is imported is accounted for: taken, kept, or named as left out with why.

What ``tpn import --write`` says, and what stands in the project then, are all that is looked at. The cells are counted
by the grid of the sheet, not by what was read of it.
"""

import contextlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW, Result, Tpn
from tests.edits.small_projects import ABOUT
from tests.recognise.foreign_files import FILES
from tpn.cli.app import run
from tpn.model.wording import fold
from tpn.recognise.grid import Grid, letters
from tpn.recognise.recognise import recognise
from tpn.recognise.tables import FoundRecord, FoundTable, Reading
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.roundtrip.foreign_record import field_name
from tpn.roundtrip.foreign_rows import KINDS
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.first_look import FileLook, first_look

TODAY = date(2026, 10, 5)
INTO: Mapping[str, tuple[str, ...]] = {
    "status": ("status", "percent", "finished", "closed", "waiting_for"), "duration": ("duration", "milestone", "due"),
    "id": ("id", "after"), "action": ("actions",), "due": ("due", "actions", "needed_by"), "phase": ("phase",),
    "responsible": ("responsible", "actions", "due"), "owner": ("owner", "actions"), "start": ("start", "due"),
    "type": ("milestone",), "title": ("milestone", "title", "name"),
}  # fmt: skip
"""Into which keys a value may go that is put in other words there; else into its own."""
TURNED = frozenset({
    "status", "duration", "phase", "responsible", "owner", "start", "due", "finished", "started", "percent", "effort",
    "milestone", "probability", "consequence", "residual_probability", "residual_consequence", "interest", "influence",
    "attitude", "priority", "level", "kind", "roles", "after", "service", "deputy", "group", "launch", "wave",
    "decided",
    "by", "when", "done", "type", "criterion", "verify", "for", "strategy", "cases_per_year", "baseline", "target",
})  # fmt: skip
"""Fields whose values are put in other words: a day, a choice, an id, a grade."""


@dataclass
class Account:
    """What an import has said and written, of one file."""

    said: dict[str, Any]
    screen: str
    records: list[dict[str, Any]]

    def named(self, cell: str) -> bool:
        """Whether a cell is named by an outcome or a problem."""
        found = [
            one.get("cell") for one in (*self.said["outcomes"], *self.said["problems"]) if one.get("field")
        ]
        return cell in found or any(one.get("cell") == cell for one in self.said["problems"])

    def asked(self, cells: set[str]) -> bool:
        """Whether something of a row is a question, so that nothing of it is written before it is answered."""
        kinds = {"conflict", "keep", "agree", "not_editable"}
        return any(one["outcome"] in kinds and one.get("cell") in cells for one in self.said["outcomes"])

    def names(self) -> set[str]:
        """The people that were told as unknown, and those of whom there may be several."""
        found = {fold(name) for one in self.said["problems"] for name in one.get("names", ())}
        return found | {
            fold(one["name"]) for one in self.said["problems"] if one["slug"] == "cell-several-people"
        }

    def slugs(self) -> set[str]:
        return {one["slug"] for one in self.said["problems"]}


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield str(value)


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """All records of the project, wherever they stand."""

    def of(value: Any, at: str = "") -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if {"title", "name", "text", "message"} & value.keys():
                yield {**value, "phase": value.get("phase", at)}
            for key, one in value.items():
                yield from of(one, key if isinstance(one, dict) else at)
        elif isinstance(value, list):
            for one in value:
                yield from of(one, at)

    for path in sorted(folder.glob("*.yaml")):
        yield from of(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506 - all as text


def spelled(value: Any) -> set[str]:
    """A cell's value as it may stand in the project."""
    if isinstance(value, datetime):
        return {value.date().isoformat(), value.isoformat(), str(value), f"{value:%d.%m.%Y}"}
    if isinstance(value, date):
        return {value.isoformat(), f"{value:%d.%m.%Y}"}
    if isinstance(value, bool):
        return {str(value).lower(), str(value)}
    if isinstance(value, int | float):
        return {str(value), f"{value:g}", str(int(value)) if value == int(value) else str(round(value, 10))}
    return {str(value)}


def stands(value: Any, record: Mapping[str, Any]) -> bool:
    blob = " ".join(fold(text) for text in leaves(record)).replace(" ", "")
    return any(fold(text).replace(" ", "") in blob for text in spelled(value))


def in_parts(value: Any, record: Mapping[str, Any]) -> bool:
    """Whether each word of a name stands there, its number and its day on their own: «1.1 Skisse», «MS1 12.10.2026»."""
    return all(stands(word, record) or stands(_day(word), record) for word in str(value).split())


def _day(word: str) -> str:
    """A day as the project spells it; else a text that stands nowhere."""
    try:
        return datetime.strptime(word, "%d.%m.%Y").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        return "\0"


NAMING = frozenset({"title", "name", "text", "message"})
NO = frozenset({"nei", "no", "false", "n"})
"""Of a tick: what it says is what a record is that nobody ticked."""


def lost(reading: Reading, grids: tuple[Grid, ...], account: Account) -> Iterator[str]:
    """The cells that nothing accounts for."""
    by_name = {grid.name: grid for grid in grids}
    for table in reading.tables:
        if table.kind not in KINDS:
            if not any(
                one["sheet"] == table.sheet and one["why"] == "no-kind" for one in account.said["left_out"]
            ):
                yield f"{table.sheet}: a table of no kind"
            continue
        for record in table.records:
            yield from _lost_of(table, record, by_name[table.sheet], account)


def _lost_of(table: FoundTable, record: FoundRecord, grid: Grid, account: Account) -> Iterator[str]:
    rows = record.rows or (record.row,)
    where = {f"{table.sheet}!{letters(column)}{row}" for row in rows for column in grid.line(row)}
    if account.asked(where):
        return
    title = fold(
        " ".join(str(record.values.get(name) or "") for name in ("title", "text", "name", "message"))
    )
    alike = [
        one for one in account.records
        if fold(" ".join(str(one.get(name) or "") for name in ("title", "text", "name", "message"))) == title
    ]  # fmt: skip
    where |= {f"{table.sheet}!{letters(column.column)}{row}" for row in rows for column in table.columns}
    refused = any(one.get("cell") in where and one["level"] == "error" for one in account.said["problems"])
    for column in table.columns:
        last = max(column.column, column.last)
        for row in rows:
            for at, value in grid.line(row).items():
                cell = f"{table.sheet}!{letters(at)}{row}"
                if not column.column <= at <= last or not any(map(fold, spelled(value))) or value is False:
                    continue
                if account.named(cell) or (not alike and refused):
                    continue
                if not any(accounted(value, column.field or "", table, one, account) for one in alike):
                    yield f"{cell} {column.header!r} ({column.field}): {value!r}"


def accounted(value: Any, field: str, table: FoundTable, record: Mapping[str, Any], account: Account) -> bool:
    if stands(value, record) or (field in NAMING and in_parts(value, record)):
        return True
    if field == "id" and "import-numbers-left" in account.slugs():
        return True
    own = field_name(KINDS[table.kind], field).split(".")[0]
    if field in TURNED and any(record.get(key) for key in (*INTO.get(field, ()), own)):
        return True
    if field in {"responsible", "owner", "roles", "deputy", "contact"}:
        return any(name and name in fold(str(value)) for name in account.names())
    if field == "milestone" and fold(str(value)) in NO:
        return True
    return field == "id" and str(value) in {str(record.get("id")), *map(str, record.get("x", {}).values())}


def brought(tpn: Tpn, path: Path, folder: Path, *more: str) -> Account | Result:
    result = tpn("import", path, "-p", folder, "--json", "--write", "--today", TODAY.isoformat(), *more)
    if not result.out.startswith("{") or "outcomes" not in json.loads(result.out):
        return result
    screen = tpn("import", path, "-p", folder)
    return Account(json.loads(result.out), screen.out + screen.err, list(records(folder)))


def small(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "project.yaml").write_text(
        ABOUT + "kickoff: {activities: [{id: K-01, title: Begynne}]}\n", "utf-8"
    )
    return folder


@pytest.mark.sampled(every=7)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_of_what_is_imported_is_taken_kept_or_said(tpn: Tpn, tmp_path: Path, path: Path) -> None:
    look = first_look(path, path.name)
    assert isinstance(look, FileLook)
    grids = grids_of(READERS[look.format](path))
    reading = recognise(grids, load_words(), file=path.name, today=TODAY)
    account = brought(tpn, path, small(tmp_path / "p"))
    if isinstance(account, Result):
        assert account.code
        assert account.err or json.loads(account.out)["problems"]
        return
    assert not (found := list(lost(reading, grids, account))), "\n".join([f"{len(found)} cells", *found[:10]])
    left = [one for one in account.said["left_out"] if one["why"] != "no-kind"]
    assert [{key: value for key, value in one.items() if key != "file"} for one in left] == (
        reading.as_json()["left_out"]
    )


KIND_HEADS = {
    "plan": ["Nr", "Aktivitet", "Ansvarlig", "Start", "Frist", "Varighet", "Status", "Etter", "Milepæl", "Gruppe",
             "Kostnad", "Kontaktperson", "Fase", "Merknad", "% ferdig", "Prioritet"],
    "risks": ["Nr", "Risiko", "Sannsynlighet", "Konsekvens", "Risikotall", "Tiltak", "Ansvarlig", "Frist", "Status",
              "Gruppe", "Kontaktperson", "Merknad", "Kategori", "Årsak"],
    "deviations": ["Nr", "Avvik", "Årsak", "Konsekvens", "Tiltak", "Ansvarlig", "Frist", "Status", "Meldt av", "Dato"],
    "stakeholders": ["Nr", "Interessent", "Gruppe", "Interesse", "Innflytelse", "Holdning", "Kontaktperson", "Tiltak",
                     "Ansvarlig", "Frist", "Status", "Forventning"],
    "requirements": ["Nr", "Krav", "Nivå", "Gruppe", "Status", "Ansvarlig", "Kriterium", "Merknad", "Prioritet"],
    "people": ["Navn", "Rolle", "Enhet", "E-post", "Telefon", "Stedfortreder", "Initialer", "Merknad", "Gruppe"],
}  # fmt: skip
SAID = st.sampled_from([
    "", "", "", "Kari Ny", "Per", "Liv Dahl", "Pågår", "Ferdig", "Lukket", "venter på KS", "uke 42", "15.10.2026",
    "1", "3", "4", "12", "7d", "høy", "lav", "ja", "nei", "x", "snart", "R-7", "2.1", "Oppstart", "12 000 kr", "50 %",
    "Skole", "Må", "Bør", "kari@example.no", "IKT v/Liv", "Per, Kari Ny", "ca. 10",
])  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    known = KIND_HEADS[draw(st.sampled_from(sorted(KIND_HEADS)))]
    titled = known[1] if known[0] == "Nr" else known[0]
    heads = [
        titled,
        *draw(st.lists(st.sampled_from([one for one in known if one != titled]), min_size=3, unique=True)),
    ]
    rows = draw(
        st.lists(st.lists(SAID, min_size=len(heads) - 1, max_size=len(heads) - 1), min_size=2, max_size=6)
    )
    return [heads, *([f"Sak {chr(65 + at)} om noe", *row] for at, row in enumerate(rows))]


@given(sheets())
@settings(max_examples=150, derandomize=True, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_every_cell_of_any_sheet_that_is_imported_is_taken_kept_or_said(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "ark.csv"
        path.write_text("\n".join(";".join(row) for row in rows) + "\n", "utf-8-sig")
        grids = grids_of(READERS["csv"](path))
        reading = recognise(grids, load_words(), file=path.name, today=TODAY)
        account = brought(tpn_here, path, small(Path(name) / "p"))
        if isinstance(account, Account):
            assert not (found := list(lost(reading, grids, account))), "\n".join(found[:10])


def tpn_here(*words: object) -> Result:
    """The program, for a law that draws its cases."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(word) for word in words], clock=lambda: NOW)
    return Result(code, out.getvalue(), err.getvalue())
