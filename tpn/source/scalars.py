"""What a plain scalar means: YAML 1.2 core, numbers without leading zeros, ISO dates; all else is text."""

import math
import re
from datetime import date

# one regular expression decides quickly that most texts are texts: only these can start anything else
_FIRST = frozenset("0123456789+-.~nNtTfF")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# int() is quadratic, and refuses more digits than this where the system says so
MOST_DIGITS = 300


class WrittenInt(int):
    """A whole number that was written otherwise than Python would: ``+47``, ``0x1F``; keeps ``text``."""

    text: str


class WrittenFloat(float):
    """A number that was written otherwise than Python would: ``1.10``, ``1e3``; keeps ``text``."""

    __slots__ = ("text",)

    text: str


class OutOfRange(ValueError):
    """A number that is none a project can hold: infinity, not-a-number, hundreds of digits."""


Scalar = str | int | float | bool | date | None


def resolve(text: str) -> Scalar:
    """The value of a plain scalar.

    Numbers whose text is not what Python writes for them come as ``WrittenInt`` and ``WrittenFloat``, so that
    ``1.10`` asked for as text is still ``1.10``. A date that does not exist (``2026-02-30``) is text.

    Raises:
        OutOfRange: ``.inf``, ``.nan``, ``1e999`` and numbers of more than 300 digits.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _FIRST:
        return text
    if _DATE.fullmatch(text):
        return _date(text)
    if _INT.fullmatch(text):
        return _int(text, 10)
    if _FLOAT.fullmatch(text):
        return _float(text)
    if _HEX.fullmatch(text):
        return _int(text, 16)
    if _OCTAL.fullmatch(text):
        return _int(text, 8)
    if _NOT_FINITE.fullmatch(text):
        raise OutOfRange(text)
    return text


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _int(text: str, base: int) -> int:
    if len(text) > MOST_DIGITS:
        raise OutOfRange(text)
    value = int(text, base)
    if str(value) == text:
        return value
    written = WrittenInt(value)
    written.text = text
    return written


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or len(text) > MOST_DIGITS:
        raise OutOfRange(text)
    if repr(value) == text:
        return value
    written = WrittenFloat(value)
    written.text = text
    return written
