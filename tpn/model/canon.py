"""One spelling of a value, for comparing what stood in a sheet, what stands in it now, and what the project says.

All three sides pass here, so that an office program that saves 3 as 3.0, or a space as a no-break space, changes
nothing. ``canon(canon(x)) == canon(x)``.
"""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

from tpn.model.fieldtree import Take
from tpn.model.spans import Link

Plain = str | int | float | bool | date | tuple["Plain", ...] | None
"""A value as it stands in the YAML: choices by their key, people by their id, links and durations as text."""

_BLANKS = re.compile("[\u00a0\u202f\u2007]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\u0085]")
_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")
_DIGITS = 15


def canon(value: object) -> Plain:
    """The one spelling: NFC, line ends, blanks, 3.0 → 3, date-times → dates, empty → none."""
    if value is None or value.__class__ is date or value.__class__ is bool:
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, list | tuple):
        return tuple(item for one in value if (item := canon(one)) is not None) or None
    return _text(str(value))


def _text(text: str) -> str | None:
    if isinstance(text, StrEnum):
        return text.value
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # neither line ends nor other blanks
        return text.rstrip() or None
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text)))
    return _TRAILING.sub("", text).rstrip() or None


def _number(value: float) -> int | float | None:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number differs from itself
        return None
    rounded = float(f"{value:.{_DIGITS}g}")
    if abs(rounded) == float("inf"):
        return None
    return int(rounded) if rounded.is_integer() else rounded


def plain(value: object, take: Take) -> Plain:
    """A field's value as it stands in the YAML, in the one spelling."""
    if isinstance(value, Link):
        return link_text(value)
    if isinstance(value, tuple):
        return tuple(item for one in value if (item := plain(one, take)) is not None) or None
    if take.kind == "duration" and isinstance(value, int):
        return f"{value}d"
    return canon(value)


def link_text(link: Link) -> str:
    """A link as people write it: ``K-01``, ``K-01 SS +3d``."""
    kind = "" if link.kind == "FS" else f" {link.kind}"
    lag = f" {link.lag:+d}d" if link.lag else ""
    return f"{link.to}{kind}{lag}"
