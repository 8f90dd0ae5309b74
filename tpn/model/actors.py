"""Whose time a step of a process takes: the users', the municipality's, somebody else's or nobody's.

``actor`` is what people write; the words that tell whose side it is on are content (``catalogue/steps.yaml``).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from tpn.library import load
from tpn.model.choices import Automation
from tpn.model.processes import Step
from tpn.model.wording import words_of as fold


class Side(StrEnum):
    """Whose time it is. Only the municipality's may enter a municipal sum."""

    USER = "user"
    MUNICIPALITY = "municipality"
    OTHER = "other"
    SYSTEM = "system"


SideOf = Callable[[str | None], Side | None]
"""Whose time an actor's is; None where nothing tells."""


def side_of_step(step: Step, side_of: SideOf) -> Side | None:
    """Whose time a step takes; what a system does alone is nobody's, whoever stands as its actor."""
    return Side.SYSTEM if step.automation is Automation.FULL else side_of(step.actor)


@dataclass(frozen=True)
class Actors:
    """The actors of a project's folder: its own list, or tpn's."""

    folder: Path | None = None

    def side(self, actor: str | None) -> Side | None:
        """The side of an actor as people write it: a name of the list, or text with a word of one side only.

        None where nothing tells: such time is counted on neither side, and said to be uncounted. A step without an
        actor is nobody's in this sense too.
        """
        if not actor:
            return None
        if (known := self._names.get(fold(actor))) is not None:
            return known
        sides = {self._words[word] for word in re.findall(r"\w+", fold(actor)) if word in self._words}
        return sides.pop() if len(sides) == 1 else None

    @cached_property
    def _content(self) -> Mapping[str, Any]:
        return load("catalogue/steps.yaml", self.folder)  # type: ignore[no-any-return]

    @cached_property
    def _names(self) -> dict[str, Side]:
        return {
            fold(name): Side(actor["side"])
            for key, actor in self._content["actors"].items()
            for name in (key, *actor["name"].values())
        }

    @cached_property
    def _words(self) -> dict[str, Side]:
        return dict(_sided(self._content.get("words_of_actors") or {}))


def _sided(words: Mapping[str, list[str]]) -> Iterator[tuple[str, Side]]:
    for side, listed in words.items():
        yield from ((fold(word), Side(side)) for word in listed)
