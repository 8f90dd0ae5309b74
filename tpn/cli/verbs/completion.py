"""``tpn completion SHELL``: the script that lets a shell complete verbs, options, ids and people."""

from tpn.cli.run import Run
from tpn.cli.shells import SHELLS


def perform(run: Run, *, shell: str | None) -> None:
    """The script for a shell; without one how it is put in place."""
    if shell is None:
        run.out(run.words("completion.how"))
    elif shell.lower() in SHELLS:
        run.out(SHELLS[shell.lower()])
    else:
        run.stop("no-such-shell", value=shell, known=tuple(SHELLS))
