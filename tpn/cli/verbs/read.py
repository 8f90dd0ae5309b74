"""``tpn read FILE``: what tpn understands of any spreadsheet. Needs no project."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from tpn.cli.documents import give_shown
from tpn.cli.run import Run
from tpn.library import load
from tpn.problems import Problem
from tpn.recognise.profile import profile_of
from tpn.recognise.recognise import recognise
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.reports.reading_screen import ReadingScreen
from tpn.sheets.sent_copy import read_base
from tpn.source.emit import emit
from tpn.source.names import must_be_name
from tpn.source.writing import make_folder
from tpn.spreadsheets.fence import doubts, read_guarded


def perform(run: Run, *, file: Path, sheet: str | None, profile: str | None, save: str | None) -> int:
    """What tpn understands of any spreadsheet."""
    kind = run.format("table", "json")
    own = run.words.folder
    with ThreadPoolExecutor(1) as aside:  # the words are learnt while a child reads the file
        reading = aside.submit(read_guarded, file, name=file.name)
        words = load_words(own)
        book = reading.result()
    if isinstance(book, Problem):
        return _refused(run, file, book, kind)
    if kind == "table" and not save and read_base(book):
        run.say(run.words("read.own", file=file.name, path=str(file)))
        return 0
    known = load(f"profiles/{profile}.yaml", own) if profile else None
    found = recognise(grids_of(book), words, file=file.name, sheet=sheet, profile=known, today=run.today)
    found = replace(found, problems=(*doubts(book), *found.problems))
    if save:
        _save(run, save, profile_of(found))
    if kind == "json":
        run.json(found.as_json())
    else:
        give_shown(run, list(ReadingScreen(found, run.words).blocks()), file.name, kind)
    return 0 if found.tables else 1


def _refused(run: Run, file: Path, problem: Problem, kind: str) -> int:
    """A file that cannot be read has no tables, one error, and exit code 1."""
    if kind == "json":
        said = {"slug": problem.slug, "level": "error", "sheet": None, "cell": None, "value": None}
        run.json({"format": 1, "file": file.name, "tables": [], "left_out": [], "problems": [said]})
    else:
        run.warn([problem])
    return 1


def _save(run: Run, name: str, profile: dict[str, Any]) -> None:

    target = (run.words.folder or Path()) / "templates" / "profiles" / f"{name}.yaml"
    must_be_name(Path(f"{name}.yaml"), "--save-profile")
    if target.exists():
        run.stop("file-exists", file=str(target))
    if not run.preview:
        make_folder(target.parent)
    run.give({target: emit(profile).encode()}, in_place=True)
