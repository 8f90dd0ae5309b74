"""YAML text to values with places, and edits back into the text; files read, and written whole."""

from tpn.source.document import Document, Route, parse
from tpn.source.files import Folder, TextFile, read_file, read_folder
from tpn.source.scalars import Scalar, WrittenFloat, WrittenInt

__all__ = [
    "Document",
    "Folder",
    "Route",
    "Scalar",
    "TextFile",
    "WrittenFloat",
    "WrittenInt",
    "parse",
    "read_file",
    "read_folder",
]
