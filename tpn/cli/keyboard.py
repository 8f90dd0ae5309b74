"""Lines from the keyboard – or from a file, as tests and scripts have it – one question at a time."""

import sys


class LeftKeyboard(Exception):
    """The person has left: end of input, or the key for it."""


def ask(prompt: str) -> str:
    """The answer on one line, without blanks around it.

    Raises:
        Left: there is no more input.
    """
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stdout.write("\n")
        raise LeftKeyboard
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    return line.strip()
