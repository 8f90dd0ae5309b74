"""What may be answered, as blocks of a screen: choices by their number, and keys with what they do."""

from collections.abc import Iterable, Sequence

from tpn.reports.blocks import Inline, TextSpan, TextTable, Told, inline, listed, quiet, strong
from tpn.texts.formats import NBSP

_APART = "   "


def numbered(rows: Iterable[Sequence[str]], notes: Sequence[str] = ()) -> TextTable:
    """Choices by their number, each with what stands beside it; of ``notes`` one belongs to each row, or is empty."""
    said = list(rows)
    wide = len(str(len(said)))
    made: list[tuple[str | Inline, ...]] = []
    for number, row in enumerate(said, 1):
        made.append((inline(strong(f"{number:>{wide}}")), *row))
        if note := notes[number - 1] if notes else "":
            made.append(("", inline(quiet(note)), *("" for _ in row[1:])))
    return listed(made)


def keys(pairs: Iterable[tuple[str, str]]) -> Told:
    """Keys and what they do, on one line where there is room; a key is not left behind by its words."""
    parts: list[str | TextSpan] = []
    for key, does in pairs:
        parts += [_APART if parts else "", strong(key), f" {does}".replace(" ", NBSP)]
    return Told(inline(*parts), hanging=False)
