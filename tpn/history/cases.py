"""The case numbers in what has been kept of the past: a number that a meeting once had is never given again."""

import re
from pathlib import Path

from tpn.history.own_files import kept_text
from tpn.history.snapshots import FOLDER

_CASE = re.compile(r"\bcase:\s*[\"']?(\d+/\d+)")


def cases_kept(project: Path) -> frozenset[str]:
    """Every case number in the snapshots of a project."""
    texts = (_text(project, path) for path in (project / FOLDER).glob("*/*.yaml"))
    return frozenset(case for text in texts for case in _CASE.findall(text))


def _text(project: Path, path: Path) -> str:
    try:
        return kept_text(project, path)
    except ValueError:  # the case numbers of a file that cannot be read are nobody's
        return ""
