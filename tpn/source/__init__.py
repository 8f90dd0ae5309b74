"""YAML text to values with places, and edits back into the text; files read, and written whole."""

from tpn.source.applying import apply
from tpn.source.document import Document, Route, parse
from tpn.source.edits import Append, CannotEdit, Edit, Remove, Set, applied
from tpn.source.emit import emit
from tpn.source.files import Folder, TextFile, read_file, read_folder
from tpn.source.scalars import Scalar, WrittenFloat, WrittenInt
from tpn.source.writing import Change, must_be_unchanged, sha256_of, write_files, write_new

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
    "emit",
    "must_be_unchanged",
    "parse",
    "read_file",
    "read_folder",
    "sha256_of",
    "write_files",
    "write_new",
]
