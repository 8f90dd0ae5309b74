"""Text as people mean it: line breaks of one kind, tabs, and no character that steers a screen or breaks a document.

What comes in passes here once – YAML, the command line, sheets, BPMN, answers in a meeting – so that nobody who writes
text out has to ask what it may hold.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tpn.source.late import LatePattern

Route = tuple[str | int, ...]

MOST_LETTERS = 32_767
"""In one text that comes in: what a cell of a spreadsheet takes, so that every text can go out in one again."""

_SOFT = LatePattern("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Line ends of Word, of old systems and of Unicode: a line break is meant."""


@cache
def _odd() -> re.Pattern[str]:
    """Control characters, half characters and those that are none; made when first asked for."""
    return re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def is_clean(text: str) -> bool:
    """Whether a text holds nothing that ``cleaned`` changes."""
    return text.isprintable() or _odd().search(text) is None


def cleaned(text: str) -> str:
    """The text with every line break as one, and without what else is invisible and steers; clean text as it is."""
    if is_clean(text):
        return text
    return _odd().sub("", _SOFT.sub("\n", text))


def odd_characters(text: str) -> tuple[str, ...]:
    """The characters that no text may hold, each once, soft line breaks aside: ``U+001B``."""
    if text.isprintable():
        return ()
    found = _odd().findall(_SOFT.sub("\n", text))
    return tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in found))


def cleaned_value(value: Any, route: Route = ()) -> tuple[Any, tuple[Route, ...]]:
    """A value of mappings, lists and texts with every text cleaned, and the routes to those that were not clean."""
    dirty: list[Route] = []
    return _cleaned(value, route, dirty), tuple(dirty)


def _cleaned(value: Any, route: Route, dirty: list[Route]) -> Any:
    if isinstance(value, str):
        if is_clean(value):
            return value
        dirty.append(route)
        return cleaned(value)
    if isinstance(value, dict):
        return {_key(key): _cleaned(item, (*route, key), dirty) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, (*route, number), dirty) for number, item in enumerate(value)]
    return value


def _key(key: Any) -> Any:
    return cleaned(key) if isinstance(key, str) else key


_ESCAPES = LatePattern(r"\\[^\"\\/ t\n\r]")


def may_be_odd(texts: Iterator[str]) -> bool:
    """Whether a text of YAML may give an odd character: only an escape in double quotes can."""
    return any("\\" in text and _ESCAPES.search(text) for text in texts)
