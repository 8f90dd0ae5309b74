"""Every kind of problem has its smallest case, told where it is and in three languages.

``tests/errors/<slug>.yaml`` is the smallest ``project.yaml`` with that fault (a folder where it takes several files).
What is expected stands inside: ``# expect: 7:14 unknown-person``, or ``# expect: logs.yaml file-empty``. What only a
command line can bring about stands in ``LINES``; what takes a workbook or a machine that fails is met in another test.
"""

import ast
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Tpn
from tpn.problems.catalogue import ERRORS, WARNINGS, level_of

CASES = sorted(path for path in (ROOT / "tests" / "errors").iterdir() if not path.name.startswith("."))
TODAY = "2026-08-17"
LANGUAGES = ("nb", "nn", "en")
_EXPECT = re.compile(r"^# expect: (.+?) (?:(warning) )?([a-z0-9-]+)\r?$", re.MULTILINE)
_PLACE = re.compile(r"(?:(?P<file>.+):)?(?P<line>\d+):(?P<column>\d+)")
_TOLD = re.compile(
    r"(?:.*?: )?(?:feil|error): (?P<message>.+) \[(?P<slug>[a-z0-9-]+)\]\n(?P<hint>(?:   .+\n)*)"
)

# the rooms whose problems a file of the project can bring about
ROOMS = ("source", "model", "plan")
# … but for these, which take a machine that fails, another program or a wrong path; tests/source holds them
OF_THE_MACHINE = frozenset(
    """
    bad-file-name disk-full edit-refused file-changed file-held-open file-missing file-too-large file-unreadable
    folder-is-file folder-missing folder-read-only no-permission path-too-long write-failed write-half-done
    write-interrupted not-a-project wrong-shape
    """.split()  # noqa: SIM905 - a list of words
)

# a line that is wrong in this way, in a copy of the example Halden
LINES: dict[str, str] = {
    "already-there": "add launch/barnehage/checklist key=T-C01 svar=ferdig",
    "bad-amount": "procure --value mye",
    "bad-take": "import retur.xlsx --take begge",
    "bad-value": "procure --value 1000000 --kind sko",
    "bad-date": "status --today snart",
    "bad-file-name": "status -o con.md",
    "bad-horizon": "export --responsible ola -o ark.xlsx --horizon snart",
    "cannot-be-done": "done R-01",
    "cannot-be-moved": "move G-01 2027-01-15 --reason Forsinket",
    "cannot-filter": "list personer --late",
    "field-has-parts": "set G-01 indikator=5",
    "field-is-no-list": "set K-12 frist+=15.10",
    "fields-missing": "add risiko sannsynlighet=2",
    "folder-not-empty": "init .",
    "import-no-files": "import history",
    "missing-argument": "set",
    "missing-key-name": "add launch/barnehage/checklist svar=ferdig",
    "needs-output": "week --format docx",
    "needs-procurement": "procure A-K01 --plan",
    "no-equals-sign": "set K-12 frist",
    "no-process": "process lokaler --format svg",
    "no-rounds": "round jul",
    "no-such-code": "explain K999",
    "no-such-content": "library copy checklists/lunch",
    "no-such-command": "stauts",
    "no-such-field": "set K-12 frits=15.10",
    "no-such-format": "status --format ics",
    "no-such-kind": "add rissiko tittel=Sen",
    "no-such-language": "status --lang se",
    "no-such-list": "list rissikoer",
    "no-such-option": "status --servise sfo",
    "no-such-phase": "status --phase 9",
    "no-such-record": "show K-99",
    "no-such-service": "status --service barnehge",
    "no-such-shell": "completion cmd",
    "no-such-start": "init nytt --from moss",
    "no-such-variant": "process barnehage --variant papr",
    "not-decided": "move A-11 15.01.2027 --reason Forsinket --decision B-09",
    "not-to-procure": "procure R-01",
    "option-without-value": "status --service",
    "required-field": "set K-12 tittel=",
    "several-people": "set K-12 ansvarlig=Si",
    "several-records": "show plan",
    "too-many-arguments": "status nå",
    "undo-nothing": "undo",
    "variant-not-there": "process lokaler --variant integrert",
    "which-choice": "set A-P01 prosedyre=åpen",
    "which-phase": "add aktivitet tittel=Møte",
}


class Told(NamedTuple):
    """A problem as it is expected and as ``check --json`` gives it."""

    file: str | None
    line: int | None
    column: int | None
    level: str
    slug: str


def laid_out(case: Path, folder: Path) -> Path:
    """The case as a project folder; files are a minute apart, since «which is newer» is part of some messages."""
    if case.is_dir():
        shutil.copytree(case, folder, dirs_exist_ok=True)
    else:
        shutil.copy(case, folder / "project.yaml")
    for minute, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (60 * minute, 60 * minute))
    return folder


def expected(folder: Path) -> list[Told]:
    text = (folder / "project.yaml").read_bytes().decode("latin-1")
    told = []
    for where, level, slug in _EXPECT.findall(text):
        place = _PLACE.fullmatch(where)
        if place:
            file = place["file"] or "project.yaml"
            told.append(Told(file, int(place["line"]), int(place["column"]), level or "error", slug))
        else:
            told.append(Told(where, None, None, level or "error", slug))
    return told


