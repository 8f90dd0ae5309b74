"""What is imported is declared in ``pyproject.toml``, and what is declared there is imported."""

import ast
import re
import sys
import tomllib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from tests.test_layers import LIBRARIES, importing, imports

ROOT = Path(__file__).resolve().parent.parent
SAID = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# the data of a module that Python itself brings
READ_BY_PYTHON = {"tzdata": "zoneinfo"}
# what is run and not imported; stubs are read by mypy
TOOLS = {"pytest-xdist", "uv", "mypy", "ruff", "build"}
STUBS = re.compile("types-.*")
# here where it is installed, for the runs that are made by hand
BY_HAND = {"atheris"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(lines: list[str]) -> dict[str, str]:
    """Name of the distribution: what is said of its version."""
    parts = [re.match(r"([A-Za-z0-9_.-]+)(.*)", line) for line in lines]
    return {normal(part[1]): part[2] for part in parts if part}


RUN = declared(SAID["dependencies"])
DEV = declared(SAID["optional-dependencies"]["dev"])


@cache
def modules(folder: str) -> frozenset[str]:
    """The first names of everything that the files of a folder import, wherever in them."""
    return frozenset(name for path in (ROOT / folder).rglob("*.py") for name in imports(path))


def outside(folder: str) -> set[str]:
    tops = {name.partition(".")[0] for name in modules(folder)}
    own = {path.stem for path in (ROOT / "packaging").rglob("*.py")}
    return tops - set(sys.stdlib_module_names) - {"tpn", "tests"} - own - BY_HAND


def distributions(tops: set[str], folder: str) -> set[str]:
    """Who brings these modules; of a name that several bring (``ruamel``) those whose part of it is imported."""
    known = packages_distributions()
    found: set[str] = set()
    for top in tops:
        names = {normal(name) for name in known.get(top, ["nobody brings " + top])}
        meant = {name for name in names if name.replace("-", ".") in modules(folder)}
        found |= meant or names
    return found


def test_what_tpn_imports_it_declares_and_nothing_else() -> None:
    read = {name for name, module in READ_BY_PYTHON.items() if module in modules("tpn")}
    assert read == set(READ_BY_PYTHON)
    assert distributions(outside("tpn"), "tpn") | read == set(RUN)


def test_what_the_tests_import_is_declared_for_them_and_nothing_else() -> None:
    imported = distributions(outside("tests"), "tests")
    assert imported <= set(RUN) | set(DEV)
    assert {name for name in DEV if not STUBS.fullmatch(name)} - TOOLS == imported - set(RUN)


def test_a_library_that_is_imported_has_its_rooms() -> None:
    assert outside("tpn") == set(LIBRARIES)


def test_nothing_is_held_back_from_its_newest_release() -> None:
    """A lock holds what was tried; a declaration says from where on, and never until where."""
    assert {name: said for name, said in RUN.items() if "<" in said or "=" in said.replace(">=", "")} == {}
    assert RUN["pydantic-core"] == ""  # pydantic names the one release that it works with


def test_the_lock_holds_a_release_of_everything_that_is_installed() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines() if "==" in line]
    locked = {normal(line.partition("==")[0]) for line in lines}
    needed, waiting = set(), [*RUN, *DEV]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            with suppress(PackageNotFoundError):  # stubs and tools that this environment goes without
                waiting += [*declared([one for one in requires(name) or [] if ";" not in one])]
    assert needed - locked == set()


def test_only_what_a_library_gives_to_everybody_is_used() -> None:
    """A name that begins with an underscore may be gone in the next release."""
    private = [name for name in modules("tpn") if "._" in name and not name.startswith("tpn.")]
    taken = [
        f"{node.module}.{one.name}"
        for path in (ROOT / "tpn").rglob("*.py")
        for node in importing(path)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in LIBRARIES
        for one in node.names
        if one.name.startswith("_")
    ]
    assert (private, taken) == ([], [])
