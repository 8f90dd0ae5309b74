"""Every module with rules in it has tests of its own: those that bear its name, or that it shares in its room."""

import ast
from pathlib import Path

from tests.mutation.run import own_tests

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("plan", "views", "edits", "roundtrip", "advice", "actions")
FEW = 12
"""So many choices are wiring: a default, a loop with a condition. From here on it is a rule that somebody relies on."""

# what has rules and no tests of its own: why it is looked at from further out
_FILES = (
    "takes or makes whole files, sheets, documents, archives: only a file that is made and read tells of it"
)
_WRITES = "the write itself: kills, full disks and two writers are thrown at it as a process (tests/security)"
_SESSION = "finds its way in the folders of the user or of git; a verb's tests stand in such folders"
_FACTS = "a form of data with a property or two that the tests of whoever makes it read"
ELSEWHERE = {
    "actions/import_result": _FILES, "actions/send_sheets": _FILES,
    "actions/write_import": _FILES, "actions/keep_additions": _FILES,
    "actions/archive_papers": _FILES, "actions/make_archive": _FILES,
    "actions/make_document": _FILES, "actions/audit_workbook": _FILES,
    "actions/proposal_sheet": _FILES, "actions/process_files": _FILES, "actions/classify_files": _FILES,
    "actions/session_paper": _FILES,
    "actions/write_changes": _WRITES, "actions/forget": _WRITES,
    "actions/new_project": _SESSION, "actions/homes": _SESSION,
    "views/report_facts": _FACTS,
}  # fmt: skip


def choices(path: Path) -> int:
    """How often a module's functions choose: compare, join, branch, subtract, multiply or divide."""
    found = 0
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef):
            for node in (node for statement in function.body for node in ast.walk(statement)):
                is_choice = isinstance(node, ast.Compare | ast.BoolOp | ast.IfExp | ast.If | ast.match_case)
                is_no = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
                is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Mult | ast.Div)
                found += is_choice or is_no or is_sum
    return found


def without_tests() -> dict[str, int]:
    """The modules with rules that no file of tests in their room is about, and how often each chooses."""
    known = {
        path.relative_to(ROOT / "tpn").with_suffix("").as_posix(): path
        for room in ROOMS
        for path in sorted((ROOT / "tpn" / room).rglob("*.py"))
    }
    return {
        name: number
        for name, path in known.items()
        if not own_tests(Path(name)) and (number := choices(path)) >= FEW
    }


def test_a_module_with_rules_has_tests_in_its_room_or_a_reason_why_not() -> None:
    assert set(without_tests()) == set(ELSEWHERE)
