"""Every kind of fault and every piece of advice, explained apart from any one case of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tpn.library import overlaid, pieces
from tpn.model.choices import Phase
from tpn.problems import Level, level_of
from tpn.texts.problems import entry_of
from tpn.texts.words import Words

_FACT = re.compile(r"(?<!\{)\{(?!\{|[bB]enefits?\})[^{}]*\}(?!\})")  # not {{braces}} that are meant
# which wording stands in which file, and what the reader is told that it concerns; other files are of the commands
_GROUPS = {
    "source": "files", "model": "project", "plan": "project", "library": "content", "history": "history",
    "sheets": "sheets", "recognise": "sheets",
}  # fmt: skip
ORDER = ("files", "project", "sheets", "history", "content", "commands")
PHASES = {phase.letter: phase.value for phase in Phase}


class Explained(NamedTuple):
    """A fault or a piece of advice: what it says, why it matters, and how it is put right."""

    code: str
    level: Level
    title: str
    message: str
    hints: tuple[str, ...]
    why: str


def explained(code: str, words: Words) -> Explained:
    """The explanation of a code that is known. What differs from case to case is told as ``…``."""
    entry = entry_of(code, words, words.folder)
    hints = (
        [entry["hint"]]
        if "hint" in entry
        else [entry[key] for key in sorted(entry) if key.startswith("hint")]
    )
    return Explained(
        code, level_of(code), _general(entry["title"], words), _general(entry["message"], words),
        tuple(_general(hint, words) for hint in hints), entry["why"],
    )  # fmt: skip


def _general(text: str, words: Words) -> str:
    return words.fill(_FACT.sub("…", text), {}).replace("….", "…")


def codes(words: Words) -> dict[str, list[str]]:
    """All codes by what they concern: advice by phase, then faults by where they are met."""
    found: dict[str, list[str]] = {name: [] for name in (*PHASES.values(), *ORDER)}
    for name, code in _worded("advice", words):
        found[PHASES.get(code[0], name)].append(code)
    for name, code in _worded("problems", words):
        found[_GROUPS.get(name, "commands")].append(code)
    return {group: sorted(some) for group, some in found.items() if some}


def _worded(kind: str, words: Words) -> Iterator[tuple[str, str]]:
    for piece in pieces(f"texts/{words.language}/{kind}", words.folder):
        name = piece.name.rpartition("/")[2]
        for code in overlaid(f"texts/{piece.name}.yaml", words.folder):
            if _is_known(code):
                yield name, code


def _is_known(code: str) -> bool:
    try:
        return bool(level_of(code))
    except KeyError:
        return False
