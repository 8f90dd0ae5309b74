"""One verb, one file. A verb that is not in this table does not exist."""

# verb → module; the function in it has the verb's name. Kept in the order in which ``tpn --help`` shows them.
VERBS: dict[str, str] = {
    "init": "init",
    "check": "check",
    "explain": "explain",
    "status": "status",
    "week": "week",
    "agenda": "agenda",
    "list": "listing",
    "show": "show",
    "set": "setting",
    "done": "done",
    "add": "add",
    "move": "move",
    "handover": "handover",
    "undo": "undo",
    "snapshot": "snapshot",
    "schema": "schema",
    "library": "library",
    "procure": "procure",
    "export": "export",
    "round": "rounds",
    "read": "read",
    "benefits": "benefits",
    "process": "process",
    "fill": "fill",
}
