"""Comma-separated text: what Norwegian office programs write and read (semicolon, UTF-8 with mark)."""

import csv
import io
import re
from pathlib import Path

from tpn.sheets.found import FoundBook, FoundTab, Value, tidy, trimmed

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = ";,\t|"
_SAMPLE = 40


def read(path: Path) -> FoundBook:
    """The text's rows as one tab; every value is text, an empty one None."""
    text, guessed = decode(path.read_bytes())
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    cells: list[list[Value]] = [[tidy(_unguarded(value)) for value in row] for row in rows]
    doubts = ("encoding-guessed",) if guessed else ()
    return FoundBook(file=path.name, format="csv", tabs=(FoundTab(path.stem, trimmed(cells)),), doubts=doubts)


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a file and whether its encoding was a guess: by its mark, as UTF-8, else as Windows wrote it."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


def looks_like_rows(text: str) -> bool:
    """Whether a text without a telling name is a table: several lines, most of them with the same delimiters."""
    lines = _first_lines(text)
    return len(lines) > 1 and max(_evenness(lines, mark) for mark in DELIMITERS) * 2 > len(lines)


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines most alike; a line ``sep=;`` says it outright."""
    said = re.match(r"sep=(.)\r?\n", text)
    if said:
        return said[1]
    lines = _first_lines(text)
    return max(DELIMITERS, key=lambda mark: (_evenness(lines, mark), -DELIMITERS.index(mark)))


def _first_lines(text: str) -> list[str]:
    """The first lines without what stands in quotes, which may hold delimiters and line breaks."""
    bare = re.sub(r'"(?:[^"]|"")*"', "", text[:100_000])
    return [line for line in bare.splitlines() if line.strip()][:_SAMPLE]


def _evenness(lines: list[str], mark: str) -> float:
    """How many lines have the commonest count of the mark, weighed a little by that count."""
    counts = [line.count(mark) for line in lines]
    present = [count for count in counts if count]
    if not present:
        return 0
    commonest = max(set(present), key=lambda count: (present.count(count), count))
    return present.count(commonest) + commonest / 1000


GUARDED = re.compile(r"'+[=+\-@]")


def _unguarded(value: str) -> str:
    """Without the apostrophe that keeps office programs from working out a text (see ``write``)."""
    return value[1:] if GUARDED.match(value) else value
