"""Values as YAML text: quoted only where a reader (ours, or one of YAML 1.1) would take it for something else."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from tpn.source.scalars import WrittenFloat, WrittenInt, resolve

LONG = 100
"""Text of more characters than this gets lines of its own."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_WORDS_OF_1_1 = frozenset(["y", "yes", "n", "no", "on", "off", "true", "false", "null", "~"])
_LIKE_A_NUMBER = re.compile(
    r"[-+]?\.?[0-9][0-9_.,:]*(?:[eE][-+]?[0-9]*)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?\.\w+"
)
_LIKE_A_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


@cache
def _not_as_it_is() -> re.Pattern[str]:
    """Characters that only a double-quoted text can say; made when first asked for, as it takes milliseconds."""
    return re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class OneLine(str):
    """Text that must not be written on lines of its own, since what stands below would become part of it."""

    __slots__ = ()


def emit(value: Any, indent: int = 0, *, flow: bool = False, dash: int = 2) -> str:
    """A whole value as block-style YAML, each line with its line feed.

    Args:
        value: dicts, lists and scalars.
        indent: the blanks before each line.
        flow: small mappings without inner structure go on one line: ``{probability: 3, consequence: 4}``.
        dash: how much deeper than its key a list's dashes stand.
    """
    return "".join(f"{line}\n" for line in _lines(value, indent, _Style(flow=flow, dash=dash)))


def entry(key: str, value: Any, indent: int, *, flow: bool = False, dash: int = 2) -> str:
    """``key: value`` as block-style YAML without a line feed at its end."""
    return "\n".join(_entry(key, value, indent, _Style(flow=flow, dash=dash)))


def item(value: Any, indent: int, gap: int = 1, *, flow: bool = False, dash: int = 2) -> str:
    """``- value`` as block-style YAML without a line feed at its end; ``gap`` blanks stand after the dash."""
    return "\n".join(_item(value, indent, gap, _Style(flow=flow, dash=dash)))


def inline(value: Any) -> str:
    """A value on one line, as it stands inside brackets: ``[a, b]``, ``{a: 1}``, ``"x, y"``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(one) for one in value) + "]"
    return scalar(value, flow=True)


def scalar(value: Any, style: str | None = None, *, flow: bool = False) -> str:
    """A scalar on one line; ``style`` is the quote mark it had and keeps."""
    if isinstance(value, str):
        return _text(value, style, flow=flow)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, WrittenInt | WrittenFloat):
        return value.text
    return repr(value)


def block(text: str, indent: int) -> tuple[str, list[str]] | None:
    """Text as the head (``|`` or ``|-``) and the lines of a block scalar; none where only quotes can hold it."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if _not_as_it_is().search(body.replace("\n", "")) or not body or not lines[-1]:
        return None
    if body[0] in " \n" or any(line and not line.strip() for line in lines):
        return None
    head = "|" if text.endswith("\n") else "|-"
    return head, [" " * indent + line if line else "" for line in lines]


def wants_block(value: Any, style: str | None = None) -> bool:
    """Whether a text is better off with lines of its own; one that stands in quotes stays there if it can."""
    if not isinstance(value, str) or isinstance(value, OneLine):
        return False
    return "\n" in value or (len(value) > LONG and style not in {"'", '"'})


def is_small(value: Any) -> bool:
    """Whether a list or mapping holds only a few short scalars: then it reads well on one line."""
    ones: Iterable[Any] = value.values() if isinstance(value, Mapping) else value
    if any(isinstance(one, Mapping | list | tuple) or wants_block(one) for one in ones):
        return False
    return len(inline(value)) <= LONG


class _Style:
    def __init__(self, *, flow: bool, dash: int) -> None:
        self.flow = flow
        self.dash = dash


def _on_one_line(value: Any, style: _Style) -> bool:
    if isinstance(value, Mapping):
        return not value or (style.flow and is_small(value))
    return not isinstance(value, list | tuple) or is_small(value)


def _lines(value: Any, indent: int, style: _Style) -> list[str]:
    if isinstance(value, Mapping) and value:
        return [line for key, one in value.items() for line in _entry(key, one, indent, style)]
    if isinstance(value, list | tuple) and value:
        return [line for one in value for line in _item(one, indent, 1, style)]
    return [" " * indent + inline(value)]


def _entry(key: str, value: Any, indent: int, style: _Style) -> list[str]:
    return _value(" " * indent + scalar(str(key)) + ":", value, indent, style)


def _value(before: str, value: Any, indent: int, style: _Style) -> list[str]:
    """What stands after a key (or a dash with its blanks): on the same line, or on lines of its own."""
    if wants_block(value) and (found := block(value, indent + 2)):
        return [f"{before} {found[0]}", *found[1]]
    if isinstance(value, Mapping | list | tuple):
        if _on_one_line(value, style):
            return [f"{before} {inline(value)}"]
        deeper = indent + (2 if isinstance(value, Mapping) else style.dash)
        return [before, *_lines(value, deeper, style)]
    return [f"{before} {scalar(value)}"]


def _item(value: Any, indent: int, gap: int, style: _Style) -> list[str]:
    dash = " " * indent + "-"
    inner = indent + 1 + gap
    if isinstance(value, Mapping | list | tuple) and not _on_one_line(value, style):
        first, *rest = _lines(value, inner, style)
        return [dash + " " * gap + first[inner:], *rest]
    return _value(dash + " " * (gap - 1), value, indent, style)


def _text(text: str, style: str | None, *, flow: bool) -> str:
    if _not_as_it_is().search(text):
        return _double(text)
    if style == "'":
        return _single(text)
    if style == '"':
        return _double(text)
    if _plain(text, flow=flow):
        return text
    return _single(text) if '"' in text or "\\" in text else _double(text)


def _plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or text.startswith("..."):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    if flow and any(char in text for char in ",[]{}:"):
        return False
    if text.lower() in _WORDS_OF_1_1 or _LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_DATE.fullmatch(text):
        return False
    return isinstance(resolve(text), str)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _not_as_it_is().sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _SHORT.get(char) or f"\\u{ord(char):04x}"
