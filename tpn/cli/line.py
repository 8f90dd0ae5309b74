"""What is typed on the line, at the door: no control characters, and soft line breaks made ordinary ones."""

import os
from collections.abc import Sequence

from tpn.problems import Problem, Stop
from tpn.source.clean import MOST_LETTERS, cleaned, is_clean, odd_characters


def clean_line(words: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The words as they may be taken in, and whether any of them was changed.

    A file that there is keeps its name, whatever that holds.

    Raises:
        Stop: a word holds a control character (``word-control-character``) or is longer than a text may be
            (``text-too-long``); exit code 2.
    """
    for word in words:
        must_fit(word.partition("=")[2] or word, word.partition("=")[0])
    made = tuple(word if is_clean(word) or os.path.lexists(word) else _cleaned(word) for word in words)
    return made, made != tuple(words)


def must_fit(text: str, field: str = "") -> None:
    """Make sure that a text is no longer than a cell of a spreadsheet takes.

    Raises:
        Stop: it is (``text-too-long``, exit code 2).
    """
    if len(text) > MOST_LETTERS:
        facts = {
            "count": len(text),
            "limit": MOST_LETTERS,
            "field": cleaned(field[:40]),
            "hint": None if field else "unnamed",
        }
        raise Stop(Problem("text-too-long", None, facts), 2)


def _cleaned(word: str) -> str:
    if odd := odd_characters(word):
        name = cleaned(word.partition("=")[0]) if "=" in word else ""
        raise Stop(
            Problem("word-control-character", None, {"code": odd[0], "field": name or cleaned(word)[:40]}), 2
        )
    return cleaned(word)
