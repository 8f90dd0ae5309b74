"""What is longer than the screen is shown a page at a time: on a terminal, by the pager that people have there.

``PAGER`` names it, else it is ``less`` or ``more``. With ``--no-pager``, and where there is none, all is shown at once.
"""

import os
import shlex
import shutil
import sys

from tpn.cli.screen import uncoloured


def in_pages(text: str) -> bool:
    """Show a text in a pager where it needs one; whether it has been shown.

    Nothing is paged that is sent into a file or to another program, or that no person is there to leaf through.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()) or _has_no_pager() or _fits(text):
        return False
    from rich.pager import SystemPager

    os.environ.setdefault("LESS", "FRX")  # colours are shown, and the text stays when it has been left
    os.environ.setdefault("LESSCHARSET", "utf-8")  # also where the system's language is not set up
    sys.stdout.flush()
    SystemPager().show(_as_the_pager_reads(text))
    return True


def _has_no_pager() -> bool:
    """Whether the terminal cannot page, or the pager that was asked for is not there."""
    asked = os.environ.get("MANPAGER") or os.environ.get("PAGER") or ""
    try:
        words = shlex.split(asked)
    except ValueError:
        return True
    return os.environ.get("TERM") == "dumb" or bool(words and shutil.which(words[0]) is None)


def _fits(text: str) -> bool:
    """Whether a text has room on the screen, with a line for what is typed next."""
    size = shutil.get_terminal_size()
    lines = uncoloured(text).splitlines()
    return sum(max(1, -(-len(line) // max(1, size.columns))) for line in lines) < size.lines


def _as_the_pager_reads(text: str) -> str:
    """Windows' ``more`` knows neither colour nor more than the console's own characters."""
    if os.name != "nt":
        return text
    encoding = os.device_encoding(0) or "utf-8"
    return uncoloured(text).encode(encoding, "tpn").decode(encoding)
