"""The screen, made safe: a console that lacks a symbol gets one that it has, and never a traceback."""

import codecs
import os
import sys

from tpn.cli.screen import SafeStream

_STAND_IN = str.maketrans({
    "●": "o", "▲": "^", "△": "!", "■": "#", "○": "?", "█": "#", "▓": "#", "░": ".", "▒": ":",
    "▌": ":", "→": ">", "←": "<",
    "–": "-", "—": "-", "−": "-", "…": ".", "·": ".", "«": '"', "»": '"', "’": "'", "✓": "x", "◆": "*",
    "│": "|", "┃": "|", "─": "-", "┼": "+", "\u00a0": " ", "\u202f": " ", "×": "x", "≤": "<", "≥": ">", "∞": "~",
    "æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A", "é": "e", "ö": "o", "ä": "a", "ü": "u",
    "“": '"', "”": '"', "§": "S", "ò": "o", "è": "e", "É": "E", "à": "a", "›": ">", "├": "|", "└": "`", "┄": "-",
    "•": "*", "◦": "o", "▪": "*", "▶": ">", "◀": "<", "✔": "x", "✗": "-", "☐": "o", "☑": "x", "═": "=", "║": "|",
    "┌": "+", "┐": "+", "┘": "+", "┬": "+", "┴": "+", "┤": "|", "≈": "~", "±": "+", "½": "1/2", "²": "2", "€": "EUR",
    "▏": "|", "▎": ":", "▍": ":", "▋": ":", "▊": ":", "▉": "#", "◇": "*", "↑": "^", "↓": "v", "□": "o",
})  # fmt: skip


def _stand_in(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    text = fault.object[fault.start : fault.end].translate(_STAND_IN)
    return text.encode(fault.encoding, "replace").decode(fault.encoding), fault.end


def prepare() -> None:
    """Let standard output and error replace what their encoding lacks, and let Windows understand colour."""
    codecs.register_error("tpn", _stand_in)
    for name in ("stdout", "stderr"):  # whoever started us may have closed them
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="tpn")
    for name in ("stdout", "stderr"):
        if not isinstance(stream := getattr(sys, name), SafeStream):
            setattr(sys, name, SafeStream(stream))
    if sys.platform == "win32":
        _let_windows_colour()


def _let_windows_colour() -> None:
    """Older Windows consoles show escape codes as they stand unless asked not to."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.GetStdHandle(-11)
    mode = ctypes.c_uint32()
    if kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        kernel.SetConsoleMode(handle, mode.value | 0x0004)
