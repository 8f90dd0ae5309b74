"""The one way to the screen: what is shown can colour, and nothing else; a terminal never gets a raw escape."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

# the colours of ``reports.terminal``, and the end of a line of progress
_OURS = r"\x1b\[(?:0|1|2|3[1236]|90|1;3[1236]|1;90)m|\r(?=\n)|\r\x1b\[K|^\r"
_STEERS = re.compile(rf"({_OURS})|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_CUT = re.compile(r"(?<=\S)[ \w]…")
_PICTURES = {127: "\u2421"}


def visible(text: str) -> str:
    """The text with a picture for each character that steers a terminal or turns what stands beside it: ``␛[2J``."""
    return text if text.isprintable() else _STEERS.sub(_picture, text)


def dotted(text: str, encoding: str) -> str:
    """A text whose cuts can be seen on a console without «…»: two dots in its place and that of the letter before.

    One dot would end a sentence, and three would move what stands beside it.
    """
    if "…" not in text:
        return text
    try:
        "…".encode(encoding)
    except UnicodeEncodeError:
        return _CUT.sub("..", text).replace("…", "...")
    except LookupError:  # a stream of somebody else's
        return text
    return text


def uncoloured(text: str) -> str:
    """What a screen says, without its colours."""
    return _COLOURS.sub("", text) if "\x1b" in text else text


def _picture(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1]
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else _PICTURES.get(code, "\ufffd")  # noqa: PLR2004 - the control pictures


class SafeStream:
    """A stream that shows what is written to it made visible; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Show a text."""
        return self._stream.write(dotted(visible(text), self._stream.encoding or "utf-8"))

    def writelines(self, lines: Iterator[str]) -> None:
        """Show texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
