"""What git needs to know of ``history/``: two copies of a project merge there without hands.

The journal is what one copy can take back, and none of the others' business. All else has names that can not meet,
or grows line by line.
"""

from contextlib import suppress
from pathlib import Path

from tpn.history.own_files import keep_new
from tpn.problems import Stop
from tpn.source.files import file_bytes

FILES = {
    ".gitignore": "# made by tpn: who is writing, and what one copy can take back\n.lock\n.outputs\njournal/\n",
    ".gitattributes": "# made by tpn: both sides stay\n*.jsonl merge=union\n* -text\n",
}
_BEFORE = {".gitattributes": b"# made by tpn: both sides stay\nmeetings/*.jsonl merge=union\n* -text\n"}
"""What older versions of tpn have laid there."""


def befriend_git(project: Path) -> None:
    """Lay the two files where they are not; one that is there is the municipality's own."""
    for name, text in FILES.items():
        path = project / "history" / name
        if not path.exists() or (name in _BEFORE and _is_ours(path, _BEFORE[name])):
            with suppress(Stop):  # the project is whole without them
                keep_new(project, path, text.encode())


def _is_ours(path: Path, before: bytes) -> bool:
    try:
        return file_bytes(path) == before
    except OSError:
        return False
