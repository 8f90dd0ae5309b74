"""Imports go one way. The table is the architecture; this test reads every import and holds it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tpn"
ORDER = (
    {"languages"}, {"problems"}, {"source"}, {"library"}, {"model"}, {"starter"}, {"plan"}, {"history"}, {"advice"},
    {"views"},
    {"texts"}, {"spreadsheets"}, {"recognise", "sheets", "charts", "exchange"}, {"roundtrip"}, {"edits"}, {"reports"},
    {"actions"}, {"cli"},
)  # fmt: skip
# outside libraries, and the rooms that may know them
LIBRARIES = {
    "yaml": {"source"}, "pydantic_core": {"model", "exchange"}, "pydantic": {"exchange"}, "typer": {"cli"},
    "rich": {"reports", "cli"},
    "jinja2": {"reports"}, "markupsafe": {"reports"},
    "filelock": {"history"}, "openpyxl": {"spreadsheets"}, "xlsxwriter": {"spreadsheets"},
    "python_calamine": {"spreadsheets"}, "xlrd": {"spreadsheets"}, "docx": {"reports"}, "pptx": {"reports"},
    "typst": {"reports"},
    "platformdirs": {"actions", "cli"}, "icalendar": {"exchange"}, "markdown_it": {"reports"},
}  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def importing(path: Path) -> list[ast.Import | ast.ImportFrom]:
    return list(_imports_below(tree_of(path)))


def _imports_below(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """An import is a statement: what stands in expressions need not be walked through."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for one in getattr(node, part, ()):
            if isinstance(one, ast.Import | ast.ImportFrom):
                yield one
            else:
                yield from _imports_below(one)


def imports(path: Path) -> Iterator[str]:
    for node in importing(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif node.module:
            yield node.module


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def rank(name: str) -> int:
    return next(number for number, rooms in enumerate(ORDER) if name in rooms)


def test_a_room_imports_only_from_rooms_before_it() -> None:
    upward = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for path in FILES
        if (here := room(path))  # else it is the way in
        for module in imports(path)
        if module.startswith("tpn.") and (there := module.split(".")[1]) not in {here, "__init__"}
        if rank(there) >= rank(here)
    ]
    assert upward == []


def test_an_outside_library_is_known_only_in_its_room() -> None:
    elsewhere = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for path in FILES
        for module in imports(path)
        if (top := module.split(".")[0]) in LIBRARIES and room(path) not in LIBRARIES[top]
    ]
    assert elsewhere == []


def test_no_module_asks_what_kind_of_machine_it_is() -> None:
    """``platform`` puts its question to a database of Windows's: each write would wait for the answer."""
    assert [path for path in FILES if "platform" in imports(path)] == []


