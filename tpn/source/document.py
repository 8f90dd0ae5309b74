"""A file's text read: its value, its problems, and the place of everything in it."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml

from tpn.problems import Problem, TextPlace
from tpn.source import values
from tpn.source.events import SHORT, compose

Route = tuple[str | int, ...]
"""A way into a value: ``("kickoff", "activities", 3, "due")``."""


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """What stands in one file. ``value`` is none when it cannot be read; then ``problems`` says why.

    A file of comments only has the value ``{}``.
    """

    file: str
    text: str
    value: Any
    problems: tuple[Problem, ...] = ()

    def place(self, route: Route, *, key: bool = False) -> TextPlace:
        """Where the value at the route stands (or its key); the nearest forebear where there is none.

        The first call reads the text a second time; only those who must point at something pay for it.
        """
        node, owner = self._nodes, None
        for step in route:
            found = _child(node, step)
            if found is None:
                break
            owner, node = found
        if node is None:
            return TextPlace(self.file, 1)
        if owner is not None and (key or node.start_mark.index == node.end_mark.index):
            node = owner
        return self._place_of(node)

    @cached_property
    def _nodes(self) -> yaml.Node | None:
        # what could not be read (too deep, perhaps) would not be composed either
        return None if self.value is None else compose(self.text.removeprefix("\ufeff"))

    def _place_of(self, node: yaml.Node) -> TextPlace:
        start = node.start_mark
        text = self.text.removeprefix("\ufeff")
        line_end = text.find("\n", start.index)
        end = min(node.end_mark.index, len(text) if line_end < 0 else line_end)
        length = len(text[start.index : end].rstrip())
        return TextPlace(self.file, start.line + 1, start.column + 1, max(length, 1))


@lru_cache(maxsize=16)
def parse(text: str, file: str) -> Document:
    """Read YAML text: the value with all its problems, each with its place.

    A text that was just read is not read again: an edit is proved on the text that the project is then loaded from.

    Args:
        text: the file's text, with or without byte-order mark, LF or CRLF.
        file: the name that the user knows the file by; it stands in every place.
    """
    bare = text.removeprefix("\ufeff")
    value = (_value_of_short if len(bare) <= SHORT else _value)(bare)
    if isinstance(value, dict):
        return Document(file, text, value)
    from tpn.source import faults  # noqa: PLC0415 - nobody pays for the careful reading whose files are in order

    value, problems = faults.read(bare, file)
    return Document(file, text, value, problems)


def _value(bare: str) -> Any:
    """The value of a text; None where it must be read with care."""
    with suppress(values.Doubt):
        return values.read(bare)
    return None


_value_of_short = lru_cache(maxsize=256)(_value)


@lru_cache(maxsize=8)  # thousands of faults in one mapping are looked for one after the other
def _by_name(node: yaml.MappingNode) -> dict[object, tuple[yaml.Node, yaml.Node]]:
    """The children of a mapping by their keys; of a key that stands twice the first."""
    return {
        key.value: (key, value) for key, value in reversed(node.value) if isinstance(key, yaml.ScalarNode)
    }


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return _by_name(node).get(step)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None
