"""All that the program says to a person goes through the one writer of the screen, which knows how wide it is."""

import ast
from collections.abc import Iterator

from tests.conftest import ROOT

CLI = ROOT / "tpn" / "cli"
AS_IT_STANDS = {
    ("app.py", "help.first"): "the page that a start without a project shows has lines of its own",
    ("verbs/completion.py", "completion.how"): "lines to be copied, each under the name of its shell",
    ("typed_lines.py", "menu.line"): "a command is copied whole: only the terminal may break it",
}
"""What is not wrapped, and why."""
OF_PROMPTS = frozenset({"keyboard.py"})
"""These have rich ask, which wraps by itself."""
FILES = {path.relative_to(CLI).as_posix(): ast.parse(path.read_text("utf-8")) for path in CLI.rglob("*.py")}


def called(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of functions and methods with these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield node


def texts_in(call: ast.Call) -> Iterator[str]:
    """The keys of the texts that a call is handed, and the pieces of what it puts together by hand."""
    for given in call.args:
        for inner in called(given, "words", "count", "_said", "choice"):
            yield from (str(one.value) for one in inner.args[:1] if isinstance(one, ast.Constant))
        for node in ast.walk(given):
            if isinstance(node, ast.JoinedStr):
                yield ast.unparse(node)


def test_no_sentence_goes_past_the_writer() -> None:
    past = {
        (file, text)
        for file, tree in FILES.items()
        for call in called(tree, "out")
        for text in texts_in(call)
    }
    assert past == set(AS_IT_STANDS)


def test_nothing_is_printed_or_wrapped_by_hand() -> None:
    printed = {file for file, tree in FILES.items() for _ in called(tree, "print")}
    wrapped = {file for file, tree in FILES.items() if "textwrap" in ast.unparse(tree)}
    assert (printed - OF_PROMPTS, wrapped) == (set(), set())