def modules() -> dict[str, Path]:
    names = (".".join(("tpn", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in FILES)
    return {name.removesuffix(".__init__"): path for name, path in zip(names, FILES, strict=True)}


def known_by(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a file imports anywhere; of a package its face alone, where no module of it is named."""
    for node in importing(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif node.module in known:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in known else node.module for name in inner)


WRITES = {"write_edits", "write_tried", "tried", "commit", "after_edits", "note_report"}


def test_the_command_line_writes_nothing_itself() -> None:
    """What is written is a use case, called with values; whoever draws the screen only asks for it."""
    named = {
        (path.relative_to(PACKAGE).as_posix(), name.name)
        for path in FILES
        if room(path) == "cli"
        for node in importing(path)
        if isinstance(node, ast.ImportFrom) and node.module == "tpn.actions.write_changes"
        for name in node.names
    }
    assert {(path, name) for path, name in named if name in WRITES} == set()


def test_no_file_knows_itself_by_way_of_others() -> None:
    known = modules()
    ways = {name: set(known_by(path, known)) - {name} for name, path in known.items()}
    try:
        tuple(TopologicalSorter(ways).static_order())
    except CycleError as fault:
        pytest.fail(" → ".join(fault.args[1]))


def test_every_room_stands_in_the_table() -> None:
    known = set().union(*ORDER)
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} <= known


def test_one_class_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in FILES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


# imports inside a function, or only for the types: why each is not at the top of its module
_QUICK = "--version, Tab and --help begin here, and load no project and no engine"
_FORMAT = "each format knows libraries of its own, and a run writes one of them"
_SELDOM = "a library that only few runs need"
_SYSTEM = "there is no such module on the other systems"
LATE = {
    "__main__.py": _QUICK, "actions/session.py": _QUICK, "cli/app.py": _QUICK, "cli/completion.py": _QUICK,
    "cli/run.py": _QUICK, "cli/late_typer.py": _QUICK, "source/__init__.py": _QUICK,
    "cli/documents.py": "JSON and the screens of their own need no writer of documents",
    "cli/verbs/status.py": "the screen that is opened most needs no writer of documents",
    "views/next_step.py": "types only: a screen needs its own view, and none of the others",
    "source/writing.py": "types only",
    "source/document.py": "nobody pays for the careful reading whose files are in order",
    "reports/writing.py": _FORMAT, "reports/report_page.py": _FORMAT, "spreadsheets/writers.py": _FORMAT,
    "spreadsheets/values_only.py": _FORMAT, "reports/pdf.py": _FORMAT,
    "reports/terminal.py": _SELDOM, "exchange/calendar.py": _SELDOM, "history/locking.py": _SELDOM,
    "model/date_forms.py": _SELDOM, "model/similar.py": _SELDOM, "cli/pager.py": _SELDOM,
    "cli/encoding.py": _SYSTEM, "cli/own_window.py": _SYSTEM, "source/child.py": _SYSTEM,
}  # fmt: skip


def imports_late(path: Path) -> bool:
    """Whether an import stands in a function, or where it counts for the types alone."""
    at_once = list(tree_of(path).body)
    for node in at_once:  # what a condition holds is looked at too, while the list grows
        if isinstance(node, ast.ClassDef | ast.Try | ast.With):
            at_once += node.body
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test):
            at_once += [*node.body, *node.orelse]
    return not {id(node) for node in importing(path)} <= {id(node) for node in at_once}


def test_imports_stand_at_the_top_or_say_why_not() -> None:
    assert {path.relative_to(PACKAGE).as_posix() for path in FILES if imports_late(path)} == set(LATE)


# called by a library, by Python itself, or by a name made up of parts
_CALLED_FROM_OUTSIDE = frozenset({
    "get_input", "process_response", "on_validate_error", "writelines", "default_schema", "get_source",
    "load_bytecode", "dump_bytecode", "descend_resolver", "ascend_resolver", "_write_rows",
    "get_field", "_languages", "political_what", "political_finish", "political_launched", "political_next",
    "political_money", "political_point", "political_worth", "political_risk", "political_standing", "political_ended",
    "political_scope",
})  # fmt: skip


def defined(body: list[ast.stmt], *, inside: bool = False) -> Iterator[str]:
    """Functions, classes, methods, and the constants of a module; the fields of a record are YAML's and JSON's."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from defined(node.body, inside=True)
        elif isinstance(node, ast.Assign) and not inside:
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def test_what_is_defined_is_used_by_the_program_and_not_by_its_tests_alone() -> None:
    templates = sorted((PACKAGE.parent / "templates").rglob("*.j2"))
    texts = [path.read_text("utf-8") for path in (*FILES, *templates)]
    said = Counter(word for text in texts for word in re.findall(r"\w+", text))
    names = {name for path in FILES for name in defined(tree_of(path).body)}
    alone = {name for name in names if said[name] == 1 and not name.startswith("__")}
    assert alone == _CALLED_FROM_OUTSIDE


def test_a_place_in_a_file_is_counted_over_the_whole_project() -> None:
    """What has ended stands in the files too: a number in a list without it is the place of another record."""
    counted = re.compile(r"enumerate\([^\n]*(?:plan\.project|remaining|standing)\b")
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        if room(path) in {"edits", "actions", "roundtrip", "cli"} and counted.search(path.read_text("utf-8"))
    ]
    assert found == []
