"""The child that reads one spreadsheet: ``python -m tpn.spreadsheets.fence_child READER FILE MEGABYTES SECONDS``.

It gives the found book, pickled, on standard output. Any other end than exit 0 is a reader that could not:
the process is the fence around libraries that raise anything, panic, or eat memory.
"""

import pickle
import sys
from pathlib import Path

from tpn.source.child import limit
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.found_book import Encrypted, TooLarge, without_odd

EXIT_TOO_LARGE = 3
EXIT_ENCRYPTED = 4

NOT_NEEDED = ("numpy", "PIL", "lxml", "defusedxml")
"""openpyxl takes these along where they are installed: slow to import, or one more thing that opens the file."""


def main(reader: str, file: str, megabytes: str, seconds: str) -> int:
    """Read and hand over; the exit code says what hindered it."""
    limit(int(megabytes), int(seconds))
    for name in NOT_NEEDED:
        sys.modules[name] = None  # type: ignore[assignment]
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        pickle.dump(without_odd(READERS[reader](Path(file))), out, protocol=5)
    except (MemoryError, TooLarge):
        return EXIT_TOO_LARGE
    except Encrypted:
        return EXIT_ENCRYPTED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
