"""Characters that no project file may hold, and tabs where indentation stands: found in the text itself."""

import re
from collections.abc import Iterator
from functools import cache

_LINE_ENDS_OF_OLD = "\x85\u2028\u2029\ufeff"
_LEADING_TAB = re.compile(r"^ *(\t+)[ \t]*[^\s]", re.MULTILINE)


def looks_odd(text: str) -> bool:
    """Whether the text holds line ends that readers disagree about; the rest the parser refuses itself."""
    return any(char in text for char in _LINE_ENDS_OF_OLD) or text.count("\r") != text.count("\r\n")


@cache
def _refused() -> re.Pattern[str]:
    """Line and paragraph separators, «next line» and a lone carriage return end lines in YAML 1.1 and not in 1.2.

    Made when first asked for: so large a set takes milliseconds, and faultless text never asks.
    """
    return re.compile(
        "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\r(?!\n)"
    )


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Where characters stand that are not allowed, and which."""
    return ((found.start(), found.group()) for found in _refused().finditer(text))


def without_refused(text: str) -> str:
    """The text with a full stop for each character that is not allowed: to look for other faults."""
    return _refused().sub(".", text)


def leading_tabs(text: str) -> Iterator[tuple[int, int]]:
    """Where lines begin with tabs (perhaps after blanks), and how many stand there."""
    if "\t" not in text:
        return iter(())
    return ((found.start(1), len(found.group(1))) for found in _LEADING_TAB.finditer(text))
