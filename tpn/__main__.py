"""The way in. What needs nothing is answered before anything is imported."""

import gc
import os
import sys

from tpn import __version__

STOPPED = 130
"""The exit code of what Ctrl-C has stopped."""


def main() -> None:
    """Run the command line and leave with its exit code; who stops it while it is still waking is not shown how."""
    try:
        _run()
    except KeyboardInterrupt:
        leave(STOPPED)


def _run() -> None:
    gc.disable()  # one short run: looking for rings in a large project costs more than they could hold
    # pydantic looks through every installed package for plug-ins; tpn has none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        return leave(said(f"tpn {__version__}\n"))
    if arguments[:1] == ["--complete"]:
        from tpn.cli.completion import complete  # noqa: PLC0415 - shell completion must answer at once

        return leave(answered(complete(arguments[1:])))
    from tpn.cli.app import run  # noqa: PLC0415

    return leave(run(arguments))


def said(text: str) -> int:
    """Say a text; the exit code. A full disk behind ``>`` or a reader who has gone takes no more of it."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"tpn: {error.strerror}\n")
        return 1
    return 0


def answered(text: str) -> int:
    """Answer a shell, in UTF-8 on every system: a console's code page lacks half of what may be offered."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return said(text)


def leave(code: int) -> None:
    """End the process at once: to take a large project apart, object by object, takes longer than to read it."""
    from contextlib import suppress  # noqa: PLC0415 - ``--version`` does without

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # who reads it has gone, or has been told why it cannot be written
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
