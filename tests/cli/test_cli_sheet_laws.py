# ruff: noqa: E501 - strategies read best on a line
"""The laws of sheets that go out and come home, on random projects, edits, people, styles and formats.

Untouched, a sheet changes nothing; what somebody changed is in the files or listed; nobody's change is lost unseen,
whatever the order; a second import does nothing. The same through LibreOffice, where it is installed.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.sheets.laid import DUMPS, laid
from tpn.cli.app import run
from tpn.model import load
from tpn.sheets.sent_copy import read_base
from tpn.spreadsheets.book import Book, Tab
from tpn.spreadsheets.found_book import FoundBook, FoundTab

PEOPLE = ("ola", "kari", "eva", "liv")
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
# each example is several whole commands: a failing one is shown as it is, not shrunk for minutes
FAST = (Phase.explicit, Phase.generate)
TITLES = st.text(st.sampled_from("abæøå XY:#-'\"=+ é"), min_size=1, max_size=12).map(lambda text: f"t{text}t")
NOTES = st.none() | st.text(st.sampled_from("abæø \n:#'\"-"), max_size=15).map(lambda text: f"n{text}n")
DAYS = st.dates(date(2026, 8, 17), date(2027, 6, 1))


@st.composite
def activities(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        start = draw(st.none() | DAYS)
        found.append({
            "id": f"K-{number + 1:02d}", "title": draw(TITLES), "responsible": draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)),
            "start": start, "due": draw(st.none() | DAYS) if start is None else start + timedelta(draw(st.integers(0, 40))),
            "status": draw(st.sampled_from(["not_started", "in_progress", "done"])),
            "percent": draw(st.none() | st.integers(0, 100)), "note": draw(NOTES),
        })  # fmt: skip
    return found


def project(folder: Path, some: list[dict[str, Any]]) -> Path:
    folder.mkdir()
    head = ["project:", "  format: 1", "  id: lov", "  name: Loven", "  start: 2026-08-17", "people:"]
    people = [f"  - {{id: {who}, name: {who.capitalize()} Navn}}   # en person" for who in PEOPLE]
    lines = ["kickoff:", "  activities:"]
    for one in some:
        mark = "    - "
        for key, value in one.items():
            if value not in (None, []):
                lines.append(
                    f"{mark}{key}: {json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, date) else value}"
                )
                mark = "      "
        lines.append("      # en merknad om denne")
    (folder / "project.yaml").write_text("\n".join([*head, *people, *lines, ""]), "utf-8")
    return folder


def found_of(book: Book) -> FoundBook:
    """What a reader would find of a book, without any file between."""
    return FoundBook(
        "a",
        "xlsx",
        tuple(
            FoundTab(tab.name, tuple(tuple(cell.value for cell in row) for row in tab.rows))
            for tab in book.tabs
        ),
    )


def changed(book: Book, edits: Mapping[tuple[str, str], Any]) -> Book:
    """The book with cells changed, by id and field."""
    base = read_base(found_of(book))
    assert base is not None
    tabs = list(book.tabs)
    for table in base.tables:
        at = next(number for number, tab in enumerate(tabs) if tab.name == table.tab)
        for (name, field), value in edits.items():
            column = table.column_of(field)
            if name in table.row_of and column is not None:
                tabs[at] = _with(tabs[at], name, column, value)
    return replace(book, tabs=tuple(tabs))


def _with(tab: Tab, name: str, column: int, value: Any) -> Tab:
    rows = [list(row) for row in tab.rows]
    for row in rows:
        if row and row[0].value == name:
            row[column] = row[column]._replace(value=value)
    return replace(tab, rows=tuple(map(tuple, rows)))


def imported(folder: Path, paths: list[Path], *words: str) -> tuple[int, list[dict[str, Any]]]:
    out = folder.parent / "out.json"
    out.unlink(missing_ok=True)
    code = run(
        ["import", *map(str, paths), "-p", str(folder), "--format", "json", "-o", str(out), *words],
        clock=lambda: NOW,
    )
    return code, json.loads(out.read_text("utf-8"))["outcomes"]


EDITS = st.dictionaries(
    st.tuples(st.integers(1, 7).map(lambda number: f"K-{number:02d}"), st.just("note")), st.sampled_from(["ny én", "ny to", "ny tre"]), max_size=4
)  # fmt: skip


@settings(max_examples=15, suppress_health_check=SLOW, phases=FAST)
@given(
    activities(),
    st.sampled_from(["halden", "sandnes", "responsible"]),
    st.sampled_from(["xlsx", "ods"]),
    st.sampled_from(["nb", "nn", "en"]),
)
def test_untouched_it_changes_nothing(
    some: list[dict[str, Any]], style: str, form: str, language: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = project(Path(place) / "p", some)
        book, _ = laid(folder, style, language)
        path = Path(place) / f"a.{form}"
        path.write_bytes(DUMPS[form](book))
        before = (folder / "project.yaml").read_bytes()
        assert imported(folder, [path], "--write") == (0, [])
        assert (folder / "project.yaml").read_bytes() == before


@settings(max_examples=12, suppress_health_check=SLOW, phases=FAST)
@given(
    activities(),
    st.sampled_from(["xlsx", "ods"]),
    st.lists(EDITS, min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_nobodys_change_is_lost_whatever_the_order(
    some: list[dict[str, Any]], form: str, answers: list[dict[tuple[str, str], object]], random: Any
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = project(Path(place) / "p", some)
        book, _ = laid(folder, "halden")
        paths = []
        for number, edits in enumerate(answers):
            paths.append(Path(place) / f"{number}.{form}")
            paths[-1].write_bytes(DUMPS[form](changed(book, edits)))
        known = {one["id"]: one["note"] for one in some}
        wanted: dict[str, set[object]] = {}
        for edits in answers:
            for (name, _), value in edits.items():
                if name in known and value != known[name]:
                    wanted.setdefault(name, set()).add(value)
        random.shuffle(paths)
        code, outcomes = imported(folder, paths, "--write")
        found = {one["id"]: one for one in outcomes if one["field"] == "note"}
        assert found.keys() == wanted.keys()
        text = (folder / "project.yaml").read_text("utf-8")
        now = load(folder).index
        for name, values in wanted.items():
            assert found[name]["outcome"] == ("take" if len(values) == 1 else "conflict")
            if len(values) == 1:
                assert {now.by_address[name].record.note} == values  # type: ignore[attr-defined]
        assert code == (3 if any(len(values) > 1 for values in wanted.values()) else 0)
        again = imported(folder, paths, "--write")[1]
        assert (folder / "project.yaml").read_text("utf-8") == text
        assert {one["outcome"] for one in again} <= {"agree", "conflict"}


@settings(max_examples=10, suppress_health_check=SLOW, phases=FAST)
@given(activities(), st.sampled_from(["xlsx", "ods"]))
def test_one_cell_is_a_change_of_one_line(some: list[dict[str, Any]], form: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = project(Path(place) / "p", some)
        book, _ = laid(folder, "halden")
        path = Path(place) / f"a.{form}"
        other = "Ferdig" if some[0]["status"] != "done" else "Pågår"
        path.write_bytes(DUMPS[form](changed(book, {("K-01", "status"): other})))
        before = (folder / "project.yaml").read_text("utf-8").split("\n")
        assert [one["outcome"] for one in imported(folder, [path], "--write")[1]] == ["take"]
        after = (folder / "project.yaml").read_text("utf-8").split("\n")
        if other == "Ferdig":  # the day on which it was said is a line more
            day = next(line for line in after if line.strip() == f"finished: {NOW.date()}")
            after.remove(day)
        assert len(before) == len(after)
        follows = other == "Ferdig" and some[0]["percent"] not in {None, 100}  # what is done is done whole
        assert sum(one != two for one, two in zip(before, after, strict=True)) == 1 + follows


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def converted(paths: list[Path], form: str, place: Path) -> list[Path]:
    """The files saved by LibreOffice as another format."""
    out = place / form
    user = f"-env:UserInstallation=file://{place / 'profile'}"
    command = [str(OFFICE), user, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [out / f"{path.stem}.{form}" for path in paths]


@pytest.mark.wide
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_through_libreoffice_and_back_nothing_but_the_change_comes_home(halden: Path, tmp_path: Path) -> None:
    cases = [(style, edit) for style in ("halden", "sandnes", "responsible") for edit in (None, "ferdig")]
    paths = []
    for style, edit in cases:
        paths.append(tmp_path / f"{style}-{edit}.xlsx")
        edits = {("K-12", "status"): edit} if edit else {}
        paths[-1].write_bytes(DUMPS["xlsx"](changed(laid(halden, style)[0], edits)))
    ods = converted(paths, "ods", tmp_path)
    for homes in (ods, converted(ods, "xlsx", tmp_path)):
        for (style, edit), home in zip(cases, homes, strict=True):
            code, outcomes = imported(halden, [home])
            told = [(one["outcome"], one["id"], one["field"]) for one in outcomes]
            shown = (
                edit is not None and style != "sandnes"
            )  # that style shows no activity that has no service
            assert (code, told) == (0, [("take", "K-12", "status")] if shown else [])
