"""Finding one's way among nodes with marks: what stands where, and where its last character is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from tpn.source.document import Route


@dataclass(frozen=True, slots=True)
class Found:
    """A node, with what it stands in: ``key`` is the node of its key where its owner is a mapping."""

    node: Any
    key: Any = None
    owner: Any = None
    index: int = 0
    in_flow: bool = False

    @property
    def is_mapping(self) -> bool:
        """Whether keys stand here."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether items stand here."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_null(self) -> bool:
        """Whether nothing, or a word for nothing, is written here."""
        node = self.node
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        return plain and node.value in {"", "~", "null", "Null", "NULL"}


def find(root: Any, route: Route) -> tuple[Found, Route]:
    """The deepest node on the route, and the steps that lead on from there to nothing."""
    found = Found(root)
    for depth, step in enumerate(route):
        deeper = _child(found, step)
        if deeper is None:
            return found, route[depth:]
        found = deeper
    return found, ()


def _child(found: Found, step: str | int) -> Found | None:
    node = found.node
    if found.is_mapping:
        flow = found.in_flow or bool(node.flow_style)
        return next(
            (
                Found(value, key, node, n, flow)
                for n, (key, value) in enumerate(node.value)
                if key.value == step
            ),
            None,
        )
    if found.is_list and isinstance(step, int) and 0 <= step < len(node.value):
        return Found(node.value[step], None, node, step, found.in_flow or bool(node.flow_style))
    return None


def is_block(node: Any) -> bool:
    """Whether the node is a mapping or list on lines of its own."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def content_end(text: str, node: Any) -> int:
    """The index after the node's last character that says something; block marks run on past comments."""
    while is_block(node) and node.value:
        last = node.value[-1]
        if not isinstance(last, tuple):
            node = last
        elif last[1].end_mark.index > last[0].end_mark.index:
            node = last[1]
        else:
            return int(last[0].end_mark.index)
    end = int(node.end_mark.index)
    if getattr(node, "style", None) in {"|", ">"}:
        return _block_scalar_end(text, node.start_mark.index, end)
    return end


def last_scalar(node: Any) -> Any:
    """The scalar (or the brackets) that a block ends with."""
    while is_block(node) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


_BLOCK_HEAD = re.compile(r"([|>][0-9]?)[-+]?([0-9]?)")


def without_last_line_end(text: str) -> str:
    """A block scalar whose last line end is no text: ``|`` becomes ``|-``."""
    return _BLOCK_HEAD.sub(r"\1-\2", text, count=1)


def _block_scalar_end(text: str, start: int, end: int) -> int:
    head = text[start : line_end(text, start)]
    if "+" in head.split("#")[0]:  # every line end is text
        return end - len(text[start:end]) + len(text[start:end].removesuffix("\n").removesuffix("\r"))
    # blanks at the end of the last line are text
    return min(line_end(text, start + len(text[start:end].rstrip()) - 1), end)


def line_start(text: str, at: int) -> int:
    """The index of the first character of the line."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The index of the line's end: its line feed or carriage return, or the end of the text."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def next_line(text: str, at: int) -> int:
    """The index of the first character of the line after this one, or the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def dash_of(text: str, owner: Any, index: int) -> int:
    """Where the dash of a list item stands."""
    column = owner.start_mark.column
    at = int(owner.value[index].start_mark.index)
    if index == 0:
        return int(owner.start_mark.index)
    start = line_start(text, at)
    while text[start + column : start + column + 1] != "-" or text[start : start + column].strip():
        start = line_start(text, start - 1)
    return int(start + column)


def starts_its_line(text: str, at: int) -> bool:
    """Whether only blanks stand before it on its line."""
    return not text[line_start(text, at) : at].strip()


def walk(node: Any) -> Iterator[Any]:
    """The node and all below it, nearest first."""
    level = [node]
    while level:
        yield from level
        level = [child for one in level for child in _children(one)]


def _children(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def is_flow_mapping(node: Any) -> bool:
    """Whether keys stand inside curly brackets."""
    return isinstance(node, yaml.MappingNode) and bool(node.flow_style) and bool(node.value)


def part_start(owner: Any, index: int) -> int:
    """The first character of an item, or of a key."""
    part = owner.value[index]
    return int((part[0] if isinstance(part, tuple) else part).start_mark.index)


def part_end(owner: Any, index: int) -> int:
    """The index after the last character of an item, or of a key with its value, inside brackets."""
    part = owner.value[index]
    if isinstance(part, tuple):
        return max(int(part[0].end_mark.index), int(part[1].end_mark.index))
    return int(part.end_mark.index)
