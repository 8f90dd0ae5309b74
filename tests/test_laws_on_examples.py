"""The laws of reading, editing and repeating, on the two example projects."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.conftest import ROOT
from tpn.source import Route, Set, TextFile, apply, parse, read_folder
from tpn.source.edits import same

EXAMPLES = ("halden", "sandnes")
FORMS = {
    "lf": lambda text: text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
}
EDITS = 6
"""Of each file in each form."""


def files_of(example: str) -> tuple[TextFile, ...]:
    return read_folder(ROOT / "examples" / example).files


def leaves(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every scalar with the way to it."""
    if isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*route, step))
    else:
        yield route, value


@pytest.mark.sampled("example", "form")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_law_1_no_edits_leave_the_examples_as_they_are(example: str, form: str) -> None:
    for file in files_of(example):
        text = FORMS[form](file.text)
        said_again = [Set(route, value) for route, value in leaves(parse(text, file.name).value)]
        assert apply(text, said_again, file.name) == text


@pytest.mark.sampled("example", "form")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_law_2_one_edit_of_an_example_changes_its_own_line_only(example: str, form: str) -> None:
    rnd = Random(f"{example} {form}")  # noqa: S311 - the same edits each time
    for file in files_of(example):
        text = FORMS[form](file.text)
        document = parse(text, file.name)
        known = [(route, old) for route, old in leaves(document.value) if "\n" not in str(old)]
        for route, old in rnd.sample(known, EDITS):
            new_value = rnd.choice(
                [value for value in ("ja: nei", "Å", 7, "a #b", "2026-10-05") if value != old]
            )
            new = apply(text, [Set(route, new_value)], file.name)
            line = document.place(route).line - 1
            before, after = text.split("\n"), new.split("\n")
            assert [*after[:line], *after[line + 1 :]] == [*before[:line], *before[line + 1 :]], (
                route,
                new_value,
            )
            assert same(dict(leaves(parse(new, file.name).value))[route], new_value)


LINES = (
    ("status --lang nb", "status --lang en", "status --json", "check --lang nn", "list aktiviteter",
     "export -o ut.ods"),
    ("status --lang nn", "week --lang en", "status -o ut.html", "status -o ut.docx --lang nn"),
)  # fmt: skip
ALL_IN_ONE = """
import sys
from tpn.cli.app import run
for number, line in enumerate(sys.argv[1:]):
    sys.stdout = open(f"{number}.txt", "w", encoding="utf-8")
    assert run([*line.split(), "--today", "2026-11-23"]) == 0
"""
"""One process for all lines: the order of sets is that of a process."""


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("lines", LINES)
def test_law_11_the_same_project_on_the_same_day_gives_the_same_bytes(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    """Whatever order Python gives to sets this time, and whatever the clock says meanwhile."""
    once, again = made_of(tmp_path / "1", "1", lines), made_of(tmp_path / "2", "2", lines)
    assert len(once) == len(lines) + sum("-o" in line for line in lines)
    assert once == again


def made_of(folder: Path, seed: str, said: tuple[str, ...]) -> dict[str, bytes]:
    """What each line says, and the files that it makes."""
    folder.mkdir()
    known = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    lines = [f"-p {ROOT / 'examples' / 'sandnes'} {line}" for line in said]
    subprocess.run([sys.executable, "-c", ALL_IN_ONE, *lines], cwd=folder, env=known, check=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}
