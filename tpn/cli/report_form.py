"""The forms of a status report come home: shown, and written with ``--write``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tpn.actions.report_form import PlaceState, bring, places
from tpn.cli.run import Run
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports.blocks import told
from tpn.reports.report_form import is_form, read_book, read_document
from tpn.spreadsheets.fence import read_guarded

CONFLICTS = 3


def bring_forms(run: Run, files: Sequence[Path], kind: str, take: str, *, write: bool) -> int:
    """Bring forms home one after the other; 3 where somebody else has written in the same place."""
    code, said = 0, []
    for path in files:
        filled = places(run, _read(path), str(path), take)
        states = [one.state for one in filled]
        if PlaceState.CONFLICT in states:
            code = CONFLICTS
        elif PlaceState.UNREAD in states and not code:
            code = 1
        written = bring(run, filled, path.name) if write else 0
        said += [_json(one, path) for one in filled]
        if kind != "json":
            _tell(run, path, filled, written=written)
    if kind == "json":
        run.json({"format": 1, "written": write and code != CONFLICTS, "places": said})
    return code


def _read(path: Path) -> Any:

    if not path.is_file():
        raise Stop(Problem("file-missing", FilePlace(str(path))), 2)
    if path.suffix.lower() == ".docx":
        return read_document(path)
    book = read_guarded(path, name=str(path), structure=False)
    if isinstance(book, Problem):
        raise Stop(book)
    if not is_form(book):
        raise Stop(Problem("report-no-form", FilePlace(str(path))))
    return read_book(book)


def _json(one: Any, path: Path) -> dict[str, Any]:
    return {
        "file": str(path),
        "place": one.label,
        "route": list(one.route),
        "outcome": one.state.value,
        "base": one.was,
        "project": one.now,
        "form": one.written,
    }


def _tell(run: Run, path: Path, filled: Sequence[Any], *, written: int) -> None:
    words = run.words
    if not filled:
        run.say(words("report.form.empty", file=path.name))
        return
    lines = []
    for one in filled:
        said = {"place": one.label, "now": _shown(run, one.now), "written": _shown(run, one.written)}
        lines.append(words(f"report.form.outcomes.{one.state.value}", **said))
    run.show([told(words("report.form.head", file=path.name), lines)])
    takes = sum(one.state.value == "take" for one in filled)
    if written:
        run.tell(words.count("report.form.written", written))
    elif takes:
        run.tell(how=words.count("report.form.would", takes))


def _shown(run: Run, value: object) -> str:
    if value is None or value == "":
        return run.words("report.form.nothing")
    return run.words.fill("{value}", {"value": value})
