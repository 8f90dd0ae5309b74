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


DRAWN_BY_HAND = {
    "verbs/status.py": "the one screen that has a height", "verbs/launch.py": "the board is as wide as there is room",
    "verbs/gantt.py": "bars are as long as there is room", "verbs/benefits.py": "so is the matrix of the stakeholders",
}  # fmt: skip
"""The screens that are laid out for a width. What else is a table or a list of facts comes from the one template."""
TOLD = {
    **dict.fromkeys(("run.py", "documents.py"), "the writer, and the template's door"), "app.py": "help",
    **dict.fromkeys(("menu.py", "ask_new_project.py", "live_meeting.py"), "somebody is asked"),
    "verbs/check.py": "faults and advice, in the sentences in which every verb tells them",
    **dict.fromkeys(
        ("verbs/import_.py", "verbs/fill.py", "verbs/handover.py", "endings.py", "reorganisation.py", "add_service.py",
         "meeting_series.py", "proposal_sheet.py", "report_form.py", "verbs/move.py"), "what a write does, or would do"
    ),
}  # fmt: skip
"""What is said of the work, and is no list: why each is none."""


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


def test_what_is_a_table_or_a_list_of_facts_comes_from_a_template() -> None:
    """A screen of its own says why it is one."""
    shown = {
        file
        for file, tree in FILES.items()
        for call in called(tree, "show")
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) in {"run", "self", "self.run", "current"}
    }
    assert shown == {*DRAWN_BY_HAND, *TOLD}
