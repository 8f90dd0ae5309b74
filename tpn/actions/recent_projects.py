"""The projects that were opened last, for ``tpn menu``: kept per user, in the folder that the platform has for it.

``projects.json`` there holds the folders and the day each was opened, and nothing else; no project, no text, no name.
It may be deleted at any time.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path

from tpn.model import MARKER
from tpn.problems import Stop
from tpn.source import TextFile, parse, read_file, write_new

_MOST = 9
_NAME = "projects.json"


class KnownProject(NamedTuple):
    """A project that was opened: where, when, and what its file says it is (empty where it cannot be read)."""

    folder: Path
    opened: date
    name: str = ""
    id: str = ""

    @property
    def there(self) -> bool:
        """Whether a project still lies there."""
        return bool(self.id)


def recent_projects() -> tuple[KnownProject, ...]:
    """The projects that were opened last, the newest first; none where nothing can be read."""
    return tuple(_seen(folder, opened) for folder, opened in _kept())


def remember(folder: Path, today: date) -> None:
    """Put a project first in the list; where the user's folder takes no file, it is not remembered."""
    here = folder.absolute()
    rows = [(here, today), *((one, day) for one, day in _kept() if one != here)][:_MOST]
    said = {"format": 1, "projects": [{"folder": str(one), "opened": day.isoformat()} for one, day in rows]}
    path = _home() / _NAME
    with suppress(OSError, Stop):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def project_at(folder: Path, opened: date) -> KnownProject | None:
    """The project in a folder, as its file says; None where there is none that can be read."""
    found = _seen(folder, opened)
    return found if found.there else None


def _home() -> Path:
    return user_config_path("tpn", appauthor=False, roaming=True)


def _kept() -> Iterator[tuple[Path, date]]:
    """What the file says, line by line; what is damaged in it is passed by."""
    try:
        rows = json.loads((_home() / _NAME).read_text("utf-8"))["projects"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for row in rows if isinstance(rows, list) else ():
        with suppress(ValueError, KeyError, TypeError):
            yield Path(row["folder"]), date.fromisoformat(row["opened"])


def _seen(folder: Path, opened: date) -> KnownProject:
    file = read_file(folder / MARKER)
    if isinstance(file, TextFile):
        value = parse(file.text, file.name).value
        about = value.get("project") if isinstance(value, dict) else None
        if isinstance(about, dict) and about.get("id"):
            return KnownProject(folder, opened, str(about.get("name") or about["id"]), str(about["id"]))
    return KnownProject(folder, opened)
