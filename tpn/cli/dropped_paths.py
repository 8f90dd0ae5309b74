"""Files that were dragged onto a window, or pasted: in quotes, with spaces, several, sometimes twice."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

_QUOTED = re.compile(r"""&?\s*"([^"]*)"|&?\s*'((?:[^']|'')*)'""")
_ESCAPED = re.compile(r"\\(.)")
_WORD = re.compile(r"(?:\\.|\S)+" if os.sep == "/" else r"\S+")


def dropped_paths(typed: str) -> tuple[Path, ...]:
    """The paths that are there, in their order and each once; none where what was typed names no file or folder.

    Windows gives a path in double quotes, or bare; PowerShell writes ``& 'path'``; other terminals put a backslash
    before each blank or give an address that begins with ``file:``.
    """
    whole = _path(typed.strip())
    found = [whole] if _is_there(whole) else list(_several(typed))
    return tuple(dict.fromkeys(found)) if found and all(map(_is_there, found)) else ()


def _several(typed: str) -> Iterator[Path]:
    """Each path of a line: those in quotes as they stand, the others word by word."""
    at = 0
    for match in _QUOTED.finditer(typed):
        yield from map(_bare, _WORD.findall(typed[at : match.start()]))
        yield _path(match[1] if match[1] is not None else match[2].replace("''", "'"))
        at = match.end()
    yield from map(_bare, _WORD.findall(typed[at:]))


def _bare(word: str) -> Path:
    return _path(_ESCAPED.sub(r"\1", word) if os.sep == "/" else word)


def _path(said: str) -> Path:
    if said.startswith("file:"):
        return Path(url2pathname(urlsplit(said).path) if os.sep == "\\" else unquote(urlsplit(said).path))
    return Path(said).expanduser() if said.startswith("~") else Path(said)


def _is_there(path: Path) -> bool:
    try:
        return path.name != "" and path.exists()
    except (OSError, ValueError):
        return False
