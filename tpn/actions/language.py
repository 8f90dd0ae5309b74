"""Which language a run speaks."""

import re
from collections.abc import Mapping
from pathlib import Path

from tpn.languages import LANGUAGES

_SPOKEN = re.compile(rb"^(?:project:[^\n]*\{[^\n]*?|[ ]+)language:[ ]*[\"']?(nb|nn|en)\b", re.MULTILINE)


def language_of(values: Mapping[str, str], environment: Mapping[str, str]) -> str:
    """``--lang``, else the project's, else ``TPN_LANG``, else the system's, else bokmål.

    The project's is only glanced at: help and faults must be told in it even where the file cannot be read.
    """
    for said in (values.get("lang"), _of_project(values.get("project")), environment.get("TPN_LANG")):
        if said in LANGUAGES:
            return said
    return _of_system(environment)


def _of_project(said: str | None) -> str | None:
    try:
        marker = _marker(Path(said) if said else Path())
        if marker is None:
            return None
        with marker.open("rb") as file:
            return spoken_in(file.read(65536))
    except OSError:
        return None


def spoken_in(text: bytes) -> str | None:
    """The language that the beginning of a ``project.yaml`` says it is in."""
    match = _SPOKEN.search(text)
    return match[1].decode() if match else None


def _marker(start: Path) -> Path | None:
    if start.name == "project.yaml":
        return start
    folders = (start, *start.absolute().parents)
    return next((folder / "project.yaml" for folder in folders if (folder / "project.yaml").is_file()), None)


def _of_system(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "")
        if said:
            spoken = said.split("_")[0].split(".")[0].lower()
            return {"nn": "nn", "en": "en"}.get(spoken, "nb")
    return "nb"
