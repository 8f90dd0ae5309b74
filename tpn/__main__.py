"""The way in. What needs nothing is answered before anything is imported."""

import gc
import os
import sys

from tpn import __version__


def main() -> None:
    """Run the command line and leave with its exit code."""
    # pydantic looks through every installed package for plug-ins; tpn has none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"tpn {__version__}\n")
        return
    if arguments[:1] == ["--complete"]:
        from tpn.cli.completion import complete  # noqa: PLC0415 - shell completion must answer at once

        sys.stdout.write(complete(arguments[1:]))
        return
    from tpn.cli.app import run  # noqa: PLC0415

    gc.disable()  # one short run: looking for rings in a large project costs more than they could hold
    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
