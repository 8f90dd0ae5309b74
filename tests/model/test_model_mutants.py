"""Five hundred small slips in the example files: never a traceback, and the right line is named.

Each mutant is one slip that a person makes: a letter of a key, a value, the indentation, a quote. Where tpn finds
a fault at all, at least 95 in 100 name the line of the slip (or the lines it reaches into).
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tpn.model import load_read
from tpn.problems import TextPlace
from tpn.source import Folder, TextFile, read_folder

EXAMPLE = ROOT / "examples" / "halden"
MUTANTS = 500
_KEY = re.compile(r"^( *(?:- )?)([a-z_]+)(:.*)$")


def misspelt_key(line: str, rnd: random.Random) -> str:
    match = _KEY.match(line)
    if not match:
        return line
    key = match[2]
    at = rnd.randrange(len(key))
    return f"{match[1]}{key[:at]}{'q' if key[at] != 'q' else 'z'}{key[at + 1 :]}{match[3]}"


def wrong_value(line: str, rnd: random.Random) -> str:
    match = _KEY.match(line)
    if not match or len(match[3].strip()) < 3:
        return line
    return f"{match[1]}{match[2]}: {rnd.choice(['[1, 2', 'x: y: z', '32.13.2026', '{a: }', '03/04/26', '99', '*navn'])}"


def wrong_indentation(line: str, rnd: random.Random) -> str:
    return rnd.choice([" " + line, line[1:] if line.startswith(" ") else " " + line, "\t" + line])


def open_quote(line: str, rnd: random.Random) -> str:
    match = _KEY.match(line)
    return f"{match[1]}{match[2]}: {rnd.choice(chr(34) + chr(39))}{match[3][1:].strip()}" if match else line


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    misspelt_key,
    wrong_value,
    wrong_indentation,
    open_quote,
)


def mutants() -> list[tuple[TextFile, int, str]]:
    rnd = random.Random(2026)  # noqa: S311 - the same slips each time
    files = read_folder(EXAMPLE).files
    made: list[tuple[TextFile, int, str]] = []
    while len(made) < MUTANTS:
        file = rnd.choice(files)
        lines = file.text.splitlines()
        at = rnd.randrange(len(lines))
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            continue
        slip = rnd.choice(SLIPS)(lines[at], rnd)
        if slip != lines[at]:
            made.append((file, at + 1, "\n".join([*lines[:at], slip, *lines[at + 1 :]]) + "\n"))
    return made


def test_slips_are_found_on_their_line() -> None:
    files = read_folder(EXAMPLE).files
    found = right = 0
    wrong: list[str] = []
    for mutant, line, text in mutants():
        changed = tuple(_with_text(file, text) if file.name == mutant.name else file for file in files)
        problems = load_read(Path(), Folder(changed, ())).problems
        if not problems:
            continue
        found += 1
        near = {
            p.place.line for p in problems if isinstance(p.place, TextPlace) and p.place.file == mutant.name
        }
        if near & {line, line - 1, line + 1}:
            right += 1
        else:
            wrong.append(
                f"{mutant.path.name}:{line} → {sorted(near)[:4]} {problems[0].slug}: {text.splitlines()[line - 1]}"
            )
    assert found > 300
    assert right / found >= 0.95, "\n".join(wrong)


def _with_text(file: TextFile, text: str) -> TextFile:
    return TextFile(file.path, file.name, text, file.newline, file.bom, file.sha256, file.modified)
