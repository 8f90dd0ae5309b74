"""The child that reads spreadsheets, one after the other: ``python -m tpn.spreadsheets.fence_child MEGABYTES``.

It is asked for a reader, a file and how long it may take, and answers with the found book, pickled. A reader that could
not ends it: the process is the fence around libraries that raise anything, panic, or eat memory.
"""

import json
import pickle
import sys
from pathlib import Path

from tpn.source.child import limit_memory, limit_time, serve
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.found_book import Encrypted, TooLarge, without_odd

EXIT_TOO_LARGE = 3
EXIT_ENCRYPTED = 4

NOT_NEEDED = ("numpy", "PIL", "lxml", "defusedxml")
"""openpyxl takes these along where they are installed: slow to import, or one more thing that opens the file."""


def main(megabytes: str) -> int:
    """Read and hand over till nobody asks; the exit code says what hindered it."""
    limit_memory(int(megabytes))
    for name in NOT_NEEDED:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        serve(_read)
    except (MemoryError, TooLarge):
        return EXIT_TOO_LARGE
    except Encrypted:
        return EXIT_ENCRYPTED
    return 0


def _read(question: bytes) -> bytes:
    reader, file, seconds = json.loads(question)
    limit_time(seconds)
    return pickle.dumps(without_odd(READERS[reader](Path(file))), protocol=5)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
