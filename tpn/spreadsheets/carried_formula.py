"""A formula that somebody put into a sheet of ours, apart from where it stood, so that it can stand in the next one.

Only what is plainly about the table itself is taken: cells of its own row, whole columns of its rows, numbers, texts,
and functions that look at nothing else. Nothing here opens a file, a link or another program; whatever is not in this
grammar is no formula that is carried on. What is written out is read by the same grammar once more.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from tpn.spreadsheets.found_book import cell_name, spot

Piece = str | Mapping[str, str | Sequence[str]]
"""A stretch of text, ``{row: field}`` for a cell of the same row, ``{rows: [from, to]}`` for whole columns."""

MOST_LETTERS = 2_000

FUNCTIONS = frozenset({
    "ABS", "AND", "AVERAGE", "AVERAGEIF", "CEILING", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "DATE",
    "DAY", "EDATE", "EOMONTH", "FLOOR", "IF", "IFERROR", "INT", "ISBLANK", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "LOWER",
    "MAX", "MEDIAN", "MID", "MIN", "MOD", "MONTH", "NETWORKDAYS", "NOT", "NOW", "OR", "PRODUCT", "RIGHT", "ROUND",
    "ROUNDDOWN", "ROUNDUP", "SUBTOTAL", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "TODAY", "TRIM", "UPPER", "WEEKDAY",
    "WEEKNUM", "WORKDAY", "YEAR",
})  # fmt: skip
"""What looks at its own arguments and the calendar, and at nothing else."""

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<cell>\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?:\s*:\s*\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})?)(?![\w(.!:])
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?)(?![\w.!(])
    |(?P<truth>TRUE|FALSE)(?![\w(.!])
    |(?P<call>[A-Z]+)\(
    |(?P<sign>[-+*/^&=<>(),%]|\s)""",
    re.VERBOSE,
)

Where = Callable[[tuple[int, int], tuple[int, int]], Piece | None]
"""What two corners of a range (the same for one cell) are of the table; None where they are not its own."""


def carried(formula: str, where: Where) -> tuple[Piece, ...] | None:
    """The formula in pieces that name fields instead of cells; None where it is not carried on."""
    pieces: list[Piece] = []
    for kind, said in _tokens(formula):
        if kind == "cell":
            first, _, last = said.replace(" ", "").partition(":")
            start, end = spot(first), spot(last or first)
            piece = where(start, end) if start and end else None
            if piece is None:
                return None
            pieces.append(piece)
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += said
        else:
            pieces.append(said)
    return tuple(pieces) or None


def written(
    pieces: Sequence[Piece], column: Callable[[str], int | None], row: int, body: tuple[int, int]
) -> str:
    """The formula for a row of a sheet whose table has its rows in ``body``; empty where a field is not there."""
    said = ""
    for piece in pieces:
        if isinstance(piece, str):
            said += piece
            continue
        one, many = piece.get("row"), piece.get("rows")
        names = [one] if isinstance(one, str) else list(many or ())
        places = [column(name) for name in names]
        if not places or None in places:
            return ""
        first, last = min(places), max(places)  # type: ignore[type-var]
        said += (
            cell_name(row, first or 0)
            if one
            else f"{cell_name(body[0], first or 0)}:{cell_name(body[1], last or 0)}"
        )
    return said if carried(said, lambda *_: "") is not None else ""


def of_open_document(formula: str) -> str:
    """A formula of an .ods as an .xlsx says it; what cannot be told stays, and is not carried on."""
    text = re.sub(r"\A(?:of:|oooc:|msoxl:)?=", "", formula)
    parts = re.split(r'("(?:[^"]|"")*")', text)
    return "".join(part if at % 2 else _plain(part) for at, part in enumerate(parts))


def _plain(part: str) -> str:
    cells = re.sub(
        r"\[\.([$A-Z0-9]+)(?::\.([$A-Z0-9]+))?\]", lambda m: ":".join(filter(None, m.groups())), part
    )
    return cells.replace(";", ",")


def as_open_document(formula: str) -> str:
    """A formula that is carried on, as an .ods says it."""
    said = ""
    for kind, text in _tokens(formula):
        if kind == "cell":
            said += "[" + ":".join(f".{one.strip()}" for one in text.split(":")) + "]"
        else:
            said += ";" if text == "," else text
    return f"of:={said}"


def _tokens(formula: str) -> list[tuple[str, str]]:
    """The formula in the words of the grammar; none where one does not belong to it."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(formula) <= MOST_LETTERS:
        token = _TOKEN.match(formula, at)
        if token is None or (token["call"] and token["call"] not in FUNCTIONS):
            return []
        found.append((str(token.lastgroup), token[0]))
        at = token.end()
    return found
