"""Whether the program has a window of its own, as after a double click: then it must ask, and not close unread."""

import os
import sys


def has_own_window() -> bool:
    """Whether nobody but this program shares the console: a shell that would show the rest is not there.

    The launcher ``tpn.exe`` waits beside the Python that it has started, so there they are two.
    """
    if os.name != "nt" or sys.stdin is None or not sys.stdin.isatty():
        return False
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    ours = 2 if sys.argv[0].lower().endswith(".exe") else 1
    processes = (ctypes.c_uint32 * 8)()
    return 0 < int(kernel.GetConsoleProcessList(processes, len(processes))) <= ours
