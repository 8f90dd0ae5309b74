"""Which verbs change the project, and when. One table; the dispatcher and the way into the project ask it."""

from enum import StrEnum


class Writes(StrEnum):
    """When a verb changes the project. ``--preview`` wins over both: then not a byte changes."""

    AT_ONCE = "at_once"
    WHEN_ASKED = "when_asked"


# A verb that is not in this table never writes into the project; its words must say exactly what it will do before
# it may write at once, all others show it first and write with ``--write``.
WRITES: dict[str, Writes] = {
    "init": Writes.AT_ONCE,
    "set": Writes.AT_ONCE,
    "done": Writes.AT_ONCE,
    "add": Writes.AT_ONCE,
    "meet": Writes.AT_ONCE,
    "snapshot": Writes.AT_ONCE,
    "library": Writes.AT_ONCE,  # ``library copy``
    "replan": Writes.WHEN_ASKED,  # but for ``--propose``, which says exactly what it keeps
    "report": Writes.AT_ONCE,  # ``--publish``, ``--correct``, ``--withdraw``
    "export": Writes.AT_ONCE,  # its round
    "read": Writes.AT_ONCE,  # ``--save-profile``
    "move": Writes.WHEN_ASKED,
    "handover": Writes.WHEN_ASKED,
    "cancel": Writes.WHEN_ASKED,
    "postpone": Writes.WHEN_ASKED,
    "remove": Writes.WHEN_ASKED,
    "forget": Writes.WHEN_ASKED,
    "agenda": Writes.WHEN_ASKED,  # its case numbers
    "minutes": Writes.WHEN_ASKED,
    "undo": Writes.WHEN_ASKED,
    "import": Writes.WHEN_ASKED,
    "round": Writes.WHEN_ASKED,  # ``--remind``
    "process": Writes.WHEN_ASKED,
    "procure": Writes.WHEN_ASKED,
    "launch": Writes.WHEN_ASKED,
    "gate": Writes.WHEN_ASKED,
    "fill": Writes.WHEN_ASKED,
}
