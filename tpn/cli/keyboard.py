"""Lines from the keyboard – or from a file, as tests and scripts have it – one question at a time."""

import sys
from typing import TextIO

from tpn.source.clean import cleaned, is_clean


class LeftKeyboard(Exception):
    """The person has left: end of input, or the key for it."""


def ask(prompt: str, screen: TextIO, told: str = "") -> str:
    """The answer on one line, without blanks around it; ``screen`` is where the question is seen.

    ``told`` is said where invisible characters had to be taken away.

    Raises:
        Left: there is no more input.
    """
    screen.write(prompt)
    screen.flush()
    line = sys.stdin.readline()
    if not line:
        screen.write("\n")
        raise LeftKeyboard
    if not sys.stdin.isatty():
        screen.write("\n")
    if told and not is_clean(line.rstrip("\r\n")):
        screen.write(told + "\n")
    return cleaned(line).strip()