def checked(tpn: Tpn, language: str = "nb") -> list[dict[str, object]]:
    found = json.loads(tpn("check", "--json", "--today", TODAY, "--lang", language).out)["problems"]
    return [one for one in found if one["level"] != "advice"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_told_by_name_where_it_stands_and_no_other(
    tpn: Tpn, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(laid_out(case, tmp_path))
    wanted = expected(tmp_path)
    assert case.stem in {one.slug for one in wanted}
    told = [
        Told(one.get("file"), one.get("line"), one.get("column"), one["level"], one["slug"])  # type: ignore[arg-type]
        for one in checked(tpn)
    ]
    assert told == wanted
    assert all(level_of(one.slug) == one.level for one in wanted)
    assert tpn("check", "--today", TODAY).code == (1 if any(one.level == "error" for one in wanted) else 0)


@pytest.mark.parametrize("slug", LINES)
def test_a_wrong_line_is_told_by_name_and_nothing_is_changed(
    tpn: Tpn, halden: Path, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    before = {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()}
    result = tpn(*shlex.split(LINES[slug]))
    assert f"[{slug}]" in result.err
    assert (result.code, result.out) in {(1, ""), (2, "")}
    assert {path: path.read_bytes() for path in halden.rglob("*") if path.is_file()} == before


def test_a_slug_is_a_fault_or_a_warning_and_never_both() -> None:
    """``level_of`` answers the first of the two sets: a warning that stands in both would stop people."""
    assert not ERRORS & WARNINGS


def named_in(rooms: tuple[str, ...]) -> Iterator[str]:
    """The slugs that stand in the code of some rooms."""
    for room in rooms:
        for path in (ROOT / "tpn" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and node.value in ERRORS | WARNINGS:
                    yield str(node.value)


def test_every_fault_that_a_file_can_have_has_its_file() -> None:
    assert set(named_in(ROOMS)) - OF_THE_MACHINE - {case.stem for case in CASES} == set()


# ---------------------------------------------------------------- the page of all messages


def test_the_page_of_all_messages_is_what_the_program_says(
    tpn: Tpn,
    halden: Path,
    tmp_path: Path,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = {}
    for case in CASES:
        (folder := tmp_path / case.stem).mkdir()
        monkeypatch.chdir(laid_out(case, folder))
        entries[case.stem] = _of_case(tpn, case.stem, folder)
    monkeypatch.chdir(halden)
    for slug, line in LINES.items():
        entries[slug] = _of_line(tpn, line)
    page = "\n".join(f"## {slug}\n\n{entries[slug]}" for slug in sorted(entries))
    golden("messages.md", f"# What tpn says when something is wrong\n\n{page}")


def _of_case(tpn: Tpn, slug: str, folder: Path) -> str:
    by_language = {lang: next(p for p in checked(tpn, lang) if p["slug"] == slug) for lang in LANGUAGES}
    one = by_language["nb"]
    lines = []
    if one["line"]:
        text = (folder / str(one["file"])).read_text("utf-8", errors="replace").split("\n")
        lines = [f"    {text[int(str(one['line'])) - 1].strip()[:100]}", ""]
    return "\n".join(
        [*lines, *_said({k: (str(v["message"]), str(v["hint"])) for k, v in by_language.items()})]
    )


def _of_line(tpn: Tpn, line: str) -> str:
    said = {}
    for language in LANGUAGES:
        words = shlex.split(line)
        spoken = [] if "--lang" in words else ["--lang", language]
        told = tpn(words[0], *spoken, *words[1:]).err
        match = _TOLD.match(told)
        assert match, told
        said[language] = (match["message"], " ".join(match["hint"].split()))
    return "\n".join([f"    tpn {line}", "", *_said(said)])


def _said(by_language: dict[str, tuple[str, str]]) -> list[str]:
    return [*(f"- {lang}: {message}. {hint}".rstrip() for lang, (message, hint) in by_language.items()), ""]


def test_a_field_of_a_file_is_said_as_it_must_be_written_with_its_name_beside(
    tpn: Tpn, tmp_path: Path
) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: prove, name: Prøve, start: 2026-08-17}\n"
        "people: [{id: kari, nmae: Kari Holm}]\n"
        "risks:\n  - {id: R-01, title: Sent, probability: 9}\n  - {id: R-02, title: Dyrt, probability: 9}\n",
        "utf-8",
    )
    told = {
        language: " ".join(tpn("check", "-p", tmp_path, "--today", TODAY, "--lang", language).out.split())
        for language in LANGUAGES
    }
    assert "«9» er utenfor det «probability» (sannsynlighet) kan være: 2 steder" in told["nb"]
    assert "«9» er utanfor det «probability» (sannsyn) kan vere: 2 stader" in told["nn"]
    assert "“9” is outside what “probability” can be: 2 places" in told["en"], "no name where it is the key"
    assert "«name» (navn) mangler" in told["nb"]
    assert "Mente du «name» (navn)?" in told["nb"]
    for text in told.values():  # once, with its places
        assert text.count("[out-of-range]") == 1
        assert re.search(r"project\.yaml:4:\d+ .*project\.yaml:5:\d+", text)
