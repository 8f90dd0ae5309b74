"""One verb, one file. A verb that is not in this table does not exist."""

# verb → module; the function in it has the verb's name. Kept in the order in which ``tpn --help`` shows them.
VERBS: dict[str, str] = {
    "init": "init",
    "check": "check",
    "explain": "explain",
    "status": "status",
    "week": "week",
    "agenda": "agenda",
    "minutes": "minutes",
    "meet": "meet",
    "slides": "slides",
    "list": "list_",
    "show": "show",
    "set": "set_",
    "fields": "fields",
    "done": "done",
    "add": "add",
    "move": "move",
    "replan": "replan",
    "handover": "handover",
    "undo": "undo",
    "snapshot": "snapshot",
    "report": "report",
    "diff": "diff",
    "log": "log",
    "schema": "schema",
    "library": "library",
    "completion": "completion",
    "procure": "procure",
    "launch": "launch",
    "export": "export",
    "round": "round_",
    "import": "import_",
    "read": "read",
    "benefits": "benefits",
    "map": "map",
    "choose": "choose",
    "process": "process",
    "fill": "fill",
}


# What a project lead wants to do, and the verbs for it, in the order of ``tpn --help``. A verb that is not in
# ``VERBS`` yet is not shown.
GROUPS: dict[str, tuple[str, ...]] = {
    "everyday": ("status", "week", "list", "show", "set", "done", "add"),
    "plan": ("init", "check", "move", "replan", "handover", "gantt", "snapshot", "diff", "log", "undo"),
    "meetings": ("agenda", "minutes", "meet", "slides"),
    "benefits": ("benefits", "map", "choose", "process"),
    "launch": ("procure", "launch"),
    "sheets": ("export", "round", "import", "read", "fill"),
    "reports": ("report", "portfolio"),
    "content": ("explain", "fields", "library", "schema", "completion"),
}
