"""The child process that sets a project's own looks as PDF: ``python -m tpn.reports.typesetter``.

Its room is the whole world to it: the template with what lies beside it, no packages, no network, no other file. The
PDF goes out on standard output.
"""

import json
import sys
from pathlib import Path

from tpn.reports.fill_template import OUT_OF_BOUNDS
from tpn.reports.pdf import SECONDS, accessible
from tpn.source.child import limit

MEGABYTES = 3000
MOST_BYTES = 100 * 1024 * 1024


def main() -> int:
    """Set and hand over; the exit code says what hindered it."""
    limit(MEGABYTES, round(SECONDS) + 1)
    asked = json.loads(sys.stdin.buffer.read())
    room = Path(asked["room"])
    none = room / "none"
    try:
        made = accessible(room / asked["template"], asked["inputs"], asked["made"], root=str(room),
                          package_path=str(none), package_cache_path=str(none))  # fmt: skip
    except MemoryError:
        return OUT_OF_BOUNDS
    except Exception as fault:  # noqa: BLE001 - whatever a template can do wrong, it is the template's fault
        sys.stderr.write(str(fault))
        return 1
    if len(made) > MOST_BYTES:
        return OUT_OF_BOUNDS
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
