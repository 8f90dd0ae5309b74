"""Shell completion: verbs, options, and the ids of the project at hand. Light: no project is loaded."""

import re
from collections.abc import Sequence
from pathlib import Path

from tpn.cli.commands import VERBS

_TAKES_IDS = {"show", "set", "done", "move", "agenda", "minutes", "meet"}
_ID = re.compile(r"^\s*(?:- )?\{?\s*(?:- )?id:\s*[\"']?([\w.-]+)", re.MULTILINE)


def complete(words: Sequence[str]) -> str:
    """The candidates for the last of ``words``, one a line."""
    *before, last = words or [""]
    verb = next((word for word in before if word in VERBS), None)
    if verb is None:
        found: Sequence[str] = list(VERBS)
    elif last.startswith("-"):
        found = _options(verb)
    else:
        found = _ids() if verb in _TAKES_IDS else ()
    return "".join(f"{name}\n" for name in found if name.startswith(last))


def _options(verb: str) -> list[str]:
    from tpn.cli.app import command_of
    from tpn.cli.common import FLAGS, WITH_VALUE

    own = [name for param in command_of(verb).params for name in param.opts if name.startswith("--")]
    return sorted({*own, "--help", *(name for name in (*WITH_VALUE, *FLAGS) if name.startswith("--"))})


def _ids() -> list[str]:
    folder = next((f for f in (Path(), *Path().absolute().parents) if (f / "project.yaml").is_file()), None)
    if folder is None:
        return []
    texts = (path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.yaml")))
    return list(dict.fromkeys(name for text in texts for name in _ID.findall(text)))
