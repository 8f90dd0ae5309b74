"""YAML text to values with places, and edits back into the text; files read, and written whole.

Each name is imported when it is first asked for: most commands only read, and a child process that reads what a
stranger sent needs no YAML at all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tpn.source.applying import apply
    from tpn.source.document import Document, Route, parse
    from tpn.source.edits import Append, CannotEdit, Edit, Remove, Set, applied
    from tpn.source.files import Folder, TextFile, read_file, read_folder, sha256_of
    from tpn.source.removing import has_comments
    from tpn.source.scalars import Scalar, WrittenFloat, WrittenInt
    from tpn.source.writing import Change, must_be_unchanged, write_all_new, write_files, write_new

__all__ = [
    "Append",
    "CannotEdit",
    "Change",
    "Document",
    "Edit",
    "Folder",
    "Remove",
    "Route",
    "Scalar",
    "Set",
    "TextFile",
    "WrittenFloat",
    "WrittenInt",
    "applied",
    "apply",
    "has_comments",
    "must_be_unchanged",
    "parse",
    "read_file",
    "read_folder",
    "sha256_of",
    "write_all_new",
    "write_files",
    "write_new",
]

_NAMES = {
    "applying": ("apply",),
    "document": ("Document", "Route", "parse"),
    "edits": ("Append", "CannotEdit", "Edit", "Remove", "Set", "applied"),
    "files": ("Folder", "TextFile", "read_file", "read_folder", "sha256_of"),
    "scalars": ("Scalar", "WrittenFloat", "WrittenInt"),
    "removing": ("has_comments",),
    "writing": ("Change", "must_be_unchanged", "write_all_new", "write_files", "write_new"),
}
_MODULE = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A name from its module."""
    if name not in _MODULE:
        raise AttributeError(name)
    return getattr(import_module(f"tpn.source.{_MODULE[name]}"), name)
