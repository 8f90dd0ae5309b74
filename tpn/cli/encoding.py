"""The screen, made safe: a console that lacks a symbol gets one that it has, and never a traceback."""

import codecs
import os
import stat
import sys
from typing import Literal, TextIO

from tpn.cli.screen import SafeStream

# what has a meaning on a screen keeps one of its own: «+ i gang» is not «> prognose»
_STAND_IN = str.maketrans({
    "●": "o", "▲": "^", "△": "!", "■": "#", "○": "?", "█": "=", "▓": "=", "░": ".", "▒": ":",
    "▌": ":", "→": ">", "←": "<",
    "–": "-", "—": "-", "−": "-", "…": ".", "·": ".", "«": '"', "»": '"', "’": "'", "✓": "x", "◆": "*",
    "│": "|", "┃": "|", "─": "-", "┼": "+", "\u00a0": " ", "\u202f": " ", "×": "x", "≤": "<", "≥": ">", "∞": "~",
    "æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A", "é": "e", "ö": "o", "ä": "a", "ü": "u",
    "“": '"', "”": '"', "§": "S", "ò": "o", "è": "e", "É": "E", "à": "a", "›": ">", "├": "|", "└": "`", "┄": "-",
    "•": "*", "◦": "o", "▪": "*", "▶": "+", "◀": "<", "✔": "x", "✗": "-", "☐": "o", "☑": "x", "═": "=", "║": "|",
    "┌": "+", "┐": "+", "┘": "+", "┬": "+", "┴": "+", "┤": "|", "≈": "~", "±": "+", "½": "1/2", "²": "2", "€": "EUR",
    "▏": "|", "▎": ":", "▍": ":", "▋": ":", "▊": ":", "▉": "=", "▫": "_", "◇": "@", "↑": "^", "↓": "v", "□": "o",
})  # fmt: skip


def _stand_in(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    text = fault.object[fault.start : fault.end].translate(_STAND_IN)
    return text.encode(fault.encoding, "replace").decode(fault.encoding), fault.end


def redirected(kind: Literal["file", "pipe"], code_page: int) -> str:
    """In what letters Windows gets what is redirected, where nobody has said it (``PYTHONIOENCODING``).

    A file is read later, by programs that know UTF-8. A pipe is read now by what reads the console's code page:
    ``more``, ``findstr``, PowerShell – UTF-8 too where there is no console (``code_page`` 0).
    """
    return "utf-8" if kind == "file" or code_page in {0, 65001} else f"cp{code_page}"


def narrow() -> bool:
    """Whether standard output lacks letters, so that facts for other programs go in ASCII."""
    return not (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def prepare() -> None:
    """Let standard output and error replace what their encoding lacks, and let Windows understand colour."""
    codecs.register_error("tpn", _stand_in)
    for name in ("stdout", "stderr"):  # whoever started us may have closed them
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=_of_windows(stream), errors="tpn")
    for name in ("stdout", "stderr"):
        if not isinstance(stream := getattr(sys, name), SafeStream):
            setattr(sys, name, SafeStream(stream))
    if sys.platform == "win32":
        _let_windows_colour()


def _of_windows(stream: TextIO) -> str | None:
    """The letters for a stream that Windows redirects; None leaves them as they are."""
    if os.name != "nt" or stream.isatty() or sys.flags.utf8_mode or "PYTHONIOENCODING" in os.environ:
        return None
    import ctypes

    kind: Literal["file", "pipe"] = "file" if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else "pipe"
    name = redirected(kind, ctypes.windll.kernel32.GetConsoleOutputCP())  # type: ignore[attr-defined,unused-ignore]
    try:
        return codecs.lookup(name).name
    except LookupError:  # a code page that Python does not know
        return None


def _let_windows_colour() -> None:
    """Older Windows consoles show escape codes as they stand unless asked not to."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.GetStdHandle(-11)
    mode = ctypes.c_uint32()
    if kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        kernel.SetConsoleMode(handle, mode.value | 0x0004)
