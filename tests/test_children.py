"""What a test or the program reads from another program is read in letters that are said, not in the machine's own.

On a Norwegian PC those are code page 1252, and what tpn says through a pipe is UTF-8 there too.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for room in ("tpn", "tests", "packaging") for path in (ROOT / room).rglob("*.py"))
READERS = {"run", "Popen", "check_output", "getoutput"}
"""What starts another program."""
AS_TEXT = {"text", "universal_newlines"}


def unsaid(text: str) -> list[int]:
    """The lines that read another program as text in letters that they do not say."""
    return [
        call.lineno
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in READERS
        and ast.unparse(call.func.value) == "subprocess"
        and (call.func.attr == "getoutput" or AS_TEXT & {one.arg for one in call.keywords})
    ]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("subprocess.run(x, capture_output=True, text=True)", [1]),
        ("subprocess.Popen(x, universal_newlines=True)", [1]),
        ("subprocess.getoutput('git log')", [1]),
        ("subprocess.run(x, capture_output=True, encoding='utf-8')", []),
        ("subprocess.run(x, capture_output=True)", []),
    ],
)
def test_letters_are_said_by_encoding_alone(line: str, lines: list[int]) -> None:
    assert unsaid(line) == lines


def test_whoever_reads_another_program_says_in_which_letters() -> None:
    found = {path.relative_to(ROOT).as_posix(): unsaid(path.read_text("utf-8")) for path in FILES}
    assert {name: lines for name, lines in found.items() if lines} == {}
